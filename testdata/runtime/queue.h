/* Queues of hooks: first in, first out, and out of the midst. All zero is an empty one. */
#ifndef TEND_QUEUE_H
#define TEND_QUEUE_H

#include "tend.h"

static inline void queue_push(struct tend_queue *queue, struct tend_hook *hook)
{
    hook->queue = queue;
    hook->next = NULL;
    hook->previous = queue->last;
    *(queue->last ? &queue->last->next : &queue->first) = hook;
    queue->last = hook;
}

/* Nothing is done to a hook that is in no queue. */
static inline void queue_remove(struct tend_hook *hook)
{
    struct tend_queue *queue = hook->queue;
    if (!queue)
        return;
    *(hook->previous ? &hook->previous->next : &queue->first) = hook->next;
    *(hook->next ? &hook->next->previous : &queue->last) = hook->previous;
    hook->queue = NULL;
}

#endif
