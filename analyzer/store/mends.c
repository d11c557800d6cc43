#include "store/internal.h"

#include "store/sql.h"

#include <xxhash.h>

char *store_source(const char *root, const char *file, gsize *length, int64_t *digest)
{
    g_autofree char *path = g_build_filename(root, file, NULL);
    g_autofree char *canonical = g_canonicalize_filename(file, "/");
    char *text = NULL;
    if (g_path_is_absolute(file) || !g_str_equal(canonical + 1, file) ||
        !g_file_test(path, G_FILE_TEST_IS_REGULAR) || g_file_test(path, G_FILE_TEST_IS_SYMLINK) ||
        !g_file_get_contents(path, &text, length, NULL))
        return NULL;
    *digest = (int64_t)XXH3_64bits(text, *length);
    return text;
}

static const char *text_of(struct arena *arena, sqlite3_stmt *query, int column)
{
    const bool there = sqlite3_column_type(query, column) != SQLITE_NULL;
    return there ? arena_intern(arena, store_text(query, column), -1) : NULL;
}

GArray *store_proposals(struct store *store, int64_t run, struct arena *arena, GError **error)
{
    g_autoptr(GArray) proposals = g_array_new(FALSE, FALSE, sizeof(struct store_proposal));
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_list_proposals, error);
    enum store_step step = STORE_FAILED;
    if (query)
        sqlite3_bind_int64(query, 1, run);
    while (query && (step = store_step(store, query, error)) == STORE_ROW) {
        const struct store_proposal proposal = {
            .fingerprint = text_of(arena, query, 0),
            .defect = text_of(arena, query, 1),
            .n = (unsigned)sqlite3_column_int(query, 2),
            .file = text_of(arena, query, 3),
            .step = {text_of(arena, query, 6), (unsigned)sqlite3_column_int(query, 4),
                (unsigned)sqlite3_column_int(query, 5), text_of(arena, query, 7), text_of(arena, query, 8)},
        };
        g_array_append_val(proposals, proposal);
    }
    return step == STORE_DONE ? g_steal_pointer(&proposals) : NULL;
}

GHashTable *store_defects(struct store *store, int64_t run, GError **error)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_count_defects, error);
    enum store_step step = STORE_FAILED;
    if (query)
        sqlite3_bind_int64(query, 1, run);
    while (query && (step = store_step(store, query, error)) == STORE_ROW)
        g_hash_table_insert(
            counts, g_strdup(store_text(query, 0)), GINT_TO_POINTER(sqlite3_column_int(query, 1)));
    return step == STORE_DONE ? g_steal_pointer(&counts) : NULL;
}

static bool add(
    struct store *store, sqlite3_stmt *insert, int64_t run, const struct store_edit *edit, GError **error)
{
    const unsigned places[] = {edit->line, edit->column, edit->end_line, edit->end_column};
    sqlite3_bind_int64(insert, 1, run);
    store_bind_text(insert, 2, edit->fingerprint);
    store_bind_text(insert, 3, edit->file);
    sqlite3_bind_int64(insert, 4, edit->digest);
    sqlite3_bind_int64(insert, 5, (int64_t)edit->edit.at);
    sqlite3_bind_int64(insert, 6, (int64_t)edit->edit.length);
    store_bind_text(insert, 7, edit->edit.text);
    for (unsigned i = 0; i < G_N_ELEMENTS(places); i++)
        sqlite3_bind_int64(insert, (int)i + 8, places[i]);
    return store_run_once(store, insert, error);
}

bool store_add_edits(struct store *store, int64_t run, const GArray *edits, GError **error)
{
    if (!store_exec(store, "BEGIN IMMEDIATE", error))
        return false;
    g_autoptr(sqlite3_stmt) mark = store_prepare(store, sql_mark_mended, error);
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_add_edit, error);
    bool done =
        mark && insert && sqlite3_bind_int64(mark, 1, run) == SQLITE_OK && store_run_once(store, mark, error);
    for (guint i = 0; done && i < edits->len; i++)
        done = add(store, insert, run, &g_array_index(edits, struct store_edit, i), error);
    if (done && store_exec(store, "COMMIT", error))
        return true;
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}
