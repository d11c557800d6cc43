/* The runs that a database keeps, as a table for people. */
#include "report/table.h"
#include "report/writers.h"

#include "report/sql.h"

static const char *const titles[] = {
    "RUN", "STARTED", "COMMIT", "FILES", "ERRORS", "WARNINGS", "NOTES", "DISMISSED", NULL};

bool report_runs(struct store *store, GString *out, GError **error)
{
    struct table *table = table_new(titles);
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_runs, error);
    enum store_step step = STORE_FAILED;
    while (query && (step = store_step(store, query, error)) == STORE_ROW) {
        table_add_row(table);
        for (int i = 0; titles[i]; i++)
            table_set(table, (unsigned)i, "", store_text(query, i));
    }
    table_print(table, "", out);
    table_free(table);
    return step == STORE_DONE;
}
