/* Programs of one tree are processes of their own: what the functions of two of them do to what a shared
 * library keeps does not meet. Private to link/. */
#ifndef CHANLINT_PROCESSES_H
#define CHANLINT_PROCESSES_H

#include "link/linked.h"

/* requires: complete call graph, tasks */
struct processes *processes_new(const struct program *program, const GPtrArray *tasks);
void processes_free(struct processes *processes);

/* The calls that run the function; of a call of what its function is handed, once, those that hand it that.
 * The caller's. */
GPtrArray *processes_callers(const struct processes *processes, const struct function *function);

/* Does a program, "" for all, come to the function? Shared code belongs to those that call or start it; what
 * none is seen to come to, each may. */
bool processes_reach(struct processes *processes, const char *domain, const struct function *function);

/* Do several programs come to the function, which is none's own? */
bool processes_share(struct processes *processes, const struct function *function);

/* May one process come to the operations of both rows? Not when they belong to two programs. */
bool rows_may_share(const struct linked *linked, guint a, guint b);

/* Is one program seen to come to both? */
bool rows_share(const struct linked *linked, guint a, guint b);

#endif
