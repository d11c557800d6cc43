/* The names of one scanner: identifiers to numbers, which count from 0 in the order of their coming. */
#ifndef CHANLINT_SOURCE_NAMES_H
#define CHANLINT_SOURCE_NAMES_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct name {
    const char *text; /* NUL-ended */
    uint32_t length;
    uint32_t hash;
};

struct names {
    struct arena *arena;
    struct name *names;
    uint32_t n, capacity;
    uint32_t *slots; /* name + 1, or 0; a power of two of them, at most half full */
    uint32_t mask;
};

void names_init(struct names *names, struct arena *arena);
void names_clear(struct names *names);
uint32_t names_find(const struct names *names, const char *text, size_t length); /* or UINT32_MAX */
uint32_t names_intern(struct names *names, const char *text, size_t length);

#endif
