/* The wait tests a helper that puts the sample when it can. When the client has hung up, it never can again, and the
 * sampler waits for ever.
 */
#include <pthread.h>
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
};

static struct samples *samples_new(void)
{
    struct samples *s = calloc(1, sizeof *s);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->room, NULL);
    pthread_cond_init(&s->any, NULL);
    return s;
}

static int put(struct samples *s, int sample)
{
    if (s->n == ROOM)
        return 0;
    s->samples[s->in++ % ROOM] = sample;
    s->n++;
    return 1;
}

static void push(struct samples *s, int sample)
{
    pthread_mutex_lock(&s->lock);
    while (!put(s, sample))
        pthread_cond_wait(&s->room, &s->lock);
    pthread_cond_signal(&s->any);
    pthread_mutex_unlock(&s->lock);
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

static void *sampler(void *arg)
{
    for (int sample; (sample = sample_next()) >= 0;)
        push(arg, sample); /* EXPECT error blocking-send: serve returns once the client has hung up */
    return NULL;
}

static void serve(int client)
{
    struct samples *s = samples_new();
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
