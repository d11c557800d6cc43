/* Whoever stops the sampler sets no flag that its semaphore's wait looks at, but interrupts the thread: the handler is
 * installed without SA_RESTART, sem_wait fails with EINTR, and the sampler leaves.
 */
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
    if (sem_wait(&r->room) != 0)
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
    while (ring_put(arg, sample()))
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
