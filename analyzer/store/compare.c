/* The sides of a comparison: findings of a run, of another database, or of a SARIF log. */
#include "store/internal.h"

#include "base/error.h"
#include "store/sql.h"

#include <string.h>

enum { N_COLUMNS = 8 };

static bool open_side(struct store *store, const char *side, GError **error)
{
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_open_side, error);
    if (!insert)
        return false;
    sqlite3_bind_text(insert, 1, side, -1, SQLITE_STATIC);
    return store_run_once(store, insert, error);
}

/* Adds the rows of a query of `from`, which may be another database. */
static bool add_rows(
    struct store *store, const char *side, struct store *from, sqlite3_stmt *rows, GError **error)
{
    enum store_step step = STORE_FAILED;
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_add_to_side, error);
    if (!insert || !open_side(store, side, error))
        return false;
    sqlite3_bind_text(insert, 1, side, -1, SQLITE_STATIC);
    while ((step = store_step(from, rows, error)) == STORE_ROW) {
        for (int i = 0; i < N_COLUMNS; i++)
            sqlite3_bind_value(insert, i + 2, sqlite3_column_value(rows, i));
        if (!store_run_once(store, insert, error))
            return false;
    }
    return step == STORE_DONE;
}

static bool add_run(struct store *store, const char *side, struct store *from, int64_t run, GError **error)
{
    g_autoptr(sqlite3_stmt) rows = store_prepare(from, sql_read_side, error);
    if (!rows)
        return false;
    sqlite3_bind_int64(rows, 1, run);
    return add_rows(store, side, from, rows, error);
}

static bool add_database(struct store *store, const char *side, const char *path, GError **error)
{
    struct store *other = store_open_existing(path, error);
    int64_t run = other ? store_find_run(other, 0, error) : 0;
    bool done = run && add_run(store, side, other, run, error);
    store_close(other);
    return done;
}

static bool is_log(struct store *store, const char *text, gsize length)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_is_log, NULL);
    if (!query || length > G_MAXINT || !g_utf8_validate(text, (gssize)length, NULL))
        return false;
    sqlite3_bind_text(query, 1, text, (int)length, SQLITE_STATIC);
    return store_step(store, query, NULL) == STORE_ROW && sqlite3_column_int(query, 0);
}

static bool add_file(struct store *store, const char *side, const char *path, GError **error)
{
    static const char magic[] = "SQLite format 3";
    g_autoptr(GError) reason = NULL;
    g_autofree char *text = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, &reason)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s", reason->message);
        return false;
    }
    if (length >= sizeof magic && memcmp(text, magic, sizeof magic) == 0)
        return add_database(store, side, path, error);
    if (!is_log(store, text, length)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "%s is neither a database nor a SARIF log of chanlint: make one with `chanlint check`", path);
        return false;
    }
    g_autoptr(sqlite3_stmt) rows = store_prepare(store, sql_read_log, error);
    if (!rows)
        return false;
    sqlite3_bind_text(rows, 1, text, (int)length, SQLITE_STATIC);
    return add_rows(store, side, store, rows, error);
}

bool store_compare(struct store *store, const char *side, const char *what, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_find_side, error);
    if (!query)
        return false;
    store_bind_text(query, 1, what);
    enum store_step step = store_step(store, query, error);
    if (step == STORE_ROW)
        return add_run(store, side, store, sqlite3_column_int64(query, 0), error);
    if (step == STORE_FAILED)
        return false;
    if (!what)
        return open_side(store, side, error);
    if (g_file_test(what, G_FILE_TEST_EXISTS))
        return add_file(store, side, what, error);
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
        "`%s` is no run or commit of the database %s, and no file: `chanlint runs` lists them", what,
        store->path);
    return false;
}
