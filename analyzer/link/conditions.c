/* The locks around a wait, and the conditions that lead to it. */
#include "link/study.h"

#include "link/cfg.h"
#include "link/terms.h"

/* -- objects and places -- */

bool study_same_place(struct study *study, const struct ir_expr *a, const struct ir_expr *b)
{
    if (term_equal(a, b))
        return true;
    if (a->kind != b->kind || (a->kind != IR_FIELD && a->kind != IR_GLOBAL))
        return false;
    return classes_place(study->waits->classes, study->function, a) ==
           classes_place(study->waits->classes, study->function, b);
}

bool study_is_changed(struct study *study, const struct ir_expr *place)
{
    for (guint i = 0; i < study->changed->len; i++)
        if (study_same_place(study, g_ptr_array_index(study->changed, i), place))
            return true;
    return false;
}

int study_direction(const struct ir_expr *value)
{
    if (value->kind != IR_OP)
        return 0;
    if (g_str_equal(value->name, "rem") || g_str_equal(value->name, "and"))
        return study_direction(value->a);
    bool grows = g_str_equal(value->name, "add") || g_str_equal(value->name, "move");
    if (!grows)
        return g_str_equal(value->name, "sub") ? -1 : 0;
    return value->b->kind == IR_OP || (value->b->kind == IR_INT && value->b->value < 0) ? -1 : 1;
}

/* -- locks -- */

bool study_same_object(struct study *study, const struct ir_expr *a, const struct ir_expr *b)
{
    if (!a || !b || term_equal(a, b))
        return true;
    struct classes *classes = study->waits->classes;
    uint32_t x = classes_value(classes, study->function, a), y = classes_value(classes, study->function, b);
    return x && x == y;
}

/* Does the call do `role` to the object (any, when it is not known)? */
bool study_call_does(
    struct study *study, const struct call *call, enum model_role role, const struct ir_expr *object)
{
    const GPtrArray *syncs = summary_syncs_of_call(study->waits->summaries, call);
    for (guint i = 0; i < syncs->len; i++) {
        const struct sync *sync = g_ptr_array_index(syncs, i);
        if (sync->role == role && study_same_object(study, sync->object, object))
            return true;
    }
    return false;
}

void study_find_locks(struct study *study)
{
    const struct function *function = study->function;
    study->locks = g_new0(bool, function->ir->n_blocks + 1);
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        bool after_wait = call->block == study->wait->call->block && call->instr >= study->wait->call->instr;
        if (call != study->wait->call && !after_wait && !study->locks[call->block] &&
            study_call_does(study, call, MODEL_LOCK, study->wait->lock))
            study->locks[call->block] = true;
    }
}

/* -- conditions -- */

struct barrier {
    const struct study *study;
    uint32_t branch;
};

static bool is_barrier(const struct function *function, uint32_t block, void *context)
{
    (void)function;
    const struct barrier *barrier = context;
    if (block == barrier->study->wait->call->block)
        return false;
    return block == barrier->branch || barrier->study->locks[block];
}

static bool leads_to_wait(const struct study *study, uint32_t branch, uint32_t successor)
{
    struct barrier barrier = {study, branch};
    g_autofree bool *reached = cfg_reach(study->function, successor, is_barrier, &barrier);
    return reached[study->wait->call->block];
}

/* Blocks that the wait's end leads to without taking the lock anew. */
static bool *after_wait(const struct study *study)
{
    struct barrier barrier = {study, UINT32_MAX};
    return cfg_reach_behind(study->function, study->wait->call->block, is_barrier, &barrier);
}

/* The results of simple helpers replaced by what they compute: `is_full(q)` is `(eq q->len q->cap)`. */
static const struct ir_expr *see_through(struct study *study, const struct ir_expr *expr, unsigned depth)
{
    enum { HELPER_DEPTH = 3 };
    struct program *program = study->waits->program;
    if (!expr || depth > HELPER_DEPTH)
        return expr;
    if (expr->kind == IR_RESULT) {
        const struct call *call = expr->value <= study->function->ir->n_results && expr->value > 0
                                      ? study->function->results[expr->value]
                                      : NULL;
        if (!call || call->n_targets != 1 || call == study->wait->call)
            return expr;
        const struct ir_expr *returned = term_returned(program, call->targets[0]);
        if (!returned)
            return expr;
        const struct ir_expr *here = term_substitute(program, call, call->targets[0], returned);
        return see_through(study, term_expand(program, study->function, here), depth + 1);
    }
    if (!expr->a)
        return expr;
    const struct ir_expr *a = see_through(study, expr->a, depth), *b = see_through(study, expr->b, depth);
    return term_with(program, expr, a, b);
}

static bool is_wait_result(const struct ir_expr *part, void *context)
{
    const struct study *study = context;
    const struct ir_instr *wait = study->wait->call->ir;
    if (part->kind == IR_RESULT)
        return part->value == wait->result;
    if (part->kind != IR_LOCAL)
        return false;
    const struct ir_function *ir = study->function->ir;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET && term_equal(instr->target, part) && instr->value->kind == IR_RESULT &&
                instr->value->value == wait->result)
                return true;
        }
    return false;
}

static void keep_memory(GPtrArray *places)
{
    for (guint i = places->len; i-- > 0;)
        if (!term_is_memory(g_ptr_array_index(places, i)))
            g_ptr_array_remove_index(places, i);
}

/* The result that is tested, or its negation; or NULL. */
static struct call *tested_call(const struct study *study, const struct ir_expr *expr)
{
    while (expr->kind == IR_OP && !expr->b)
        expr = expr->a;
    const bool known =
        expr->kind == IR_RESULT && expr->value > 0 && expr->value <= study->function->ir->n_results;
    return known ? study->function->results[expr->value] : NULL;
}

