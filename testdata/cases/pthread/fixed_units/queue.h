#ifndef QUEUE_H
#define QUEUE_H

#include <stdbool.h>

struct queue;

struct queue *queue_new(unsigned capacity);
bool queue_push(struct queue *queue, void *item); /* waits for room; false once closed */
void *queue_pop(struct queue *queue); /* waits for an item; NULL once closed */
void queue_close(struct queue *queue);

#endif
