/* A ticker service. Every client gets a watcher thread that polls the exchange and queues quotes for the
 * connection. When the client hangs up, serve_client returns, nobody pops any more, and as soon as the ring is
 * full the watcher sleeps in quotes_push for good: one thread more with every client.
 */
#include <pthread.h>
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
};

int accept_client(void);
int exchange_poll(struct quote *quote); /* false once the market has closed */

static void quotes_push(struct quotes *q, const struct quote *quote)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == RING)
        pthread_cond_wait(&q->room, &q->lock);
    q->ring[(q->head + q->len) % RING] = *quote;
    q->len++;
    pthread_cond_signal(&q->item);
    pthread_mutex_unlock(&q->lock);
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

static void *watch(void *arg)
{
    struct quotes *out = arg;
    struct quote quote;
    while (exchange_poll(&quote))
        quotes_push(out, &quote); /* EXPECT error blocking-send: serve_client may have returned */
    return NULL;
}

static void serve_client(int fd)
{
    struct quotes *q = calloc(1, sizeof *q);
    pthread_t watcher;
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->room, NULL);
    pthread_cond_init(&q->item, NULL);
    pthread_create(&watcher, NULL, watch, q);
    pthread_detach(watcher);
    for (;;) {
        struct quote quote = quotes_pop(q);
        if (write(fd, &quote, sizeof quote) < 0)
            return;
    }
}

int main(void)
{
    for (;;)
        serve_client(accept_client());
}
