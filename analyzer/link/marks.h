/* A set that remembers the order in which it grew: what was learned of a class. Private to link/. */
#ifndef CHANLINT_MARKS_H
#define CHANLINT_MARKS_H

#include <glib.h>
#include <stdbool.h>

struct marks {
    GPtrArray *items;
    GHashTable *members;
};

/* False when it was there. Makes the set when *marks is NULL. */
bool marks_add(struct marks **marks, gpointer mark);

/* Both as one; either may be NULL. Takes both. */
struct marks *marks_merge(struct marks *a, struct marks *b);

/* NULL for NULL. */
static inline GPtrArray *marks_items(const struct marks *marks)
{
    return marks ? marks->items : NULL;
}

void marks_free(struct marks *marks); /* NULL is fine */

#endif
