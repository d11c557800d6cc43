#include "link/sends.h"

#include "link/cfg.h"
#include "link/terms.h"

/* -- loops that do not change the channel -- */

struct loop {
    const struct function *function;
    const struct cfg *cfg;
    uint32_t header;
};

/* The variable that the place is, or is a part of; of a local also what it points to, which may be the
 * channel. */
static const struct ir_expr *variable_of(const struct ir_expr *place)
{
    const struct ir_expr *own = place;
    while (own->kind == IR_FIELD || own->kind == IR_INDEX)
        own = own->a;
    const struct ir_expr *root = term_root(place);
    return root->kind == IR_LOCAL ? root : own;
}

static bool has_address_of(const struct ir_expr *expr, const struct ir_expr *variable)
{
    for (; expr; expr = expr->a) {
        if (expr->kind == IR_ADDR && term_equal(variable_of(expr->a), variable))
            return true;
        if (expr->b && has_address_of(expr->b, variable))
            return true;
    }
    return false;
}

static bool is_pointed_to(const struct function *function, const struct ir_expr *variable)
{
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        for (uint32_t i = 0; i < function->ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &function->ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET && has_address_of(instr->value, variable))
                return true;
            for (uint32_t n = 0; n < instr->n_args; n++)
                if (has_address_of(instr->args[n], variable))
                    return true;
        }
    return false;
}

/* Is the variable set in the loop, itself or through a pointer by something that is called there? */
static bool is_set_in(const struct loop *loop, const struct ir_expr *variable)
{
    bool pointed_to = is_pointed_to(loop->function, variable);
    for (uint32_t b = 0; b < loop->cfg->n; b++) {
        const struct ir_block *block = &loop->function->ir->blocks[b];
        if (!cfg_in_loop(loop->cfg, b, loop->header))
            continue;
        for (uint32_t i = 0; i < block->n_instrs; i++)
            if (block->instrs[i].kind == IR_SET ? term_equal(variable_of(block->instrs[i].target), variable)
                                                : pointed_to)
                return true;
    }
    return false;
}

static bool is_made_in(const struct loop *loop, int64_t result)
{
    const struct function *function = loop->function;
    const struct call *call =
        result > 0 && result <= function->ir->n_results ? function->results[result] : NULL;
    return !call || cfg_in_loop(loop->cfg, call->block, loop->header);
}

/* May the value be another one each time around? The address of a variable is always the same. */
static bool changes_in(const struct loop *loop, const struct ir_expr *expr)
{
    if (!expr)
        return false;
    switch (expr->kind) {
    case IR_UNKNOWN:
        return true;
    case IR_LOCAL:
    case IR_PARAM:
        return is_set_in(loop, expr);
    case IR_RESULT:
        return is_made_in(loop, expr->value);
    case IR_ADDR:
        for (const struct ir_expr *place = expr->a;; place = place->a) {
            if (place->kind == IR_INDEX && changes_in(loop, place->b))
                return true;
            if (place->kind != IR_FIELD && place->kind != IR_INDEX)
                return place->kind == IR_DEREF && changes_in(loop, place->a);
        }
    default:
        return changes_in(loop, expr->a) || changes_in(loop, expr->b);
    }
}

static bool repeats_with(const struct call *call, const struct ir_expr *channel)
{
    const struct cfg *cfg = cfg_of(call->function);
    for (uint32_t loop = cfg->loop[call->block]; loop; loop = cfg->outer[loop - 1]) {
        struct loop around = {call->function, cfg, loop - 1};
        if (!changes_in(&around, channel))
            return true;
    }
    return false;
}

static bool loops(const struct call *call)
{
    return cfg_repeats(cfg_of(call->function), call->block);
}

static bool loops_below(const struct op *op)
{
    for (const struct op_path *path = op->path ? op->path->next : NULL; path; path = path->next)
        if (loops(path->call))
            return true;
    return op->path && !op->site->handmade && loops(op->site->call);
}

/* A wait's own loop is not around the operation; behind it, the function may be one of many operations. */
static bool is_bare_wait(const struct op *op)
{
    return op->site->handmade && !op->path;
}

