/* Hand-made channels. Most C has no channel library: it has a mutex, a condition variable and a loop that
 * waits for room or for an item. A wait is classified by the conditions that lead to it and by what its
 * function does after it, before it lets go of the lock:
 *
 *   send     it changes a place that it waited on, and puts a value into the object that the place belongs to
 *   receive  it changes such a place, and takes a value out of the object
 *   wait     anything else: a barrier, a limiter, a gate
 *
 * A condition on one other place, which somebody else sets and signals, is a flag that wakes it.
 */
#include "link/op.h"

#include "link/cfg.h"
#include "link/terms.h"
#include "link/writes.h"

#include <string.h>

struct waits {
    struct program *program;
    struct classes *classes;
    struct summaries *summaries;
    const struct writes *writes;
    GHashTable *places; /* those that channels are made of */
    GHashTable *groups; /* union-find over places: place -> place */
};

/* One classification under way. */
struct study {
    struct waits *waits;
    const struct wait *wait;
    struct function *function;
    bool *locks; /* by block: it takes the wait's lock */
    bool cyclic; /* the wait can come again before the lock is taken anew */
    GPtrArray *conditions; /* struct condition * */
    GPtrArray *effects; /* struct effect *, of the region after the wait */
    GPtrArray *calls; /* struct call *, of the region */
    GPtrArray *changed; /* const struct ir_expr *: places waited on that the region changes */
    const struct ir_expr *base; /* the object they belong to; NULL: globals */
    GHashTable *derived; /* names of locals that hold what was read from the object */
    int delta; /* of a changed place: 1 grows, -1 shrinks, 0 unknown */
    bool puts, takes, stores; /* stores: puts into something else than a place waited on */
};

/* A branch that decides whether the wait comes. */
struct condition {
    uint32_t block, leave; /* leave: the successor that does not wait */
    bool leave_holds; /* the condition's value on the way to it */
    const struct ir_expr *expr; /* in full: locals and simple helpers replaced */
    GPtrArray *places; /* in memory */
    bool on_result; /* it tests what the wait itself returned */
};

static const struct ir_block *block_of(const struct function *function, uint32_t block)
{
    return &function->ir->blocks[block];
}

struct waits *waits_new(struct program *program, struct classes *classes, struct summaries *summaries,
    const struct writes *writes)
{
    struct waits *waits = g_new0(struct waits, 1);
    *waits = (struct waits){
        .program = program,
        .classes = classes,
        .summaries = summaries,
        .writes = writes,
        .places = g_hash_table_new(NULL, NULL),
        .groups = g_hash_table_new(NULL, NULL),
    };
    return waits;
}

void waits_free(struct waits *waits)
{
    g_hash_table_destroy(waits->places);
    g_hash_table_destroy(waits->groups);
    g_free(waits);
}

uint32_t waits_group(const struct waits *waits, uint32_t group)
{
    for (gpointer up; (up = g_hash_table_lookup(waits->groups, GUINT_TO_POINTER(group)));)
        group = GPOINTER_TO_UINT(up);
    return group;
}

bool waits_is_part(const struct waits *waits, uint32_t place)
{
    return g_hash_table_contains(waits->places, GUINT_TO_POINTER(place));
}

static uint32_t join_groups(struct waits *waits, uint32_t a, uint32_t b)
{
    g_hash_table_add(waits->places, GUINT_TO_POINTER(a));
    g_hash_table_add(waits->places, GUINT_TO_POINTER(b));
    a = waits_group(waits, a);
    b = waits_group(waits, b);
    if (a != b && a && b)
        g_hash_table_insert(waits->groups, GUINT_TO_POINTER(b), GUINT_TO_POINTER(a));
    return a ? a : b;
}

/* -- locks -- */

static bool same_object(struct study *study, const struct ir_expr *a, const struct ir_expr *b)
{
    if (!a || !b || term_equal(a, b))
        return true;
    struct classes *classes = study->waits->classes;
    uint32_t x = classes_value(classes, study->function, a), y = classes_value(classes, study->function, b);
    return x && x == y;
}

