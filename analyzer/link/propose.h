/* Steps of changes that may mend findings. Private to link/. */
#ifndef CHANLINT_PROPOSE_H
#define CHANLINT_PROPOSE_H

#include "link/linked.h"

/* The changes that may mend one operation's finding, in the order in which they are tried. */
enum change {
    CHANGE_FLAG = 0, /* of flags, and their sleepers */
    CHANGE_BREAK = 0, /* an operation that has flags has no failure */
    CHANGE_RETURN,
    CHANGE_CONTEXT_BREAK,
    CHANGE_CONTEXT_RETURN,
    CHANGE_SELECT
};

/* Adds a step at a place of the function, of the n-th change that may mend what is found of the row's
 * operation: see relation proposal. */
void propose(struct linked *linked, guint row, uint32_t n, const char *verb, const struct function *function,
    struct ir_location at, const char *word, const char *text);

/* The statement by which the function returns the value, where it is a constant or nothing is returned; or
 * NULL. The caller's. */
char *propose_return(const struct function *function, const struct ir_expr *value);

/* Adds the step by which the call's failure is tested, and then the word done; false when its result is
 * looked at already, or tells nothing. */
bool propose_leave(struct linked *linked, guint row, uint32_t n, const struct call *call, const char *word);

/* How the function leaves where the test stops it: as it does there, or with nothing to say; NULL: not known.
 * The caller's. */
char *propose_leaving_as(const struct function *function, const struct stop_test *test);

/* A handler of signals may wake nobody; it is looked for as far as `up` callers. */
bool propose_may_handle_signals(const struct function *function, unsigned up);

/* Is it a class's? */
bool propose_is_method(const struct model_function *model);

/* `f` of `a::f`. */
const char *propose_last_name(const char *qualified);

/* Does the call signal the condition: one who sleeps on it, or all? */
bool propose_signals(struct linked *linked, const struct call *call, uint32_t condition, bool one);

/* listen.c: waits that could test what their task tests elsewhere. */
void propose_listening(struct linked *linked);

/* cover.c: sends that could listen to what their function listens to elsewhere. */
void propose_covering(struct linked *linked);

#endif
