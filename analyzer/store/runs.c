#include "store/internal.h"

#include "base/error.h"
#include "store/sql.h"

static int64_t add_run(struct store *store, const struct store_run *run, GError **error)
{
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_add_run, error);
    if (!insert)
        return 0;
    const unsigned counts[] = {
        run->files, run->parsed, run->cached, run->failed, run->files_with_errors, run->files_that_spawn};
    store_bind_text(insert, 1, run->root);
    store_bind_text(insert, 2, run->version);
    store_bind_text(insert, 3, run->clang_version);
    for (unsigned i = 0; i < G_N_ELEMENTS(counts); i++)
        sqlite3_bind_int64(insert, (int)i + 4, counts[i]);
    sqlite3_bind_double(insert, 10, run->seconds);
    store_bind_text(insert, 11, run->program);
    store_bind_text(insert, 12, run->revision);
    if (!store_run_once(store, insert, error))
        return 0;
    return sqlite3_last_insert_rowid(store->db);
}

int64_t store_save(struct store *store, const struct store_run *run, const struct relations *relations,
    GPtrArray *checks, GError **error)
{
    int64_t id = 0;
    if (!store_exec(store, "BEGIN IMMEDIATE", error))
        return 0;
    if ((!relations || relations_save(store, relations, error)) && (id = add_run(store, run, error)) != 0 &&
        checks_run(store, id, checks, error) && suppressions_apply(store, id, run->root, error) &&
        (!run->sources || suppressions_find_stale(store, id, run->root, run->sources, error)) &&
        store_exec(store, "COMMIT", error))
        return id;
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return 0;
}

char *store_latest_program(struct store *store)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_latest_program, NULL);
    bool found =
        query && store_step(store, query, NULL) == STORE_ROW && sqlite3_column_type(query, 0) == SQLITE_TEXT;
    return found ? g_strdup(store_text(query, 0)) : NULL;
}

int64_t store_find_run(struct store *store, int64_t run, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_find_run, error);
    if (!query)
        return 0;
    sqlite3_bind_int64(query, 1, run);
    if (store_step(store, query, error) != STORE_ROW)
        return 0;
    int64_t found = sqlite3_column_int64(query, 0);
    if (!found && run)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "the database %s has no run %" G_GINT64_FORMAT ": leave --run out for the latest", store->path,
            run);
    else if (!found)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "the database %s holds no run yet: run `chanlint check` first", store->path);
    return found;
}

int store_count(struct store *store, int64_t run, const char *level, GError **error)
{
    static const char *const above[][2] = {
        {"error", "[\"error\"]"},
        {"warning", "[\"error\", \"warning\"]"},
        {"note", "[\"error\", \"warning\", \"note\"]"},
    };
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_count_failing, error);
    if (!query)
        return -1;
    sqlite3_bind_int64(query, 1, run);
    for (size_t i = 0; i < G_N_ELEMENTS(above); i++)
        if (g_str_equal(level, above[i][0]))
            sqlite3_bind_text(query, 2, above[i][1], -1, SQLITE_STATIC);
    if (store_step(store, query, error) != STORE_ROW)
        return -1;
    return sqlite3_column_int(query, 0);
}

static int count_old(struct store *store, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_count_old_runs, error);
    return query && store_step(store, query, error) == STORE_ROW ? sqlite3_column_int(query, 0) : -1;
}

/* VACUUM works on an attached database. */
static bool shrink(struct store *store, GError **error)
{
    int attached = sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1);
    bool done = store_exec(store, "VACUUM", error);
    sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, attached);
    return done;
}

int store_prune(struct store *store, unsigned keep, GError **error)
{
    int n = -1;
    if (!store_exec(store, "BEGIN IMMEDIATE", error))
        return -1;
    g_autoptr(sqlite3_stmt) mark = store_prepare(store, sql_mark_old_runs, error);
    if (mark) {
        sqlite3_bind_int64(mark, 1, keep);
        if (store_run_once(store, mark, error) && store_exec(store, sql_drop_old_runs, error))
            n = count_old(store, error);
    }
    if (n >= 0 && store_exec(store, "DROP TABLE temp.old; COMMIT", error))
        return shrink(store, error) ? n : -1;
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
}
