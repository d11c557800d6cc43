/* Sinks behind a table of operations: the archiver calls `ops->push` and need not know that this sink is a bounded
 * queue. The uploader at its other end stops at the first error of the network.
 */
#include <pthread.h>
#include <stdlib.h>

struct sink;
struct sink_ops {
    void (*push)(struct sink *sink, void *block);
    void *(*pop)(struct sink *sink);
};

struct sink {
    const struct sink_ops *ops;
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    void *blocks[4];
    int n;
};

void *archive_next_block(void);
int upload(void *block);
int backup_due(void);

static void bounded_push(struct sink *s, void *block)
{
    pthread_mutex_lock(&s->lock);
    while (s->n == 4)
        pthread_cond_wait(&s->room, &s->lock);
    s->blocks[s->n++] = block;
    pthread_cond_signal(&s->some);
    pthread_mutex_unlock(&s->lock);
}

static void *bounded_pop(struct sink *s)
{
    pthread_mutex_lock(&s->lock);
    while (s->n == 0)
        pthread_cond_wait(&s->some, &s->lock);
    void *block = s->blocks[--s->n];
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
    return block;
}

static const struct sink_ops bounded = {.push = bounded_push, .pop = bounded_pop};

static struct sink *bounded_new(void)
{
    struct sink *s = calloc(1, sizeof *s);
    s->ops = &bounded;
    return s;
}

static void *archive(void *arg)
{
    struct sink *sink = arg;
    void *block;
    while ((block = archive_next_block()))
        sink->ops->push(sink, block); /* EXPECT error blocking-send: the upload may have failed */
    return NULL;
}

static int backup(void)
{
    struct sink *sink = bounded_new();
    pthread_t archiver;
    pthread_create(&archiver, NULL, archive, sink);
    pthread_detach(archiver);
    for (;;) {
        void *block = sink->ops->pop(sink);
        if (upload(block) != 0)
            return -1;
        free(block);
    }
}

int main(void)
{
    while (backup_due())
        backup();
    return 0;
}
