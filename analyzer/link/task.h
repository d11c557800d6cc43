/* Tasks: what the program's spawns start, how often, and what each task gets to. Private to link/. */
#ifndef CHANLINT_TASK_H
#define CHANLINT_TASK_H

#include "link/cfg.h"
#include "link/op.h"

enum times { TIMES_ONCE, TIMES_BOUNDED, TIMES_UNBOUNDED };

struct task {
    struct function *body;
    struct function *trampoline; /* what the library starts when it only calls the body; or NULL */
    struct call *spawn; /* the library's call, or the body's own when a macro spawns it */
    struct call *at; /* where it is started: the spawn, or the call of the function that wraps it */
    const struct ir_expr *argument; /* what the body gets, as at->function sees it; NULL: not followed */
    uint32_t parameter; /* in which of its parameters */
    const struct model *library;
    uint32_t handle; /* the class of its handle; CLASS_NONE: nobody can name it */
    enum times times;
};

/* Every spawn with every body that it may run: struct task *, the caller's (the tasks are the program's).
 * requires: classes; leaves: times not set. */
GPtrArray *tasks_find(struct program *program, struct classes *classes);

/* Is the task started only when something says that there is none, none idle, not yet too many, or that it is
 * the first? */
bool task_is_limited(struct program *program, const struct task *task);

/* messages.c: does what starts the task take its body out of a message, one a time? */
bool task_is_of_message(const struct task *task);

/* messages.c: by function, the calls that are handed it by name, and NULL where it is stored. A multimap, the
 * caller's. */
GHashTable *functions_named(const struct program *program);

struct processes; /* processes.h */

/* runs.c. leaves: times of every task */
void tasks_count(struct program *program, struct processes *processes, const GPtrArray *tasks);

/* How often functions run; what nobody here calls, but main, may be called at any time. */
struct runs;
struct runs *runs_new(struct program *program, struct processes *processes, const GPtrArray *tasks);
enum times runs_of(struct runs *runs, const struct function *function);
void runs_free(struct runs *runs);

/* How often one run of its function comes to the call. */
enum times times_in_function(const struct call *call);
const char *times_name(enum times times);

/* Does the loop count: does a place that advances in it decide whether it goes on? */
bool loop_is_bounded(const struct function *function, const struct cfg *cfg, uint32_t header);

/* How a task gets to a function. */
struct reach_step {
    unsigned depth;
    const struct call *call; /* the call that leads here on a shortest path; NULL: it is the body */
    const struct call
        *via; /* the call by which the caller was handed what it calls; or NULL: by the caller's step */
};

/* What a task gets to: few of the program's functions. */
struct reach {
    GArray *functions; /* uint32_t: their ids, ascending */
    GHashTable *steps; /* id -> struct reach_step * */
};

struct reach *task_reach(struct program *program, const struct task *task);
void reach_free(struct reach *reach);

static inline bool reach_has(const struct reach *reach, const struct function *function)
{
    return g_hash_table_contains(reach->steps, GUINT_TO_POINTER(function->id));
}

/* One without a call, too, when the task does not get there. */
static inline struct reach_step reach_to(const struct reach *reach, const struct function *function)
{
    const struct reach_step *step = g_hash_table_lookup(reach->steps, GUINT_TO_POINTER(function->id));
    return step ? *step : (struct reach_step){0};
}

/* The step that leads to where the step's call stands; its call is NULL in the body. */
static inline struct reach_step reach_before(const struct reach *reach, const struct reach_step *step)
{
    if (step->via)
        return (struct reach_step){step->depth - 1, step->via, NULL};
    return reach_to(reach, step->call->function);
}

#endif
