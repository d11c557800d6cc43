#define XXH_INLINE_ALL
#include "source/names.h"

#include "base/arena.h"

#include <string.h>
#include <xxhash.h>

enum { FIRST_SLOTS = 1 << 15 };

void names_init(struct names *names, struct arena *arena)
{
    *names = (struct names){
        .arena = arena, .slots = g_new0(uint32_t, FIRST_SLOTS), .mask = FIRST_SLOTS - 1, .capacity = 1 << 12};
    names->names = g_new(struct name, names->capacity);
}

void names_clear(struct names *names)
{
    g_free(names->names);
    g_free(names->slots);
}

static uint32_t hash_of(const char *text, size_t length)
{
    return (uint32_t)XXH3_64bits(text, length);
}

/* The slot that holds the name, or the free one where it belongs. */
static uint32_t *find_slot(const struct names *names, const char *text, size_t length, uint32_t hash)
{
    for (uint32_t i = hash & names->mask;; i = (i + 1) & names->mask) {
        uint32_t *slot = &names->slots[i];
        if (*slot == 0)
            return slot;
        const struct name *name = &names->names[*slot - 1];
        if (name->hash == hash && name->length == length && memcmp(name->text, text, length) == 0)
            return slot;
    }
}

static void grow(struct names *names)
{
    names->capacity *= 2;
    names->names = g_renew(struct name, names->names, names->capacity);
    uint32_t n_slots = names->capacity * 2;
    if (n_slots <= names->mask + 1)
        return;
    g_free(names->slots);
    names->slots = g_new0(uint32_t, n_slots);
    names->mask = n_slots - 1;
    for (uint32_t i = 0; i < names->n; i++) {
        uint32_t at = names->names[i].hash & names->mask;
        while (names->slots[at])
            at = (at + 1) & names->mask;
        names->slots[at] = i + 1;
    }
}

uint32_t names_find(const struct names *names, const char *text, size_t length)
{
    return *find_slot(names, text, length, hash_of(text, length)) - 1;
}

uint32_t names_intern(struct names *names, const char *text, size_t length)
{
    uint32_t hash = hash_of(text, length);
    uint32_t *slot = find_slot(names, text, length, hash);
    if (*slot)
        return *slot - 1;
    if (names->n == names->capacity) {
        grow(names);
        slot = find_slot(names, text, length, hash);
    }
    char *copy = arena_alloc(names->arena, length + 1);
    memcpy(copy, text, length);
    names->names[names->n] = (struct name){copy, (uint32_t)length, hash};
    *slot = ++names->n;
    return names->n - 1;
}
