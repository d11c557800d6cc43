/* Receivers that leave when another branch of their select brings them a certain message, `case quit:
 * return`. Who sends that may be done with it before anybody starts the tasks whose value would be lost: it
 * has told another one, of an object that was used before. */
#include "link/taker.h"

#include "link/cfg.h"
#include "link/processes.h"
#include "link/terms.h"
#include "link/ways.h"

enum { STARTS_UP = 6, TELLERS_UP = 3 };

struct dismissal {
    struct linked *linked;
    guint send;
    const GArray *tasks; /* those that come to the send */
};

/* Can a process that comes to the function come to the other, too? */
static bool may_meet(
    const struct linked *linked, const struct function *function, const struct function *other)
{
    return !*other->domain || processes_reach(linked->processes, other->domain, function);
}

/* Is control, once it has come to the call, never again before `told`, in no run of that one's function? */
static bool is_behind(
    const struct linked *linked, const struct call *call, const struct call *told, unsigned up)
{
    const struct function *function = call->function;
    if (function == told->function) {
        g_autofree bool *after = cfg_reach_behind(function, call->block, NULL, NULL);
        return runs_of(linked->runs, function) == TIMES_ONCE && !after[told->block] &&
               (call->block != told->block || call->instr > told->instr);
    }
    bool all = up > 0, any = false;
    for (guint i = 0; all && i < function->callers->len; i++) {
        const struct call *outer = g_ptr_array_index(function->callers, i);
        if (!may_meet(linked, outer->function, told->function))
            continue;
        any = true;
        all = is_behind(linked, outer, told, up - 1);
    }
    for (guint t = 0; all && t < linked->tasks->len; t++) {
        const struct task *task = g_ptr_array_index(linked->tasks, t);
        if ((task->body != function && task->trampoline != function) ||
            !may_meet(linked, task->at->function, told->function))
            continue;
        any = true;
        all = is_behind(linked, task->at, told, up - 1);
    }
    return all && any;
}

bool task_starts_behind(const struct linked *linked, guint number, const struct call *call)
{
    const struct task *task = g_ptr_array_index(linked->tasks, number);
    return is_behind(linked, task->at, call, STARTS_UP);
}

/* Have all that do the send been started behind the call, or behind each that leads to it? */
static bool precedes_all(const struct dismissal *dismissal, const struct call *told, unsigned up)
{
    bool all = dismissal->tasks->len > 0;
    for (guint i = 0; all && i < dismissal->tasks->len; i++)
        all = task_starts_behind(dismissal->linked, g_array_index(dismissal->tasks, uint32_t, i), told);
    if (all)
        return true;
    const struct function *function = told->function;
    const struct function *sender = row_op(linked_row(dismissal->linked, dismissal->send))->function;
    all = up > 0 && function->callers->len > 0 && !function->address_taken;
    for (guint i = 0; all && i < function->callers->len; i++) {
        const struct call *call = g_ptr_array_index(function->callers, i);
        all = !may_meet(dismissal->linked, sender, call->function) || precedes_all(dismissal, call, up - 1);
    }
    return all;
}

/* -- who sends the message -- */

/* What the operation sends; NULL: that is not known. */
static const struct ir_expr *value_of(struct linked *linked, const struct op *op)
{
    const struct call *call = op->site->call;
    const struct model_function *model = call->model;
    if (op->site->kind != OP_SEND || op->site->handmade || !model || model->role != MODEL_SEND)
        return NULL;
    const struct ir_expr *value = call_argument(call, model->value);
    return value && model->value_way == MODEL_ITSELF ? term_expand(linked->program, op->site->function, value)
                                                     : NULL;
}

/* Would the message lead control to that side of a branch? An address is not 0. */
static bool leads_there(
    const struct ir_expr *condition, const struct ir_expr *local, const struct ir_expr *value, bool holds)
{
    int64_t sent = 1;
    return !value || (value->kind != IR_ADDR && !term_constant(value, &sent)) ||
           term_may_be(condition, local, sent, holds);
}

static bool is_other_leaf(const struct ir_expr *part, void *context)
{
    return !part->a && part->kind != IR_INT && !term_equal(part, context);
}

/* The branch's own clause of the select, whose value alone decides it: where that is put; or NULL. */
static const struct ir_expr *decided_by(
    struct linked *linked, const struct op_site *select, const struct ir_block *branch, uint32_t channel)
{
    for (guint i = 0; i < select->clauses->len; i++) {
        const struct clause *clause = g_ptr_array_index(select->clauses, i);
        const bool local = clause->kind == CLAUSE_RECEIVE && clause->value &&
                           clause->value->kind == IR_ADDR && clause->value->a->kind == IR_LOCAL;
        if (local && linked_channel(linked, select, clause) == channel &&
            term_contains(branch->value, clause->value->a) &&
            !term_any(branch->value, is_other_leaf, (void *)clause->value->a))
            return clause->value->a;
    }
    return NULL;
}

bool taker_is_dismissed_before(
    struct linked *linked, const struct op_site *select, uint32_t block, unsigned side, guint send)
{
    const struct ir_block *branch = function_block(select->function, block);
    const uint32_t channel =
        branch->exit == IR_BRANCH && select->clauses ? select_channel_behind(linked, select, block) : 0;
    const struct ir_expr *local = channel ? decided_by(linked, select, branch, channel) : NULL;
    if (!local)
        return false;
    g_autoptr(GArray) tellers = ways_rows(linked, OP_SEND, channel);
    g_autoptr(GArray) tasks = linked_tasks_of(linked, send);
    const struct dismissal dismissal = {linked, send, tasks};
    bool told = false;
    for (guint i = 0; i < tellers->len; i++) {
        const GPtrArray *ops = linked_row(linked, g_array_index(tellers, guint, i))->ops;
        for (guint o = 0; o < ops->len; o++) {
            const struct op *op = g_ptr_array_index(ops, o);
            if (!leads_there(branch->value, local, value_of(linked, op), side == 0))
                continue;
            if (!precedes_all(&dismissal, op_call(op), TELLERS_UP))
                return false;
            told = true;
        }
    }
    return told;
}
