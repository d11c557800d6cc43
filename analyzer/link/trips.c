#include "link/trips.h"

#include "link/terms.h"

/* How much fewer rounds than the limit says; false when the loop does not count up to it. */
static bool fewer(const struct trip *trip, int64_t *rounds)
{
    bool includes = g_str_equal(trip->compare, "le");
    *rounds = trip->from - (includes && trip->from > INT64_MIN ? 1 : 0);
    return includes || g_str_equal(trip->compare, "lt") || g_str_equal(trip->compare, "ne");
}

bool trip_same(const struct trip *a, const struct trip *b)
{
    int64_t x, y;
    return fewer(a, &x) && fewer(b, &y) && x == y && term_equal(a->limit, b->limit);
}

bool trip_is_bounded_by(
    struct program *program, struct function *function, const struct trip *trip, const struct ir_expr *value)
{
    int64_t rounds;
    return fewer(trip, &rounds) && rounds == 0 &&
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
                !value->b || value->b->kind != IR_INT || value->b->value != 1 || cfg->loop[b] != header + 1)
                return false;
            steps++;
        }
    }
    return steps == 1;
}

/* A round of the loop with this header, in which the variable is not set yet. */
struct round {
    const struct cfg *cfg;
    uint32_t header;
    const struct ir_expr *variable;
};

static bool sets(const struct function *function, uint32_t block, const struct ir_expr *variable)
{
    const struct ir_block *ir = function_block(function, block);
    for (uint32_t i = 0; i < ir->n_instrs; i++)
        if (ir->instrs[i].kind == IR_SET && term_equal(ir->instrs[i].target, variable))
            return true;
    return false;
}

static bool is_over(const struct function *function, uint32_t block, void *context)
{
    const struct round *round = context;
    return !cfg_in_loop(round->cfg, block, round->header) || sets(function, block, round->variable);
}

/* May control come back to the header, from the body on, with the variable as it was? */
static bool skips_step(const struct function *function, const struct cfg *cfg, uint32_t header, uint32_t body,
    const struct ir_expr *variable)
{
    struct round round = {cfg, header, variable};
    g_autofree bool *reached = cfg_reach(function, body, is_over, &round);
    return reached[header] && !sets(function, header, variable);
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

/* -- loops that count down to nothing: while (n-- > 0), for (; n > 0; n--) -- */

/* What the loop's condition says is left; NULL: it says something else. */
static const struct ir_expr *what_is_left(const struct ir_expr *condition)
{
    bool compares = condition->kind == IR_OP &&
                    (g_str_equal(condition->name, "gt") || g_str_equal(condition->name, "ne"));
    const struct ir_expr *left = compares ? condition->a : condition;
    if (compares && (condition->b->kind != IR_INT || condition->b->value != 0))
        return NULL;
    if (left->kind == IR_OP && g_str_equal(left->name, "add") && left->b->kind == IR_INT &&
        left->b->value == 1) /* the value before it was taken down */
        left = left->a;
    return left->kind == IR_LOCAL || left->kind == IR_PARAM ? left : NULL;
}

static bool is_one_less(const struct ir_expr *value, const struct ir_expr *variable)
{
    return value->kind == IR_OP && g_str_equal(value->name, "sub") && term_equal(value->a, variable) &&
           value->b->kind == IR_INT && value->b->value == 1;
}

/* What the variable is when the loop begins: the parameter itself, or all that the local is set to. NULL: it
 * is set elsewhere, or not just taken down once in the loop. */
static const struct ir_expr *count_at_start(struct program *program, struct function *function,
    const struct cfg *cfg, uint32_t header, const struct ir_expr *variable)
{
    const struct ir_expr *start = variable->kind == IR_PARAM ? variable : NULL;
    unsigned steps = 0, others = 0;
    for (uint32_t b = 0; b < cfg->n; b++)
        for (uint32_t i = 0; i < function->ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &function->ir->blocks[b].instrs[i];
            if (instr->kind != IR_SET || !term_equal(instr->target, variable))
                continue;
            if (cfg->loop[b] == header + 1 && is_one_less(instr->value, variable)) {
                steps++;
                continue;
            }
            start = instr->value;
            others++;
        }
    bool once = steps == 1 && others == (variable->kind == IR_LOCAL ? 1 : 0);
    return once ? term_expand(program, function, start) : NULL;
}

static bool find_countdown(struct program *program, struct function *function, const struct cfg *cfg,
    uint32_t header, struct trip *trip)
{
    const struct ir_block *block = function_block(function, header);
    const struct ir_expr *left = block->exit == IR_BRANCH ? what_is_left(block->value) : NULL;
    if (!left || !cfg_in_loop(cfg, block->next[0], header) || cfg_in_loop(cfg, block->next[1], header))
        return false;
    *trip = (struct trip){.compare = "lt",
        .limit = count_at_start(program, function, cfg, header, left),
        .body = block->next[0],
        .out = block->next[1],
        .more = skips_step(function, cfg, header, block->next[0], left)};
    return trip->limit && ends_at_header(function, cfg, header);
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
        .out = block->next[1],
        .more = skips_step(function, cfg, header, block->next[0], condition->a)};
    return find_start(function, cfg, header, condition->a, &trip->from) &&
           counts_by_one(function, cfg, header, condition->a, condition->b) &&
           ends_at_header(function, cfg, header);
}

bool trip_around(struct program *program, const struct call *call, struct trip *trip)
{
    const struct cfg *cfg = cfg_of(call->function);
    uint32_t loop = cfg->loop[call->block];
    return loop && (find_trip(program, call->function, cfg, loop - 1, trip) ||
                       find_countdown(program, call->function, cfg, loop - 1, trip));
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
