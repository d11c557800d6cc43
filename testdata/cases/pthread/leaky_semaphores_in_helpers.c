/* Semaphores that count room and samples, behind helpers that try again after a signal. When the client has hung up, nobody
 * gives room any more, and the sampler waits for ever.
 */
#include <pthread.h>
#include <semaphore.h>
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

static void push(struct samples *s, int sample)
{
    down(&s->room);
    pthread_mutex_lock(&s->lock);
    s->samples[s->in++ % ROOM] = sample;
    pthread_mutex_unlock(&s->lock);
    up(&s->any);
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
