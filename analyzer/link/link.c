#include "link/link.h"

#include "link/linked.h"

/* requires: nothing; leaves: the program with all its calls, also those through pointers */
static void join_units(struct linked *linked, const struct link_input *input)
{
    linked->program = program_new(input);
    linked->classes = classes_new(linked->program);
    linked->order = summary_order(linked->program);
    program_find_returns(linked->order);
    linked->summaries = summaries_new(linked->program);
}

/* leaves: tasks and ops */
static void find_operations(struct linked *linked)
{
    g_autoptr(GHashTable) bodies = g_hash_table_new(NULL, NULL);
    linked->tasks = tasks_find(linked->program, linked->classes);
    tasks_count(linked->program, linked->tasks);
    linked->runs = runs_new(linked->program, linked->tasks);
    for (guint i = 0; i < linked->tasks->len; i++) {
        const struct task *task = g_ptr_array_index(linked->tasks, i);
        g_hash_table_add(bodies, task->body);
        if (task->trampoline)
            g_hash_table_add(bodies, task->trampoline);
    }
    linked->writes = writes_new(linked->program, linked->classes);
    linked->waits = waits_new(linked->program, linked->classes, linked->summaries, linked->writes);
    linked->ops = ops_new(linked->program, linked->classes, linked->waits, linked->order, bodies);
    linked->reaches = g_new0(struct reach_step *, linked->tasks->len + 1);
    for (guint i = 0; i < linked->tasks->len; i++)
        linked->reaches[i] = task_reach(linked->program, g_ptr_array_index(linked->tasks, i));
}

static void op_row_free(gpointer data)
{
    struct op_row *row = data;
    g_ptr_array_unref(row->ops);
    g_free(row);
}

static void linked_clear(struct linked *linked)
{
    for (guint i = 0; i < linked->tasks->len; i++)
        g_free(linked->reaches[i]);
    g_free(linked->reaches);
    runs_free(linked->runs);
    g_hash_table_destroy(linked->channels);
    g_ptr_array_unref(linked->rows);
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
        .clauses = g_ptr_array_new_with_free_func(g_free),
    };
    join_units(&linked, input);
    find_operations(&linked);
    link_channels(&linked);
    link_tasks(&linked);
    link_peers(&linked);
    link_wakes(&linked);
    link_joins(&linked);
    link_counts(&linked);
    link_tokens(&linked);
    linked_clear(&linked);
    return linked.relations;
}
