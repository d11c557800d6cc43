/* A key-value store's watchers. Queue, watcher and server are a unit each: that the server leaves is seen in one, that
 * the watcher sends in another, that the send waits for room only in the third.
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
    while ((change = store_next_change(w->key)))
        queue_push(w->out, change); /* EXPECT error blocking-send: the server stops popping when its client leaves */
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
