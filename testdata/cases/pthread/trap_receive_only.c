/* A worker that only takes: jobs come from main, through a bounded queue. Main waits when it is full, but main is not
 * a task, and the worker never sends.
 */
#include <pthread.h>
#include <stdio.h>

static struct {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int jobs[8], n;
} queue = {.lock = PTHREAD_MUTEX_INITIALIZER};

void compress_file(int job);

static void push_job(int job)
{
    pthread_mutex_lock(&queue.lock);
    while (queue.n == 8)
        pthread_cond_wait(&queue.room, &queue.lock);
    queue.jobs[queue.n++] = job;
    pthread_cond_signal(&queue.some);
    pthread_mutex_unlock(&queue.lock);
}

static int pop_job(void)
{
    pthread_mutex_lock(&queue.lock);
    while (queue.n == 0)
        pthread_cond_wait(&queue.some, &queue.lock);
    int job = queue.jobs[--queue.n];
    pthread_cond_signal(&queue.room);
    pthread_mutex_unlock(&queue.lock);
    return job;
}

static void *compress(void *arg)
{
    int job;
    (void)arg;
    while ((job = pop_job()) >= 0)
        compress_file(job);
    return NULL;
}

int main(void)
{
    pthread_t worker;
    int job;
    pthread_create(&worker, NULL, compress, NULL);
    while (scanf("%d", &job) == 1)
        push_job(job);
    push_job(-1);
    pthread_join(worker, NULL);
    return 0;
}
