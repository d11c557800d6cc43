#include "link/summary.h"

#include "link/cfg.h"
#include "link/terms.h"

enum { MOST_EFFECTS = 48, MOST_SYNCS = 24 }; /* of one function: the rest is left out */

struct summaries {
    struct program *program;
    struct summary *by_function;
    bool *known; /* by function */
    GHashTable *by_call; /* struct call * -> struct summary, made when first asked for */
};

/* -- order -- */

struct visit {
    struct function *function;
    uint32_t call, target;
};

static bool next_callee(struct visit *visit, struct function **callee)
{
    const struct function *function = visit->function;
    for (; visit->call < function->n_calls; visit->call++, visit->target = 0) {
        const struct call *call = &function->calls[visit->call];
        if (visit->target < call->n_targets) {
            *callee = call->targets[visit->target++];
            return true;
        }
    }
    return false;
}

/* Appends the function and all that it calls, as far as they are not seen yet, callees first. */
static void order_from(struct function *function, bool *seen, GPtrArray *order)
{
    struct function *callee;
    if (seen[function->id])
        return;
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(struct visit));
    seen[function->id] = true;
    g_array_append_vals(stack, &(struct visit){function, 0, 0}, 1);
    while (stack->len > 0) {
        struct visit *top = &g_array_index(stack, struct visit, stack->len - 1);
        if (!next_callee(top, &callee)) {
            g_ptr_array_add(order, top->function);
            g_array_set_size(stack, stack->len - 1);
        } else if (!seen[callee->id]) {
            seen[callee->id] = true;
            g_array_append_vals(stack, &(struct visit){callee, 0, 0}, 1);
        }
    }
}

GPtrArray *summary_order(struct program *program)
{
    GPtrArray *order = g_ptr_array_new();
    g_autofree bool *seen = g_new0(bool, program->functions->len + 1);
    for (guint i = 0; i < program->functions->len; i++)
        order_from(program_function(program, i), seen, order);
    return order;
}

/* -- summaries -- */

static const struct summary *known_of(const struct summaries *summaries, const struct function *function)
{
    return &summaries->by_function[function->id];
}

/* A field of an object that the caller cannot name is that field of any object: which way led to it does not
 * matter. */
static const struct ir_expr *any_object(struct summaries *summaries, const struct ir_expr *pointer)
{
    const struct ir_expr *place = pointer->kind == IR_ADDR ? pointer->a : pointer;
    const struct ir_expr *root = term_root(place);
    if (place->kind != IR_FIELD || root->kind != IR_UNKNOWN || place->a == root)
        return pointer;
    struct ir_expr *field = arena_copy(summaries->program->arena, place, sizeof *place);
    field->a = root;
    if (place == pointer)
        return field;
    struct ir_expr *address = arena_copy(summaries->program->arena, pointer, sizeof *pointer);
    address->a = field;
    return address;
}

/* Unknown places are not equal as terms, since they may be any: here they are the same as far as is known. */
static bool is_same_unknown(const struct ir_expr *a, const struct ir_expr *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == IR_UNKNOWN)
        return true;
    return a->kind == IR_FIELD && a->a->kind == IR_UNKNOWN && b->a->kind == IR_UNKNOWN &&
           g_str_equal(a->record, b->record) && g_str_equal(a->name, b->name);
}

bool sync_is_on_same(const struct sync *a, const struct sync *b)
{
    const struct ir_expr *x = a->object, *y = b->object;
    if (x->kind == IR_ADDR && y->kind == IR_ADDR) {
        x = x->a;
        y = y->a;
    }
    return term_equal(x, y) || is_same_unknown(x, y);
}

static void add_sync(struct summaries *summaries, GPtrArray *syncs, const struct sync *sync)
{
    if (syncs->len >= MOST_SYNCS)
        return;
    for (guint i = 0; i < syncs->len; i++) {
        struct sync *known = g_ptr_array_index(syncs, i);
        if (known->role == sync->role && known->excludes == sync->excludes && sync_is_on_same(known, sync)) {
            known->single = false;
            return;
        }
    }
    g_ptr_array_add(syncs, arena_copy(summaries->program->arena, sync, sizeof *sync));
}

int sync_argument(const struct model_function *model)
{
    switch (model->role) {
    case MODEL_LOCK:
    case MODEL_UNLOCK:
        return model->lock;
    case MODEL_SIGNAL:
        return model->condition;
    case MODEL_ACQUIRE:
    case MODEL_RELEASE:
        return model->channel;
    default:
        return MODEL_NONE;
    }
}

static bool wakes_one(const struct model_function *model)
{
    return model->role == MODEL_RELEASE || (model->wakes & MODEL_WAKES_ONE);
}

static bool is_in_loop(const struct call *call)
{
    return cfg_repeats(cfg_of(call->function), call->block);
}

