/* A reader thread passes chunks through a ring of one. The parser gives up on bad input, and the reader waits for the
 * slot to be free. */
#include <stdlib.h>
#include <uv.h>

struct slot {
    uv_mutex_t lock;
    uv_cond_t changed;
    void *chunk;
};

void *read_chunk(void);
int parse(void *chunk);

static void slot_put(struct slot *s, void *chunk)
{
    uv_mutex_lock(&s->lock);
    while (s->chunk)
        uv_cond_wait(&s->changed, &s->lock);
    s->chunk = chunk;
    uv_cond_broadcast(&s->changed);
    uv_mutex_unlock(&s->lock);
}

static void *slot_take(struct slot *s)
{
    uv_mutex_lock(&s->lock);
    while (!s->chunk)
        uv_cond_wait(&s->changed, &s->lock);
    void *chunk = s->chunk;
    s->chunk = NULL;
    uv_cond_broadcast(&s->changed);
    uv_mutex_unlock(&s->lock);
    return chunk;
}

static void read_all(void *arg)
{
    for (int i = 0; i < 100; i++)
        slot_put(arg, read_chunk()); // EXPECT error blocking-send: the parser gives up on bad input
}

static void load(void)
{
    struct slot *s = calloc(1, sizeof *s);
    uv_thread_t reader;
    uv_thread_create(&reader, read_all, s);
    while (parse(slot_take(s)) == 0)
        ;
}

int main(void)
{
    for (;;)
        load();
}
