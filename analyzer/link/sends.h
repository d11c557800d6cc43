/* How often a task sends into one and the same channel. Private to link/. */
#ifndef CHANLINT_SENDS_H
#define CHANLINT_SENDS_H

#include "link/linked.h"

/* The call in the op's own function that leads to its site: the site's call itself, or the path's first. */
static inline const struct call *op_call(const struct op *op)
{
    return op->path ? op->path->call : op->site->call;
}

/* Does the function, on every way to the call `then`, come through the call `first`? */
bool call_precedes(const struct call *first, const struct call *then);

/* Does the function get to the call on every way to its end? */
bool call_is_certain(const struct call *call);

/* Is the operation one that the call in its function certainly comes to? */
bool op_is_certain(const struct op *op);

/* Does the program text show that several values go into one channel there: a loop around the send, or around
 * the start of the task, that does not change the channel? `task` is an index in linked->tasks. */
bool sends_many(struct linked *linked, guint task, const struct op *op);

/* Do several tasks that are started there come to the op, with one and the same channel? */
bool sends_by_several(struct linked *linked, guint task, const struct op *op);
/* May another start of the task have the same channel, which is so called in its body? */
bool starts_with_same(struct linked *linked, const struct task *task, const struct ir_expr *channel);

/* The calls from the task's body to the site, outermost first; the site's call is the last. The caller's. */
GPtrArray *sends_path(const struct linked *linked, guint task, const struct op *op);

/* Does any loop stand around the send, from the task's body on, that may send into the channel again? */
bool sends_in_loop(struct linked *linked, guint task, const struct op *op);

/* counts.c: does the function, on each of its ways, take as many values from the channel as the tasks that it
 * starts send into it? */
bool starts_are_met(struct linked *linked, struct function *starter, uint32_t channel);

/* Can the task come to `later` once `earlier` is done? */
bool sends_follow(const struct linked *linked, guint task, const struct op *earlier, const struct op *later);

#endif
