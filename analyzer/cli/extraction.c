#include "cli/extraction.h"

#include "report/report.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

enum { UNIT_SECONDS = 120, WORKER_MEGABYTES = 2048 };

/* False when the IR is malformed. */
static bool read_unit(struct extraction *extraction, const struct extract_result *result, GError **error)
{
    gsize i = (gsize)(result->unit - extraction->tree->units);
    struct ir_unit *unit =
        ir_read(extraction->arena, result->unit->path, result->ir, result->ir_length, error);
    if (!unit)
        return false;
    extraction->units[i] = unit;
    extraction->parsed++;
    if (result->n_errors) {
        extraction->with_errors++;
        extraction->first_errors[i] = g_strdup(result->first_error);
    }
    return true;
}

static void fail_unit(struct extraction *extraction, const struct source_unit *unit, const char *reason)
{
    extraction->failed++;
    extraction->failures[unit - extraction->tree->units] = g_strdup(reason);
}

static void keep(struct extraction *extraction, const struct extract_result *result)
{
    g_autoptr(GError) error = NULL;
    if (extraction->cache && !extraction->cache_error && !store_cache_put(extraction->cache, result, &error))
        extraction->cache_error = g_strdup(error->message);
}

struct batch {
    struct extraction *const *extractions;
    unsigned n;
    GHashTable *owners; /* const struct source_unit * -> struct extraction *, of those that are parsed */
    GPtrArray *missing; /* const struct source_unit *: those to parse next */
    bool progress;
    unsigned done;
    extraction_done *whole;
    void *context;
};

static void show_progress(const struct batch *batch, const char *path)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "parsing %u/%u %.60s", batch->done, g_hash_table_size(batch->owners), path);
    g_autoptr(GString) clean = g_string_new("\r\033[K");
    report_append_clean(clean, line->str);
    fputs(clean->str, stderr);
}

static void finish(const struct batch *batch, struct extraction *extraction)
{
    if (!extraction->open)
        arena_settle(extraction->arena);
    if (batch->whole)
        batch->whole(extraction, batch->context);
}

static void unit_done(const struct extract_result *result, void *context)
{
    struct batch *batch = context;
    struct extraction *extraction = g_hash_table_lookup(batch->owners, result->unit);
    g_autoptr(GError) error = NULL;
    if (result->status != EXTRACT_OK)
        fail_unit(extraction, result->unit, result->reason);
    else if (!read_unit(extraction, result, &error))
        fail_unit(extraction, result->unit, error->message);
    else
        keep(extraction, result);
    batch->done++;
    if (batch->progress)
        show_progress(batch, result->unit->path);
    if (--extraction->missing == 0)
        finish(batch, extraction);
}

static void add_missing(struct batch *batch, struct extraction *extraction, struct source_unit *unit)
{
    extraction->missing++;
    g_hash_table_insert(batch->owners, unit, extraction);
    g_ptr_array_add(batch->missing, unit);
}

static bool is_cached(const struct extraction *extraction, const struct source_unit *unit)
{
    struct extract_result result;
    int64_t digest;
    return extraction->cache && store_cache_peek(extraction->cache, unit, &result, &digest);
}

static bool read_cached(struct extraction *extraction, const struct source_unit *unit)
{
    struct extract_result result;
    if (!store_cache_find(extraction->cache, unit, &result) || !read_unit(extraction, &result, NULL))
        return false;
    extraction->cached++;
    return true;
}

/* leaves: the units that are in the cache; as missing those that were, and cannot be read */
static void read_all_cached(void *context)
{
    struct batch *batch = context;
    g_ptr_array_set_size(batch->missing, 0);
    for (unsigned e = 0; e < batch->n; e++) {
        struct extraction *extraction = batch->extractions[e];
        for (unsigned i = 0; i < extraction->tree->n_units; i++) {
            struct source_unit *unit = &extraction->tree->units[i];
            if (unit->relevant && !g_hash_table_contains(batch->owners, unit) &&
                !read_cached(extraction, unit))
                add_missing(batch, extraction, unit);
        }
        if (!extraction->missing)
            finish(batch, extraction);
    }
}

/* Those that are missing. */
static bool parse(struct batch *batch, void (*meanwhile)(void *batch), GError **error)
{
    const struct extraction *first = g_hash_table_lookup(batch->owners, batch->missing->pdata[0]);
    g_autoptr(GPtrArray) units = g_ptr_array_copy(batch->missing, NULL, NULL);
    const struct extract_options options = {
        .worker = first->worker,
        .preambles = first->tree->preambles,
        .n_preambles = first->tree->n_preambles,
        .jobs = first->jobs,
        .timeout_seconds = first->seconds ? first->seconds : UNIT_SECONDS,
        .memory_megabytes = WORKER_MEGABYTES,
        .meanwhile = meanwhile,
    };
    bool done = extract_run(
        &options, (const struct source_unit *const *)units->pdata, units->len, unit_done, batch, error);
    if (batch->progress)
        fputs("\r\033[K", stderr);
    return done;
}

