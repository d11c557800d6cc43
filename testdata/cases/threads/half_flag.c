/* A prefetcher that tests `quit` for each block, and then waits for room without it. */
#include <stdatomic.h>
#include <stdlib.h>
#include <threads.h>

struct prefetch {
    atomic_int quit;
    mtx_t lock;
    cnd_t room, some;
    void *blocks[2];
    int n;
};

void *disk_read(void);
int file_open(void);
int block_use(void *block);

static void block_put(struct prefetch *p, void *block)
{
    mtx_lock(&p->lock);
    while (p->n == 2)
        cnd_wait(&p->room, &p->lock);
    p->blocks[p->n++] = block;
    cnd_signal(&p->some);
    mtx_unlock(&p->lock);
}

static void *block_take(struct prefetch *p)
{
    mtx_lock(&p->lock);
    while (p->n == 0)
        cnd_wait(&p->some, &p->lock);
    void *block = p->blocks[--p->n];
    cnd_signal(&p->room);
    mtx_unlock(&p->lock);
    return block;
}

static int run(void *arg)
{
    struct prefetch *p = arg;
    for (;;) {
        if (p->quit)
            return 0;
        block_put(p, disk_read()); /* EXPECT error uncovered-send: quit does not end the wait for room */
    }
}

static void read_file(void)
{
    struct prefetch *p = calloc(1, sizeof *p);
    thrd_t thread;
    thrd_create(&thread, run, p);
    while (block_use(block_take(p)) == 0)
        ;
    p->quit = 1;
    thrd_join(thread, NULL);
    free(p);
}

int main(void)
{
    while (file_open())
        read_file();
    return 0;
}
