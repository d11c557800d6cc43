/* The sampler of leaky_semaphores_in_helpers, which is given room to see that the client has hung up. */
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROOM = 16 };

int client_accept(void);
int sample_next(void);

struct samples {
    pthread_mutex_t lock;
    sem_t room, any;
    int samples[ROOM];
    unsigned in, out;
    bool gone;
};

static struct samples *samples_new(void)
{
    struct samples *s = calloc(1, sizeof *s);
    pthread_mutex_init(&s->lock, NULL);
    sem_init(&s->room, 0, ROOM);
    sem_init(&s->any, 0, 0);
    return s;
}

static void down(sem_t *semaphore)
{
    while (sem_wait(semaphore) != 0)
        ;
}

static void up(sem_t *semaphore)
{
    sem_post(semaphore);
}

static int pop(struct samples *s)
{
    down(&s->any);
    pthread_mutex_lock(&s->lock);
    int sample = s->samples[s->out++ % ROOM];
    pthread_mutex_unlock(&s->lock);
    up(&s->room);
    return sample;
}

static bool push(struct samples *s, int sample)
{
    down(&s->room);
    pthread_mutex_lock(&s->lock);
    bool goes = !s->gone;
    if (goes)
        s->samples[s->in++ % ROOM] = sample;
    pthread_mutex_unlock(&s->lock);
    up(&s->any);
    return goes;
}

static void leave(struct samples *s)
{
    pthread_mutex_lock(&s->lock);
    s->gone = true;
    up(&s->room);
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
