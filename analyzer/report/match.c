/* Live tasks beside the findings of the latest run. */
#include "report/report.h"

#include "report/sql.h"

enum { MOST_ELSEWHERE = 10 };

static void append_place(GString *out, sqlite3_stmt *row)
{
    g_string_append_printf(out, "%s of %s tasks are parked in `", store_text(row, 0), store_text(row, 1));
    report_append_clean(out, store_text(row, 2));
    g_string_append(out, "` (");
    report_append_clean(out, store_text(row, 3));
    g_string_append_printf(out, ":%s): ", store_text(row, 4));
}

static void append_what(GString *out, sqlite3_stmt *row)
{
    const char *kind = store_text(row, 5), *wakes = store_text(row, 8);
    if (sqlite3_column_type(row, 6) != SQLITE_NULL)
        g_string_append_printf(out, "finding %s, %s\n", store_text(row, 6), store_text(row, 7));
    else if (*wakes)
        g_string_append_printf(out, "no finding: a %s that may end by %s\n", kind, wakes);
    else
        g_string_append_printf(out, "no finding: a %s that only its peer ends\n", kind);
}

static bool append_parked(struct store *store, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) rows = store_prepare(store, sql_match_parked, error);
    enum store_step step = STORE_FAILED;
    while (rows && (step = store_step(store, rows, error)) == STORE_ROW) {
        append_place(out, rows);
        append_what(out, rows);
    }
    return step == STORE_DONE;
}

static bool append_elsewhere(struct store *store, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) rows = store_prepare(store, sql_match_elsewhere, error);
    enum store_step step = STORE_FAILED;
    if (rows)
        sqlite3_bind_int(rows, 1, MOST_ELSEWHERE);
    while (rows && (step = store_step(store, rows, error)) == STORE_ROW) {
        g_string_append_printf(out, "%s of %s tasks are at no operation that is known: ", store_text(rows, 0),
            store_text(rows, 1));
        report_append_clean(out, store_text(rows, 2));
        g_string_append_c(out, '\n');
    }
    return step == STORE_DONE;
}

static bool append_sums(struct store *store, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) row = store_prepare(store, sql_match_sums, error);
    if (!row || store_step(store, row, error) != STORE_ROW)
        return false;
    g_string_append_printf(out,
        "chanlint: %s tasks, %s different stacks; %s at findings, %s at other operations, %s elsewhere\n",
        store_text(row, 0), store_text(row, 1), store_text(row, 2), store_text(row, 3), store_text(row, 4));
    return true;
}

bool report_match(struct store *store, GString *out, GString *summary, GError **error)
{
    return append_parked(store, out, error) && append_elsewhere(store, out, error) &&
           append_sums(store, summary, error);
}
