/* How often tasks are started, and functions run. */
#include "link/processes.h"

#include "base/multimap.h"
#include "link/terms.h"

const char *times_name(enum times times)
{
    static const char *const names[] = {
        [TIMES_ONCE] = "once",
        [TIMES_BOUNDED] = "bounded",
        [TIMES_UNBOUNDED] = "unbounded",
    };
    return names[times];
}

struct runs {
    struct program *program;
    struct processes *processes;
    GHashTable *tasks; /* function -> struct task *, that run it as their body or trampoline */
    enum times unseen; /* how often what nobody here calls is called */
    GHashTable *times; /* domain -> by function, as a pointer: enum times + 1, or BEING_FOUND */
};

enum { BEING_FOUND = G_MAXUINT8 };

static bool is_variable(const struct ir_expr *place)
{
    return place->kind == IR_LOCAL || place->kind == IR_PARAM;
}

/* Is it an element of an array that stays, at an index that is not known: where a variable that goes up by
 * one points? */
static bool may_be_at(const struct ir_expr *place, const struct ir_instr *step)
{
    const struct ir_expr *value = step->value, *index = step->target;
    return place->kind == IR_INDEX && place->b->kind == IR_UNKNOWN && is_variable(index) &&
           value->kind == IR_OP && g_str_equal(value->name, "add") && term_equal(value->a, index) &&
           value->b->kind == IR_INT && value->b->value == 1;
}

/* Does the instruction take the place a step further by itself, `i++`, `p = p->next`, or what leads to it:
 * `p++` of `*p`, `i++` of `a[i]`? */
static bool takes_step(const struct ir_instr *instr, const struct ir_expr *place)
{
    if (instr->kind != IR_SET)
        return false;
    for (const struct ir_expr *part = place; part; part = part->a)
        if ((part == place || is_variable(part)) && term_equal(instr->target, part) &&
            term_contains(instr->value, part))
            return true;
    return may_be_at(place, instr);
}

static bool advances(
    const struct function *function, const struct cfg *cfg, uint32_t header, const struct ir_expr *place)
{
    for (uint32_t b = 0; b < cfg->n; b++) {
        if (!cfg_in_loop(cfg, b, header))
            continue;
        const struct ir_block *block = &function->ir->blocks[b];
        for (uint32_t i = 0; i < block->n_instrs; i++)
            if (takes_step(&block->instrs[i], place))
                return true;
    }
    return false;
}

static bool leaves(const struct function *function, const struct cfg *cfg, uint32_t block, uint32_t header)
{
    const struct ir_block *ir = &function->ir->blocks[block];
    for (uint32_t i = 0; i < ir->n_next; i++)
        if (!cfg_in_loop(cfg, ir->next[i], header))
            return true;
    return false;
}

bool loop_is_bounded(const struct function *function, const struct cfg *cfg, uint32_t header)
{
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        if (!cfg_in_loop(cfg, b, header) || block->exit != IR_BRANCH || !leaves(function, cfg, b, header))
            continue;
        g_autoptr(GPtrArray) places = g_ptr_array_new();
        term_places(block->value, places);
        for (guint i = 0; i < places->len; i++)
            if (advances(function, cfg, header, g_ptr_array_index(places, i)))
                return true;
    }
    return false;
}

enum times times_in_function(const struct call *call)
{
    const struct cfg *cfg = cfg_of(call->function);
    enum times times = TIMES_ONCE;
    for (uint32_t loop = cfg->loop[call->block]; loop; loop = cfg->outer[loop - 1])
        times = MAX(times, loop_is_bounded(call->function, cfg, loop - 1) ? TIMES_BOUNDED : TIMES_UNBOUNDED);
    return times;
}

static GHashTable *known_times(struct runs *runs, const char *domain)
{
    GHashTable *known = g_hash_table_lookup(runs->times, domain);
    if (!known) {
        known = g_hash_table_new(NULL, NULL);
        g_hash_table_insert(runs->times, (gpointer)domain, known);
    }
    return known;
}

/* What follows counts within one program, the domain; what others do in shared code is nothing to it. "":
 * within the one that the next function up belongs to. */
static enum times times_of(struct runs *runs, const struct function *function, const char *domain);

/* May a pointer lead back to what is being found? It leads to all that stand where it is read from, of which
 * this is one. */
static bool may_come_back(struct runs *runs, const struct call *call, const char *domain)
{
    GHashTable *all = known_times(runs, *domain ? domain : call->function->domain);
    return !call->callee && GPOINTER_TO_UINT(g_hash_table_lookup(all, call->function)) == BEING_FOUND;
}

static enum times times_of_call(struct runs *runs, const struct call *call, const char *domain)
{
    if (may_come_back(runs, call, domain))
        return TIMES_ONCE;
    return MAX(times_in_function(call), times_of(runs, call->function, domain));
}

static enum times times_of_start(struct runs *runs, const struct task *task, const char *domain)
{
    enum times times = times_of_call(runs, task->at, domain);
    return times == TIMES_UNBOUNDED && task_is_limited(runs->program, task) ? TIMES_BOUNDED : times;
}

