/* close_queue signals as often as there are scanners.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int pages[8], n;
    bool closed;
};

int scan_page(void);
bool recognise(int page);

static bool put_page(struct queue *q, int page)
{
    pthread_mutex_lock(&q->lock);
    while (q->n == 8 && !q->closed)
        pthread_cond_wait(&q->room, &q->lock);
    bool open = !q->closed;
    if (open) {
        q->pages[q->n++] = page;
        pthread_cond_signal(&q->some);
    }
    pthread_mutex_unlock(&q->lock);
    return open;
}

static int take_page(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->n == 0)
        pthread_cond_wait(&q->some, &q->lock);
    int page = q->pages[--q->n];
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return page;
}

static void close_queue(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->closed = true;
    for (int i = 0; i < 4; i++)
        pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
}

static void *scan(void *arg)
{
    while (put_page(arg, scan_page()))
        ;
    return NULL;
}

static void session(void)
{
    struct queue *q = calloc(1, sizeof *q);
    pthread_t thread;
    for (int i = 0; i < 4; i++) {
        pthread_create(&thread, NULL, scan, q);
        pthread_detach(thread);
    }
    while (recognise(take_page(q)))
        ;
    close_queue(q);
}

int main(void)
{
    for (;;)
        session();
}