/* -- channels that are forgotten once they were sent into -- */

static bool sets_part(struct linked *linked, const struct call *send, const struct ir_expr *channel)
{
    struct function *function = send->function;
    g_autofree bool *after = cfg_reach(function, send->block, NULL, NULL);
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        for (uint32_t i = 0; after[b] && i < function->ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &function->ir->blocks[b].instrs[i];
            if (instr->kind != IR_SET || instr->target->kind != IR_FIELD)
                continue;
            const struct ir_expr *target = term_expand_target(linked->program, function, instr->target);
            if (term_contains(channel, target))
                return true;
        }
    return false;
}

/* `send(w->waiter->c); w->waiter = NULL;`: the place that leads to the channel is set around the send, and
 * not before the loop. */
static bool is_forgotten(struct linked *linked, const struct op *op)
{
    return op->channel &&
           sets_part(linked, op_call(op), term_expand(linked->program, op->function, op->channel));
}

/* -- sends that are tried again -- */

/* `while (send(c, x) == -1);` comes back only when nothing was sent. */
static bool is_retried(const struct op *op)
{
    struct call *call = op->site->call;
    enum model_failure fails = call->model ? call->model->fails : MODEL_FAILS_NEVER;
    if (op->site->handmade || op->path || outcome_of(call) == OUTCOME_IGNORED)
        return false;
    return (fails == MODEL_FAILS_NONZERO || outcome_leads_out(call, 1)) &&
           (fails == MODEL_FAILS_ZERO || fails == MODEL_FAILS_NEVER || outcome_leads_out(call, 0));
}

/* -- from the op up to the start of its task -- */

/* What the body's parameter is where the task is started; NULL: not followed. */
static const struct ir_expr *given(const struct task *task, int64_t param)
{
    if (task->at->spawns)
        return param < task->at->ir->n_args ? task->at->ir->args[param] : NULL;
    return param == task->parameter ? task->argument : NULL;
}

static bool is_called_again(const struct task *task)
{
    return task->spawn->model && task->spawn->model->repeats;
}

/* What the channel is where the task is started; NULL: not followed. */
static const struct ir_expr *where_started(
    struct linked *linked, const struct task *task, const struct ir_expr *channel)
{
    const struct ir_expr *root = term_root(channel);
    const struct ir_expr *argument = root->kind == IR_PARAM ? given(task, root->value) : NULL;
    return argument ? term_expand(linked->program, task->at->function, argument) : NULL;
}

bool starts_with_same(struct linked *linked, const struct task *task, const struct ir_expr *channel)
{
    const enum ir_kind root = term_root(channel)->kind;
    if (is_called_again(task) && (root == IR_GLOBAL || root == IR_PARAM))
        return true;
    if (root == IR_GLOBAL)
        return task->times != TIMES_ONCE;
    const struct ir_expr *argument = where_started(linked, task, channel);
    return argument && repeats_with(task->at, argument);
}

/* The channel one call further up to the start; NULL: it is only known below. */
static const struct ir_expr *in_caller(struct linked *linked, const struct call *call,
    const struct function *function, const struct ir_expr *channel)
{
    const enum ir_kind root = term_root(channel)->kind;
    if (root != IR_PARAM && root != IR_GLOBAL)
        return NULL;
    return term_expand(
        linked->program, call->function, term_substitute(linked->program, call, function, channel));
}

bool sends_many(struct linked *linked, guint number, const struct op *op)
{
    const struct reach *reach = linked_reach(linked, number);
    const struct ir_expr *channel = op->channel;
    if (!channel || is_bare_wait(op))
        return true;
    if (is_forgotten(linked, op) || is_retried(op))
        return false;
    if (loops_below(op) || repeats_with(op_call(op), channel))
        return true;
    const struct function *function = op->function;
    for (struct reach_step step = reach_to(reach, function); step.call; step = reach_before(reach, &step)) {
        channel = in_caller(linked, step.call, function, channel);
        if (!channel)
            return false;
        if (repeats_with(step.call, channel))
            return true;
        function = step.call->function;
    }
    return starts_with_same(linked, g_ptr_array_index(linked->tasks, number), channel);
}

