#include "link/marks.h"

bool marks_add(struct marks **marks, gpointer mark)
{
    if (!*marks) {
        *marks = g_new(struct marks, 1);
        **marks = (struct marks){g_ptr_array_new(), g_hash_table_new(NULL, NULL)};
    }
    if (!g_hash_table_add((*marks)->members, mark))
        return false;
    g_ptr_array_add((*marks)->items, mark);
    return true;
}

struct marks *marks_merge(struct marks *a, struct marks *b)
{
    if (!a || !b)
        return a ? a : b;
    if (a->items->len < b->items->len)
        return marks_merge(b, a);
    for (guint i = 0; i < b->items->len; i++)
        marks_add(&a, g_ptr_array_index(b->items, i));
    marks_free(b);
    return a;
}

void marks_free(struct marks *marks)
{
    if (!marks)
        return;
    g_ptr_array_unref(marks->items);
    g_hash_table_destroy(marks->members);
    g_free(marks);
}
