/* Stop flags that are set without a signal: who sleeps in the wait that tests them does not look. */
#include "link/linked.h"

void link_unheard_flags(struct linked *linked)
{
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_site *site = row_op(linked_row(linked, i))->site;
        for (guint f = 0; site->unheard && f < site->unheard->len; f++) {
            const struct flag *flag = g_ptr_array_index(site->unheard, f);
            const struct relation_unheard_flag relation = {
                .op = i + 1,
                .flag = linked_text(linked, flag->label ? flag->label : "a flag"),
                .setter = linked_text(linked, flag->setter->ir->name),
                .file = linked_file(linked, flag->setter, flag->at),
                .line = flag->at.line,
            };
            g_array_append_val(linked->relations->unheard_flags, relation);
        }
    }
}
