/* The helper that pushes lets go of the book that its caller has locked, and locks it again.
 */
#include <pthread.h>
#include <stdio.h>

struct orders {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    long items[32];
    unsigned first, count;
};

static void orders_push(struct orders *q, long item)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 32)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[(q->first + q->count++) % 32] = item;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static long orders_pop(struct orders *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 0)
        pthread_cond_wait(&q->some, &q->lock);
    long item = q->items[q->first];
    q->first = (q->first + 1) % 32;
    q->count--;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

static pthread_mutex_t book_lock = PTHREAD_MUTEX_INITIALIZER;
static long book[1000], last;

static struct orders orders = {.lock = PTHREAD_MUTEX_INITIALIZER, .room = PTHREAD_COND_INITIALIZER,
    .some = PTHREAD_COND_INITIALIZER};

long market_price(void);

static void note_rise(long price)
{
    if (price > last) {
        pthread_mutex_unlock(&book_lock);
        orders_push(&orders, price); /* EXPECT note blocking-send: execute stays */
        pthread_mutex_lock(&book_lock);
    }
    last = price;
}

static void *watch(void *arg)
{
    for (;;) {
        long price = market_price();
        pthread_mutex_lock(&book_lock);
        note_rise(price);
        pthread_mutex_unlock(&book_lock);
    }
    return arg;
}

static void execute(void)
{
    for (;;) {
        long price = orders_pop(&orders);
        pthread_mutex_lock(&book_lock);
        book[price % 1000]++;
        pthread_mutex_unlock(&book_lock);
    }
}

int main(void)
{
    pthread_t watcher;
    pthread_create(&watcher, NULL, watch, NULL);
    execute();
    return 0;
}
