/* The ticker of leaky_polls_until_write_fails, which the client tells that it has hung up. */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROOM = 16 };

struct ticks {
    pthread_mutex_t lock;
    pthread_cond_t room;
    int ticks[ROOM];
    int n;
    bool gone;
};

int client_accept(void);
int tick_next(void);

static bool ticks_push(struct ticks *t, int tick)
{
    pthread_mutex_lock(&t->lock);
    while (t->n == ROOM && !t->gone)
        pthread_cond_wait(&t->room, &t->lock);
    bool gone = t->gone;
    if (!gone)
        t->ticks[t->n++] = tick;
    pthread_mutex_unlock(&t->lock);
    return !gone;
}

static bool ticks_try_pop(struct ticks *t, int *tick)
{
    bool any = false;
    pthread_mutex_lock(&t->lock);
    if (t->n > 0) {
        *tick = t->ticks[--t->n];
        any = true;
        pthread_cond_signal(&t->room);
    }
    pthread_mutex_unlock(&t->lock);
    return any;
}

static void ticks_leave(struct ticks *t)
{
    pthread_mutex_lock(&t->lock);
    t->gone = true;
    pthread_cond_signal(&t->room);
    pthread_mutex_unlock(&t->lock);
}

static void *ticker(void *arg)
{
    for (int tick; (tick = tick_next()) >= 0 && ticks_push(arg, tick);)
        ;
    return NULL;
}

static void serve(int client)
{
    struct ticks *t = calloc(1, sizeof *t);
    pthread_t thread;
    pthread_create(&thread, NULL, ticker, t);
    for (;;) {
        int tick;
        while (ticks_try_pop(t, &tick))
            if (write(client, &tick, sizeof tick) < 0) {
                ticks_leave(t);
                pthread_join(thread, NULL);
                free(t);
                return;
            }
        usleep(1000);
    }
}

int main(void)
{
    int client;
    while ((client = client_accept()) >= 0)
        serve(client);
    return 0;
}
