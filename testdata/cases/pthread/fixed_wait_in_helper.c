/* The sampler of leaky_wait_in_helper, whose wait ends once the client has hung up. */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROOM = 16 };

int client_accept(void);
int sample_next(void);

struct samples {
    pthread_mutex_t lock;
    pthread_cond_t room, any;
    int samples[ROOM];
    unsigned in, out, n;
    bool gone;
};

static struct samples *samples_new(void)
{
    struct samples *s = calloc(1, sizeof *s);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->room, NULL);
    pthread_cond_init(&s->any, NULL);
    return s;
}

static void wait_for_room(struct samples *s)
{
    while (s->n == ROOM && !s->gone)
        pthread_cond_wait(&s->room, &s->lock);
}

static bool push(struct samples *s, int sample)
{
    pthread_mutex_lock(&s->lock);
    wait_for_room(s);
    bool goes = !s->gone;
    if (goes) {
        s->samples[s->in++ % ROOM] = sample;
        s->n++;
        pthread_cond_signal(&s->any);
    }
    pthread_mutex_unlock(&s->lock);
    return goes;
}

static int pop(struct samples *s)
{
    pthread_mutex_lock(&s->lock);
    while (s->n == 0)
        pthread_cond_wait(&s->any, &s->lock);
    int sample = s->samples[s->out++ % ROOM];
    s->n--;
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
    return sample;
}

static void leave(struct samples *s)
{
    pthread_mutex_lock(&s->lock);
    s->gone = true;
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
}

static void *sampler(void *arg)
{
    for (int sample; (sample = sample_next()) >= 0 && push(arg, sample);)
        ;
    return NULL;
}

static void serve(int client)
{
    struct samples *s = samples_new();
    pthread_t thread;
    int sample;
    pthread_create(&thread, NULL, sampler, s);
    do
        sample = pop(s);
    while (write(client, &sample, sizeof sample) >= 0);
    leave(s);
    pthread_join(thread, NULL);
    free(s);
}

int main(void)
{
    int client;
    while ((client = client_accept()) >= 0)
        serve(client);
    return 0;
}
