/* Checks: queries from the rules folder, run over the relations; their rows become findings. */
#include "store/internal.h"

#include "base/error.h"
#include "store/sql.h"

#include <string.h>

static const char *const columns[] = {"op", "task", "level", "message", "fix"};

static void check_free(gpointer data)
{
    struct store_check *check = data;
    g_free(check->name);
    g_free(check->file);
    g_free(check->sql);
    g_free(check->title);
    g_free(check->page);
    g_free(check);
}

static int compare_checks(gconstpointer a, gconstpointer b)
{
    const struct store_check *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

static char *read_text(const char *path, GError **error)
{
    g_autoptr(GError) reason = NULL;
    char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, &reason))
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: %s", path, reason->message);
    else if (!g_utf8_validate(text, -1, NULL)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: not UTF-8 text", path);
        g_clear_pointer(&text, g_free);
    }
    return text;
}

/* The page's first line is `# NAME: title`. */
static bool read_page(struct store_check *check, const char *path, GError **error)
{
    check->page = read_text(path, error);
    if (!check->page)
        return false;
    g_autofree char *start = g_strdup_printf("# %s: ", check->name);
    if (!g_str_has_prefix(check->page, start)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "%s:1: a check's page starts with a line `%s` and a title", path, start);
        return false;
    }
    const char *title = check->page + strlen(start);
    check->title = g_strndup(title, strcspn(title, "\n"));
    return true;
}

static struct store_check *check_load(const char *directory, const char *file, GError **error)
{
    struct store_check *check = g_new0(struct store_check, 1);
    check->name = g_strndup(file, strlen(file) - strlen(".sql"));
    check->file = g_build_filename(directory, file, NULL);
    g_autofree char *page_file = g_strdup_printf("%s.md", check->name);
    g_autofree char *page = g_build_filename(directory, page_file, NULL);
    check->sql = read_text(check->file, error);
    if (check->sql && read_page(check, page, error))
        return check;
    check_free(check);
    return NULL;
}

GPtrArray *store_checks_load(const char *directory, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GDir) folder = g_dir_open(directory, 0, &reason);
    if (!folder) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "the checks cannot be read: %s", reason->message);
        return NULL;
    }
    g_autoptr(GPtrArray) checks = g_ptr_array_new_with_free_func(check_free);
    for (const char *file; (file = g_dir_read_name(folder));) {
        if (!g_str_has_suffix(file, ".sql"))
            continue;
        struct store_check *check = check_load(directory, file, error);
        if (!check)
            return NULL;
        g_ptr_array_add(checks, check);
    }
    g_ptr_array_sort(checks, compare_checks);
    return g_steal_pointer(&checks);
}

static bool refuse(const struct store_check *check, const char *reason, GError **error)
{
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: %s", check->file, reason);
    return false;
}

/* One SELECT that yields the five columns and changes nothing, or NULL. */
static sqlite3_stmt *check_prepare(struct store *store, const struct store_check *check, GError **error)
{
    g_autoptr(sqlite3_stmt) query = NULL;
    const char *rest = NULL;
    if (sqlite3_prepare_v2(store->db, check->sql, -1, &query, &rest) != SQLITE_OK) {
        refuse(check, sqlite3_errmsg(store->db), error);
        return NULL;
    }
    bool fits = query && sqlite3_stmt_readonly(query) &&
                sqlite3_column_count(query) == G_N_ELEMENTS(columns) && rest[strspn(rest, " \t\r\n")] == '\0';
    for (int i = 0; fits && i < (int)G_N_ELEMENTS(columns); i++)
        fits = g_str_equal(sqlite3_column_name(query, i), columns[i]);
    if (!fits) {
        refuse(check, "a check is one SELECT of the columns op, task, level, message, fix", error);
        return NULL;
    }
    return g_steal_pointer(&query);
}

static bool check_run(
    struct store *store, const struct store_check *check, sqlite3_stmt *insert, GError **error)
{
    g_autoptr(sqlite3_stmt) query = check_prepare(store, check, error);
    if (!query)
        return false;
    int state;
    while ((state = sqlite3_step(query)) == SQLITE_ROW) {
        store_bind_text(insert, 1, check->name);
        for (int i = 0; i < (int)G_N_ELEMENTS(columns); i++)
            sqlite3_bind_value(insert, i + 2, sqlite3_column_value(query, i));
        if (sqlite3_step(insert) != SQLITE_DONE)
            return refuse(check,
                "a row needs an op or a task, a level (error, warning or note), a message and a fix", error);
        sqlite3_reset(insert);
    }
    return state == SQLITE_DONE || refuse(check, sqlite3_errmsg(store->db), error);
}

static bool keep_page(struct store *store, const struct store_check *check, GError **error)
{
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_add_check_page, error);
    if (!insert)
        return false;
    store_bind_text(insert, 1, check->name);
    store_bind_text(insert, 2, check->title);
    store_bind_text(insert, 3, check->page);
    return store_run_once(store, insert, error);
}

static bool run_for(struct store *store, const char *sql, int64_t run, GError **error)
{
    g_autoptr(sqlite3_stmt) statement = store_prepare(store, sql, error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, run);
    return store_run_once(store, statement, error);
}

bool checks_run(struct store *store, int64_t run, GPtrArray *checks, GError **error)
{
    if (!store_exec(store, sql_make_views, error) || !store_exec(store, sql_make_raised, error))
        return false;
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_add_raised, error);
    if (!insert)
        return false;
    for (guint i = 0; i < checks->len; i++)
        if (!check_run(store, checks->pdata[i], insert, error) || !keep_page(store, checks->pdata[i], error))
            return false;
    return store_exec(store, sql_fingerprint_raised, error) && run_for(store, sql_add_findings, run, error) &&
           run_for(store, sql_add_occurrences, run, error);
}
