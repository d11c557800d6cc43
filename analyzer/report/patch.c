/* Fixes as a unified diff. Lines that start with # are in no file's diff: tools that apply it skip them. */
#include "report/writers.h"

#include "base/arena.h"
#include "base/error.h"
#include "report/sql.h"

/* The edits of one file. */
struct patched {
    char *file;
    int64_t digest;
    GArray *edits; /* of struct edit, whose texts are the arena's */
    struct arena *arena;
};

struct patcher {
    struct store *store;
    const struct report_options *options;
    char *root;
    GString *out;
};

static bool print_reasons(const struct patcher *patcher, const char *file, GError **error)
{
    g_autoptr(sqlite3_stmt) query =
        report_prepare(patcher->store, sql_patch_reasons, patcher->options, error);
    enum store_step step = STORE_FAILED;
    if (query)
        store_bind_text(query, 4, file);
    while (query && (step = store_step(patcher->store, query, error)) == STORE_ROW) {
        g_string_append(patcher->out, "# ");
        report_append_clean(patcher->out, store_text(query, 0));
        g_string_append_c(patcher->out, '\n');
    }
    return step == STORE_DONE;
}

const char *report_append_diff(
    const char *root, const char *file, int64_t digest, GArray *edits, GString *out)
{
    gsize length = 0;
    int64_t found = 0;
    g_autofree char *text = store_source(root, file, &length, &found);
    if (!text)
        return "cannot be read any more";
    if (found != digest || !edits_order(edits))
        return "has changed since it was checked";
    edits_append_diff(out, file, text, length, edits);
    return NULL;
}

static bool print_file(const struct patcher *patcher, struct patched *patched, GError **error)
{
    g_autoptr(GString) diff = g_string_new(NULL);
    const char *trouble =
        report_append_diff(patcher->root, patched->file, patched->digest, patched->edits, diff);
    if (trouble) {
        g_string_append(patcher->out, "# ");
        report_append_clean(patcher->out, patched->file);
        g_string_append_printf(patcher->out, " %s: its fixes are left out\n", trouble);
        return true;
    }
    if (!print_reasons(patcher, patched->file, error))
        return false;
    g_string_append_len(patcher->out, diff->str, (gssize)diff->len);
    return true;
}

static void add_edit(struct patched *patched, sqlite3_stmt *query)
{
    const struct edit edit = {
        .at = (gsize)sqlite3_column_int64(query, 2),
        .length = (gsize)sqlite3_column_int64(query, 3),
        .text = arena_intern(patched->arena, store_text(query, 4), -1),
    };
    patched->digest = sqlite3_column_int64(query, 1);
    g_array_append_val(patched->edits, edit);
}

static bool print_files(const struct patcher *patcher, struct patched *patched, GError **error)
{
    g_autoptr(sqlite3_stmt) query = report_prepare(patcher->store, sql_patch_edits, patcher->options, error);
    enum store_step step = STORE_FAILED;
    while (query && (step = store_step(patcher->store, query, error)) == STORE_ROW) {
        const char *file = store_text(query, 0);
        if (patched->file && !g_str_equal(patched->file, file)) {
            if (!print_file(patcher, patched, error))
                return false;
            g_array_set_size(patched->edits, 0);
        }
        g_free(patched->file);
        patched->file = g_strdup(file);
        add_edit(patched, query);
    }
    return step == STORE_DONE && (!patched->file || print_file(patcher, patched, error));
}

static bool is_looked_for(struct store *store, const struct report_options *options, GError **error)
{
    g_autoptr(sqlite3_stmt) query = report_prepare(store, sql_patch_looked, options, error);
    if (!query || store_step(store, query, error) != STORE_ROW)
        return false;
    if (sqlite3_column_int(query, 0))
        return true;
    g_set_error(error, CHANLINT_ERROR, ERROR_USAGE,
        "run %" G_GINT64_FORMAT " looked for no fixes: run `chanlint check --fix`", options->run);
    return false;
}

bool report_patch(struct store *store, const struct report_options *options, GString *out, GError **error)
{
    if (!is_looked_for(store, options, error))
        return false;
    const struct patcher patcher = {store, options, report_root(store, options->run, error), out};
    struct patched patched = {.edits = g_array_new(FALSE, FALSE, sizeof(struct edit)), .arena = arena_new()};
    bool done = patcher.root && print_files(&patcher, &patched, error);
    g_free(patched.file);
    g_array_unref(patched.edits);
    arena_free(patched.arena);
    g_free(patcher.root);
    return done;
}

bool report_mended(struct store *store, const struct report_options *options, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = report_prepare(store, sql_patch_counts, options, error);
    if (!query || store_step(store, query, error) != STORE_ROW)
        return false;
    if (sqlite3_column_int(query, 0))
        g_string_append_printf(out, "%d of %d findings shown have a fix that holds\n",
            sqlite3_column_int(query, 2), sqlite3_column_int(query, 1));
    return true;
}
