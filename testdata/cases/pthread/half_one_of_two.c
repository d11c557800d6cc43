/* A chess engine reports lines of analysis through one queue and log messages through another. The first was mended
 * with the engine's stop flag, the second was forgotten: the same task, one send covered and one not.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int items[8], n;
};

struct engine {
    struct queue analysis, log;
    bool stopped; /* guarded by analysis.lock */
};

int engine_think(int *message);
int game_begin(void);
int board_show(int line, int message);

static bool analysis_put(struct engine *e, int line)
{
    pthread_mutex_lock(&e->analysis.lock);
    while (e->analysis.n == 8 && !e->stopped)
        pthread_cond_wait(&e->analysis.room, &e->analysis.lock);
    bool ok = !e->stopped;
    if (ok)
        e->analysis.items[e->analysis.n++] = line;
    pthread_cond_signal(&e->analysis.some);
    pthread_mutex_unlock(&e->analysis.lock);
    return ok;
}

static void log_put(struct engine *e, int message)
{
    pthread_mutex_lock(&e->log.lock);
    while (e->log.n == 8)
        pthread_cond_wait(&e->log.room, &e->log.lock);
    e->log.items[e->log.n++] = message;
    pthread_cond_signal(&e->log.some);
    pthread_mutex_unlock(&e->log.lock);
}

static int take(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->n == 0)
        pthread_cond_wait(&q->some, &q->lock);
    int item = q->items[--q->n];
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

static void *think(void *arg)
{
    struct engine *e = arg;
    int line, message = 0;
    while ((line = engine_think(&message)) > 0) {
        log_put(e, message); /* EXPECT error uncovered-send: the game may be over */
        if (!analysis_put(e, line))
            break;
    }
    return NULL;
}

static void game(void)
{
    struct engine *e = calloc(1, sizeof *e);
    pthread_t thread;
    pthread_create(&thread, NULL, think, e);
    for (;;) {
        int message = take(&e->log);
        if (board_show(take(&e->analysis), message) < 0)
            break;
    }
    pthread_mutex_lock(&e->analysis.lock);
    e->stopped = true;
    pthread_cond_broadcast(&e->analysis.room);
    pthread_mutex_unlock(&e->analysis.lock);
    pthread_join(thread, NULL);
    free(e);
}

int main(void)
{
    while (game_begin())
        game();
    return 0;
}
