/* Receives that take nothing of what a task sends, since nobody comes to them but that task, or only once it
 * has been taken. */
#include "link/taker.h"

#include "link/terms.h"

/* Does nothing but the task's body lead to the function? */
static bool leads_only_to(const struct function *function, const struct task *task, GHashTable *seen)
{
    if (!g_hash_table_add(seen, (gpointer)function))
        return true;
    bool only = function == task->body || function->callers->len > 0;
    for (guint i = 0; only && i < function->callers->len; i++)
        only = leads_only_to(
            ((const struct call *)g_ptr_array_index(function->callers, i))->function, task, seen);
    return only;
}

bool row_only_task(const struct linked *linked, guint row, uint32_t *number)
{
    const GPtrArray *ops = linked_row(linked, row)->ops;
    const GArray *tasks = linked->tasks_of[row_op(linked_row(linked, row))->function->id];
    if (!tasks || tasks->len != 1)
        return false;
    *number = g_array_index(tasks, uint32_t, 0);
    const struct task *task = g_ptr_array_index(linked->tasks, *number);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < ops->len; i++)
        if (!leads_only_to(((const struct op *)g_ptr_array_index(ops, i))->function, task, seen))
            return false;
    return true;
}

/* Is the channel one that each start of the task has for itself, as the body sees it? */
static bool is_of_start(struct linked *linked, const struct task *task, const struct function *function,
    const struct ir_expr *channel)
{
    return function == task->body && channel && term_root(channel)->kind == IR_PARAM &&
           !starts_with_same(linked, task, channel);
}

/* Does its function always send into the channel before it takes from that: is what it takes an answer, of
 * another side? */
static bool asks_before(const struct linked *linked, const struct taker *taker)
{
    const struct call *receive = taker_call(taker);
    for (guint i = linked->first_on[taker->channel]; i != NO_ROW; i = linked_row(linked, i)->next_on) {
        const struct op *op = row_op(linked_row(linked, i));
        if (op->site->kind == OP_SEND && op->function == receive->function && op->channel &&
            term_equal(op->channel, taker->handle) && call_precedes(op_call(op), receive))
            return true;
    }
    return false;
}

bool taker_is_answer(const struct linked *linked, const struct taker *taker, guint send)
{
    const GPtrArray *ops = linked_row(linked, send)->ops;
    const struct call *receive = taker_call(taker);
    bool answer = taker->channel && taker->handle;
    for (guint i = 0; answer && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        answer = op->function == receive->function && op->channel && term_equal(op->channel, taker->handle);
    }
    return answer && asks_before(linked, taker);
}

bool taker_is_sender(struct linked *linked, const struct taker *taker, guint send)
{
    const struct op *op = row_op(linked_row(linked, send));
    uint32_t sender, receiver;
    if (!row_only_task(linked, send, &sender) || !row_only_task(linked, taker->row, &receiver) ||
        sender != receiver)
        return false;
    const struct task *task = g_ptr_array_index(linked->tasks, sender);
    return task->times == TIMES_ONCE ||
           (is_of_start(linked, task, op->function, op->channel) &&
               is_of_start(linked, task, taker_call(taker)->function, taker->handle));
}
