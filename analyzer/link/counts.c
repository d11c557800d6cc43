/* Which sends always find room or a taker, by counting.
 *
 * Room: a channel's capacity against all that is ever sent into it.
 *
 * Meetings: a function that starts tasks and then takes, on each of its ways, as many values as they send.
 * What is outstanding at each of its blocks is the most over all paths: the start of a task adds its sends, a
 * receive takes one away, as does the start of a task that receives, and no more may be left where the
 * function ends than there is room for in a channel that it made. Loops that count to the same bound are
 * walked through once, for one start and one receive in them happen equally often.
 */
#include "link/sends.h"
#include "link/trips.h"
#include "link/ways.h"

#include <limits.h>

/* -- room -- */

/* Is there one such task for each channel of the class? Both are made in one function, in the same loop. */
static bool spawned_once(const struct linked *linked, const struct task *task, uint32_t class)
{
    const GPtrArray *creations = classes_creations(linked->classes, class);
    for (guint i = 0; creations && i < creations->len; i++) {
        const struct creation *creation = g_ptr_array_index(creations, i);
        if (!creation->model)
            continue;
        if (creation->function != task->at->function)
            return task->times == TIMES_ONCE;
        const struct cfg *cfg = cfg_of(task->at->function);
        if (cfg->loop[creation->call->block] != cfg->loop[task->at->block])
            return false;
    }
    return creations && creations->len > 0;
}

/* -- meetings -- */

enum { MOST_OUTSTANDING = 128, UNBOUNDED = INT_MAX };

struct event {
    const struct call *call;
    int weight; /* values that are sent because of it, less those that are taken */
    const struct ways *ways; /* of a start: from it to the receives; or NULL */
};

/* One function that starts tasks which send into the channel. */
struct meeting {
    struct linked *linked;
    struct function *function;
    const struct cfg *cfg;
    uint32_t channel, class;
    GArray *events;
    GPtrArray *ways; /* those of the events */
    GHashTable *trips; /* header + 1 -> struct trip *, of the loops that are walked through once */
    const struct trip *bound; /* of all of them, when it is not a number; or NULL */
};

static bool is_a(const struct linked *linked, guint row, enum op_kind kind)
{
    return row_op(linked_row(linked, row))->site->kind == kind;
}

static void add_event(struct meeting *meeting, const struct call *call, int weight)
{
    for (guint i = 0; i < meeting->events->len; i++) {
        struct event *event = &g_array_index(meeting->events, struct event, i);
        if (event->call == call) { /* bodies of one start, or ways into one helper: one of them runs */
            event->weight = MAX(event->weight, weight);
            return;
        }
    }
    g_array_append_vals(meeting->events, &(struct event){call, weight, NULL}, 1);
}

/* The op of the row that the task gets to; NULL: none. */
static const struct op *op_of_task(const struct linked *linked, guint task, guint row)
{
    const GPtrArray *ops = linked_row(linked, row)->ops;
    for (guint i = 0; i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (linked_gets_to(linked, task, op))
            return op;
    }
    return NULL;
}

/* The most values that one such task sends: those of its sends that can follow each other. */
static int sends_of_task(struct linked *linked, guint task, uint32_t channel)
{
    g_autoptr(GPtrArray) sends = g_ptr_array_new();
    bool exclusive = true;
    for (guint row = linked->first_on[channel]; row != NO_ROW; row = linked_row(linked, row)->next_on) {
        const struct op *op = is_a(linked, row, OP_SEND) ? op_of_task(linked, task, row) : NULL;
        if (!op)
            continue;
        if (sends_in_loop(linked, task, op))
            return UNBOUNDED;
        for (guint i = 0; i < sends->len; i++) {
            const struct op *other = g_ptr_array_index(sends, i);
            if (sends_follow(linked, task, op, other) || sends_follow(linked, task, other, op))
                exclusive = false;
        }
        g_ptr_array_add(sends, (gpointer)op);
    }
    return exclusive ? MIN((int)sends->len, 1) : (int)sends->len;
}

/* Blocking receives that the function does on each of its ways. */
static int receives_of_body(const struct linked *linked, const struct function *body, uint32_t channel)
{
    int n = 0;
    for (guint row = linked->first_on[channel]; row != NO_ROW; row = linked_row(linked, row)->next_on) {
        const struct op *op = row_op(linked_row(linked, row));
        if (is_a(linked, row, OP_RECEIVE) && op->function == body && op->mode == MODEL_FOREVER &&
            op_is_certain(op) && call_is_certain(op_call(op)))
            n++;
    }
    return n;
}

