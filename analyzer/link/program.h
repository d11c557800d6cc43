/* The units joined: functions, their calls, and who calls whom. Private to link/.
 *
 * Everything lives in the program's arena; strings are those of the units. */
#ifndef CHANLINT_PROGRAM_H
#define CHANLINT_PROGRAM_H

#include "link/link.h"

struct function;

struct call {
    const struct ir_instr *ir;
    struct function *function; /* in which it stands */
    uint32_t block, instr;
    const struct model_function *model; /* what the callee does, when it is a library's */
    struct function **targets; /* the bodies that it may run */
    uint32_t n_targets;
    const char *callee; /* the name, NULL when through a pointer */
    bool exposes; /* nobody knows what it does: it may keep what it is given, and use it */
    bool loses; /* IR_LOST: what it is given is named in text that was not understood */
    bool spawns; /* it is the body of a spawn, run by the new task: `go(f(x))` */
};

struct function {
    uint32_t id; /* index in program->functions */
    const struct ir_function *ir;
    const struct ir_unit *unit;
    const char *domain; /* the program that it belongs to: its folder or file, "" when shared */
    struct call *calls; /* in the order of the blocks */
    uint32_t n_calls;
    struct call **results; /* by result number, from 1 */
    GPtrArray *callers; /* struct call *: those whose targets have this function; not spawns */
    struct function **hands; /* functions that it gives to others, to call them */
    uint32_t n_hands;
    const char *annotation; /* what the code says that it does; or NULL */
    bool address_taken;
    bool is_main; /* where the process starts, or what is initialised before */
    bool returns; /* control can come back from it */
    bool exits; /* it can end the task that calls it */
    struct cfg *cfg; /* made when first asked for (cfg.h) */
    GHashTable *values; /* what its locals are set to, made when first asked for (terms.c) */
};

struct program {
    struct arena *arena;
    const struct link_input *input;
    GPtrArray *functions; /* struct function *, initialisers (IR_INIT) included */
    GHashTable *by_name; /* name -> GPtrArray of functions with external linkage */
    GHashTable *statics; /* struct static_name -> function */
    GHashTable
        *domains; /* path -> itself: folders that have a main, and each file that has one where several do */
    GHashTable *around; /* domain that is a file -> the folder's around it, if there is one */
    GHashTable *shared; /* struct shared_name: what units of several domains name */
};

/* objects.c: the initialisers of a unit, with a call behind them for each object that a model knows by its
 * struct. */
const struct ir_function *program_declare_objects(struct program *program, const struct ir_function *init);
/* Another function, with a call behind what puts a function into a field that a model names. */
const struct ir_function *program_declare_assigned(struct program *program, const struct ir_function *ir);

/* leaves: functions, calls with models, direct targets and callers */
struct program *program_new(const struct link_input *input);
void program_free(struct program *program);

/* The body that a name stands for in a unit: its own static function, else the nearest external one; or NULL.
 */
struct function *program_find(const struct program *program, const struct ir_unit *unit, const char *name);

/* The body of the function that the expression, which may be NULL, names in `function`; or NULL. */
struct function *program_named(
    const struct program *program, const struct function *function, const struct ir_expr *expr);

/* What the name's library says that it does in the unit, when it is not the unit's own; or NULL. */
const struct model_function *program_model(
    const struct program *program, const struct ir_unit *unit, const char *name);

/* The argument, or NULL when there is none of that index. */
static inline const struct ir_expr *call_argument(const struct call *call, int index)
{
    return index >= 0 && (uint32_t)index < call->ir->n_args ? call->ir->args[index] : NULL;
}

static inline const struct ir_block *function_block(const struct function *function, uint32_t block)
{
    return &function->ir->blocks[block];
}

/* Does the call run what its function was handed in a parameter: `visitor(x)`? */
static inline bool call_is_of_param(const struct call *call)
{
    return !call->callee && call->ir->target->kind == IR_PARAM;
}

/* The function that `outer`, which calls the function of `inner`, hands it for `inner` to call; NULL: not
 * known. */
struct function *call_handed(
    const struct program *program, const struct call *outer, const struct call *inner);

/* Adds `target` to what the call may run; false when it was there. */
bool program_add_target(struct program *program, struct call *call, struct function *target);

/* A global's name, or that of a record's field, made unique in the tree: programs of one tree that are no
 * part of each other have globals of equal names that are not the same, and keep different things in a field
 * that nobody else uses. `field` is NULL for a global; the caller's to free. */
char *program_scoped(
    const struct program *program, const struct function *function, const char *name, const char *field);

/* May code of the two domains run in one process? Not when they are two programs of the tree. */
bool program_may_meet(const struct program *program, const char *a, const char *b);

/* "src/poller.c" for a location of the function's unit. */
const char *program_file(const struct function *function, struct ir_location at);

/* requires: all targets, callees first in `order`; leaves: returns and exits of every function */
void program_find_returns(const GPtrArray *order);

/* layers.c; requires: address_taken; leaves: hands of every function whose address is taken */
void program_find_layers(struct program *program);

static inline struct function *program_function(const struct program *program, unsigned i)
{
    return g_ptr_array_index(program->functions, i);
}

#endif
