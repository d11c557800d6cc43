/* Receivers that are told to leave by who sends, `done`, which the sender sets behind its last value; or by
 * somebody who has waited for the end of all senders. */
#include "link/taker.h"

#include "link/cfg.h"
#include "link/terms.h"
#include "link/ways.h"

/* The condition with what simple helpers return in place of their results: `queue_ended(q)` is `q->ended`. */
static const struct ir_expr *see_through(
    struct program *program, struct function *function, const struct ir_expr *expr)
{
    const struct ir_expr *full = term_expand(program, function, expr);
    const bool negates = full->kind == IR_OP && !full->b;
    const struct ir_expr *result = negates ? full->a : full;
    if (result->kind != IR_RESULT || result->value <= 0 || result->value > function->ir->n_results)
        return full;
    const struct call *call = function->results[result->value];
    const struct ir_expr *returned =
        call && call->n_targets == 1 ? term_returned(program, call->targets[0]) : NULL;
    if (!returned)
        return full;
    const struct ir_expr *here =
        term_expand(program, function, term_substitute(program, call, call->targets[0], returned));
    return negates ? ir_expr_new(program->arena, IR_OP, full->name, 0, here, NULL) : here;
}

/* Would the store make control take that side of a branch on the condition? */
static bool leads_there(
    const struct ir_expr *condition, const struct ir_expr *place, const struct ir_expr *value, bool holds)
{
    int64_t stored;
    return !term_constant(value, &stored) || term_may_be(condition, place, stored, holds);
}

/* Does the function send, too, or each that calls it: is it the sender's own to end its receiver? */
static bool is_senders(const struct linked *linked, const struct function *function, guint send, unsigned up)
{
    enum { SEND_DEPTH = 4 };
    if (ways_lead_to(function, row_op(linked_row(linked, send))->anchor->function, SEND_DEPTH))
        return true;
    bool all = up > 0 && function->callers->len > 0;
    for (guint i = 0; all && i < function->callers->len; i++)
        all = is_senders(
            linked, ((const struct call *)g_ptr_array_index(function->callers, i))->function, send, up - 1);
    return all;
}

/* -- who tells it once the senders have ended -- */

/* Does the call come to the join, itself or through what it calls? */
static bool leads_to_join(const struct call *call, const struct op *join)
{
    enum { JOIN_DEPTH = 3 };
    if (call == join->site->call)
        return true;
    for (uint32_t t = 0; !call->spawns && t < call->n_targets; t++)
        if (ways_lead_to(call->targets[t], join->site->function, JOIN_DEPTH))
            return true;
    return false;
}

/* Is it a join of the task, or a wait that is as good as one? */
static bool ends_with_task(struct linked *linked, guint number, const struct op *join, guint send)
{
    const struct task *task = g_ptr_array_index(linked->tasks, number);
    if (join->site->kind != OP_JOIN)
        return task_is_awaited(linked, number, join, send);
    return task->handle && join->class &&
           classes_find(linked->classes, join->class) == classes_find(linked->classes, task->handle);
}

/* Does a `while` around the wait end in nothing but its own condition? */
static bool is_left_once(const struct function *function, uint32_t header)
{
    const struct cfg *cfg = cfg_of((struct function *)function);
    unsigned exits = 0;
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        for (uint32_t i = 0; cfg->live[b] && cfg_in_loop(cfg, b, header) && i < block->n_next; i++)
            exits += !cfg_in_loop(cfg, block->next[i], header);
    }
    return exits == 1;
}

/* Is the call behind the wait's loop, `while (live) wait`, on every way? */
static bool is_behind_loop(const struct call *wait, const struct call *then)
{
    const struct cfg *cfg = cfg_of(wait->function);
    const uint32_t loop = cfg->loop[wait->block];
    if (!loop || cfg_in_loop(cfg, then->block, loop - 1) || !is_left_once(wait->function, loop - 1))
        return false;
    const struct call header = {.function = wait->function, .block = loop - 1};
    return call_precedes(&header, then);
}

static bool precedes(const struct call *join, const struct call *then, bool is_wait)
{
    return call_precedes(join, then) || (is_wait && is_behind_loop(join, then));
}

static bool joins_there(const struct op *join, const struct call *then)
{
    const struct function *function = then->function;
    for (uint32_t c = 0; c < function->n_calls; c++)
        if (&function->calls[c] != then && leads_to_join(&function->calls[c], join) &&
            precedes(&function->calls[c], then,
                join->site->call == &function->calls[c] && join->site->kind == OP_WAIT))
            return true;
    return false;
}

/* Does the function wait for the end of the task on every way to the call? That it may not when the task has
 * not been started is no matter. */
static bool joins_before(struct linked *linked, guint task, const struct call *then, guint send)
{
    static const enum op_kind kinds[] = {OP_JOIN, OP_WAIT};
    for (unsigned k = 0; k < G_N_ELEMENTS(kinds); k++) {
        const GArray *rows = linked->of_kind[kinds[k]];
        for (guint i = 0; i < rows->len; i++) {
            const struct op *join = row_op(linked_row(linked, g_array_index(rows, guint, i)));
            if (ends_with_task(linked, task, join, send) && joins_there(join, then))
                return true;
        }
    }
    return false;
}

