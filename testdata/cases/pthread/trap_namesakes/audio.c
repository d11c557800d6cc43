/* Two units with static functions and a struct of the same names. This one's push tests a stop flag; the other one's
 * does not. What is said of one must not be said of the other.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct buffer {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    short samples[8];
    int n;
    bool stopped;
};

int microphone(short *sample);
int speaker(short sample);

static bool push(struct buffer *b, short sample)
{
    pthread_mutex_lock(&b->lock);
    while (b->n == 8 && !b->stopped)
        pthread_cond_wait(&b->room, &b->lock);
    bool ok = !b->stopped;
    if (ok)
        b->samples[b->n++] = sample;
    pthread_cond_signal(&b->some);
    pthread_mutex_unlock(&b->lock);
    return ok;
}

static short pop(struct buffer *b)
{
    pthread_mutex_lock(&b->lock);
    while (b->n == 0)
        pthread_cond_wait(&b->some, &b->lock);
    short sample = b->samples[--b->n];
    pthread_cond_signal(&b->room);
    pthread_mutex_unlock(&b->lock);
    return sample;
}

static void *capture(void *arg)
{
    struct buffer *b = arg;
    short sample;
    while (microphone(&sample) && push(b, sample))
        ;
    return NULL;
}

void audio_call(void)
{
    struct buffer *b = calloc(1, sizeof *b);
    pthread_t thread;
    pthread_create(&thread, NULL, capture, b);
    while (speaker(pop(b)) == 0)
        ;
    pthread_mutex_lock(&b->lock);
    b->stopped = true;
    pthread_cond_broadcast(&b->room);
    pthread_mutex_unlock(&b->lock);
    pthread_join(thread, NULL);
    free(b);
}
