/* Tasks that are told to stop while they sleep: somebody sets a place that the task tests, and waits for its
 * end then; but the task may sleep where it does not test the place, or does so only once it has been woken.
 */
#include "link/sleep.h"

#include "link/cfg.h"
#include "link/sends.h"
#include "link/summary.h"
#include "link/terms.h"
#include "link/watch.h"
#include "link/ways.h"

/* Calls from the join up to where the place is set; what more than so many call is looked at no further. */
enum { CALLERS_UP = 2, MOST_CALLERS = 8 };

/* -- what is between the store and the join -- */

static bool is_same(const struct sleep *sleep, uint32_t place, uint32_t other)
{
    const struct classes *classes = sleep->linked->classes;
    return place && other && classes_find(classes, place) == classes_find(classes, other);
}

static bool tests_on_waking(const struct sleep *sleep, uint32_t place)
{
    const GPtrArray *places = sleep->op->site->places;
    for (guint i = 0; places && i < places->len; i++)
        if (is_same(sleep, GPOINTER_TO_UINT(g_ptr_array_index(places, i)), place))
            return true;
    return false;
}

/* A call that leads to the join, in a function which may set what the task tests. */
struct stretch {
    const struct sleep *sleep;
    const struct stop_test *test;
    struct function *function;
    const struct call *join;
};

struct point {
    uint32_t block, instr;
};

static bool leads_to(const struct function *function, struct point from, struct point to)
{
    if (from.block == to.block && from.instr <= to.instr)
        return true;
    g_autofree bool *reached = cfg_reach_behind(function, from.block, NULL, NULL);
    return cfg_falls_through(function, from.block) && reached[to.block];
}

/* Is it a store of what lets the task go? */
static bool stops(const struct stretch *stretch, const struct ir_expr *target, const struct ir_expr *value)
{
    const struct stop_test *test = stretch->test;
    int64_t stored, result;
    uint32_t place = classes_place(stretch->sleep->linked->classes, stretch->function, target);
    return is_same(stretch->sleep, place, test->place) && term_constant(value, &stored) &&
           term_constant_given(test->condition, test->tested, stored, &result) &&
           (result != 0) == test->stops;
}

static bool is_tested_place(const struct stretch *stretch, const struct ir_expr *target)
{
    uint32_t place = classes_place(stretch->sleep->linked->classes, stretch->function, target);
    return !is_same(stretch->sleep, place, stretch->test->place) && tests_on_waking(stretch->sleep, place);
}

/* Who only wakes a sleeper that then tests something else and sleeps again does not end the sleep. */
static bool is_signal_enough(const struct stretch *stretch)
{
    const GPtrArray *places = stretch->sleep->op->site->places;
    return !places || places->len == 0 || tests_on_waking(stretch->sleep, stretch->test->place);
}

static bool has_class(const struct stretch *stretch, const struct call *call, uint32_t class)
{
    struct classes *classes = stretch->sleep->linked->classes;
    for (uint32_t i = 0; class && i < call->ir->n_args; i++) {
        uint32_t argument = classes_value(classes, call->function, call->ir->args[i]);
        if (argument && classes_find(classes, argument) == classes_find(classes, class))
            return true;
    }
    return false;
}

/* Code that is not seen may wake it. */
static bool may_wake(const struct stretch *stretch, const struct call *call)
{
    const struct sleep *sleep = stretch->sleep;
    const struct task *task = g_ptr_array_index(sleep->linked->tasks, sleep->task);
    return (!call->callee && call->n_targets == 0) ||
           (call->exposes &&
               (has_class(stretch, call, task->handle) || has_class(stretch, call, sleep->condition) ||
                   has_class(stretch, call, sleep->op->class)));
}

