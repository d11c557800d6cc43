/* Receivers that take one value from a channel which a message has brought them: whoever sends it has asked
 * for that, and that they end between two messages does not matter. */
#include "link/taker.h"

#include "link/cfg.h"
#include "link/terms.h"

/* Does the call come once for each message that fills the variable? */
static bool is_once_a_message(struct linked *linked, const struct call *call, const struct ir_expr *variable)
{
    const struct cfg *cfg = cfg_of(call->function);
    const GPtrArray *ops = linked->ops->by_function[call->function->id];
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (!op->path && op_takes_into(linked, op, 0, variable, false) &&
            cfg->loop[op->site->call->block] == cfg->loop[call->block])
            return true;
    }
    return false;
}

/* Has a message brought the channel, to the function or to each that calls it with that? */
static bool is_brought(
    struct linked *linked, const struct call *call, const struct ir_expr *channel, unsigned up)
{
    struct function *function = call->function;
    const struct ir_expr *root = channel ? term_root(channel) : NULL;
    if (!root || root->kind != IR_PARAM)
        return root && (root->kind == IR_LOCAL || root->kind == IR_RESULT) &&
               is_once_a_message(linked, call, root);
    bool brought = up > 0 && function->callers->len > 0 && !function->address_taken &&
                   !cfg_repeats(cfg_of(function), call->block);
    for (guint i = 0; brought && i < function->callers->len; i++) {
        const struct call *outer = g_ptr_array_index(function->callers, i);
        brought = is_brought(linked, outer,
            term_expand(
                linked->program, outer->function, term_substitute(linked->program, outer, function, channel)),
            up - 1);
    }
    return brought;
}

static bool is_one_value(struct linked *linked, guint send)
{
    const GPtrArray *ops = linked_row(linked, send)->ops;
    g_autoptr(GArray) tasks = linked_tasks_of(linked, send);
    for (guint i = 0; i < ops->len; i++)
        for (guint t = 0; t < tasks->len; t++)
            if (linked_gets_to(linked, g_array_index(tasks, uint32_t, t), g_ptr_array_index(ops, i)) &&
                sends_many(linked, g_array_index(tasks, uint32_t, t), g_ptr_array_index(ops, i)))
                return false;
    return tasks->len > 0;
}

bool taker_serves(struct linked *linked, const struct taker *taker, guint send)
{
    enum { CALLERS_UP = 3 };
    const struct op *op = taker->op;
    return !taker->clause && !taker->polls && !op->site->handmade && op->mode == MODEL_FOREVER &&
           is_brought(linked, taker_call(taker), taker->handle, CALLERS_UP) && is_one_value(linked, send);
}
