/* Operations that never run: they stand behind a branch of a select that cannot fire, because its channel has
 * nobody on the other side. */
#include "link/processes.h"

#include "base/multimap.h"
#include "link/cfg.h"
#include "link/sends.h"

/* The process in which it is asked: that of the operation in a row, or any. */
static bool is_in_process(const struct linked *linked, guint process, guint row)
{
    return process == NO_ROW || rows_share(linked, process, row);
}

static bool has_operation(const struct linked *linked, uint32_t channel, enum op_kind kind, guint process)
{
    for (guint i = linked->first_on[channel]; i != NO_ROW; i = linked_row(linked, i)->next_on)
        if (row_op(linked_row(linked, i))->site->kind == kind && is_in_process(linked, process, i))
            return true;
    return false;
}

static bool has_clause(const struct linked *linked, uint32_t channel, enum clause_kind kind, guint process)
{
    const GPtrArray *clauses = multimap_find(linked->clauses_on, GUINT_TO_POINTER(channel));
    for (guint i = 0; clauses && i < clauses->len; i++) {
        const struct clause_row *row = g_ptr_array_index(clauses, i);
        if (row->clause->kind == kind && is_in_process(linked, process, row->op->id - 1))
            return true;
    }
    return false;
}

/* Is there a select whose clauses are not understood? */
static bool has_unclear(const struct linked *linked, guint process)
{
    for (guint i = 0; i < linked->unclear->len; i++)
        if (is_in_process(linked, process, g_array_index(linked->unclear, guint, i)))
            return true;
    return false;
}

static bool can_fire(const struct linked *linked, const struct clause_row *row, guint process)
{
    enum clause_kind kind = row->clause->kind;
    if (!row->channel || kind > CLAUSE_RECEIVE || has_unclear(linked, process))
        return true;
    const struct relation_channel *channel = linked_channel_row(linked, row->channel);
    if (channel->capacity == MODEL_UNKNOWN || channel->escapes ||
        has_operation(linked, row->channel, OP_CLOSE, process))
        return true; /* made, or used, where it is not seen */
    return kind == CLAUSE_SEND
               ? channel->capacity > 0 || has_clause(linked, row->channel, CLAUSE_RECEIVE, process) ||
                     has_operation(linked, row->channel, OP_RECEIVE, process)
               : has_clause(linked, row->channel, CLAUSE_SEND, process) ||
                     has_operation(linked, row->channel, OP_SEND, process);
}

/* Does the select only have this result by clauses that are dead? */
static bool is_dead_result(const struct op_site *select, const GPtrArray *dead, int64_t result)
{
    bool found = false;
    for (guint i = 0; i < select->clauses->len; i++) {
        gpointer clause = g_ptr_array_index(select->clauses, i);
        if (((const struct clause *)clause)->index != result)
            continue;
        found = true;
        if (!g_ptr_array_find((GPtrArray *)dead, clause, NULL))
            return false;
    }
    return found;
}

/* The blocks of the select's function that control gets to when none of the dead clauses fires. */
static bool *live_blocks(const struct op_site *select, const GPtrArray *dead)
{
    const struct function *function = select->function;
    uint32_t here = select->call->block;
    bool *live = cfg_reach(function, 0, cfg_is_block, &here);
    live[here] = true;
    for (int64_t result = -1; result <= (int64_t)select->clauses->len; result++) {
        if (is_dead_result(select, dead, result))
            continue;
        g_autofree bool *reached = outcome_reach(select->call, result, here);
        for (uint32_t b = 0; b < function->ir->n_blocks; b++)
            live[b] |= reached[b];
    }
    return live;
}

bool *select_live_blocks(const struct linked *linked, const struct op *select, guint process)
{
    g_autoptr(GPtrArray) dead = g_ptr_array_new();
    const GPtrArray *clauses = multimap_find(linked->clauses_of, select);
    for (guint i = 0; clauses && i < clauses->len; i++) {
        const struct clause_row *row = g_ptr_array_index(clauses, i);
        if (!can_fire(linked, row, process))
            g_ptr_array_add(dead, (gpointer)row->clause);
    }
    return dead->len > 0 ? live_blocks(select->site, dead) : NULL;
}

/* The function's operations in blocks that are not live; not what it calls there, which others may call. */
static void mark(struct linked *linked, const struct function *function, const bool *live)
{
    const GPtrArray *ops = linked->ops->by_function[function->id];
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (!live[op_call(op)->block] && linked_row(linked, op->id - 1)->ops->len == 1)
            linked_op(linked, op->id - 1)->mode = "never";
    }
}

static void mark_behind(struct linked *linked, const struct op_site *select, const GPtrArray *dead)
{
    g_autofree bool *live = live_blocks(select, dead);
    mark(linked, select->function, live);
}

void link_never(struct linked *linked)
{
    g_autoptr(GHashTable) dead = multimap_new(); /* struct op_site * -> struct clause * */
    for (guint i = 0; i < linked->clauses->len; i++) {
        const struct clause_row *row = g_ptr_array_index(linked->clauses, i);
        if (!can_fire(linked, row, NO_ROW))
            multimap_add(dead, row->op->site, row->clause);
    }
    GHashTableIter iter;
    gpointer site, clauses;
    g_hash_table_iter_init(&iter, dead);
    while (g_hash_table_iter_next(&iter, &site, &clauses))
        mark_behind(linked, site, clauses);
}
