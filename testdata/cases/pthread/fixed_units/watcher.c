/* The key-value store's watchers, mended: the server closes the queue when its client leaves, which wakes the push, and
 * its result ends the watcher. Each of the three steps is in a unit of its own.
 */
#include "watcher.h"
#include "queue.h"

#include <pthread.h>
#include <stdlib.h>

void *store_next_change(const char *key);

struct watcher {
    const char *key;
    struct queue *out;
};

static void *run(void *arg)
{
    struct watcher *w = arg;
    void *change;
    while ((change = store_next_change(w->key)) && queue_push(w->out, change))
        ;
    free(w);
    return NULL;
}

void watcher_start(const char *key, struct queue *out)
{
    struct watcher *w = malloc(sizeof *w);
    pthread_t thread;
    w->key = key;
    w->out = out;
    pthread_create(&thread, NULL, run, w);
    pthread_detach(thread);
}
