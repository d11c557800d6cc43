/* A latch: workers count down, main waits for zero. Nothing is sent. */
#include <threads.h>

static struct {
    mtx_t lock;
    cnd_t done;
    int left;
} latch;

void shard_load(int shard);

static int load(void *arg)
{
    int *shard = arg;
    shard_load(*shard);
    mtx_lock(&latch.lock);
    if (--latch.left == 0)
        cnd_broadcast(&latch.done);
    mtx_unlock(&latch.lock);
    return 0;
}

int main(void)
{
    int shards[4] = {0, 1, 2, 3};
    mtx_init(&latch.lock, mtx_plain);
    cnd_init(&latch.done);
    latch.left = 4;
    for (int i = 0; i < 4; i++) {
        thrd_t thread;
        thrd_create(&thread, load, &shards[i]);
        thrd_detach(thread);
    }
    mtx_lock(&latch.lock);
    while (latch.left > 0)
        cnd_wait(&latch.done, &latch.lock);
    mtx_unlock(&latch.lock);
    return 0;
}
