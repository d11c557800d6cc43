#include "store/internal.h"

#include "base/error.h"
#include "store/sql.h"

#include <string.h>

enum { APPLICATION_ID = 0x63686c74 /* "chlt" */, PATIENCE_MS = 5000 };

static const char *const migrations[] = {sql_schema_1, sql_schema_2, sql_schema_3, sql_schema_4, sql_schema_5,
    sql_schema_6, sql_schema_7, sql_schema_8, sql_schema_9, sql_schema_10, sql_schema_11, sql_schema_12,
    sql_schema_13, sql_schema_14, sql_schema_15};

bool store_fail(struct store *store, GError **error)
{
    const char *message = sqlite3_errmsg(store->db);
    switch (sqlite3_errcode(store->db)) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "the database %s is in use by another program: wait for it, or give another one with --db",
            store->path);
        break;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "%s is not a database or is damaged (%s): move it away, or give another one with --db",
            store->path, message);
        break;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_FULL:
    case SQLITE_IOERR:
        g_set_error(error, CHANLINT_ERROR, ERROR_OUTPUT,
            "cannot open or write the database %s (%s): make its folder writable, or give another one with "
            "--db",
            store->path, message);
        break;
    default:
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "database %s: %s", store->path, message);
    }
    return false;
}

bool store_exec(struct store *store, const char *sql, GError **error)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK || store_fail(store, error);
}

sqlite3_stmt *store_prepare(struct store *store, const char *sql, GError **error)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
        store_fail(store, error);
    return statement;
}

enum store_step store_step(struct store *store, sqlite3_stmt *statement, GError **error)
{
    switch (sqlite3_step(statement)) {
    case SQLITE_ROW:
        return STORE_ROW;
    case SQLITE_DONE:
        return STORE_DONE;
    default:
        store_fail(store, error);
        return STORE_FAILED;
    }
}

const char *store_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}

bool store_run_once(struct store *store, sqlite3_stmt *statement, GError **error)
{
    bool done = store_step(store, statement, error) != STORE_FAILED;
    sqlite3_reset(statement);
    return done;
}

void store_bind_text(sqlite3_stmt *statement, int n, const char *text)
{
    if (!text)
        sqlite3_bind_null(statement, n);
    else if (g_utf8_validate(text, -1, NULL))
        sqlite3_bind_text(statement, n, text, -1, SQLITE_TRANSIENT);
    else
        sqlite3_bind_text(statement, n, g_utf8_make_valid(text, -1), -1, g_free);
}

static bool query_int(struct store *store, const char *sql, int *value, GError **error)
{
    g_autoptr(sqlite3_stmt) statement = store_prepare(store, sql, error);
    if (!statement || store_step(store, statement, error) != STORE_ROW)
        return false;
    *value = sqlite3_column_int(statement, 0);
    return true;
}

/* leaves: *version, 0 for an empty file; nothing has been written yet */
static bool identify(struct store *store, int *version, GError **error)
{
    int application, objects;
    if (!query_int(store, "PRAGMA application_id", &application, error) ||
        !query_int(store, "PRAGMA user_version", version, error) ||
        !query_int(store, "SELECT count(*) FROM sqlite_schema", &objects, error))
        return false;
    if (application != APPLICATION_ID && objects > 0) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "%s is another program's database: give another one with --db", store->path);
        return false;
    }
    if (*version < 0 || *version > (int)G_N_ELEMENTS(migrations)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "the database %s has version %d and this chanlint knows up to %d: use a newer chanlint, or give "
            "another database with --db",
            store->path, *version, (int)G_N_ELEMENTS(migrations));
        return false;
    }
    return true;
}

/* In one transaction, which also shows that the database can be written now. */
static bool migrate(struct store *store, GError **error)
{
    const int latest = (int)G_N_ELEMENTS(migrations);
    int version;
    if (!store_exec(store, "BEGIN IMMEDIATE", error))
        return false;
    bool done = query_int(store, "PRAGMA user_version", &version, error);
    bool changes = done && version < latest;
    for (; done && version < latest; version++)
        done = store_exec(store, migrations[version], error);
    g_autofree char *marks =
        g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, latest);
    if (done && (!changes || store_exec(store, marks, error)) && store_exec(store, "COMMIT", error))
        return true;
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

/* The file may come with the tree: nothing that stands in it may run our functions or damage it further. */
static void distrust(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
}

static struct store *open_with(const char *file, int flags, GError **error)
{
    struct store *store = g_new0(struct store, 1);
    store->path = g_strdup(file);
    int version = 0;
    if (sqlite3_open_v2(file, &store->db, flags, NULL) != SQLITE_OK) {
        store_fail(store, error);
        store_close(store);
        return NULL;
    }
    distrust(store->db);
    sqlite3_busy_timeout(store->db, PATIENCE_MS);
    functions_add(store->db);
    bool writes = flags & SQLITE_OPEN_CREATE;
    if (!identify(store, &version, error) ||
        !store_exec(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON",
            error) ||
        ((writes || version < (int)G_N_ELEMENTS(migrations)) && !migrate(store, error)) ||
        !store_exec(store, sql_make_results, error)) {
        store_close(store);
        return NULL;
    }
    return store;
}

struct store *store_open(const char *path, GError **error)
{
    return open_with(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
}

struct store *store_open_existing(const char *path, GError **error)
{
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "there is no database %s: run `chanlint check` first, or give another one with --db", path);
        return NULL;
    }
    return open_with(path, SQLITE_OPEN_READWRITE, error);
}

void store_close(struct store *store)
{
    if (!store)
        return;
    sqlite3_close(store->db);
    g_free(store->path);
    g_free(store);
}
