/* The candidates for a model, as rows. */
#include "store/internal.h"

#include "store/sql.h"

bool store_suggest(struct store *store, const struct relations *relations, GError **error)
{
    if (!store_exec(store, sql_suggest_tables, error))
        return false;
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_add_candidate, error);
    bool done = insert != NULL;
    for (guint i = 0; done && i < relations->candidates->len; i++) {
        const struct relation_candidate *row =
            &g_array_index(relations->candidates, struct relation_candidate, i);
        store_bind_text(insert, 1, row->function);
        store_bind_text(insert, 2, row->header);
        store_bind_text(insert, 3, row->kind);
        sqlite3_bind_int(insert, 4, row->argument);
        sqlite3_bind_int64(insert, 5, row->n_arguments);
        store_bind_text(insert, 6, row->file);
        sqlite3_bind_int64(insert, 7, row->line);
        store_bind_text(insert, 8, row->text);
        done = store_run_once(store, insert, error);
    }
    return done;
}