/* Does the call do `role` to the object (any, when it is not known)? */
static bool call_does(
    struct study *study, const struct call *call, enum model_role role, const struct ir_expr *object)
{
    const GPtrArray *syncs = summary_of_call(study->waits->summaries, call)->syncs;
    for (guint i = 0; i < syncs->len; i++) {
        const struct sync *sync = g_ptr_array_index(syncs, i);
        if (sync->role == role && same_object(study, sync->object, object))
            return true;
    }
    return false;
}

static void find_locks(struct study *study)
{
    const struct function *function = study->function;
    study->locks = g_new0(bool, function->ir->n_blocks + 1);
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        bool after_wait = call->block == study->wait->call->block && call->instr >= study->wait->call->instr;
        if (call != study->wait->call && !after_wait && !study->locks[call->block] &&
            call_does(study, call, MODEL_LOCK, study->wait->lock))
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
    const struct ir_block *block = block_of(study->function, study->wait->call->block);
    struct barrier barrier = {study, UINT32_MAX};
    bool *all = g_new0(bool, study->function->ir->n_blocks + 1);
    for (uint32_t i = 0; i < block->n_next; i++) {
        g_autofree bool *reached = cfg_reach(study->function, block->next[i], is_barrier, &barrier);
        for (uint32_t b = 0; b < study->function->ir->n_blocks; b++)
            all[b] |= reached[b];
    }
    return all;
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
    if (a == expr->a && b == expr->b)
        return expr;
    struct ir_expr *copy = arena_copy(program->arena, expr, sizeof *expr);
    copy->a = a;
    copy->b = b;
    return copy;
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

static void add_condition(struct study *study, uint32_t branch, uint32_t leave, bool leave_holds)
{
    struct program *program = study->waits->program;
    const struct ir_expr *value = block_of(study->function, branch)->value;
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
    g_ptr_array_add(study->conditions, condition);
}

static void condition_free(gpointer data)
{
    struct condition *condition = data;
    g_ptr_array_unref(condition->places);
    g_free(condition);
}

static void find_conditions(struct study *study)
{
    const struct function *function = study->function;
    g_autofree bool *after = after_wait(study);
    const struct cfg *cfg = cfg_of(study->function);
    study->cyclic = after[study->wait->call->block];
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        const struct ir_block *block = block_of(function, b);
        bool again = after[b] || (b == study->wait->call->block && study->cyclic);
        if (!cfg->live[b] || block->exit != IR_BRANCH || (study->cyclic && !again))
            continue;
        bool waits[2] = {leads_to_wait(study, b, block->next[0]), leads_to_wait(study, b, block->next[1])};
        if (waits[0] != waits[1])
            add_condition(study, b, block->next[waits[0] ? 1 : 0], !waits[0]);
    }
}

/* -- the region after the wait -- */

static bool ends_region(struct study *study, const struct call *call)
{
    if (call == study->wait->call)
        return true;
    if (study->wait->model->role == MODEL_ACQUIRE)
        return false;
    return call_does(study, call, MODEL_UNLOCK, study->wait->lock);
}

static struct call *call_at(const struct function *function, uint32_t block, uint32_t instr)
{
    const struct ir_instr *ir = &block_of(function, block)->instrs[instr];
    return ir->kind == IR_CALL ? function->results[ir->result] : NULL;
}

