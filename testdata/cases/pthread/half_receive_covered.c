/* A resizer takes jobs from one queue and puts results into another. Its wait for a job ends when the batch is
 * cancelled, whose flag belongs to neither queue; its wait for room among the results does not.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int items[20], n;
};

struct batch {
    struct queue jobs, results;
    bool cancelled; /* guarded by jobs.lock */
};

int resize(int job);
int batch_size(void);
int show(int result);

static bool take_job(struct batch *b, int *job)
{
    pthread_mutex_lock(&b->jobs.lock);
    while (b->jobs.n == 0 && !b->cancelled)
        pthread_cond_wait(&b->jobs.some, &b->jobs.lock);
    bool taken = !b->cancelled;
    if (taken)
        *job = b->jobs.items[--b->jobs.n];
    pthread_cond_signal(&b->jobs.room);
    pthread_mutex_unlock(&b->jobs.lock);
    return taken;
}

static void put(struct queue *q, int item)
{
    pthread_mutex_lock(&q->lock);
    while (q->n == 20)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[q->n++] = item;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static int take(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->n == 0)
        pthread_cond_wait(&q->some, &q->lock);
    int item = q->items[--q->n];
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

static void *resizer(void *arg)
{
    struct batch *b = arg;
    int job;
    while (take_job(b, &job))
        put(&b->results, resize(job)); /* EXPECT error uncovered-send: cancelled does not end this wait */
    return NULL;
}

static void batch_cancel(struct batch *b)
{
    pthread_mutex_lock(&b->jobs.lock);
    b->cancelled = true;
    pthread_cond_broadcast(&b->jobs.some);
    pthread_mutex_unlock(&b->jobs.lock);
}

static void run_batch(int n)
{
    struct batch *b = calloc(1, sizeof *b);
    pthread_t thread;
    pthread_create(&thread, NULL, resizer, b);
    for (int job = 0; job < n; job++)
        put(&b->jobs, job);
    for (int job = 0; job < n; job++)
        if (show(take(&b->results)) < 0)
            break;
    batch_cancel(b);
    pthread_join(thread, NULL);
    free(b);
}

int main(void)
{
    int n;
    while ((n = batch_size()) > 0)
        run_batch(n);
    return 0;
}
