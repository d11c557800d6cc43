/* Which libraries a tree uses, as far as its text shows. */
#include "source/private.h"

#include <string.h>

static bool ends_like(const char *path, const char *header)
{
    size_t length = strlen(path), n = strlen(header);
    return g_str_has_suffix(path, header) && (length == n || path[length - n - 1] == '/');
}

bool includes_header_of(const struct source_file *file, const char *const *headers)
{
    for (unsigned i = 0; i < file->scan.n_includes; i++)
        for (const char *const *header = headers; *header; header++)
            if (ends_like(file->scan.includes[i].path, *header))
                return true;
    return false;
}

struct census {
    const struct scan *scan;
    const struct model_set *models;
    const struct model *const *libraries;
    unsigned n;
    GHashTable *places; /* library -> its place among these, counted from 1 */
    bool *included, *used; /* by library: in the file at hand */
};

/* leaves: included, used */
static void begin_file(const struct census *census, const struct source_file *file)
{
    for (unsigned i = 0; i < census->n; i++) {
        const struct model *library = census->libraries[i];
        census->used[i] = false;
        census->included[i] =
            library->macros[0] && includes_header_of(file, (const char *const *)library->headers);
    }
}

/* A function counts anywhere, but for names of several libraries; macros are common words. */
static void see_name(const struct census *census, const char *name)
{
    const struct model_function *function = model_find(census->models, name, NULL);
    const guint place = function ? GPOINTER_TO_UINT(g_hash_table_lookup(census->places, function->model)) : 0;
    if (place > 0 && model_is_worthwhile(function->role))
        census->used[place - 1] = true;
    for (unsigned i = 0; i < census->n; i++)
        census->used[i] |=
            census->included[i] && g_strv_contains((const char *const *)census->libraries[i]->macros, name);
}

static void count_file(const struct census *census, const struct source_file *file, unsigned *users)
{
    begin_file(census, file);
    for (unsigned i = 0; i < file->scan.n_uses; i++)
        see_name(census, scan_name(census->scan, SCAN_USE_NAME(file->scan.uses[i])));
    for (unsigned i = 0; i < census->n; i++)
        users[i] += census->used[i];
}

unsigned *source_users(const struct source_tree *tree, const struct model_set *models)
{
    const struct source_private *source = tree->private;
    unsigned n;
    const struct model *const *libraries = model_list(models, &n);
    const struct census census = {source->scan, models, libraries, n, g_hash_table_new(NULL, NULL),
        g_new(bool, n + 1), g_new(bool, n + 1)};
    unsigned *users = g_new0(unsigned, n + 1);
    for (unsigned i = 0; i < n; i++)
        g_hash_table_insert(census.places, (gpointer)libraries[i], GUINT_TO_POINTER(i + 1));
    for (guint i = 0; i < source->files->len; i++) {
        const struct source_file *file = g_ptr_array_index(source->files, i);
        if (file->scan.read)
            count_file(&census, file, users);
    }
    g_hash_table_destroy(census.places);
    g_free(census.included);
    g_free(census.used);
    return users;
}
