/* Expressions as the source would have them. Private to link/. */
#ifndef CHANLINT_SPELL_H
#define CHANLINT_SPELL_H

#include "link/program.h"

/* The place, or the pointer to one, in the words of the function: `&q->room`. NULL when it cannot be said;
 * what is said may still be wrong, as where a reference is not known to be one. The caller's. */
char *spell(const struct function *function, const struct ir_expr *expr);

/* The statement by which the function calls a function of C with the pointer, `f(&q->room);`; or of what the
 * pointer leads to a method, `q.room.f();`. NULL as above. */
char *spell_call(
    const struct function *function, const char *name, bool method, const struct ir_expr *pointer);

/* An expression of the frame of `from` in that of `to`: `from`'s place `known` is there called `target`. NULL
 * when more of it than that place's object and globals would have to be known. */
const struct ir_expr *spell_move(struct program *program, const struct ir_expr *expr,
    const struct ir_expr *known, const struct function *from, const struct ir_expr *target,
    const struct function *to);

/* The place with `by` for the pointer `part`; NULL when more of the frame would have to be known. */
const struct ir_expr *spell_replace(struct program *program, const struct ir_expr *expr,
    const struct ir_expr *part, const struct ir_expr *by);

/* Is it of one unit only? */
bool spell_is_static(const struct ir_expr *expr);

#endif
