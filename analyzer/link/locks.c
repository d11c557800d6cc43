/* Locks: which of them are held where a task sends, and which of those a receiver needs to get to its
 * receive.
 *
 * A lock is held at a call when every way to it takes the lock and none lets go of it. Locks that several may
 * hold at once, and those that are only tried, are left out. */
#include "link/sends.h"

#include "link/cfg.h"
#include "link/terms.h"

enum { RECEIVER_CALLERS = 3, HOLDER_CALLERS = 3 };

/* A lock that a function takes, and leaves to be let go of behind the call. */
struct hold {
    const struct call *taken;
    const struct ir_expr *lock; /* the pointer to it, in the frame of the call's function */
    uint32_t place;
};

struct locking {
    struct linked *linked;
    GHashTable *by_function; /* struct function * -> GArray of struct hold */
    GHashTable *by_call; /* struct call * -> GArray of struct hold: those held there */
};

/* -- what is held at a call of a function -- */

static uint32_t place_of(struct linked *linked, struct function *function, const struct ir_expr *lock)
{
    struct ir_expr pointed = {.kind = IR_DEREF, .a = lock};
    return classes_place(linked->classes, function, lock->kind == IR_ADDR ? lock->a : &pointed);
}

static bool is_let_go(const GPtrArray *syncs, const struct sync *taken)
{
    if (summary_lacks_syncs(syncs))
        return true;
    for (guint i = 0; i < syncs->len; i++) {
        const struct sync *sync = g_ptr_array_index(syncs, i);
        if (sync->role == MODEL_UNLOCK && sync_is_on_same(sync, taken))
            return true;
    }
    return false;
}

static GArray *holds_of(struct locking *locking, struct function *function)
{
    GArray *holds = g_hash_table_lookup(locking->by_function, function);
    if (holds)
        return holds;
    holds = g_array_new(FALSE, FALSE, sizeof(struct hold));
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        const GPtrArray *syncs = summary_syncs_of_call(locking->linked->summaries, call);
        for (guint i = 0; i < syncs->len; i++) {
            const struct sync *sync = g_ptr_array_index(syncs, i);
            if (sync->role != MODEL_LOCK || !sync->excludes || is_let_go(syncs, sync))
                continue;
            const struct hold hold = {call, sync->object, place_of(locking->linked, function, sync->object)};
            g_array_append_val(holds, hold);
        }
    }
    g_hash_table_insert(locking->by_function, function, holds);
    return holds;
}

static bool lets_go(struct linked *linked, const struct call *call, uint32_t place)
{
    const GPtrArray *syncs = summary_syncs_of_call(linked->summaries, call);
    for (guint i = 0; i < syncs->len; i++) {
        const struct sync *sync = g_ptr_array_index(syncs, i);
        if (sync->role == MODEL_UNLOCK && place_of(linked, call->function, sync->object) == place)
            return true;
    }
    return false;
}

static bool function_lets_go(struct linked *linked, const struct function *function, uint32_t place)
{
    for (uint32_t c = 0; c < function->n_calls; c++)
        if (lets_go(linked, &function->calls[c], place))
            return true;
    return false;
}

/* Is the lock held behind the block's calls that stand before `end`, when `held` says so before them? */
static bool held_behind(
    struct linked *linked, const struct hold *hold, uint32_t block, uint32_t end, bool held)
{
    const struct function *function = hold->taken->function;
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        if (call->block != block || call->instr >= end)
            continue;
        if (call == hold->taken)
            held = true;
        else if (lets_go(linked, call, hold->place))
            held = false;
    }
    return held;
}

/* Is the lock that was taken there held at the instruction on every way to it? */
static bool is_held_at(struct linked *linked, const struct hold *hold, uint32_t block, uint32_t instr)
{
    const struct cfg *cfg = cfg_of(hold->taken->function);
    g_autofree bool *before = g_new(bool, cfg->n + 1);
    for (uint32_t b = 0; b < cfg->n; b++)
        before[b] = b > 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t b = 1; b < cfg->n; b++)
            for (guint p = 0; before[b] && p < cfg->preds[b]->len; p++) {
                uint32_t from = g_array_index(cfg->preds[b], uint32_t, p);
                if (!held_behind(linked, hold, from, UINT32_MAX, before[from]))
                    changed = !(before[b] = false);
            }
    }
    return held_behind(linked, hold, block, instr, before[block]);
}

static const GArray *holds_at(struct locking *locking, const struct call *call)
{
    GArray *held = g_hash_table_lookup(locking->by_call, call);
    if (held)
        return held;
    const GArray *holds = holds_of(locking, call->function);
    held = g_array_new(FALSE, FALSE, sizeof(struct hold));
    for (guint i = 0; i < holds->len; i++) {
        const struct hold *hold = &g_array_index(holds, struct hold, i);
        if (is_held_at(locking->linked, hold, call->block, call->instr))
            g_array_append_val(held, *hold);
    }
    g_hash_table_insert(locking->by_call, (gpointer)call, held);
    return held;
}

