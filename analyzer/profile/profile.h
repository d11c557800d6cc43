/* Profiles: where the tasks of a program that runs are, as other tools print it. */
#ifndef CHANLINT_PROFILE_H
#define CHANLINT_PROFILE_H

#include "base/error.h"

#include <stdint.h>

struct profile_frame {
    const char *function;
    const char *file; /* "" when it is not known; without leading ./ and ../ */
    unsigned line; /* 0 when it is not known */
};

/* Equal stacks of several tasks are one. */
struct profile_stack {
    uint64_t tasks;
    GArray *frames; /* of struct profile_frame, innermost first */
};

struct profile {
    GPtrArray *stacks; /* of struct profile_stack */
    uint64_t tasks;
    GStringChunk *texts;
};

/* Reads the stacks of any of these: a goroutine profile of Go's or tend's (debug=1 and debug=2), gdb's
 * `thread apply all bt`, eu-stack, pstack. NULL and an error when there are none. */
struct profile *profile_parse(const char *text, GError **error);
void profile_free(struct profile *profile); /* NULL is fine */

/* The stacks of a process that runs, as eu-stack prints them; the caller's. */
char *profile_of_process(int pid, GError **error);

#endif