bool sends_by_several(struct linked *linked, guint number, const struct op *op)
{
    const struct task *task = g_ptr_array_index(linked->tasks, number);
    const struct reach *reach = linked_reach(linked, number);
    const struct ir_expr *channel = op->channel;
    const struct function *function = op->function;
    for (struct reach_step step = reach_to(reach, function); step.call && channel;
         step = reach_before(reach, &step)) {
        channel = in_caller(linked, step.call, function, channel);
        function = step.call->function;
    }
    if (!op->channel)
        return task->times != TIMES_ONCE;
    return channel && starts_with_same(linked, task, channel);
}

/* -- order -- */

GPtrArray *sends_path(const struct linked *linked, guint number, const struct op *op)
{
    const struct reach *reach = linked_reach(linked, number);
    GPtrArray *calls = g_ptr_array_new();
    for (struct reach_step step = reach_to(reach, op->function); step.call; step = reach_before(reach, &step))
        g_ptr_array_insert(calls, 0, (gpointer)step.call);
    for (const struct op_path *path = op->path; path; path = path->next)
        g_ptr_array_add(calls, (gpointer)path->call);
    g_ptr_array_add(calls, op->site->call);
    return calls;
}

static bool comes_to(const struct call *from, const struct call *to)
{
    if (from->block == to->block && from->instr < to->instr)
        return true;
    g_autofree bool *reached = cfg_reach_behind(from->function, from->block, NULL, NULL);
    return cfg_falls_through(from->function, from->block) && reached[to->block];
}

static bool returns_after(const struct call *call)
{
    const struct function *function = call->function;
    g_autofree bool *after = cfg_reach(function, call->block, NULL, NULL);
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        if (after[b] && function->ir->blocks[b].exit == IR_RETURN && cfg_falls_through(function, b))
            return true;
    return false;
}

/* A loop counts when control comes back to it: not around a call that ends the task once the value is sent.
 */
bool sends_in_loop(struct linked *linked, guint number, const struct op *op)
{
    g_autoptr(GPtrArray) calls = sends_path(linked, number, op);
    guint site = calls->len - 1;
    if (is_bare_wait(op) || is_called_again(g_ptr_array_index(linked->tasks, number)))
        return true;
    if (is_forgotten(linked, op) || is_retried(op))
        return false;
    for (guint i = calls->len; i-- > 0;) {
        const struct call *call = g_ptr_array_index(calls, i);
        if (loops(call) && !(i == site && op->site->handmade))
            return true;
        if (!returns_after(call))
            return false;
    }
    return false;
}

bool sends_follow(const struct linked *linked, guint number, const struct op *earlier, const struct op *later)
{
    g_autoptr(GPtrArray) a = sends_path(linked, number, earlier), b = sends_path(linked, number, later);
    guint fork = 0;
    while (fork + 1 < a->len && fork + 1 < b->len && g_ptr_array_index(a, fork) == g_ptr_array_index(b, fork))
        fork++;
    for (guint i = fork + 1; i < a->len; i++)
        if (!returns_after(g_ptr_array_index(a, i)))
            return false;
    const struct call *from = g_ptr_array_index(a, fork), *to = g_ptr_array_index(b, fork);
    return from->function == to->function && comes_to(from, to);
}

/* -- certainty -- */

bool call_precedes(const struct call *first, const struct call *then)
{
    uint32_t barrier = first->block;
    if (first->block == then->block)
        return first->instr < then->instr;
    g_autofree bool *around = cfg_reach(first->function, 0, cfg_is_block, &barrier);
    return !around[then->block];
}

bool call_is_certain(const struct call *call)
{
    const struct function *function = call->function;
    uint32_t barrier = call->block;
    g_autofree bool *around = cfg_reach(function, 0, cfg_is_block, &barrier);
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        if (around[b] && cfg_ends_here(function, b))
            return false;
    return true;
}

bool op_is_certain(const struct op *op)
{
    if (op->path && !op->site->handmade && !call_is_certain(op->site->call))
        return false;
    for (const struct op_path *path = op->path ? op->path->next : NULL; path; path = path->next)
        if (!call_is_certain(path->call))
            return false;
    return true;
}
