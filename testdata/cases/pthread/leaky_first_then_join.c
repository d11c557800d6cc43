/* main pops one measurement, prints it unless it is nothing, and joins the thread. With three more in the
 * queue it is full, and main waits for the thread while the thread waits for main. Nothing takes from
 * that queue again: an error.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct measurements {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    double values[3];
    int len;
};

int meter_read(double *value);

static void measurements_push(struct measurements *m, double value)
{
    pthread_mutex_lock(&m->lock);
    while (m->len == 3)
        pthread_cond_wait(&m->room, &m->lock);
    m->values[m->len++] = value;
    pthread_cond_signal(&m->some);
    pthread_mutex_unlock(&m->lock);
}

static double measurements_pop(struct measurements *m)
{
    pthread_mutex_lock(&m->lock);
    while (m->len == 0)
        pthread_cond_wait(&m->some, &m->lock);
    double value = m->values[0];
    m->len--;
    m->values[0] = m->values[1];
    m->values[1] = m->values[2];
    pthread_cond_signal(&m->room);
    pthread_mutex_unlock(&m->lock);
    return value;
}

static void *measure(void *arg)
{
    struct measurements *m = arg;
    double value;
    while (meter_read(&value))
        measurements_push(m, value); /* EXPECT error join-deadlock: main takes one, and waits for this thread */
    return NULL;
}

int main(void)
{
    struct measurements *m = calloc(1, sizeof *m);
    pthread_t meter;
    pthread_create(&meter, NULL, measure, m);
    double value = measurements_pop(m);
    if (value > 0)
        printf("%g\n", value);
    pthread_join(meter, NULL);
    free(m);
    return 0;
}
