/* Receivers that stay: they come back for the next value until the process ends. */
#include "link/taker.h"

#include "link/cfg.h"
#include "link/terms.h"

/* Calls down to which a join is looked for, and calls up to which a receiver is followed. */
enum { JOIN_DEPTH = 4, CALLERS_UP = 4 };

static bool joins(const struct call *call, unsigned down)
{
    if (call->model && call->model->role == MODEL_JOIN)
        return true;
    for (uint32_t t = 0; down > 0 && !call->spawns && t < call->n_targets; t++) {
        const struct function *callee = call->targets[t];
        for (uint32_t c = 0; c < callee->n_calls; c++)
            if (joins(&callee->calls[c], down - 1))
                return true;
    }
    return false;
}

/* Does the block join a task behind the instruction? */
static bool block_joins(const struct function *function, uint32_t block, int64_t behind)
{
    for (uint32_t c = 0; c < function->n_calls; c++)
        if (function->calls[c].block == block && function->calls[c].instr > behind &&
            joins(&function->calls[c], JOIN_DEPTH))
            return true;
    return false;
}

bool taker_lingers(const struct function *function, uint32_t block)
{
    const struct cfg *cfg = cfg_of((struct function *)function);
    uint32_t loop = cfg->loop[block];
    return (loop && !loop_is_bounded(function, cfg, loop - 1)) || block_joins(function, block, -1);
}

/* A receive as one of the functions on the way to it sees it. */
struct view {
    struct linked *linked;
    const struct call *call;
    const struct ir_expr *channel; /* the handle; NULL: not known here */
    uint32_t class;
    bool last; /* the process ends with the function */
};

static bool goes_on(const struct view *view);

static bool ends_process(struct linked *linked, const struct function *function, unsigned up)
{
    if (function->is_main && g_str_equal(function->ir->name, "main"))
        return true;
    bool ends = up > 0 && function->callers->len > 0 && !function->address_taken;
    for (guint i = 0; ends && i < function->callers->len; i++) {
        const struct call *call = g_ptr_array_index(function->callers, i);
        const struct view after = {
            linked, call, NULL, CLASS_NONE, ends_process(linked, call->function, up - 1)};
        ends = !cfg_repeats(cfg_of(call->function), call->block) && goes_on(&after);
    }
    return ends;
}

static bool is_made_by(const struct view *view, uint32_t class, const struct call *call)
{
    const GPtrArray *creations = classes_creations(view->linked->classes, class);
    for (guint i = 0; creations && i < creations->len; i++)
        if (((const struct creation *)g_ptr_array_index(creations, i))->call == call)
            return true;
    return false;
}

/* The call of the function that has the view which made the channel, or the object that it is in; NULL: not
 * known. */
static const struct call *maker_here(const struct view *view)
{
    struct function *function = view->call->function;
    const struct ir_expr *root = view->channel ? term_root(view->channel) : NULL;
    if (!root || root->kind != IR_RESULT || root->value > function->ir->n_results)
        return NULL;
    const struct call *call = function->results[root->value];
    return call && (is_made_by(view, view->class, call) ||
                       is_made_by(view, classes_value(view->linked->classes, function, root), call))
               ? call
               : NULL;
}

/* Does the block make the channel, or the object that it is in, anew? Others that are sent into in the same
 * place are not it. */
static bool makes_channel(const struct view *view, uint32_t block)
{
    const struct function *function = view->call->function;
    const struct call *maker = maker_here(view);
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        if (call->block == block && (maker ? call == maker : is_made_by(view, view->class, call)))
            return true;
    }
    return false;
}

static bool ends_here(const struct view *view, uint32_t block)
{
    const struct function *function = view->call->function;
    return cfg_ends_here(function, block) && !(view->last && cfg_returns_here(function, block));
}

/* Once the receive is done: does this block show that control does not come back to it, for the same channel?
 */
static bool leads_away(const struct view *view, uint32_t block, const bool *back)
{
    const struct function *function = view->call->function;
    return ends_here(view, block) || makes_channel(view, block) ||
           (!back[block] && taker_lingers(function, block));
}

