/* What the passes of the link leave for those after them. Private to link/. */
#ifndef CHANLINT_LINKED_H
#define CHANLINT_LINKED_H

#include "link/relations.h"
#include "link/task.h"
#include "link/terms.h"
#include "link/writes.h"

/* All ops that are reported at one place, on one channel: a row of the relation `op`. */
struct op_row {
    GPtrArray *ops; /* struct op * */
    uint32_t channel; /* its row, 0: none */
    guint next_on; /* the next row on the channel; NO_ROW: none */
};

#define NO_ROW G_MAXUINT

struct linked {
    struct program *program;
    struct classes *classes;
    GPtrArray *order; /* of functions, callees first */
    struct summaries *summaries;
    struct writes *writes;
    GPtrArray *tasks; /* struct task * */
    GArray **starts; /* by function: of uint32_t, the tasks that it starts; or NULL */
    struct processes *processes;
    struct runs *runs;
    struct waits *waits;
    struct ops *ops;
    GPtrArray *reaches; /* struct reach *, by task */
    GArray **tasks_of; /* by function: of uint32_t, the tasks that get to it; or NULL */
    GHashTable *channels; /* "class group direction" -> row */
    GPtrArray *rows; /* struct op_row *: row i has id i + 1 */
    guint *first_on; /* by channel's row: its first operation's, or NO_ROW */
    GArray *of_kind[OP_KINDS]; /* of guint: the rows of that kind of operation */
    GHashTable *cancels; /* class of a task's handle -> struct op *, that cancel it */
    GHashTable *interrupts; /* likewise: that interrupt it */
    GPtrArray *clauses; /* struct clause_row * */
    GHashTable *clauses_on; /* channel's row -> struct clause_row * */
    GHashTable *clauses_of; /* struct op *, a select -> struct clause_row * */
    GArray *unclear; /* of guint: rows of selects whose clauses are not understood */
    GHashTable *setter_calls; /* struct flag * -> who calls its setter; filled when first asked for */
    GHashTable *pollers; /* row of a signal -> who polls, by the first task; likewise */
    struct relations *relations;
};

/* A clause of a select, whose channel is known as far as it can be. */
struct clause_row {
    const struct clause *clause;
    struct op *op;
    uint32_t channel;
};

/* The passes, in order. Each requires what those before it leave. */
void link_limits(struct linked *linked); /* leaves: the mode of operations on channels that are limited */
void link_channels(struct linked *linked); /* leaves: channels, rows, first_on, of_kind, cancels, interrupts,
                                              clauses, clauses_on, unclear; relations channel, op, clause */
void link_tasks(struct linked *linked); /* leaves: relations task, reach, step, exit */
void link_peers(struct linked *linked); /* leaves: relation peer, and wake of kind peer */
void link_wakes(struct linked *linked); /* leaves: relation wake */
void link_unheard_flags(struct linked *linked); /* leaves: relation unheard_flag */
void link_locks(struct linked *linked); /* leaves: relations lock_held, lock_needed */
void link_joins(struct linked *linked); /* leaves: relations joined, joined_send */
void link_overslept(struct linked *linked); /* leaves: relation overslept */
void link_lost(struct linked *linked); /* leaves: relation lost_cancel */
void link_counts(struct linked *linked); /* leaves: op.mode `fits` */
void link_never(struct linked *linked); /* leaves: op.mode `never` */
void link_tokens(struct linked *linked); /* leaves: relation cancel_token */
void link_fixes(struct linked *linked); /* leaves: relation fix */
void link_proposals(struct linked *linked); /* leaves: relation proposal */
void link_candidates(struct linked *linked); /* leaves: relation candidate */

/* Rows of a relation that stand together. */
struct range {
    guint first, n;
};

static inline void range_extend(struct range *range, guint row)
{
    if (range->n++ == 0)
        range->first = row;
}

/* channels.c: the row of the channel that the select's clause is on; 0: it is not known. */
uint32_t linked_channel(struct linked *linked, const struct op_site *select, const struct clause *clause);

