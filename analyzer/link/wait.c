/* Hand-made channels. Most C has no channel library: it has a mutex, a condition variable and a loop that
 * waits for room or for an item. A wait is classified by the conditions that lead to it and by what its
 * function does after it, before it lets go of the lock:
 *
 *   send     it changes a place that it waited on, and puts a value into the object that the place belongs
 * to; or it does so before it waits, until somebody has taken the value receive  it changes such a place, and
 * takes a value out of the object wait     anything else: a barrier, a limiter, a gate
 *
 * A condition on one other place, which somebody else sets and signals, is a flag that wakes it.
 */
#include "link/study.h"

#include "link/cfg.h"
#include "link/terms.h"

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

bool waits_makes_room(const struct waits *waits, const struct op_site *send, const struct function *function)
{
    const GPtrArray *writes = writes_in(waits->writes, function);
    for (guint i = 0; writes && i < writes->len; i++) {
        const struct write *write = g_ptr_array_index(writes, i);
        if (waits_is_part(waits, write->place) && waits_group(waits, write->place) == send->group &&
            (!send->delta || study_direction(write->instr->value) != send->delta))
            return true;
    }
    return false;
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

/* -- what changes -- */

/* Does a place that grows make the comparison more likely to hold (1), or less (-1)? 0: it is no comparison
 * that tells, or has the place on both sides. */
static int inclination(const struct ir_expr *comparison, const struct ir_expr *place)
{
    static const struct {
        const char *name;
        int of_left;
    } inclinations[] = {{"lt", -1}, {"le", -1}, {"gt", 1}, {"ge", 1}};
    if (comparison->kind != IR_OP || !comparison->b)
        return 0;
    int left = term_equal(comparison->a, place), right = term_equal(comparison->b, place);
    for (size_t i = 0; i < G_N_ELEMENTS(inclinations); i++)
        if (g_str_equal(comparison->name, inclinations[i].name))
            return (left - right) * inclinations[i].of_left;
    return 0;
}

/* Who sends or receives leaves less for the next one to do the same. Who makes others' condition easier,
 * `while (turn < mine) wait; turn++`, takes turns with them. */
static bool lets_others_on(
    const struct condition *condition, const struct ir_expr *place, const struct effect *effect)
{
    int waits = inclination(condition->expr, place) * (condition->leave_holds ? -1 : 1);
    return waits * study_direction(effect->value) < 0;
}

/* Behind this store the condition waits (-1), or lets go (1). 0: that is not known, or the store is of
 * something else. */
static int outcome_of_store(
    struct study *study, const struct condition *condition, const struct effect *effect)
{
    int64_t stored, result;
    if (condition->places->len != 1 || !term_constant(effect->value, &stored) ||
        !study_same_place(study, g_ptr_array_index(condition->places, 0), effect->target) ||
        !term_constant_given(condition->expr, g_ptr_array_index(condition->places, 0), stored, &result))
        return 0;
    return (result != 0) == condition->leave_holds ? 1 : -1;
}

static void find_changes(struct study *study)
{
    study->answers = true;
    for (guint e = 0; e < study->effects->len; e++) {
        const struct effect *effect = g_ptr_array_index(study->effects, e);
        for (guint c = 0; effect->target && c < study->conditions->len; c++) {
            const struct condition *condition = g_ptr_array_index(study->conditions, c);
            for (guint p = 0; p < condition->places->len; p++) {
                const struct ir_expr *place = g_ptr_array_index(condition->places, p);
                if (!study_same_place(study, place, effect->target) ||
                    lets_others_on(condition, place, effect))
                    continue;
                if (!study->delta)
                    study->delta = study_direction(effect->value);
                study->answers &= outcome_of_store(study, condition, effect) > 0;
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

/* -- semaphores -- */

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

static void condition_free(gpointer data)
{
    struct condition *condition = data;
    g_ptr_array_unref(condition->places);
    g_free(condition);
}

/* -- the verdict -- */

static const struct ir_expr *address(struct program *program, const struct ir_expr *place)
{
    return place->kind == IR_DEREF ? place->a : ir_expr_new(program->arena, IR_ADDR, NULL, 0, place, NULL);
}

static enum op_kind kind_of(const struct study *study)
{
    if (study->puts == study->takes) {
        if (!study->puts)
            return OP_WAIT;
        if (study->returns)
            return OP_RECEIVE;
        if (!study->delta)
            return OP_WAIT;
        return study->delta > 0 ? OP_SEND : OP_RECEIVE;
    }
    if (study->puts)
        return study->answers ? OP_WAIT : OP_SEND;
    return OP_RECEIVE;
}

static bool gives_up(struct study *study)
{
    for (guint i = 0; i < study->conditions->len; i++) {
        const struct condition *condition = g_ptr_array_index(study->conditions, i);
        if (condition->on_result || condition->places->len == 0)
            return true;
    }
    return !study->cyclic || study_result_leads_out(study);
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
            about |= study_is_changed(study, g_ptr_array_index(condition->places, p));
        for (guint p = 0; about && p < condition->places->len; p++) {
            const struct ir_expr *place = g_ptr_array_index(condition->places, p);
            uint32_t id = classes_place(study->waits->classes, study->function, place);
            const GPtrArray *writes = writes_of(study->waits->writes, id);
            for (guint w = 0; writes && w < writes->len; w++)
                if (study_direction(((const struct write *)g_ptr_array_index(writes, w))->instr->value)) {
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
    g_autofree bool *before = cfg_reach_back(cfg_of(study->function), wait);
    for (uint32_t b = 0; b < study->function->ir->n_blocks; b++)
        if (after[b] && study->locks[b] && before[b])
            return true;
    return false;
}

/* `while (!(any && first->tag == tag)) wait`: does a condition compare what is in the channel with a
 * parameter? */
static bool picks(const struct study *study)
{
    for (guint i = 0; i < study->conditions->len; i++) {
        const struct ir_expr *expr =
            ((const struct condition *)g_ptr_array_index(study->conditions, i))->expr;
        const bool compares = expr->kind == IR_OP && expr->b &&
                              (g_str_equal(expr->name, "eq") || g_str_equal(expr->name, "ne"));
        if (compares && (expr->a->kind == IR_PARAM || expr->b->kind == IR_PARAM) &&
            (term_is_memory(expr->a) || term_is_memory(expr->b)))
            return true;
    }
    return false;
}

static void conclude(struct study *study, struct wait_result *result)
{
    result->delta = study->delta;
    result->repeats = repeats(study);
    result->picks = picks(study);
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

/* -- a value that is handed over: put first, then waited for until it is taken -- */

/* The stores of the blocks that lead to the wait and do not come behind it. */
static void scan_before(struct study *study)
{
    const struct function *function = study->function;
    const struct call *wait = study->wait->call;
    g_autofree bool *behind = cfg_reach(function, wait->block, NULL, NULL);
    g_autofree bool *before = cfg_reach_back(cfg_of(study->function), wait->block);
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        if (behind[b] || !before[b])
            continue;
        const struct ir_block *block = function_block(function, b);
        for (uint32_t i = 0; i < block->n_instrs; i++) {
            if (block->instrs[i].kind != IR_SET)
                continue;
            struct effect *effect = arena_alloc(study->waits->program->arena, sizeof *effect);
            *effect = (struct effect){
                term_expand_target(study->waits->program, study->function, block->instrs[i].target),
                block->instrs[i].value};
            g_ptr_array_add(study->effects, effect);
        }
    }
}

static void study_hand_over(struct study *study, struct wait_result *result)
{
    g_ptr_array_set_size(study->effects, 0);
    g_ptr_array_set_size(study->calls, 0);
    study->answers = false;
    scan_before(study);
    for (guint e = 0; e < study->effects->len; e++)
        for (guint c = 0; c < study->conditions->len; c++) {
            const struct condition *condition = g_ptr_array_index(study->conditions, c);
            if (outcome_of_store(study, condition, g_ptr_array_index(study->effects, e)) < 0)
                g_ptr_array_add(study->changed, g_ptr_array_index(condition->places, 0));
        }
    if (study->changed->len == 0)
        return;
    study->base = object_of(g_ptr_array_index(study->changed, 0), study->wait->object);
    study_traffic(study);
    study->takes = false;
    if (!study->puts || !study->stores)
        return;
    conclude(study, result);
    result->weak = true;
    join_places(study, result);
}

/* What was waited for, as the helper's callers may change it. */
static GPtrArray *kept_conditions(const struct study *study)
{
    GPtrArray *kept = g_ptr_array_new();
    for (guint i = 0; i < study->conditions->len; i++) {
        const struct condition *condition = g_ptr_array_index(study->conditions, i);
        if (condition->places->len > 0)
            g_ptr_array_add(kept, arena_copy(study->waits->program->arena, condition, sizeof *condition));
    }
    return kept;
}

/* Does the function leave it to its callers to let go of the lock? */
static bool keeps_lock(struct study *study)
{
    for (uint32_t c = 0; c < study->function->n_calls; c++)
        if (study_call_does(study, &study->function->calls[c], MODEL_UNLOCK, study->wait->lock))
            return false;
    return true;
}

/* The function returns with the lock held: its callers say what it has waited for. */
static void leave_to_callers(struct study *study, struct wait_result *result)
{
    result->decides = false;
    result->conditions = kept_conditions(study);
    if (study->wait->mode == MODEL_TIMEOUT && !gives_up(study))
        result->mode = MODEL_FOREVER;
}

static void look_behind(struct study *study)
{
    g_ptr_array_set_size(study->effects, 0);
    g_ptr_array_set_size(study->calls, 0);
    study_scan_region(study);
    find_changes(study);
}

static void conclude_change(struct study *study, struct wait_result *result)
{
    study->base = object_of(g_ptr_array_index(study->changed, 0), study->wait->object);
    study_traffic(study);
    conclude(study, result);
    join_places(study, result);
}

/* `while (full) wait; unlock; put` */
static void look_beyond(struct study *study, struct wait_result *result)
{
    study->beyond = true;
    look_behind(study);
    if (study->delta) /* it counts */
        conclude_change(study, result);
}

/* `wait_event(q, !full); lock; put; unlock`: the wait belongs to no lock, and what comes behind it to the
 * wait. */
static bool needs_no_lock(const struct study *study)
{
    return study->wait->object->kind == IR_UNKNOWN && study->wait->model->condition == MODEL_NONE;
}

static void classify_condition(struct study *study, struct wait_result *result)
{
    study_find_conditions(study);
    study_find_late(study);
    bool decides = false;
    for (guint i = 0; i < study->conditions->len; i++)
        decides |= ((const struct condition *)g_ptr_array_index(study->conditions, i))->places->len > 0;
    result->decides = decides || study->cyclic; /* a loop without a condition of its own is no wrapper */
    if (!decides)
        return;
    look_behind(study);
    if (study->changed->len > 0)
        conclude_change(study, result);
    else
        study_hand_over(study, result);
    if (study->changed->len == 0 && keeps_lock(study))
        leave_to_callers(study, result);
    else if (study->changed->len == 0 && (!repeats(study) || needs_no_lock(study)))
        look_beyond(study, result);
    study_find_flags(study);
}

/* Does the function nothing but wait? */
static bool only_waits(const struct study *study)
{
    const struct function *function = study->function;
    for (uint32_t c = 0; c < function->n_calls; c++)
        if (&function->calls[c] != study->wait->call && function->calls[c].n_targets > 0)
            return false;
    return term_root(study->wait->object)->kind == IR_PARAM;
}

static void classify_semaphore(struct study *study, struct wait_result *result)
{
    if (study_is_lock(study))
        return;
    study_scan_region(study);
    const struct ir_expr *other = study_given_after(study);
    result->decides = other || !only_waits(study);
    if (!other)
        return;
    study->base = object_of(pointee(study, study->wait->object), other);
    study_traffic(study);
    if (study->puts != study->takes)
        conclude(study, result);
    result->group =
        join_groups(study->waits, place_pointed(study, study->wait->object), place_pointed(study, other));
    study_find_conditions_after(study);
    study_find_flags(study);
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
    *result = (struct wait_result){
        .kind = OP_WAIT,
        .decides = true,
        .mode = wait->mode,
        .condition = classes_value(waits->classes, study.function, wait->object),
    };
    study_find_locks(&study);
    if (wait->model->role == MODEL_ACQUIRE)
        classify_semaphore(&study, result);
    else
        classify_condition(&study, result);
    result->flags = study.flags;
    result->unheard = study.unheard;
    result->places = study.places;
    result->late = study.late;
    g_free(study.locks);
    g_ptr_array_unref(study.conditions);
    g_ptr_array_unref(study.effects);
    g_ptr_array_unref(study.calls);
    g_ptr_array_unref(study.changed);
    g_hash_table_destroy(study.derived);
}
