/* Receivers that leave, of which the text does not show that the sender still has something for them then:
 * what lets the one leave and the other send may hang together. */
#include "link/taker.h"

#include "link/terms.h"

/* Is it a place that others set, and the function does not? */
static bool is_of_others(struct linked *linked, struct function *function, const struct ir_expr *place)
{
    const GPtrArray *writes = term_is_memory(place)
                                  ? writes_of(linked->writes, classes_place(linked->classes, function, place))
                                  : NULL;
    bool others = writes && writes->len > 0;
    for (guint i = 0; others && i < writes->len; i++)
        others = ((const struct write *)g_ptr_array_index(writes, i))->function != function;
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

/* Is the value sent only where a place in memory says so? */
static bool is_sent_on_demand(struct linked *linked, const struct op *op)
{
    const struct call *call = op->site->call;
    for (uint32_t b = 0; b < call->function->ir->n_blocks; b++)
        if (decides(linked, call, b))
            return true;
    return false;
}

bool taker_is_tied(struct linked *linked, const struct taker *taker, guint send)
{
    const struct call *call = taker->op->anchor;
    const GPtrArray *ops = linked_row(linked, send)->ops;
    bool tied = !taker->is_clause && !taker->polls && !cfg_of(call->function)->loop[call->block];
    for (guint i = 0; tied && i < ops->len; i++)
        tied = is_sent_on_demand(linked, g_ptr_array_index(ops, i));
    return tied;
}
