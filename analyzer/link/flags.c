/* Stop flags: what else ends a wait than the peer. */
#include "link/study.h"

#include "link/cfg.h"
#include "link/terms.h"

/* How many sleepers signals wake: two that wake one may be enough. */
enum reveille { WAKES_NONE, WAKES_ONE, WAKES_MORE };

static enum reveille both(enum reveille a, enum reveille b)
{
    return MIN(a + b, WAKES_MORE);
}

/* How many the synchronisations wake that are of the role, on an object of the class. */
static enum reveille wakes_in(struct study *study, struct function *function, const GPtrArray *syncs,
    enum model_role role, uint32_t class)
{
    enum reveille wakes = WAKES_NONE;
    for (guint i = 0; syncs && i < syncs->len; i++) {
        const struct sync *sync = g_ptr_array_index(syncs, i);
        if (sync->role == role && classes_value(study->waits->classes, function, sync->object) == class)
            wakes = both(wakes, sync->single ? WAKES_ONE : WAKES_MORE);
    }
    return wakes;
}

/* Those that the function does behind the call, before it comes there again. */
static enum reveille wakes_after(
    struct study *study, const struct call *call, enum model_role role, uint32_t class)
{
    struct function *function = call->function;
    enum reveille wakes = WAKES_NONE;
    uint32_t barrier = call->block;
    g_autofree bool *after = cfg_reach_behind(function, call->block, cfg_is_block, &barrier);
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *other = &function->calls[c];
        if (after[other->block] || (other->block == call->block && other->instr > call->instr))
            wakes = both(wakes, wakes_in(study, function,
                                    summary_syncs_of_call(study->waits->summaries, other), role, class));
    }
    return wakes;
}

/* Those of the function's callers, once it has returned: of the one who wakes most. */
static enum reveille callers_wake(
    struct study *study, struct function *function, enum model_role role, uint32_t class, unsigned up)
{
    enum reveille wakes = WAKES_NONE;
    for (guint i = 0; up > 0 && i < function->callers->len; i++) {
        const struct call *call = g_ptr_array_index(function->callers, i);
        enum reveille here = both(
            wakes_after(study, call, role, class), callers_wake(study, call->function, role, class, up - 1));
        wakes = MAX(wakes, here);
    }
    return wakes;
}

/* Those of the function, and of its callers when it has returned. */
static enum reveille wakes_nearby(
    struct study *study, struct function *function, enum model_role role, uint32_t class, unsigned up)
{
    const GPtrArray *syncs = summary_syncs(study->waits->summaries, function);
    return both(
        wakes_in(study, function, syncs, role, class), callers_wake(study, function, role, class, up));
}

/* Does a caller do it itself, wherever: a signal before the store will do while the lock is held. */
static bool caller_does(
    struct study *study, struct function *function, enum model_role role, uint32_t class, unsigned up)
{
    for (guint i = 0; up > 0 && i < function->callers->len; i++) {
        struct function *caller = ((const struct call *)g_ptr_array_index(function->callers, i))->function;
        for (uint32_t c = 0; c < caller->n_calls; c++) {
            const struct call *call = &caller->calls[c];
            const struct ir_expr *object = call->model && call->model->role == role
                                               ? call_argument(call, sync_argument(call->model))
                                               : NULL;
            if (object && classes_value(study->waits->classes, caller, object) == class)
                return true;
        }
        if (caller_does(study, caller, role, class, up - 1))
            return true;
    }
    return false;
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
        return study_direction(value) == 0;
    stored = value->value;
    if (part != condition->expr) /* of a helper: which way it counts is not known */
        return stored != 0;
    if (!term_constant_given(part, place, stored, &result))
        return true;
    return (result != 0) == condition->leave_holds;
}

static const struct ir_expr *object_of(struct program *program, const struct write *write)
{
    const struct ir_expr *target = term_expand_target(program, write->function, write->instr->target);
    if (target->kind != IR_FIELD)
        return NULL;
    return target->a->kind == IR_DEREF ? target->a->a
                                       : ir_expr_new(program->arena, IR_ADDR, NULL, 0, target->a, NULL);
}

static bool is_unseen(const struct call *call)
{
    return call->exposes || (!call->callee && call->n_targets == 0);
}

/* May the setter wake who waits in a way that is not seen: by code that it hands what it is handed? */
static bool may_wake_unseen(struct study *study, struct function *setter)
{
    for (uint32_t c = 0; c < setter->n_calls; c++) {
        const struct call *call = &setter->calls[c];
        for (uint32_t i = 0; is_unseen(call) && i < call->ir->n_args; i++)
            if (term_root(term_expand(study->waits->program, setter, call->ir->args[i]))->kind == IR_PARAM)
                return true;
    }
    return false;
}

