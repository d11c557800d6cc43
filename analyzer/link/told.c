/* Receivers that are told to leave by who sends: `done`, which the sender sets behind its last value. */
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
    int64_t stored, result;
    return !term_constant(value, &stored) || !term_constant_given(condition, place, stored, &result) ||
           (result != 0) == holds;
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

bool taker_is_told(
    struct linked *linked, struct function *function, uint32_t block, unsigned side, guint send)
{
    const struct ir_block *branch = function_block(function, block);
    if (branch->exit != IR_BRANCH)
        return false;
    const struct ir_expr *condition = see_through(linked->program, function, branch->value);
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    term_places(condition, places);
    if (places->len != 1 || !term_is_memory(g_ptr_array_index(places, 0)))
        return false;
    const struct ir_expr *place = g_ptr_array_index(places, 0);
    const GPtrArray *writes = writes_of(linked->writes, classes_place(linked->classes, function, place));
    bool told = false;
    for (guint i = 0; writes && i < writes->len; i++) {
        const struct write *write = g_ptr_array_index(writes, i);
        if (!leads_there(condition, place, write->instr->value, side == 0))
            continue;
        if (taker_runs_elsewhere(linked, write->function, send) &&
            !is_senders(linked, write->function, send, NEAR))
            return false;
        told = true;
    }
    return told;
}
