/* Threads, with a mutex and a condition variable for a channel. */
#include "bench.h"
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

enum { THREAD_SPAWNS = SPAWNS / 20, THREAD_MESSAGES = MESSAGES / 20, STACK = 64 * 1024 };

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int values[BUFFER], first, count, capacity;
    bool closed;
};

static struct queue there, back;

static void queue_open(struct queue *queue, int capacity)
{
    *queue = (struct queue){.capacity = capacity};
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->changed, NULL);
}

static void queue_close(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->closed = true;
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

static bool queue_push(struct queue *queue, int value)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->count == queue->capacity && !queue->closed)
        pthread_cond_wait(&queue->changed, &queue->lock);
    bool open = !queue->closed;
    if (open)
        queue->values[(queue->first + queue->count++) % BUFFER] = value;
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
    return open;
}

static bool queue_pop(struct queue *queue, int *value)
{
    pthread_mutex_lock(&queue->lock);
    while (!queue->count && !queue->closed)
        pthread_cond_wait(&queue->changed, &queue->lock);
    bool any = queue->count > 0;
    if (any) {
        *value = queue->values[queue->first];
        queue->first = (queue->first + 1) % BUFFER;
        queue->count--;
    }
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
    return any;
}

static pthread_t start(void *(*body)(void *))
{
    pthread_t thread;
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, STACK);
    if (pthread_create(&thread, &small, body, NULL))
        abort();
    pthread_attr_destroy(&small);
    return thread;
}

static void *nothing(void *unused)
{
    return unused;
}

static void spawn_exit(void)
{
    double begin = now_ns();
    for (int i = 0; i < THREAD_SPAWNS; i++)
        pthread_join(start(nothing), NULL);
    print_each("spawn+exit", begin, THREAD_SPAWNS);
}

static void *echo(void *unused)
{
    for (int value; queue_pop(&there, &value);)
        queue_push(&back, value);
    return unused;
}

static void ping_pong(void)
{
    int value = 0;
    queue_open(&there, 1);
    queue_open(&back, 1);
    pthread_t thread = start(echo);
    double begin = now_ns();
    for (int i = 0; i < THREAD_MESSAGES / 2; i++) {
        queue_push(&there, value);
        queue_pop(&back, &value);
    }
    print_each("ping-pong", begin, THREAD_MESSAGES);
    queue_close(&there);
    pthread_join(thread, NULL);
}

static void *push_until_closed(void *unused)
{
    for (int i = 0; queue_push(&there, i);)
        i++;
    return unused;
}

static void stream(void)
{
    int value;
    queue_open(&there, BUFFER);
    pthread_t thread = start(push_until_closed);
    double begin = now_ns();
    for (int i = 0; i < THREAD_MESSAGES; i++)
        queue_pop(&there, &value);
    print_each("stream", begin, THREAD_MESSAGES);
    queue_close(&there);
    pthread_join(thread, NULL);
}

static void *park(void *unused)
{
    int value;
    queue_pop(&there, &value);
    return unused;
}

static void cancel_parked(void)
{
    static pthread_t threads[PARKED];
    queue_open(&there, BUFFER);
    for (int i = 0; i < PARKED; i++)
        threads[i] = start(park);
    double begin = now_ns();
    queue_close(&there);
    for (int i = 0; i < PARKED; i++)
        pthread_join(threads[i], NULL);
    print_each("cancel-10000", begin, 1);
}

int main(void)
{
    spawn_exit();
    ping_pong();
    stream();
    cancel_parked();
    return 0;
}
