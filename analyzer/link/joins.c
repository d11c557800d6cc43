/* Joins: the tasks that each of them waits for, and the sends of those that the joiner alone could end, by a
 * receive that it does not come to any more. */
#include "link/sends.h"

#include "base/multimap.h"
#include "link/cfg.h"
#include "link/terms.h"
#include "link/trips.h"

/* Calls from a join, or a receive, up to the joiner; what more than so many call is looked at no further. */
enum { CALLERS_UP = 4, MOST_CALLERS = 8 };

/* -- which tasks a join waits for -- */

/* Objects that the program text tells apart: two variables, or elements or fields of two. */
static bool is_other(const struct ir_expr *a, const struct ir_expr *b)
{
    if (!a || !b || a->kind != b->kind)
        return false;
    switch (a->kind) {
    case IR_LOCAL:
    case IR_GLOBAL:
        return !g_str_equal(a->name, b->name);
    case IR_INDEX:
        return (a->b->kind == IR_INT && b->b->kind == IR_INT && a->b->value != b->b->value) ||
               is_other(a->a, b->a);
    case IR_FIELD:
        return is_other(a->a, b->a);
    default:
        return false;
    }
}

/* What the task's handle is put into, where it is spawned; NULL: not known. */
static const struct ir_expr *handle_of(struct linked *linked, const struct task *task)
{
    const struct model_function *model = task->spawn->model;
    const struct ir_expr *handle = model ? call_argument(task->spawn, model->handle) : NULL;
    if (!handle)
        return NULL;
    handle = term_expand(linked->program, task->spawn->function, handle);
    return handle->kind == IR_ADDR && model->handle_way == MODEL_POINTEE ? handle->a : NULL;
}

/* Of a join and a task whose handles are of one class. */
static bool waits_for(struct linked *linked, const struct op *join, const struct task *task)
{
    return join->site->library == task->library &&
           !(join->function == task->spawn->function && is_other(join->channel, handle_of(linked, task)));
}

/* -- the joiner: the function that both joins and does all receives -- */

struct joiner {
    struct linked *linked;
    struct function *function;
    const struct call *join; /* in the function, and leads to the join */
    const struct call *start; /* that of the task, when it stands in the function too; or NULL */
};

static bool is_body(const struct linked *linked, const struct function *function)
{
    for (guint i = 0; i < linked->tasks->len; i++)
        if (((const struct task *)g_ptr_array_index(linked->tasks, i))->body == function)
            return true;
    return false;
}

/* The calls in the joiner that lead to the function; false when something else leads there too. */
static bool find_calls(
    const struct joiner *joiner, const struct function *function, unsigned up, GPtrArray *calls)
{
    if (up == 0 || function->callers->len == 0 || function->callers->len > MOST_CALLERS ||
        function->address_taken || is_body(joiner->linked, function))
        return false;
    for (guint i = 0; i < function->callers->len; i++) {
        struct call *call = g_ptr_array_index(function->callers, i);
        if (call->function == joiner->function)
            g_ptr_array_add(calls, call);
        else if (!find_calls(joiner, call->function, up - 1, calls))
            return false;
    }
    return true;
}

/* The calls in the joiner that lead to the row's receives; false when not all of them are its own. */
static bool find_receives(const struct joiner *joiner, const struct op_row *row, GPtrArray *calls)
{
    for (guint i = 0; i < row->ops->len; i++) {
        const struct op *op = g_ptr_array_index(row->ops, i);
        if (op->site->kind != OP_RECEIVE && op->site->kind != OP_SELECT)
            return false;
        if (op->function == joiner->function)
            g_ptr_array_add(calls, (gpointer)op_call(op));
        else if (!find_calls(joiner, op->function, CALLERS_UP, calls))
            return false;
    }
    return true;
}

/* -- order -- */

/* Does control come from the one call to the other, but not over the start of another such task? */
static bool comes_to(const struct joiner *joiner, const struct call *from, const struct call *to)
{
    const struct call *start = joiner->start;
    uint32_t barrier = start ? start->block : UINT32_MAX;
    if (from->block == to->block && from->instr <= to->instr)
        return !start || start->block != from->block || start->instr < from->instr ||
               start->instr > to->instr;
    if (start && start->block == from->block && start->instr > from->instr)
        return false;
    g_autofree bool *reached = cfg_reach_behind(from->function, from->block, cfg_is_block, &barrier);
    return cfg_falls_through(from->function, from->block) && reached[to->block];
}

