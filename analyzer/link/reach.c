/* Tasks as rows: what each can get to, by which calls, and how its body can end. */
#include "link/linked.h"

#include "link/cfg.h"
#include "link/terms.h"

#include <string.h>

static void add_task(struct linked *linked, const struct task *task)
{
    const struct function *body = task->body, *starter = task->at->function;
    const struct ir_instr *at = task->at->ir;
    const struct relation_task relation = {
        .kind = linked_text(linked, task->library ? task->library->task : "task"),
        .body = linked_text(linked, body->ir->name),
        .body_file = linked_file(linked, body, body->ir->at),
        .body_line = body->ir->at.line,
        .spawn_file = linked_file(linked, starter, at->at),
        .spawn_line = at->at.line,
        .spawn_column = at->at.column,
        .spawn_text = linked_text(linked, at->text),
        .spawned_in = linked_text(linked, starter->ir->name),
        .repeated = times_name(task->times),
        .library = linked_text(linked, task->library ? task->library->library : NULL),
    };
    g_array_append_val(linked->relations->tasks, relation);
}

/* -- reach -- */

struct way {
    const struct op *op;
    const struct reach *reach; /* of the task */
    uint32_t task, depth;
};

static void add_step(struct linked *linked, const struct way *way, uint32_t n, const struct call *call)
{
    const struct relation_step step = {
        .task = way->task,
        .op = way->op->id,
        .n = n,
        .file = linked_file(linked, call->function, call->ir->at),
        .line = call->ir->at.line,
        .text = linked_text(linked, call->ir->text),
    };
    g_array_append_val(linked->relations->steps, step);
}

/* The spawn, the calls from the body to the op's function, and those from there to where the op is reported.
 */
static void add_path(struct linked *linked, const struct way *way, const struct task *task)
{
    const struct reach_step last = reach_to(way->reach, way->op->function);
    uint32_t n = last.depth + 1;
    const struct op_path *path = way->op->path;
    add_step(linked, way, 0, task->at);
    for (struct reach_step s = last; s.call; s = reach_before(way->reach, &s))
        add_step(linked, way, s.depth, s.call);
    for (unsigned i = 0; i < way->op->depth && path; i++, path = path->next)
        add_step(linked, way, n++, path->call);
}

static bool can_block(enum op_kind kind)
{
    return kind <= OP_JOIN;
}

static void note_way(GHashTable *ways, GArray *order, const struct way *way)
{
    gpointer key = GUINT_TO_POINTER(way->op->id), known;
    if (!g_hash_table_lookup_extended(ways, key, NULL, &known)) {
        g_hash_table_insert(ways, key, GUINT_TO_POINTER(order->len));
        g_array_append_vals(order, way, 1);
        return;
    }
    struct way *best = &g_array_index(order, struct way, GPOINTER_TO_UINT(known));
    if (way->depth < best->depth)
        *best = *way;
}

static void note_function(
    struct linked *linked, GHashTable *ways, GArray *order, uint32_t task, uint32_t function)
{
    const GPtrArray *ops = linked->ops->by_function[function];
    const struct reach *reach = linked_reach(linked, task);
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (!linked_gets_to(linked, task, op))
            continue;
        const struct way way = {op, reach, task + 1, reach_to(reach, op->function).depth + op->depth};
        note_way(ways, order, &way);
    }
}

static void add_reaches(struct linked *linked, uint32_t number)
{
    const struct task *task = g_ptr_array_index(linked->tasks, number);
    g_autoptr(GHashTable) ways = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(struct way));
    const GArray *functions = linked_reach(linked, number)->functions;
    for (guint f = 0; f < functions->len; f++)
        note_function(linked, ways, order, number, g_array_index(functions, uint32_t, f));
    for (guint i = 0; i < order->len; i++) {
        const struct way *way = &g_array_index(order, struct way, i);
        const struct relation_reach reach = {way->task, way->op->id, way->depth};
        g_array_append_val(linked->relations->reaches, reach);
        if (can_block(way->op->site->kind))
            add_path(linked, way, task);
    }
}

/* -- exits -- */

static void add_exit(struct linked *linked, uint32_t task, const char *kind, uint32_t op, const char *why)
{
    const struct relation_exit exit = {task, kind, op, why};
    g_array_append_val(linked->relations->exits, exit);
}

static bool has_loop(const struct cfg *cfg)
{
    for (uint32_t b = 0; b < cfg->n; b++)
        if (cfg->live[b] && cfg->loop[b])
            return true;
    return false;
}

static bool is_exit_of_process(const struct call *call)
{
    return cfg_of(call->function)->live[call->block] && call->model &&
           call->model->role == MODEL_EXIT_PROCESS;
}

static bool tells_success(const struct call *exit)
{
    int64_t status;
    return exit->ir->n_args > 0 && term_constant(exit->ir->args[0], &status) && status == 0;
}

/* Does the function end the process; with success, unless `always`? */
static bool ends_process(const struct function *function, bool always)
{
    for (uint32_t c = 0; c < function->n_calls; c++)
        if (is_exit_of_process(&function->calls[c]) && (always || tells_success(&function->calls[c])))
            return true;
    return false;
}

/* Does the task end the process when its work is done, rather than when something has gone wrong: with
 * success, or because it does nothing else? */
static bool is_end_of_process(struct linked *linked, uint32_t number, struct function *body)
{
    enum { BELOW = 3 };
    const struct reach *reach = linked_reach(linked, number);
    if (!has_loop(cfg_of(body)) && ends_process(body, true))
        return true;
    for (guint f = 0; f < reach->functions->len; f++) {
        const struct function *function =
            program_function(linked->program, g_array_index(reach->functions, uint32_t, f));
        if (reach_to(reach, function).depth <= BELOW && ends_process(function, false))
            return true;
    }
    return false;
}

static void add_exits(struct linked *linked, uint32_t number)
{
    const struct task *task = g_ptr_array_index(linked->tasks, number);
    struct function *body = task->body;
    if (body->returns)
        add_exit(linked, number + 1, "returns", 0, "its body returns");
    if (body->exits)
        add_exit(linked, number + 1, "exits", 0, "it ends itself");
    if (!body->returns && !body->exits && is_end_of_process(linked, number, body))
        add_exit(linked, number + 1, "process", 0, "it ends the process");
    uint32_t canceller = task->library ? linked_canceller(linked, task) : 0;
    if (canceller && task->library->terminates)
        add_exit(linked, number + 1, "killed", canceller, "it is cancelled");
    else if (canceller && body->returns)
        add_exit(linked, number + 1, "cancelled", canceller, "it is cancelled, and its body returns");
}

void link_tasks(struct linked *linked)
{
    for (guint i = 0; i < linked->tasks->len; i++) {
        add_task(linked, g_ptr_array_index(linked->tasks, i));
        add_reaches(linked, i);
        add_exits(linked, i);
    }
}
