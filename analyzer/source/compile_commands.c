#include "base/error.h"
#include "source/private.h"
#include "source/sql.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LARGEST_DATABASE = 1 << 29 };

struct database {
    struct source_private *source;
    const char *path;
    char *folder;
    sqlite3 *sqlite; /* holds nothing: it reads JSON */
    sqlite3_stmt *entries, *arguments;
    unsigned n; /* entries so far */
};

struct entry {
    const char *directory, *file, *command, *arguments;
};

static bool malformed(const struct database *database, GError **error, const char *what)
{
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: entry %u %s", database->path, database->n, what);
    return false;
}

static const char *column(sqlite3_stmt *statement, int i)
{
    return (const char *)sqlite3_column_text(statement, i);
}

static char **list_arguments(struct database *database, const char *json, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    bool is_text = true;
    sqlite3_bind_text(database->arguments, 1, json, -1, SQLITE_TRANSIENT);
    while (is_text && sqlite3_step(database->arguments) == SQLITE_ROW) {
        const char *argument = column(database->arguments, 0);
        is_text = argument != NULL;
        g_ptr_array_add(list, g_strdup(argument));
    }
    sqlite3_reset(database->arguments);
    if (!is_text) {
        malformed(database, error, "has something else than strings in \"arguments\"");
        return NULL;
    }
    g_ptr_array_add(list, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&list), FALSE);
}

static char **read_arguments(struct database *database, const struct entry *entry, GError **error)
{
    char **arguments = NULL;
    if (entry->arguments)
        return list_arguments(database, entry->arguments, error);
    if (!entry->command)
        malformed(database, error, "has neither \"arguments\" nor \"command\"");
    else if (!g_shell_parse_argv(entry->command, NULL, &arguments, NULL))
        malformed(database, error, "has a \"command\" that no shell understands");
    return arguments;
}

/* The file as the root's paths are written: without symbolic links, when it is there. */
static char *resolve(const struct database *database, const char *file, const char *directory)
{
    g_autofree char *absolute = g_canonicalize_filename(file, directory);
    char resolved[PATH_MAX];
    bool outside = !path_inside(database->source->root, absolute);
    return outside && realpath(absolute, resolved) ? g_strdup(resolved) : g_steal_pointer(&absolute);
}

static bool read_entry(struct database *database, const struct entry *entry, GError **error)
{
    struct source_private *source = database->source;
    if (!entry->file || !entry->directory)
        return malformed(database, error, "needs \"directory\" and \"file\", which are strings");
    g_autofree char *directory = g_canonicalize_filename(entry->directory, database->folder);
    g_autofree char *file = resolve(database, entry->file, directory);
    g_auto(GStrv) arguments = read_arguments(database, entry, error);
    if (!arguments)
        return false;
    const char *path = path_inside(source->root, file);
    enum file_kind kind = file_kind(file);
    if (!path || (kind != FILE_C && kind != FILE_CXX) || !discover_selects(source, path))
        return true;
    g_autoptr(GPtrArray) flags = g_ptr_array_new();
    flags_filter(source->arena, directory, (const char *const *)arguments, flags);
    discover_add(source, path, directory, flags);
    return true;
}

static bool read_entries(struct database *database, const char *text, GError **error)
{
    bool done = true;
    sqlite3_bind_text(database->entries, 1, text, -1, SQLITE_STATIC);
    while (done && sqlite3_step(database->entries) == SQLITE_ROW) {
        sqlite3_stmt *row = database->entries;
        const struct entry entry = {column(row, 0), column(row, 1), column(row, 2), column(row, 3)};
        database->n++;
        done = read_entry(database, &entry, error);
    }
    return done;
}

static bool is_array(struct database *database, const char *text, GError **error)
{
    sqlite3_stmt *statement = NULL;
    const char *type = NULL;
    bool is_json = false;
    sqlite3_prepare_v2(database->sqlite, sql_database, -1, &statement, NULL);
    sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        is_json = sqlite3_column_int(statement, 0);
        type = column(statement, 1);
    }
    bool done = type && g_str_equal(type, "array");
    if (!done)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "%s: %s, and a compilation database is an array of objects", database->path,
            is_json ? "this is JSON, but no array" : "this is no JSON");
    sqlite3_finalize(statement);
    return done;
}

static char *read_text(const char *path, GError **error)
{
    g_autoptr(GError) reason = NULL;
    struct stat status;
    char *text = NULL;
    if (stat(path, &status) == 0 && (!S_ISREG(status.st_mode) || status.st_size > LARGEST_DATABASE))
        g_set_error(
            error, CHANLINT_ERROR, ERROR_INPUT, "%s: this is no file, or one of more than 512 MB", path);
    else if (!g_file_get_contents(path, &text, NULL, &reason))
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s", reason->message);
    return text;
}

bool compile_commands_read(struct source_private *source, const char *path, GError **error)
{
    g_autofree char *text = read_text(path, error);
    if (!text)
        return false;
    struct database database = {.source = source, .path = path, .folder = g_path_get_dirname(path)};
    bool done =
        sqlite3_open(":memory:", &database.sqlite) == SQLITE_OK &&
        sqlite3_prepare_v2(database.sqlite, sql_entries, -1, &database.entries, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(database.sqlite, sql_arguments, -1, &database.arguments, NULL) == SQLITE_OK;
    if (!done)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: cannot read JSON: %s", path,
            sqlite3_errmsg(database.sqlite));
    done = done && is_array(&database, text, error) && read_entries(&database, text, error);
    sqlite3_finalize(database.entries);
    sqlite3_finalize(database.arguments);
    sqlite3_close(database.sqlite);
    g_free(database.folder);
    return done;
}
