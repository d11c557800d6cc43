/* The wait for a telegram tests whether the line is closed, and relay_close signals it.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <threads.h>

struct relay {
    mtx_t lock;
    cnd_t arrived;
    int telegrams[8];
    unsigned n;
    bool closed;
    thrd_t thread;
};

void forward(int telegram);
bool hear(int *telegram);

static bool take(struct relay *r, int *telegram)
{
    mtx_lock(&r->lock);
    while (r->n == 0 && !r->closed)
        cnd_wait(&r->arrived, &r->lock);
    bool some = r->n > 0;
    if (some)
        *telegram = r->telegrams[--r->n];
    mtx_unlock(&r->lock);
    return some;
}

static void put(struct relay *r, int telegram)
{
    mtx_lock(&r->lock);
    if (r->n < 8)
        r->telegrams[r->n++] = telegram;
    cnd_signal(&r->arrived);
    mtx_unlock(&r->lock);
}

static int forward_all(void *arg)
{
    int telegram;
    while (take(arg, &telegram))
        forward(telegram);
    return 0;
}

static void relay_close(struct relay *r)
{
    mtx_lock(&r->lock);
    r->closed = true;
    cnd_broadcast(&r->arrived);
    mtx_unlock(&r->lock);
    thrd_join(r->thread, NULL);
    free(r);
}

static void session(void)
{
    struct relay *r = calloc(1, sizeof *r);
    int telegram;
    mtx_init(&r->lock, mtx_plain);
    cnd_init(&r->arrived);
    thrd_create(&r->thread, forward_all, r);
    while (hear(&telegram))
        put(r, telegram);
    relay_close(r);
}

int main(void)
{
    for (;;)
        session();
}
