#include "context.h"
#include "queue.h"
#include "task.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>

struct tend_context {
    struct tend_context *parent, *children; /* the newest child; its siblings follow */
    struct tend_context *previous, *next;
    struct tend_queue waiting;
    struct alarm deadline;
    int reason;
};

struct tend_context *tend_context_make(struct tend_context *parent)
{
    struct tend_context *context = calloc(1, sizeof *context);
    if (!context || !parent)
        return context;
    context->parent = parent;
    context->reason = parent->reason;
    context->next = parent->children;
    if (context->next)
        context->next->previous = context;
    parent->children = context;
    return context;
}

static void deadline_passed(struct alarm *deadline)
{
    size_t offset = offsetof(struct tend_context, deadline);
    tend_context_cancel((struct tend_context *)(void *)((char *)deadline - offset), -ETIMEDOUT);
}

struct tend_context *tend_context_timeout(struct tend_context *parent, int64_t milliseconds)
{
    struct tend_context *context = tend_context_make(parent);
    if (context && !context->reason) {
        context->deadline.ring = deadline_passed;
        alarm_set(&context->deadline, clock_in(milliseconds));
    }
    return context;
}

void tend_context_cancel(struct tend_context *context, int reason)
{
    assert(reason < 0);
    if (context->reason)
        return;
    context->reason = reason;
    alarm_clear(&context->deadline);
    task_wake_all(&context->waiting, reason);
    for (struct tend_context *child = context->children; child; child = child->next)
        tend_context_cancel(child, reason);
}

int tend_context_reason(const struct tend_context *context)
{
    return context ? context->reason : 0;
}

void tend_context_free(struct tend_context *context)
{
    if (!context)
        return;
    assert(!context->waiting.first && !context->children);
    alarm_clear(&context->deadline);
    if (context->parent)
        *(context->previous ? &context->previous->next : &context->parent->children) = context->next;
    if (context->next)
        context->next->previous = context->previous;
    free(context);
}

struct tend_hook *context_wait(struct tend_context *context, const char *reason, int64_t timeout, int *error)
{
    struct tend_hook cancelled;
    if (context)
        task_hook(&context->waiting, &cancelled);
    struct tend_hook *woken_by = task_wait(reason, timeout);
    *error = task_self()->status;
    return woken_by == &cancelled ? NULL : woken_by;
}
