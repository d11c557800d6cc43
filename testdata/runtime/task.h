/* Tasks: who can run, who runs, who waits. */
#ifndef TEND_TASK_H
#define TEND_TASK_H

#include "alarm.h"
#include "switch.h"
#include "tend.h"

struct site {
    struct site *next;
    struct tend_count count;
};

/* A task stands at the top of its own stack. */
struct task {
    struct switch_point point;
    struct task *next_ready; /* of those that can run */
    struct task *previous, *next; /* all tasks */
    size_t id;

    /* While it waits: on which hooks, until when, and where. */
    struct tend_hook *hooks;
    struct alarm deadline;
    void *
        frame; /* of the call in which it waits: the first in the chain of frames; NULL: it has not run yet */
    void *base; /* the last */

    const char *reason; /* what a profile says of it */
    int64_t since;

    /* How the waiting has ended: at this hook, or by the deadline when it is NULL. */
    struct tend_hook *woken_by;
    int status;

    void (*body)(void *);
    void *argument;
    struct site *site;
    struct tend_group *group;
};

struct task *task_self(void);

/* The first of all tasks; `next` leads to the others, newest first. */
struct task *task_first(void);

/* Says that the task that runs is going to wait at the hook, beside those where it says so before task_wait.
 */
void task_hook(struct tend_queue *queue, struct tend_hook *hook);

/* Waits to be woken at one of the hooks, for so many milliseconds at most; forever when they are negative.
   The reason is what profiles say, a text that stays. Returns the hook, or NULL when the time was up;
   task_self()->status is what the waker has given. */
struct tend_hook *task_wait(const char *reason, int64_t timeout);

/* Lets the task of the hook go on, and takes all its hooks out of their queues. */
void task_wake(struct tend_hook *hook, int status);

/* Wakes all of the queue. */
void task_wake_all(struct tend_queue *queue, int status);

/* Has something been done without waiting: every so often others get their turn. */
void task_spend(void);

int task_start(
    void (*body)(void *), void *argument, size_t stack_size, struct tend_group *group, const void *site);

#endif
