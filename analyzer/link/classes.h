/* Which places hold the same value: unification in the manner of Steensgaard ("Points-to Analysis in Almost
 * Linear Time", 1996), with these differences:
 *  - a field is one location per record and name, whatever the object;
 *  - a call unifies an argument with the callee's parameter only when the parameter's value ends up in a
 * field or global; one that is only passed through or looked into stays as many values as there are calls;
 *  - a function as a value is a mark on the class, so that two tables that hold it stay apart.
 * A class of values is what a channel's identity is: everything that holds the channel's handle, or points to
 * it.
 *
 * Errs towards merging: two channels may be taken for one, one never for two as long as values are only
 * copied. Private to link/. */
#ifndef CHANLINT_CLASSES_H
#define CHANLINT_CLASSES_H

#include "link/program.h"

struct classes;

/* Where a value was made: a channel by its library's function, or memory. */
struct creation {
    const struct function *function;
    const struct call *call; /* NULL: a local of the function */
    const struct model_function *model; /* NULL: memory */
    int64_t capacity; /* MODEL_UNKNOWN when not constant or memory */
};

enum { CLASS_NONE = 0 };

/* leaves: the call graph complete, calls through pointers included (program's targets and callers) */
struct classes *classes_new(struct program *program);
void classes_free(struct classes *classes);

/* The class of an expression's value in a function; CLASS_NONE when it is not followed. Equal numbers, equal
 * classes, as long as classes_unify is not called. */
uint32_t classes_value(struct classes *classes, struct function *function, const struct ir_expr *expr);

/* The place itself as a number: equal for places that are, or may be, the same. */
uint32_t classes_place(struct classes *classes, struct function *function, const struct ir_expr *place);

/* The class of pointers to the place: what `&place` is. */
uint32_t classes_address(struct classes *classes, struct function *function, const struct ir_expr *place);

/* The class of what the place that `expr` points to holds. */
uint32_t classes_pointed(struct classes *classes, struct function *function, const struct ir_expr *expr);

/* The class of what a model names: an argument by its way, or the result. */
uint32_t classes_argument(struct classes *classes, const struct call *call, int index, enum model_way way);

uint32_t classes_unify(struct classes *classes, uint32_t a, uint32_t b);
uint32_t classes_find(const struct classes *classes, uint32_t value);

/* Is it the channel or the value of a select's clause? That is the select's operand and nobody's store: one
 * field holds those of all selects. */
bool classes_is_operand(const struct classes *classes, const struct ir_expr *place);

/* The class's name as a reader would know it, by what holds it: a field before a global before a local; or
 * NULL.
 */
const char *classes_label(const struct classes *classes, uint32_t value);

/* Where the class's value is made: struct creation *, in the program's order, may be NULL. */
const GPtrArray *classes_creations(const struct classes *classes, uint32_t value);

/* Functions that the class may hold: struct function *, may be NULL. */
const GPtrArray *classes_functions(const struct classes *classes, uint32_t value);

/* Does the value also come from code that is not seen? */
bool classes_escapes(const struct classes *classes, uint32_t value);

/* Is it named in text of the tree that was not understood? */
bool classes_lost(const struct classes *classes, uint32_t value);

#endif
