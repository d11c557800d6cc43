/* Where a task looks whether it should stop, on its way around a loop in which it sends: it leaves the loop
 * when a place is set that somebody else sets, by another branch of a select, or when an operation is
 * cancelled. */
#include "link/sends.h"

#include "link/cfg.h"
#include "link/terms.h"

/* A send of a task, and one of the loops around the calls that lead to it. */
struct around {
    struct linked *linked;
    uint32_t task, op; /* their rows */
    const struct op *send;
    const bool *cancelled; /* by op's row: cancellation ends it */
    struct function *function;
    const struct cfg *cfg;
    uint32_t header;
};

/* The one place in memory that a loop's condition is about; through a helper that only reads it, too. */
static const struct ir_expr *watched_place(
    struct linked *linked, struct function *function, const struct ir_expr *value)
{
    const struct ir_expr *expr = term_expand(linked->program, function, value);
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    term_places(expr, places);
    const struct ir_expr *place = places->len == 1 ? g_ptr_array_index(places, 0) : NULL;
    return place && term_is_memory(place) ? place : NULL;
}

static const struct ir_expr *condition_of(
    struct linked *linked, struct function *function, const struct ir_block *block)
{
    const struct ir_expr *value = block->value;
    const struct ir_expr *root =
        value->kind == IR_OP && value->b && value->b->kind == IR_INT ? value->a : value;
    const struct call *call =
        root->kind == IR_RESULT && root->value > 0 && root->value <= function->ir->n_results
            ? function->results[root->value]
            : NULL;
    if (!call || call->n_targets != 1)
        return value;
    const struct ir_expr *returned = term_returned(linked->program, call->targets[0]);
    return returned ? term_substitute(linked->program, call, call->targets[0], returned) : value;
}

/* Is the place set by code that the task does not run? */
static bool set_elsewhere(struct linked *linked, const struct reach *reach, uint32_t place)
{
    const GPtrArray *writes = writes_of(linked->writes, place);
    for (guint i = 0; writes && i < writes->len; i++) {
        const struct write *write = g_ptr_array_index(writes, i);
        int64_t value;
        bool zero = term_constant(write->instr->value, &value) && value == 0 && writes->len == 1;
        if (!reach_has(reach, write->function) && !zero)
            return true;
    }
    return false;
}

static void add_token(
    const struct around *around, const char *place, const struct function *function, struct ir_location at)
{
    struct linked *linked = around->linked;
    const struct relation_token token = {
        .task = around->task,
        .op = around->op,
        .place = linked_text(linked, place),
        .file = linked_file(linked, function, at),
        .line = at.line,
    };
    g_array_append_val(linked->relations->tokens, token);
}

static void add_flag(const struct around *around, struct function *function, const struct ir_block *block,
    const struct ir_expr *place)
{
    struct classes *classes = around->linked->classes;
    const char *label = classes_label(classes, classes_value(classes, function, place));
    add_token(around, label ? label : "a flag", function, block->at);
}

/* -- places that the loop's conditions are about -- */

static bool leaves_loop(const struct cfg *cfg, const struct ir_block *block, uint32_t header)
{
    return block->n_next == 2 &&
           cfg_in_loop(cfg, block->next[0], header) != cfg_in_loop(cfg, block->next[1], header);
}

/* The way out of the loop must not be one that stays in the function for good. */
static bool leads_on(const struct cfg *cfg, const struct ir_block *block, uint32_t header)
{
    uint32_t out = cfg_in_loop(cfg, block->next[0], header) ? block->next[1] : block->next[0];
    return cfg->ends[out];
}

/* The place that decides the branch, if somebody else sets it and no channel is made of it. */
static const struct ir_expr *flag_of(
    const struct around *around, struct function *function, const struct ir_block *block)
{
    struct linked *linked = around->linked;
    const struct ir_expr *place = watched_place(linked, function, condition_of(linked, function, block));
    uint32_t id = place ? classes_place(linked->classes, function, place) : 0;
    return id && !waits_is_part(linked->waits, id) &&
                   set_elsewhere(linked, linked_reach(linked, around->task - 1), id)
               ? place
               : NULL;
}

static void watch_flags(const struct around *around)
{
    const struct cfg *cfg = around->cfg;
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = &around->function->ir->blocks[b];
        if (!cfg->live[b] || block->exit != IR_BRANCH || !cfg_in_loop(cfg, b, around->header) ||
            !leaves_loop(cfg, block, around->header) || !leads_on(cfg, block, around->header))
            continue;
        const struct ir_expr *place = flag_of(around, around->function, block);
        if (place)
            add_flag(around, around->function, block, place);
    }
}