/* As often as the call runs the function, or starts it as a task. */
static enum times times_of_runner(
    struct runs *runs, const struct function *function, const struct call *runner, const char *domain)
{
    const GPtrArray *tasks = multimap_find(runs->tasks, function);
    for (guint i = 0; tasks && i < tasks->len; i++) {
        const struct task *task = g_ptr_array_index(tasks, i);
        if (task->at == runner)
            return times_of_start(runs, task, domain);
    }
    return times_of_call(runs, runner, domain);
}

/* The calls and starts that run the function; the caller's. */
static GPtrArray *runners_of(struct runs *runs, const struct function *function)
{
    GPtrArray *runners = processes_callers(runs->processes, function);
    const GPtrArray *tasks = multimap_find(runs->tasks, function);
    for (guint i = 0; tasks && i < tasks->len; i++)
        g_ptr_array_add(runners, ((struct task *)g_ptr_array_index(tasks, i))->at);
    return runners;
}

/* Leaves those of the domain's, when there are any. */
static void keep_own(struct runs *runs, GPtrArray *runners, const char *domain)
{
    g_autoptr(GPtrArray) own = g_ptr_array_new();
    for (guint i = 0; i < runners->len; i++) {
        const struct call *call = g_ptr_array_index(runners, i);
        if (processes_reach(runs->processes, domain, call->function))
            g_ptr_array_add(own, (gpointer)call);
    }
    if (own->len > 0 && own->len < runners->len) {
        g_ptr_array_set_size(runners, 0);
        g_ptr_array_extend(runners, own, NULL, NULL);
    }
}

static enum times find_times(struct runs *runs, const struct function *function, const char *domain)
{
    enum times times = TIMES_ONCE;
    if (function->is_main)
        return TIMES_ONCE;
    g_autoptr(GPtrArray) runners = runners_of(runs, function);
    keep_own(runs, runners, domain);
    for (guint i = 0; i < runners->len; i++)
        times = MAX(times, times_of_runner(runs, function, g_ptr_array_index(runners, i), domain));
    if (runners->len > 1)
        times = MAX(times, TIMES_BOUNDED);
    if (runners->len == 0)
        /* a handler is called as often as something happens */
        times = function->address_taken ? TIMES_UNBOUNDED : runs->unseen;
    return times;
}

static enum times times_of(struct runs *runs, const struct function *function, const char *domain)
{
    domain = *domain ? domain : function->domain;
    GHashTable *all = known_times(runs, domain);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(all, function));
    if (known == BEING_FOUND)
        return TIMES_UNBOUNDED; /* recursion */
    if (known == 0) {
        g_hash_table_insert(all, (gpointer)function, GUINT_TO_POINTER(BEING_FOUND));
        known = find_times(runs, function, domain) + 1;
        g_hash_table_insert(all, (gpointer)function, GUINT_TO_POINTER(known));
    }
    return (enum times)(known - 1);
}

static struct runs *runs_with(
    struct program *program, struct processes *processes, const GPtrArray *tasks, enum times unseen)
{
    struct runs *runs = g_new(struct runs, 1);
    *runs = (struct runs){program, processes, multimap_new(), unseen,
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_destroy)};
    for (guint i = 0; i < tasks->len; i++) {
        const struct task *task = g_ptr_array_index(tasks, i);
        multimap_add(runs->tasks, task->body, task);
        if (task->trampoline && task->trampoline != task->body)
            multimap_add(runs->tasks, task->trampoline, task);
    }
    return runs;
}

/* As often as the message is sent that has the body. */
static enum times times_of_message(struct runs *runs, const GPtrArray *calls)
{
    enum times times = calls && calls->len > 0 ? TIMES_ONCE : TIMES_UNBOUNDED;
    for (guint i = 0; calls && i < calls->len; i++) {
        const struct call *call = g_ptr_array_index(calls, i);
        times = MAX(times, call ? times_of_call(runs, call, "") : TIMES_UNBOUNDED);
    }
    return calls && calls->len > 1 ? MAX(times, TIMES_BOUNDED) : times;
}

void tasks_count(struct program *program, struct processes *processes, const GPtrArray *tasks)
{
    struct runs *runs = runs_with(program, processes, tasks, TIMES_ONCE);
    g_autoptr(GHashTable) named = NULL;
    for (guint i = 0; i < tasks->len; i++) {
        struct task *task = g_ptr_array_index(tasks, i);
        task->times = times_of_start(runs, task, "");
        if (task->times == TIMES_UNBOUNDED && task_is_of_message(task)) {
            named = named ? named : functions_named(program);
            task->times = times_of_message(runs, multimap_find(named, task->body));
        }
    }
    runs_free(runs);
}

struct runs *runs_new(struct program *program, struct processes *processes, const GPtrArray *tasks)
{
    return runs_with(program, processes, tasks, TIMES_UNBOUNDED);
}

enum times runs_of(struct runs *runs, const struct function *function)
{
    return times_of(runs, function, "");
}

void runs_free(struct runs *runs)
{
    g_hash_table_destroy(runs->tasks);
    g_hash_table_destroy(runs->times);
    g_free(runs);
}
