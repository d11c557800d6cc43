/* Both sides only read the settings, which they may do at the same time.
 */
#include <pthread.h>
#include <stdio.h>

struct samples {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int items[16];
    unsigned first, count;
};

static void samples_push(struct samples *q, int item)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 16)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[(q->first + q->count++) % 16] = item;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static int samples_pop(struct samples *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 0)
        pthread_cond_wait(&q->some, &q->lock);
    int item = q->items[q->first];
    q->first = (q->first + 1) % 16;
    q->count--;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

static pthread_rwlock_t settings_lock = PTHREAD_RWLOCK_INITIALIZER;
static int scale = 1;

static struct samples samples = {.lock = PTHREAD_MUTEX_INITIALIZER, .room = PTHREAD_COND_INITIALIZER,
    .some = PTHREAD_COND_INITIALIZER};

int adc_read(void);

static void *sample(void *arg)
{
    for (;;) {
        pthread_rwlock_rdlock(&settings_lock);
        samples_push(&samples, adc_read() * scale); /* EXPECT note blocking-send: main stays */
        pthread_rwlock_unlock(&settings_lock);
    }
    return arg;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, sample, NULL);
    for (;;) {
        int value = samples_pop(&samples);
        pthread_rwlock_rdlock(&settings_lock);
        printf("%d\n", value / scale);
        pthread_rwlock_unlock(&settings_lock);
    }
}