static void add_syncs(struct summaries *summaries, const struct call *call, GPtrArray *syncs)
{
    struct program *program = summaries->program;
    if (call->spawns)
        return;
    int index = call->model ? sync_argument(call->model) : MODEL_NONE;
    if (index >= 0 && (uint32_t)index < call->ir->n_args) {
        const struct sync sync = {
            .role = call->model->role,
            .object = term_expand(program, call->function, call->ir->args[index]),
            .excludes = call->model->mode == MODEL_FOREVER && !call->model->shared,
            .single = wakes_one(call->model) && !is_in_loop(call),
        };
        add_sync(summaries, syncs, &sync);
    }
    for (uint32_t t = 0; t < call->n_targets && syncs->len < MOST_SYNCS; t++) {
        const struct function *callee = call->targets[t];
        const GPtrArray *theirs = known_of(summaries, callee)->syncs;
        for (guint i = 0; theirs && i < theirs->len; i++) {
            struct sync sync = *(const struct sync *)g_ptr_array_index(theirs, i);
            sync.object = any_object(summaries,
                term_expand(program, call->function, term_substitute(program, call, callee, sync.object)));
            sync.single = sync.single && !is_in_loop(call);
            add_sync(summaries, syncs, &sync);
        }
    }
}

static void add_effect(struct summaries *summaries, GPtrArray *effects, const struct ir_expr *target,
    const struct ir_expr *value)
{
    if (effects->len >= MOST_EFFECTS)
        return;
    struct effect *effect = arena_alloc(summaries->program->arena, sizeof *effect);
    *effect = (struct effect){target, value};
    g_ptr_array_add(effects, effect);
}

static void add_effects(struct summaries *summaries, const struct call *call, GPtrArray *effects)
{
    struct program *program = summaries->program;
    for (uint32_t t = 0; !call->spawns && t < call->n_targets && effects->len < MOST_EFFECTS; t++) {
        const struct function *callee = call->targets[t];
        const GPtrArray *theirs = known_of(summaries, callee)->effects;
        for (guint i = 0; theirs && i < theirs->len; i++) {
            const struct effect *effect = g_ptr_array_index(theirs, i);
            if (term_substitute(program, call, callee, term_root(effect->target))->kind == IR_UNKNOWN)
                continue; /* memory that only the callee can name */
            const struct ir_expr *target =
                term_expand(program, call->function, term_substitute(program, call, callee, effect->target));
            if (term_root(target)->kind != IR_UNKNOWN)
                add_effect(summaries, effects, target, term_substitute(program, call, callee, effect->value));
        }
    }
}

static void add_stores(struct summaries *summaries, struct function *function, GPtrArray *effects)
{
    struct program *program = summaries->program;
    const struct ir_function *ir = function->ir;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &ir->blocks[b].instrs[i];
            if (instr->kind != IR_SET)
                continue;
            const struct ir_expr *target = term_expand_target(program, function, instr->target);
            if (term_is_memory(target))
                add_effect(summaries, effects, target, term_expand(program, function, instr->value));
        }
}

static struct summary summary_new(void)
{
    return (struct summary){g_ptr_array_new(), g_ptr_array_new()};
}

static void summary_clear(struct summary *summary)
{
    g_clear_pointer(&summary->effects, g_ptr_array_unref);
    g_clear_pointer(&summary->syncs, g_ptr_array_unref);
}

static void summary_free(gpointer data)
{
    summary_clear(data);
    g_free(data);
}

static void summarize(struct summaries *summaries, struct function *function)
{
    struct summary *summary = &summaries->by_function[function->id];
    *summary = summary_new();
    add_stores(summaries, function, summary->effects);
    for (uint32_t c = 0; c < function->n_calls; c++) {
        add_effects(summaries, &function->calls[c], summary->effects);
        add_syncs(summaries, &function->calls[c], summary->syncs);
    }
}

bool summary_may_unlock_more(const struct summary *summary)
{
    return summary->syncs->len >= MOST_SYNCS;
}

const struct summary *summary_of(struct summaries *summaries, struct function *function)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    order_from(function, summaries->known, order);
    for (guint i = 0; i < order->len; i++)
        summarize(summaries, g_ptr_array_index(order, i));
    return known_of(summaries, function);
}

const struct summary *summary_of_call(struct summaries *summaries, const struct call *call)
{
    struct summary *summary = g_hash_table_lookup(summaries->by_call, call);
    if (summary)
        return summary;
    for (uint32_t t = 0; t < call->n_targets; t++)
        summary_of(summaries, call->targets[t]);
    summary = g_new(struct summary, 1);
    *summary = summary_new();
    add_effects(summaries, call, summary->effects);
    add_syncs(summaries, call, summary->syncs);
    g_hash_table_insert(summaries->by_call, (gpointer)call, summary);
    return summary;
}

struct summaries *summaries_new(struct program *program)
{
    struct summaries *summaries = g_new0(struct summaries, 1);
    summaries->program = program;
    summaries->by_function = g_new0(struct summary, program->functions->len + 1);
    summaries->by_call = g_hash_table_new_full(NULL, NULL, NULL, summary_free);
    summaries->known = g_new0(bool, program->functions->len + 1);
    return summaries;
}

void summaries_free(struct summaries *summaries)
{
    for (guint i = 0; i < summaries->program->functions->len; i++)
        summary_clear(&summaries->by_function[i]);
    g_hash_table_destroy(summaries->by_call);
    g_free(summaries->known);
    g_free(summaries->by_function);
    g_free(summaries);
}
