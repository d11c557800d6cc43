#include <pthread.h>
#include <stdlib.h>

struct ring {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int values[4], n;
};

int poll_value(int *value);
int show(int value);
int next(void);

static void ring_put(struct ring *r, int value)
{
    pthread_mutex_lock(&r->lock);
    while (r->n == 4)
        pthread_cond_wait(&r->room, &r->lock);
    r->values[r->n++] = value;
    pthread_cond_signal(&r->some);
    pthread_mutex_unlock(&r->lock);
}

static int ring_take(struct ring *r)
{
    pthread_mutex_lock(&r->lock);
    while (r->n == 0)
        pthread_cond_wait(&r->some, &r->lock);
    int value = r->values[--r->n];
    pthread_cond_signal(&r->room);
    pthread_mutex_unlock(&r->lock);
    return value;
}

static void *watch(void *arg)
{
    int value;
    while (poll_value(&value))
        ring_put(arg, value);
    return NULL;
}

static void serve(void)
{
    struct ring *r = calloc(1, sizeof *r);
    pthread_t t;
    pthread_create(&t, NULL, watch, r);
    while (show(ring_take(r)) == 0)
        ;
}

int main(void)
{
    while (next())
        serve();
    return 0;
}
