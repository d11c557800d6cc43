/* Receivers that have asked for the value: it is sent only where a place says so, and whoever sets it so
 * takes the value, on every way. */
#include "link/taker.h"

#include "link/terms.h"
#include "link/ways.h"

struct asking {
    struct linked *linked;
    GArray *receives; /* rows: who takes from the channel */
};

static bool sets(const struct ir_block *block, const struct ir_expr *variable)
{
    for (uint32_t i = 0; i < block->n_instrs; i++)
        if (block->instrs[i].kind == IR_SET && term_equal(block->instrs[i].target, variable))
            return true;
    return false;
}

static bool is_set_here(const struct function *function, const struct ir_expr *variable)
{
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        if (sets(function_block(function, b), variable))
            return true;
    return false;
}

static bool all_callers_take(
    const struct asking *asking, const struct function *function, int64_t param, unsigned up);
static bool all_writers_take(
    const struct asking *asking, struct function *function, const struct ir_expr *place, unsigned up);

/* Is the value, which is handed on or stored there, 0, or does who has made it something else take what is
 * sent then, on every way? */
static bool is_awaited(
    const struct asking *asking, const struct call *at, const struct ir_expr *value, unsigned up)
{
    const struct ir_expr *full = term_expand(asking->linked->program, at->function, value);
    int64_t constant;
    if (term_constant(full, &constant))
        return constant == 0 || ways_comes_to(asking->linked, at, asking->receives);
    if (up == 0)
        return false;
    if (full->kind == IR_PARAM)
        return !is_set_here(at->function, full) &&
               all_callers_take(asking, at->function, full->value, up - 1);
    return all_writers_take(asking, at->function, full, up - 1);
}

static bool all_callers_take(
    const struct asking *asking, const struct function *function, int64_t param, unsigned up)
{
    bool all = function->callers->len > 0 && !function->address_taken;
    for (guint i = 0; all && i < function->callers->len; i++) {
        const struct call *call = g_ptr_array_index(function->callers, i);
        const struct ir_expr *arg = call_argument(call, (int)param);
        all = arg && is_awaited(asking, call, arg, up);
    }
    return all;
}

static bool all_writers_take(
    const struct asking *asking, struct function *function, const struct ir_expr *place, unsigned up)
{
    const GPtrArray *writes = linked_writes(asking->linked, function, place);
    bool all = writes != NULL;
    for (guint i = 0; all && i < writes->len; i++) {
        const struct write *write = g_ptr_array_index(writes, i);
        const struct call at = write_place(write);
        all = is_awaited(asking, &at, write->instr->value, up);
    }
    return all;
}

/* -- what is sent because it was asked for -- */

/* The place in memory without which control does not take the branch's way to the call; NULL: there is none.
 */
static const struct ir_expr *place_before(struct linked *linked, const struct call *call, uint32_t branch)
{
    const struct ir_block *block = function_block(call->function, branch);
    if (block->exit != IR_BRANCH)
        return NULL;
    const struct ir_expr *condition = term_expand(linked->program, call->function, block->value);
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    term_places(condition, places);
    int64_t unasked;
    if (places->len != 1 || !term_is_memory(g_ptr_array_index(places, 0)) ||
        !term_constant_given(condition, g_ptr_array_index(places, 0), 0, &unasked))
        return NULL;
    const uint32_t with = block->next[unasked != 0], without = block->next[unasked == 0];
    return cfg_leads_to(call->function, branch, with, call->block) &&
                   !cfg_leads_to(call->function, branch, without, call->block)
               ? g_ptr_array_index(places, 0)
               : NULL;
}

/* Is the place another one each time around the loop of the call? */
static bool is_new_each_time(const struct call *call, const struct ir_expr *place)
{
    const struct cfg *cfg = cfg_of(call->function);
    const uint32_t loop = cfg->loop[call->block];
    const struct ir_expr *root = term_root(place);
    bool renewed = false;
    for (uint32_t b = 0; loop && root->kind == IR_LOCAL && b < cfg->n; b++)
        renewed |= cfg_in_loop(cfg, b, loop - 1) && sets(function_block(call->function, b), root);
    return !loop || renewed;
}

static bool is_asked_for(const struct asking *asking, const struct op *op)
{
    enum { HANDED_ON = 6 };
    const struct call *call = op->anchor;
    for (uint32_t b = 0; b < call->function->ir->n_blocks; b++) {
        const struct ir_expr *place = place_before(asking->linked, call, b);
        if (place && is_new_each_time(call, place) &&
            all_writers_take(asking, call->function, place, HANDED_ON))
            return true;
    }
    return false;
}

bool taker_has_asked(struct linked *linked, const struct taker *taker, guint send)
{
    const GPtrArray *ops = linked_row(linked, send)->ops;
    if (taker->clause || taker->polls || taker->op->mode != MODEL_FOREVER)
        return false;
    g_autoptr(GArray) receives = ways_rows(linked, OP_RECEIVE, taker->channel);
    const struct asking asking = {linked, receives};
    bool asked = true;
    for (guint i = 0; asked && i < ops->len; i++)
        asked = is_asked_for(&asking, g_ptr_array_index(ops, i));
    return asked;
}