static bool call_wakes(const struct stretch *stretch, const struct call *call)
{
    struct summaries *summaries = stretch->sleep->linked->summaries;
    const GPtrArray *syncs = summary_syncs_of_call(summaries, call);
    const GPtrArray *effects = summary_effects_of_call(summaries, call);
    for (guint i = 0; is_signal_enough(stretch) && i < syncs->len; i++) {
        const struct sync *sync = g_ptr_array_index(syncs, i);
        if ((sync->role == MODEL_SIGNAL || sync->role == MODEL_RELEASE) &&
            sleep_is_on(stretch->sleep, stretch->function, sync->object))
            return true;
    }
    for (guint i = 0; i < effects->len; i++)
        if (is_tested_place(stretch, ((const struct effect *)g_ptr_array_index(effects, i))->target))
            return true;
    return may_wake(stretch, call) ||
           ways_call_comes_to(stretch->sleep->linked, call, stretch->sleep->wakers);
}

static bool instr_wakes(const struct stretch *stretch, struct point at)
{
    const struct ir_instr *instr = &function_block(stretch->function, at.block)->instrs[at.instr];
    if (instr->kind == IR_SET)
        return is_tested_place(
            stretch, term_expand_target(stretch->sleep->linked->program, stretch->function, instr->target));
    const struct call *call = stretch->function->results[instr->result];
    return call && call_wakes(stretch, call);
}

/* Does something that wakes it stand between the store and the join? */
static bool is_woken_between(const struct stretch *stretch, struct point store)
{
    const struct ir_function *ir = stretch->function->ir;
    const struct point join = {stretch->join->block, stretch->join->instr};
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct point at = {b, i};
            if (leads_to(stretch->function, store, at) && leads_to(stretch->function, at, join) &&
                instr_wakes(stretch, at))
                return true;
        }
    return false;
}

/* -- stores -- */

static void add(const struct stretch *stretch, struct ir_location at)
{
    struct linked *linked = stretch->sleep->linked;
    const struct relation_overslept relation = {
        .op = stretch->sleep->row + 1,
        .task = stretch->sleep->task + 1,
        .flag = linked_text(linked, stretch->test->label ? stretch->test->label : "a flag"),
        .late = stretch->sleep->is_late,
        .setter = linked_text(linked, stretch->function->ir->name),
        .file = linked_file(linked, stretch->function, at),
        .line = at.line,
        .join_op = stretch->sleep->join + 1,
    };
    g_array_append_val(linked->relations->overslept, relation);
}

static bool call_stops(const struct stretch *stretch, const struct call *call)
{
    const GPtrArray *effects = summary_effects_of_call(stretch->sleep->linked->summaries, call);
    for (guint i = 0; call != stretch->join && i < effects->len; i++) {
        const struct effect *effect = g_ptr_array_index(effects, i);
        if (stops(stretch, effect->target, effect->value))
            return true;
    }
    return false;
}

static bool instr_stops(const struct stretch *stretch, const struct ir_instr *instr)
{
    struct program *program = stretch->sleep->linked->program;
    if (instr->kind == IR_SET)
        return stops(stretch, term_expand_target(program, stretch->function, instr->target),
            term_expand(program, stretch->function, instr->value));
    const struct call *call = stretch->function->results[instr->result];
    return call && call_stops(stretch, call);
}

/* What a function sets on its ways to the join. */
enum told { TOLD_NOTHING, TOLD_AND_WOKEN, TOLD_ASLEEP };

static enum told look_between(const struct stretch *stretch)
{
    const struct ir_function *ir = stretch->function->ir;
    const struct point join = {stretch->join->block, stretch->join->instr};
    enum told told = TOLD_NOTHING;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct point store = {b, i};
            if (!instr_stops(stretch, &ir->blocks[b].instrs[i]) || !leads_to(stretch->function, store, join))
                continue;
            told = TOLD_AND_WOKEN;
            if (stretch->sleep->is_late || !is_woken_between(stretch, store)) {
                add(stretch, ir->blocks[b].instrs[i].at);
                return TOLD_ASLEEP;
            }
        }
    return told;
}

