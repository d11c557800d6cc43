/* GStreamer's pads. */
#ifndef CHANLINT_GST_PAD_H
#define CHANLINT_GST_PAD_H

#include "gsttask.h"

#ifdef __cplusplus
extern "C" {
#endif

gboolean gst_pad_start_task(GstPad *pad, GstTaskFunction body, gpointer user_data, GDestroyNotify notify);
gboolean gst_pad_pause_task(GstPad *pad);
gboolean gst_pad_stop_task(GstPad *pad);
gboolean gst_pad_set_active(GstPad *pad, gboolean active);
GstFlowReturn gst_pad_push(GstPad *pad, GstBuffer *buffer);
gboolean gst_pad_push_event(GstPad *pad, GstEvent *event);

#ifdef __cplusplus
}
#endif

#endif
