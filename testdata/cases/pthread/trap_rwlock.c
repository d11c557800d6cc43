/* A readers-writer lock made by hand. The writer waits until there are no readers, then stores that it writes: shaped
 * like a send, but everybody gives the lock back.
 */
#include <pthread.h>
#include <stdbool.h>

struct rw {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int readers;
    bool writing;
};

static struct rw table_lock = {.lock = PTHREAD_MUTEX_INITIALIZER};

int route_lookup(void);
int route_update(void);

static void read_begin(struct rw *rw)
{
    pthread_mutex_lock(&rw->lock);
    while (rw->writing)
        pthread_cond_wait(&rw->changed, &rw->lock);
    rw->readers++;
    pthread_mutex_unlock(&rw->lock);
}

static void read_end(struct rw *rw)
{
    pthread_mutex_lock(&rw->lock);
    rw->readers--;
    pthread_cond_broadcast(&rw->changed);
    pthread_mutex_unlock(&rw->lock);
}

static void write_begin(struct rw *rw)
{
    pthread_mutex_lock(&rw->lock);
    while (rw->writing || rw->readers > 0)
        pthread_cond_wait(&rw->changed, &rw->lock);
    rw->writing = true;
    pthread_mutex_unlock(&rw->lock);
}

static void write_end(struct rw *rw)
{
    pthread_mutex_lock(&rw->lock);
    rw->writing = false;
    pthread_cond_broadcast(&rw->changed);
    pthread_mutex_unlock(&rw->lock);
}

static void *reader(void *arg)
{
    int found = 1;
    while (found) {
        read_begin(&table_lock);
        found = route_lookup();
        read_end(&table_lock);
    }
    return arg;
}

static void *writer(void *arg)
{
    int updated = 1;
    while (updated) {
        write_begin(&table_lock);
        updated = route_update();
        write_end(&table_lock);
    }
    return arg;
}

int main(void)
{
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, reader, NULL);
    pthread_create(&threads[1], NULL, writer, NULL);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    return 0;
}
