/* The runs that a database keeps, as a table for people. */
#include "report/table.h"
#include "report/writers.h"

#include "report/sql.h"

static const char *const titles[] = {
    "RUN", "STARTED", "COMMIT", "FILES", "ERRORS", "WARNINGS", "NOTES", "DISMISSED", NULL};

bool report_runs(struct store *store, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_runs, error);
    return query && table_print_query(store, query, titles, out, error);
}
