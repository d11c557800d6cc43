/* Stacks: mapped, with a guard below, and kept for reuse. */
#ifndef TEND_STACK_H
#define TEND_STACK_H

#include <stdbool.h>
#include <stddef.h>

#define STACK_SIZE ((size_t)64 * 1024)

struct stack {
    char *bottom; /* the lowest byte that may be used; below it is the guard */
    size_t size;
    unsigned valgrind_id;
};

/* False: no memory, or the kernel allows no more mappings. */
bool stack_take(struct stack *stack, size_t size);

/* May be called on the stack itself, which stays mapped until stack_trim. */
void stack_give(struct stack stack);

/* Unmaps what was given back, but for `keep` of them. */
void stack_trim(size_t keep);

#endif