static bool is_held(struct locking *locking, struct function *function, uint32_t block, uint32_t instr,
    uint32_t place, unsigned up);

/* Do all who call the function hold the lock then? */
static bool callers_hold(
    struct locking *locking, const struct function *function, uint32_t place, unsigned up)
{
    bool all = up > 0 && function->callers->len > 0 && !function->address_taken;
    for (guint i = 0; all && i < function->callers->len; i++) {
        const struct call *call = g_ptr_array_index(function->callers, i);
        all = is_held(locking, call->function, call->block, call->instr, place, up - 1);
    }
    return all;
}

static bool is_held(struct locking *locking, struct function *function, uint32_t block, uint32_t instr,
    uint32_t place, unsigned up)
{
    const GArray *holds = holds_of(locking, function);
    bool taken = false;
    for (guint i = 0; i < holds->len; i++) {
        const struct hold *hold = &g_array_index(holds, struct hold, i);
        taken |= hold->place == place;
        if (hold->place == place && is_held_at(locking->linked, hold, block, instr))
            return true;
    }
    return !taken && callers_hold(locking, function, place, up);
}

/* -- the same lock -- */

/* A lock beside a channel, in terms of one frame. */
struct beside {
    const struct ir_expr *lock, *channel; /* channel: NULL when that frame does not know it */
};

/* The object that the lock is in. */
static const struct ir_expr *base_of(const struct ir_expr *lock)
{
    const struct ir_expr *place = lock->kind == IR_ADDR ? lock->a : lock;
    return place->kind == IR_FIELD ? place->a : NULL;
}

static bool is_element(const struct ir_expr *part, void *context)
{
    (void)context;
    return part->kind == IR_INDEX;
}

/* Two locks that are one place: also one object? A global is, and what the channel hangs off as well. */
static bool is_same(const struct beside *a, const struct beside *b)
{
    const struct ir_expr *x = term_root(a->lock), *y = term_root(b->lock);
    if (x->kind == IR_GLOBAL && y->kind == IR_GLOBAL)
        return g_str_equal(x->name, y->name) && !term_any(a->lock, is_element, NULL) &&
               !term_any(b->lock, is_element, NULL);
    x = base_of(a->lock), y = base_of(b->lock);
    return x && y && a->channel && b->channel && term_contains(a->channel, x) && term_contains(b->channel, y);
}

/* -- the locks that a task holds in an operation -- */

struct held {
    struct hold hold;
    struct beside beside;
};

static const struct ir_expr *in_caller(
    struct linked *linked, const struct call *call, const struct function *callee, const struct ir_expr *expr)
{
    return expr ? term_expand(
                      linked->program, call->function, term_substitute(linked->program, call, callee, expr))
                : NULL;
}

/* Does the operation let go of the lock: its wait, or a function on the way from where it was taken? */
static bool is_let_go_below(
    struct linked *linked, const struct op *op, const GPtrArray *calls, guint from, const struct hold *hold)
{
    const struct op_site *site = op->site;
    bool waits = site->handmade || site->kind == OP_WAIT;
    if (waits && (site->lock ? place_of(linked, site->function, site->lock) == hold->place
                             : hold->taken->function == site->function))
        return true;
    for (guint i = from + 1; i < calls->len; i++)
        if (function_lets_go(
                linked, ((const struct call *)g_ptr_array_index(calls, i))->function, hold->place))
            return true;
    return false;
}

static void add_held(struct locking *locking, const struct op *op, const GPtrArray *calls, guint from,
    const struct ir_expr *channel, GArray *helds)
{
    const GArray *holds = holds_at(locking, g_ptr_array_index(calls, from));
    for (guint i = 0; i < holds->len; i++) {
        const struct hold *hold = &g_array_index(holds, struct hold, i);
        if (is_let_go_below(locking->linked, op, calls, from, hold))
            continue;
        const struct held held = {*hold, {hold->lock, channel}};
        g_array_append_val(helds, held);
    }
}

/* From the op's function down to its site; a lock of a callee is moved up to the op's function, as far as
 * that goes. */
static void add_held_below(
    struct locking *locking, const struct op *op, const GPtrArray *calls, guint first, GArray *helds)
{
    const struct op_path *path = op->path;
    g_autoptr(GPtrArray) above = g_ptr_array_new(); /* struct op_path * */
    for (guint i = first; i < calls->len; i++, path = path ? path->next : NULL) {
        guint before = helds->len;
        add_held(locking, op, calls, i, op->channel, helds);
        for (guint h = before; h < helds->len; h++) {
            struct held *held = &g_array_index(helds, struct held, h);
            for (guint a = above->len; a-- > 0;) {
                const struct op_path *step = g_ptr_array_index(above, a);
                held->beside.lock = in_caller(locking->linked, step->call, step->callee, held->beside.lock);
            }
        }
        if (path)
            g_ptr_array_add(above, (gpointer)path);
    }
}

