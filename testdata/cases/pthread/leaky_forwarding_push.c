/* A download manager. queue_push only forwards to queue_put, which can also give up at once; it passes that it may wait
 * forever. The dialog takes progress until it is closed.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    void **items;
    size_t len, cap;
};

enum wait { AT_ONCE, FOREVER };

void *download_step(int id);
bool dialog_update(void *progress);
int dialog_open(void);

static bool queue_put(struct queue *q, void *item, enum wait wait)
{
    pthread_mutex_lock(&q->lock);
    while (q->len >= q->cap) {
        if (wait == AT_ONCE) {
            pthread_mutex_unlock(&q->lock);
            return false;
        }
        pthread_cond_wait(&q->room, &q->lock);
    }
    q->items[q->len++] = item;
    pthread_cond_signal(&q->item);
    pthread_mutex_unlock(&q->lock);
    return true;
}

static void queue_push(struct queue *q, void *item)
{
    queue_put(q, item, FOREVER);
}

static void *queue_pop(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 0)
        pthread_cond_wait(&q->item, &q->lock);
    void *item = q->items[--q->len];
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

struct download {
    int id;
    struct queue progress;
};

static void *download(void *arg)
{
    struct download *d = arg;
    void *progress;
    while ((progress = download_step(d->id)))
        queue_push(&d->progress, progress); /* EXPECT error blocking-send: the dialog may be closed */
    return NULL;
}

static void dialog(int id)
{
    struct download *d = calloc(1, sizeof *d);
    pthread_t thread;
    d->id = id;
    d->progress.cap = 8;
    d->progress.items = calloc(8, sizeof(void *));
    pthread_create(&thread, NULL, download, d);
    pthread_detach(thread);
    while (dialog_update(queue_pop(&d->progress)))
        ;
}

int main(void)
{
    int id;
    while ((id = dialog_open()) >= 0)
        dialog(id);
    return 0;
}
