/* An asynchronous queue takes whatever is pushed: nobody blocks in it, whether or not somebody reads. */
#include <glib.h>

gpointer next_event(void);

static gpointer watch(gpointer queue)
{
    for (guint i = 0; i < 100; i++)
        g_async_queue_push(queue, next_event()); // SEES nonblocking send
    return NULL;
}

gpointer first_event(void)
{
    GAsyncQueue *queue = g_async_queue_new();
    g_thread_unref(g_thread_new("watch", watch, g_async_queue_ref(queue))); // SEES spawn
    return g_async_queue_timeout_pop(queue, 1000); // SEES timeout receive
}
