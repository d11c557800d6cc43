/* Operations in which a task sleeps that somebody waits for. Private to link/. */
#ifndef CHANLINT_SLEEP_H
#define CHANLINT_SLEEP_H

#include "link/linked.h"

/* An operation in which the task sleeps, and what wakes it. */
struct sleep {
    struct linked *linked;
    guint join, task, row;
    const struct op *op;
    bool is_late; /* it tests only once it has been woken what it is told by */
    uint32_t condition; /* of a wait: the class of what it sleeps on; or CLASS_NONE */
    GArray *wakers; /* of guint, rows: who sends on its channel, or closes that; selects that may */
};

/* Is the object what it sleeps on? */
bool sleep_is_on(const struct sleep *sleep, struct function *function, const struct ir_expr *object);

/* Do only those wake it who wait for the task, and stand still in that? */
bool sleep_ends_by_joiner(const struct sleep *sleep);

#endif
