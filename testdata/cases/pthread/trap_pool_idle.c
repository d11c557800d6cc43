/* A pool whose workers sleep while there is nothing to do, and whose destructor ends them. Submitting appends to a list
 * without a bound.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct work {
    struct work *next;
    void (*run)(void *arg);
    void *arg;
};

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct work *todo;
    bool quit;
    pthread_t threads[4];
};

static void *worker(void *arg)
{
    struct pool *pool = arg;
    for (;;) {
        pthread_mutex_lock(&pool->lock);
        while (!pool->todo && !pool->quit)
            pthread_cond_wait(&pool->wake, &pool->lock);
        if (pool->quit) {
            pthread_mutex_unlock(&pool->lock);
            return NULL;
        }
        struct work *work = pool->todo;
        pool->todo = work->next;
        pthread_mutex_unlock(&pool->lock);
        work->run(work->arg);
        free(work);
    }
}

struct pool *pool_new(void)
{
    struct pool *pool = calloc(1, sizeof *pool);
    for (int i = 0; i < 4; i++)
        pthread_create(&pool->threads[i], NULL, worker, pool);
    return pool;
}

void pool_submit(struct pool *pool, void (*run)(void *arg), void *arg)
{
    struct work *work = malloc(sizeof *work);
    work->run = run;
    work->arg = arg;
    pthread_mutex_lock(&pool->lock);
    work->next = pool->todo;
    pool->todo = work;
    pthread_cond_signal(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
}

void pool_free(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->quit = true;
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < 4; i++)
        pthread_join(pool->threads[i], NULL);
    free(pool);
}
