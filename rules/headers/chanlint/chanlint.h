/* What a function does to tasks and channels, said in the code for chanlint:
 *
 *     CHANLINT(send(0, 1)) void queue_push(struct queue *q, void *item);
 *     CHANLINT(receive(0, value: result)) void *queue_pop(struct queue *q);
 *     CHANLINT(close(0, wakes: [senders, receivers])) void queue_close(struct queue *q);
 *     CHANLINT(spawn(1, 2)) void pool_run(struct pool *p, void (*body)(void *), void *argument);
 *
 * Arguments are numbered from 0. It stands before the declaration, and is nothing to compilers that do not know
 * it. chanlint finds this file where no other is installed. */
#ifndef CHANLINT_CHANLINT_H
#define CHANLINT_CHANLINT_H

#ifdef __has_attribute
#if __has_attribute(annotate)
#define CHANLINT(does) __attribute__((annotate("chanlint:" #does)))
#endif
#endif

#ifndef CHANLINT
#define CHANLINT(does)
#endif

#endif
