/* GStreamer's buses. */
#ifndef CHANLINT_GST_BUS_H
#define CHANLINT_GST_BUS_H

#include "gst.h"

#ifdef __cplusplus
extern "C" {
#endif

GstBus *gst_bus_new(void);
gboolean gst_bus_post(GstBus *bus, GstMessage *message);
GstMessage *gst_bus_pop(GstBus *bus);
GstMessage *gst_bus_timed_pop(GstBus *bus, GstClockTime timeout);
GstMessage *gst_bus_timed_pop_filtered(GstBus *bus, GstClockTime timeout, GstMessageType types);
void gst_bus_set_flushing(GstBus *bus, gboolean flushing);

#ifdef __cplusplus
}
#endif

#endif
