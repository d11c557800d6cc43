#include "report/writers.h"

#include "report/sql.h"

bool report_sarif(struct store *store, const struct report_options *options, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_sarif, error);
    if (!query)
        return false;
    sqlite3_bind_int64(query, 1, options->run);
    sqlite3_bind_int(query, 2, options->notes);
    sqlite3_bind_int(query, 3, options->new_only);
    if (store_step(store, query, error) != STORE_ROW)
        return false;
    g_string_append(out, store_text(query, 0));
    g_string_append_c(out, '\n');
    return true;
}
