/* The same reader with a stop flag, which the parser sets when it gives up. */
#include <stdlib.h>
#include <uv.h>

struct slot {
    uv_mutex_t lock;
    uv_cond_t changed;
    void *chunk;
    int given_up;
};

void *read_chunk(void);
int parse(void *chunk);

static int slot_put(struct slot *s, void *chunk)
{
    int put = 0;
    uv_mutex_lock(&s->lock);
    while (s->chunk && !s->given_up)
        uv_cond_wait(&s->changed, &s->lock);
    if (!s->given_up) {
        s->chunk = chunk;
        put = 1;
    }
    uv_cond_broadcast(&s->changed);
    uv_mutex_unlock(&s->lock);
    return put;
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

static void slot_give_up(struct slot *s)
{
    uv_mutex_lock(&s->lock);
    s->given_up = 1;
    uv_cond_broadcast(&s->changed);
    uv_mutex_unlock(&s->lock);
}

static void read_all(void *arg)
{
    for (int i = 0; i < 100; i++)
        if (!slot_put(arg, read_chunk()))
            return;
}

static void load(void)
{
    struct slot *s = calloc(1, sizeof *s);
    uv_thread_t reader;
    uv_thread_create(&reader, read_all, s);
    while (parse(slot_take(s)) == 0)
        ;
    slot_give_up(s);
    uv_thread_join(&reader);
    free(s);
}

int main(void)
{
    for (;;)
        load();
}
