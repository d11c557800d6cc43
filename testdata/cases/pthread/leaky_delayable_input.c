/* Input of which more can be had later waits until the queue is below a mark, other input for two seconds at most. Which is
 * which, each message says. The first hangs once the client has hung up.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 100, MARK = 80 };

struct message {
    int delayable;
    int value;
};

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t below_mark, room, any;
    int values[MOST];
    int n;
};

int client_accept(void);
struct message *message_read(void);

static void in_two_seconds(struct timespec *at)
{
    clock_gettime(CLOCK_REALTIME, at);
    at->tv_sec += 2;
}

static int enqueue(struct queue *q, int delayable, int value)
{
    struct timespec at;
    pthread_mutex_lock(&q->lock);
    if (delayable == 2) {
        while (q->n >= MARK)
            pthread_cond_wait(&q->below_mark, &q->lock);
    } else if (delayable == 1 && q->n >= MARK) {
        in_two_seconds(&at);
        pthread_cond_timedwait(&q->below_mark, &q->lock, &at);
    }
    while (q->n >= MOST) {
        in_two_seconds(&at);
        if (pthread_cond_timedwait(&q->room, &q->lock, &at) == ETIMEDOUT) {
            pthread_mutex_unlock(&q->lock);
            return -1;
        }
    }
    q->values[q->n++] = value;
    pthread_cond_signal(&q->any);
    pthread_mutex_unlock(&q->lock);
    return 0;
}

static int dequeue(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->n == 0)
        pthread_cond_wait(&q->any, &q->lock);
    int value = q->values[--q->n];
    if (q->n < MARK)
        pthread_cond_broadcast(&q->below_mark);
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return value;
}

static void *input(void *arg)
{
    for (struct message *m; (m = message_read());)
        enqueue(arg, m->delayable, m->value); /* EXPECT error blocking-send: one of its waits has no deadline */
    return NULL;
}

static void serve(int client)
{
    struct queue *q = calloc(1, sizeof *q);
    pthread_t thread;
    pthread_create(&thread, NULL, input, q);
    for (;;) {
        int value = dequeue(q);
        if (write(client, &value, sizeof value) < 0)
            return;
    }
}

int main(void)
{
    int client;
    while ((client = client_accept()) >= 0)
        serve(client);
    return 0;
}
