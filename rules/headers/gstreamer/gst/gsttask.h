/* GStreamer's tasks. */
#ifndef CHANLINT_GST_TASK_H
#define CHANLINT_GST_TASK_H

#include "gst.h"

#ifdef __cplusplus
extern "C" {
#endif

GstTask *gst_task_new(GstTaskFunction body, gpointer user_data, GDestroyNotify notify);
void gst_task_set_lock(GstTask *task, GRecMutex *lock);
gboolean gst_task_start(GstTask *task);
gboolean gst_task_stop(GstTask *task);
gboolean gst_task_pause(GstTask *task);
gboolean gst_task_join(GstTask *task);

#ifdef __cplusplus
}
#endif

#endif
