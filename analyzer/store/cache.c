/* The cache of units. A unit's row holds one digest over the contents of all that it read; whether it still
 * holds costs one look into memory for each include, and one hash for each distinct file of a run. */
#include "store/internal.h"

#include "store/sql.h"

#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

struct content {
    uint64_t hash; /* 0: the file cannot be read */
    bool fresh; /* it changed while we were looking: its hash may not be what the worker read */
};

struct store_cache {
    struct store *store;
    const char *root, *version;
    int64_t opened; /* nanoseconds */
    GHashTable *contents; /* path, relative where inside the root -> struct content */
    GHashTable *ids; /* the same path -> its id in include_file */
    GPtrArray *by_id; /* id -> struct content, NULL: not looked at yet */
    sqlite3_stmt *find, *put, *include_path, *include_id;
    GString *ir, *first_error; /* of the last hit */
};

struct store_cache *store_cache_new(
    struct store *store, const char *root, const char *version, GError **error)
{
    struct store_cache *cache = g_new0(struct store_cache, 1);
    *cache = (struct store_cache){
        .store = store,
        .root = root,
        .version = version,
        .opened = g_get_real_time() * 1000,
        .contents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        .ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .by_id = g_ptr_array_new(),
        .ir = g_string_new(NULL),
        .first_error = g_string_new(NULL),
    };
    if ((cache->find = store_prepare(store, sql_cache_find, error)) &&
        (cache->put = store_prepare(store, sql_cache_put, error)) &&
        (cache->include_path = store_prepare(store, sql_include_path, error)) &&
        (cache->include_id = store_prepare(store, sql_include_id, error)))
        return cache;
    store_cache_free(cache);
    return NULL;
}

void store_cache_free(struct store_cache *cache)
{
    if (!cache)
        return;
    sqlite3_finalize(cache->find);
    sqlite3_finalize(cache->put);
    sqlite3_finalize(cache->include_path);
    sqlite3_finalize(cache->include_id);
    g_hash_table_destroy(cache->contents);
    g_hash_table_destroy(cache->ids);
    g_ptr_array_free(cache->by_id, TRUE);
    g_string_free(cache->ir, TRUE);
    g_string_free(cache->first_error, TRUE);
    g_free(cache);
}

