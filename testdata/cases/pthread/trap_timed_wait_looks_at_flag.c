/* The wait looks at the flag each second anyway: nobody need signal.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

struct box {
    pthread_mutex_t lock;
    pthread_cond_t some, room;
    void *items[4];
    unsigned count;
    bool closed;
};

void *parcel(void);
void deliver(void *parcel);

static bool box_put(struct box *b, void *item)
{
    pthread_mutex_lock(&b->lock);
    while (b->count == 4 && !b->closed) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec++;
        pthread_cond_timedwait(&b->room, &b->lock, &until);
    }
    bool open = !b->closed;
    if (open) {
        b->items[b->count++] = item;
        pthread_cond_signal(&b->some);
    }
    pthread_mutex_unlock(&b->lock);
    return open;
}

static void *box_take(struct box *b)
{
    pthread_mutex_lock(&b->lock);
    while (b->count == 0)
        pthread_cond_wait(&b->some, &b->lock);
    void *item = b->items[--b->count];
    pthread_cond_signal(&b->room);
    pthread_mutex_unlock(&b->lock);
    return item;
}

static void *fill(void *arg)
{
    struct box *b = arg;
    while (box_put(b, parcel()))
        ;
    return NULL;
}

int main(void)
{
    struct box *b = calloc(1, sizeof *b);
    pthread_t filler;
    pthread_create(&filler, NULL, fill, b);
    for (int i = 0; i < 100; i++)
        deliver(box_take(b));
    pthread_mutex_lock(&b->lock);
    b->closed = true;
    pthread_mutex_unlock(&b->lock);
    pthread_join(filler, NULL);
    free(b);
    return 0;
}
