/* Receives that take the one value that a channel is made for: who starts a task makes it a channel for its
 * result. Having taken that is no leaving. */
#include "link/taker.h"

#include "link/ways.h"

static bool leads_to_start(const struct function *function, const struct task *task)
{
    return ways_lead_to(function, task->at->function, NEAR);
}

static bool is_in_loop_of(const struct call *call, const struct call *start)
{
    const struct cfg *cfg = cfg_of(start->function);
    return cfg->loop[call->block] == cfg->loop[start->block];
}

/* Is the channel made there for this start alone: by a call in the same loop? */
static bool is_made_for(const struct creation *creation, const struct call *start)
{
    if (creation->function == start->function)
        return creation->call && is_in_loop_of(creation->call, start);
    bool made = false;
    for (uint32_t c = 0; !made && c < start->function->n_calls; c++) {
        const struct call *call = &start->function->calls[c];
        for (uint32_t t = 0; !made && !call->spawns && t < call->n_targets; t++)
            made = is_in_loop_of(call, start) && ways_lead_to(call->targets[t], creation->function, NEAR);
    }
    return made;
}

/* Does each start of the task have a channel of its own? */
static bool is_of_start(struct linked *linked, const struct taker *taker, const struct task *task)
{
    const GPtrArray *creations = classes_creations(linked->classes, taker->class);
    bool own = creations != NULL;
    for (guint i = 0; own && i < creations->len; i++)
        own = is_made_for(g_ptr_array_index(creations, i), task->at);
    return own;
}

/* Does a loop around the call, of the function that it comes to the receive in, do without a start? */
static bool loops_without(const struct call *call, const struct function *callee, const struct task *task)
{
    return cfg_of(call->function)->loop[call->block] && !(callee && leads_to_start(callee, task));
}

/* Does it come to the receive in a loop that does not start the task, too? Then it may be one of several
 * results. A helper is looked at where it is called. */
static bool may_be_of_several(const struct taker *taker, const struct task *task)
{
    const struct op *op = taker->op;
    const struct function *outermost = op->function;
    bool several = loops_without(op->site->call, NULL, task);
    for (const struct op_path *path = op->path; path; path = path->next)
        several |= loops_without(path->call, path->callee, task);
    for (guint i = 0; !leads_to_start(outermost, task) && i < outermost->callers->len; i++)
        several |= loops_without(g_ptr_array_index(outermost->callers, i), NULL, task);
    return several;
}

/* Does the task do no other of the sends once it has done this one, nor this one again? */
static bool sends_once(struct linked *linked, guint task, const struct op *op, const GPtrArray *sends)
{
    bool once = !sends_many(linked, task, op);
    for (guint i = 0; once && i < sends->len; i++)
        once =
            g_ptr_array_index(sends, i) == op || !sends_follow(linked, task, op, g_ptr_array_index(sends, i));
    return once;
}

/* All sends on the channel, when it is that one task that does them, and nobody else; or NULL. The caller's.
 */
static GPtrArray *sends_of_one(const struct linked *linked, uint32_t channel, uint32_t *task)
{
    g_autoptr(GArray) rows = ways_rows(linked, OP_SEND, channel);
    g_autoptr(GPtrArray) sends = g_ptr_array_new();
    for (guint i = 0; i < rows->len; i++) {
        const guint row = g_array_index(rows, guint, i);
        const GPtrArray *ops = linked_row(linked, row)->ops;
        uint32_t number;
        if (row_op(linked_row(linked, row))->site->kind != OP_SEND || !row_only_task(linked, row, &number) ||
            (i > 0 && number != *task))
            return NULL;
        *task = number;
        for (guint o = 0; o < ops->len; o++)
            g_ptr_array_add(sends, g_ptr_array_index(ops, o));
    }
    return sends->len > 0 ? g_steal_pointer(&sends) : NULL;
}

bool taker_takes_only(struct linked *linked, const struct taker *taker)
{
    const struct op *op = taker->op;
    uint32_t number;
    if (taker->clause || taker->polls || op->site->handmade || op->mode != MODEL_FOREVER)
        return false;
    g_autoptr(GPtrArray) sends = sends_of_one(linked, taker->channel, &number);
    if (!sends)
        return false;
    const struct task *task = g_ptr_array_index(linked->tasks, number);
    bool only = is_of_start(linked, taker, task) && !may_be_of_several(taker, task);
    for (guint i = 0; only && i < sends->len; i++)
        only = sends_once(linked, number, g_ptr_array_index(sends, i), sends);
    return only;
}
