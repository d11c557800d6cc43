/* A ticker fills a client's bounded queue, and the client's loop takes from it without waiting, between two ticks of its
 * own. When the client has hung up, the loop returns, and the ticker waits for room for ever.
 */
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
};

int client_accept(void);
int tick_next(void);

static void ticks_push(struct ticks *t, int tick)
{
    pthread_mutex_lock(&t->lock);
    while (t->n == ROOM)
        pthread_cond_wait(&t->room, &t->lock);
    t->ticks[t->n++] = tick;
    pthread_mutex_unlock(&t->lock);
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

static void *ticker(void *arg)
{
    for (int tick; (tick = tick_next()) >= 0;)
        ticks_push(arg, tick); /* EXPECT error blocking-send: serve returns once the client has hung up */
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
            if (write(client, &tick, sizeof tick) < 0)
                return;
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
