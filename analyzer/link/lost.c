/* Tasks that whoever started them cancels on one way, and forgets on another. */
#include "link/taker.h"

#include "base/multimap.h"
#include "link/ways.h"

/* Adds the row; false: it is not done by who started the task. */
static bool add_end(const struct task *task, const struct op *op, GArray *rows)
{
    g_array_append_vals(rows, &(guint){op->id - 1}, 1);
    return ways_lead_to(task->at->function, op->function, NEAR);
}

/* Adds the rows that cancel the task, or with which its starter waits for its end. False: others cancel it,
 * too.
 */
static bool add_ends(struct linked *linked, const struct task *task, GArray *rows)
{
    const uint32_t handle = classes_find(linked->classes, task->handle);
    const GPtrArray *cancels = multimap_find(linked->cancels, GUINT_TO_POINTER(handle));
    const GPtrArray *ops = linked->ops->by_function[task->at->function->id];
    for (guint i = 0; cancels && i < cancels->len; i++)
        if (!add_end(task, g_ptr_array_index(cancels, i), rows))
            return false;
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (op->site->kind == OP_JOIN && op->class && classes_find(linked->classes, op->class) == handle)
            add_end(task, op, rows);
    }
    return true;
}

static void look_at(struct linked *linked, guint number)
{
    const struct task *task = g_ptr_array_index(linked->tasks, number);
    struct function *starter = task->at->function;
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint));
    uint32_t by = linked_canceller(linked, task);
    if (!by || !add_ends(linked, task, ends))
        return;
    struct ways *ways = ways_from_start(linked, task, ends);
    ways_end_when_given_back(ways);
    const struct ir_block *end = ways_past(ways, function_ends_process(linked, starter));
    ways_free(ways);
    if (!end)
        return;
    const struct ir_location at = cfg_place_of_end(starter, (uint32_t)(end - starter->ir->blocks));
    const struct relation_lost lost = {number + 1, by, linked_file(linked, starter, at), at.line};
    g_array_append_val(linked->relations->lost, lost);
}

void link_lost(struct linked *linked)
{
    for (guint t = 0; t < linked->tasks->len; t++)
        if (((const struct task *)g_ptr_array_index(linked->tasks, t))->handle)
            look_at(linked, t);
}