/* True when the region goes on behind the block. */
static bool scan_block(struct study *study, uint32_t number, uint32_t first)
{
    struct program *program = study->waits->program;
    const struct ir_block *block = block_of(study->function, number);
    for (uint32_t i = first; i < block->n_instrs; i++) {
        struct call *call = call_at(study->function, number, i);
        if (call) {
            if (ends_region(study, call))
                return false;
            g_ptr_array_add(study->calls, call);
            g_ptr_array_extend(
                study->effects, summary_of_call(study->waits->summaries, call)->effects, NULL, NULL);
            continue;
        }
        struct effect *effect = arena_alloc(program->arena, sizeof *effect);
        *effect = (struct effect){
            term_expand_target(program, study->function, block->instrs[i].target), block->instrs[i].value};
        g_ptr_array_add(study->effects, effect);
    }
    if (block->exit == IR_RETURN && block->value) {
        struct effect *effect = arena_alloc(program->arena, sizeof *effect);
        *effect = (struct effect){NULL, block->value};
        g_ptr_array_add(study->effects, effect);
    }
    return cfg_falls_through(study->function, number);
}

static void scan_from(struct study *study, uint32_t start, uint32_t first, bool *seen)
{
    g_autoptr(GArray) todo = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool semaphore = study->wait->model->role == MODEL_ACQUIRE;
    if (first == 0) {
        if (seen[start])
            return;
        seen[start] = true;
    }
    for (uint32_t block = start;; first = 0) {
        bool locks = first == 0 && study->locks[block] && !semaphore;
        if (!locks && scan_block(study, block, first))
            g_array_append_vals(
                todo, block_of(study->function, block)->next, block_of(study->function, block)->n_next);
        do {
            if (todo->len == 0)
                return;
            block = g_array_index(todo, uint32_t, todo->len - 1);
            g_array_set_size(todo, todo->len - 1);
        } while (seen[block]);
        seen[block] = true;
    }
}

/* Where control goes once it need not wait: the wait's end, and the ways past it. */
static void scan_region(struct study *study)
{
    g_autofree bool *seen = g_new0(bool, study->function->ir->n_blocks + 1);
    const struct call *wait = study->wait->call;
    scan_from(study, wait->block, wait->instr + 1, seen);
    for (guint i = 0; i < study->conditions->len; i++) {
        const struct condition *condition = g_ptr_array_index(study->conditions, i);
        scan_from(study, condition->leave, 0, seen);
    }
}

/* -- what changes -- */

static bool same_place(struct study *study, const struct ir_expr *a, const struct ir_expr *b)
{
    if (term_equal(a, b))
        return true;
    if (a->kind != b->kind || (a->kind != IR_FIELD && a->kind != IR_GLOBAL))
        return false;
    return classes_place(study->waits->classes, study->function, a) ==
           classes_place(study->waits->classes, study->function, b);
}

static int direction(const struct ir_expr *value)
{
    if (value->kind != IR_OP)
        return 0;
    if (g_str_equal(value->name, "rem") || g_str_equal(value->name, "and"))
        return direction(value->a);
    bool grows = g_str_equal(value->name, "add") || g_str_equal(value->name, "move");
    if (!grows)
        return g_str_equal(value->name, "sub") ? -1 : 0;
    return value->b->kind == IR_OP || (value->b->kind == IR_INT && value->b->value < 0) ? -1 : 1;
}

static void find_changes(struct study *study)
{
    for (guint e = 0; e < study->effects->len; e++) {
        const struct effect *effect = g_ptr_array_index(study->effects, e);
        for (guint c = 0; effect->target && c < study->conditions->len; c++) {
            const struct condition *condition = g_ptr_array_index(study->conditions, c);
            for (guint p = 0; p < condition->places->len; p++) {
                const struct ir_expr *place = g_ptr_array_index(condition->places, p);
                if (!same_place(study, place, effect->target))
                    continue;
                if (!study->delta)
                    study->delta = direction(effect->value);
                g_ptr_array_add(study->changed, (gpointer)place);
            }
        }
    }
}

/* The longest prefix that is a place of both. */
static const struct ir_expr *common_object(const struct ir_expr *a, const struct ir_expr *b)
{
    for (const struct ir_expr *x = a; x; x = x->a)
        for (const struct ir_expr *y = b; y; y = y->a)
            if (x->kind != IR_ADDR && term_equal(x, y))
                return x;
    return NULL;
}

