/* A simulation's workers meet at a barrier after each step. They wait on a condition variable with a count in its
 * predicate, and that is no channel: nothing is handed over.
 */
#include <pthread.h>

enum { WORKERS = 4 };

struct barrier {
    pthread_mutex_t lock;
    pthread_cond_t turned;
    unsigned waiting, generation;
};

static struct barrier barrier = {.lock = PTHREAD_MUTEX_INITIALIZER};

int simulate_step(long part, int step);

static void barrier_wait(struct barrier *b)
{
    pthread_mutex_lock(&b->lock);
    unsigned generation = b->generation;
    if (++b->waiting == WORKERS) {
        b->waiting = 0;
        b->generation++;
        pthread_cond_broadcast(&b->turned);
    } else {
        while (generation == b->generation)
            pthread_cond_wait(&b->turned, &b->lock);
    }
    pthread_mutex_unlock(&b->lock);
}

static void *simulate(void *arg)
{
    long part = (long)arg;
    for (int step = 0; step < 1000; step++) {
        if (simulate_step(part, step) < 0)
            break;
        barrier_wait(&barrier);
    }
    return NULL;
}

int main(void)
{
    pthread_t workers[WORKERS];
    for (long i = 0; i < WORKERS; i++)
        pthread_create(&workers[i], NULL, simulate, (void *)i);
    for (int i = 0; i < WORKERS; i++)
        pthread_join(workers[i], NULL);
    return 0;
}
