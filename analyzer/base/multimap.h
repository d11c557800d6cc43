/* A hash table from a pointer or number to all the values that were added under it, in their order. */
#ifndef CHANLINT_MULTIMAP_H
#define CHANLINT_MULTIMAP_H

#include <glib.h>

/* Ended with g_hash_table_destroy; the values are borrowed. */
static inline GHashTable *multimap_new(void)
{
    return g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
}

static inline void multimap_add(GHashTable *map, gconstpointer key, gconstpointer value)
{
    GPtrArray *values = g_hash_table_lookup(map, key);
    if (!values) {
        values = g_ptr_array_new();
        g_hash_table_insert(map, (gpointer)key, values);
    }
    g_ptr_array_add(values, (gpointer)value);
}

/* NULL: none. */
static inline const GPtrArray *multimap_find(GHashTable *map, gconstpointer key)
{
    return g_hash_table_lookup(map, key);
}

#endif
