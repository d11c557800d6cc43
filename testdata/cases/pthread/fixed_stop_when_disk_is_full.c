/* As leaky_join_when_disk_is_full.c, but recording_stop sets the flag that the wait tests, and wakes who waits.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct frames {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    void * items[8];
    unsigned first, count;
    bool stopped;
};

static bool frames_push(struct frames *q, void * item)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 8 && !q->stopped)
        pthread_cond_wait(&q->room, &q->lock);
    bool open = !q->stopped;
    if (open) {
        q->items[(q->first + q->count++) % 8] = item;
        pthread_cond_signal(&q->some);
    }
    pthread_mutex_unlock(&q->lock);
    return open;
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

static void frames_stop(struct frames *q)
{
    pthread_mutex_lock(&q->lock);
    q->stopped = true;
    pthread_cond_broadcast(&q->room);
    pthread_mutex_unlock(&q->lock);
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
        if (!frames_push(&r->frames, frame))
            break;
    return NULL;
}

static void recording_stop(struct recording *r)
{
    frames_stop(&r->frames);
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
