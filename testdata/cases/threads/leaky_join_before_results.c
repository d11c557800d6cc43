/* Each of the four searches ends when its hits have found room; main takes none before they have ended.
 */
#include <stdio.h>
#include <stdlib.h>
#include <threads.h>

struct hits {
    mtx_t lock;
    cnd_t room, some;
    long items[16];
    unsigned first, count;
};

static void hits_push(struct hits *q, long item)
{
    mtx_lock(&q->lock);
    while (q->count == 16)
        cnd_wait(&q->room, &q->lock);
    q->items[(q->first + q->count++) % 16] = item;
    cnd_signal(&q->some);
    mtx_unlock(&q->lock);
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

long search_next(void);

static int search(void *arg)
{
    struct hits *hits = arg;
    long at;
    while ((at = search_next()) >= 0)
        hits_push(hits, at); /* EXPECT error join-deadlock: main receives only once this thread has ended */
    return 0;
}

int main(void)
{
    struct hits *hits = calloc(1, sizeof *hits);
    thrd_t threads[4];
    mtx_init(&hits->lock, mtx_plain);
    for (int i = 0; i < 4; i++)
        thrd_create(&threads[i], search, hits);
    for (int i = 0; i < 4; i++)
        thrd_join(threads[i], NULL);
    while (hits->count > 0)
        printf("%ld\n", hits_pop(hits));
    free(hits);
    return 0;
}
