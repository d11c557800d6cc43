/* The queue is made closed, and opened without a signal: nobody waits yet. It is closed with one.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct jobs {
    pthread_mutex_t lock;
    pthread_cond_t some, room;
    void *items[16];
    unsigned first, count;
    bool open;
};

void *job_read(void);
void job_run(void *job);

static bool jobs_put(struct jobs *q, void *job)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 16 && q->open)
        pthread_cond_wait(&q->room, &q->lock);
    bool open = q->open;
    if (open) {
        q->items[(q->first + q->count++) % 16] = job;
        pthread_cond_signal(&q->some);
    }
    pthread_mutex_unlock(&q->lock);
    return open;
}

static void *jobs_take(struct jobs *q)
{
    void *job = NULL;
    pthread_mutex_lock(&q->lock);
    while (q->count == 0 && q->open)
        pthread_cond_wait(&q->some, &q->lock);
    if (q->open) {
        job = q->items[q->first];
        q->first = (q->first + 1) % 16;
        q->count--;
        pthread_cond_signal(&q->room);
    }
    pthread_mutex_unlock(&q->lock);
    return job;
}

static struct jobs *jobs_new(void)
{
    struct jobs *q = calloc(1, sizeof *q);
    pthread_mutex_init(&q->lock, NULL);
    q->open = false;
    return q;
}

static void jobs_open(struct jobs *q)
{
    q->open = true;
}

static void jobs_close(struct jobs *q)
{
    pthread_mutex_lock(&q->lock);
    q->open = false;
    pthread_cond_broadcast(&q->room);
    pthread_cond_broadcast(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static void *run(void *arg)
{
    struct jobs *q = arg;
    void *job;
    while ((job = jobs_take(q)))
        job_run(job);
    return NULL;
}

int main(void)
{
    struct jobs *q = jobs_new();
    jobs_open(q);
    pthread_t runner;
    void *job;
    pthread_create(&runner, NULL, run, q);
    while ((job = job_read()))
        jobs_put(q, job);
    jobs_close(q);
    pthread_join(runner, NULL);
    free(q);
    return 0;
}
