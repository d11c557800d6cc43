/* Tasks that are started only when something says that there is none, none idle, or not yet too many: a pool
 * that grows, a helper that is started when it is first needed. */
#include "link/task.h"

#include "link/study.h"
#include "link/terms.h"

static const struct ir_expr *stored(const struct ir_instr *instr, const struct ir_expr *place)
{
    return instr->kind == IR_SET && term_equal(instr->target, place) ? instr->value : NULL;
}

/* Does the function store to the place; with `grows`, one more than what it held? */
static bool stores(const struct function *function, const struct ir_expr *place, bool grows)
{
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        for (uint32_t i = 0; i < block->n_instrs; i++) {
            const struct ir_expr *value = stored(&block->instrs[i], place);
            if (value && (!grows || study_direction(value) > 0))
                return true;
        }
    }
    return false;
}

/* Is `holds` what the condition is when the place is 0, and not when it is 1? */
static bool asks_for_none(const struct ir_expr *condition, const struct ir_expr *place, bool holds)
{
    int64_t none, one;
    return term_constant_given(condition, place, 0, &none) &&
           term_constant_given(condition, place, 1, &one) && (none != 0) == holds && (one != 0) != holds;
}

/* Is it a comparison of the place with something else? */
static bool asks_for_bound(const struct ir_expr *condition, const struct ir_expr *place)
{
    static const char *const comparisons[] = {"eq", "ne", "lt", "le", "gt", "ge", NULL};
    return condition->kind == IR_OP && condition->b && g_strv_contains(comparisons, condition->name) &&
           (term_equal(condition->a, place) || term_equal(condition->b, place));
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
    return stores(starter, place, false) || stores(task->body, place, false) || hands_over(starter, place) ||
           hands_over(task->body, place);
}

/* The state of one object says nothing of how many objects there are: only what is global limits. */
static bool limits(const struct task *task, const struct ir_expr *condition, bool holds)
{
    const struct function *starter = task->at->function;
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    term_places(condition, places);
    for (guint i = 0; i < places->len; i++) {
        const struct ir_expr *place = g_ptr_array_index(places, i);
        if (term_root(place)->kind != IR_GLOBAL || term_any(place, is_dereference, NULL))
            continue;
        if (asks_for_none(condition, place, holds) && is_changed(task, place))
            return true;
        if (asks_for_bound(condition, place) && stores(starter, place, true))
            return true;
    }
    return false;
}

bool task_is_limited(struct program *program, const struct task *task)
{
    struct function *starter = task->at->function;
    for (uint32_t b = 0; b < starter->ir->n_blocks; b++) {
        const struct ir_block *branch = &starter->ir->blocks[b];
        if (branch->exit != IR_BRANCH)
            continue;
        bool holds = cfg_leads_to(starter, b, branch->next[0], task->at->block);
        if (holds != cfg_leads_to(starter, b, branch->next[1], task->at->block) &&
            limits(task, term_expand(program, starter, branch->value), holds))
            return true;
    }
    return false;
}
