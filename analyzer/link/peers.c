/* Who takes what is sent, and who sends what is waited for. */
#include "link/giver.h"

#include "base/multimap.h"
#include "link/processes.h"
#include "link/terms.h"
#include "link/ways.h"

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
        .clause = clause,
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

static void add_peer(struct linked *linked, const struct relation_peer *peer, const char *why)
{
    g_array_append_vals(linked->relations->peers, peer, 1);
    const struct relation_wake wake = {.op = peer->op, .kind = "peer", .by_op = peer->peer_op, .why = why};
    g_array_append_val(linked->relations->wakes, wake);
}

static const char *abandons(
    struct linked *linked, const struct taker *taker, const struct abandonment *abandonment)
{
    const struct function *function = abandonment->function;
    bool here = taker->op->anchor->function == function;
    g_autofree char *what = here ? g_strdup("leaves without having received")
                                 : g_strdup_printf("is not called when `%s` leaves", function->ir->name);
    return taker_leaves_at(linked, what, function, abandonment->end);
}

/* Does it only poll, or is nobody seen to call it? Where somebody else waits for the value, it is none whose
 * leaving counts. */
static bool is_aside(const struct linked *linked, const struct taker *taker)
{
    const struct function *function = taker->op->anchor->function;
    return taker->op->mode == MODEL_NONBLOCKING || (function->callers->len == 0 && !function->address_taken &&
                                                       !function->is_main && !linked->tasks_of[function->id]);
}

/* An interrupt's handler: it polls as often as something happens, and has no loop that it could leave. */
static bool is_handler(const struct linked *linked, const struct taker *taker)
{
    return taker->op->mode == MODEL_NONBLOCKING && !linked->tasks_of[taker->op->function->id];
}

/* Who else takes what is sent. */
struct company {
    bool awaits; /* somebody waits for it */
    bool keeps_up; /* somebody always does, or there is room: that this one leaves is no matter */
};

static void add_taker(struct linked *linked, uint32_t send, const struct taker *taker, struct company company)
{
    const struct abandonment abandonment = taker_abandons(linked, taker, send - 1);
    struct relation_peer peer = {
        .op = send, .peer_op = taker->row + 1, .abandons = abandonment.function != NULL};
    if (peer.abandons) {
        peer.leaves = abandons(linked, taker, &abandonment);
    } else {
        const struct departure departure = taker_leaves(linked, taker, send - 1);
        peer.leaves = departure.how;
        peer.below = departure.below;
        peer.tied = departure.how && taker_is_tied(linked, taker, &departure, send - 1);
    }
    peer.again = peer.leaves && taker_comes_again(linked, taker);
    if (peer.leaves && company.awaits && is_aside(linked, taker))
        return;
    if (company.keeps_up)
        peer = (struct relation_peer){.op = peer.op, .peer_op = peer.peer_op};
    if (peer.again && is_handler(linked, taker))
        peer = (struct relation_peer){.op = peer.op, .peer_op = peer.peer_op};
    add_peer(linked, &peer, "takes the value");
}

/* Who may be on the other side of a hand-made operation that nobody is seen to meet. */
struct others {
    GHashTable *signals; /* struct op *, by the class of the condition variable */
    GHashTable *receives; /* struct op *: hand-made ones, by the class of the channel */
    GHashTable
        *makers; /* struct op_site * of a send -> GArray of struct maker; filled when first asked for */
    GArray *unknown; /* rows of selects that may do anything */
};

static struct others others_new(const struct linked *linked)
{
    const struct others others = {multimap_new(), multimap_new(),
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref),
        g_array_new(FALSE, FALSE, sizeof(guint))};
    ways_add_unknown(linked, others.unknown);
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
    g_hash_table_destroy(others->makers);
    g_array_unref(others->unknown);
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
        add_taker(linked, send, &taker, (struct company){0});
        found = true;
    }
    return found;
}

/* Who makes room for a send and signals it. */
struct maker {
    const struct function *function;
    const struct op *signal;
};

/* The function of the signal, or, of a wrapper of the library's call, one that calls it, when it makes room
 * for the send; or NULL. */
static const struct function *room_maker(
    const struct linked *linked, const struct op_site *send, const struct op *signal)
{
    const struct function *function = signal->site->function;
    if (function != send->function && waits_makes_room(linked->waits, send, function))
        return function;
    for (guint i = 0; i < function->callers->len; i++) {
        const struct function *caller =
            ((const struct call *)g_ptr_array_index(function->callers, i))->function;
        if (caller != send->function && waits_makes_room(linked->waits, send, caller))
            return caller;
    }
    return NULL;
}

/* Those who signal the operation's condition: const struct op *; or NULL. */
static const GPtrArray *signals_for(
    const struct linked *linked, const struct others *others, const struct op_site *site)
{
    uint32_t condition = site->condition ? classes_find(linked->classes, site->condition) : CLASS_NONE;
    return condition ? multimap_find(others->signals, GUINT_TO_POINTER(condition)) : NULL;
}

static const GArray *makers_for(
    const struct linked *linked, const struct others *others, const struct op_site *send)
{
    GArray *makers = g_hash_table_lookup(others->makers, send);
    if (makers)
        return makers;
    makers = g_array_new(FALSE, FALSE, sizeof(struct maker));
    const GPtrArray *signals = signals_for(linked, others, send);
    for (guint i = 0; signals && i < signals->len; i++) {
        const struct op *signal = g_ptr_array_index(signals, i);
        const struct maker maker = {room_maker(linked, send, signal), signal};
        if (maker.function)
            g_array_append_val(makers, maker);
    }
    g_hash_table_insert(others->makers, (gpointer)send, makers);
    return makers;
}

