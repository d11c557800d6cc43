/* Closing sets the flag and forgets to wake the runner.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <threads.h>

struct jobs {
    mtx_t lock;
    cnd_t some, room;
    void *items[16];
    unsigned first, count;
    bool closed;
};

void *job_read(void);
void job_run(void *job);

static bool jobs_put(struct jobs *q, void *job)
{
    mtx_lock(&q->lock);
    while (q->count == 16 && !q->closed)
        cnd_wait(&q->room, &q->lock);
    bool open = !q->closed;
    if (open) {
        q->items[(q->first + q->count++) % 16] = job;
        cnd_signal(&q->some);
    }
    mtx_unlock(&q->lock);
    return open;
}

static void *jobs_take(struct jobs *q)
{
    void *job = NULL;
    mtx_lock(&q->lock);
    while (q->count == 0 && !q->closed)
        cnd_wait(&q->some, &q->lock);
    if (!q->closed) {
        job = q->items[q->first];
        q->first = (q->first + 1) % 16;
        q->count--;
        cnd_signal(&q->room);
    }
    mtx_unlock(&q->lock);
    return job;
}

static void jobs_close(struct jobs *q)
{
    mtx_lock(&q->lock);
    q->closed = true;
    mtx_unlock(&q->lock);
}

static int run(void *arg)
{
    struct jobs *q = arg;
    void *job;
    while ((job = jobs_take(q))) /* EXPECT error stop-without-wake: nobody signals when closed is set */
        job_run(job);
    return 0;
}

int main(void)
{
    struct jobs *q = calloc(1, sizeof *q);
    thrd_t runner;
    void *job;
    mtx_init(&q->lock, mtx_plain);
    cnd_init(&q->some);
    cnd_init(&q->room);
    thrd_create(&runner, run, q);
    while ((job = job_read()))
        jobs_put(q, job);
    jobs_close(q);
    thrd_join(runner, NULL);
    free(q);
    return 0;
}
