/* Search results for a shell. One condition variable serves both directions, and lock and unlock are wrapped. The
 * user leaves the pager with `q`, and the search blocks at the next hit.
 */
#include <pthread.h>
#include <stdlib.h>

struct hit {
    int file, line;
};

struct results {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct hit hits[50];
    int n;
};

struct search {
    const char *pattern;
    struct results *results;
};

int grep_next(const char *pattern, struct hit *hit);
int pager_show(const struct hit *hit);
const char *prompt(void);

static void lock(struct results *r)
{
    pthread_mutex_lock(&r->mutex);
}

static void unlock(struct results *r)
{
    pthread_cond_broadcast(&r->changed);
    pthread_mutex_unlock(&r->mutex);
}

static void results_add(struct results *r, struct hit hit)
{
    lock(r);
    while (r->n == 50)
        pthread_cond_wait(&r->changed, &r->mutex);
    r->hits[r->n++] = hit;
    unlock(r);
}

static struct hit results_remove(struct results *r)
{
    lock(r);
    while (r->n == 0)
        pthread_cond_wait(&r->changed, &r->mutex);
    struct hit hit = r->hits[--r->n];
    unlock(r);
    return hit;
}

static void *search(void *arg)
{
    struct search *s = arg;
    struct hit hit;
    while (grep_next(s->pattern, &hit))
        results_add(s->results, hit); /* EXPECT error blocking-send: the user may have left the pager */
    return NULL;
}

static void command_grep(const char *pattern)
{
    struct search *s = malloc(sizeof *s);
    pthread_t thread;
    s->pattern = pattern;
    s->results = calloc(1, sizeof *s->results);
    pthread_create(&thread, NULL, search, s);
    pthread_detach(thread);
    for (;;) {
        struct hit hit = results_remove(s->results);
        if (pager_show(&hit) == 'q')
            return;
    }
}

int main(void)
{
    const char *pattern;
    while ((pattern = prompt()))
        command_grep(pattern);
    return 0;
}
