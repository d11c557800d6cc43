/* The flight recorder's ring overwrites its oldest entry when it is full. Its reader waits for entries; its writer
 * never waits.
 */
#include <pthread.h>
#include <stdlib.h>

enum { DEPTH = 64 };

struct recorder {
    pthread_mutex_t lock;
    pthread_cond_t added;
    long entries[DEPTH];
    unsigned head, count;
};

long bus_sample(void);
int inspector_connect(void);
int inspector_send(long entry);

static void record(struct recorder *r, long entry)
{
    pthread_mutex_lock(&r->lock);
    if (r->count == DEPTH) {
        r->head = (r->head + 1) % DEPTH;
        r->count--;
    }
    r->entries[(r->head + r->count++) % DEPTH] = entry;
    pthread_cond_signal(&r->added);
    pthread_mutex_unlock(&r->lock);
}

static void *sample_bus(void *arg)
{
    struct recorder *r = arg;
    long entry;
    while ((entry = bus_sample()) != -1)
        record(r, entry);
    return NULL;
}

static void inspect(void)
{
    struct recorder *r = calloc(1, sizeof *r);
    pthread_t sampler;
    pthread_create(&sampler, NULL, sample_bus, r);
    pthread_detach(sampler);
    for (;;) {
        pthread_mutex_lock(&r->lock);
        while (r->count == 0)
            pthread_cond_wait(&r->added, &r->lock);
        long entry = r->entries[r->head++ % DEPTH];
        r->count--;
        pthread_mutex_unlock(&r->lock);
        if (inspector_send(entry) < 0)
            return;
    }
}

int main(void)
{
    while (inspector_connect())
        inspect();
    return 0;
}
