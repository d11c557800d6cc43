/* A bounded buffer of semaphores. Whoever plays the samples stops with the song, and the mixer waits for a free slot. */
#include <stdlib.h>
#include <uv.h>

struct buffer {
    uv_sem_t free_slots, full_slots;
    uv_mutex_t lock;
    int samples[32];
    unsigned head, tail;
};

int mix(void);
int play(int sample);

static void buffer_put(struct buffer *b, int sample)
{
    uv_sem_wait(&b->free_slots);
    uv_mutex_lock(&b->lock);
    b->samples[b->tail++ % 32] = sample;
    uv_mutex_unlock(&b->lock);
    uv_sem_post(&b->full_slots);
}

static int buffer_take(struct buffer *b)
{
    uv_sem_wait(&b->full_slots);
    uv_mutex_lock(&b->lock);
    int sample = b->samples[b->head++ % 32];
    uv_mutex_unlock(&b->lock);
    uv_sem_post(&b->free_slots);
    return sample;
}

static void mixer(void *arg)
{
    for (int i = 0; i < 100000; i++)
        buffer_put(arg, mix()); // EXPECT error blocking-send: the song may stop first
}

static void song(void)
{
    struct buffer *b = calloc(1, sizeof *b);
    uv_thread_t thread;
    uv_sem_init(&b->free_slots, 32);
    uv_sem_init(&b->full_slots, 0);
    uv_thread_create(&thread, mixer, b);
    while (play(buffer_take(b)))
        ;
}

int main(void)
{
    for (;;)
        song();
}
