/* GStreamer's queues of data. */
#ifndef CHANLINT_GST_DATA_QUEUE_H
#define CHANLINT_GST_DATA_QUEUE_H

#include "../gst.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _GstDataQueue GstDataQueue;
typedef struct _GstDataQueueItem {
    GstMiniObject *object;
    guint size;
    guint64 duration;
    gboolean visible;
    GDestroyNotify destroy;
} GstDataQueueItem;
typedef gboolean (*GstDataQueueCheckFullFunction)(
    GstDataQueue *queue, guint visible, guint bytes, guint64 time, gpointer data);
typedef void (*GstDataQueueFullCallback)(GstDataQueue *queue, gpointer data);
typedef void (*GstDataQueueEmptyCallback)(GstDataQueue *queue, gpointer data);

GstDataQueue *gst_data_queue_new(GstDataQueueCheckFullFunction is_full, GstDataQueueFullCallback full,
    GstDataQueueEmptyCallback empty, gpointer data);
gboolean gst_data_queue_push(GstDataQueue *queue, GstDataQueueItem *item);
gboolean gst_data_queue_push_force(GstDataQueue *queue, GstDataQueueItem *item);
gboolean gst_data_queue_pop(GstDataQueue *queue, GstDataQueueItem **item);
void gst_data_queue_flush(GstDataQueue *queue);
void gst_data_queue_set_flushing(GstDataQueue *queue, gboolean flushing);

#ifdef __cplusplus
}
#endif

#endif
