/* The same, where the queue is set flushing before the task is joined: the push returns FALSE. */
#include <gst/base/gstdataqueue.h>
#include <gst/gst.h>

GstDataQueueItem *read_item(void);
gboolean render(GstDataQueueItem *item);
gboolean is_full(GstDataQueue *queue, guint visible, guint bytes, guint64 time, gpointer data);

struct source {
    GstDataQueue *queue;
    GstTask *task;
};

static void loop(gpointer user_data)
{
    struct source *source = user_data;
    if (!gst_data_queue_push(source->queue, read_item())) // SEES forever send
        gst_task_pause(source->task);
}

void play(void)
{
    struct source *source = g_malloc0(sizeof *source);
    GstDataQueueItem *item;
    source->queue = gst_data_queue_new(is_full, NULL, NULL, NULL);
    source->task = gst_task_new(loop, source, NULL); // SEES spawn
    gst_task_start(source->task);
    while (gst_data_queue_pop(source->queue, &item)) // SEES forever receive
        if (!render(item))
            break;
    gst_task_stop(source->task);
    gst_data_queue_set_flushing(source->queue, TRUE); // SEES close
    gst_task_join(source->task); // SEES join
}

int main(void)
{
    for (;;)
        play();
}
