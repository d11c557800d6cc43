/* A pool that grows up to a limit, and a flusher that is started when it is first needed: their threads live as long
 * as the process, and there are only so many of them. */
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct job {
    struct job *next;
    void (*run)(struct job *job);
};

static struct {
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct job *jobs;
    int threads, idle;
} pool = {.lock = PTHREAD_MUTEX_INITIALIZER, .work = PTHREAD_COND_INITIALIZER};

enum { MOST_THREADS = 8 };

static void *work(void *unused)
{
    pthread_mutex_lock(&pool.lock);
    for (;;) {
        pool.idle--;
        while (pool.jobs) {
            struct job *job = pool.jobs;
            pool.jobs = job->next;
            pthread_mutex_unlock(&pool.lock);
            job->run(job);
            pthread_mutex_lock(&pool.lock);
        }
        pool.idle++;
        pthread_cond_wait(&pool.work, &pool.lock);
    }
    return unused;
}

static void grow(void)
{
    pthread_t thread;
    if (pool.idle != 0)
        return;
    if (pool.threads == MOST_THREADS)
        return;
    if (pthread_create(&thread, NULL, work, NULL) == 0) { // EXPECT note immortal-task: no more than eight
        pool.threads++;
        pool.idle++;
    }
}

static bool flushing;

static void *flush(void *unused)
{
    for (;;) {
        pthread_mutex_lock(&pool.lock);
        pool.jobs = NULL;
        pthread_mutex_unlock(&pool.lock);
    }
    return unused;
}

void submit(struct job *job)
{
    pthread_t thread;
    pthread_mutex_lock(&pool.lock);
    job->next = pool.jobs;
    pool.jobs = job;
    grow();
    if (!flushing) {
        flushing = true;
        pthread_create(&thread, NULL, flush, NULL); // EXPECT note immortal-task: only the first job starts it
    }
    pthread_cond_signal(&pool.work);
    pthread_mutex_unlock(&pool.lock);
}

void requests(struct job *(*next)(void))
{
    for (;;)
        submit(next());
}
