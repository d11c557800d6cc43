#ifndef QUEUE_H
#define QUEUE_H

struct queue;

struct queue *queue_new(unsigned capacity);
void queue_push(struct queue *queue, void *item); /* waits for room */
void *queue_pop(struct queue *queue); /* waits for an item */

#endif
