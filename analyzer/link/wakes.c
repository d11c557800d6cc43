/* What ends an operation besides its peer. */
#include "link/linked.h"

#include "base/multimap.h"
#include "link/heed.h"
#include "link/sends.h"
#include "link/terms.h"

static void add_wake(struct linked *linked, uint32_t op, const char *kind, uint32_t by, const char *why)
{
    const struct relation_wake wake = {.op = op, .kind = kind, .by_op = by, .why = linked_text(linked, why)};
    g_array_append_val(linked->relations->wakes, wake);
}

/* -- flags of hand-made channels -- */

static void wake_by_flags(struct linked *linked, uint32_t id, const struct op *op)
{
    for (guint i = 0; op->site->flags && i < op->site->flags->len; i++) {
        const struct flag *flag = g_ptr_array_index(op->site->flags, i);
        const char *setter = flag->setter->ir->name, *file = program_file(flag->setter, flag->at);
        g_autofree char *why = g_strdup_printf("`%s` is set by `%s` at %s:%u",
            flag->label ? flag->label : "a flag", setter, file, flag->at.line);
        const struct relation_wake wake = {
            .op = id,
            .kind = flag->closes ? "close" : "cancel",
            .why = linked_text(linked, why),
            .set_in = linked_text(linked, setter),
            .set_file = linked_text(linked, file),
            .set_line = flag->at.line,
        };
        g_array_append_val(linked->relations->wakes, wake);
    }
}

/* -- results that are not heeded -- */

/* The operation of the row that the task gets to. */
static const struct op *op_of(const struct linked *linked, guint row, guint task)
{
    const GPtrArray *ops = linked_row(linked, row)->ops;
    for (guint i = 0; i < ops->len; i++)
        if (linked_gets_to(linked, task, g_ptr_array_index(ops, i)))
            return g_ptr_array_index(ops, i);
    return g_ptr_array_index(ops, 0);
}

/* Does the task stop once the operation fails because of `by`? What it does not heed becomes a row. */
static bool heeds(struct linked *linked, guint task, guint row, const char *kind, uint32_t by)
{
    enum heed heed = heed_of(linked, task, op_of(linked, row, task));
    if (heed == HEED_STOPS)
        return true;
    const struct relation_unheeded unheeded = {row + 1, task + 1, kind, by, heed == HEED_NEVER};
    g_array_append_val(linked->relations->unheeded, unheeded);
    return false;
}

/* -- closing -- */

enum { HALF_UNKNOWN = -1 };

/* Which element of the pair that its creation made a handle is: `ch[1]`. */
static int64_t half_of_term(struct linked *linked, struct function *function, const struct ir_expr *handle)
{
    const struct ir_expr *expr = handle ? term_expand(linked->program, function, handle) : NULL;
    return expr && expr->kind == IR_INDEX && expr->b->kind == IR_INT ? expr->b->value : HALF_UNKNOWN;
}

/* What a body's parameter is, when all that start the body agree. */
static int64_t half_of_param(struct linked *linked, const struct function *body, int64_t param)
{
    int64_t half = HALF_UNKNOWN;
    for (guint i = 0; i < linked->tasks->len; i++) {
        const struct task *task = g_ptr_array_index(linked->tasks, i);
        if (task->body != body || !task->spawn->spawns || param >= task->spawn->ir->n_args)
            continue;
        int64_t here = half_of_term(linked, task->spawn->function, task->spawn->ir->args[param]);
        if (here == HALF_UNKNOWN || (half != HALF_UNKNOWN && half != here))
            return HALF_UNKNOWN;
        half = here;
    }
    return half;
}

static int64_t half_of(struct linked *linked, const struct op *op)
{
    if (op->channel && op->channel->kind == IR_PARAM)
        return half_of_param(linked, op->function, op->channel->value);
    return half_of_term(linked, op->function, op->channel);
}

static bool same_half(struct linked *linked, const struct op *a, const struct op *b)
{
    int64_t half = half_of(linked, a);
    return half != HALF_UNKNOWN && half == half_of(linked, b);
}

static bool close_wakes(
    struct linked *linked, const struct op *close, const struct op_row *row, const struct op *op)
{
    unsigned wakes = close->site->call->model->wakes;
    const struct relation_channel *channel = linked_channel_row(linked, row->channel);
    if (op->site->kind == OP_RECEIVE)
        return wakes & MODEL_WAKES_RECEIVERS;
    return (wakes & MODEL_WAKES_SENDERS) ||
           ((wakes & MODEL_WAKES_OWN_SENDERS) && same_half(linked, close, op)) ||
           ((wakes & MODEL_WAKES_UNBUFFERED_SENDERS) && channel->capacity == 0);
}

