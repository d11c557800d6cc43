/* What is done with a call's result, and where control goes for one value of it. */
#include "link/op.h"

#include "link/cfg.h"
#include "link/terms.h"

#include <string.h>

static bool is_result(const struct ir_expr *part, void *context)
{
    const struct call *call = context;
    return part->kind == IR_RESULT && part->value == call->ir->result;
}

/* The local that the result is put into: the first one. */
static const struct ir_expr *local_of(const struct call *call)
{
    const struct ir_function *ir = call->function->ir;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET && instr->value->kind == IR_RESULT &&
                is_result(instr->value, (void *)call))
                return instr->target;
        }
    return NULL;
}

/* -- a walk that decides the branches on a known value -- */

struct walk {
    struct call *call;
    const struct ir_expr *local; /* holds the result too; or NULL */
    int64_t value;
    const uint32_t *loop; /* the header of the one that is not left; NULL: all of the function */
    bool *seen[2]; /* by block: reached with the value not known any more; still known */
    GArray *worklist; /* of uint32_t: block * 2 + known */
};

static void enter(struct walk *walk, uint32_t block, bool known)
{
    const struct cfg *cfg = cfg_of(walk->call->function);
    if (walk->seen[known][block] || (walk->loop && !cfg_in_loop(cfg, block, *walk->loop)))
        return;
    walk->seen[known][block] = true;
    g_array_append_vals(walk->worklist, &(uint32_t){block * 2 + known}, 1);
}

/* Is the value still known after the block's instructions from `first` on? */
static bool still_known(const struct walk *walk, const struct ir_block *block, uint32_t first, bool known)
{
    for (uint32_t i = first; i < block->n_instrs; i++) {
        const struct ir_instr *instr = &block->instrs[i];
        if (instr->kind == IR_SET && walk->local && term_equal(instr->target, walk->local))
            known = is_result(instr->value, walk->call);
    }
    return known;
}

static bool decide(const struct walk *walk, const struct ir_expr *condition, int64_t *value)
{
    const struct ir_expr result = {.kind = IR_RESULT, .value = walk->call->ir->result};
    return term_constant_given(condition, &result, walk->value, value) ||
           (walk->local && term_constant_given(condition, walk->local, walk->value, value));
}

static uint32_t switch_target(const struct ir_block *block, int64_t value)
{
    for (uint32_t i = 1; i < block->n_next; i++)
        if (value >= block->ranges[i - 1].low && value <= block->ranges[i - 1].high)
            return block->next[i];
    return block->next[0];
}

static void follow(struct walk *walk, uint32_t number, uint32_t first, bool known)
{
    const struct function *function = walk->call->function;
    const struct ir_block *block = &function->ir->blocks[number];
    int64_t value;
    known = still_known(walk, block, first, known);
    if (!cfg_falls_through(function, number))
        return;
    if (known && block->value && decide(walk, block->value, &value)) {
        if (block->exit == IR_BRANCH) {
            enter(walk, block->next[value ? 0 : 1], known);
            return;
        }
        if (block->exit == IR_SWITCH) {
            enter(walk, switch_target(block, value), known);
            return;
        }
    }
    for (uint32_t i = 0; i < block->n_next; i++)
        enter(walk, block->next[i], known);
}

/* `loop`: as in struct walk. */
static bool *walk_from(struct call *call, int64_t value, const uint32_t *loop, uint32_t barrier)
{
    uint32_t n = call->function->ir->n_blocks;
    struct walk walk = {
        .call = call,
        .local = local_of(call),
        .value = value,
        .loop = loop,
        .seen = {g_new0(bool, n + 1), g_new0(bool, n + 1)},
        .worklist = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
    };
    follow(&walk, call->block, call->instr + 1, true);
    while (walk.worklist->len > 0) {
        uint32_t next = g_array_index(walk.worklist, uint32_t, walk.worklist->len - 1);
        g_array_set_size(walk.worklist, walk.worklist->len - 1);
        if (next / 2 != call->block && next / 2 != barrier)
            follow(&walk, next / 2, 0, next % 2);
    }
    for (uint32_t b = 0; b < n; b++)
        walk.seen[0][b] |= walk.seen[1][b];
    g_free(walk.seen[1]);
    g_array_free(walk.worklist, TRUE);
    return walk.seen[0];
}

bool *outcome_reach(struct call *call, int64_t value, uint32_t barrier)
{
    return walk_from(call, value, NULL, barrier);
}

/* Does control never come back to the call when it has given the value? */
static bool leads_away(struct call *call, int64_t value, const uint32_t *loop)
{
    g_autofree bool *reached = walk_from(call, value, loop, call->block);
    return !reached[call->block];
}

bool outcome_leads_out(struct call *call, int64_t value)
{
    return leads_away(call, value, NULL);
}

/* -- what is done with it -- */

static bool is_in(const struct call *call, const struct ir_expr *local, const struct ir_expr *expr)
{
    return term_any(expr, is_result, (void *)call) || (local && term_contains(expr, local));
}

bool outcome_is_in(const struct call *call, const struct ir_expr *expr)
{
    return is_in(call, local_of(call), expr);
}

static bool in_branch(const struct call *call)
{
    const struct ir_function *ir = call->function->ir;
    const struct ir_expr *local = local_of(call);
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        if (ir->blocks[b].value && is_in(call, local, ir->blocks[b].value))
            return true;
    return false;
}

/* A value that says failure, by what the model knows. */
static int64_t failure_of(const struct model_function *model)
{
    switch (model ? model->fails : MODEL_FAILS_NEVER) {
    case MODEL_FAILS_ZERO:
        return 0;
    case MODEL_FAILS_NONZERO:
        return 1;
    default:
        return -1;
    }
}

enum outcome outcome_of(struct call *call)
{
    if (!in_branch(call))
        return OUTCOME_IGNORED;
    struct cfg const *cfg = cfg_of(call->function);
    if (!cfg_repeats(cfg, call->block))
        return OUTCOME_LEADS_OUT;
    return outcome_leads_out(call, failure_of(call->model)) ? OUTCOME_LEADS_OUT : OUTCOME_TESTED;
}

bool outcome_leaves_loop(struct call *call, uint32_t header)
{
    return leads_away(call, failure_of(call->model), &header);
}