/* Does the setter also set another place that the wait waits for? Then it makes, or resets, the object. */
static bool resets(struct study *study, const struct flag *flag)
{
    for (guint c = 0; c < study->conditions->len; c++) {
        const struct condition *condition = g_ptr_array_index(study->conditions, c);
        for (guint p = 0; p < condition->places->len; p++) {
            uint32_t place = classes_place(
                study->waits->classes, study->function, g_ptr_array_index(condition->places, p));
            const GPtrArray *writes = writes_of(study->waits->writes, place);
            for (guint w = 0; place != flag->place && writes && w < writes->len; w++)
                if (((const struct write *)g_ptr_array_index(writes, w))->function == flag->setter)
                    return true;
        }
    }
    return false;
}

/* Is the flag set to stop who waits, and not when its object is made? */
static bool is_to_stop(
    struct study *study, const struct flag *flag, const struct write *write, const struct ir_expr *value)
{
    const struct ir_expr *root = flag->object ? term_root(flag->object) : NULL;
    bool made_here = root && (root->kind == IR_LOCAL || root->kind == IR_RESULT);
    return value->kind == IR_INT && !made_here && !resets(study, flag) &&
           !may_wake_unseen(study, write->function);
}

static struct flag *new_flag(struct study *study, const struct ir_expr *place, const struct write *write)
{
    struct waits *waits = study->waits;
    struct arena *arena = waits->program->arena;
    struct flag *flag = arena_alloc(arena, sizeof *flag);
    *flag = (struct flag){
        .label = classes_label(waits->classes, classes_value(waits->classes, study->function, place)),
        .place = classes_place(waits->classes, study->function, place),
        .closes = study->base && term_contains(place, study->base),
        .setter = write->function,
        .object = object_of(waits->program, write),
        .at = write->instr->at,
        .store = write->instr,
        .sleep = arena_copy(arena, study->wait, sizeof *study->wait),
        .tested = place,
    };
    return flag;
}

/* The first store that somebody signals, or where it is not known what to signal, makes it a flag, rather one
 * that wakes all sleepers; when none is signalled, the first that should be is one that nobody hears. */
static void add_flag(struct study *study, const struct condition *condition, const struct ir_expr *part,
    const struct ir_expr *place)
{
    enum { SETTER_CALLERS = 2 };
    struct waits *waits = study->waits;
    const struct wait *wait = study->wait;
    uint32_t object = classes_value(waits->classes, study->function, wait->object);
    enum model_role waker = wait->model->role == MODEL_ACQUIRE ? MODEL_RELEASE : MODEL_SIGNAL;
    const GPtrArray *writes = writes_of(waits->writes, classes_place(waits->classes, study->function, place));
    struct flag *unheard = NULL, *single = NULL;
    bool signalled = false;
    for (guint i = 0; writes && i < writes->len; i++) {
        const struct write *write = g_ptr_array_index(writes, i);
        const struct ir_expr *value = term_expand(waits->program, write->function, write->instr->value);
        if (write->function == study->function || !lets_go(condition, part, place, value))
            continue;
        struct flag *flag = new_flag(study, place, write);
        enum reveille wakes = wait->mode == MODEL_TIMEOUT || !object
                                  ? WAKES_MORE
                                  : wakes_nearby(study, write->function, waker, object, SETTER_CALLERS);
        if (wakes == WAKES_MORE) {
            g_ptr_array_add(study->flags, flag);
            return;
        }
        flag->single = wakes == WAKES_ONE;
        if (flag->single && !single)
            single = flag;
        signalled |= caller_does(study, write->function, waker, object, SETTER_CALLERS);
        if (!unheard && is_to_stop(study, flag, write, value))
            unheard = flag;
    }
    if (single)
        g_ptr_array_add(study->flags, single);
    else if (unheard && !signalled)
        g_ptr_array_add(study->unheard, unheard);
}

static void find_flags_in(struct study *study, const struct condition *condition, const struct ir_expr *part)
{
    static const char *const joins[] = {"any", "or", "and", NULL};
    if (part->kind == IR_OP && g_strv_contains(joins, part->name)) {
        find_flags_in(study, condition, part->a);
        if (part->b)
            find_flags_in(study, condition, part->b);
        return;
    }
    const struct ir_expr *place = single_place(part);
    if (place && !study_is_changed(study, place))
        add_flag(study, condition, part, place);
}

void study_find_flags(struct study *study)
{
    study->flags = g_ptr_array_new();
    study->unheard = g_ptr_array_new();
    for (guint i = 0; i < study->conditions->len; i++) {
        const struct condition *condition = g_ptr_array_index(study->conditions, i);
        find_flags_in(study, condition, condition->expr);
    }
}