/* Do all tasks that get to the operation of the row stop once it fails because of the closing? Without a
 * result that tells, there is nothing to heed. */
static bool closing_is_heeded(struct linked *linked, guint row, uint32_t close_id)
{
    const struct model_function *model = row_op(linked_row(linked, row))->site->call->model;
    g_autoptr(GArray) tasks = linked_tasks_of(linked, row);
    bool all = true;
    for (guint i = 0; model->fails != MODEL_FAILS_NEVER && i < tasks->len; i++)
        all &= heeds(linked, g_array_index(tasks, uint32_t, i), row, "close", close_id);
    return all;
}

/* Is closing what the sender does itself, when it has sent? Then it does not wait any more. */
static bool is_own(struct linked *linked, const struct op *close, guint row)
{
    const struct op *op = row_op(linked_row(linked, row));
    g_autoptr(GArray) tasks = linked_tasks_of(linked, row);
    return op->site->kind == OP_SEND && tasks->len == 1 && op->anchor->function == close->anchor->function &&
           linked_gets_to(linked, g_array_index(tasks, uint32_t, 0), close);
}

static void end_by_closing(struct linked *linked, uint32_t close_id, const struct op *close, guint row)
{
    const struct op *op = row_op(linked_row(linked, row));
    if ((op->site->kind == OP_SEND || op->site->kind == OP_RECEIVE) &&
        close_wakes(linked, close, linked_row(linked, row), op) && !is_own(linked, close, row) &&
        closing_is_heeded(linked, row, close_id))
        add_wake(linked, row + 1, "close", close_id, "closing the channel ends it");
}

/* The closing of all that the library has, or of a socket, both of whose directions end. */
static bool closes_widely(const struct op *close)
{
    const struct model_function *model = close->site->call->model;
    return model->channel == MODEL_NONE || (model->model->one_ended && close->class);
}

/* May both run in one program of the tree? */
static bool meet(const struct function *a, const struct function *b)
{
    return !*a->domain || !*b->domain || g_str_equal(a->domain, b->domain);
}

static bool is_among(struct linked *linked, const struct op *op, const struct op *close)
{
    if (op->site->library != close->site->library || op->site->handmade ||
        !meet(op->function, close->function))
        return false;
    return close->site->call->model->channel == MODEL_NONE ||
           classes_find(linked->classes, op->class) == classes_find(linked->classes, close->class);
}

static void wake_by_closing(struct linked *linked, uint32_t close_id, const struct op_row *closing)
{
    const struct op *close = row_op(closing);
    if (closes_widely(close)) {
        for (guint i = 0; i < linked->rows->len; i++)
            if (is_among(linked, row_op(linked_row(linked, i)), close))
                end_by_closing(linked, close_id, close, i);
    } else if (closing->channel) {
        for (guint i = linked->first_on[closing->channel]; i != NO_ROW; i = linked_row(linked, i)->next_on)
            end_by_closing(linked, close_id, close, i);
    }
}

/* -- cancelling tasks -- */

/* Does its function first wait, without a deadline, until what it cancels is over? */
static bool comes_too_late(const struct linked *linked, const struct op *cancel)
{
    const GPtrArray *ops = linked->ops->by_function[cancel->function->id];
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (op->site->kind == OP_JOIN && op->mode == MODEL_FOREVER && op->class &&
            classes_find(linked->classes, op->class) == classes_find(linked->classes, cancel->class) &&
            call_precedes(op_call(op), op_call(cancel)))
            return true;
    }
    return false;
}

/* A library whose spawns give no handle names its tasks otherwise: any of its cancels may be this one's. */
static uint32_t canceller_of_nameless(const struct linked *linked, const struct task *task)
{
    const GArray *cancels = linked->of_kind[OP_CANCEL];
    for (guint i = 0; i < cancels->len; i++) {
        const struct op *cancel = row_op(linked_row(linked, g_array_index(cancels, guint, i)));
        if (cancel->site->library == task->library && meet(cancel->site->function, task->at->function))
            return cancel->id;
    }
    return 0;
}

static uint32_t first_in_time(const struct linked *linked, const struct task *task, GHashTable *by_handle)
{
    const struct model_function *spawn = task->spawn->model;
    if (by_handle == linked->cancels && spawn && spawn->handle == MODEL_NONE && spawn->group == MODEL_NONE)
        return canceller_of_nameless(linked, task);
    uint32_t handle = task->handle ? classes_find(linked->classes, task->handle) : CLASS_NONE;
    const GPtrArray *ops = handle ? multimap_find(by_handle, GUINT_TO_POINTER(handle)) : NULL;
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (op->site->library == task->library && !comes_too_late(linked, op))
            return op->id;
    }
    return 0;
}

uint32_t linked_canceller(const struct linked *linked, const struct task *task)
{
    return first_in_time(linked, task, linked->cancels);
}

