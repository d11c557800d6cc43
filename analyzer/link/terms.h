/* What the link does with expressions: moves them from a callee's frame to its caller's, and asks what they
 * are made of. Private to link/. */
#ifndef CHANLINT_TERMS_H
#define CHANLINT_TERMS_H

#include "link/program.h"

/* `expr` with locals that are set once replaced by what they are set to: `q` is `param0->watcher.out`. */
const struct ir_expr *term_expand(
    struct program *program, struct function *function, const struct ir_expr *expr);

/* The same of a place that is stored to: a local stays itself. */
const struct ir_expr *term_expand_target(
    struct program *program, struct function *function, const struct ir_expr *target);

/* `expr` over other parts; itself when they are the same. */
const struct ir_expr *term_with(
    struct program *program, const struct ir_expr *expr, const struct ir_expr *a, const struct ir_expr *b);

/* `expr` of a callee's frame in the caller's, by the call's arguments; what has no meaning there is `?`. */
const struct ir_expr *term_substitute(struct program *program, const struct call *call,
    const struct function *callee, const struct ir_expr *expr);

/* Constant folding: true and the value when the expression is constant. */
bool term_constant(const struct ir_expr *expr, int64_t *value);

/* The value with `place` set to `known`, when that decides it. */
bool term_constant_given(
    const struct ir_expr *expr, const struct ir_expr *place, int64_t known, int64_t *value);

/* May the condition hold, or fail if `holds` is false, with `place` set to `known`? */
bool term_may_be(const struct ir_expr *condition, const struct ir_expr *place, int64_t known, bool holds);

bool term_equal(const struct ir_expr *a, const struct ir_expr *b);
bool term_contains(const struct ir_expr *expr, const struct ir_expr *part);

/* The variable, result or constant that a place hangs off. */
const struct ir_expr *term_root(const struct ir_expr *place);

/* Does any part satisfy `test`? */
typedef bool term_test(const struct ir_expr *part, void *context);
bool term_any(const struct ir_expr *expr, term_test *test, void *context);

/* A place in memory that others can reach: a global or what a pointer leads to; not a local's own. */
bool term_is_memory(const struct ir_expr *place);

/* The largest places in `expr`: `q->len` and `q->cap` of `(eq q->len q->cap)`; appended to `places`. */
void term_places(const struct ir_expr *expr, GPtrArray *places);

/* Open: it names the function's parameter itself, or what it points to, and no field: which object it is,
 * only the callers know. */
bool term_is_open(const struct ir_expr *expr);

/* What a function that only computes returns, in its own frame: one expression that holds all that the result
 * depends on; NULL when there is none. */
const struct ir_expr *term_returned(struct program *program, struct function *function);

#endif
