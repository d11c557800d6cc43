/* A replicator waits for changes with a timeout and looks at `detached` each time round. The copy to the follower then
 * waits without one.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

struct replica {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    long changes[32];
    int n;
    bool detached;
};

long wal_wait(int seconds); /* 0 after a timeout */
int follower_accept(void);

static bool replica_detached(struct replica *r)
{
    pthread_mutex_lock(&r->lock);
    bool detached = r->detached;
    pthread_mutex_unlock(&r->lock);
    return detached;
}

static void replica_add(struct replica *r, long change)
{
    pthread_mutex_lock(&r->lock);
    while (r->n == 32)
        pthread_cond_wait(&r->room, &r->lock);
    r->changes[r->n++] = change;
    pthread_cond_signal(&r->some);
    pthread_mutex_unlock(&r->lock);
}

static long replica_next(struct replica *r)
{
    pthread_mutex_lock(&r->lock);
    while (r->n == 0)
        pthread_cond_wait(&r->some, &r->lock);
    long change = r->changes[--r->n];
    pthread_cond_signal(&r->room);
    pthread_mutex_unlock(&r->lock);
    return change;
}

static void *replicate(void *arg)
{
    struct replica *r = arg;
    for (;;) {
        long change = wal_wait(1);
        if (replica_detached(r))
            return NULL;
        if (change)
            replica_add(r, change); /* EXPECT error uncovered-send: detached is looked at elsewhere only */
    }
}

static void follower(int fd)
{
    struct replica *r = calloc(1, sizeof *r);
    pthread_t thread;
    pthread_create(&thread, NULL, replicate, r);
    for (;;) {
        long change = replica_next(r);
        if (write(fd, &change, sizeof change) < 0)
            break;
    }
    pthread_mutex_lock(&r->lock);
    r->detached = true;
    pthread_mutex_unlock(&r->lock);
    pthread_join(thread, NULL);
    free(r);
}

int main(void)
{
    for (;;)
        follower(follower_accept());
}
