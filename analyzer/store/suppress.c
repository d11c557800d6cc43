/* `// chanlint: ignore CHECK -- reason`, at the end of the line that is reported or alone on the one above.
 */
#include "store/internal.h"

#include "base/error.h"
#include "store/sql.h"

#include <string.h>

#define BLANKS " \t"

static char *source_text(const char *root, const char *file)
{
    g_autofree char *path = g_build_filename(root, file, NULL);
    g_autofree char *canonical = g_canonicalize_filename(file, "/");
    char *text = NULL;
    if (g_path_is_absolute(file) || !g_str_equal(canonical + 1, file) ||
        !g_file_test(path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    return text;
}

char **store_source_lines(const char *root, const char *file)
{
    g_autofree char *text = source_text(root, file);
    return text ? g_strsplit(text, "\n", -1) : NULL;
}

static const char *skip(const char *text, const char *bytes)
{
    return text + strspn(text, bytes);
}

static const char mark[] = "chanlint: ignore ";

/* The name of the check that a comment of this line ignores, up to `length`; NULL when there is none. */
static const char *find_mark(const char *line, gsize *length)
{
    const char *at = strstr(line, mark);
    at = skip(at ? at + strlen(mark) : "", BLANKS);
    *length = strcspn(at, BLANKS "\r");
    return *length ? at : NULL;
}

/* What a comment of this line says about `check`: NULL when nothing, else the reason, "" for none. */
static char *find_reason(const char *line, const char *check)
{
    gsize name;
    const char *at = find_mark(line, &name);
    if (!at)
        return NULL;
    if (name != strlen(check) || strncmp(at, check, name) != 0)
        return NULL;
    at = skip(at + name, BLANKS);
    if (strncmp(at, "--", 2) != 0)
        return g_strdup("");
    const char *end = strstr(at, "*/");
    return g_strstrip(end ? g_strndup(at + 2, (gsize)(end - at - 2)) : g_strdup(at + 2));
}

static bool is_comment(const char *line)
{
    const char *start = skip(line, BLANKS);
    return g_str_has_prefix(start, "//") || g_str_has_prefix(start, "/*");
}

struct suppressor {
    struct store *store;
    const char *root;
    int64_t run;
    sqlite3_stmt *add;
    char *file; /* whose lines are loaded */
    char **lines;
};

static bool suppress(
    struct suppressor *suppressor, int64_t finding, int line, const char *reason, GError **error)
{
    sqlite3_bind_int64(suppressor->add, 1, suppressor->run);
    sqlite3_bind_int64(suppressor->add, 2, finding);
    sqlite3_bind_int(suppressor->add, 3, line);
    store_bind_text(suppressor->add, 4, reason);
    return store_run_once(suppressor->store, suppressor->add, error);
}

static bool look_at(
    struct suppressor *suppressor, int line, const char *check, int64_t finding, GError **error)
{
    for (int at = line; suppressor->lines && at > 0 && at >= line - 1; at--) {
        if ((guint)at > g_strv_length(suppressor->lines))
            continue;
        const char *text = suppressor->lines[at - 1];
        g_autofree char *reason = at == line || is_comment(text) ? find_reason(text, check) : NULL;
        if (!reason)
            continue;
        if (*reason)
            return suppress(suppressor, finding, at, reason, error);
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "%s:%d: `chanlint: ignore %s` gives no reason: write ` -- ` and the reason after it",
            suppressor->file, at, check);
        return false;
    }
    return true;
}

static bool look_at_all(struct suppressor *suppressor, sqlite3_stmt *occurrences, GError **error)
{
    enum store_step step;
    while ((step = store_step(suppressor->store, occurrences, error)) == STORE_ROW) {
        const char *file = store_text(occurrences, 0);
        if (g_strcmp0(file, suppressor->file) != 0) {
            g_free(suppressor->file);
            g_strfreev(suppressor->lines);
            suppressor->file = g_strdup(file);
            suppressor->lines = store_source_lines(suppressor->root, file);
        }
        if (!look_at(suppressor, sqlite3_column_int(occurrences, 1), store_text(occurrences, 2),
                sqlite3_column_int64(occurrences, 3), error))
            return false;
    }
    return step == STORE_DONE;
}

bool suppressions_apply(struct store *store, int64_t run, const char *root, GError **error)
{
    g_autoptr(sqlite3_stmt) occurrences = store_prepare(store, sql_run_occurrences, error);
    g_autoptr(sqlite3_stmt) add = occurrences ? store_prepare(store, sql_add_suppression, error) : NULL;
    if (!add)
        return false;
    sqlite3_bind_int64(occurrences, 1, run);
    struct suppressor suppressor = {.store = store, .root = root, .run = run, .add = add};
    bool done = look_at_all(&suppressor, occurrences, error);
    g_free(suppressor.file);
    g_strfreev(suppressor.lines);
    return done;
}

/* -- comments that ignore nothing */

static bool mark_stale(
    struct suppressor *suppressor, const char *file, int line, const char *check, GError **error)
{
    sqlite3_bind_int64(suppressor->add, 1, suppressor->run);
    store_bind_text(suppressor->add, 2, file);
    sqlite3_bind_int(suppressor->add, 3, line);
    store_bind_text(suppressor->add, 4, check);
    return store_run_once(suppressor->store, suppressor->add, error);
}

static bool look_for_stale(struct suppressor *suppressor, const char *file, GError **error)
{
    g_autofree char *text = source_text(suppressor->root, file);
    if (!text || !strstr(text, mark))
        return true;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (int i = 0; lines[i]; i++) {
        gsize length;
        const char *name = find_mark(lines[i], &length), *comment = strstr(lines[i], "//");
        comment = comment ? comment : strstr(lines[i], "/*");
        if (!name || !comment || comment > name)
            continue;
        g_autofree char *check = g_strndup(name, length);
        if (!mark_stale(suppressor, file, i + 1, check, error))
            return false;
    }
    return true;
}

bool suppressions_find_stale(
    struct store *store, int64_t run, const char *root, const char *const *files, GError **error)
{
    g_autoptr(sqlite3_stmt) add = store_prepare(store, sql_add_stale_suppression, error);
    struct suppressor suppressor = {.store = store, .root = root, .run = run, .add = add};
    bool done = add != NULL;
    for (; done && *files; files++)
        done = look_for_stale(&suppressor, *files, error);
    return done;
}
