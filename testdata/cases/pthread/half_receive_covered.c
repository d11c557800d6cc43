/* A resizer takes jobs from one queue and puts results into another. Its wait for a job ends when the batch is
 * cancelled; its wait for room among the results does not.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct batch {
    pthread_mutex_t lock;
    pthread_cond_t job_added, result_taken, result_added;
    int jobs[100], n_jobs;
    int results[4], n_results;
    bool cancelled;
};

int resize(int job);
int batch_size(void);
int show(int result);

static bool take_job(struct batch *b, int *job)
{
    pthread_mutex_lock(&b->lock);
    while (b->n_jobs == 0 && !b->cancelled)
        pthread_cond_wait(&b->job_added, &b->lock);
    bool taken = !b->cancelled;
    if (taken)
        *job = b->jobs[--b->n_jobs];
    pthread_mutex_unlock(&b->lock);
    return taken;
}

static void put_result(struct batch *b, int result)
{
    pthread_mutex_lock(&b->lock);
    while (b->n_results == 4)
        pthread_cond_wait(&b->result_taken, &b->lock);
    b->results[b->n_results++] = result;
    pthread_cond_signal(&b->result_added);
    pthread_mutex_unlock(&b->lock);
}

static int take_result(struct batch *b)
{
    pthread_mutex_lock(&b->lock);
    while (b->n_results == 0)
        pthread_cond_wait(&b->result_added, &b->lock);
    int result = b->results[--b->n_results];
    pthread_cond_signal(&b->result_taken);
    pthread_mutex_unlock(&b->lock);
    return result;
}

static void *resizer(void *arg)
{
    struct batch *b = arg;
    int job;
    while (take_job(b, &job))
        put_result(b, resize(job)); /* EXPECT error uncovered-send: cancelled does not end this wait */
    return NULL;
}

static void add_job(struct batch *b, int job)
{
    pthread_mutex_lock(&b->lock);
    if (b->n_jobs < 100) {
        b->jobs[b->n_jobs++] = job;
        pthread_cond_signal(&b->job_added);
    }
    pthread_mutex_unlock(&b->lock);
}

static void run_batch(int n)
{
    struct batch *b = calloc(1, sizeof *b);
    pthread_t thread;
    pthread_create(&thread, NULL, resizer, b);
    for (int job = 0; job < n; job++)
        add_job(b, job);
    for (int i = 0; i < n; i++) {
        if (show(take_result(b)) < 0)
            break;
    }
    pthread_mutex_lock(&b->lock);
    b->cancelled = true;
    pthread_cond_broadcast(&b->job_added);
    pthread_mutex_unlock(&b->lock);
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
