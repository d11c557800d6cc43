/* What the code behind a wait puts into the object that it waited on, and takes out of it. */
#include "link/study.h"

#include "link/terms.h"

static bool is_own_part(const struct ir_expr *part, void *context)
{
    const struct study *study = context;
    const struct call *wait = study->wait->call;
    if (part->kind == IR_LOCAL)
        return g_hash_table_contains(study->derived, part->name);
    if (part->kind == IR_RESULT && wait->n_targets > 0 && part->value == wait->ir->result)
        return true; /* what the helper that waits gives: `slot = ring_begin(q)` */
    return study->base ? term_equal(part, study->base) : part->kind == IR_GLOBAL;
}

/* Does it name, or lead through, the object? */
static bool is_own(struct study *study, const struct ir_expr *expr)
{
    return term_any(term_expand(study->waits->program, study->function, expr), is_own_part, study) ||
           term_any(expr, is_own_part, study);
}

static bool names_changed(struct study *study, const struct ir_expr *expr)
{
    const struct ir_expr *full = term_expand(study->waits->program, study->function, expr);
    for (guint i = 0; i < study->changed->len; i++)
        if (term_contains(full, g_ptr_array_index(study->changed, i)))
            return true;
    return false;
}

/* Is it the name of the task that runs this, perhaps from a wrapper? */
static bool is_self(const struct function *function, const struct ir_expr *result, unsigned depth)
{
    enum { WRAPPERS = 3 };
    const struct call *call = result->value > 0 && result->value <= function->ir->n_results
                                  ? function->results[result->value]
                                  : NULL;
    if (!call || depth > WRAPPERS)
        return false;
    if (call->model)
        return call->model->role == MODEL_SELF;
    const struct ir_function *callee = call->n_targets == 1 ? call->targets[0]->ir : NULL;
    const struct ir_expr *value = callee && callee->n_blocks == 1 ? callee->blocks[0].value : NULL;
    return value && value->kind == IR_RESULT && is_self(call->targets[0], value, depth + 1);
}

/* A value from outside of the object: an argument, a local, a result. */
static bool is_external(struct study *study, const struct ir_expr *expr)
{
    if (!expr || is_own_part(expr, study))
        return false;
    switch (expr->kind) {
    case IR_RESULT:
        return !is_self(study->function, expr, 0);
    case IR_PARAM:
    case IR_LOCAL:
    case IR_FUNC:
    case IR_UNKNOWN:
        return true;
    default:
        return is_external(study, expr->a) || is_external(study, expr->b);
    }
}

static void find_derived(struct study *study)
{
    const struct ir_function *ir = study->function->ir;
    for (unsigned round = 0; round < 2; round++)
        for (uint32_t b = 0; b < ir->n_blocks; b++)
            for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
                const struct ir_instr *instr = &ir->blocks[b].instrs[i];
                if (instr->kind == IR_SET && instr->target->kind == IR_LOCAL && is_own(study, instr->value))
                    g_hash_table_add(study->derived, (gpointer)instr->target->name);
            }
}

/* The locals that values are put through: `slot` of `slot->data = x`. */
static void study_puts(struct study *study, GHashTable *through)
{
    for (guint i = 0; i < study->effects->len; i++) {
        const struct effect *effect = g_ptr_array_index(study->effects, i);
        if (!effect->target || effect->target->kind == IR_LOCAL || !is_own(study, effect->target) ||
            !is_external(study, effect->value) || is_own(study, effect->value))
            continue;
        study->puts = true;
        if (!study_is_changed(study, effect->target))
            study->stores = true;
        const struct ir_expr *root = term_root(effect->target);
        if (root->kind == IR_LOCAL)
            g_hash_table_add(through, (gpointer)root->name);
    }
}

/* `head = item->next`: does it unlink what a local holds that nothing is put through? */
static bool unlinks(struct study *study, const struct effect *effect, GHashTable *through)
{
    const struct ir_expr *next = effect->value;
    const struct ir_expr *item = next->kind == IR_FIELD && next->a->kind == IR_DEREF ? next->a->a : NULL;
    return item && item->kind == IR_LOCAL && effect->target && study_is_changed(study, effect->target) &&
           g_hash_table_contains(study->derived, item->name) && !g_hash_table_contains(through, item->name);
}

