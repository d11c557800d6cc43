/* The stop flag is not the queue's: each download has a context that its push is given, and cancelling the context
 * broadcasts the queue's condition variable.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

struct pieces {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int numbers[5], n;
};

struct download {
    bool cancelled; /* guarded by pieces.lock */
    struct pieces pieces;
};

int peer_next_piece(int *number);
int download_accept(void);

static bool deliver(struct download *d, int number)
{
    struct pieces *p = &d->pieces;
    bool delivered = false;
    pthread_mutex_lock(&p->lock);
    while (p->n == 5 && !d->cancelled)
        pthread_cond_wait(&p->room, &p->lock);
    if (!d->cancelled) {
        p->numbers[p->n++] = number;
        pthread_cond_signal(&p->some);
        delivered = true;
    }
    pthread_mutex_unlock(&p->lock);
    return delivered;
}

static int accept_piece(struct pieces *p)
{
    pthread_mutex_lock(&p->lock);
    while (p->n == 0)
        pthread_cond_wait(&p->some, &p->lock);
    int number = p->numbers[--p->n];
    pthread_cond_signal(&p->room);
    pthread_mutex_unlock(&p->lock);
    return number;
}

static void cancel(struct download *d)
{
    pthread_mutex_lock(&d->pieces.lock);
    d->cancelled = true;
    pthread_cond_broadcast(&d->pieces.room);
    pthread_mutex_unlock(&d->pieces.lock);
}

static void *fetch_pieces(void *arg)
{
    struct download *d = arg;
    int number;
    while (peer_next_piece(&number)) {
        if (!deliver(d, number))
            break;
    }
    return NULL;
}

static void download(int fd)
{
    struct download *d = calloc(1, sizeof *d);
    pthread_t fetcher;
    pthread_create(&fetcher, NULL, fetch_pieces, d);
    for (;;) {
        int number = accept_piece(&d->pieces);
        if (write(fd, &number, sizeof number) < 0)
            break;
    }
    cancel(d);
    pthread_join(fetcher, NULL);
    free(d);
}

int main(void)
{
    for (;;)
        download(download_accept());
}
