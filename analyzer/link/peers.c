/* Who takes what is sent, and whether the taker can go away while a sender is blocked. */
#include "link/linked.h"

#include "link/cfg.h"
#include "link/terms.h"

/* A receive, alone or as a clause of a select. */
struct taker {
    uint32_t row; /* of the op that blocks in it */
    struct op *op;
    uint32_t channel;
    const struct ir_expr *value; /* where the value goes, when known */
};

static bool stays_for_good(struct linked *linked, const struct call *call, uint32_t channel, unsigned up);

/* -- what depends on the value that was received -- */

struct derivation {
    const struct call *call; /* the receive, as its function sees it */
    GHashTable *locals; /* names */
};

static const char *const comparisons[] = {"strcmp", "strncmp", "strcasecmp", "memcmp", NULL};

static bool is_derived(const struct derivation *derivation, const struct ir_expr *expr);

static bool is_derived_result(const struct derivation *derivation, int64_t number)
{
    const struct function *function = derivation->call->function;
    if (number == derivation->call->ir->result)
        return true;
    const struct call *call =
        number > 0 && number <= function->ir->n_results ? function->results[number] : NULL;
    if (!call || !call->callee || !g_strv_contains(comparisons, call->callee))
        return false;
    for (uint32_t i = 0; i < call->ir->n_args; i++)
        if (!is_derived(derivation, call->ir->args[i]))
            return false;
    return true;
}

/* Does nothing but the value, and constants, decide it? */
static bool is_derived(const struct derivation *derivation, const struct ir_expr *expr)
{
    if (!expr)
        return true;
    switch (expr->kind) {
    case IR_INT:
    case IR_STRING:
        return true;
    case IR_LOCAL:
        return g_hash_table_contains(derivation->locals, expr->name);
    case IR_RESULT:
        return is_derived_result(derivation, expr->value);
    case IR_PARAM:
    case IR_GLOBAL:
    case IR_FUNC:
    case IR_UNKNOWN:
        return false;
    default:
        return is_derived(derivation, expr->a) && is_derived(derivation, expr->b);
    }
}

static void find_derived(struct derivation *derivation)
{
    const struct ir_function *ir = derivation->call->function->ir;
    for (uint32_t i = 0; i < derivation->call->ir->n_args; i++) {
        const struct ir_expr *arg = derivation->call->ir->args[i];
        if (arg->kind == IR_ADDR && term_root(arg->a)->kind == IR_LOCAL)
            g_hash_table_add(derivation->locals, (gpointer)term_root(arg->a)->name);
    }
    for (unsigned round = 0; round < 2; round++)
        for (uint32_t b = 0; b < ir->n_blocks; b++)
            for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
                const struct ir_instr *instr = &ir->blocks[b].instrs[i];
                if (instr->kind == IR_SET && instr->target->kind == IR_LOCAL &&
                    instr->value->kind != IR_INT && is_derived(derivation, instr->value))
                    g_hash_table_add(derivation->locals, (gpointer)instr->target->name);
            }
}

/* -- ways out of a loop -- */

/* The outermost loop that the block is in. */
static uint32_t outermost(const struct cfg *cfg, uint32_t block)
{
    uint32_t loop = cfg->loop[block];
    while (loop && cfg->outer[loop - 1])
        loop = cfg->outer[loop - 1];
    return loop;
}

/* The first branch out of the loop that something else than the value decides; or NULL. */
static const struct ir_block *way_out(const struct call *call, uint32_t header, bool value_counts)
{
    const struct function *function = call->function;
    const struct cfg *cfg = cfg_of(call->function);
    struct derivation derivation = {call, g_hash_table_new(g_str_hash, g_str_equal)};
    const struct ir_block *found = NULL;
    find_derived(&derivation);
    for (uint32_t b = 0; b < cfg->n && !found; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        if (!cfg->live[b] || !cfg_in_loop(cfg, b, header))
            continue;
        bool ends = cfg_ends_here(function, b), leaves = ends;
        for (uint32_t i = 0; i < block->n_next; i++)
            leaves |= !cfg_in_loop(cfg, block->next[i], header) && cfg->ends[block->next[i]];
        bool by_value = block->value && !ends && is_derived(&derivation, block->value);
        if (leaves && (value_counts || !by_value))
            found = block;
    }
    g_hash_table_destroy(derivation.locals);
    return found;
}

/* -- leaving -- */

static bool made_in(struct linked *linked, uint32_t channel_class, const struct function *function)
{
    const GPtrArray *creations = classes_creations(linked->classes, channel_class);
    for (guint i = 0; creations && i < creations->len; i++)
        if (((const struct creation *)g_ptr_array_index(creations, i))->function == function)
            return true;
    return false;
}

enum { CALLERS_UP = 4 };