static void add_start(struct meeting *meeting, const struct task *task, int weight)
{
    guint n = meeting->events->len;
    add_event(meeting, task->at, weight);
    if (meeting->events->len == n)
        return;
    g_autoptr(GArray) receives = ways_rows(meeting->linked, OP_RECEIVE, meeting->channel);
    struct ways *ways = ways_from_start(meeting->linked, task, receives);
    g_ptr_array_add(meeting->ways, ways);
    g_array_index(meeting->events, struct event, n).ways = ways;
}

/* False when there is no bound on what the tasks send. */
static bool add_starts(struct meeting *meeting)
{
    struct linked *linked = meeting->linked;
    const GArray *starts = linked->starts[meeting->function->id];
    for (guint i = 0; starts && i < starts->len; i++) {
        uint32_t number = g_array_index(starts, uint32_t, i);
        const struct task *task = g_ptr_array_index(linked->tasks, number);
        int sends = sends_of_task(linked, number, meeting->channel);
        if (sends == UNBOUNDED)
            return false;
        int receives = receives_of_body(linked, task->body, meeting->channel);
        if (sends > receives || (sends == 0 && receives > 0))
            add_start(meeting, task, sends - receives);
    }
    return true;
}

/* What the function takes itself. What it sends is no concern: it goes on only once somebody has taken that.
 */
static void add_receives(struct meeting *meeting)
{
    struct linked *linked = meeting->linked;
    for (guint row = linked->first_on[meeting->channel]; row != NO_ROW;
         row = linked_row(linked, row)->next_on) {
        const GPtrArray *ops = linked_row(linked, row)->ops;
        for (guint i = 0; i < ops->len && is_a(linked, row, OP_RECEIVE); i++) {
            const struct op *op = g_ptr_array_index(ops, i);
            if (op->function == meeting->function && op->mode == MODEL_FOREVER && op_is_certain(op))
                add_event(meeting, op_call(op), -1);
        }
    }
}

static void walk_once(struct meeting *meeting, const struct event *event, const struct trip *trip)
{
    uint32_t loop = meeting->cfg->loop[event->call->block];
    g_hash_table_replace(meeting->trips, GUINT_TO_POINTER(loop), g_memdup2(trip, sizeof *trip));
}

/* Loops whose number of rounds is known: each event in them counts as often. */
static bool unroll(struct meeting *meeting)
{
    for (guint i = 0; i < meeting->events->len; i++) {
        struct event *event = &g_array_index(meeting->events, struct event, i);
        struct trip trip;
        int64_t rounds;
        if (!trip_around(meeting->linked->program, event->call, &trip) || !trip_rounds(&trip, &rounds) ||
            (trip.more && event->weight > 0))
            continue;
        event->weight *= (int)CLAMP(rounds, 0, MOST_OUTSTANDING + 1);
        walk_once(meeting, event, &trip);
    }
    return true;
}

/* All starts in loops to one bound, of `trip`: false when they are not. */
static bool start_together(const struct meeting *meeting, struct trip *trip)
{
    bool found = false;
    for (guint i = 0; i < meeting->events->len; i++) {
        const struct event *event = &g_array_index(meeting->events, struct event, i);
        struct trip other;
        if (event->weight < 0)
            continue;
        if (!trip_around(meeting->linked->program, event->call, &other) || other.more ||
            (found && !trip_same(trip, &other)))
            return false;
        *trip = other;
        found = true;
    }
    return found;
}

/* They are met only by what happens as often. */
static bool match_bounds(struct meeting *meeting)
{
    struct program *program = meeting->linked->program;
    struct trip first, trip;
    if (!start_together(meeting, &first))
        return false;
    for (guint i = meeting->events->len; i-- > 0;) {
        const struct event *event = &g_array_index(meeting->events, struct event, i);
        if (trip_around(program, event->call, &trip) && trip_same(&first, &trip))
            walk_once(meeting, event, &trip);
        else
            g_array_remove_index(meeting->events, i);
    }
    meeting->bound = arena_copy(program->arena, &first, sizeof first);
    return true;
}

static int outstanding_after(const struct meeting *meeting, uint32_t block, int outstanding)
{
    const struct ir_block *ir = &meeting->function->ir->blocks[block];
    for (uint32_t i = 0; i < ir->n_instrs; i++)
        for (guint e = 0; e < meeting->events->len; e++) {
            const struct event *event = &g_array_index(meeting->events, struct event, e);
            if (event->call->block == block && event->call->instr == i)
                outstanding = MAX(outstanding + event->weight, 0);
        }
    return outstanding;
}

