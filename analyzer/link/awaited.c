/* Joins made by hand: a task counts itself out, `live--`, and signals; somebody waits until it has. */
#include "link/taker.h"

#include "link/terms.h"

struct awaited {
    struct linked *linked;
    guint task;
    guint send;
    const struct op *wait;
};

static struct function *body_of(const struct awaited *awaited)
{
    return ((const struct task *)g_ptr_array_index(awaited->linked->tasks, awaited->task))->body;
}

static bool is_tested(const struct awaited *awaited, struct function *function, const struct ir_expr *target)
{
    const struct classes *classes = awaited->linked->classes;
    const GPtrArray *places = awaited->wait->site->places;
    const uint32_t place = classes_place(
        awaited->linked->classes, function, term_expand_target(awaited->linked->program, function, target));
    for (guint i = 0; place && places && i < places->len; i++) {
        uint32_t tested = GPOINTER_TO_UINT(g_ptr_array_index(places, i));
        if (tested && classes_find(classes, tested) == classes_find(classes, place))
            return true;
    }
    return false;
}

/* Does it count the task out? Of one that is started once any store says so. */
static bool is_count(const struct awaited *awaited, const struct ir_instr *store)
{
    const struct task *task = g_ptr_array_index(awaited->linked->tasks, awaited->task);
    const struct ir_expr *value = store->value;
    return task->times == TIMES_ONCE ||
           (value->kind == IR_OP && value->b && term_equal(value->a, store->target));
}

/* Does the function store to what the wait tests, in the block of the call and before it? */
static bool says_so(const struct awaited *awaited, const struct call *signal)
{
    const struct ir_block *block = function_block(signal->function, signal->block);
    for (uint32_t i = 0; i < signal->instr; i++)
        if (block->instrs[i].kind == IR_SET && is_count(awaited, &block->instrs[i]) &&
            is_tested(awaited, signal->function, block->instrs[i].target))
            return true;
    return false;
}

/* Can the task still come to the send behind the signal? */
static bool sends_on(const struct awaited *awaited, const struct op *signal)
{
    const GPtrArray *sends = linked_row(awaited->linked, awaited->send)->ops;
    for (guint i = 0; i < sends->len; i++)
        if (sends_follow(awaited->linked, awaited->task, signal, g_ptr_array_index(sends, i)))
            return true;
    return false;
}

/* Does the task's body, on each way to its end, say that it is done, and wake who waits for that? */
static bool counts_out(const struct awaited *awaited)
{
    const struct function *body = body_of(awaited);
    const GPtrArray *ops = awaited->linked->ops->by_function[body->id];
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (op->site->kind == OP_SIGNAL && !op->path && op->class &&
            classes_find(awaited->linked->classes, op->class) ==
                classes_find(awaited->linked->classes, awaited->wait->site->condition) &&
            call_is_certain(op->site->call) && says_so(awaited, op->site->call) && !sends_on(awaited, op))
            return true;
    }
    return false;
}

/* Does nobody lift the wait but such a task, and who starts it, that says how many there are? */
static bool is_own_count(const struct awaited *awaited)
{
    struct linked *linked = awaited->linked;
    const GPtrArray *places = awaited->wait->site->places;
    const struct task *task = g_ptr_array_index(linked->tasks, awaited->task);
    for (guint p = 0; p < places->len; p++) {
        const GPtrArray *writes = writes_of(linked->writes, GPOINTER_TO_UINT(g_ptr_array_index(places, p)));
        for (guint i = 0; writes && i < writes->len; i++) {
            const struct function *writer = ((const struct write *)g_ptr_array_index(writes, i))->function;
            bool counted = writer == task->at->function;
            for (guint t = 0; !counted && t < linked->tasks->len; t++)
                counted = ((const struct task *)g_ptr_array_index(linked->tasks, t))->body == writer;
            if (!counted)
                return false;
        }
    }
    return places->len == 1;
}

bool task_is_awaited(struct linked *linked, guint task, const struct op *wait, guint send)
{
    const struct awaited awaited = {linked, task, send, wait};
    return wait->site->kind == OP_WAIT && wait->mode == MODEL_FOREVER && wait->site->condition &&
           wait->site->places && counts_out(&awaited) && is_own_count(&awaited);
}
