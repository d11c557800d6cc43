/* Statistics that nobody collects any more: the consumer was deleted, the thread that counts requests was not. It runs
 * until its ring is full and then sleeps.
 */
#include <pthread.h>

struct ring {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    long slots[1024];
    unsigned len;
};

static struct ring statistics = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, PTHREAD_COND_INITIALIZER, {0}, 0};

long requests_in_last_second(void);
int server_run(void);

static void ring_add(struct ring *ring, long value)
{
    pthread_mutex_lock(&ring->lock);
    while (ring->len == 1024)
        pthread_cond_wait(&ring->room, &ring->lock);
    ring->slots[ring->len++] = value;
    pthread_cond_signal(&ring->some);
    pthread_mutex_unlock(&ring->lock);
}

static void *count_requests(void *arg)
{
    long n;
    (void)arg;
    while ((n = requests_in_last_second()) >= 0)
        ring_add(&statistics, n); /* EXPECT error blocking-send: nothing takes from the ring */
    return NULL;
}

int main(void)
{
    pthread_t counter;
    pthread_create(&counter, NULL, count_requests, NULL);
    return server_run();
}
