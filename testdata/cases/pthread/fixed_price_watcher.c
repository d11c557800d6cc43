/* The ticker service, mended. The connection sets `gone` and broadcasts when the client hangs up; the watcher's push
 * tests it while it waits for room, and says so, and the watcher ends. The connection joins it before it frees the
 * queue.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#define RING 16

struct quote {
    char symbol[8];
    long cents;
};

struct quotes {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    struct quote ring[RING];
    unsigned head, len;
    bool gone;
};

int accept_client(void);
int exchange_poll(struct quote *quote);

static bool quotes_push(struct quotes *q, const struct quote *quote)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == RING && !q->gone)
        pthread_cond_wait(&q->room, &q->lock);
    bool taken = !q->gone;
    if (taken) {
        q->ring[(q->head + q->len) % RING] = *quote;
        q->len++;
        pthread_cond_signal(&q->item);
    }
    pthread_mutex_unlock(&q->lock);
    return taken;
}

static struct quote quotes_pop(struct quotes *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 0)
        pthread_cond_wait(&q->item, &q->lock);
    struct quote quote = q->ring[q->head];
    q->head = (q->head + 1) % RING;
    q->len--;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return quote;
}

static void quotes_abandon(struct quotes *q)
{
    pthread_mutex_lock(&q->lock);
    q->gone = true;
    pthread_cond_broadcast(&q->room);
    pthread_mutex_unlock(&q->lock);
}

static void *watch(void *arg)
{
    struct quotes *out = arg;
    struct quote quote;
    while (exchange_poll(&quote))
        if (!quotes_push(out, &quote))
            break;
    return NULL;
}

static void serve_client(int fd)
{
    struct quotes *q = calloc(1, sizeof *q);
    pthread_t watcher;
    pthread_create(&watcher, NULL, watch, q);
    for (;;) {
        struct quote quote = quotes_pop(q);
        if (write(fd, &quote, sizeof quote) < 0)
            break;
    }
    quotes_abandon(q);
    pthread_join(watcher, NULL);
    free(q);
}

int main(void)
{
    for (;;)
        serve_client(accept_client());
}