static void read_content(const struct store_cache *cache, const char *path, struct content *content)
{
    g_autofree char *whole =
        g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(cache->root, path, NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    struct stat status;
    if (stat(whole, &status) != 0 || !S_ISREG(status.st_mode))
        return;
    /* A file without a size has no content for the parser; what the kernel makes up may have no end. */
    if (status.st_size > 0 && !g_file_get_contents(whole, &bytes, &length, NULL))
        return;
    content->hash = XXH3_64bits(bytes, length) | 1; /* never 0 */
    content->fresh = status.st_mtim.tv_sec * INT64_C(1000000000) + status.st_mtim.tv_nsec > cache->opened;
}

static const struct content *content_of(struct store_cache *cache, const char *path)
{
    struct content *content = g_hash_table_lookup(cache->contents, path);
    if (!content) {
        content = g_new0(struct content, 1);
        read_content(cache, path, content);
        g_hash_table_insert(cache->contents, g_strdup(path), content);
    }
    return content;
}

/* NULL when the database knows no such id. */
static const struct content *content_by_id(struct store_cache *cache, uint32_t id)
{
    if (id < cache->by_id->len && cache->by_id->pdata[id])
        return cache->by_id->pdata[id];
    sqlite3_bind_int64(cache->include_path, 1, id);
    const struct content *content = NULL;
    if (sqlite3_step(cache->include_path) == SQLITE_ROW) {
        content = content_of(cache, store_text(cache->include_path, 0));
        if (id >= cache->by_id->len)
            g_ptr_array_set_size(cache->by_id, (int)id + 1);
        cache->by_id->pdata[id] = (void *)content;
    }
    sqlite3_reset(cache->include_path);
    return content;
}

/* Over the unit's content and those of its includes, in the order of `ids`; false when one is gone, or when
 * `settled` is asked for and one has changed since the cache was opened. */
static bool digest_of(
    struct store_cache *cache, const char *path, const uint32_t *ids, gsize n, bool settled, int64_t *digest)
{
    g_autofree uint64_t *hashes = g_new(uint64_t, n + 1);
    for (gsize i = 0; i <= n; i++) {
        const struct content *content = i == 0 ? content_of(cache, path) : content_by_id(cache, ids[i - 1]);
        if (!content || !content->hash || (settled && content->fresh))
            return false;
        hashes[i] = content->hash;
    }
    *digest = (int64_t)XXH3_64bits(hashes, sizeof *hashes * (n + 1));
    return true;
}

static void bind_key(sqlite3_stmt *statement, const struct store_cache *cache, const struct source_unit *unit)
{
    sqlite3_bind_text(statement, 1, unit->path, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, (int64_t)unit->flags_hash);
    sqlite3_bind_text(statement, 3, cache->version, -1, SQLITE_STATIC);
}

static bool read_hit(
    struct store_cache *cache, const struct source_unit *unit, struct extract_result *result, int64_t *digest)
{
    static const char *const none[] = {NULL};
    sqlite3_stmt *find = cache->find;
    if (sqlite3_step(find) != SQLITE_ROW)
        return false;
    gsize n = (gsize)sqlite3_column_bytes(find, 1) / sizeof(uint32_t);
    g_autofree uint32_t *ids = g_memdup2(sqlite3_column_blob(find, 1), n * sizeof(uint32_t));
    if (!digest_of(cache, unit->path, ids, n, false, digest) || *digest != sqlite3_column_int64(find, 0))
        return false;
    g_string_assign(cache->first_error, store_text(find, 3));
    *result = (struct extract_result){
        .unit = unit,
        .status = EXTRACT_OK,
        .reason = "",
        .n_errors = (unsigned)sqlite3_column_int(find, 2),
        .first_error = cache->first_error->str,
        .includes = none,
    };
    return true;
}

bool store_cache_peek(
    struct store_cache *cache, const struct source_unit *unit, struct extract_result *result, int64_t *digest)
{
    bind_key(cache->find, cache, unit);
    bool found = read_hit(cache, unit, result, digest);
    sqlite3_reset(cache->find);
    return found;
}

bool store_cache_find(
    struct store_cache *cache, const struct source_unit *unit, struct extract_result *result)
{
    int64_t digest;
    bind_key(cache->find, cache, unit);
    bool found = read_hit(cache, unit, result, &digest);
    if (found) {
        g_string_truncate(cache->ir, 0);
        g_string_append_len(
            cache->ir, sqlite3_column_blob(cache->find, 4), sqlite3_column_bytes(cache->find, 4));
        result->ir = cache->ir->str;
        result->ir_length = cache->ir->len;
    }
    sqlite3_reset(cache->find);
    return found;
}

/* As include_file has it: relative where it is inside the root. */
static const char *inside(const struct store_cache *cache, const char *path)
{
    gsize length = strlen(cache->root);
    return strncmp(path, cache->root, length) == 0 && path[length] == '/' ? path + length + 1 : path;
}

static bool include_id(struct store_cache *cache, const char *path, uint32_t *id, GError **error)
{
    *id = GPOINTER_TO_UINT(g_hash_table_lookup(cache->ids, path));
    if (*id)
        return true;
    sqlite3_bind_text(cache->include_id, 1, path, -1, SQLITE_STATIC);
    bool found = store_step(cache->store, cache->include_id, error) == STORE_ROW;
    if (found) {
        *id = (uint32_t)sqlite3_column_int64(cache->include_id, 0);
        g_hash_table_insert(cache->ids, g_strdup(path), GUINT_TO_POINTER(*id));
    }
    sqlite3_reset(cache->include_id);
    return found;
}

static bool put_row(struct store_cache *cache, const struct extract_result *result, GError **error)
{
    gsize n = g_strv_length((char **)result->includes);
    g_autofree uint32_t *ids = g_new0(uint32_t, n + 1);
    int64_t digest;
    for (gsize i = 0; i < n; i++)
        if (!include_id(cache, inside(cache, result->includes[i]), &ids[i], error))
            return false;
    if (!digest_of(cache, result->unit->path, ids, n, true, &digest))
        return true;
    bind_key(cache->put, cache, result->unit);
    sqlite3_bind_int64(cache->put, 4, digest);
    sqlite3_bind_blob64(cache->put, 5, ids, n * sizeof *ids, SQLITE_STATIC);
    sqlite3_bind_int64(cache->put, 6, result->n_errors);
    store_bind_text(cache->put, 7, result->first_error ? result->first_error : "");
    sqlite3_bind_blob64(cache->put, 8, result->ir, result->ir_length, SQLITE_STATIC);
    bool done = store_run_once(cache->store, cache->put, error);
    sqlite3_clear_bindings(cache->put);
    return done;
}

bool store_cache_put(struct store_cache *cache, const struct extract_result *result, GError **error)
{
    if (!store_exec(cache->store, "BEGIN IMMEDIATE", error))
        return false;
    if (put_row(cache, result, error) && store_exec(cache->store, "COMMIT", error))
        return true;
    sqlite3_exec(cache->store->db, "ROLLBACK", NULL, NULL, NULL);
    g_hash_table_remove_all(cache->ids); /* the ids given in the transaction are void */
    return false;
}

static char *unit_key(const char *path, int64_t flags_hash)
{
    return g_strdup_printf("%" G_GINT64_MODIFIER "x %s", flags_hash, path);
}

/* The rows to drop, collected first: SQLite does not say what a scan sees of its own table's changes. */
static GArray *stale_rows(struct store_cache *cache, GHashTable *units, GHashTable *paths, GError **error)
{
    g_autoptr(sqlite3_stmt) scan = store_prepare(cache->store, sql_cached_units, error);
    enum store_step step = STORE_FAILED;
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(int64_t));
    while (scan && (step = store_step(cache->store, scan, error)) == STORE_ROW) {
        int64_t row = sqlite3_column_int64(scan, 0);
        const char *path = store_text(scan, 1);
        g_autofree char *key = unit_key(path, sqlite3_column_int64(scan, 2));
        g_autofree char *whole =
            g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(cache->root, path, NULL);
        bool stale = g_hash_table_contains(paths, path) ? !g_hash_table_contains(units, key)
                                                        : !g_file_test(whole, G_FILE_TEST_EXISTS);
        if (stale)
            g_array_append_val(rows, row);
    }
    if (step == STORE_DONE)
        return rows;
    g_array_unref(rows);
    return NULL;
}

bool store_cache_prune(struct store_cache *cache, const struct source_tree *tree, GError **error)
{
    g_autoptr(GHashTable) units = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);
    for (unsigned i = 0; i < tree->n_units; i++) {
        g_hash_table_add(units, unit_key(tree->units[i].path, (int64_t)tree->units[i].flags_hash));
        g_hash_table_add(paths, (gpointer)tree->units[i].path);
    }
    g_autoptr(GArray) rows = stale_rows(cache, units, paths, error);
    if (!rows)
        return false;
    g_autoptr(sqlite3_stmt) drop = rows->len ? store_prepare(cache->store, sql_cache_drop, error) : NULL;
    for (guint i = 0; i < rows->len; i++) {
        if (!drop)
            return false;
        sqlite3_bind_int64(drop, 1, g_array_index(rows, int64_t, i));
        if (!store_run_once(cache->store, drop, error))
            return false;
    }
    return true;
}