static const struct ir_expr *strip_index(const struct ir_expr *place)
{
    while (place && place->kind == IR_INDEX)
        place = place->a;
    return place;
}

/* The object that a place belongs to: `*q` of `q->ring.len`, when the condition variable is `q->room`. */
static const struct ir_expr *object_of(const struct ir_expr *place, const struct ir_expr *beside)
{
    place = strip_index(place);
    if (!place || place->kind != IR_FIELD)
        return NULL;
    const struct ir_expr *object = strip_index(place->a);
    const struct ir_expr *other = beside && beside->kind == IR_ADDR ? strip_index(beside->a) : beside;
    const struct ir_expr *common = other && other->kind == IR_FIELD ? common_object(object, other->a) : NULL;
    return common && common->kind != IR_PARAM && common->kind != IR_LOCAL ? common : object;
}

/* -- what is put in and taken out -- */

static bool is_own_part(const struct ir_expr *part, void *context)
{
    const struct study *study = context;
    if (part->kind == IR_LOCAL)
        return g_hash_table_contains(study->derived, part->name);
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

/* A value from outside of the object: an argument, a local, a result. */
static bool is_external(struct study *study, const struct ir_expr *expr)
{
    if (!expr || is_own_part(expr, study))
        return false;
    switch (expr->kind) {
    case IR_PARAM:
    case IR_RESULT:
    case IR_LOCAL:
    case IR_FUNC:
        return true;
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

static bool is_changed_place(struct study *study, const struct ir_expr *place)
{
    for (guint i = 0; i < study->changed->len; i++)
        if (same_place(study, g_ptr_array_index(study->changed, i), place))
            return true;
    return false;
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
        if (!is_changed_place(study, effect->target))
            study->stores = true;
        const struct ir_expr *root = term_root(effect->target);
        if (root->kind == IR_LOCAL)
            g_hash_table_add(through, (gpointer)root->name);
    }
}

static void study_takes(struct study *study, GHashTable *through)
{
    for (guint i = 0; i < study->effects->len; i++) {
        const struct effect *effect = g_ptr_array_index(study->effects, i);
        const struct ir_expr *target = effect->target;
        if ((target && target->kind != IR_LOCAL && is_own(study, target)) || !is_own(study, effect->value))
            continue;
        if (target && target->kind == IR_LOCAL && g_hash_table_contains(through, target->name))
            continue;
        if (effect->value->kind == IR_OP ||
            (study->delta && names_changed(study, effect->value) && effect->value->kind != IR_INDEX &&
                effect->value->kind != IR_DEREF))
            continue;
        study->takes = true;
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
        if (effect->value->kind == IR_RESULT && effect->value->value == call->ir->result)
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
        bool own = is_own(study, call->ir->args[0]);
        if (own && result_is_kept(study, call)) /* `x = ring_get(q)` */
            study->takes = true;
        else
            study_call(study, call);
    }
}

static void study_data(struct study *study)
{
    g_autoptr(GHashTable) through = g_hash_table_new(g_str_hash, g_str_equal);
    find_derived(study);
    study_puts(study, through);
    study_takes(study, through);
    study_calls(study);
}

/* -- flags -- */

static bool function_does(
    struct study *study, struct function *function, enum model_role role, uint32_t class)
{
    const GPtrArray *syncs = summary_of(study->waits->summaries, function)->syncs;
    for (guint i = 0; syncs && i < syncs->len; i++) {
        const struct sync *sync = g_ptr_array_index(syncs, i);
        if (sync->role == role && classes_value(study->waits->classes, function, sync->object) == class)
            return true;
    }
    return false;
}

static bool is_block(const struct function *function, uint32_t block, void *context)
{
    (void)function;
    return block == *(const uint32_t *)context;
}

/* Does the function do it behind the call, before it comes there again? */
static bool done_after(struct study *study, const struct call *call, enum model_role role, uint32_t class)
{
    struct function *function = call->function;
    const struct ir_block *block = block_of(function, call->block);
    g_autofree bool *after = g_new0(bool, function->ir->n_blocks + 1);
    uint32_t barrier = call->block;
    for (uint32_t i = 0; i < block->n_next; i++) {
        g_autofree bool *reached = cfg_reach(function, block->next[i], is_block, &barrier);
        for (uint32_t b = 0; b < function->ir->n_blocks; b++)
            after[b] |= reached[b];
    }
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *other = &function->calls[c];
        if (!after[other->block] && !(other->block == call->block && other->instr > call->instr))
            continue;
        const GPtrArray *syncs = summary_of_call(study->waits->summaries, other)->syncs;
        for (guint i = 0; i < syncs->len; i++) {
            const struct sync *sync = g_ptr_array_index(syncs, i);
            if (sync->role == role && classes_value(study->waits->classes, function, sync->object) == class)
                return true;
        }
    }
    return false;
}

static bool caller_does_after(
    struct study *study, struct function *function, enum model_role role, uint32_t class, unsigned up)
{
    for (guint i = 0; i < function->callers->len; i++) {
        const struct call *call = g_ptr_array_index(function->callers, i);
        if (done_after(study, call, role, class) ||
            (up > 1 && caller_does_after(study, call->function, role, class, up - 1)))
            return true;
    }
    return false;
}

/* Does the function do `role` to an object of this class, or do its callers when it has returned? */
static bool does_nearby(
    struct study *study, struct function *function, enum model_role role, uint32_t class, unsigned up)
{
    return function_does(study, function, role, class) || caller_does_after(study, function, role, class, up);
}

/* The one place in memory that a part of the condition is about; NULL when there are several. */
static const struct ir_expr *single_place(const struct ir_expr *expr)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    term_places(expr, places);
    const struct ir_expr *first = places->len ? g_ptr_array_index(places, 0) : NULL;
    for (guint i = 1; i < places->len; i++)
        if (!term_equal(first, g_ptr_array_index(places, i)))
            return NULL;
    return first && term_is_memory(first) ? first : NULL;
}

