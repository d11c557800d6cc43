/* What contexts do for those who wait with them. */
#ifndef TEND_PRIVATE_CONTEXT_H
#define TEND_PRIVATE_CONTEXT_H

#include "tend.h"

/* Waits for one of the hooks that the task has hung up, and for the context: task_wait with a context.
   Returns the hook; or NULL when the time is up or the context is cancelled, and puts the reason into *error.
 */
struct tend_hook *context_wait(struct tend_context *context, const char *reason, int64_t timeout, int *error);

#endif
