#include "link/link.h"

#include "link/processes.h"

/* requires: nothing; leaves: the program with all its calls, also those through pointers */
static void join_units(struct linked *linked, const struct link_input *input)
{
    linked->program = program_new(input);
    linked->classes = classes_new(linked->program);
    program_find_layers(linked->program);
    linked->order = summary_order(linked->program);
    program_find_returns(linked->order);
    linked->summaries = summaries_new(linked->program);
}

static void add_by_function(GArray **tasks, uint32_t function, uint32_t task)
{
    if (!tasks[function])
        tasks[function] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(tasks[function], task);
}

/* requires: tasks; leaves: starts, reaches and tasks_of */
static void find_reaches(struct linked *linked)
{
    linked->reaches = g_ptr_array_new_with_free_func((GDestroyNotify)reach_free);
    linked->starts = g_new0(GArray *, linked->program->functions->len + 1);
    linked->tasks_of = g_new0(GArray *, linked->program->functions->len + 1);
    for (uint32_t t = 0; t < linked->tasks->len; t++) {
        const struct task *task = g_ptr_array_index(linked->tasks, t);
        struct reach *reach = task_reach(linked->program, task);
        add_by_function(linked->starts, task->at->function->id, t);
        g_ptr_array_add(linked->reaches, reach);
        for (guint i = 0; i < reach->functions->len; i++)
            add_by_function(linked->tasks_of, g_array_index(reach->functions, uint32_t, i), t);
    }
}

/* leaves: tasks and ops, and what each task gets to */
static void find_operations(struct linked *linked)
{
    g_autoptr(GHashTable) bodies = g_hash_table_new(NULL, NULL);
    linked->tasks = tasks_find(linked->program, linked->classes);
    linked->processes = processes_new(linked->program, linked->tasks);
    tasks_count(linked->program, linked->processes, linked->tasks);
    linked->runs = runs_new(linked->program, linked->processes, linked->tasks);
    for (guint i = 0; i < linked->tasks->len; i++) {
        const struct task *task = g_ptr_array_index(linked->tasks, i);
        g_hash_table_add(bodies, task->body);
        if (task->trampoline)
            g_hash_table_add(bodies, task->trampoline);
    }
    linked->writes = writes_new(linked->program, linked->classes);
    linked->waits = waits_new(linked->program, linked->classes, linked->summaries, linked->writes);
    linked->ops = ops_new(linked->program, linked->classes, linked->waits, linked->order, bodies);
    find_reaches(linked);
}

static void op_row_free(gpointer data)
{
    struct op_row *row = data;
    g_ptr_array_unref(row->ops);
    g_free(row);
}

static void free_by_function(const struct linked *linked, GArray **tasks)
{
    for (guint i = 0; i < linked->program->functions->len; i++)
        if (tasks[i])
            g_array_unref(tasks[i]);
    g_free(tasks);
}

static void linked_clear(struct linked *linked)
{
    free_by_function(linked, linked->starts);
    free_by_function(linked, linked->tasks_of);
    g_ptr_array_unref(linked->reaches);
    runs_free(linked->runs);
    processes_free(linked->processes);
    g_hash_table_destroy(linked->setter_calls);
    g_hash_table_destroy(linked->pollers);
    g_hash_table_destroy(linked->cancels);
    g_hash_table_destroy(linked->interrupts);
    g_free(linked->first_on);
    g_hash_table_destroy(linked->channels);
    g_ptr_array_unref(linked->rows);
    g_hash_table_destroy(linked->clauses_on);
    g_hash_table_destroy(linked->clauses_of);
    g_array_unref(linked->unclear);
    for (unsigned kind = 0; kind < OP_KINDS; kind++)
        g_array_unref(linked->of_kind[kind]);
    g_ptr_array_unref(linked->clauses);
    ops_free(linked->ops);
    waits_free(linked->waits);
    g_ptr_array_unref(linked->tasks);
    writes_free(linked->writes);
    summaries_free(linked->summaries);
    g_ptr_array_unref(linked->order);
    classes_free(linked->classes);
    program_free(linked->program);
}

struct relations *link_program(const struct link_input *input)
{
    struct linked linked = {
        .relations = relations_new(),
        .channels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .rows = g_ptr_array_new_with_free_func(op_row_free),
        .setter_calls = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_destroy),
        .pollers = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_destroy),
        .clauses = g_ptr_array_new_with_free_func(g_free),
    };
    join_units(&linked, input);
    find_operations(&linked);
    link_limits(&linked);
    link_channels(&linked);
    link_tasks(&linked);
    link_peers(&linked);
    link_wakes(&linked);
    link_unheard_flags(&linked);
    link_locks(&linked);
    link_joins(&linked);
    link_overslept(&linked);
    link_lost(&linked);
    link_counts(&linked);
    link_never(&linked);
    link_tokens(&linked);
    link_fixes(&linked);
    link_proposals(&linked);
    if (input->suggest)
        link_candidates(&linked);
    linked_clear(&linked);
    return linked.relations;
}
