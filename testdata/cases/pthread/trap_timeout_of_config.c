/* How long a sample waits for room, a configuration says that is not seen; less than nothing would be for ever. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 16 };

struct samples {
    pthread_mutex_t lock;
    pthread_cond_t room, any;
    int samples[ROOM];
    int n;
};

int client_accept(void);
int sample_next(void);
int config_seconds(void);

static int push(struct samples *s, int sample, int seconds)
{
    struct timespec at;
    clock_gettime(CLOCK_REALTIME, &at);
    at.tv_sec += seconds;
    pthread_mutex_lock(&s->lock);
    while (s->n == ROOM) {
        if (seconds < 0) {
            pthread_cond_wait(&s->room, &s->lock);
        } else if (pthread_cond_timedwait(&s->room, &s->lock, &at) == ETIMEDOUT) {
            pthread_mutex_unlock(&s->lock);
            return -1;
        }
    }
    s->samples[s->n++] = sample;
    pthread_cond_signal(&s->any);
    pthread_mutex_unlock(&s->lock);
    return 0;
}

static int pop(struct samples *s)
{
    pthread_mutex_lock(&s->lock);
    while (s->n == 0)
        pthread_cond_wait(&s->any, &s->lock);
    int sample = s->samples[--s->n];
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
    return sample;
}

static void *sampler(void *arg)
{
    for (int sample; (sample = sample_next()) >= 0;)
        push(arg, sample, config_seconds());
    return NULL;
}

static void serve(int client)
{
    struct samples *s = calloc(1, sizeof *s);
    pthread_t thread;
    pthread_create(&thread, NULL, sampler, s);
    for (;;) {
        int sample = pop(s);
        if (write(client, &sample, sizeof sample) < 0)
            return;
    }
}

int main(void)
{
    int client;
    while ((client = client_accept()) >= 0)
        serve(client);
    return 0;
}