/* `server.lock` */
static const char *label_of(struct linked *linked, const struct held *held)
{
    uint32_t class = classes_value(linked->classes, held->hold.taken->function, held->hold.lock);
    const char *label = class ? classes_label(linked->classes, class) : NULL;
    return linked_text(linked, label ? label : "a lock");
}

/* struct held: what the task holds when it blocks in the op; the caller's. */
static GArray *held_by(struct locking *locking, guint task, const struct op *op)
{
    GArray *helds = g_array_new(FALSE, FALSE, sizeof(struct held));
    g_autoptr(GPtrArray) calls = sends_path(locking->linked, task, op);
    guint first = 0;
    while (g_ptr_array_index(calls, first) != op_call(op))
        first++;
    add_held_below(locking, op, calls, first, helds);
    const struct ir_expr *channel = op->channel;
    for (guint i = first; i-- > 0;) {
        const struct call *call = g_ptr_array_index(calls, i), *below = g_ptr_array_index(calls, i + 1);
        channel = in_caller(locking->linked, call, below->function, channel);
        add_held(locking, op, calls, i, channel, helds);
    }
    return helds;
}

/* -- what a receiver needs -- */

struct need {
    const struct call *taken; /* NULL: it does not need the lock */
    bool certain; /* on every way to the receive */
};

/* Does the call take the lock? */
static bool takes(
    struct linked *linked, const struct call *call, const struct held *held, const struct ir_expr *channel)
{
    const GPtrArray *syncs = summary_syncs_of_call(linked->summaries, call);
    for (guint i = 0; i < syncs->len; i++) {
        const struct sync *sync = g_ptr_array_index(syncs, i);
        const struct beside theirs = {sync->object, channel};
        if (sync->role == MODEL_LOCK && sync->excludes &&
            place_of(linked, call->function, sync->object) == held->hold.place &&
            is_same(&held->beside, &theirs))
            return true;
    }
    return false;
}

/* Can control come from one block to the other, but not over the barrier? */
static bool comes_around(const struct function *function, uint32_t from, uint32_t to, uint32_t barrier)
{
    g_autofree bool *reached = cfg_reach_behind(function, from, cfg_is_block, &barrier);
    return reached[to];
}

/* Is the call on the way to the receive: around the loop that both are in, or before it? */
static bool is_on_the_way(const struct call *call, const struct call *receive, bool *certain)
{
    const struct function *function = receive->function;
    const struct cfg *cfg = cfg_of(receive->function);
    uint32_t loop = cfg->loop[receive->block];
    if (loop) {
        *certain = call->block == receive->block ||
                   !comes_around(function, receive->block, receive->block, call->block);
        return cfg_in_loop(cfg, call->block, loop - 1);
    }
    if (call->block == receive->block) {
        *certain = true;
        return call->instr < receive->instr;
    }
    *certain = call_precedes(call, receive);
    return comes_around(function, call->block, receive->block, UINT32_MAX);
}

/* Before the call that receives, or on the way to it. */
static struct need need_at(
    struct linked *linked, const struct call *receive, const struct ir_expr *channel, const struct held *held)
{
    struct need need = {0};
    for (uint32_t c = 0; c < receive->function->n_calls && !need.certain; c++) {
        const struct call *call = &receive->function->calls[c];
        bool certain;
        if (call != receive && takes(linked, call, held, channel) && is_on_the_way(call, receive, &certain) &&
            (certain || !need.taken))
            need = (struct need){call, certain};
    }
    return need;
}

/* The same in the receiver's callers, all of them. */
static struct need need_up(struct linked *linked, const struct call *receive, const struct ir_expr *channel,
    const struct held *held, unsigned up)
{
    const GPtrArray *callers = receive->function->callers;
    struct need need = need_at(linked, receive, channel, held);
    if (need.taken || up == 0)
        return need;
    for (guint i = 0; i < callers->len; i++) {
        const struct call *call = g_ptr_array_index(callers, i);
        const struct need theirs =
            need_up(linked, call, in_caller(linked, call, receive->function, channel), held, up - 1);
        if (!theirs.taken)
            return (struct need){0};
        need = (struct need){theirs.taken, theirs.certain && (i == 0 || need.certain)};
    }
    return need;
}

static struct need need_of(struct linked *linked, uint32_t row, const struct held *held)
{
    const GPtrArray *ops = linked_row(linked, row)->ops;
    struct need need = {0};
    for (guint i = 0; i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        const struct need theirs = need_up(linked, op_call(op), op->channel, held, RECEIVER_CALLERS);
        if (!theirs.taken)
            return (struct need){0};
        need = (struct need){theirs.taken, theirs.certain && (i == 0 || need.certain)};
    }
    return need;
}

