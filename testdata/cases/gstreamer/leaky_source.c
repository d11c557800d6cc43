/* A source's task queues what it reads; the reader stops at its first error, and nobody makes the queue flush. */
#include <gst/base/gstdataqueue.h>
#include <gst/gst.h>

GstDataQueueItem *read_item(void);
gboolean render(GstDataQueueItem *item);
gboolean is_full(GstDataQueue *queue, guint visible, guint bytes, guint64 time, gpointer data);

static void loop(gpointer user_data)
{
    GstDataQueue *queue = user_data;
    gst_data_queue_push(queue, read_item()); // EXPECT error blocking-send: the renderer stops at its first error
}

void play(void)
{
    GstDataQueue *queue = gst_data_queue_new(is_full, NULL, NULL, NULL);
    GstTask *task = gst_task_new(loop, queue, NULL);
    GstDataQueueItem *item;
    gst_task_start(task);
    while (gst_data_queue_pop(queue, &item))
        if (!render(item))
            return;
}

int main(void)
{
    for (;;)
        play();
}