/* Would this store make the condition let go? */
static bool lets_go(const struct condition *condition, const struct ir_expr *part,
    const struct ir_expr *place, const struct ir_expr *value)
{
    int64_t stored, result;
    if (value->kind != IR_INT)
        return direction(value) == 0;
    stored = value->value;
    if (part != condition->expr) /* of a helper: which way it counts is not known */
        return stored != 0;
    if (!term_constant_given(part, place, stored, &result))
        return true;
    return (result != 0) == condition->leave_holds;
}

static void add_flag(struct study *study, const struct condition *condition, const struct ir_expr *part,
    const struct ir_expr *place, GPtrArray *flags)
{
    enum { SETTER_CALLERS = 2 };
    struct waits *waits = study->waits;
    const struct wait *wait = study->wait;
    uint32_t id = classes_place(waits->classes, study->function, place);
    uint32_t object = classes_value(waits->classes, study->function, wait->object);
    enum model_role waker = wait->model->role == MODEL_ACQUIRE ? MODEL_RELEASE : MODEL_SIGNAL;
    const GPtrArray *writes = writes_of(waits->writes, id);
    for (guint i = 0; writes && i < writes->len; i++) {
        const struct write *write = g_ptr_array_index(writes, i);
        const struct ir_expr *value = term_expand(waits->program, write->function, write->instr->value);
        if (write->function == study->function || !lets_go(condition, part, place, value))
            continue;
        if (wait->mode != MODEL_TIMEOUT &&
            !does_nearby(study, write->function, waker, object, SETTER_CALLERS))
            continue;
        struct flag *flag = arena_alloc(waits->program->arena, sizeof *flag);
        *flag = (struct flag){
            .label = classes_label(waits->classes, classes_value(waits->classes, study->function, place)),
            .place = id,
            .closes = study->base && term_contains(place, study->base),
            .setter = write->function,
            .at = write->instr->at,
        };
        g_ptr_array_add(flags, flag);
        return;
    }
}