/* On the way to a block's successor that contradicts a start, the start did not happen. */
static int outstanding_along(const struct meeting *meeting, uint32_t block, uint32_t i, int outstanding)
{
    for (guint e = 0; outstanding > 0 && e < meeting->events->len; e++) {
        const struct event *event = &g_array_index(meeting->events, struct event, e);
        if (event->ways && ways_contradict(event->ways, block, i))
            outstanding = MAX(outstanding - event->weight, 0);
    }
    return outstanding;
}

/* Where an edge leads: out of a loop that is walked through once when it leads back to its header, and from
 * the header only into it. UINT32_MAX: nowhere. */
static uint32_t edge(const struct meeting *meeting, uint32_t from, uint32_t to)
{
    const struct trip *trip = g_hash_table_lookup(meeting->trips, GUINT_TO_POINTER(to + 1));
    if (trip && cfg_in_loop(meeting->cfg, from, to))
        return trip->out;
    trip = g_hash_table_lookup(meeting->trips, GUINT_TO_POINTER(from + 1));
    return trip && to == trip->out ? UINT32_MAX : to;
}

/* What may be left in the channel: its capacity, when this function makes it. Where loops are walked through
 * once, their bound counts as one. */
static int room_of(const struct meeting *meeting)
{
    struct linked *linked = meeting->linked;
    const GPtrArray *creations = classes_creations(linked->classes, meeting->class);
    const struct creation *creation =
        creations && creations->len == 1 ? g_ptr_array_index(creations, 0) : NULL;
    if (!creation || !creation->model || creation->function != meeting->function)
        return 0;
    if (!meeting->bound)
        return (int)CLAMP(creation->capacity, 0, MOST_OUTSTANDING);
    int index = creation->model->capacity_argument;
    return index >= 0 && trip_is_bounded_by(linked->program, meeting->function, meeting->bound,
                             creation->call->ir->args[index]);
}

/* Is no more outstanding than there is room for, wherever the function ends? */
static bool is_balanced(const struct meeting *meeting)
{
    const int room = room_of(meeting);
    const struct function *function = meeting->function;
    uint32_t n = meeting->cfg->n;
    g_autofree int *before = g_new(int, n + 1);
    for (uint32_t b = 0; b < n; b++)
        before[b] = -1; /* not come to */
    before[0] = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t b = 0; b < n; b++) {
            if (before[b] < 0 || !meeting->cfg->live[b])
                continue;
            int after = outstanding_after(meeting, b, before[b]);
            if (after > MOST_OUTSTANDING || (after > room && cfg_ends_here(function, b)))
                return false;
            const struct ir_block *block = &function->ir->blocks[b];
            for (uint32_t i = 0; cfg_falls_through(function, b) && i < block->n_next; i++) {
                uint32_t to = edge(meeting, b, block->next[i]);
                int along = outstanding_along(meeting, b, i, after);
                if (to < n && before[to] < along) {
                    before[to] = along;
                    changed = true;
                }
            }
        }
    }
    return true;
}

static uint32_t class_of_channel(const struct linked *linked, uint32_t channel)
{
    for (guint row = linked->first_on[channel]; row != NO_ROW; row = linked_row(linked, row)->next_on) {
        const struct op *op = row_op(linked_row(linked, row));
        if (op->class)
            return op->class;
    }
    return CLASS_NONE;
}

/* `count`: how loops are counted. */
static bool is_met(
    struct linked *linked, struct function *starter, uint32_t channel, bool (*count)(struct meeting *))
{
    struct meeting meeting = {
        .linked = linked,
        .function = starter,
        .cfg = cfg_of(starter),
        .channel = channel,
        .class = class_of_channel(linked, channel),
        .events = g_array_new(FALSE, FALSE, sizeof(struct event)),
        .ways = g_ptr_array_new_with_free_func((GDestroyNotify)ways_free),
        .trips = g_hash_table_new_full(NULL, NULL, NULL, g_free),
    };
    bool met = add_starts(&meeting);
    if (met) {
        add_receives(&meeting);
        met = count(&meeting) && is_balanced(&meeting);
    }
    g_array_free(meeting.events, TRUE);
    g_ptr_array_unref(meeting.ways);
    g_hash_table_destroy(meeting.trips);
    return met;
}

bool starts_are_met(struct linked *linked, struct function *starter, uint32_t channel)
{
    return is_met(linked, starter, channel, match_bounds) || is_met(linked, starter, channel, unroll);
}

/* -- per channel -- */

