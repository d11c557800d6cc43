/* Changing stacks: by Boost.Context where it is installed (TEND_FCONTEXT), else by ucontext, whose switches
   each make two system calls. */
#ifndef TEND_SWITCH_H
#define TEND_SWITCH_H

#include "stack.h"
#ifndef TEND_FCONTEXT
#include <ucontext.h>
#endif

/* Where a stack goes on. */
struct switch_point {
#ifdef TEND_FCONTEXT
    void *context;
#else
    ucontext_t context;
#endif
    void (*entry)(void);
    struct stack stack; /* all zero: the thread's own */
    void *fake_stack; /* AddressSanitizer's */
};

/* Switching to the point will call entry on the first `size` bytes of the stack. entry must not return. */
void switch_prepare(struct switch_point *point, struct stack stack, size_t size, void (*entry)(void));

/* Goes on at `to`; returns when somebody switches to `from`. */
void switch_to(struct switch_point *from, struct switch_point *to);

/* Goes on at `to`, and the stack of the caller is done with. */
_Noreturn void switch_leave(struct switch_point *to);

#endif
