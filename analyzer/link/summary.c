#include "link/summary.h"

#include "link/cfg.h"
#include "link/terms.h"

enum { MOST_EFFECTS = 48, MOST_SYNCS = 24 }; /* of one function: the rest is left out */

/* What is told of functions and calls: their effects, or their syncs. Made when first asked for. */
struct summary {
    GPtrArray **by_function; /* what the function does, callees' included; NULL: nothing */
    bool *known; /* by function */
    GHashTable *by_call; /* struct call * -> GPtrArray *, likewise */
};

struct summaries {
    struct program *program;
    GPtrArray *nothing;
    struct summary effects, syncs;
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
        const GPtrArray *theirs = summaries->syncs.by_function[callee->id];
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
        const GPtrArray *theirs = summaries->effects.by_function[callee->id];
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

/* -- of functions -- */

typedef void function_adder(struct summaries *summaries, struct function *function, GPtrArray *done);
typedef void call_adder(struct summaries *summaries, const struct call *call, GPtrArray *done);

static void add_effects_in(struct summaries *summaries, struct function *function, GPtrArray *effects)
{
    add_stores(summaries, function, effects);
    for (uint32_t c = 0; c < function->n_calls; c++)
        add_effects(summaries, &function->calls[c], effects);
}

static void add_syncs_in(struct summaries *summaries, struct function *function, GPtrArray *syncs)
{
    for (uint32_t c = 0; c < function->n_calls; c++)
        add_syncs(summaries, &function->calls[c], syncs);
}

static const GPtrArray *of_function(
    struct summaries *summaries, struct summary *summary, function_adder *add, struct function *function)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    order_from(function, summary->known, order);
    for (guint i = 0; i < order->len; i++) {
        struct function *each = g_ptr_array_index(order, i);
        g_autoptr(GPtrArray) done = g_ptr_array_new();
        add(summaries, each, done);
        if (done->len > 0)
            summary->by_function[each->id] = g_steal_pointer(&done);
    }
    const GPtrArray *done = summary->by_function[function->id];
    return done ? done : summaries->nothing;
}

const GPtrArray *summary_effects(struct summaries *summaries, struct function *function)
{
    return of_function(summaries, &summaries->effects, add_effects_in, function);
}

const GPtrArray *summary_syncs(struct summaries *summaries, struct function *function)
{
    return of_function(summaries, &summaries->syncs, add_syncs_in, function);
}

/* -- of calls -- */

static const GPtrArray *of_call(struct summaries *summaries, struct summary *summary, function_adder *add_all,
    call_adder *add, const struct call *call)
{
    GPtrArray *done = g_hash_table_lookup(summary->by_call, call);
    if (done)
        return done;
    for (uint32_t t = 0; t < call->n_targets; t++)
        of_function(summaries, summary, add_all, call->targets[t]);
    done = g_ptr_array_new();
    add(summaries, call, done);
    if (done->len == 0) {
        g_ptr_array_unref(done);
        done = g_ptr_array_ref(summaries->nothing);
    }
    g_hash_table_insert(summary->by_call, (gpointer)call, done);
    return done;
}

const GPtrArray *summary_effects_of_call(struct summaries *summaries, const struct call *call)
{
    return of_call(summaries, &summaries->effects, add_effects_in, add_effects, call);
}

const GPtrArray *summary_syncs_of_call(struct summaries *summaries, const struct call *call)
{
    return of_call(summaries, &summaries->syncs, add_syncs_in, add_syncs, call);
}

bool summary_lacks_syncs(const GPtrArray *syncs)
{
    return syncs->len >= MOST_SYNCS;
}

static struct summary summary_new(guint n_functions)
{
    return (struct summary){
        .by_function = g_new0(GPtrArray *, n_functions + 1),
        .known = g_new0(bool, n_functions + 1),
        .by_call = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref),
    };
}

static void summary_clear(struct summary *summary, guint n_functions)
{
    for (guint i = 0; i < n_functions; i++)
        g_clear_pointer(&summary->by_function[i], g_ptr_array_unref);
    g_hash_table_destroy(summary->by_call);
    g_free(summary->by_function);
    g_free(summary->known);
}

struct summaries *summaries_new(struct program *program)
{
    struct summaries *summaries = g_new(struct summaries, 1);
    const guint n = program->functions->len;
    *summaries = (struct summaries){program, g_ptr_array_new(), summary_new(n), summary_new(n)};
    return summaries;
}

void summaries_free(struct summaries *summaries)
{
    const guint n = summaries->program->functions->len;
    summary_clear(&summaries->effects, n);
    summary_clear(&summaries->syncs, n);
    g_ptr_array_unref(summaries->nothing);
    g_free(summaries);
}
