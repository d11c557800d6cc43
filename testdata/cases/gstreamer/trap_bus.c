/* A pad's task posts messages: a bus takes whatever is posted. Who reads the bus may wait for ever. */
#include <gst/gst.h>

GstMessage *next_message(void);
gboolean is_last(GstMessage *message);

static void loop(gpointer user_data)
{
    gst_bus_post(user_data, next_message()); // SEES nonblocking send
}

void watch(GstPad *pad)
{
    GstBus *bus = gst_bus_new();
    GstMessage *message;
    gst_pad_start_task(pad, loop, bus, NULL); // SEES spawn
    do
        message = gst_bus_timed_pop(bus, GST_CLOCK_TIME_NONE); // SEES forever receive
    while (!is_last(message));
    message = gst_bus_timed_pop_filtered(bus, GST_SECOND, GST_MESSAGE_ANY); // SEES timeout receive
    gst_pad_stop_task(pad); // SEES join
}
