/* An indexer takes files from a GAsyncQueue until it is told to stop; but it is told while it waits for the next file,
 * and nothing is pushed any more. */
#include <glib.h>

struct indexer {
    GAsyncQueue *files;
    GThread *thread;
    gboolean stopped;
};

void index_file(gpointer file);
gpointer walk(void);

static gpointer index_all(gpointer data)
{
    struct indexer *x = data;
    while (!x->stopped) {
        gpointer file = g_async_queue_pop(x->files); // EXPECT error blocking-wait: nobody pushes a last file
        index_file(file);
    }
    return NULL;
}

static void indexer_stop(struct indexer *x)
{
    x->stopped = TRUE;
    g_thread_join(x->thread);
    g_async_queue_unref(x->files);
    g_free(x);
}

void index_tree(void)
{
    struct indexer *x = g_new0(struct indexer, 1);
    gpointer file;
    x->files = g_async_queue_new();
    x->thread = g_thread_new("index", index_all, x);
    while ((file = walk()))
        g_async_queue_push(x->files, file);
    indexer_stop(x);
}
