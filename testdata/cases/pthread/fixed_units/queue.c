#include "queue.h"

#include <pthread.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    unsigned capacity, length, first;
    bool closed;
    void **items;
};

struct queue *queue_new(unsigned capacity)
{
    struct queue *queue = calloc(1, sizeof *queue);
    queue->capacity = capacity;
    queue->items = calloc(capacity, sizeof *queue->items);
    return queue;
}

bool queue_push(struct queue *queue, void *item)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->length == queue->capacity && !queue->closed)
        pthread_cond_wait(&queue->room, &queue->lock);
    if (queue->closed) {
        pthread_mutex_unlock(&queue->lock);
        return false;
    }
    queue->items[(queue->first + queue->length++) % queue->capacity] = item;
    pthread_cond_signal(&queue->item);
    pthread_mutex_unlock(&queue->lock);
    return true;
}

void *queue_pop(struct queue *queue)
{
    void *item = NULL;
    pthread_mutex_lock(&queue->lock);
    while (queue->length == 0 && !queue->closed)
        pthread_cond_wait(&queue->item, &queue->lock);
    if (queue->length > 0) {
        item = queue->items[queue->first];
        queue->first = (queue->first + 1) % queue->capacity;
        queue->length--;
        pthread_cond_signal(&queue->room);
    }
    pthread_mutex_unlock(&queue->lock);
    return item;
}

void queue_close(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->closed = true;
    pthread_cond_broadcast(&queue->room);
    pthread_cond_broadcast(&queue->item);
    pthread_mutex_unlock(&queue->lock);
}
