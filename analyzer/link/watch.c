/* Where a task looks whether it should stop, on its way around a loop in which it blocks: it leaves the loop
 * when a place is set that somebody else sets, by another branch of a select, or when an operation is
 * cancelled. */
#include "link/watch.h"

#include "link/cfg.h"
#include "link/sends.h"
#include "link/terms.h"

/* An operation of a task, and one of the loops around the calls that lead to it. */
struct around {
    struct linked *linked;
    guint task;
    const struct op *op;
    const bool *cancelled; /* by op's row: cancellation ends it; NULL: not looked at */
    GArray *tests; /* struct stop_test: what is found */
    struct function *function;
    const struct cfg *cfg;
    uint32_t header;
};

/* The one place in memory that a condition is about. */
static const struct ir_expr *watched_place(const struct ir_expr *condition)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    term_places(condition, places);
    const struct ir_expr *place = places->len == 1 ? g_ptr_array_index(places, 0) : NULL;
    return place && term_is_memory(place) ? place : NULL;
}

/* What the block branches on; through a helper that only reads it, too. */
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

/* Adds the branch when one place decides it that somebody else sets, and that no channel is made of. `stops`:
 * the condition's value on the way that leaves. */
static void add_flag(
    const struct around *around, struct function *function, const struct ir_block *block, bool stops)
{
    struct linked *linked = around->linked;
    const struct ir_expr *condition =
        term_expand(linked->program, function, condition_of(linked, function, block));
    const struct ir_expr *place = watched_place(condition);
    uint32_t id = place ? classes_place(linked->classes, function, place) : 0;
    if (!id || waits_is_part(linked->waits, id) ||
        !set_elsewhere(linked, linked_reach(linked, around->task), id))
        return;
    const struct stop_test test = {
        .place = id,
        .label = classes_label(linked->classes, classes_value(linked->classes, function, place)),
        .condition = condition,
        .tested = place,
        .stops = stops,
        .function = function,
        .at = block->at,
    };
    g_array_append_val(around->tests, test);
}

static void watch_flags(const struct around *around)
{
    const struct cfg *cfg = around->cfg;
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = &around->function->ir->blocks[b];
        if (!cfg->live[b] || block->exit != IR_BRANCH || !cfg_in_loop(cfg, b, around->header) ||
            !leaves_loop(cfg, block, around->header) || !leads_on(cfg, block, around->header))
            continue;
        add_flag(around, around->function, block, !cfg_in_loop(cfg, block->next[0], around->header));
    }
}

/* Does just one side of the branch, which is not one of the wait's own conditions, lead to the wait? `stops`:
 * it is the second. */
static bool decides_wait(const struct function *function, uint32_t branch, uint32_t wait, bool *stops)
{
    const struct ir_block *block = &function->ir->blocks[branch];
    g_autofree bool *after = cfg_reach(function, wait, NULL, NULL);
    g_autofree bool *first = cfg_reach(function, block->next[0], NULL, NULL);
    g_autofree bool *second = cfg_reach(function, block->next[1], NULL, NULL);
    *stops = second[wait];
    return !after[branch] && first[wait] != second[wait];
}

/* What a hand-made operation tests on its way in, and then does not do: closed, stopped. */
static void watch_entry(const struct around *around)
{
    const struct op_site *site = around->op->site;
    struct function *function = site->function;
    const struct cfg *cfg = cfg_of(function);
    uint32_t wait = site->call->block;
    bool stops;
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        if (cfg->live[b] && block->exit == IR_BRANCH && b != wait && decides_wait(function, b, wait, &stops))
            add_flag(around, function, block, stops);
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
    return op->site->call != around->op->site->call && op->site->kind <= OP_JOIN &&
           (has_way_out(op->site) || around->cancelled[op->id]);
}

static void add_operation(const struct around *around, const struct function *function, const struct op *op)
{
    const struct stop_test test = {.function = function, .at = op_call(op)->ir->at};
    g_array_append_val(around->tests, test);
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
            add_operation(around, around->function, op);
    }
    for (uint32_t c = 0; c < around->function->n_calls; c++) { /* or of a helper that says so */
        struct call *call = &around->function->calls[c];
        if (!cfg_in_loop(around->cfg, call->block, around->header) || call->spawns || call->n_targets != 1 ||
            outcome_of(call) != OUTCOME_LEADS_OUT)
            continue;
        const struct op *op = telling_op(around, call->targets[0]);
        if (op)
            add_operation(around, call->targets[0], op);
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
        if (around->cancelled)
            watch_operations(around);
    }
}

GArray *watch_tests(struct linked *linked, guint task, const struct op *op, const bool *cancelled)
{
    GArray *tests = g_array_new(FALSE, FALSE, sizeof(struct stop_test));
    struct around around = {.linked = linked, .task = task, .op = op, .cancelled = cancelled, .tests = tests};
    g_autoptr(GPtrArray) calls = sends_path(linked, task, op);
    for (guint i = 0; i < calls->len; i++)
        if (!op->site->handmade || i + 1 < calls->len || op->site->inlined)
            watch_loops(&around, g_ptr_array_index(calls, i));
    if (op->site->handmade && !op->site->inlined)
        watch_entry(&around);
    return tests;
}

static void add_token(struct linked *linked, const struct relation_reach *reach, const struct stop_test *test)
{
    const struct relation_token token = {
        .task = reach->task,
        .op = reach->op,
        .place = test->label   ? linked_text(linked, test->label)
                 : test->place ? "a flag"
                               : "an operation",
        .file = linked_file(linked, test->function, test->at),
        .line = test->at.line,
    };
    g_array_append_val(linked->relations->tokens, token);
}

void link_tokens(struct linked *linked)
{
    const GArray *wakes = linked->relations->wakes;
    g_autofree bool *cancelled = g_new0(bool, linked->rows->len + 1);
    for (guint i = 0; i < wakes->len; i++) {
        const struct relation_wake *wake = &g_array_index(wakes, struct relation_wake, i);
        cancelled[wake->op] |= g_str_equal(wake->kind, "cancel");
    }
    for (guint i = 0; i < linked->relations->reaches->len; i++) {
        const struct relation_reach *reach =
            &g_array_index(linked->relations->reaches, struct relation_reach, i);
        const struct op *op = row_op(linked_row(linked, reach->op - 1));
        if (op->site->kind != OP_SEND)
            continue;
        g_autoptr(GArray) tests = watch_tests(linked, reach->task - 1, op, cancelled);
        for (guint t = 0; t < tests->len; t++)
            add_token(linked, reach, &g_array_index(tests, struct stop_test, t));
    }
}
