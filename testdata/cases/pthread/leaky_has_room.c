/* A crawler session: the fetcher queues pages for the index builder, and waits while `has_room` says no. The builder
 * breaks off at its quota.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct page {
    struct page *next_link;
    char *text;
    size_t size;
};

struct stage {
    pthread_mutex_t guard;
    pthread_cond_t space, work;
    struct page *slots[20];
    unsigned in, out, limit;
};

struct page *fetch(const char *seed);
size_t index_add(const struct page *page);
const char *next_seed(void);

struct crawl {
    const char *seed;
    struct stage *stage;
};

static bool has_room(const struct stage *s)
{
    return s->in - s->out < s->limit;
}

static bool has_work(const struct stage *s)
{
    return s->in != s->out;
}

static void stage_put(struct stage *s, struct page *page)
{
    pthread_mutex_lock(&s->guard);
    while (!has_room(s))
        pthread_cond_wait(&s->space, &s->guard);
    s->slots[s->in++ % 20] = page;
    pthread_cond_signal(&s->work);
    pthread_mutex_unlock(&s->guard);
}

static struct page *stage_take(struct stage *s)
{
    pthread_mutex_lock(&s->guard);
    while (!has_work(s))
        pthread_cond_wait(&s->work, &s->guard);
    struct page *page = s->slots[s->out++ % 20];
    pthread_cond_signal(&s->space);
    pthread_mutex_unlock(&s->guard);
    return page;
}

static void *crawl(void *arg)
{
    struct crawl *c = arg;
    struct page *page;
    while ((page = fetch(c->seed)))
        stage_put(c->stage, page); /* EXPECT error blocking-send: build_index stops at its quota */
    free(c);
    return NULL;
}

static size_t build_index(const char *seed, size_t quota)
{
    struct crawl *c = malloc(sizeof *c);
    struct stage *stage = calloc(1, sizeof *stage);
    size_t size = 0;
    pthread_t fetcher;
    stage->limit = 20;
    c->seed = seed;
    c->stage = stage;
    pthread_create(&fetcher, NULL, crawl, c);
    pthread_detach(fetcher);
    while (size < quota)
        size += index_add(stage_take(stage));
    return size;
}

int main(void)
{
    const char *seed;
    while ((seed = next_seed()))
        build_index(seed, 1 << 30);
    return 0;
}
