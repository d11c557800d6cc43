/* At most eight queries run against the database. A ninth waits until one is done, which the same function guarantees:
 * a counted lock, not a channel.
 */
#include <pthread.h>
#include <stdlib.h>

struct limit {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    int running;
};

static struct limit limit = {.lock = PTHREAD_MUTEX_INITIALIZER};

int query_accept(void);
void query_run(int query);

static void limit_enter(struct limit *l)
{
    pthread_mutex_lock(&l->lock);
    while (l->running == 8)
        pthread_cond_wait(&l->freed, &l->lock);
    l->running++;
    pthread_mutex_unlock(&l->lock);
}

static void limit_leave(struct limit *l)
{
    pthread_mutex_lock(&l->lock);
    l->running--;
    pthread_cond_signal(&l->freed);
    pthread_mutex_unlock(&l->lock);
}

static void *run_query(void *arg)
{
    int *query = arg;
    limit_enter(&limit);
    query_run(*query);
    limit_leave(&limit);
    free(query);
    return NULL;
}

int main(void)
{
    for (;;) {
        int *query = malloc(sizeof *query);
        pthread_t thread;
        *query = query_accept();
        pthread_create(&thread, NULL, run_query, query);
        pthread_detach(thread);
    }
}
