/* When the exchange is closed there is nothing to do any more for the whole process. */
#include <pthread.h>
#include <stdlib.h>

struct box {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int len, value;
};

struct inquiry {
    char *share;
    struct box price;
};

char *client_next(void);
int exchange_open(const char *share);
int exchange_price(int exchange);
void client_tell(const char *share, int price);

static void box_put(struct box *b, int value)
{
    pthread_mutex_lock(&b->lock);
    while (b->len == 1)
        pthread_cond_wait(&b->changed, &b->lock);
    b->value = value;
    b->len = 1;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
}

static int box_take(struct box *b)
{
    pthread_mutex_lock(&b->lock);
    while (b->len == 0)
        pthread_cond_wait(&b->changed, &b->lock);
    int value = b->value;
    b->len = 0;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
    return value;
}

static void *ask(void *arg)
{
    struct inquiry *i = arg;
    int exchange = exchange_open(i->share);
    if (exchange < 0)
        exit(1);
    box_put(&i->price, exchange_price(exchange));
    return NULL;
}

static void *quote(void *arg)
{
    struct inquiry *i = calloc(1, sizeof *i);
    pthread_t asker;
    i->share = arg;
    if (pthread_create(&asker, NULL, ask, i) != 0)
        return NULL;
    client_tell(i->share, box_take(&i->price));
    return NULL;
}

int main(void)
{
    for (;;) {
        pthread_t thread;
        pthread_create(&thread, NULL, quote, (void *)client_next());
        pthread_detach(thread);
    }
}
