/* Where a task looks whether it should stop. Private to link/. */
#ifndef CHANLINT_WATCH_H
#define CHANLINT_WATCH_H

#include "link/linked.h"

/* On the task's way around loops in which it comes to the op, or into a hand-made one: the places that it
 * tests (struct stop_test), and with `cancelled` (by op's row: cancellation ends it) the operations that tell
 * it, which have no place. The caller's. */
GArray *watch_tests(struct linked *linked, guint task, const struct op *op, const bool *cancelled);

#endif
