/* Who wakes a task that sleeps: the ones who then wait for its end, or others. */
#include "link/sleep.h"

#include "link/terms.h"

static bool is_one_of(const GArray *tasks, uint32_t task)
{
    for (guint i = 0; tasks && i < tasks->len; i++)
        if (g_array_index(tasks, uint32_t, i) == task)
            return true;
    return false;
}

/* Is it run by a task that is neither the one that sleeps nor who joins that? */
static bool is_run_by_others(const struct sleep *sleep, const struct function *function)
{
    struct linked *linked = sleep->linked;
    const GArray *tasks = linked->tasks_of[function->id];
    const GArray *joiners = linked->tasks_of[row_op(linked_row(linked, sleep->join))->function->id];
    for (guint i = 0; tasks && i < tasks->len; i++) {
        uint32_t task = g_array_index(tasks, uint32_t, i);
        if (task != sleep->task && !is_one_of(joiners, task))
            return true;
    }
    return joiners && !tasks;
}

/* May code that is not seen call it, at any time? */
static bool is_called_back(const struct sleep *sleep, const struct function *function, unsigned up)
{
    enum { MOST_UP = 6 };
    const struct task *task = g_ptr_array_index(sleep->linked->tasks, sleep->task);
    if (function == task->body || up > MOST_UP)
        return false;
    for (guint i = 0; !function->address_taken && i < function->callers->len; i++) {
        const struct call *call = g_ptr_array_index(function->callers, i);
        if (is_called_back(sleep, call->function, up + 1))
            return true;
    }
    return function->address_taken;
}

/* Whose are those who wake it? */
enum side { SIDE_JOINER = 1, SIDE_OTHERS = 2 };

static unsigned side_of(const struct sleep *sleep, const struct function *function)
{
    if (is_run_by_others(sleep, function) || (!sleep->is_late && is_called_back(sleep, function, 0)))
        return SIDE_OTHERS;
    return reach_has(linked_reach(sleep->linked, sleep->task), function) ? 0 : SIDE_JOINER;
}

static unsigned side_of_row(const struct sleep *sleep, guint row)
{
    const GPtrArray *ops = linked_row(sleep->linked, row)->ops;
    unsigned sides = 0;
    for (guint i = 0; i < ops->len; i++)
        sides |= side_of(sleep, ((const struct op *)g_ptr_array_index(ops, i))->function);
    return sides;
}

bool sleep_is_on(const struct sleep *sleep, struct function *function, const struct ir_expr *object)
{
    uint32_t class = classes_value(sleep->linked->classes, function, object);
    return class && sleep->condition && classes_find(sleep->linked->classes, class) == sleep->condition;
}

/* Who posts the semaphore. What is posted in a parameter may be any. */
static unsigned sides_of_posts(const struct sleep *sleep)
{
    const struct program *program = sleep->linked->program;
    unsigned sides = 0;
    for (guint f = 0; f < program->functions->len; f++) {
        struct function *function = program_function(program, f);
        for (uint32_t c = 0; c < function->n_calls; c++) {
            const struct call *call = &function->calls[c];
            const struct ir_expr *object = call->model && call->model->role == MODEL_RELEASE
                                               ? call_argument(call, call->model->channel)
                                               : NULL;
            if (object && (sleep_is_on(sleep, function, object) || term_is_open(object)))
                sides |= side_of(sleep, function);
        }
    }
    return sides;
}

bool sleep_ends_by_joiner(const struct sleep *sleep)
{
    struct linked *linked = sleep->linked;
    const struct call *call = sleep->op->site->call;
    unsigned sides = 0;
    for (guint i = 0; i < sleep->wakers->len; i++)
        sides |= side_of_row(sleep, g_array_index(sleep->wakers, guint, i));
    const GArray *signals = linked->of_kind[OP_SIGNAL];
    for (guint i = 0; sleep->condition && i < signals->len; i++) {
        const guint row = g_array_index(signals, guint, i);
        const struct op *op = row_op(linked_row(linked, row));
        if (op->class && classes_find(linked->classes, op->class) == sleep->condition)
            sides |= side_of_row(sleep, row);
    }
    if (call->model && call->model->role == MODEL_ACQUIRE)
        sides |= sides_of_posts(sleep);
    return sides == SIDE_JOINER;
}
