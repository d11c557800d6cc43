#include "base/arena.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { CHUNK = 256 * 1024, FIRST_SLOTS = 64 };

/* What is shared, in a table with open addressing. */
struct slot {
    const char *bytes; /* NULL: free */
    guint32 length, hash;
};

struct arena {
    GPtrArray *chunks;
    char *next, *end;
    struct slot *slots;
    guint32 n_slots, n_shared; /* n_slots is a power of two */
};

struct arena *arena_new(void)
{
    struct arena *arena = g_new0(struct arena, 1);
    arena->chunks = g_ptr_array_new_with_free_func(g_free);
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    g_free(arena->slots);
    g_ptr_array_free(arena->chunks, TRUE);
    g_free(arena);
}

static char *new_chunk(struct arena *arena, gsize size)
{
    char *chunk = g_malloc0(size);
    g_ptr_array_add(arena->chunks, chunk);
    return chunk;
}

/* A type's size is a multiple of its alignment, so what divides the size is enough. */
static gsize padding(const char *next, gsize size)
{
    gsize alignment = MIN(size & -size, alignof(max_align_t));
    return size ? -(uintptr_t)next & (alignment - 1) : 0;
}

void *arena_alloc(struct arena *arena, gsize size)
{
    gsize skip = padding(arena->next, size);
    if (size > CHUNK / 4)
        return new_chunk(arena, size);
    if (!arena->next || size + skip > (gsize)(arena->end - arena->next)) {
        arena->next = new_chunk(arena, CHUNK);
        arena->end = arena->next + CHUNK;
        skip = 0;
    }
    void *memory = arena->next + skip;
    arena->next += skip + size;
    return memory;
}

void *arena_copy(struct arena *arena, const void *bytes, gsize length)
{
    void *memory = arena_alloc(arena, length);
    return length ? memcpy(memory, bytes, length) : memory;
}

/* ---- sharing ---- */

static guint32 hash_of(const char *bytes, gsize length)
{
    const guint64 factor = G_GUINT64_CONSTANT(0x9e3779b97f4a7c15); /* 2^64 / the golden ratio */
    guint64 hash = length, word;
    for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    word = 0;
    if (length)
        memcpy(&word, bytes, length);
    hash = (hash ^ word) * factor;
    return (guint32)(hash ^ hash >> 32);
}

static void grow(struct arena *arena)
{
    guint32 n = arena->n_slots ? arena->n_slots * 2 : FIRST_SLOTS;
    struct slot *slots = g_new0(struct slot, n);
    for (guint32 i = 0; i < arena->n_slots; i++) {
        guint32 at = arena->slots[i].hash & (n - 1);
        if (!arena->slots[i].bytes)
            continue;
        while (slots[at].bytes)
            at = (at + 1) & (n - 1);
        slots[at] = arena->slots[i];
    }
    g_free(arena->slots);
    arena->slots = slots;
    arena->n_slots = n;
}

/* The `length` bytes, and after them zeros up to `whole` (one more at most). */
static const char *share(struct arena *arena, const char *bytes, gsize length, gsize whole)
{
    if (whole > G_MAXUINT32)
        g_error("a string of more than 4 GB");
    if (arena->n_shared >= arena->n_slots / 4 * 3)
        grow(arena);
    guint32 hash = hash_of(bytes, length), at = hash & (arena->n_slots - 1);
    for (; arena->slots[at].bytes; at = (at + 1) & (arena->n_slots - 1)) {
        const struct slot *slot = &arena->slots[at];
        if (slot->hash == hash && slot->length == whole && memcmp(slot->bytes, bytes, length) == 0 &&
            (whole == length || slot->bytes[length] == '\0'))
            return slot->bytes;
    }
    char *copy = arena_alloc(arena, whole);
    if (length)
        memcpy(copy, bytes, length);
    arena->slots[at] = (struct slot){copy, (guint32)whole, hash};
    arena->n_shared++;
    return copy;
}

const void *arena_share(struct arena *arena, const void *bytes, gsize length)
{
    return share(arena, bytes, length, length);
}

const char *arena_intern(struct arena *arena, const char *string, gssize length)
{
    gsize n = length < 0 ? strlen(string) : (gsize)length;
    return share(arena, string, n, n + 1);
}

void arena_settle(struct arena *arena)
{
    g_clear_pointer(&arena->slots, g_free);
    arena->n_slots = arena->n_shared = 0;
}