/* In the function of a call that leads to the join, and up from there to the first that sets the place. */
static enum told look_up(
    const struct sleep *sleep, const struct stop_test *test, const struct call *join, unsigned up)
{
    const struct stretch stretch = {sleep, test, join->function, join};
    const GPtrArray *callers = join->function->callers;
    enum told told = look_between(&stretch);
    for (guint i = 0; up > 0 && told == TOLD_NOTHING && callers->len <= MOST_CALLERS && i < callers->len; i++)
        told = look_up(sleep, test, g_ptr_array_index(callers, i), up - 1);
    return told;
}

/* From where the join stands over the calls that lead to it from the function that knows the handle. */
static enum told look_along(
    const struct sleep *sleep, const struct stop_test *test, const struct op_path *path)
{
    const struct op *join = row_op(linked_row(sleep->linked, sleep->join));
    enum told told = path ? look_along(sleep, test, path->next) : TOLD_NOTHING;
    const struct call *call = path ? path->call : join->site->call;
    return told == TOLD_NOTHING ? look_up(sleep, test, call, path == join->path ? CALLERS_UP : 0) : told;
}

/* -- the tests of a task -- */

static bool is_told(const struct sleep *sleep, const struct stop_test *test)
{
    const struct op *join = row_op(linked_row(sleep->linked, sleep->join));
    return look_along(sleep, test, join->path) == TOLD_ASLEEP;
}

static bool look_at_late_tests(struct sleep *sleep)
{
    const GPtrArray *late = sleep->op->site->late;
    bool told = false;
    sleep->is_late = true;
    if (late && late->len > 0 && sleep_ends_by_joiner(sleep))
        for (guint i = 0; i < late->len && !told; i++)
            told = is_told(sleep, g_ptr_array_index(late, i));
    sleep->is_late = false;
    return told;
}

static void look_at_tests(const struct sleep *sleep)
{
    g_autoptr(GArray) tests = watch_tests(sleep->linked, sleep->task, sleep->op, NULL);
    bool told = tests->len == 0 || !sleep_ends_by_joiner(sleep);
    for (guint i = 0; i < tests->len && !told; i++) {
        const struct stop_test *test = &g_array_index(tests, struct stop_test, i);
        told = !tests_on_waking(sleep, test->place) && is_told(sleep, test);
    }
}

static GArray *wakers_of(struct linked *linked, guint row)
{
    uint32_t channel = linked_row(linked, row)->channel;
    GArray *wakers = channel ? ways_rows(linked, OP_SEND, channel) : g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = channel ? linked->first_on[channel] : NO_ROW; i != NO_ROW;
         i = linked_row(linked, i)->next_on)
        if (row_op(linked_row(linked, i))->site->kind == OP_CLOSE)
            g_array_append_val(wakers, i);
    ways_add_unknown(linked, wakers);
    return wakers;
}

static void look_at_row(struct linked *linked, const struct relation_joined *joined, guint row)
{
    const struct op *op = row_op(linked_row(linked, row));
    if ((op->site->kind != OP_RECEIVE && op->site->kind != OP_WAIT) || op->mode != MODEL_FOREVER)
        return;
    struct sleep sleep = {
        .linked = linked,
        .join = joined->op - 1,
        .task = joined->task - 1,
        .row = row,
        .op = op,
        .condition = op->site->condition ? classes_find(linked->classes, op->site->condition) : CLASS_NONE,
        .wakers = wakers_of(linked, row),
    };
    if (!look_at_late_tests(&sleep))
        look_at_tests(&sleep);
    g_array_unref(sleep.wakers);
}

void link_overslept(struct linked *linked)
{
    const GArray *joined = linked->relations->joined, *reaches = linked->relations->reaches;
    for (guint j = 0; j < joined->len; j++) {
        const struct relation_joined *row = &g_array_index(joined, struct relation_joined, j);
        if (row_op(linked_row(linked, row->op - 1))->mode != MODEL_FOREVER)
            continue;
        for (guint i = 0; i < reaches->len; i++) {
            const struct relation_reach *reach = &g_array_index(reaches, struct relation_reach, i);
            if (reach->task == row->task)
                look_at_row(linked, row, reach->op - 1);
        }
    }
}
