/* A relay thread forwards telegrams, and looks whether the line is closed before each. relay_close sets the flag while
 * the thread sleeps in take, wakes nobody, and waits for the thread.
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

static int take(struct relay *r)
{
    mtx_lock(&r->lock);
    while (r->n == 0)
        cnd_wait(&r->arrived, &r->lock);
    int telegram = r->telegrams[--r->n];
    mtx_unlock(&r->lock);
    return telegram;
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
    struct relay *r = arg;
    for (;;) {
        if (r->closed)
            return 0;
        forward(take(r)); // EXPECT error blocking-wait: relay_close sends nothing
    }
}

static void relay_close(struct relay *r)
{
    mtx_lock(&r->lock);
    r->closed = true;
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
