/* A full disk ends the recording, and recording_stop waits for the capture thread in good order. That is blocked once
 * eight frames more have come, for nobody takes them.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct frames {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    void * items[8];
    unsigned first, count;
};

static void frames_push(struct frames *q, void * item)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 8)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[(q->first + q->count++) % 8] = item;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static void * frames_pop(struct frames *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 0)
        pthread_cond_wait(&q->some, &q->lock);
    void * item = q->items[q->first];
    q->first = (q->first + 1) % 8;
    q->count--;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

struct recording {
    struct frames frames;
    pthread_t capture;
};

void *camera_frame(void);
bool disk_write(void *frame);

static void *capture(void *arg)
{
    struct recording *r = arg;
    void *frame;
    while ((frame = camera_frame()))
        frames_push(&r->frames, frame); /* EXPECT error join-deadlock: record joins once the disk is full */
    return NULL;
}

static void recording_stop(struct recording *r)
{
    pthread_join(r->capture, NULL);
    free(r);
}

static void record(void)
{
    struct recording *r = calloc(1, sizeof *r);
    pthread_create(&r->capture, NULL, capture, r);
    while (disk_write(frames_pop(&r->frames)))
        ;
    recording_stop(r);
}

int main(void)
{
    record();
    return 0;
}