/* The same call as that: a destructor is called on each way out. */
static bool is_alike(const struct call *call, const struct call *other)
{
    const struct ir_instr *a = call->ir, *b = other->ir;
    bool alike = term_equal(a->target, b->target) && a->n_args == b->n_args;
    for (uint32_t i = 0; alike && i < a->n_args; i++)
        alike = term_equal(a->args[i], b->args[i]);
    return alike;
}

/* A cfg_stop: does the join, or one like it, stand in the block? */
static bool joins_in(const struct function *function, uint32_t block, void *context)
{
    const struct joiner *joiner = context;
    bool joins = false;
    for (uint32_t c = 0; c < function->n_calls && !joins; c++)
        joins = function->calls[c].block == block && is_alike(&function->calls[c], joiner->join);
    return joins;
}

/* Does the joiner, from the call on, come to the join on every way to its end? */
static bool certainly_joins(const struct joiner *joiner, const struct call *from)
{
    const struct function *function = joiner->function;
    if (from->block == joiner->join->block)
        return from->instr < joiner->join->instr;
    g_autofree bool *around = cfg_reach_behind(function, from->block, joins_in, (void *)joiner);
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        if (around[b] && cfg_ends_here(function, b))
            return false;
    return true;
}

/* -- sends that can fill the channel -- */

/* Is the send in a loop without bound, or in one that goes around more often than there is room? */
static bool exceeds(struct linked *linked, guint task, const struct op *send, int64_t capacity)
{
    if (!sends_in_loop(linked, task, send))
        return false;
    g_autoptr(GPtrArray) calls = sends_path(linked, task, send);
    guint n = calls->len - (send->site->handmade && send->path); /* not a wait's own loop */
    for (guint i = 0; i < n; i++) {
        const struct call *call = g_ptr_array_index(calls, i);
        const struct cfg *cfg = cfg_of(call->function);
        struct trip trip;
        int64_t rounds;
        for (uint32_t loop = cfg->loop[call->block]; loop; loop = cfg->outer[loop - 1])
            if (!loop_is_bounded(call->function, cfg, loop - 1))
                return true;
        if (capacity > 0 && trip_around(linked->program, call, &trip) && trip_rounds(&trip, &rounds) &&
            rounds > capacity)
            return true;
    }
    return false;
}

/* Can the task's sends fill the channel? */
static bool fills(struct linked *linked, guint task, uint32_t channel, struct range reaches)
{
    int64_t capacity = linked_channel_row(linked, channel)->capacity;
    for (guint i = reaches.first; i < reaches.first + reaches.n; i++) {
        guint row = g_array_index(linked->relations->reaches, struct relation_reach, i).op - 1;
        const struct op *op = row_op(linked_row(linked, row));
        if (linked_row(linked, row)->channel == channel && op->site->kind == OP_SEND &&
            (capacity == 0 || exceeds(linked, task, op, capacity)))
            return true;
    }
    return false;
}

/* Does the task, before it sends, wait for something else: a request, its turn? */
static bool waits_before(struct linked *linked, guint task, const struct op *send)
{
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = linked_row(linked, i);
        const struct op *op = row_op(row);
        bool blocks =
            op->site->kind == OP_RECEIVE || op->site->kind == OP_SELECT || op->site->kind == OP_WAIT;
        if (blocks && linked_gets_to(linked, task, op) && sends_follow(linked, task, op, send))
            return true;
    }
    return false;
}

/* -- what the join leaves in the channel -- */

struct joining {
    struct linked *linked;
    guint join, task, send; /* rows */
    const struct relation_peer *peers; /* of the send */
    guint n_peers;
};

/* What the joiner's receives come to before it joins. */
struct before {
    bool known; /* all receives are the joiner's, and their order is clear */
    bool any;
    const char *leaves; /* how one of those goes away, from which it certainly joins */
};

static void look_at_peer(const struct joiner *joiner, const struct relation_peer *peer, struct before *before)
{
    g_autoptr(GPtrArray) calls = g_ptr_array_new();
    before->known &= find_receives(joiner, linked_row(joiner->linked, peer->peer_op - 1), calls);
    for (guint i = 0; before->known && i < calls->len; i++) {
        const struct call *receive = g_ptr_array_index(calls, i);
        const struct cfg *cfg = cfg_of(joiner->function);
        if (receive == joiner->join)
            before->known = false;
        else if (comes_to(joiner, receive, joiner->join)) {
            before->any = true;
            if (!peer->leaves)
                before->known = !cfg->loop[receive->block];
            else if (certainly_joins(joiner, receive))
                before->leaves = peer->leaves;
        }
    }
}

