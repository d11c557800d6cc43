/* A wrapper of pthread_create that detaches, used for all background work. The tail of a database's change stream is
 * such work; the subscriber ends with its connection.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef void *job_fn(void *);

struct changes {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    long ids[256];
    unsigned rd, wr;
};

long wal_next(void);
int subscriber_accept(void);

static void run_in_background(job_fn *job, void *arg)
{
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (pthread_create(&thread, &attributes, job, arg) != 0)
        perror("pthread_create");
    pthread_attr_destroy(&attributes);
}

static void changes_append(struct changes *c, long id)
{
    pthread_mutex_lock(&c->lock);
    while (c->wr - c->rd >= 256)
        pthread_cond_wait(&c->room, &c->lock);
    c->ids[c->wr % 256] = id;
    c->wr++;
    pthread_cond_signal(&c->some);
    pthread_mutex_unlock(&c->lock);
}

static long changes_next(struct changes *c)
{
    pthread_mutex_lock(&c->lock);
    while (c->wr == c->rd)
        pthread_cond_wait(&c->some, &c->lock);
    long id = c->ids[c->rd % 256];
    c->rd++;
    pthread_cond_signal(&c->room);
    pthread_mutex_unlock(&c->lock);
    return id;
}

static void *tail_wal(void *arg)
{
    struct changes *changes = arg;
    for (long id = wal_next(); id >= 0; id = wal_next())
        changes_append(changes, id); /* EXPECT error blocking-send: the subscriber may be gone */
    return NULL;
}

static void subscriber(int fd)
{
    struct changes *changes = calloc(1, sizeof *changes);
    run_in_background(tail_wal, changes);
    for (;;) {
        long id = changes_next(changes);
        if (dprintf(fd, "%ld\n", id) < 0)
            break;
    }
    close(fd);
}

int main(void)
{
    int fd;
    while ((fd = subscriber_accept()) >= 0)
        subscriber(fd);
    return 0;
}
