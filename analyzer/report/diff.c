/* What came, what went, and what is of another level. */
#include "report/writers.h"

#include "base/error.h"
#include "report/sql.h"

enum { STATE, PLACE, LEVEL, WAS, MESSAGE, CHECK };

static const char *state_color(const struct palette *palette, const char *state)
{
    const bool worse = g_str_equal(state, "new") || g_str_equal(state, "rose");
    return worse ? palette->error : palette->caret;
}

static void print_change(const struct palette *palette, sqlite3_stmt *query, GString *out)
{
    const char *state = store_text(query, STATE);
    g_autofree char *head = g_strdup_printf("%s:", state);
    g_string_append_printf(out, "%s%-7s%s", state_color(palette, state), head, palette->off);
    g_string_append(out, palette->bold);
    report_append_clean(out, store_text(query, PLACE));
    g_string_append_printf(out, "%s ", palette->off);
    report_append_clean(out, store_text(query, LEVEL));
    if (sqlite3_column_type(query, WAS) != SQLITE_NULL)
        g_string_append_printf(out, " (was %s)", store_text(query, WAS));
    g_string_append(out, ": ");
    report_append_clean(out, store_text(query, MESSAGE));
    g_string_append(out, " [");
    report_append_clean(out, store_text(query, CHECK));
    g_string_append(out, "]\n");
}

static void print_value(const struct palette *palette, sqlite3_stmt *query, GString *out)
{
    (void)palette;
    g_string_append_printf(out, "%s\n", store_text(query, 0));
}

static const struct {
    const char *name, *sql;
    void (*print)(const struct palette *palette, sqlite3_stmt *query, GString *out);
} formats[] = {
    {"text", sql_diff, print_change},
    {"csv", sql_diff_csv, print_value},
    {"json", sql_diff_json, print_value},
};

bool report_diff_has(const char *format, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
        if (g_str_equal(formats[i].name, format))
            return true;
    g_set_error(
        error, CHANLINT_ERROR, ERROR_USAGE, "there is no format `%s`: use one of text, csv, json", format);
    return false;
}

static sqlite3_stmt *prepare(struct store *store, const char *sql, bool notes, GError **error)
{
    sqlite3_stmt *query = store_prepare(store, sql, error);
    if (query)
        sqlite3_bind_int(query, 1, notes);
    return query;
}

static bool count_changes(struct store *store, bool notes, struct report_changes *changes, GError **error)
{
    g_autoptr(sqlite3_stmt) query = prepare(store, sql_diff_counts, notes, error);
    if (!query || store_step(store, query, error) != STORE_ROW)
        return false;
    *changes = (struct report_changes){
        .new = sqlite3_column_int(query, 0),
        .fixed = sqlite3_column_int(query, 1),
        .rose = sqlite3_column_int(query, 2),
        .fell = sqlite3_column_int(query, 3),
        .unchanged = sqlite3_column_int(query, 4),
    };
    return true;
}

bool report_diff(struct store *store, const struct report_diff_options *options, GString *out,
    struct report_changes *changes, GError **error)
{
    enum store_step step = STORE_FAILED;
    gsize i = 0;
    while (!g_str_equal(formats[i].name, options->format))
        i++;
    if (!store_exec(store, sql_make_diff, error))
        return false;
    g_autoptr(sqlite3_stmt) query = prepare(store, formats[i].sql, options->notes, error);
    while (query && (step = store_step(store, query, error)) == STORE_ROW)
        formats[i].print(report_palette(options->colors), query, out);
    return step == STORE_DONE && count_changes(store, options->notes, changes, error);
}
