/* What calls do, seen from the caller: each function's effects in terms of its parameters and globals, made
 * bottom-up over the call graph. Private to link/. */
#ifndef CHANLINT_SUMMARY_H
#define CHANLINT_SUMMARY_H

#include "link/classes.h"

/* A store to memory that others can reach. */
struct effect {
    const struct ir_expr *target, *value; /* in the frame of the function that has the effect */
};

/* Something done to a mutex, condition variable or semaphore. */
struct sync {
    enum model_role role; /* LOCK UNLOCK SIGNAL ACQUIRE RELEASE */
    const struct ir_expr *object; /* the pointer to it */
    bool excludes; /* LOCK: it waits for the lock, and keeps all others out */
    bool single; /* SIGNAL, RELEASE: it wakes one sleeper, and is done once */
};

/* Is it done to the same object, as far as is known? */
bool sync_is_on_same(const struct sync *a, const struct sync *b);

/* Which argument of such a function of a library is the object; MODEL_NONE of others. */
int sync_argument(const struct model_function *model);

struct summaries;

/* Functions such that callees come before callers, but for recursion: struct function *. The caller's. */
GPtrArray *summary_order(struct program *program);

/* Made when first asked for. */
struct summaries *summaries_new(struct program *program);
void summaries_free(struct summaries *summaries);

/* What a function does, callees' included: struct effect *, and struct sync *. */
const GPtrArray *summary_effects(struct summaries *summaries, struct function *function);
const GPtrArray *summary_syncs(struct summaries *summaries, struct function *function);

/* What one call does, in its function's frame: by the model or the bodies that it may run. */
const GPtrArray *summary_effects_of_call(struct summaries *summaries, const struct call *call);
const GPtrArray *summary_syncs_of_call(struct summaries *summaries, const struct call *call);

/* Are there so many that some are left out? Then a lock that is taken and not let go of may be let go of
 * after all. */
bool summary_lacks_syncs(const GPtrArray *syncs);

#endif