static void find_flags_in(
    struct study *study, const struct condition *condition, const struct ir_expr *part, GPtrArray *flags)
{
    static const char *const joins[] = {"any", "or", "and", NULL};
    if (part->kind == IR_OP && g_strv_contains(joins, part->name)) {
        find_flags_in(study, condition, part->a, flags);
        if (part->b)
            find_flags_in(study, condition, part->b, flags);
        return;
    }
    const struct ir_expr *place = single_place(part);
    if (place && !is_changed_place(study, place))
        add_flag(study, condition, part, place, flags);
}

static GPtrArray *find_flags(struct study *study)
{
    GPtrArray *flags = g_ptr_array_new();
    for (guint i = 0; i < study->conditions->len; i++) {
        const struct condition *condition = g_ptr_array_index(study->conditions, i);
        find_flags_in(study, condition, condition->expr, flags);
    }
    return flags;
}

/* -- semaphores -- */

/* A semaphore that counts room is taken before a value is put, and another one is given behind it. */
static const struct ir_expr *given_after(struct study *study)
{
    for (guint i = 0; i < study->calls->len; i++) {
        const struct call *call = g_ptr_array_index(study->calls, i);
        const GPtrArray *syncs = summary_of_call(study->waits->summaries, call)->syncs;
        for (guint s = 0; s < syncs->len; s++) {
            const struct sync *sync = g_ptr_array_index(syncs, s);
            if (sync->role == MODEL_RELEASE && !same_object(study, sync->object, study->wait->object))
                return sync->object;
        }
    }
    return NULL;
}

static uint32_t place_pointed(struct study *study, const struct ir_expr *pointer)
{
    struct ir_expr deref = {.kind = IR_DEREF, .a = pointer};
    return classes_place(
        study->waits->classes, study->function, pointer->kind == IR_ADDR ? pointer->a : &deref);
}

static const struct ir_expr *pointee(struct study *study, const struct ir_expr *pointer)
{
    return pointer->kind == IR_ADDR
               ? pointer->a
               : ir_expr_new(study->waits->program->arena, IR_DEREF, NULL, 0, pointer, NULL);
}