/* Does control, from the call on, come back to it until the process ends? */
static bool goes_on(const struct view *view)
{
    const struct call *call = view->call;
    const struct function *function = call->function;
    const struct cfg *cfg = cfg_of(call->function);
    g_autofree bool *back = cfg_reach_back(cfg, call->block);
    if (ends_here(view, call->block) ||
        (!cfg_repeats(cfg, call->block) && block_joins(function, call->block, call->instr)))
        return false;
    g_autofree bool *reached = cfg_reach_behind(function, call->block, NULL, NULL);
    bool on = true;
    for (uint32_t b = 0; on && cfg_falls_through(function, call->block) && b < cfg->n; b++)
        on = !(reached[b] && leads_away(view, b, back));
    return on;
}

/* Behind the call, does the function go on for long elsewhere, or join, before it returns? */
static bool moves_on(const struct view *view)
{
    const struct call *call = view->call;
    const struct function *function = call->function;
    const struct cfg *cfg = cfg_of(call->function);
    g_autofree bool *back = cfg_reach_back(cfg, call->block);
    g_autofree bool *reached = cfg_reach_behind(function, call->block, NULL, NULL);
    for (uint32_t b = 0; b < cfg->n; b++)
        if (reached[b] && !back[b] && taker_lingers(function, b))
            return true;
    return false;
}

/* Looks further up only while the channel is one that the callers know: not made, or looked up, here. */
static bool stays_in_callers(const struct view *view, unsigned up)
{
    struct program *program = view->linked->program;
    const struct function *function = view->call->function;
    const enum ir_kind root = view->channel ? term_root(view->channel)->kind : IR_GLOBAL;
    if (up == 0 || (root != IR_PARAM && root != IR_GLOBAL) || moves_on(view))
        return false;
    for (guint i = 0; i < function->callers->len; i++) {
        const struct call *call = g_ptr_array_index(function->callers, i);
        struct view outer = *view;
        outer.call = call;
        if (view->channel)
            outer.channel =
                term_expand(program, call->function, term_substitute(program, call, function, view->channel));
        bool repeats = cfg_repeats(cfg_of(call->function), call->block);
        bool only = function->callers->len == 1; /* what it does, it does once */
        outer.last = !repeats && ends_process(view->linked, call->function, 0);
        if (((repeats || only || outer.last) && goes_on(&outer)) || stays_in_callers(&outer, up - 1))
            return true;
    }
    return false;
}

bool function_ends_process(struct linked *linked, const struct function *function)
{
    return ends_process(linked, function, CALLERS_UP);
}

bool taker_stays(struct linked *linked, const struct taker *taker)
{
    const struct call *anchor = taker->op->anchor;
    struct view view = {linked, taker_call(taker), taker->handle, taker->class, false};
    const struct view inner = {
        linked, anchor, NULL, CLASS_NONE, function_ends_process(linked, anchor->function)};
    view.last = function_ends_process(linked, view.call->function);
    if (anchor != view.call && goes_on(&inner))
        return true;
    return goes_on(&view) || stays_in_callers(&view, CALLERS_UP);
}

/* Does the variable have one value for as long as the process runs? */
static bool is_set_once(struct linked *linked, struct function *function, const struct ir_expr *global)
{
    const GPtrArray *writes = linked_writes(linked, function, global);
    if (!writes || writes->len != 1)
        return false;
    const struct write *write = g_ptr_array_index(writes, 0);
    return !cfg_repeats(cfg_of(write->function), write->block) &&
           runs_of(linked->runs, write->function) == TIMES_ONCE;
}

bool taker_keeps_up(struct linked *linked, const struct taker *taker, guint send)
{
    const struct op *op = row_op(linked_row(linked, send));
    return op->channel && taker->handle && op->channel->kind == IR_GLOBAL &&
           term_equal(op->channel, taker->handle) && is_set_once(linked, op->function, op->channel) &&
           taker_stays(linked, taker);
}

bool taker_comes_again(struct linked *linked, const struct taker *taker)
{
    struct view view = {linked, taker_call(taker), taker->handle, taker->class, false};
    const struct ir_expr *root = view.channel ? term_root(view.channel) : NULL;
    return runs_of(linked->runs, view.call->function) == TIMES_UNBOUNDED &&
           (!root || root->kind == IR_GLOBAL);
}

bool taker_is_renewed(struct linked *linked, const struct taker *taker)
{
    const struct view view = {linked, taker_call(taker), taker->handle, taker->class, false};
    const struct cfg *cfg = cfg_of(view.call->function);
    for (uint32_t loop = cfg->loop[view.call->block]; loop; loop = cfg->outer[loop - 1])
        for (uint32_t b = 0; b < cfg->n; b++)
            if (cfg_in_loop(cfg, b, loop - 1) && makes_channel(&view, b))
                return true;
    return false;
}