bool extraction_digest(const struct extraction *extraction, uint64_t *digest)
{
    const struct source_tree *tree = extraction->tree;
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(int64_t));
    for (unsigned i = 0; i < tree->n_units; i++) {
        const struct source_unit *unit = &tree->units[i];
        struct extract_result result;
        int64_t part[3] = {(int64_t)XXH3_64bits(unit->path, strlen(unit->path)), (int64_t)unit->flags_hash};
        if (!unit->relevant)
            continue;
        if (!extraction->cache || !store_cache_peek(extraction->cache, unit, &result, &part[2]))
            return false;
        g_array_append_vals(parts, part, G_N_ELEMENTS(part));
    }
    *digest = XXH3_64bits(parts->data, parts->len * sizeof(int64_t));
    return true;
}

static void prepare(struct extraction *extraction)
{
    const unsigned n = extraction->tree->n_units;
    extraction->units = g_new0(struct ir_unit *, n + 1);
    extraction->failures = g_new0(char *, n + 1);
    extraction->first_errors = g_new0(char *, n + 1);
}

void extraction_recall(struct extraction *extraction)
{
    const struct source_tree *tree = extraction->tree;
    prepare(extraction);
    for (unsigned i = 0; i < tree->n_units; i++) {
        struct extract_result result;
        int64_t digest;
        if (!tree->units[i].relevant ||
            !store_cache_peek(extraction->cache, &tree->units[i], &result, &digest))
            continue;
        extraction->parsed++;
        extraction->cached++;
        extraction->with_errors += result.n_errors > 0;
        if (result.n_errors)
            extraction->first_errors[i] = g_strdup(result.first_error);
    }
}

/* leaves: as missing those that are not in the cache */
static void find_missing(struct batch *batch, struct extraction *extraction)
{
    prepare(extraction);
    for (unsigned i = 0; i < extraction->tree->n_units; i++) {
        struct source_unit *unit = &extraction->tree->units[i];
        if (unit->relevant && !is_cached(extraction, unit))
            add_missing(batch, extraction, unit);
    }
}

bool extraction_run_all(
    struct extraction *const *extractions, unsigned n, extraction_done *whole, void *context, GError **error)
{
    g_autoptr(GPtrArray) missing = g_ptr_array_new();
    g_autoptr(GHashTable) owners = g_hash_table_new(NULL, NULL);
    struct batch batch = {extractions, n, owners, missing, n && extractions[0]->progress, 0, whole, context};
    for (unsigned i = 0; i < n; i++)
        find_missing(&batch, extractions[i]);
    if (n == 1 && missing->len)
        source_find_preambles(
            extractions[0]->tree, (struct source_unit *const *)missing->pdata, missing->len);
    if (missing->len == 0)
        read_all_cached(&batch);
    else if (!parse(&batch, read_all_cached, error))
        return false;
    return missing->len == 0 || parse(&batch, NULL, error);
}

bool extraction_run(struct extraction *extraction, GError **error)
{
    return extraction_run_all(&extraction, 1, NULL, NULL, error);
}

/* -- units with other texts -- */

struct variation {
    const struct extraction *extraction;
    struct ir_unit **units;
    unsigned *errors;
    bool failed;
};

static void varied(const struct extract_result *result, void *context)
{
    struct variation *variation = context;
    const struct extraction *extraction = variation->extraction;
    struct ir_unit *unit = result->status == EXTRACT_OK ? ir_read(extraction->arena, result->unit->path,
                                                              result->ir, result->ir_length, NULL)
                                                        : NULL;
    variation->failed |= !unit;
    variation->units[result->unit - extraction->tree->units] = unit;
    if (unit)
        variation->errors[result->unit - extraction->tree->units] = result->n_errors;
}

static bool has_file(const struct extraction *extraction, const struct ir_unit *unit,
    const struct overlay *files, unsigned n_files)
{
    for (uint32_t f = 1; unit && f <= unit->n_files; f++) {
        g_autofree char *path = g_canonicalize_filename(unit->files[f], extraction->tree->root);
        for (unsigned i = 0; i < n_files; i++)
            if (g_str_equal(path, files[i].path))
                return true;
    }
    return false;
}

GPtrArray *extraction_units_with(
    const struct extraction *extraction, const struct overlay *files, unsigned n_files)
{
    const struct source_tree *tree = extraction->tree;
    GPtrArray *units = g_ptr_array_new();
    for (unsigned i = 0; i < tree->n_units; i++)
        if (has_file(extraction, extraction->units[i], files, n_files))
            g_ptr_array_add(units, &tree->units[i]);
    return units;
}

bool extraction_vary(const struct extraction *extraction, const GPtrArray *varied_units,
    const struct overlay *files, unsigned n_files, struct ir_unit **units, unsigned *errors)
{
    const struct extract_options options = {
        .worker = extraction->worker,
        .jobs = extraction->jobs,
        .timeout_seconds = UNIT_SECONDS,
        .memory_megabytes = WORKER_MEGABYTES,
        .files = files,
        .n_files = n_files,
        .strict = true,
    };
    struct variation variation = {.extraction = extraction, .units = units, .errors = errors};
    return extract_run(&options, (const struct source_unit *const *)varied_units->pdata, varied_units->len,
               varied, &variation, NULL) &&
           !variation.failed;
}

void extraction_clear(struct extraction *extraction)
{
    for (unsigned i = 0; extraction->units && i < extraction->tree->n_units; i++) {
        g_free(extraction->failures[i]);
        g_free(extraction->first_errors[i]);
    }
    g_clear_pointer(&extraction->units, g_free);
    g_clear_pointer(&extraction->failures, g_free);
    g_clear_pointer(&extraction->first_errors, g_free);
    g_clear_pointer(&extraction->cache_error, g_free);
}