/* The object that the place is a field of, as a pointer: `pool` of `&pool->jobs`; NULL: none. */
static const struct ir_expr *owner_of(const struct ir_expr *place)
{
    while (place && place->kind == IR_ADDR)
        place = place->a;
    return place && place->kind == IR_FIELD && place->a->kind == IR_DEREF ? place->a->a : NULL;
}

/* The object whose channel the task sends into, as the function knows it that does not get it from its
 * caller; NULL: not known. */
static const struct ir_expr *object_of_send(struct linked *linked, guint task, const struct op *op)
{
    struct function *function = op->function;
    const struct ir_expr *channel = op->channel;
    g_autoptr(GPtrArray) path = channel ? sends_path(linked, task, op) : g_ptr_array_new();
    for (guint i = path->len; i-- > 0 && term_root(channel)->kind == IR_PARAM;) {
        const struct call *call = g_ptr_array_index(path, i);
        if (call->n_targets != 1 || call->targets[0] != function)
            continue;
        channel = term_expand(
            linked->program, call->function, term_substitute(linked->program, call, function, channel));
        function = call->function;
    }
    return channel && channel->kind == IR_ADDR ? owner_of(channel) : channel;
}

/* A task that sends into an object's channel, and somebody who sets the object's flag. */
struct told {
    struct linked *linked;
    guint task, send;
    const struct ir_expr *object; /* NULL: not known */
};

/* Is the flag that the function sets, called there, that of another object: one that another field keeps? */
static bool is_of_other(const struct told *told, const struct call *call, const struct function *function,
    const struct ir_expr *flag)
{
    struct program *program = told->linked->program;
    const struct ir_expr *owner =
        owner_of(term_expand(program, call->function, term_substitute(program, call, function, flag)));
    const struct ir_expr *object = told->object;
    return owner && object && owner->kind == IR_FIELD && object->kind == IR_FIELD &&
           !(g_str_equal(owner->name, object->name) && g_str_equal(owner->record, object->record));
}

/* Does each that calls the function for this object, or calls them, join the task before? `flag`: as the
 * function sees it; NULL: not followed any more. */
static bool is_behind_join(
    const struct told *told, const struct function *function, const struct ir_expr *flag, unsigned up)
{
    bool all = up > 0 && function->callers->len > 0 && !function->address_taken;
    for (guint i = 0; all && i < function->callers->len; i++) {
        const struct call *call = g_ptr_array_index(function->callers, i);
        all = (flag && is_of_other(told, call, function, flag)) ||
              joins_before(told->linked, told->task, call, told->send) ||
              task_starts_behind(told->linked, told->task, call) ||
              is_behind_join(told, call->function, NULL, up - 1);
    }
    return all;
}

/* Has the task, which does the send, ended when the flag is set? */
static bool is_set_after(struct linked *linked, const struct write *write, guint send, guint task)
{
    enum { CALLERS_UP = 3 };
    const struct call at = write_place(write);
    if (joins_before(linked, task, &at, send))
        return true;
    const struct told told = {
        linked, task, send, object_of_send(linked, task, row_op(linked_row(linked, send)))};
    return is_behind_join(&told, write->function,
        term_expand_target(linked->program, write->function, write->instr->target), CALLERS_UP);
}

static void add_straggler(struct linked *linked, guint send, guint task)
{
    GArray *stragglers = linked->relations->stragglers;
    const struct relation_straggler straggler = {send + 1, task + 1};
    for (guint i = 0; i < stragglers->len; i++) {
        const struct relation_straggler *known = &g_array_index(stragglers, struct relation_straggler, i);
        if (known->op == straggler.op && known->task == straggler.task)
            return;
    }
    g_array_append_val(stragglers, straggler);
}

/* Have all tasks that do the send ended when the flag is set? leaves: when only some have, the others as
 * stragglers. */
static bool is_set_after_senders(struct linked *linked, const struct write *write, guint send)
{
    g_autoptr(GArray) tasks = linked_tasks_of(linked, send);
    g_autoptr(GArray) late = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < tasks->len; i++) {
        uint32_t task = g_array_index(tasks, uint32_t, i);
        if (!is_set_after(linked, write, send, task))
            g_array_append_val(late, task);
    }
    for (guint i = 0; late->len < tasks->len && i < late->len; i++)
        add_straggler(linked, send, g_array_index(late, uint32_t, i));
    return tasks->len > 0 && late->len == 0;
}

bool taker_is_told(
    struct linked *linked, struct function *function, uint32_t block, unsigned side, guint send)
{
    const struct ir_block *branch = function_block(function, block);
    if (branch->exit != IR_BRANCH)
        return false;
    if (taker_counts_down(linked, function, block, side, send))
        return true;
    const struct ir_expr *condition = see_through(linked->program, function, branch->value);
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    term_places(condition, places);
    if (places->len != 1 || !term_is_memory(g_ptr_array_index(places, 0)))
        return false;
    const struct ir_expr *place = g_ptr_array_index(places, 0);
    const GPtrArray *writes = linked_writes(linked, function, place);
    bool told = false;
    for (guint i = 0; writes && i < writes->len; i++) {
        const struct write *write = g_ptr_array_index(writes, i);
        if (!leads_there(condition, place, write->instr->value, side == 0))
            continue;
        if (taker_runs_elsewhere(linked, write->function, send) &&
            !is_senders(linked, write->function, send, NEAR) && !is_set_after_senders(linked, write, send))
            return false;
        told = true;
    }
    return told;
}
