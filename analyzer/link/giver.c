/* Who sends what a receive waits for, and how that can go away: a function makes the channel and starts a
 * task. Either it waits for what the task sends, and the task ends without having sent; or the task waits,
 * and the function leaves it alone. What others own may get a value from anywhere, and is left out. */
#include "link/giver.h"

#include "link/ways.h"

/* Does the task wait for one value, or for a number of them? A loop that something else ends is over when
 * that comes, which need not be a value. `start`: what it waits for is started there, in the loops around it.
 */
static bool is_counted(const struct op *op, const struct call *start)
{
    for (const struct call *call = op_call(op); call;) {
        const struct cfg *cfg = cfg_of(call->function);
        for (uint32_t loop = cfg->loop[call->block]; loop; loop = cfg->outer[loop - 1]) {
            bool is_around =
                start && start->function == call->function && cfg_in_loop(cfg, start->block, loop - 1);
            if (!is_around && !loop_is_bounded(call->function, cfg, loop - 1))
                return false;
        }
        const struct function *function = call->function;
        bool is_helper = !(start && start->function == function) && function->callers->len == 1;
        call = is_helper ? g_ptr_array_index(function->callers, 0) : NULL;
    }
    return true;
}

static bool is_started_behind(struct linked *linked, const struct task *task, const struct taker *taker)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(rows, &(guint){taker->row}, 1);
    g_autofree bool *waits = ways_blocks_with(linked, task->at->function, rows, task->at);
    g_autofree bool *behind = cfg_reach(task->at->function, task->at->block, NULL, NULL);
    for (uint32_t b = 0; b < task->at->function->ir->n_blocks; b++)
        if (waits[b] && behind[b])
            return true;
    return false;
}

/* The task that sends is started by who then waits, or then starts who does: it may end without having sent.
 */
static const char *ends_without(
    struct linked *linked, const struct wanting *wanting, guint giver, guint number)
{
    const struct task *task = g_ptr_array_index(linked->tasks, number);
    const struct op *op = row_op(linked_row(linked, giver));
    if (!ways_lead_to(task->body, op_call(op)->function, NEAR) || !is_counted(wanting->taker->op, task->at) ||
        !is_started_behind(linked, task, wanting->taker))
        return NULL;
    struct ways *ways = ways_of_body(linked, task, wanting->stops);
    const struct ir_block *end = ways_past(ways, false);
    ways_free(ways);
    if (!end)
        return NULL;
    if (op->anchor->function == task->body)
        return taker_leaves_at(linked, "ends without having sent", task->body, end);
    g_autofree char *what = g_strdup_printf("is not called when `%s` ends", task->body->ir->name);
    return taker_leaves_at(linked, what, task->body, end);
}

/* The task that waits is left alone by who started it, and should send itself. */
static const char *abandons(struct linked *linked, const struct wanting *wanting, guint giver, guint waiter)
{
    const struct task *task = g_ptr_array_index(linked->tasks, waiter);
    struct function *starter = task->at->function;
    const struct op *op = row_op(linked_row(linked, giver));
    if (!ways_lead_to(starter, op_call(op)->function, NEAR) || !is_counted(wanting->taker->op, NULL))
        return NULL;
    struct ways *ways = ways_from_start(linked, task, wanting->stops);
    ways_end_when_given_back(ways);
    const struct ir_block *end = ways_past(ways, function_ends_process(linked, starter));
    ways_free(ways);
    if (!end)
        return NULL;
    if (op->anchor->function == starter)
        return taker_leaves_at(linked, "leaves without having sent", starter, end);
    g_autofree char *what = g_strdup_printf("is not called when `%s` leaves", starter->ir->name);
    return taker_leaves_at(linked, what, starter, end);
}

const char *giver_leaves(struct linked *linked, const struct wanting *wanting, guint giver)
{
    const struct taker *taker = wanting->taker;
    g_autoptr(GArray) senders = linked_tasks_of(linked, giver);
    g_autoptr(GArray) waiters = linked_tasks_of(linked, taker->row);
    const guint n = senders->len;
    const char *leaves = NULL;
    g_array_append_vals(senders, waiters->data, waiters->len);
    for (guint i = 0; i < senders->len && !leaves; i++) {
        uint32_t t = g_array_index(senders, uint32_t, i);
        const struct task *task = g_ptr_array_index(linked->tasks, t);
        bool sends = i < n, both = task_does(linked, t, sends ? taker->row : giver);
        if (both || !taker_is_made_by(linked, taker, task->at->function))
            continue;
        leaves = sends ? ends_without(linked, wanting, giver, t) : abandons(linked, wanting, giver, t);
    }
    return leaves;
}
