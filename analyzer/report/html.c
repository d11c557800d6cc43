/* The report as a page: one file that needs nothing else, made of page.html, page.css, the scripts and the
 * data.
 */
#include "base/arena.h"
#include "report/page.h"
#include "report/sql.h"
#include "report/writers.h"

#include <string.h>

enum {
    AROUND = 8, /* lines of source above and below each place */
    LONGEST_LINE = 400 /* bytes of one */
};

/* -- the source around the places that findings speak of */

struct excerpts {
    struct store *store;
    sqlite3_stmt *add;
    char *root, *file;
    char **lines; /* of `file`; NULL when it cannot be read */
    int n_lines;
};

static void open_file(struct excerpts *excerpts, const char *file)
{
    g_free(excerpts->file);
    g_strfreev(excerpts->lines);
    excerpts->file = g_strdup(file);
    excerpts->lines = store_source_lines(excerpts->root, file);
    excerpts->n_lines = excerpts->lines ? (int)g_strv_length(excerpts->lines) : 0;
}

static bool add_line(struct excerpts *excerpts, int line, GError **error)
{
    const char *text = excerpts->lines[line - 1];
    g_autofree char *cut = g_strndup(text, MIN(strcspn(text, "\r"), LONGEST_LINE));
    store_bind_text(excerpts->add, 1, excerpts->file);
    sqlite3_bind_int(excerpts->add, 2, line);
    store_bind_text(excerpts->add, 3, cut);
    return store_run_once(excerpts->store, excerpts->add, error);
}

static bool add_places(struct excerpts *excerpts, sqlite3_stmt *places, GError **error)
{
    enum store_step step;
    int next = 0; /* lines before it are there */
    while ((step = store_step(excerpts->store, places, error)) == STORE_ROW) {
        int line = sqlite3_column_int(places, 1);
        if (g_strcmp0(excerpts->file, store_text(places, 0)) != 0) {
            open_file(excerpts, store_text(places, 0));
            next = 1;
        }
        int last = MIN(line + AROUND, excerpts->n_lines);
        for (next = MAX(next, line - AROUND); next <= last; next++)
            if (!add_line(excerpts, next, error))
                return false;
    }
    return step == STORE_DONE;
}

static bool add_excerpts(struct store *store, const struct report_options *options, GError **error)
{
    g_autoptr(sqlite3_stmt) places = report_prepare(store, sql_page_places, options, error);
    g_autoptr(sqlite3_stmt) add = places ? store_prepare(store, sql_add_excerpt, error) : NULL;
    struct excerpts excerpts = {.store = store, .add = add};
    bool done = add && (excerpts.root = report_root(store, options->run, error)) &&
                add_places(&excerpts, places, error);
    g_free(excerpts.root);
    g_free(excerpts.file);
    g_strfreev(excerpts.lines);
    return done;
}

/* -- fixes, as diffs */

/* The edits of one file for one finding. */
struct mended {
    sqlite3_stmt *add;
    char *root, *file;
    int64_t finding, digest;
    GArray *edits; /* of struct edit, whose texts are the arena's */
    struct arena *arena;
};

/* Adds what was gathered, unless the file has changed. */
static bool add_patch(struct store *store, struct mended *mended, GError **error)
{
    g_autoptr(GString) diff = g_string_new(NULL);
    if (!mended->file || report_append_diff(mended->root, mended->file, mended->digest, mended->edits, diff))
        return true;
    sqlite3_bind_int64(mended->add, 1, mended->finding);
    store_bind_text(mended->add, 2, diff->str);
    return store_run_once(store, mended->add, error);
}

static bool gather_patches(struct store *store, struct mended *mended, sqlite3_stmt *query, GError **error)
{
    enum store_step step;
    while ((step = store_step(store, query, error)) == STORE_ROW) {
        const int64_t finding = sqlite3_column_int64(query, 0);
        if (finding != mended->finding || g_strcmp0(mended->file, store_text(query, 1)) != 0) {
            if (!add_patch(store, mended, error))
                return false;
            g_array_set_size(mended->edits, 0);
            g_free(mended->file);
            mended->file = g_strdup(store_text(query, 1));
            mended->finding = finding;
            mended->digest = sqlite3_column_int64(query, 2);
        }
        const struct edit edit = {(gsize)sqlite3_column_int64(query, 3),
            (gsize)sqlite3_column_int64(query, 4), arena_intern(mended->arena, store_text(query, 5), -1)};
        g_array_append_val(mended->edits, edit);
    }
    return step == STORE_DONE && add_patch(store, mended, error);
}

static bool add_patches(struct store *store, const struct report_options *options, GError **error)
{
    g_autoptr(sqlite3_stmt) query = report_prepare(store, sql_page_edits, options, error);
    g_autoptr(sqlite3_stmt) add = query ? store_prepare(store, sql_add_patch, error) : NULL;
    struct mended mended = {
        .add = add,
        .edits = g_array_new(FALSE, FALSE, sizeof(struct edit)),
        .arena = arena_new(),
    };
    bool done = add && (mended.root = report_root(store, options->run, error)) &&
                gather_patches(store, &mended, query, error);
    g_free(mended.root);
    g_free(mended.file);
    g_array_unref(mended.edits);
    arena_free(mended.arena);
    return done;
}

/* -- the page */

char *report_reviews(struct store *store, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_page_reviews, error);
    return query && store_step(store, query, error) == STORE_ROW ? g_strdup(store_text(query, 0)) : NULL;
}

static char *page_data(struct store *store, const struct report_options *options, GError **error)
{
    g_autofree char *reviews = report_reviews(store, error);
    g_autoptr(sqlite3_stmt) query = reviews ? report_prepare(store, sql_page_data, options, error) : NULL;
    if (!query)
        return NULL;
    sqlite3_bind_text(query, 4, reviews, -1, SQLITE_STATIC);
    return store_step(store, query, error) == STORE_ROW ? g_strdup(store_text(query, 0)) : NULL;
}

/* As a Content-Security-Policy names a script or style that stands in the page: no other runs. */
static char *hash_of(const char *text)
{
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)text, -1);
    g_checksum_get_digest(checksum, digest, &length);
    g_autofree char *base64 = g_base64_encode(digest, length);
    return g_strdup_printf("'sha256-%s'", base64);
}

bool report_html(struct store *store, const struct report_options *options, GString *out, GError **error)
{
    bool ready = store_exec(store, sql_make_task_fate, error) && store_exec(store, sql_make_page, error) &&
                 add_excerpts(store, options, error) && add_patches(store, options, error);
    g_autofree char *data = ready ? page_data(store, options, error) : NULL;
    g_autofree char *style_hash = hash_of(page_css), *script_hash = hash_of(page_js);
    const struct {
        const char *mark, *text;
    } parts[] = {{"style-hash", style_hash}, {"script-hash", script_hash}, {"style", page_css},
        {"data", data}, {"script", page_js}};
    if (!data)
        return false;
    g_auto(GStrv) pieces = g_strsplit(page_html, "@@", -1); /* text @@mark@@ text ... */
    for (unsigned i = 0; pieces[i]; i++) {
        const char *text = pieces[i];
        for (unsigned part = 0; i % 2 && part < G_N_ELEMENTS(parts); part++)
            if (g_str_equal(pieces[i], parts[part].mark))
                text = parts[part].text;
        g_string_append(out, text);
    }
    return true;
}
