/* A radio recorder that polls: nobody signals when recording stops, but the wait for room looks at the stop flag once a
 * second.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

struct chunk {
    float samples[256];
};

struct recorder {
    pthread_mutex_t lock;
    pthread_cond_t space, data;
    struct chunk chunks[6];
    int n;
    atomic_int stop;
};

int tuner_read(struct chunk *chunk);
int disk_write(const struct chunk *chunk);
int schedule_wait(void);

static int recorder_push(struct recorder *r, const struct chunk *chunk)
{
    pthread_mutex_lock(&r->lock);
    while (r->n == 6 && !r->stop) {
        struct timespec soon;
        clock_gettime(CLOCK_REALTIME, &soon);
        soon.tv_sec += 1;
        pthread_cond_timedwait(&r->space, &r->lock, &soon);
    }
    if (r->stop) {
        pthread_mutex_unlock(&r->lock);
        return 0;
    }
    r->chunks[r->n++] = *chunk;
    pthread_cond_signal(&r->data);
    pthread_mutex_unlock(&r->lock);
    return 1;
}

static void recorder_pop(struct recorder *r, struct chunk *chunk)
{
    pthread_mutex_lock(&r->lock);
    while (r->n == 0)
        pthread_cond_wait(&r->data, &r->lock);
    *chunk = r->chunks[--r->n];
    pthread_cond_signal(&r->space);
    pthread_mutex_unlock(&r->lock);
}

static void *tune(void *arg)
{
    struct recorder *r = arg;
    struct chunk chunk;
    while (tuner_read(&chunk)) {
        if (!recorder_push(r, &chunk))
            return NULL;
    }
    return NULL;
}

static void record(void)
{
    struct recorder *r = calloc(1, sizeof *r);
    struct chunk chunk;
    pthread_t tuner;
    pthread_create(&tuner, NULL, tune, r);
    do
        recorder_pop(r, &chunk);
    while (disk_write(&chunk) == 0);
    r->stop = 1;
    pthread_join(tuner, NULL);
    free(r);
}

int main(void)
{
    while (schedule_wait())
        record();
    return 0;
}
