/* A ring without a lock, whose sides poll until there is room, or an item: no wait tells what that is. The header
 * does, for the file with the bodies, too. */
#include "ring.h"
#include <pthread.h>
#include <sched.h>

void ring_put(struct ring *r, int item)
{
    while (r->head - r->tail == 64)
        sched_yield();
    r->items[r->head % 64] = item;
    r->head++;
}

int ring_take(struct ring *r)
{
    while (r->head == r->tail)
        sched_yield();
    int item = r->items[r->tail % 64];
    r->tail++;
    return item;
}

static struct ring log_ring;

static void *log_start(void *argument)
{
    (void)argument;
    ring_put(&log_ring, 1); // EXPECT error blocking-send: nobody takes from this one
    return NULL;
}

void log_open(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, log_start, NULL); // SEES spawn
}
