/* The firmware's own heap. */
#include <stddef.h>

struct block {
    struct block *next;
};

static struct block *free_blocks;

void *malloc(size_t size)
{
    struct block *block = free_blocks;
    (void)size;
    free_blocks = block->next;
    return block;
}

void free(void *memory)
{
    struct block *block = memory;
    block->next = free_blocks;
    free_blocks = block;
}