static void study_takes(struct study *study, GHashTable *through)
{
    for (guint i = 0; i < study->effects->len; i++) {
        const struct effect *effect = g_ptr_array_index(study->effects, i);
        const struct ir_expr *target = effect->target;
        study->takes |= unlinks(study, effect, through);
        if ((target && target->kind != IR_LOCAL && is_own(study, target)) || !is_own(study, effect->value))
            continue;
        if (target && target->kind == IR_LOCAL && g_hash_table_contains(through, target->name))
            continue;
        if (effect->value->kind == IR_OP ||
            (study->delta && names_changed(study, effect->value) && effect->value->kind != IR_INDEX &&
                effect->value->kind != IR_DEREF))
            continue;
        study->takes = true;
        study->returns |= !target;
    }
}

/* Calls whose bodies are not seen: copies, and functions of containers. The first argument is what they
 * change. */
static void study_call(struct study *study, const struct call *call)
{
    bool own_first = false, own_later = false, external = false, any = false;
    for (uint32_t i = 0; i < call->ir->n_args; i++) {
        const struct ir_expr *arg = call->ir->args[i];
        bool own = is_own(study, arg);
        if (arg->kind == IR_INT || arg->kind == IR_STRING)
            continue;
        any = true;
        own_first |= own && i == 0;
        own_later |= own && i > 0;
        external |= !own && (i > 0 || call->ir->args[0]->kind == IR_ADDR) && is_external(study, arg);
    }
    if (!any || call->model)
        return;
    if (own_first && external) {
        study->puts = study->stores = true;
    } else if (own_later && !own_first && call->n_targets == 0) {
        study->takes = true;
    } else if (own_first && !external && call->ir->result &&
               outcome_of((struct call *)call) != OUTCOME_IGNORED) {
        study->takes = true;
    }
}

static bool result_is_kept(const struct study *study, const struct call *call)
{
    for (guint i = 0; i < study->effects->len; i++) {
        const struct effect *effect = g_ptr_array_index(study->effects, i);
        const struct ir_expr *value = effect->value;
        if (value->kind == IR_DEREF) /* of a reference */
            value = value->a;
        if (value->kind == IR_RESULT && value->value == call->ir->result)
            return true;
    }
    return false;
}

/* Is the object reached through what stands there, as an awaiter's channel is? */
static bool leads_to_own(const struct study *study, const struct ir_expr *arg)
{
    return study->base && arg->kind == IR_ADDR && arg->a->kind == IR_LOCAL &&
           term_contains(study->base, arg->a);
}

/* Does the call, which is handed the object itself, change a place that was waited on? */
static bool changes_object(struct study *study, const struct call *call)
{
    const struct ir_expr *pointer = term_expand(study->waits->program, study->function, call->ir->args[0]);
    if (!study->base || study->base->kind != IR_DEREF || !term_equal(pointer, study->base->a))
        return false;
    const GPtrArray *effects = summary_effects_of_call(study->waits->summaries, call);
    for (guint i = 0; i < effects->len; i++) {
        const struct effect *effect = g_ptr_array_index(effects, i);
        if (effect->target && study_is_changed(study, effect->target))
            return true;
    }
    return false;
}

static void study_calls(struct study *study)
{
    for (guint i = 0; i < study->calls->len; i++) {
        const struct call *call = g_ptr_array_index(study->calls, i);
        if (call->ir->n_args == 0 || call->model)
            continue;
        bool own = is_own(study, call->ir->args[0]) || leads_to_own(study, call->ir->args[0]) ||
                   changes_object(study, call);
        if (own && result_is_kept(study, call)) /* `x = ring_get(q)` */
            study->takes = true;
        else
            study_call(study, call);
    }
}

void study_traffic(struct study *study)
{
    g_autoptr(GHashTable) through = g_hash_table_new(g_str_hash, g_str_equal);
    find_derived(study);
    study_puts(study, through);
    study_takes(study, through);
    study_calls(study);
}
