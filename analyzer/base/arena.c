#include "base/arena.h"

#include <stdalign.h>
#include <stddef.h>
#include <string.h>

enum { CHUNK = 256 * 1024 };

struct arena {
    GPtrArray *chunks;
    char *next, *end;
    GHashTable *strings; /* struct slice -> itself, to find an interned copy without a NUL at the end */
};

struct slice {
    const char *bytes;
    gsize length;
};

static guint slice_hash(gconstpointer key)
{
    const struct slice *slice = key;
    guint hash = 2166136261u; /* FNV-1a */
    for (gsize i = 0; i < slice->length; i++)
        hash = (hash ^ (guchar)slice->bytes[i]) * 16777619u;
    return hash;
}

static gboolean slice_equal(gconstpointer a, gconstpointer b)
{
    const struct slice *x = a, *y = b;
    return x->length == y->length && memcmp(x->bytes, y->bytes, x->length) == 0;
}

struct arena *arena_new(void)
{
    struct arena *arena = g_new0(struct arena, 1);
    arena->chunks = g_ptr_array_new_with_free_func(g_free);
    arena->strings = g_hash_table_new(slice_hash, slice_equal);
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    g_hash_table_destroy(arena->strings);
    g_ptr_array_free(arena->chunks, TRUE);
    g_free(arena);
}

void *arena_alloc(struct arena *arena, gsize size)
{
    const gsize alignment = alignof(max_align_t);
    size = (size + alignment - 1) & ~(alignment - 1);
    if (size > (gsize)(arena->end - arena->next)) {
        gsize chunk = MAX(size, (gsize)CHUNK);
        arena->next = g_malloc(chunk);
        arena->end = arena->next + chunk;
        g_ptr_array_add(arena->chunks, arena->next);
    }
    void *memory = arena->next;
    arena->next += size;
    return memset(memory, 0, size);
}

void *arena_copy(struct arena *arena, const void *bytes, gsize length)
{
    void *memory = arena_alloc(arena, length);
    return length ? memcpy(memory, bytes, length) : memory;
}

const char *arena_intern(struct arena *arena, const char *string, gssize length)
{
    struct slice key = {string, length < 0 ? strlen(string) : (gsize)length};
    struct slice *found = g_hash_table_lookup(arena->strings, &key);
    if (!found) {
        char *copy = arena_alloc(arena, key.length + 1);
        if (key.length)
            memcpy(copy, string, key.length);
        found = arena_alloc(arena, sizeof *found);
        *found = (struct slice){copy, key.length};
        g_hash_table_add(arena->strings, found);
    }
    return found->bytes;
}
