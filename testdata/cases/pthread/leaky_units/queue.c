#include "queue.h"

#include <pthread.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    unsigned capacity, length, first;
    void **items;
};

struct queue *queue_new(unsigned capacity)
{
    struct queue *queue = calloc(1, sizeof *queue);
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->room, NULL);
    pthread_cond_init(&queue->item, NULL);
    queue->capacity = capacity;
    queue->items = calloc(capacity, sizeof *queue->items);
    return queue;
}

void queue_push(struct queue *queue, void *item)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->length == queue->capacity)
        pthread_cond_wait(&queue->room, &queue->lock);
    queue->items[(queue->first + queue->length++) % queue->capacity] = item;
    pthread_cond_signal(&queue->item);
    pthread_mutex_unlock(&queue->lock);
}

void *queue_pop(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->length == 0)
        pthread_cond_wait(&queue->item, &queue->lock);
    void *item = queue->items[queue->first];
    queue->first = (queue->first + 1) % queue->capacity;
    queue->length--;
    pthread_cond_signal(&queue->room);
    pthread_mutex_unlock(&queue->lock);
    return item;
}
