/* Receivers that leave, of which the text does not show that the sender still has something for them then:
 * what lets the one leave and the other send may hang together. */
#include "link/taker.h"

#include "link/terms.h"
#include "link/ways.h"

/* Is it a place that others set, too? */
static bool is_of_others(struct linked *linked, struct function *function, const struct ir_expr *place)
{
    const GPtrArray *writes = linked_writes(linked, function, place);
    bool others = false;
    for (guint i = 0; writes && i < writes->len; i++)
        others |= ((const struct write *)g_ptr_array_index(writes, i))->function != function;
    return others;
}

/* Does the branch decide, by such a place, whether control comes to the call? */
static bool decides(struct linked *linked, const struct call *call, uint32_t number)
{
    struct function *function = call->function;
    const struct ir_block *block = function_block(function, number);
    if (block->exit != IR_BRANCH || cfg_leads_to(function, number, block->next[0], call->block) ==
                                        cfg_leads_to(function, number, block->next[1], call->block))
        return false;
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    term_places(term_expand(linked->program, function, block->value), places);
    return places->len == 1 && is_of_others(linked, function, g_ptr_array_index(places, 0));
}

/* Is the value sent only where a place in memory says so? What a hand-made send waits for is none. */
static bool is_sent_on_demand(struct linked *linked, const struct op *op)
{
    const struct call *call = op->anchor;
    if (op->site->handmade && call == op->site->call)
        return false;
    for (uint32_t b = 0; b < call->function->ir->n_blocks; b++)
        if (decides(linked, call, b))
            return true;
    return false;
}

/* Does it take one value, and is none sent but on demand? */
static bool takes_what_is_demanded(
    struct linked *linked, const struct taker *taker, const struct departure *departure, guint send)
{
    const GPtrArray *ops = linked_row(linked, send)->ops;
    bool demanded = departure->sated || (taker->clause && taker->clause->leads_out);
    for (guint i = 0; demanded && i < ops->len; i++)
        demanded = is_sent_on_demand(linked, g_ptr_array_index(ops, i));
    return demanded;
}

/* What else the select receives, from whom: the rows of the sends. The caller's. */
static GArray *other_sends(struct linked *linked, const struct taker *taker)
{
    const struct op_site *select = taker->op->site;
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < select->clauses->len; i++) {
        const struct clause *clause = g_ptr_array_index(select->clauses, i);
        const uint32_t channel =
            clause->kind == CLAUSE_RECEIVE && clause->channel ? linked_channel(linked, select, clause) : 0;
        if (!channel || channel == taker->channel)
            continue;
        g_autoptr(GArray) sends = ways_rows(linked, OP_SEND, channel);
        g_array_append_vals(rows, sends->data, sends->len);
    }
    return rows;
}

/* Does each sender still have to tell the same select something else, once it has sent? The receiver may stay
 * until it has. */
static bool is_told_more(struct linked *linked, const struct taker *taker, guint send)
{
    const GPtrArray *ops = linked_row(linked, send)->ops;
    if (!taker->clause || taker->op->path)
        return false;
    g_autoptr(GArray) rows = other_sends(linked, taker);
    bool more = true;
    for (guint i = 0; more && i < ops->len; i++)
        more = ways_comes_to(linked, op_call(g_ptr_array_index(ops, i)), rows);
    return more;
}

bool taker_is_tied(
    struct linked *linked, const struct taker *taker, const struct departure *departure, guint send)
{
    return !taker->polls &&
           (takes_what_is_demanded(linked, taker, departure, send) || is_told_more(linked, taker, send));
}
