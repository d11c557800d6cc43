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

/* Is the name a function's that only this library has? Its macros are common words. */
static bool is_function_of(const struct model_set *models, const struct model *library, const char *name)
{
    const struct model_function *function = model_find(models, name, NULL);
    return function && function->model == library && model_is_worthwhile(function->role);
}

static bool uses(const struct source_file *file, const struct scan *scan, const struct model_set *models,
    const struct model *library)
{
    const char *const *macros = (const char *const *)library->macros;
    bool includes = includes_header_of(file, (const char *const *)library->headers);
    for (unsigned i = 0; i < file->scan.n_uses; i++) {
        const char *name = scan_name(scan, SCAN_USE_NAME(file->scan.uses[i]));
        if (is_function_of(models, library, name) || (includes && g_strv_contains(macros, name)))
            return true;
    }
    return false;
}

unsigned source_users(
    const struct source_tree *tree, const struct model_set *models, const struct model *library)
{
    const struct source_private *source = tree->private;
    unsigned n = 0;
    for (guint i = 0; i < source->files->len; i++) {
        const struct source_file *file = g_ptr_array_index(source->files, i);
        n += file->scan.read && uses(file, source->scan, models, library);
    }
    return n;
}