/* Of a hand-made channel from which nobody is seen to receive: whoever makes room and wakes the sender stands
 * for its receiver. */
static void add_room_makers(
    struct linked *linked, const struct others *others, uint32_t send, const struct op *sender)
{
    const GArray *makers = makers_for(linked, others, sender->site);
    for (guint i = 0; i < makers->len; i++) {
        const struct maker *maker = &g_array_index(makers, struct maker, i);
        const uint32_t signal = maker->signal->id;
        struct taker poll;
        if (add_receives_of(linked, others, send, sender, maker->function))
            continue;
        if (maker->function == maker->signal->site->function &&
            poll_may_leave(linked, signal - 1, send - 1, &poll))
            add_taker(linked, send, &poll, (struct company){0});
        else
            add_peer(linked, &(struct relation_peer){.op = send, .peer_op = signal}, "makes room");
    }
}

static int compare_takers(gconstpointer a, gconstpointer b)
{
    const struct taker *x = a, *y = b;
    if (x->channel != y->channel)
        return x->channel < y->channel ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

typedef bool sharing_test(const struct linked *linked, guint a, guint b);

/* Those of the takers on the first one's channel that pass the test with the send. The caller's. */
static GPtrArray *takers_sharing(
    const struct linked *linked, guint send, const struct taker *takers, guint n, sharing_test *test)
{
    GPtrArray *sharing = g_ptr_array_new();
    for (guint i = 0; i < n && takers[i].channel == takers->channel; i++)
        if (test(linked, send, takers[i].row))
            g_ptr_array_add(sharing, (gpointer)&takers[i]);
    return sharing;
}

/* Those that share a process with the send. When none is seen to, a program may still come to shared code on
 * ways that are not seen. The caller's. */
static GPtrArray *takers_near(const struct linked *linked, guint send, const struct taker *takers, guint n)
{
    GPtrArray *near = takers_sharing(linked, send, takers, n, rows_share);
    if (near->len > 0)
        return near;
    g_ptr_array_unref(near);
    return takers_sharing(linked, send, takers, n, rows_may_share);
}

/* One that is the sender itself, or waits for the answer, does not take what is sent, but is left when it is
 * the only one: then who else receives may not be seen. */
static void add_takers_of(struct linked *linked, guint send, const GPtrArray *takers)
{
    g_autoptr(GPtrArray) others = g_ptr_array_new();
    struct company company = {.keeps_up = row_puts_back(linked, send)};
    for (guint i = 0; i < takers->len; i++) {
        struct taker *taker = g_ptr_array_index(takers, i);
        company.awaits |= !is_aside(linked, taker);
        if (taker_is_sender(linked, taker, send) || taker_is_answer(linked, taker, send))
            continue;
        g_ptr_array_add(others, taker);
        company.keeps_up |= !is_aside(linked, taker) && taker_keeps_up(linked, taker, send);
    }
    const GPtrArray *chosen = others->len ? others : takers;
    for (guint i = 0; i < chosen->len; i++)
        add_taker(linked, send + 1, g_ptr_array_index(chosen, i), company);
}

static void add_takers(struct linked *linked, const struct others *others)
{
    g_autoptr(GArray) takers = takers_by_channel(linked);
    g_array_sort(takers, compare_takers);
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
            add_room_makers(linked, others, i + 1, op);
        if (start == 0)
            continue;
        g_autoptr(GPtrArray) near =
            takers_near(linked, i, &g_array_index(takers, struct taker, start - 1), takers->len - start + 1);
        add_takers_of(linked, i, near);
    }
}

/* Of a hand-made channel that nobody is seen to send on, those who signal: they need not wait to put
 * something into it. */
static void add_givers(struct linked *linked, const struct others *others, guint row)
{
    struct op *op = row_op(linked_row(linked, row));
    const struct taker taker = taker_of_op(row, op, linked_row(linked, row)->channel);
    GArray *givers = ways_rows(linked, OP_SEND, taker.channel);
    const GPtrArray *signals =
        givers->len == 0 && op->site->handmade ? signals_for(linked, others, op->site) : NULL;
    for (guint i = 0; signals && i < signals->len; i++)
        g_array_append_vals(givers, &(guint){((const struct op *)g_ptr_array_index(signals, i))->id - 1}, 1);
    for (guint i = givers->len; i-- > 0;)
        if (!rows_may_share(linked, row, g_array_index(givers, guint, i)))
            g_array_remove_index(givers, i);
    const guint n = givers->len;
    g_array_append_vals(givers, others->unknown->data, others->unknown->len);
    const struct wanting wanting = {&taker, givers};
    for (guint i = 0; i < n; i++) {
        guint giver = g_array_index(givers, guint, i);
        const struct relation_peer peer = {
            .op = row + 1, .peer_op = giver + 1, .leaves = giver_leaves(linked, &wanting, giver)};
        add_peer(linked, &peer, "sends a value");
    }
    g_array_unref(givers);
}

void link_peers(struct linked *linked)
{
    struct others others = others_new(linked);
    add_takers(linked, &others);
    const GArray *receives = linked->of_kind[OP_RECEIVE];
    for (guint i = 0; i < receives->len; i++) {
        const guint row = g_array_index(receives, guint, i);
        if (linked_row(linked, row)->channel)
            add_givers(linked, &others, row);
    }
    others_clear(&others);
}

struct range *linked_peers_by_send(const struct linked *linked)
{
    const GArray *peers = linked->relations->peers;
    struct range *ranges = g_new0(struct range, linked->rows->len + 1);
    for (guint i = 0; i < peers->len; i++)
        range_extend(&ranges[g_array_index(peers, struct relation_peer, i).op - 1], i);
    return ranges;
}
