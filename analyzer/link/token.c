/* Sends that put back what was taken from the same channel, a token: there is room for what came out of it.
 */
#include "link/taker.h"

#include "link/terms.h"

/* The local that the call sends; NULL: something else. */
static const struct ir_expr *sent_local(const struct call *call)
{
    const struct model_function *model = call->model;
    const struct ir_expr *value = model ? call_argument(call, model->value) : NULL;
    if (value && model->value_way != MODEL_ITSELF)
        value = value->kind == IR_ADDR ? value->a : NULL;
    return value && value->kind == IR_LOCAL ? value : NULL;
}

/* Does the pointer lead to the variable, or to a part of it? */
static bool leads_into(const struct ir_expr *pointer, const struct ir_expr *variable, bool whole)
{
    return pointer && pointer->kind == IR_ADDR &&
           term_equal(whole ? pointer->a : term_root(pointer->a), variable);
}

bool op_takes_into(
    struct linked *linked, const struct op *op, uint32_t channel, const struct ir_expr *variable, bool whole)
{
    const struct op_site *site = op->site;
    const struct model_function *model = site->call->model;
    if (site->kind == OP_RECEIVE && model && (!channel || linked_row(linked, op->id - 1)->channel == channel))
        return model->value == MODEL_RESULT
                   ? outcome_is_in(site->call, variable)
                   : leads_into(call_argument(site->call, model->value), variable, whole);
    for (guint i = 0; site->kind == OP_SELECT && site->clauses && i < site->clauses->len; i++) {
        const struct clause *clause = g_ptr_array_index(site->clauses, i);
        if (clause->kind == CLAUSE_RECEIVE && leads_into(clause->value, variable, whole) &&
            (!channel || linked_channel(linked, site, clause) == channel))
            return true;
    }
    return false;
}

/* Is the local set to what the operation takes, and to nothing else but constants? */
static bool is_only_set_by(const struct op *op, const struct ir_expr *local)
{
    const struct ir_function *ir = op->function->ir;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET && term_equal(instr->target, local) && instr->value->kind != IR_INT &&
                !outcome_is_in(op->site->call, instr->value))
                return false;
        }
    return true;
}

static bool puts_back(struct linked *linked, const struct op *send, uint32_t channel)
{
    const struct ir_expr *local = send->path ? NULL : sent_local(send->site->call);
    const GPtrArray *ops = linked->ops->by_function[send->function->id];
    for (guint i = 0; local && ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (!op->path && call_precedes(op->site->call, send->site->call) &&
            op_takes_into(linked, op, channel, local, true) && is_only_set_by(op, local))
            return true;
    }
    return false;
}

bool row_puts_back(struct linked *linked, guint send)
{
    const struct op_row *row = linked_row(linked, send);
    const int64_t capacity = linked_channel_row(linked, row->channel)->capacity;
    bool back = capacity != MODEL_UNKNOWN && capacity > 0;
    for (guint i = 0; back && i < row->ops->len; i++)
        back = puts_back(linked, g_ptr_array_index(row->ops, i), row->channel);
    return back;
}
