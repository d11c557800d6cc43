/* A chess engine reports lines of analysis through one queue and log messages through another. The first was mended
 * with a stop flag, the second was forgotten: the same task, one send covered and one not.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct stoppable {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int lines[8], n;
    bool stopped;
};

struct plain {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int messages[8], n;
};

struct engine {
    struct stoppable analysis;
    struct plain log;
};

int engine_think(int *message);
int game_begin(void);
int board_show(int line, int message);

static bool analysis_put(struct stoppable *a, int line)
{
    pthread_mutex_lock(&a->lock);
    while (a->n == 8 && !a->stopped)
        pthread_cond_wait(&a->room, &a->lock);
    bool ok = !a->stopped;
    if (ok)
        a->lines[a->n++] = line;
    pthread_cond_signal(&a->some);
    pthread_mutex_unlock(&a->lock);
    return ok;
}

static int analysis_get(struct stoppable *a)
{
    pthread_mutex_lock(&a->lock);
    while (a->n == 0)
        pthread_cond_wait(&a->some, &a->lock);
    int line = a->lines[--a->n];
    pthread_cond_signal(&a->room);
    pthread_mutex_unlock(&a->lock);
    return line;
}

static void analysis_stop(struct stoppable *a)
{
    pthread_mutex_lock(&a->lock);
    a->stopped = true;
    pthread_cond_broadcast(&a->room);
    pthread_mutex_unlock(&a->lock);
}

static void log_put(struct plain *l, int message)
{
    pthread_mutex_lock(&l->lock);
    while (l->n == 8)
        pthread_cond_wait(&l->room, &l->lock);
    l->messages[l->n++] = message;
    pthread_cond_signal(&l->some);
    pthread_mutex_unlock(&l->lock);
}

static int log_get(struct plain *l)
{
    pthread_mutex_lock(&l->lock);
    while (l->n == 0)
        pthread_cond_wait(&l->some, &l->lock);
    int message = l->messages[--l->n];
    pthread_cond_signal(&l->room);
    pthread_mutex_unlock(&l->lock);
    return message;
}

static void *think(void *arg)
{
    struct engine *e = arg;
    int line, message = 0;
    while ((line = engine_think(&message)) > 0) {
        log_put(&e->log, message); /* EXPECT error uncovered-send: the game may be over */
        if (!analysis_put(&e->analysis, line))
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
        int message = log_get(&e->log);
        if (board_show(analysis_get(&e->analysis), message) < 0)
            break;
    }
    analysis_stop(&e->analysis);
    pthread_join(thread, NULL);
    free(e);
}

int main(void)
{
    while (game_begin())
        game();
    return 0;
}