static struct before look_before(const struct joining *joining, const struct joiner *joiner)
{
    struct before before = {.known = true};
    for (guint i = 0; before.known && i < joining->n_peers; i++)
        look_at_peer(joiner, &joining->peers[i], &before);
    return before;
}

/* Up from the join, to the first function that all receives are below. */
static struct before find_before(
    const struct joining *joining, struct function *function, const struct call *join, unsigned up)
{
    const struct task *task = g_ptr_array_index(joining->linked->tasks, joining->task);
    const struct joiner joiner = {
        joining->linked, function, join, task->at->function == function ? task->at : NULL};
    struct before before = look_before(joining, &joiner);
    guint n = up > 0 && function->callers->len <= MOST_CALLERS ? function->callers->len : 0;
    for (guint i = 0; !before.known && i < n; i++) {
        struct call *call = g_ptr_array_index(function->callers, i);
        before = find_before(joining, call->function, call, up - 1);
    }
    return before;
}

static void look_at_send(const struct joining *joining)
{
    struct linked *linked = joining->linked;
    const struct op *join = row_op(linked_row(linked, joining->join));
    const struct op *send = row_op(linked_row(linked, joining->send));
    struct before before = find_before(joining, join->function, op_call(join), CALLERS_UP);
    if (!before.known || (before.any ? !before.leaves : waits_before(linked, joining->task, send)))
        return;
    const struct relation_joined_send joined = {
        joining->send + 1, joining->task + 1, joining->join + 1, before.leaves};
    g_array_append_val(linked->relations->joined_sends, joined);
}

/* -- all joins -- */

static struct range *reaches_by_task(const struct linked *linked)
{
    const GArray *reaches = linked->relations->reaches;
    struct range *ranges = g_new0(struct range, linked->tasks->len + 1);
    for (guint i = 0; i < reaches->len; i++)
        range_extend(&ranges[g_array_index(reaches, struct relation_reach, i).task - 1], i);
    return ranges;
}

static void look_at_task(
    struct linked *linked, guint join, guint task, struct range reaches, const struct range *peers)
{
    for (guint i = reaches.first; i < reaches.first + reaches.n; i++) {
        guint send = g_array_index(linked->relations->reaches, struct relation_reach, i).op - 1;
        const struct op_row *row = linked_row(linked, send);
        if (row_op(row)->site->kind != OP_SEND || !row->channel || peers[send].n == 0 ||
            !fills(linked, task, row->channel, reaches))
            continue;
        const struct joining joining = {linked, join, task, send,
            &g_array_index(linked->relations->peers, struct relation_peer, peers[send].first), peers[send].n};
        look_at_send(&joining);
    }
}

/* The class of a handle -> the tasks that have it, as numbers from 1. */
static GHashTable *tasks_by_handle(const struct linked *linked)
{
    GHashTable *tasks = multimap_new();
    for (guint t = 0; t < linked->tasks->len; t++) {
        const struct task *task = g_ptr_array_index(linked->tasks, t);
        if (task->handle)
            multimap_add(tasks, GUINT_TO_POINTER(classes_find(linked->classes, task->handle)),
                GUINT_TO_POINTER(t + 1));
    }
    return tasks;
}

static void look_at_join(struct linked *linked, guint row, const GPtrArray *tasks,
    const struct range *reaches, const struct range *peers)
{
    const struct op *join = row_op(linked_row(linked, row));
    for (guint i = 0; tasks && i < tasks->len; i++) {
        guint task = GPOINTER_TO_UINT(g_ptr_array_index(tasks, i)) - 1;
        if (!waits_for(linked, join, g_ptr_array_index(linked->tasks, task)))
            continue;
        const struct relation_joined relation = {row + 1, task + 1};
        g_array_append_val(linked->relations->joined, relation);
        if (join->mode == MODEL_FOREVER)
            look_at_task(linked, row, task, reaches[task], peers);
    }
}

void link_joins(struct linked *linked)
{
    g_autofree struct range *peers = linked_peers_by_send(linked), *reaches = reaches_by_task(linked);
    g_autoptr(GHashTable) by_handle = tasks_by_handle(linked);
    const GArray *joins = linked->of_kind[OP_JOIN];
    for (guint i = 0; i < joins->len; i++) {
        const guint row = g_array_index(joins, guint, i);
        const uint32_t class = row_op(linked_row(linked, row))->class;
        if (!class)
            continue;
        const uint32_t handle = classes_find(linked->classes, class);
        look_at_join(linked, row, multimap_find(by_handle, GUINT_TO_POINTER(handle)), reaches, peers);
    }
}
