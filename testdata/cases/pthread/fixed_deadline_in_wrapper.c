/* One wrapper waits with a deadline, or forever when that is further away than anybody lives. The sender's deadline is
 * in a second: it comes back. */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define FOREVER_MS 86400000000LL

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    int items[8], len;
};

static int wait_for(pthread_cond_t *condition, pthread_mutex_t *lock, long long ms)
{
    if (ms < 0)
        ms = 0;
    if (ms > FOREVER_MS)
        return pthread_cond_wait(condition, lock);
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ms / 1000;
    return pthread_cond_timedwait(condition, lock, &until);
}

bool queue_push(struct queue *q, int item, long long ms)
{
    bool pushed = false;
    pthread_mutex_lock(&q->lock);
    while (q->len == 8)
        if (wait_for(&q->room, &q->lock, ms) != 0)
            goto out;
    q->items[q->len++] = item;
    pthread_cond_signal(&q->item);
    pushed = true;
out:
    pthread_mutex_unlock(&q->lock);
    return pushed;
}

int queue_pop(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 0)
        pthread_cond_wait(&q->item, &q->lock);
    int item = q->items[--q->len];
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

static void *watch(void *arg)
{
    for (int event = 0; queue_push(arg, event, 1000); event++)
        ;
    return NULL;
}

void serve(int client)
{
    struct queue *q = calloc(1, sizeof *q);
    pthread_t thread;
    pthread_create(&thread, NULL, watch, q);
    pthread_detach(thread);
    for (;;) {
        int event = queue_pop(q);
        if (write(client, &event, sizeof event) < 0)
            return;
    }
}

int main(void)
{
    for (int client = 3;; client++)
        serve(client);
}
