/* A bump allocator: whatever a phase makes lives in the phase's arena and is freed with it as a whole.
 * Allocation never fails (GLib aborts when memory is out, as everywhere in this program). */
#ifndef CHANLINT_ARENA_H
#define CHANLINT_ARENA_H

#include <glib.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is fine */

/* Zeroed memory, aligned for whatever has this size, or is an array of this size; valid until arena_free. */
void *arena_alloc(struct arena *arena, gsize size);

/* A copy of `length` bytes at `bytes`. */
void *arena_copy(struct arena *arena, const void *bytes, gsize length);

/* The one copy of these bytes in this arena: what is equal and shared has equal pointers, and is not to be
 * written to. Aligned as from arena_alloc. */
const void *arena_share(struct arena *arena, const void *bytes, gsize length);

/* The one copy of this string in this arena: equal strings have equal pointers. `length` -1: up to the NUL.
 */
const char *arena_intern(struct arena *arena, const char *string, gssize length);

/* Gives back what finds equal bytes, when no more are expected: what is shared or interned later is a copy.
 */
void arena_settle(struct arena *arena);

#define arena_new_array(arena, type, n) ((type *)arena_alloc((arena), sizeof(type) * (gsize)(n)))

#endif