/* -- relations -- */

static void add_lock_held(struct linked *linked, const struct relation_reach *reach, const struct held *held)
{
    const struct call *taken = held->hold.taken;
    const struct relation_lock_held relation = {
        .op = reach->op,
        .task = reach->task,
        .lock = label_of(linked, held),
        .file = linked_file(linked, taken->function, taken->ir->at),
        .line = taken->ir->at.line,
    };
    g_array_append_val(linked->relations->locks_held, relation);
}

static void add_lock_needed(struct linked *linked, const struct relation_reach *reach, uint32_t peer,
    const struct held *held, const struct need *need)
{
    const struct relation_lock_needed relation = {
        .op = reach->op,
        .task = reach->task,
        .lock = label_of(linked, held),
        .peer_op = peer,
        .certain = need->certain,
        .file = linked_file(linked, need->taken->function, need->taken->ir->at),
        .line = need->taken->ir->at.line,
    };
    g_array_append_val(linked->relations->locks_needed, relation);
}

static void look_at_peers(
    struct linked *linked, const struct relation_reach *reach, const struct held *held, struct range peers)
{
    for (guint i = peers.first; i < peers.first + peers.n; i++) {
        uint32_t peer = g_array_index(linked->relations->peers, struct relation_peer, i).peer_op;
        const struct need need = need_of(linked, peer - 1, held);
        if (need.taken)
            add_lock_needed(linked, reach, peer, held, &need);
    }
}

static void look_at_reach(struct locking *locking, const struct relation_reach *reach, struct range peers)
{
    struct linked *linked = locking->linked;
    const GPtrArray *ops = linked_row(linked, reach->op - 1)->ops;
    for (guint i = 0; i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (op->mode != MODEL_FOREVER || !linked_gets_to(linked, reach->task - 1, op))
            continue;
        g_autoptr(GArray) helds = held_by(locking, reach->task - 1, op);
        for (guint h = 0; h < helds->len; h++) {
            const struct held *held = &g_array_index(helds, struct held, h);
            add_lock_held(linked, reach, held);
            look_at_peers(linked, reach, held, peers);
        }
    }
}

static void free_array(gpointer array)
{
    g_array_free(array, TRUE);
}

static struct locking locking_new(struct linked *linked)
{
    return (struct locking){linked, g_hash_table_new_full(NULL, NULL, NULL, free_array),
        g_hash_table_new_full(NULL, NULL, NULL, free_array)};
}

static void locking_clear(struct locking *locking)
{
    g_hash_table_destroy(locking->by_function);
    g_hash_table_destroy(locking->by_call);
}

bool linked_holds(struct linked *linked, struct function *function, const struct ir_instr *instr,
    const struct ir_expr *lock)
{
    struct locking locking = locking_new(linked);
    const uint32_t place = place_of(linked, function, lock);
    bool held = false;
    for (uint32_t b = 0; place && b < function->ir->n_blocks; b++) {
        const struct ir_block *block = function_block(function, b);
        if (instr >= block->instrs && instr < block->instrs + block->n_instrs)
            held = is_held(&locking, function, b, (uint32_t)(instr - block->instrs), place, HOLDER_CALLERS);
    }
    locking_clear(&locking);
    return held;
}

static bool may_take(struct locking *locking, struct function *function, uint32_t place, unsigned up)
{
    const GArray *holds = holds_of(locking, function);
    bool may = up == 0 && function->callers->len > 0;
    for (guint i = 0; !may && i < holds->len; i++)
        may = g_array_index(holds, struct hold, i).place == place;
    for (guint i = 0; !may && i < function->callers->len; i++)
        may = may_take(
            locking, ((const struct call *)g_ptr_array_index(function->callers, i))->function, place, up - 1);
    return may;
}

bool linked_may_hold(struct linked *linked, struct function *function, const struct ir_expr *lock)
{
    struct locking locking = locking_new(linked);
    bool may = may_take(&locking, function, place_of(linked, function, lock), HOLDER_CALLERS);
    locking_clear(&locking);
    return may;
}

void link_locks(struct linked *linked)
{
    struct locking locking = locking_new(linked);
    g_autofree struct range *peers = linked_peers_by_send(linked);
    const GArray *reaches = linked->relations->reaches;
    for (guint i = 0; i < reaches->len; i++) {
        const struct relation_reach *reach = &g_array_index(reaches, struct relation_reach, i);
        if (row_op(linked_row(linked, reach->op - 1))->site->kind == OP_SEND)
            look_at_reach(&locking, reach, peers[reach->op - 1]);
    }
    locking_clear(&locking);
}
