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
    const struct model *library;
    uint32_t handle; /* the class of its handle; CLASS_NONE: nobody can name it */
    enum times times;
};

/* Every spawn with every body that it may run: struct task *, the caller's (the tasks are the program's).
 * requires: classes; leaves: times not set. */
GPtrArray *tasks_find(struct program *program, struct classes *classes);

/* Is the task started only when something says that there is none, none idle, or not yet too many? */
bool task_is_limited(struct program *program, const struct task *task);

/* leaves: times of every task */
void tasks_count(struct program *program, const GPtrArray *tasks);

/* How often functions run; what nobody here calls, but main, may be called at any time. */
struct runs;
struct runs *runs_new(const struct program *program, const GPtrArray *tasks);
enum times runs_of(struct runs *runs, const struct function *function);
void runs_free(struct runs *runs);

/* How often one run of its function comes to the call. */
enum times times_in_function(const struct call *call);
const char *times_name(enum times times);

/* Does the loop count: does a place that advances in it decide whether it goes on? */
bool loop_is_bounded(const struct function *function, const struct cfg *cfg, uint32_t header);

/* How a task gets to each function: by function id; NULL call and depth 0 for the body, which `reached` tells
 * from what is not reached at all. */
struct reach_step {
    bool reached;
    unsigned depth;
    const struct call *call; /* the call that leads here on a shortest path */
    const struct call
        *via; /* the call by which the caller was handed what it calls; or NULL: by the caller's step */
};

/* The step that leads to where the step's call stands; its call is NULL in the body. */
static inline struct reach_step reach_before(const struct reach_step *steps, const struct reach_step *step)
{
    if (step->via)
        return (struct reach_step){true, step->depth - 1, step->via, NULL};
    return steps[step->call->function->id];
}

/* The caller frees the array. */
struct reach_step *task_reach(struct program *program, const struct task *task);

#endif
