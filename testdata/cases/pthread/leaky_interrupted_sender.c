/* The sampler is interrupted to end it; but what waits for room does not let itself be interrupted, and tries again.
 */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

struct ring {
    sem_t room, some;
    int samples[8];
    unsigned in, out;
};

int sample(void);
bool transmit(int value);
bool connect_host(void);

static bool ring_put(struct ring *r, int value)
{
    while (sem_wait(&r->room) != 0)
        if (errno != EINTR)
            return false;
    r->samples[r->in++ % 8] = value;
    sem_post(&r->some);
    return true;
}

static int ring_take(struct ring *r)
{
    sem_wait(&r->some);
    int value = r->samples[r->out++ % 8];
    sem_post(&r->room);
    return value;
}

static void *run(void *arg)
{
    while (ring_put(arg, sample())) // EXPECT error join-deadlock: EINTR is no way out of its wait
        ;
    return NULL;
}

static void wake_up(int number)
{
    (void)number;
}

static void session(void)
{
    struct ring *r = calloc(1, sizeof *r);
    pthread_t sampler;
    sem_init(&r->room, 0, 8);
    sem_init(&r->some, 0, 0);
    pthread_create(&sampler, NULL, run, r);
    while (transmit(ring_take(r)))
        ;
    pthread_kill(sampler, SIGUSR1);
    pthread_join(sampler, NULL);
    free(r);
}

int main(void)
{
    struct sigaction action = {.sa_handler = wake_up};
    sigaction(SIGUSR1, &action, NULL);
    while (connect_host())
        session();
    return 0;
}