/* never.c: the blocks of the select's function that control gets to when no branch fires that, in the process
 * of the operation in that row, has nobody on its other side. The caller's; NULL: each branch may fire. */
bool *select_live_blocks(const struct linked *linked, const struct op *select, guint process);

/* unheard.c: does the call, by its model, wake who sleeps on what has this class? */
bool linked_signals(struct linked *linked, const struct call *call, uint32_t condition);

/* peers.c: the rows of `peer` by the row of the operation that they are the peers of; the caller frees them.
 */
struct range *linked_peers_by_send(const struct linked *linked);

/* locks.c: is the lock, which the function sees so, held where the instruction stands, by the function or by
 * all of its callers? */
bool linked_holds(struct linked *linked, struct function *function, const struct ir_instr *instr,
    const struct ir_expr *lock);

/* Does the function take the lock, or one that it may be called by? */
bool linked_may_hold(struct linked *linked, struct function *function, const struct ir_expr *lock);

/* The operation that ends this task from outside; 0: there is none. */
uint32_t linked_canceller(const struct linked *linked, const struct task *task);

static inline const struct reach *linked_reach(const struct linked *linked, guint task)
{
    return g_ptr_array_index(linked->reaches, task);
}

/* Does the task get to the op? Through what a function is handed to call, only when the task hands it that.
 */
static inline bool linked_gets_to(const struct linked *linked, guint task, const struct op *op)
{
    const struct reach *reach = linked_reach(linked, task);
    if (op->path && call_is_of_param(op->path->call) && !reach_has(reach, op->path->callee))
        return false;
    return reach_has(reach, op->function);
}

static inline struct relation_channel *linked_channel_row(const struct linked *linked, uint32_t channel)
{
    return &g_array_index(linked->relations->channels, struct relation_channel, channel - 1);
}

/* The stores to the place; NULL: there are none, or it is a variable that nobody else sees. */
static inline const GPtrArray *linked_writes(
    const struct linked *linked, struct function *function, const struct ir_expr *place)
{
    return term_is_memory(place) ? writes_of(linked->writes, classes_place(linked->classes, function, place))
                                 : NULL;
}

static inline struct op_row *linked_row(const struct linked *linked, guint row)
{
    return g_ptr_array_index(linked->rows, row);
}

/* The op that stands for all of the row's. */
static inline struct op *row_op(const struct op_row *row)
{
    return g_ptr_array_index(row->ops, 0);
}

/* Does the task come to the operation of the row? */
static inline bool task_does(const struct linked *linked, guint task, guint row)
{
    const GPtrArray *ops = linked_row(linked, row)->ops;
    for (guint i = 0; i < ops->len; i++)
        if (linked_gets_to(linked, task, g_ptr_array_index(ops, i)))
            return true;
    return false;
}

/* The tasks that come to the operation of the row, numbers in linked->tasks. The caller's. */
static inline GArray *linked_tasks_of(const struct linked *linked, guint row)
{
    const GPtrArray *ops = linked_row(linked, row)->ops;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        const GArray *tasks = linked->tasks_of[op->function->id];
        for (guint t = 0; tasks && t < tasks->len; t++) {
            uint32_t task = g_array_index(tasks, uint32_t, t);
            if (linked_gets_to(linked, task, op) && g_hash_table_add(known, GUINT_TO_POINTER(task)))
                g_array_append_val(found, task);
        }
    }
    return found;
}

static inline struct relation_op *linked_op(struct linked *linked, guint row)
{
    return &g_array_index(linked->relations->ops, struct relation_op, row);
}

/* A copy in the relations' arena; NULL stays NULL. */
static inline const char *linked_text(struct linked *linked, const char *text)
{
    return text ? arena_intern(linked->relations->arena, text, -1) : NULL;
}

static inline const char *linked_file(
    struct linked *linked, const struct function *function, struct ir_location at)
{
    return linked_text(linked, program_file(function, at));
}

#endif
