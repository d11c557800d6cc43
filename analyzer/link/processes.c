/* Which programs of the tree come to a function. */
#include "link/processes.h"

#include "base/multimap.h"

struct processes {
    const struct program *program;
    GHashTable *starts; /* body -> const struct function *, that start it. A multimap */
    GHashTable *users; /* function -> set of domains: those of the programs that come to it */
};

struct processes *processes_new(const struct program *program, const GPtrArray *tasks)
{
    struct processes *processes = g_new(struct processes, 1);
    *processes = (struct processes){program, multimap_new(),
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_destroy)};
    for (guint i = 0; i < tasks->len; i++) {
        const struct task *task = g_ptr_array_index(tasks, i);
        multimap_add(processes->starts, task->body, task->at->function);
    }
    return processes;
}

void processes_free(struct processes *processes)
{
    g_hash_table_destroy(processes->starts);
    g_hash_table_destroy(processes->users);
    g_free(processes);
}

/* A call of what its function is handed, `run(arg)`, runs the function only for those who hand it that. */
static void add_handers(const struct program *program, const struct function *function,
    const struct call *call, GPtrArray *callers)
{
    const GPtrArray *outers = call->function->callers;
    for (guint i = 0; i < outers->len; i++) {
        const struct call *outer = g_ptr_array_index(outers, i);
        const struct function *handed = call_handed(program, outer, call);
        if (!handed || handed == function)
            g_ptr_array_add(callers, (gpointer)outer);
    }
}

GPtrArray *processes_callers(const struct processes *processes, const struct function *function)
{
    GPtrArray *callers = g_ptr_array_new();
    for (guint i = 0; i < function->callers->len; i++) {
        const struct call *call = g_ptr_array_index(function->callers, i);
        if (call_is_of_param(call) && call->function->callers->len > 0 &&
            times_in_function(call) == TIMES_ONCE)
            add_handers(processes->program, function, call, callers);
        else
            g_ptr_array_add(callers, (gpointer)call);
    }
    return callers;
}

static void visit(GHashTable *seen, GPtrArray *pending, const struct function *function)
{
    if (g_hash_table_add(seen, (gpointer)function))
        g_ptr_array_add(pending, (gpointer)function);
}

/* Up from shared code to those who call it, or start it, as far as the first that belong to a program. */
static GHashTable *find_users(struct processes *processes, const struct function *function)
{
    GHashTable *users = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) pending = g_ptr_array_new();
    visit(seen, pending, function);
    for (guint next = 0; next < pending->len; next++) {
        const struct function *user = g_ptr_array_index(pending, next);
        if (*user->domain) {
            g_hash_table_add(users, (gpointer)user->domain);
            continue;
        }
        g_autoptr(GPtrArray) callers = processes_callers(processes, user);
        for (guint i = 0; i < callers->len; i++)
            visit(seen, pending, ((const struct call *)g_ptr_array_index(callers, i))->function);
        const GPtrArray *starters = multimap_find(processes->starts, user);
        for (guint i = 0; starters && i < starters->len; i++)
            visit(seen, pending, g_ptr_array_index(starters, i));
    }
    return users;
}

static GHashTable *users_of(struct processes *processes, const struct function *function)
{
    GHashTable *users = g_hash_table_lookup(processes->users, function);
    if (!users) {
        users = find_users(processes, function);
        g_hash_table_insert(processes->users, (gpointer)function, users);
    }
    return users;
}

bool processes_reach(struct processes *processes, const char *domain, const struct function *function)
{
    GHashTable *users = users_of(processes, function);
    GHashTableIter iter;
    gpointer user;
    if (!*domain || g_hash_table_size(users) == 0)
        return true;
    for (g_hash_table_iter_init(&iter, users); g_hash_table_iter_next(&iter, &user, NULL);)
        if (program_may_meet(processes->program, user, domain))
            return true;
    return false;
}

bool processes_share(struct processes *processes, const struct function *function)
{
    return !*function->domain && g_hash_table_size(users_of(processes, function)) > 1;
}

static bool have_common_user(const struct linked *linked, const struct function *a, const struct function *b)
{
    GHashTable *users = users_of(linked->processes, a);
    GHashTableIter iter;
    gpointer user;
    if (a == b || g_hash_table_size(users) == 0)
        return true;
    for (g_hash_table_iter_init(&iter, users); g_hash_table_iter_next(&iter, &user, NULL);)
        if (processes_reach(linked->processes, user, b))
            return true;
    return false;
}

static bool may_meet(const struct linked *linked, const struct function *a, const struct function *b)
{
    return program_may_meet(linked->program, a->domain, b->domain);
}

typedef bool meeting_test(const struct linked *linked, const struct function *a, const struct function *b);

static bool any_pair(const struct linked *linked, guint a, guint b, meeting_test *test)
{
    const GPtrArray *some = linked_row(linked, a)->ops, *others = linked_row(linked, b)->ops;
    for (guint i = 0; i < some->len; i++)
        for (guint j = 0; j < others->len; j++)
            if (test(linked, ((const struct op *)g_ptr_array_index(some, i))->function,
                    ((const struct op *)g_ptr_array_index(others, j))->function))
                return true;
    return false;
}

bool rows_share(const struct linked *linked, guint a, guint b)
{
    return any_pair(linked, a, b, have_common_user);
}

bool rows_may_share(const struct linked *linked, guint a, guint b)
{
    return any_pair(linked, a, b, may_meet);
}
