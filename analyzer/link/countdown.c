/* Receivers that count the senders which are left: each says when it ends, `quit`, and sends nothing more;
 * the receiver leaves when all have said so. */
#include "link/taker.h"

#include "link/terms.h"
#include "link/ways.h"

/* The place of which control takes that side of the branch once it has come down to a bound; NULL: of none.
 */
static const struct ir_expr *counter_of(const struct ir_expr *condition, unsigned side)
{
    static const struct {
        const char *operator;
        unsigned side;
    } comparisons[] = {{"gt", 1}, {"ge", 1}, {"ne", 1}, {"eq", 0}, {"lt", 0}, {"le", 0}};
    if (condition->kind != IR_OP)
        return side == 1 ? condition : NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(comparisons); i++)
        if (g_str_equal(condition->name, comparisons[i].operator))
            return side == comparisons[i].side && condition->b->kind == IR_INT ? condition->a : NULL;
    return NULL;
}

/* Does the store let the place grow, 1, or shrink, -1? 0: it does something else. */
static int step_of(const struct ir_instr *store)
{
    const struct ir_expr *value = store->value;
    if (value->kind != IR_OP || !value->b || value->b->kind != IR_INT || value->b->value <= 0 ||
        !term_equal(value->a, store->target))
        return 0;
    return g_str_equal(value->name, "add") ? 1 : g_str_equal(value->name, "sub") ? -1 : 0;
}

/* The channel that a value has just come from where the block's instruction stands, by a receive or the
 * branch of a select; 0: none. */
static uint32_t channel_before(
    struct linked *linked, const struct function *function, uint32_t block, uint32_t instr)
{
    const GPtrArray *ops = linked->ops->by_function[function->id];
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        uint32_t channel = 0;
        if (op->site->kind == OP_SELECT && !op->path)
            channel = select_channel_behind(linked, op->site, block);
        else if (op->site->kind == OP_RECEIVE && op->mode == MODEL_FOREVER && op_call(op)->block == block &&
                 op_call(op)->instr < instr)
            channel = linked_row(linked, op->id - 1)->channel;
        if (channel)
            return channel;
    }
    return 0;
}

/* Is what the task sends into that channel, once, the last that it sends, of that channel and of the row? */
static bool ends_with(struct linked *linked, guint task, const GArray *quits, guint send)
{
    const GPtrArray *sends = linked_row(linked, send)->ops;
    bool quits_once = false;
    for (guint i = 0; i < quits->len; i++) {
        const GPtrArray *ops = linked_row(linked, g_array_index(quits, guint, i))->ops;
        for (guint o = 0; o < ops->len; o++) {
            const struct op *quit = g_ptr_array_index(ops, o);
            if (!linked_gets_to(linked, task, quit))
                continue;
            if (quit->site->kind != OP_SEND || sends_in_loop(linked, task, quit))
                return false;
            for (guint s = 0; s < sends->len; s++)
                if (sends_follow(linked, task, quit, g_ptr_array_index(sends, s)))
                    return false;
            quits_once = true;
        }
    }
    return quits_once;
}

static bool all_end_with(struct linked *linked, uint32_t channel, guint send)
{
    g_autoptr(GArray) quits = ways_rows(linked, OP_SEND, channel);
    g_autoptr(GArray) tasks = linked_tasks_of(linked, send);
    bool all = tasks->len > 0;
    for (guint i = 0; all && i < tasks->len; i++)
        all = ends_with(linked, g_array_index(tasks, uint32_t, i), quits, send);
    return all;
}

/* Does nobody else set the place, but to let it grow? */
static bool is_own(struct linked *linked, struct function *function, const struct ir_expr *place)
{
    const GPtrArray *writes = linked_writes(linked, function, place);
    for (guint i = 0; writes && i < writes->len; i++) {
        const struct write *write = g_ptr_array_index(writes, i);
        if (write->function != function && step_of(write->instr) <= 0)
            return false;
    }
    return term_is_memory(place) || place->kind == IR_LOCAL;
}

bool taker_counts_down(
    struct linked *linked, struct function *function, uint32_t block, unsigned side, guint send)
{
    const struct cfg *cfg = cfg_of(function);
    const struct ir_expr *counter = counter_of(function_block(function, block)->value, side);
    bool counts = false;
    if (!counter || !is_own(linked, function, counter))
        return false;
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *where = function_block(function, b);
        for (uint32_t i = 0; i < where->n_instrs; i++) {
            const struct ir_instr *store = &where->instrs[i];
            if (store->kind != IR_SET || !term_equal(store->target, counter) || step_of(store) > 0)
                continue;
            if (step_of(store) == 0 && !cfg_repeats(cfg, b))
                continue; /* what it starts with */
            uint32_t channel = step_of(store) < 0 ? channel_before(linked, function, b, i) : 0;
            if (!channel || !all_end_with(linked, channel, send))
                return false;
            counts = true;
        }
    }
    return counts;
}
