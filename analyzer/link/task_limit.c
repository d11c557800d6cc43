/* Tasks that are started only when something says that there is none, none idle, or not yet too many: a pool
 * that grows, a helper that is started when it is first needed. */
#include "link/task.h"

#include "link/study.h"
#include "link/terms.h"

static const struct ir_expr *stored(const struct ir_instr *instr, const struct ir_expr *place)
{
    return instr->kind == IR_SET && term_equal(instr->target, place) ? instr->value : NULL;
}

typedef bool value_test(const struct ir_expr *value, void *context);

/* Does the function store such a value to the place? */
static bool stores(
    const struct function *function, const struct ir_expr *place, value_test *test, void *context)
{
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        for (uint32_t i = 0; i < block->n_instrs; i++) {
            const struct ir_expr *value = stored(&block->instrs[i], place);
            if (value && test(value, context))
                return true;
        }
    }
    return false;
}

static bool is_any(const struct ir_expr *value, void *context)
{
    (void)value, (void)context;
    return true;
}

static bool grows(const struct ir_expr *value, void *context)
{
    (void)context;
    return study_direction(value) > 0;
}

/* What decides that the task is started. */
struct decision {
    const struct ir_expr *condition, *place; /* the place that the condition looks at */
    bool holds; /* the condition's value when it is started */
};

static bool holds_for(const struct decision *decision, int64_t value)
{
    int64_t result;
    return term_constant_given(decision->condition, decision->place, value, &result) &&
           (result != 0) == decision->holds;
}

static bool fails_for(const struct decision *decision, int64_t value)
{
    int64_t result;
    return term_constant_given(decision->condition, decision->place, value, &result) &&
           (result != 0) != decision->holds;
}

/* Is the task started while the place is 0, and not when it is 1? */
static bool asks_for_none(const struct decision *decision)
{
    return holds_for(decision, 0) && fails_for(decision, 1);
}

static bool forbids(const struct ir_expr *value, void *decision)
{
    int64_t constant;
    return term_constant(value, &constant) && fails_for(decision, constant);
}

static bool may_allow(const struct ir_expr *value, void *decision)
{
    return !forbids(value, decision);
}

static bool names_same(
    const struct function *function, const struct function *other, const struct ir_expr *place)
{
    return !term_root(place)->value || function->unit == other->unit;
}

/* Is it what only the first start finds, `if (first) { first = 0; ... }`: a place that the starter sets so
 * that no other follows, and nobody ever sets back? */
static bool asks_for_first(
    struct program *program, const struct function *starter, const struct decision *decision)
{
    if (!stores(starter, decision->place, forbids, (void *)decision))
        return false;
    for (guint f = 0; f < program->functions->len; f++) {
        const struct function *function = program_function(program, f);
        if (!g_str_equal(function->ir->name, IR_INIT) && names_same(starter, function, decision->place) &&
            stores(function, decision->place, may_allow, (void *)decision))
            return false;
    }
    return true;
}

/* Is it a comparison of the place with something else? */
static bool asks_for_bound(const struct decision *decision)
{
    static const char *const comparisons[] = {"eq", "ne", "lt", "le", "gt", "ge", NULL};
    const struct ir_expr *condition = decision->condition;
    return condition->kind == IR_OP && condition->b && g_strv_contains(comparisons, condition->name) &&
           (term_equal(condition->a, decision->place) || term_equal(condition->b, decision->place));
}

static bool is_dereference(const struct ir_expr *part, void *context)
{
    (void)context;
    return part->kind == IR_DEREF;
}

/* Does the function hand over the object that the place is part of, to what may change it: `qlock(&lock)` its
 * waiters? */
static bool hands_over(const struct function *function, const struct ir_expr *place)
{
    for (uint32_t c = 0; c < function->n_calls; c++)
        for (uint32_t i = 0; i < function->calls[c].ir->n_args; i++) {
            const struct ir_expr *arg = function->calls[c].ir->args[i];
            if (arg->kind == IR_ADDR && place->kind == IR_FIELD && term_contains(place, arg->a))
                return true;
        }
    return false;
}

/* Does who starts the task, or the task, change the place? */
static bool is_changed(const struct task *task, const struct ir_expr *place)
{
    const struct function *starter = task->at->function;
    return stores(starter, place, is_any, NULL) || stores(task->body, place, is_any, NULL) ||
           hands_over(starter, place) || hands_over(task->body, place);
}

/* The state of one object says nothing of how many objects there are: only what is global limits. */
static bool limits(struct program *program, const struct task *task, const struct decision *decision)
{
    const struct function *starter = task->at->function;
    if (term_root(decision->place)->kind != IR_GLOBAL || term_any(decision->place, is_dereference, NULL))
        return false;
    return (asks_for_none(decision) && is_changed(task, decision->place)) ||
           (asks_for_bound(decision) && stores(starter, decision->place, grows, NULL)) ||
           asks_for_first(program, starter, decision);
}

/* The value that a local has at the end of the block, when that sets it; NULL: it does not. */
static const struct ir_expr *value_behind(const struct ir_block *block, const struct ir_expr *local)
{
    const struct ir_expr *value = NULL;
    for (uint32_t i = 0; i < block->n_instrs; i++)
        if (block->instrs[i].kind == IR_SET && term_equal(block->instrs[i].target, local))
            value = block->instrs[i].value;
    return value;
}

/* The branch's condition, with what its block sets a local to in place of that: `x = idle; if (x)`. */
static const struct ir_expr *condition_at(
    struct program *program, const struct ir_block *branch, const struct ir_expr *expr)
{
    if (expr->kind == IR_LOCAL) {
        const struct ir_expr *value = value_behind(branch, expr);
        return value ? value : expr;
    }
    if (expr->kind != IR_OP)
        return expr;
    return term_with(program, expr, condition_at(program, branch, expr->a),
        expr->b ? condition_at(program, branch, expr->b) : NULL);
}

bool task_is_limited(struct program *program, const struct task *task)
{
    struct function *starter = task->at->function;
    for (uint32_t b = 0; b < starter->ir->n_blocks; b++) {
        const struct ir_block *branch = &starter->ir->blocks[b];
        if (branch->exit != IR_BRANCH)
            continue;
        bool holds = cfg_leads_to(starter, b, branch->next[0], task->at->block);
        if (holds == cfg_leads_to(starter, b, branch->next[1], task->at->block))
            continue;
        const struct ir_expr *condition =
            term_expand(program, starter, condition_at(program, branch, branch->value));
        g_autoptr(GPtrArray) places = g_ptr_array_new();
        term_places(condition, places);
        for (guint i = 0; i < places->len; i++)
            if (limits(program, task, &(struct decision){condition, g_ptr_array_index(places, i), holds}))
                return true;
    }
    return false;
}