/* `while (!ring_put(q, x)) wait`: the helper's own branches are what is waited for, and it does the rest. */
static void look_into(struct study *study, struct condition *condition)
{
    enum { MOST_BLOCKS = 12 };
    struct program *program = study->waits->program;
    struct call *call = tested_call(study, condition->expr);
    struct function *callee = call && call->n_targets == 1 ? call->targets[0] : NULL;
    const struct ir_expr *all = NULL;
    if (!callee || callee->ir->n_blocks > MOST_BLOCKS || call == study->wait->call)
        return;
    for (uint32_t b = 0; b < callee->ir->n_blocks; b++) {
        const struct ir_block *block = function_block(callee, b);
        if (block->exit != IR_BRANCH)
            continue;
        const struct ir_expr *inner = term_expand(program, callee, block->value);
        const struct ir_expr *here =
            term_expand(program, study->function, term_substitute(program, call, callee, inner));
        all = all ? ir_expr_new(program->arena, IR_OP, "any", 0, all, here) : here;
    }
    if (!all)
        return;
    condition->expr = all;
    condition->probe = call;
    term_places(all, condition->places);
    keep_memory(condition->places);
}

static void add_condition(struct study *study, uint32_t branch, uint32_t leave, bool leave_holds)
{
    struct program *program = study->waits->program;
    const struct ir_expr *value = function_block(study->function, branch)->value;
    struct condition *condition = g_new0(struct condition, 1);
    *condition = (struct condition){
        .block = branch,
        .leave = leave,
        .leave_holds = leave_holds,
        .expr = see_through(study, term_expand(program, study->function, value), 0),
        .places = g_ptr_array_new(),
        .on_result = term_any(value, is_wait_result, study),
    };
    term_places(condition->expr, condition->places);
    keep_memory(condition->places);
    if (condition->places->len == 0 && !condition->on_result)
        look_into(study, condition);
    g_ptr_array_add(study->conditions, condition);
}

static void add_helpers_condition(struct study *study, const struct condition *given)
{
    struct condition *condition = g_memdup2(given, sizeof *given);
    condition->places = g_ptr_array_new();
    term_places(condition->expr, condition->places);
    keep_memory(condition->places);
    g_ptr_array_add(study->conditions, condition);
}

GPtrArray *wait_conditions_of(
    struct waits *waits, const struct call *call, const struct function *callee, const GPtrArray *conditions)
{
    struct program *program = waits->program;
    GPtrArray *here = g_ptr_array_new();
    for (guint i = 0; conditions && i < conditions->len; i++) {
        const struct condition *given = g_ptr_array_index(conditions, i);
        struct condition *condition = arena_copy(program->arena, given, sizeof *given);
        condition->block = condition->leave = NO_BLOCK;
        condition->places = NULL;
        condition->probe = NULL;
        condition->expr =
            term_expand(program, call->function, term_substitute(program, call, callee, given->expr));
        g_ptr_array_add(here, condition);
    }
    return here;
}

void study_find_conditions(struct study *study)
{
    const struct function *function = study->function;
    g_autofree bool *after = after_wait(study);
    const struct cfg *cfg = cfg_of(study->function);
    study->cyclic = after[study->wait->call->block];
    for (guint i = 0; study->wait->conditions && i < study->wait->conditions->len; i++)
        add_helpers_condition(study, g_ptr_array_index(study->wait->conditions, i));
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        const struct ir_block *block = function_block(function, b);
        bool again = after[b] || (b == study->wait->call->block && study->cyclic);
        if (!cfg->live[b] || block->exit != IR_BRANCH || (study->cyclic && !again))
            continue;
        bool waits[2] = {leads_to_wait(study, b, block->next[0]), leads_to_wait(study, b, block->next[1])};
        if (waits[0] != waits[1])
            add_condition(study, b, block->next[waits[0] ? 1 : 0], !waits[0]);
    }
}

/* Does control get from there out of the loop without coming to its header again? */
static bool leaves_loop(const struct study *study, const struct cfg *cfg, uint32_t from, uint32_t header)
{
    g_autofree bool *reached = cfg_reach(study->function, from, cfg_is_block, &header);
    for (uint32_t b = 0; b < cfg->n; b++)
        if (reached[b] && !cfg_in_loop(cfg, b, header))
            return true;
    return false;
}

bool study_result_leads_out(struct study *study)
{
    const struct cfg *cfg = cfg_of(study->function);
    uint32_t header = cfg->loop[study->wait->call->block] - 1;
    for (uint32_t b = 0; b < cfg->n && header != UINT32_MAX; b++) {
        const struct ir_block *block = function_block(study->function, b);
        if (!cfg_in_loop(cfg, b, header) || block->exit != IR_BRANCH ||
            !term_any(block->value, is_wait_result, study))
            continue;
        if (leaves_loop(study, cfg, block->next[0], header) !=
            leaves_loop(study, cfg, block->next[1], header))
            return true;
    }
    return false;
}

/* Conditions behind the semaphore that lead past what is put: stop flags. */
void study_find_conditions_after(struct study *study)
{
    const struct function *function = study->function;
    const struct cfg *cfg = cfg_of(study->function);
    g_autofree bool *after = after_wait(study);
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        const struct ir_block *block = function_block(function, b);
        if (!cfg->live[b] || block->exit != IR_BRANCH || !(after[b] || b == study->wait->call->block))
            continue;
        bool waits[2] = {leads_to_wait(study, b, block->next[0]), leads_to_wait(study, b, block->next[1])};
        if (waits[0] != waits[1])
            add_condition(study, b, block->next[waits[0] ? 1 : 0], !waits[0]);
        else if (!waits[0])
            for (unsigned side = 0; side < 2; side++)
                add_condition(study, b, block->next[side], side == 0);
    }
}
