/* Search results for a shell, mended: leaving the pager sets `closed` under the lock, and unlocking broadcasts the one
 * condition variable as always.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct results {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int lines[50];
    int n;
    bool closed;
};

int grep_next(int *line);
int pager_show(int line);
int prompt(void);

static void unlock(struct results *r)
{
    pthread_cond_broadcast(&r->changed);
    pthread_mutex_unlock(&r->mutex);
}

static int results_add(struct results *r, int line)
{
    int added = 0;
    pthread_mutex_lock(&r->mutex);
    while (!r->closed && r->n == 50)
        pthread_cond_wait(&r->changed, &r->mutex);
    if (!r->closed) {
        r->lines[r->n++] = line;
        added = 1;
    }
    unlock(r);
    return added;
}

static int results_remove(struct results *r)
{
    pthread_mutex_lock(&r->mutex);
    while (r->n == 0)
        pthread_cond_wait(&r->changed, &r->mutex);
    int line = r->lines[--r->n];
    unlock(r);
    return line;
}

static void results_close(struct results *r)
{
    pthread_mutex_lock(&r->mutex);
    r->closed = true;
    unlock(r);
}

static void *search(void *arg)
{
    struct results *results = arg;
    int line;
    while (grep_next(&line) && results_add(results, line))
        ;
    return NULL;
}

static void command_grep(void)
{
    struct results *results = calloc(1, sizeof *results);
    pthread_t thread;
    pthread_create(&thread, NULL, search, results);
    while (pager_show(results_remove(results)) != 'q')
        ;
    results_close(results);
    pthread_join(thread, NULL);
    free(results);
}

int main(void)
{
    while (prompt())
        command_grep();
    return 0;
}