/* Is it in a loop for the life of the process, in its function or in one that calls it again and again? */
static bool stays_for_good(struct linked *linked, const struct call *call, uint32_t class, unsigned up)
{
    const struct function *function = call->function;
    const struct cfg *cfg = cfg_of(call->function);
    if (cfg_stays(cfg, call->block))
        return true;
    if (up == 0 || made_in(linked, class, function))
        return false;
    for (guint i = 0; i < function->callers->len; i++)
        if (stays_for_good(linked, g_ptr_array_index(function->callers, i), class, up - 1))
            return true;
    return false;
}

/* The receive's result ends its loop when the channel is closed or a flag is set: then the value is not the
 * sender's. */
static bool ends_by_itself(struct linked *linked, const struct op *op, uint32_t channel)
{
    if (op->site->flags && op->site->flags->len > 0)
        return true;
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = g_ptr_array_index(linked->rows, i);
        const struct op *other = g_ptr_array_index(row->ops, 0);
        if (row->channel == channel && channel && other->site->kind == OP_CLOSE)
            return true;
    }
    return false;
}

static const char *says(
    struct linked *linked, const char *what, const struct function *function, struct ir_location at)
{
    g_autofree char *text = g_strdup_printf("%s at %s:%u", what, program_file(function, at), at.line);
    return linked_text(linked, text);
}

/* How the taker can go away, as what follows its name; NULL: it stays as long as somebody sends. */
static const char *leaves_of(struct linked *linked, const struct taker *taker)
{
    const struct call *call = taker->op->anchor;
    const struct cfg *cfg = cfg_of(call->function);
    if (stays_for_good(linked, call, taker->op->class, CALLERS_UP))
        return NULL;
    uint32_t loop = outermost(cfg, call->block);
    if (loop) {
        const struct ir_block *out =
            way_out(call, loop - 1, ends_by_itself(linked, taker->op, taker->channel));
        return out ? says(linked, "leaves its loop", call->function, out->at) : NULL;
    }
    for (guint i = 0; i < call->function->callers->len; i++) { /* a helper: look where it is called */
        const struct call *outer = g_ptr_array_index(call->function->callers, i);
        uint32_t around = outermost(cfg_of(outer->function), outer->block);
        const struct ir_block *out = around ? way_out(outer, around - 1, true) : NULL;
        if (out)
            return says(linked, "returns to a loop that ends", outer->function, out->at);
    }
    return says(linked, "has taken its one value", call->function, call->ir->at);
}

/* -- pairs -- */

static GArray *takers_by_channel(struct linked *linked)
{
    GArray *takers = g_array_new(FALSE, FALSE, sizeof(struct taker));
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = g_ptr_array_index(linked->rows, i);
        struct op *op = g_ptr_array_index(row->ops, 0);
        if (op->site->kind == OP_RECEIVE && row->channel && !linked_op(linked, i)->select_id)
            g_array_append_vals(takers, &(struct taker){i, op, row->channel, NULL}, 1);
    }
    for (guint i = 0; i < linked->clauses->len; i++) {
        const struct clause_row *clause = g_ptr_array_index(linked->clauses, i);
        if (clause->clause->kind == CLAUSE_RECEIVE && clause->channel)
            g_array_append_vals(
                takers, &(struct taker){clause->op->id - 1, clause->op, clause->channel, NULL}, 1);
    }
    return takers;
}

static void add_peer(struct linked *linked, uint32_t send, const struct taker *taker)
{
    const struct relation_peer peer = {send, taker->row + 1, leaves_of(linked, taker)};
    g_array_append_val(linked->relations->peers, peer);
    const struct relation_wake wake = {send, "peer", taker->row + 1, "takes the value"};
    g_array_append_val(linked->relations->wakes, wake);
}

static int compare_takers(gconstpointer a, gconstpointer b)
{
    const struct taker *x = a, *y = b;
    if (x->channel != y->channel)
        return x->channel < y->channel ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

void link_peers(struct linked *linked)
{
    g_autoptr(GArray) takers = takers_by_channel(linked);
    g_array_sort(takers, compare_takers);
    g_autoptr(GHashTable) first = g_hash_table_new(NULL, NULL);
    for (guint i = takers->len; i-- > 0;)
        g_hash_table_insert(
            first, GUINT_TO_POINTER(g_array_index(takers, struct taker, i).channel), GUINT_TO_POINTER(i + 1));
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = g_ptr_array_index(linked->rows, i);
        const struct op *op = g_ptr_array_index(row->ops, 0);
        if (op->site->kind != OP_SEND || !row->channel)
            continue;
        guint start = GPOINTER_TO_UINT(g_hash_table_lookup(first, GUINT_TO_POINTER(row->channel)));
        for (guint t = start; t > 0 && t <= takers->len; t++) {
            const struct taker *taker = &g_array_index(takers, struct taker, t - 1);
            if (taker->channel != row->channel)
                break;
            add_peer(linked, i + 1, taker);
        }
    }
}