/* Conditions behind the semaphore that lead past what is put: stop flags. */
static void find_conditions_after(struct study *study)
{
    const struct function *function = study->function;
    const struct cfg *cfg = cfg_of(study->function);
    g_autofree bool *after = after_wait(study);
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        const struct ir_block *block = block_of(function, b);
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

/* -- the verdict -- */

static const struct ir_expr *address(struct program *program, const struct ir_expr *place)
{
    return place->kind == IR_DEREF ? place->a : ir_expr_new(program->arena, IR_ADDR, NULL, 0, place, NULL);
}

static enum op_kind kind_of(const struct study *study)
{
    if (study->puts == study->takes) {
        if (!study->puts || !study->delta)
            return OP_WAIT;
        return study->delta > 0 ? OP_SEND : OP_RECEIVE;
    }
    return study->puts ? OP_SEND : OP_RECEIVE;
}

static bool gives_up(const struct study *study)
{
    for (guint i = 0; i < study->conditions->len; i++) {
        const struct condition *condition = g_ptr_array_index(study->conditions, i);
        if (condition->on_result || condition->places->len == 0)
            return true;
    }
    return !study->cyclic;
}

static void join_places(struct study *study, struct wait_result *result)
{
    for (guint i = 0; i < study->changed->len; i++)
        result->group = join_groups(study->waits, result->group,
            classes_place(study->waits->classes, study->function, g_ptr_array_index(study->changed, i)));
    for (guint c = 0; c < study->conditions->len; c++) { /* head and tail, count and limit */
        const struct condition *condition = g_ptr_array_index(study->conditions, c);
        bool about = false;
        for (guint p = 0; p < condition->places->len; p++)
            about |= is_changed_place(study, g_ptr_array_index(condition->places, p));
        for (guint p = 0; about && p < condition->places->len; p++) {
            const struct ir_expr *place = g_ptr_array_index(condition->places, p);
            uint32_t id = classes_place(study->waits->classes, study->function, place);
            const GPtrArray *writes = writes_of(study->waits->writes, id);
            for (guint w = 0; writes && w < writes->len; w++)
                if (direction(((const struct write *)g_ptr_array_index(writes, w))->instr->value)) {
                    result->group = join_groups(study->waits, result->group, id);
                    break;
                }
        }
    }
}

/* Does the function come back to the wait by taking the lock anew: is it a loop of many such operations? */
static bool repeats(const struct study *study)
{
    uint32_t wait = study->wait->call->block;
    g_autofree bool *after = cfg_reach(study->function, wait, NULL, NULL);
    for (uint32_t b = 0; b < study->function->ir->n_blocks; b++) {
        if (!after[b] || !study->locks[b])
            continue;
        g_autofree bool *back = cfg_reach(study->function, b, NULL, NULL);
        if (back[wait])
            return true;
    }
    return false;
}

static void conclude(struct study *study, struct wait_result *result)
{
    result->repeats = repeats(study);
    result->kind = kind_of(study);
    result->weak = !study->stores && result->kind == OP_SEND;
    const struct ir_expr *place =
        study->changed->len ? g_ptr_array_index(study->changed, 0) : pointee(study, study->wait->object);
    result->label =
        classes_label(study->waits->classes, classes_address(study->waits->classes, study->function, place));
    result->channel = study->base ? address(study->waits->program, study->base) : NULL;
    if (study->wait->mode == MODEL_TIMEOUT && !gives_up(study))
        result->mode = MODEL_FOREVER;
}

static void classify_condition(struct study *study, struct wait_result *result)
{
    find_conditions(study);
    bool decides = false;
    for (guint i = 0; i < study->conditions->len; i++)
        decides |= ((const struct condition *)g_ptr_array_index(study->conditions, i))->places->len > 0;
    result->decides = decides;
    if (!decides)
        return;
    scan_region(study);
    find_changes(study);
    if (study->changed->len > 0) {
        study->base = object_of(g_ptr_array_index(study->changed, 0), study->wait->object);
        study_data(study);
        conclude(study, result);
        join_places(study, result);
    }
    result->flags = find_flags(study);
}

static void classify_semaphore(struct study *study, struct wait_result *result)
{
    scan_region(study);
    const struct ir_expr *other = given_after(study);
    if (!other)
        return;
    study->base = object_of(pointee(study, study->wait->object), other);
    study_data(study);
    if (study->puts != study->takes)
        conclude(study, result);
    result->group =
        join_groups(study->waits, place_pointed(study, study->wait->object), place_pointed(study, other));
    find_conditions_after(study);
    result->flags = find_flags(study);
}

void wait_classify(struct waits *waits, const struct wait *wait, struct wait_result *result)
{
    struct study study = {
        .waits = waits,
        .wait = wait,
        .function = wait->call->function,
        .conditions = g_ptr_array_new_with_free_func(condition_free),
        .effects = g_ptr_array_new(),
        .calls = g_ptr_array_new(),
        .changed = g_ptr_array_new(),
        .derived = g_hash_table_new(g_str_hash, g_str_equal),
    };
    *result = (struct wait_result){.kind = OP_WAIT, .decides = true, .mode = wait->mode};
    find_locks(&study);
    if (wait->model->role == MODEL_ACQUIRE)
        classify_semaphore(&study, result);
    else
        classify_condition(&study, result);
    g_free(study.locks);
    g_ptr_array_unref(study.conditions);
    g_ptr_array_unref(study.effects);
    g_ptr_array_unref(study.calls);
    g_ptr_array_unref(study.changed);
    g_hash_table_destroy(study.derived);
}
