/* What people say of findings. */
#include "report/table.h"
#include "report/writers.h"

#include "report/sql.h"

static const char *const reviewed_titles[] = {
    "FINDING", "PLACE", "LEVEL", "CHECK", "STATUS", "BY", "COMMENT", NULL};
static const char *const history_titles[] = {"AT", "BY", "STATUS", "COMMENT", NULL};

bool report_reviewed(struct store *store, int64_t run, bool notes, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_reviewed, error);
    if (!query)
        return false;
    sqlite3_bind_int64(query, 1, run);
    sqlite3_bind_int(query, 2, notes);
    return table_print_query(store, query, reviewed_titles, out, error);
}

bool report_history(struct store *store, const char *fingerprint, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_history, error);
    if (!query)
        return false;
    sqlite3_bind_text(query, 1, fingerprint, -1, SQLITE_TRANSIENT);
    return table_print_query(store, query, history_titles, out, error);
}

static bool print_lines(struct store *store, sqlite3_stmt *query, GString *out, GError **error)
{
    enum store_step step;
    while ((step = store_step(store, query, error)) == STORE_ROW)
        g_string_append_printf(out, "%s\n", store_text(query, 0));
    return step == STORE_DONE;
}

bool report_export(struct store *store, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_export_reviews, error);
    return query && print_lines(store, query, out, error);
}

bool report_stale(struct store *store, int64_t run, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_stale, error);
    if (!query)
        return false;
    sqlite3_bind_int64(query, 1, run);
    return print_lines(store, query, out, error);
}
