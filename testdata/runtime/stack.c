#include "stack.h"
#include "sanitizers.h"
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102 /* Linux 6.13, include/uapi/asm-generic/mman-common.h */
#endif

/* A stack that is free. It stands at the top of that very stack, in a page that is in memory anyway. */
struct free_stack {
    struct free_stack *next;
    struct stack stack;
};

static struct free_stack *free_stacks;
static size_t free_count;

static size_t page_size(void)
{
    static size_t size;
    if (!size)
        size = (size_t)sysconf(_SC_PAGESIZE);
    return size;
}

static size_t rounded(size_t size)
{
    return (size + page_size() - 1) / page_size() * page_size();
}

/* A page that is protected splits the mapping in two, and the kernel allows 65,530 mappings
   (vm.max_map_count): too few for 48,213 stacks. A guard that is installed does not. */
static bool guard(char *page)
{
    return madvise(page, page_size(), MADV_GUARD_INSTALL) == 0 || mprotect(page, page_size(), PROT_NONE) == 0;
}

static bool map(struct stack *stack, size_t size)
{
    size_t whole = page_size() + rounded(size);
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;
    char *memory = mmap(NULL, whole, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (memory == MAP_FAILED)
        return false;
    if (!guard(memory)) {
        munmap(memory, whole);
        return false;
    }
    madvise(memory, whole, MADV_NOHUGEPAGE); /* neighbours are one mapping, and a huge page would fill many */
    stack->bottom = memory + page_size();
    stack->size = whole - page_size();
    stack->valgrind_id = VALGRIND_STACK_REGISTER(stack->bottom, stack->bottom + stack->size);
    return true;
}

static void unmap(struct stack stack)
{
    VALGRIND_STACK_DEREGISTER(stack.valgrind_id);
    __asan_unpoison_memory_region(stack.bottom, stack.size);
    munmap(stack.bottom - page_size(), stack.size + page_size());
}

bool stack_take(struct stack *stack, size_t size)
{
    if (!free_stacks || rounded(size) != rounded(STACK_SIZE))
        return map(stack, size);
    *stack = free_stacks->stack;
    free_stacks = free_stacks->next;
    free_count--;
    __asan_unpoison_memory_region(stack->bottom, stack->size); /* its last function did not return */
    return true;
}

void stack_give(struct stack stack)
{
    struct free_stack *top = (struct free_stack *)(void *)(stack.bottom + stack.size - sizeof *top);
    *top = (struct free_stack){free_stacks, stack};
    free_stacks = top;
    free_count++;
}

void stack_trim(size_t keep)
{
    for (; free_count > keep; free_count--) {
        struct stack stack = free_stacks->stack;
        free_stacks = free_stacks->next;
        unmap(stack);
    }
}
