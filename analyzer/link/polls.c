/* Receivers that do not wait: they take what is there, and signal that there is room. */
#include "link/taker.h"

#include "base/multimap.h"
#include "link/cfg.h"
#include "link/terms.h"

enum { CALLERS_UP = 4 };

static bool is_body(const struct linked *linked, const struct function *function)
{
    for (guint i = 0; i < linked->tasks->len; i++)
        if (((const struct task *)g_ptr_array_index(linked->tasks, i))->body == function)
            return true;
    return false;
}

/* The poll as its function's caller sees it. */
static struct taker in_caller(struct linked *linked, const struct taker *poll, struct call *call)
{
    struct program *program = linked->program;
    const struct function *callee = poll->op->function;
    struct op *op = arena_copy(program->arena, poll->op, sizeof *op);
    struct op_path *path = arena_alloc(program->arena, sizeof *path);
    *path = (struct op_path){call, callee, poll->op->path};
    op->function = call->function;
    op->path = path;
    op->channel =
        term_expand(program, call->function, term_substitute(program, call, callee, poll->op->channel));
    struct taker outer = *poll;
    outer.op = op;
    outer.handle = op->channel;
    return outer;
}

/* May code that is not seen, or what looks the channel up, come to the poll as often as it likes? */
static bool is_of_others(struct linked *linked, const struct taker *poll, unsigned up)
{
    const struct function *function = poll->op->function;
    const enum ir_kind root = term_root(poll->handle)->kind;
    if (root != IR_PARAM)
        return root != IR_GLOBAL && !taker_is_made_by(linked, poll, function);
    if (is_body(linked, function))
        return false;
    bool others = up == 0 || function->callers->len == 0;
    for (guint i = 0; !others && i < function->callers->len; i++) {
        const struct taker outer = in_caller(linked, poll, g_ptr_array_index(function->callers, i));
        others = is_of_others(linked, &outer, up - 1);
    }
    return others;
}

/* requires: polls_for_sender was asked, which is cheap */
static bool leaves(struct linked *linked, const struct taker *poll, guint send)
{
    return !is_of_others(linked, poll, CALLERS_UP) && !taker_comes_again(linked, poll) &&
           taker_leaves(linked, poll, send).how;
}

/* Where a helper takes, its callers poll; NULL: it polls itself. */
static const GPtrArray *polling_callers(const struct call *call)
{
    const GPtrArray *callers = call->function->callers;
    return callers->len == 0 || cfg_repeats(cfg_of(call->function), call->block) ? NULL : callers;
}

static void add_poller(const struct linked *linked, GHashTable *pollers, const struct function *function)
{
    const GArray *tasks = linked->tasks_of[function->id];
    if (tasks)
        multimap_add(pollers, GUINT_TO_POINTER(g_array_index(tasks, uint32_t, 0)), function);
}

/* The functions that poll at the signal, by the first of the tasks that get to them. */
static GHashTable *pollers_at(struct linked *linked, guint signal)
{
    GHashTable *pollers = g_hash_table_lookup(linked->pollers, GUINT_TO_POINTER(signal));
    if (pollers)
        return pollers;
    const GPtrArray *ops = linked_row(linked, signal)->ops;
    pollers = multimap_new();
    for (guint i = 0; i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        const GPtrArray *callers = polling_callers(op_call(op));
        if (!callers)
            add_poller(linked, pollers, op->function);
        for (guint c = 0; callers && c < callers->len; c++)
            add_poller(linked, pollers, ((const struct call *)g_ptr_array_index(callers, c))->function);
    }
    g_hash_table_insert(linked->pollers, GUINT_TO_POINTER(signal), pollers);
    return pollers;
}

/* Is there a poll at the signal to which nobody comes but who sends? Its first task is then one that sends:
 * there are few of those where there are many polls. */
static bool polls_for_sender(struct linked *linked, guint signal, guint send)
{
    GHashTable *pollers = pollers_at(linked, signal);
    g_autoptr(GArray) tasks = linked_tasks_of(linked, send);
    for (guint i = 0; i < tasks->len; i++) {
        const GPtrArray *functions =
            multimap_find(pollers, GUINT_TO_POINTER(g_array_index(tasks, uint32_t, i)));
        for (guint f = 0; functions && f < functions->len; f++)
            if (!taker_runs_elsewhere(linked, g_ptr_array_index(functions, f), send))
                return true;
    }
    return false;
}

static bool all_leave(struct linked *linked, const struct taker *poll, guint send, struct taker *one)
{
    const GPtrArray *callers = polling_callers(taker_call(poll));
    *one = *poll;
    if (!callers)
        return leaves(linked, poll, send);
    for (guint i = callers->len; i-- > 0;) {
        *one = in_caller(linked, poll, g_ptr_array_index(callers, i));
        one->op->anchor = g_ptr_array_index(callers, i);
        if (!leaves(linked, one, send))
            return false;
    }
    return true;
}

bool poll_may_leave(struct linked *linked, guint signal, guint send, struct taker *one)
{
    const GPtrArray *ops = linked_row(linked, signal)->ops;
    if (polls_for_sender(linked, signal, send))
        return false;
    for (guint i = ops->len; i-- > 0;) {
        struct op *op = g_ptr_array_index(ops, i);
        const struct taker poll = {
            .row = signal,
            .op = op,
            .channel = linked_row(linked, send)->channel,
            .handle = op->channel,
            .class = row_op(linked_row(linked, send))->class,
            .polls = true,
        };
        if (!all_leave(linked, &poll, send, one))
            return false;
    }
    return true;
}
