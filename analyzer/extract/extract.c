/* First the preambles, by workers that may write them down, then the units, by workers that may not. */
#include "extract/extract.h"

#include "extract/pool.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct preamble {
    char *path; /* where it is compiled to, and later what the workers know it by */
    int file; /* negative: it is of no use */
    bool defines;
    unsigned n_errors;
    char *first_error;
    char **includes; /* the files that it is made from */
};

struct extraction {
    const struct extract_options *options;
    const struct source_unit *const *units;
    unsigned n_units;
    struct preamble *preambles; /* of options->n_preambles */
    bool saw_workers_busy;
    extract_done *done;
    void *context;
};

static struct wire_request request_of(const struct extraction *extraction, const struct source_unit *unit)
{
    const struct extract_options *options = extraction->options;
    return (struct wire_request){
        .files = options->files,
        .n_files = options->n_files,
        .strict = options->strict,
        .root = unit->root,
        .path = unit->path,
        .directory = unit->directory,
        .flags = unit->flags,
        .preamble = "",
        .preamble_length = unit->preamble_length,
        .preamble_hash = unit->preamble_hash,
        .preamble_first_error = "",
    };
}

static void meanwhile(void *context)
{
    struct extraction *extraction = context;
    if (extraction->options->meanwhile && !extraction->saw_workers_busy)
        extraction->options->meanwhile(extraction->context);
    extraction->saw_workers_busy = true;
}

/* ---- preambles ---- */

/* Opens the file under a number that no worker has a use for. */
static int open_high(const char *path, unsigned n_files)
{
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int high = file < 0 ? -1 : fcntl(file, F_DUPFD_CLOEXEC, POOL_FILE + (int)n_files);
    if (file >= 0)
        close(file);
    return high;
}

static void preamble_done(unsigned index, const struct extract_result *result, void *context)
{
    struct extraction *extraction = context;
    struct preamble *preamble = &extraction->preambles[index];
    if (result->status != EXTRACT_OK)
        return;
    preamble->file = open_high(preamble->path, extraction->options->n_preambles);
    preamble->defines = result->ir_length > 0;
    preamble->n_errors = result->n_errors;
    preamble->first_error = g_strdup(result->first_error);
    preamble->includes = g_strdupv((char **)result->includes);
}

/* The files are gone when nobody has them open. */
static void remove_folder(const char *path)
{
    GDir *folder = g_dir_open(path, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder));) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        g_unlink(file);
    }
    g_clear_pointer(&folder, g_dir_close);
    g_rmdir(path);
}

/* A preamble that cannot be had costs nothing but time: its units are parsed as a whole. */
static void compile_preambles(struct extraction *extraction)
{
    const struct extract_options *options = extraction->options;
    g_autofree struct wire_request *requests = g_new(struct wire_request, options->n_preambles);
    g_autofree char *folder = options->n_preambles ? g_dir_make_tmp("chanlint-XXXXXX", NULL) : NULL;
    if (!folder)
        return;
    for (unsigned i = 0; i < options->n_preambles; i++) {
        struct preamble *preamble = &extraction->preambles[i];
        preamble->path = g_strdup_printf("%s/%u", folder, i);
        requests[i] = request_of(extraction, options->preambles[i].unit);
        requests[i].precompile = true;
        requests[i].preamble = preamble->path;
    }
    const struct pool_options pool = {.extract = options, .folder = folder, .meanwhile = meanwhile};
    pool_run(&pool, requests, options->n_preambles, preamble_done, extraction, NULL);
    remove_folder(folder);
}

/* ---- units ---- */

static const struct preamble *preamble_of(const struct extraction *extraction, const struct source_unit *unit)
{
    const struct preamble *preamble =
        unit->preamble && extraction->options->n_preambles
            ? &extraction->preambles[unit->preamble - extraction->options->preambles]
            : NULL;
    return preamble && preamble->file >= 0 ? preamble : NULL;
}

/* Both lists, each file once. */
static const char **join_includes(const char *const *first, const char *const *second)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) includes = g_ptr_array_new();
    for (const char *const *list = first; list; list = list == first ? second : NULL)
        for (const char *const *include = list; *include; include++)
            if (g_hash_table_add(seen, (gpointer)*include))
                g_ptr_array_add(includes, (gpointer)*include);
    g_ptr_array_add(includes, NULL);
    return (const char **)g_ptr_array_steal(includes, NULL);
}

static void unit_done(unsigned index, const struct extract_result *result, void *context)
{
    const struct extraction *extraction = context;
    struct extract_result whole = *result;
    whole.unit = extraction->units[index];
    const struct preamble *preamble = preamble_of(extraction, whole.unit);
    g_autofree const char **includes =
        preamble ? join_includes((const char *const *)preamble->includes, result->includes) : NULL;
    if (includes)
        whole.includes = includes;
    extraction->done(&whole, extraction->context);
}

static bool extract_units(struct extraction *extraction, GError **error)
{
    const unsigned n = extraction->n_units, n_preambles = extraction->options->n_preambles;
    g_autofree struct wire_request *requests = g_new(struct wire_request, n);
    g_autofree int *files = g_new(int, n_preambles);
    unsigned n_files = 0;
    for (unsigned i = 0; i < n_preambles; i++) {
        struct preamble *preamble = &extraction->preambles[i];
        if (preamble->file < 0)
            continue;
        g_free(preamble->path);
        preamble->path = g_strdup_printf("/proc/self/fd/%u", POOL_FILE + n_files);
        files[n_files++] = preamble->file;
    }
    for (unsigned i = 0; i < n; i++) {
        const struct preamble *preamble = preamble_of(extraction, extraction->units[i]);
        requests[i] = request_of(extraction, extraction->units[i]);
        if (preamble) {
            requests[i].preamble = preamble->path;
            requests[i].preamble_defines = preamble->defines;
            requests[i].preamble_errors = preamble->n_errors;
            requests[i].preamble_first_error = preamble->first_error;
        }
    }
    const struct pool_options pool = {extraction->options, "", files, n_files, meanwhile};
    return pool_run(&pool, requests, n, unit_done, extraction, error);
}

bool extract_run(const struct extract_options *options, const struct source_unit *const *units, unsigned n,
    extract_done *done, void *context, GError **error)
{
    struct extraction extraction = {
        .options = options,
        .units = units,
        .n_units = n,
        .preambles = g_new0(struct preamble, options->n_preambles),
        .done = done,
        .context = context,
    };
    for (unsigned i = 0; i < options->n_preambles; i++)
        extraction.preambles[i].file = -1;
    compile_preambles(&extraction);
    bool all = extract_units(&extraction, error);
    for (unsigned i = 0; i < options->n_preambles; i++) {
        if (extraction.preambles[i].file >= 0)
            close(extraction.preambles[i].file);
        g_strfreev(extraction.preambles[i].includes);
        g_free(extraction.preambles[i].path);
        g_free(extraction.preambles[i].first_error);
    }
    g_free(extraction.preambles);
    return all;
}
