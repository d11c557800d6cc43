#include "link/trips.h"

#include "link/terms.h"

bool trip_same(const struct trip *a, const struct trip *b)
{
    return a->from == b->from && g_str_equal(a->compare, b->compare) && term_equal(a->limit, b->limit);
}

bool trip_is_bounded_by(
    struct program *program, struct function *function, const struct trip *trip, const struct ir_expr *value)
{
    return trip->from == 0 && g_str_equal(trip->compare, "lt") &&
           term_equal(term_expand(program, function, value), trip->limit);
}

/* What the variable is before the loop: the last value in the block that leads to its header. */
static bool find_start(const struct function *function, const struct cfg *cfg, uint32_t header,
    const struct ir_expr *variable, int64_t *from)
{
    for (guint p = 0; p < cfg->preds[header]->len; p++) {
        uint32_t pred = g_array_index(cfg->preds[header], uint32_t, p);
        const struct ir_block *block = &function->ir->blocks[pred];
        if (cfg_in_loop(cfg, pred, header))
            continue;
        for (uint32_t i = block->n_instrs; i-- > 0;) {
            const struct ir_instr *instr = &block->instrs[i];
            if (instr->kind == IR_SET && term_equal(instr->target, variable))
                return term_constant(instr->value, from);
        }
    }
    return false;
}

/* Is the variable stepped by one, once, in the loop, and is what it counts to left alone? */
static bool counts_by_one(const struct function *function, const struct cfg *cfg, uint32_t header,
    const struct ir_expr *variable, const struct ir_expr *limit)
{
    unsigned steps = 0;
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        for (uint32_t i = 0; cfg_in_loop(cfg, b, header) && i < block->n_instrs; i++) {
            const struct ir_instr *instr = &block->instrs[i];
            if (instr->kind != IR_SET)
                continue;
            if (term_contains(limit, instr->target))
                return false;
            if (!term_equal(instr->target, variable))
                continue;
            const struct ir_expr *value = instr->value;
            if (value->kind != IR_OP || !g_str_equal(value->name, "add") || !term_equal(value->a, variable) ||
                !value->b || value->b->kind != IR_INT || value->b->value != 1)
                return false;
            steps++;
        }
    }
    return steps == 1;
}

/* Does nothing but the header's condition end the loop? */
static bool ends_at_header(const struct function *function, const struct cfg *cfg, uint32_t header)
{
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        if (!cfg->live[b] || !cfg_in_loop(cfg, b, header))
            continue;
        if (cfg_ends_here(function, b))
            return false;
        for (uint32_t i = 0; b != header && i < block->n_next; i++)
            if (!cfg_in_loop(cfg, block->next[i], header) && cfg->ends[block->next[i]])
                return false;
    }
    return true;
}

static bool find_trip(struct program *program, struct function *function, const struct cfg *cfg,
    uint32_t header, struct trip *trip)
{
    const struct ir_block *block = &function->ir->blocks[header];
    const struct ir_expr *condition = block->value;
    if (block->exit != IR_BRANCH || condition->kind != IR_OP || !condition->b ||
        condition->a->kind != IR_LOCAL || !cfg_in_loop(cfg, block->next[0], header) ||
        cfg_in_loop(cfg, block->next[1], header))
        return false;
    *trip = (struct trip){.compare = condition->name,
        .limit = term_expand(program, function, condition->b),
        .body = block->next[0],
        .out = block->next[1]};
    return find_start(function, cfg, header, condition->a, &trip->from) &&
           counts_by_one(function, cfg, header, condition->a, condition->b) &&
           ends_at_header(function, cfg, header);
}

bool trip_around(struct program *program, const struct call *call, struct trip *trip)
{
    const struct cfg *cfg = cfg_of(call->function);
    uint32_t loop = cfg->loop[call->block];
    return loop && find_trip(program, call->function, cfg, loop - 1, trip);
}

bool trip_rounds(const struct trip *trip, int64_t *rounds)
{
    bool includes = g_str_equal(trip->compare, "le"), differs = g_str_equal(trip->compare, "ne");
    int64_t limit;
    if (!term_constant(trip->limit, &limit) || !(includes || differs || g_str_equal(trip->compare, "lt")) ||
        __builtin_sub_overflow(limit, trip->from, rounds) ||
        __builtin_add_overflow(*rounds, (int64_t)includes, rounds))
        return false;
    if (*rounds < 0) {
        *rounds = 0;
        return !differs; /* it has gone past what it compares with */
    }
    return true;
}
