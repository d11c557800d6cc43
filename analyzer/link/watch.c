/* Where a task looks whether it should stop: a loop that goes on only while a place, which somebody else
 * sets, has not been set. */
#include "link/linked.h"

#include "link/cfg.h"
#include "link/terms.h"

enum { WATCH_DEPTH = 2 }; /* calls down from the body */

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

/* Does the loop reach an operation that can block, itself or through a call? */
static bool loop_blocks(const struct function *function, const struct cfg *cfg, uint32_t header)
{
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        if (!cfg_in_loop(cfg, call->block, header))
            continue;
        if (call->model && (call->model->role == MODEL_SEND || call->model->role == MODEL_SELECT ||
                               call->model->role == MODEL_SELECT_WAIT))
            return true;
        if (call->n_targets > 0)
            return true;
    }
    return false;
}

/* Is the place set by code that the task does not run? */
static bool set_elsewhere(struct linked *linked, const struct reach_step *steps, uint32_t place)
{
    const GPtrArray *writes = writes_of(linked->writes, place);
    for (guint i = 0; writes && i < writes->len; i++) {
        const struct write *write = g_ptr_array_index(writes, i);
        int64_t value;
        bool zero = term_constant(write->instr->value, &value) && value == 0 && writes->len == 1;
        if (!steps[write->function->id].reached && !zero)
            return true;
    }
    return false;
}

static void add_token(struct linked *linked, uint32_t task, struct function *function,
    const struct ir_block *block, const struct ir_expr *place)
{
    const char *label = classes_label(linked->classes, classes_value(linked->classes, function, place));
    const struct relation_token token = {
        .task = task,
        .place = linked_text(linked, label ? label : "a flag"),
        .file = linked_file(linked, function, block->at),
        .line = block->at.line,
    };
    g_array_append_val(linked->relations->tokens, token);
}

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

static void watch_function(struct linked *linked, uint32_t number, struct function *function)
{
    const struct cfg *cfg = cfg_of(function);
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        if (!cfg->live[b] || !cfg->loop[b] || block->exit != IR_BRANCH)
            continue;
        for (uint32_t loop = cfg->loop[b]; loop; loop = cfg->outer[loop - 1]) {
            if (!leaves_loop(cfg, block, loop - 1) || !leads_on(cfg, block, loop - 1))
                continue;
            const struct ir_expr *place =
                watched_place(linked, function, condition_of(linked, function, block));
            uint32_t id = place ? classes_place(linked->classes, function, place) : 0;
            if (id && !waits_is_part(linked->waits, id) && loop_blocks(function, cfg, loop - 1) &&
                set_elsewhere(linked, linked->reaches[number], id)) {
                add_token(linked, number + 1, function, block, place);
                break;
            }
        }
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
static void watch_entry(struct linked *linked, uint32_t number, const struct op_site *site)
{
    struct function *function = site->function;
    const struct cfg *cfg = cfg_of(function);
    uint32_t wait = site->call->block;
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        if (!cfg->live[b] || block->exit != IR_BRANCH || b == wait)
            continue;
        const struct ir_expr *place = watched_place(linked, function, condition_of(linked, function, block));
        uint32_t id = place ? classes_place(linked->classes, function, place) : 0;
        if (id && !waits_is_part(linked->waits, id) && decides_wait(function, b, wait) &&
            set_elsewhere(linked, linked->reaches[number], id))
            add_token(linked, number + 1, function, block, place);
    }
}

void link_tokens(struct linked *linked)
{
    for (guint i = 0; i < linked->tasks->len; i++)
        for (guint f = 0; f < linked->program->functions->len; f++) {
            const struct reach_step *step = &linked->reaches[i][f];
            if (step->reached && step->depth <= WATCH_DEPTH)
                watch_function(linked, i, program_function(linked->program, f));
        }
    for (guint i = 0; i < linked->relations->reaches->len; i++) {
        const struct relation_reach *reach =
            &g_array_index(linked->relations->reaches, struct relation_reach, i);
        const struct op_row *row = g_ptr_array_index(linked->rows, reach->op - 1);
        const struct op_site *site = ((const struct op *)g_ptr_array_index(row->ops, 0))->site;
        if (site->kind == OP_SEND && site->handmade && !site->inlined)
            watch_entry(linked, reach->task - 1, site);
    }
}
