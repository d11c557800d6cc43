/* GStreamer's core. */
#ifndef CHANLINT_GST_H
#define CHANLINT_GST_H

#include <glib.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _GstObject GstObject;
typedef struct _GstElement GstElement;
typedef struct _GstMiniObject GstMiniObject;
typedef struct _GstBuffer GstBuffer;
typedef struct _GstEvent GstEvent;
typedef struct _GstMessage GstMessage;
typedef struct _GstPad GstPad;
typedef struct _GstTask GstTask;
typedef struct _GstBus GstBus;
typedef guint64 GstClockTime;
typedef void (*GstTaskFunction)(gpointer user_data);
typedef enum {
    GST_FLOW_OK = 0,
    GST_FLOW_FLUSHING = -2,
    GST_FLOW_EOS = -3,
    GST_FLOW_ERROR = -5
} GstFlowReturn;
typedef enum { GST_MESSAGE_EOS = 1, GST_MESSAGE_ERROR = 2, GST_MESSAGE_ANY = -1 } GstMessageType;

#define GST_CLOCK_TIME_NONE ((GstClockTime)-1)
#define GST_SECOND ((GstClockTime)1000000000)

void gst_init(int *argc, char **argv[]);
gpointer gst_object_ref(gpointer object);
void gst_object_unref(gpointer object);
GstBuffer *gst_buffer_new(void);
void gst_buffer_unref(GstBuffer *buffer);
void gst_message_unref(GstMessage *message);

#ifdef __cplusplus
}
#endif

#include "gstbus.h"
#include "gstpad.h"

#endif
