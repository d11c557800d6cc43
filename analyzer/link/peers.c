/* Who takes what is sent. */
#include "link/taker.h"

#include "base/multimap.h"
#include "link/terms.h"

static struct taker taker_of_op(guint row, struct op *op, uint32_t channel)
{
    return (struct taker){
        .row = row, .op = op, .channel = channel, .handle = op->channel, .class = op->class};
}

static struct taker taker_of_clause(struct linked *linked, const struct clause_row *row)
{
    const struct clause *clause = row->clause;
    struct function *function = row->op->site->function;
    return (struct taker){
        .row = row->op->id - 1,
        .op = row->op,
        .channel = row->channel,
        .handle = term_expand(linked->program, function, clause->channel),
        .class = classes_value(linked->classes, function, clause->channel),
        .is_clause = true,
    };
}

static GArray *takers_by_channel(struct linked *linked)
{
    GArray *takers = g_array_new(FALSE, FALSE, sizeof(struct taker));
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = linked_row(linked, i);
        struct op *op = row_op(row);
        if (op->site->kind != OP_RECEIVE || !row->channel || linked_op(linked, i)->select_id)
            continue;
        const struct taker taker = taker_of_op(i, op, row->channel);
        g_array_append_val(takers, taker);
    }
    for (guint i = 0; i < linked->clauses->len; i++) {
        const struct clause_row *clause = g_ptr_array_index(linked->clauses, i);
        if (clause->clause->kind != CLAUSE_RECEIVE || !clause->channel)
            continue;
        const struct taker taker = taker_of_clause(linked, clause);
        g_array_append_val(takers, taker);
    }
    return takers;
}

static void add_peer(
    struct linked *linked, uint32_t send, uint32_t op, const char *leaves, bool again, const char *why)
{
    const struct relation_peer peer = {send, op, leaves, again};
    g_array_append_val(linked->relations->peers, peer);
    const struct relation_wake wake = {.op = send, .kind = "peer", .by_op = op, .why = why};
    g_array_append_val(linked->relations->wakes, wake);
}

static void add_taker(struct linked *linked, uint32_t send, const struct taker *taker)
{
    const char *leaves = taker_leaves(linked, taker, send - 1);
    bool again = leaves && taker_comes_again(linked, taker);
    add_peer(linked, send, taker->row + 1, leaves, again, "takes the value");
}

/* Who may be on the other side of a hand-made send that nobody is seen to receive from: struct op *. */
struct others {
    GHashTable *signals; /* by the class of the condition variable */
    GHashTable *receives; /* hand-made ones, by the class of the channel */
};

static struct others others_new(const struct linked *linked)
{
    const struct others others = {multimap_new(), multimap_new()};
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op *op = row_op(linked_row(linked, i));
        if (op->site->kind == OP_SIGNAL && op->class)
            multimap_add(others.signals, GUINT_TO_POINTER(classes_find(linked->classes, op->class)), op);
        if (op->site->kind == OP_RECEIVE && op->site->handmade)
            multimap_add(others.receives, GUINT_TO_POINTER(op->class), op);
    }
    return others;
}

static void others_clear(struct others *others)
{
    g_hash_table_destroy(others->signals);
    g_hash_table_destroy(others->receives);
}

/* The receives that wait for something else than what the send changes, in a function that makes room for it.
 */
static bool add_receives_of(struct linked *linked, const struct others *others, uint32_t send,
    const struct op *sender, const struct function *maker)
{
    bool found = false;
    const GPtrArray *receives = multimap_find(others->receives, GUINT_TO_POINTER(sender->class));
    for (guint i = 0; receives && i < receives->len; i++) {
        struct op *op = g_ptr_array_index(receives, i);
        if (op->site->function != maker)
            continue;
        const struct taker taker = taker_of_op(op->id - 1, op, linked_row(linked, op->id - 1)->channel);
        add_taker(linked, send, &taker);
        found = true;
    }
    return found;
}

/* Of a hand-made channel from which nobody is seen to receive: whoever makes room and wakes the sender stands
 * for its receiver. Nothing says that it leaves. */
static void add_room_makers(
    struct linked *linked, const struct others *others, uint32_t send, const struct op *sender)
{
    const struct op_site *site = sender->site;
    uint32_t condition = site->condition ? classes_find(linked->classes, site->condition) : CLASS_NONE;
    const GPtrArray *wakers = condition ? multimap_find(others->signals, GUINT_TO_POINTER(condition)) : NULL;
    for (guint i = 0; wakers && i < wakers->len; i++) {
        const struct op *op = g_ptr_array_index(wakers, i);
        if (op->site->function == site->function ||
            !waits_makes_room(linked->waits, site, op->site->function))
            continue;
        if (!add_receives_of(linked, others, send, sender, op->site->function))
            add_peer(linked, send, op->id, NULL, false, "makes room");
    }
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
    struct others others = others_new(linked);
    g_autoptr(GHashTable) first = g_hash_table_new(NULL, NULL);
    for (guint i = takers->len; i-- > 0;)
        g_hash_table_insert(
            first, GUINT_TO_POINTER(g_array_index(takers, struct taker, i).channel), GUINT_TO_POINTER(i + 1));
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = linked_row(linked, i);
        const struct op *op = row_op(row);
        if (op->site->kind != OP_SEND || !row->channel)
            continue;
        guint start = GPOINTER_TO_UINT(g_hash_table_lookup(first, GUINT_TO_POINTER(row->channel)));
        if (start == 0 && op->site->handmade)
            add_room_makers(linked, &others, i + 1, op);
        for (guint t = start; t > 0 && t <= takers->len; t++) {
            const struct taker *taker = &g_array_index(takers, struct taker, t - 1);
            if (taker->channel != row->channel)
                break;
            add_taker(linked, i + 1, taker);
        }
    }
    others_clear(&others);
}
