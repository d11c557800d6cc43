/* What came and what went, a line each. */
#include "report/writers.h"

#include "report/sql.h"

enum { STATE, PLACE, LEVEL, MESSAGE, CHECK };

static void print_change(const struct palette *palette, sqlite3_stmt *query, GString *out)
{
    bool is_new = g_str_equal(store_text(query, STATE), "new");
    g_string_append_printf(
        out, "%s%-7s%s", is_new ? palette->error : palette->caret, is_new ? "new:" : "fixed:", palette->off);
    g_string_append(out, palette->bold);
    report_append_clean(out, store_text(query, PLACE));
    g_string_append_printf(out, "%s ", palette->off);
    report_append_clean(out, store_text(query, LEVEL));
    g_string_append(out, ": ");
    report_append_clean(out, store_text(query, MESSAGE));
    g_string_append(out, " [");
    report_append_clean(out, store_text(query, CHECK));
    g_string_append(out, "]\n");
}

static bool count_unchanged(struct store *store, bool notes, int *n, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_diff_unchanged, error);
    if (!query)
        return false;
    sqlite3_bind_int(query, 1, notes);
    if (store_step(store, query, error) != STORE_ROW)
        return false;
    *n = sqlite3_column_int(query, 0);
    return true;
}

bool report_diff(struct store *store, bool notes, bool colors, GString *out, struct report_changes *changes,
    GError **error)
{
    enum store_step step;
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_diff, error);
    *changes = (struct report_changes){0};
    if (!query)
        return false;
    sqlite3_bind_int(query, 1, notes);
    while ((step = store_step(store, query, error)) == STORE_ROW) {
        if (g_str_equal(store_text(query, STATE), "new"))
            changes->new ++;
        else
            changes->fixed++;
        print_change(report_palette(colors), query, out);
    }
    return step == STORE_DONE && count_unchanged(store, notes, &changes->unchanged, error);
}
