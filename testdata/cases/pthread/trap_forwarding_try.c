/* The download manager, dropping: queue_offer forwards to the same queue_put, and never waits. Progress that nobody
 * looks at is lost, which is fine for progress.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    int items[8];
    size_t len;
};

enum wait { AT_ONCE, FOREVER };

int download_step(void);
bool dialog_update(int progress);
int dialog_open(void);

static bool queue_put(struct queue *q, int item, enum wait wait)
{
    pthread_mutex_lock(&q->lock);
    while (q->len >= 8) {
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

static bool queue_offer(struct queue *q, int item)
{
    return queue_put(q, item, AT_ONCE);
}

static int queue_pop(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 0)
        pthread_cond_wait(&q->item, &q->lock);
    int item = q->items[--q->len];
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

static void *download(void *arg)
{
    struct queue *progress = arg;
    int percent;
    while ((percent = download_step()) < 100)
        queue_offer(progress, percent);
    return NULL;
}

static void dialog(void)
{
    struct queue *progress = calloc(1, sizeof *progress);
    pthread_t thread;
    pthread_create(&thread, NULL, download, progress);
    pthread_detach(thread);
    while (dialog_update(queue_pop(progress)))
        ;
}

int main(void)
{
    while (dialog_open() >= 0)
        dialog();
    return 0;
}
