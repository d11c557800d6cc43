/* A test and its peer go through their steps in turn: a helper, called with the lock held, counts a step, and waits until
 * the other has counted the next one. Nothing is handed over.
 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t stepped = PTHREAD_COND_INITIALIZER;
static int step;

void check(int what);

static void step_next(void)
{
    step += 1;
    pthread_cond_signal(&stepped);
}

static void step_and_wait(void)
{
    step_next();
    for (int current = step; current == step;)
        pthread_cond_wait(&stepped, &lock);
}

static void *peer(void *arg)
{
    pthread_mutex_lock(&lock);
    check(1);
    step_and_wait();
    check(2);
    step_and_wait();
    check(3);
    step_next();
    pthread_mutex_unlock(&lock);
    return arg;
}

int main(void)
{
    pthread_t thread;
    pthread_mutex_lock(&lock);
    pthread_create(&thread, NULL, peer, NULL);
    check(4);
    step_and_wait();
    check(5);
    step_and_wait();
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    return 0;
}