/* Does being cancelled end this operation for good? The library ends the task in it, or its result tells. */
static bool obeys(struct linked *linked, const struct relation_reach *reach, uint32_t by)
{
    const struct task *task = g_ptr_array_index(linked->tasks, reach->task - 1);
    const struct op_site *site = row_op(linked_row(linked, reach->op - 1))->site;
    if (site->library != task->library && !site->library->everywhere &&
        g_strcmp0(site->library->within, task->library->library) != 0)
        return false;
    return task->library->terminates || site->kind > OP_JOIN ||
           heeds(linked, reach->task - 1, reach->op - 1, "cancel", by);
}

/* Does being interrupted? What tries again may not, though it looks for other failures. */
static bool is_interrupted(struct linked *linked, const struct relation_reach *reach, uint32_t by)
{
    (void)by;
    const struct op *op = op_of(linked, reach->op - 1, reach->task - 1);
    const struct op_site *site = op->site;
    return site->call->model && site->call->model->interruptible &&
           outcome_of(site->call) == OUTCOME_LEADS_OUT && heed_of(linked, reach->task - 1, op) == HEED_STOPS;
}

/* How tasks are ended from outside. */
struct ending {
    GHashTable *by_handle; /* class of a task's handle -> struct op *, that end it */
    bool (*ends)(struct linked *linked, const struct relation_reach *reach, uint32_t by);
    bool terminates; /* the library may end the task in the operation */
    const char *why;
};

struct verdict {
    bool reached, all;
    uint32_t by;
};

/* An operation is woken by what ends each of the tasks that get there. */
static void wake_by_ending(struct linked *linked, const struct ending *ending)
{
    const GArray *reaches = linked->relations->reaches;
    g_autofree struct verdict *verdicts = g_new0(struct verdict, linked->rows->len + 1);
    g_autofree uint32_t *enders = g_new0(uint32_t, linked->tasks->len + 1);
    for (guint i = 0; i < linked->tasks->len; i++)
        enders[i] = first_in_time(linked, g_ptr_array_index(linked->tasks, i), ending->by_handle);
    for (guint i = 0; i < reaches->len; i++) {
        const struct relation_reach *reach = &g_array_index(reaches, struct relation_reach, i);
        struct verdict *verdict = &verdicts[reach->op - 1];
        uint32_t by = enders[reach->task - 1];
        bool woken = by && ending->ends(linked, reach, by);
        *verdict = (struct verdict){true, woken && (!verdict->reached || verdict->all), by};
    }
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_site *site = row_op(linked_row(linked, i))->site;
        if (verdicts[i].all && site->kind <= OP_JOIN)
            add_wake(linked, i + 1, ending->terminates && site->library->terminates ? "kill" : "cancel",
                verdicts[i].by, ending->why);
    }
}

/* -- selects -- */

/* The first operation that sends on each channel, or closes it: what a branch that receives waits for. */
static uint32_t *find_enders(const struct linked *linked)
{
    uint32_t *enders = g_new0(uint32_t, linked->relations->channels->len + 1);
    for (guint i = linked->rows->len; i > 0; i--) {
        const struct op_row *row = linked_row(linked, i - 1);
        enum op_kind kind = row_op(row)->site->kind;
        if (kind == OP_SEND || kind == OP_CLOSE)
            enders[row->channel] = i;
    }
    enders[0] = 0; /* no channel */
    return enders;
}

static void wake_by_clauses(struct linked *linked)
{
    g_autofree uint32_t *enders = find_enders(linked);
    for (guint i = 0; i < linked->clauses->len; i++) {
        const struct clause_row *row = g_ptr_array_index(linked->clauses, i);
        if (row->clause->kind == CLAUSE_TIMEOUT)
            add_wake(linked, row->op->id, "timeout", 0, "its deadline passes");
        else if (row->clause->kind == CLAUSE_RECEIVE && row->clause->leads_out)
            add_wake(linked, row->op->id, "cancel", enders[row->channel], "another branch leads out");
    }
}

void link_wakes(struct linked *linked)
{
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = linked_row(linked, i);
        const struct op *op = row_op(row);
        wake_by_flags(linked, i + 1, op);
        if (op->mode == MODEL_TIMEOUT)
            add_wake(linked, i + 1, "timeout", 0, "its deadline passes");
        if (op->site->kind == OP_CLOSE)
            wake_by_closing(linked, i + 1, row);
    }
    wake_by_clauses(linked);
    wake_by_ending(linked, &(struct ending){linked->cancels, obeys, true, "the task is cancelled"});
    wake_by_ending(linked,
        &(struct ending){linked->interrupts, is_interrupted, false, "the task is interrupted by a signal"});
}
