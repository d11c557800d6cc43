/* main takes the first ten hits. The searches have ended, or are told so in the wait that they may be in, before it waits
 * for them to end.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <threads.h>

struct hits {
    mtx_t lock;
    cnd_t room, some;
    long items[16];
    unsigned first, count;
    bool enough;
};

static bool hits_push(struct hits *q, long item)
{
    mtx_lock(&q->lock);
    while (q->count == 16 && !q->enough)
        cnd_wait(&q->room, &q->lock);
    bool wanted = !q->enough;
    if (wanted) {
        q->items[(q->first + q->count++) % 16] = item;
        cnd_signal(&q->some);
    }
    mtx_unlock(&q->lock);
    return wanted;
}

static long hits_pop(struct hits *q)
{
    mtx_lock(&q->lock);
    while (q->count == 0)
        cnd_wait(&q->some, &q->lock);
    long item = q->items[q->first];
    q->first = (q->first + 1) % 16;
    q->count--;
    cnd_signal(&q->room);
    mtx_unlock(&q->lock);
    return item;
}

static void hits_finish(struct hits *q)
{
    mtx_lock(&q->lock);
    q->enough = true;
    cnd_broadcast(&q->room);
    mtx_unlock(&q->lock);
}

long search_next(void);

static int search(void *arg)
{
    struct hits *hits = arg;
    while (hits_push(hits, search_next()))
        ;
    return 0;
}

int main(void)
{
    struct hits *hits = calloc(1, sizeof *hits);
    thrd_t threads[4];
    mtx_init(&hits->lock, mtx_plain);
    for (int i = 0; i < 4; i++)
        thrd_create(&threads[i], search, hits);
    for (int i = 0; i < 10; i++)
        printf("%ld\n", hits_pop(hits));
    hits_finish(hits);
    for (int i = 0; i < 4; i++)
        thrd_join(threads[i], NULL);
    free(hits);
    return 0;
}