/* Does just one side of the branch, which is not one of the wait's own conditions, lead to the wait? */
static bool decides_wait(const struct function *function, uint32_t branch, uint32_t wait)
{
    const struct ir_block *block = &function->ir->blocks[branch];
    g_autofree bool *after = cfg_reach(function, wait, NULL, NULL);
    g_autofree bool *first = cfg_reach(function, block->next[0], NULL, NULL);
    g_autofree bool *second = cfg_reach(function, block->next[1], NULL, NULL);
    return !after[branch] && first[wait] != second[wait];
}

/* What a hand-made operation tests on its way in, and then does not do: closed, stopped. */
static void watch_entry(const struct around *around)
{
    const struct op_site *site = around->send->site;
    struct function *function = site->function;
    const struct cfg *cfg = cfg_of(function);
    uint32_t wait = site->call->block;
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        if (!cfg->live[b] || block->exit != IR_BRANCH || b == wait || !decides_wait(function, b, wait))
            continue;
        const struct ir_expr *place = flag_of(around, function, block);
        if (place)
            add_flag(around, function, block, place);
    }
}

/* -- operations in the loop that end it -- */

static bool has_way_out(const struct op_site *site)
{
    for (guint i = 0; site->clauses && i < site->clauses->len; i++)
        if (((const struct clause *)g_ptr_array_index(site->clauses, i))->leads_out)
            return true;
    return false;
}

/* Of one function: may its operation tell the task to stop? */
static bool tells(const struct around *around, const struct op *op)
{
    return op->site->call != around->send->site->call && op->site->kind <= OP_JOIN &&
           (has_way_out(op->site) || around->cancelled[op->id]);
}

static const struct op *telling_op(const struct around *around, const struct function *function)
{
    const GPtrArray *ops = around->linked->ops->by_function[function->id];
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (tells(around, op))
            return op;
    }
    return NULL;
}

static void watch_operations(const struct around *around)
{
    const GPtrArray *ops = around->linked->ops->by_function[around->function->id];
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (cfg_in_loop(around->cfg, op_call(op)->block, around->header) && tells(around, op))
            add_token(around, "an operation", around->function, op_call(op)->ir->at);
    }
    for (uint32_t c = 0; c < around->function->n_calls; c++) { /* or of a helper that says so */
        struct call *call = &around->function->calls[c];
        if (!cfg_in_loop(around->cfg, call->block, around->header) || call->spawns || call->n_targets != 1 ||
            outcome_of(call) != OUTCOME_LEADS_OUT)
            continue;
        const struct op *op = telling_op(around, call->targets[0]);
        if (op)
            add_token(around, "an operation", call->targets[0], op_call(op)->ir->at);
    }
}

/* -- */

static void watch_loops(struct around *around, const struct call *call)
{
    around->function = call->function;
    around->cfg = cfg_of(call->function);
    for (uint32_t loop = around->cfg->loop[call->block]; loop; loop = around->cfg->outer[loop - 1]) {
        around->header = loop - 1;
        watch_flags(around);
        watch_operations(around);
    }
}

static void watch_send(struct linked *linked, const struct relation_reach *reach, const bool *cancelled)
{
    const struct op_row *row = linked_row(linked, reach->op - 1);
    const struct op *op = row_op(row);
    if (op->site->kind != OP_SEND)
        return;
    struct around around = {
        .linked = linked, .task = reach->task, .op = reach->op, .send = op, .cancelled = cancelled};
    g_autoptr(GPtrArray) calls = sends_path(linked, reach->task - 1, op);
    for (guint i = 0; i < calls->len; i++)
        if (!op->site->handmade || i + 1 < calls->len || op->site->inlined)
            watch_loops(&around, g_ptr_array_index(calls, i));
    if (op->site->handmade && !op->site->inlined)
        watch_entry(&around);
}

void link_tokens(struct linked *linked)
{
    const GArray *wakes = linked->relations->wakes;
    g_autofree bool *cancelled = g_new0(bool, linked->rows->len + 1);
    for (guint i = 0; i < wakes->len; i++) {
        const struct relation_wake *wake = &g_array_index(wakes, struct relation_wake, i);
        cancelled[wake->op] |= g_str_equal(wake->kind, "cancel");
    }
    for (guint i = 0; i < linked->relations->reaches->len; i++)
        watch_send(linked, &g_array_index(linked->relations->reaches, struct relation_reach, i), cancelled);
}
