/* main pops the first position, puts the rest into the hands of signal handlers, and pauses for good. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct positions {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    long values[16];
    unsigned in, out;
};

int encoder_next(long *position);
void handlers_install(long origin);

static void positions_push(struct positions *p, long position)
{
    pthread_mutex_lock(&p->lock);
    while (p->in - p->out == 16)
        pthread_cond_wait(&p->room, &p->lock);
    p->values[p->in++ % 16] = position;
    pthread_cond_signal(&p->some);
    pthread_mutex_unlock(&p->lock);
}

static long positions_pop(struct positions *p)
{
    pthread_mutex_lock(&p->lock);
    while (p->in == p->out)
        pthread_cond_wait(&p->some, &p->lock);
    long position = p->values[p->out++ % 16];
    pthread_cond_signal(&p->room);
    pthread_mutex_unlock(&p->lock);
    return position;
}

static void *encoder(void *arg)
{
    struct positions *p = arg;
    long position;
    while (encoder_next(&position))
        positions_push(p, position); /* EXPECT error blocking-send: main takes the first, and pauses */
    return NULL;
}

int main(void)
{
    struct positions *p = calloc(1, sizeof *p);
    pthread_t thread;
    pthread_create(&thread, NULL, encoder, p);
    handlers_install(positions_pop(p));
    for (;;)
        pause();
}
