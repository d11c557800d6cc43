/* The semaphore is posted once the flag is set.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdlib.h>

struct ring {
    sem_t room, some;
    int slots[8];
    unsigned in, out;
    bool stopped;
};

int sensor_read(void);
bool network_send(int value);

static bool ring_put(struct ring *r, int value)
{
    sem_wait(&r->room);
    if (r->stopped)
        return false;
    r->slots[r->in++ % 8] = value;
    sem_post(&r->some);
    return true;
}

static int ring_take(struct ring *r)
{
    sem_wait(&r->some);
    int value = r->slots[r->out++ % 8];
    sem_post(&r->room);
    return value;
}

static void ring_stop(struct ring *r)
{
    r->stopped = true;
    sem_post(&r->room);
}

static void *measure(void *arg)
{
    struct ring *r = arg;
    while (ring_put(r, sensor_read()))
        ;
    return NULL;
}

int main(void)
{
    struct ring *r = calloc(1, sizeof *r);
    pthread_t thread;
    sem_init(&r->room, 0, 8);
    sem_init(&r->some, 0, 0);
    pthread_create(&thread, NULL, measure, r);
    while (network_send(ring_take(r)))
        ;
    ring_stop(r);
    pthread_join(thread, NULL);
    free(r);
    return 0;
}
