/* What cases show, for people: differences, and how much of what is expected is found. */
#include "report/table.h"
#include "report/writers.h"

#include "report/sql.h"

static const char *const check_titles[] = {
    "CHECK", "MISSING", "UNEXPECTED", "RIGHT", "PRECISION", "RECALL", NULL};
static const char *const library_titles[] = {
    "LIBRARY", "CASES", "MISSING", "UNEXPECTED", "RIGHT", "PRECISION", "RECALL", NULL};

static bool append_lines(struct store *store, const char *sql, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql, error);
    enum store_step step = STORE_FAILED;
    while (query && (step = store_step(store, query, error)) == STORE_ROW) {
        report_append_clean(out, store_text(query, 0));
        g_string_append_c(out, '\n');
    }
    return step == STORE_DONE;
}

static bool append_rates(
    struct store *store, const char *sql, const char *const *titles, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql, error);
    if (out->len)
        g_string_append_c(out, '\n');
    return query && table_print_query(store, query, titles, out, error);
}

bool report_recognised(struct store *store, GString *out, GError **error)
{
    return append_lines(store, sql_case_recognised, out, error);
}

bool report_cases(struct store *store, GString *out, unsigned *n, unsigned *right, GError **error)
{
    if (!append_lines(store, sql_case_differences, out, error) ||
        !store_exec(store, sql_make_case_rates, error) ||
        !append_rates(store, sql_check_rates, check_titles, out, error) ||
        !append_rates(store, sql_library_rates, library_titles, out, error))
        return false;
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_case_counts, error);
    if (!query || store_step(store, query, error) != STORE_ROW)
        return false;
    *n = (unsigned)sqlite3_column_int64(query, 0);
    *right = (unsigned)sqlite3_column_int64(query, 1);
    return true;
}