struct count {
    int sends; /* of all tasks, UNBOUNDED: no bound is known */
    bool met, unmet; /* some, not all starts are met */
};

struct counting {
    struct linked *linked;
    struct count *counts; /* by channel's row - 1 */
    GHashTable *starters; /* "function channel": those whose starts are met */
};

static char *starter_key(const struct function *function, uint32_t channel)
{
    return g_strdup_printf("%u %u", function->id, channel);
}

static bool starter_is_met(struct counting *counting, struct function *starter, uint32_t channel)
{
    char *key = starter_key(starter, channel);
    gpointer known;
    if (g_hash_table_lookup_extended(counting->starters, key, NULL, &known)) {
        g_free(key);
        return GPOINTER_TO_INT(known);
    }
    bool met = starts_are_met(counting->linked, starter, channel);
    g_hash_table_insert(counting->starters, key, GINT_TO_POINTER(met));
    return met;
}

static void count_reach(struct counting *counting, const struct relation_reach *reach)
{
    struct linked *linked = counting->linked;
    const struct op_row *row = linked_row(linked, reach->op - 1);
    const struct op *op = row_op(row);
    const struct task *task = g_ptr_array_index(linked->tasks, reach->task - 1);
    if (op->site->kind != OP_SEND || !row->channel)
        return;
    struct count *count = &counting->counts[row->channel - 1];
    bool once = row->ops->len == 1 && !sends_in_loop(linked, reach->task - 1, op) &&
                spawned_once(linked, task, op->class);
    count->sends = once && count->sends < UNBOUNDED ? count->sends + 1 : UNBOUNDED;
    if (starter_is_met(counting, task->at->function, row->channel))
        count->met = true;
    else
        count->unmet = true;
}

/* Sends outside of tasks count too: how often they come is not known, unless the function that meets the
 * tasks does them. */
static void count_others(struct counting *counting, const struct op_row *row)
{
    struct count *count = &counting->counts[row->channel - 1];
    bool in_task = false;
    for (guint i = 0; i < row->ops->len; i++) {
        const struct op *op = g_ptr_array_index(row->ops, i);
        g_autofree char *key = starter_key(op->function, row->channel);
        in_task |= counting->linked->tasks_of[op->function->id] != NULL;
        if (!counting->linked->tasks_of[op->function->id] && !g_hash_table_contains(counting->starters, key))
            count->unmet = true;
    }
    if (!in_task)
        count->sends = UNBOUNDED;
}

static bool is_send(const struct op_row *row)
{
    const struct op *op = row_op(row);
    return op->site->kind == OP_SEND && row->channel;
}

static void count_all(struct counting *counting)
{
    struct linked *linked = counting->linked;
    const GArray *reaches = linked->relations->reaches;
    for (guint i = 0; i < reaches->len; i++)
        count_reach(counting, &g_array_index(reaches, struct relation_reach, i));
    for (guint i = 0; i < linked->rows->len; i++)
        if (is_send(linked_row(linked, i)))
            count_others(counting, linked_row(linked, i));
    for (guint i = 0; i < linked->clauses->len; i++) {
        const struct clause_row *clause = g_ptr_array_index(linked->clauses, i);
        if (clause->clause->kind == CLAUSE_SEND && clause->channel)
            counting->counts[clause->channel - 1].unmet = true;
    }
    const GArray *joined = linked->relations->joined_sends;
    for (guint i = 0; i < joined->len; i++) { /* the receive is behind the join, which is behind the send */
        const struct relation_joined_send *send = &g_array_index(joined, struct relation_joined_send, i);
        if (!send->leaves)
            counting->counts[linked_row(linked, send->op - 1)->channel - 1].unmet = true;
    }
}

static bool fits(const struct linked *linked, const struct count *count, const struct op_row *row)
{
    const struct op *op = row_op(row);
    int64_t capacity = linked_channel_row(linked, row->channel)->capacity;
    bool room = !op->site->handmade && capacity != MODEL_UNKNOWN && capacity > 0 && count->sends <= capacity;
    return op->mode == MODEL_FOREVER && (room || (count->met && !count->unmet));
}

void link_counts(struct linked *linked)
{
    struct counting counting = {
        .linked = linked,
        .counts = g_new0(struct count, linked->relations->channels->len + 1),
        .starters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    count_all(&counting);
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = linked_row(linked, i);
        if (is_send(row) && fits(linked, &counting.counts[row->channel - 1], row))
            linked_op(linked, i)->mode = "fits";
    }
    g_free(counting.counts);
    g_hash_table_destroy(counting.starters);
}
