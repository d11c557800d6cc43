/* A reader that reads ahead: it queues a job for a worker, and the job reads from the reader that lies below. Both are read
 * through the same pointer, but the job never comes to the layer above it, which would queue a job in the worker.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

enum { ROOM = 4 };

struct reader {
    int (*read)(struct reader *reader, char *page);
    struct reader *below;
    struct pool *pool;
    char page[4096];
};

struct job {
    void (*run)(struct reader *reader);
    struct reader *reader;
};

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct job jobs[ROOM];
    int n;
    bool stop;
};

int read_file(char *page);
int read_socket(char *page);
void use(const char *page);

static struct job take(struct pool *pool)
{
    struct job job = {0};
    pthread_mutex_lock(&pool->lock);
    while (pool->n == 0 && !pool->stop)
        pthread_cond_wait(&pool->changed, &pool->lock);
    if (!pool->stop)
        job = pool->jobs[--pool->n];
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
    return job;
}

static void queue(struct pool *pool, struct job job)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->n == ROOM)
        pthread_cond_wait(&pool->changed, &pool->lock);
    pool->jobs[pool->n++] = job;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
}

static void *worker(void *arg)
{
    struct pool *pool = arg;
    while (!pool->stop) {
        struct job job = take(pool);
        if (job.run)
            job.run(job.reader);
    }
    return NULL;
}

static void read_below(struct reader *reader)
{
    reader->below->read(reader->below, reader->page);
}

static int read_ahead(struct reader *reader, char *page)
{
    queue(reader->pool, (struct job){read_below, reader});
    return page[0];
}

static int read_from_file(struct reader *reader, char *page)
{
    (void)reader;
    return read_file(page);
}

static int read_from_socket(struct reader *reader, char *page)
{
    (void)reader;
    return read_socket(page);
}

int main(int argc, char **argv)
{
    static struct pool pool = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER};
    struct reader below = {argc > 1 ? read_from_file : read_from_socket}, reader = {read_ahead, &below, &pool};
    char page[4096];
    pthread_t thread;

    (void)argv;
    pthread_create(&thread, NULL, worker, &pool);
    while (reader.read(&reader, page) > 0)
        use(page);
    pthread_mutex_lock(&pool.lock);
    pool.stop = true;
    pthread_cond_broadcast(&pool.changed);
    pthread_mutex_unlock(&pool.lock);
    pthread_join(thread, NULL);
    return 0;
}
