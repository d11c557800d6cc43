/* A pool's workers wait for something to do. pool_stop signals once, and joins all of them.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <threads.h>

enum { WORKERS = 3 };

struct pool {
    mtx_t lock;
    cnd_t some;
    int todo[32];
    unsigned n;
    bool stopped;
    thrd_t workers[WORKERS];
};

void solve(int problem);
bool pose(int *problem);

static bool pool_get(struct pool *p, int *problem)
{
    mtx_lock(&p->lock);
    while (p->n == 0 && !p->stopped)
        cnd_wait(&p->some, &p->lock);
    bool some = p->n > 0;
    if (some)
        *problem = p->todo[--p->n];
    mtx_unlock(&p->lock);
    return some;
}

static void pool_add(struct pool *p, int problem)
{
    mtx_lock(&p->lock);
    if (p->n < 32)
        p->todo[p->n++] = problem;
    cnd_signal(&p->some);
    mtx_unlock(&p->lock);
}

static int work(void *arg)
{
    int problem;
    while (pool_get(arg, &problem)) // EXPECT error stop-without-wake: one worker of three is woken
        solve(problem);
    return 0;
}

static void pool_stop(struct pool *p)
{
    mtx_lock(&p->lock);
    p->stopped = true;
    cnd_signal(&p->some);
    mtx_unlock(&p->lock);
    for (int i = 0; i < WORKERS; i++)
        thrd_join(p->workers[i], NULL);
}

int main(void)
{
    struct pool *p = calloc(1, sizeof *p);
    int problem;
    mtx_init(&p->lock, mtx_plain);
    cnd_init(&p->some);
    for (int i = 0; i < WORKERS; i++)
        thrd_create(&p->workers[i], work, p);
    while (pose(&problem))
        pool_add(p, problem);
    pool_stop(p);
    free(p);
    return 0;
}
