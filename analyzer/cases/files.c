#include "cases/files.h"

#include "source/source.h"

#include <string.h>

enum { DEEPEST_FOLDER = 32 };

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *files_in(const char *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    for (const char *name; directory && (name = g_dir_read_name(directory));)
        if (*name != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* Links to folders are not followed, as nowhere in a tree. */
static void walk(const char *folder, const char *prefix, unsigned depth, GPtrArray *files)
{
    g_autoptr(GPtrArray) names = files_in(folder);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        g_autofree char *name = g_strconcat(prefix, names->pdata[i], NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            g_autofree char *below = g_strconcat(name, "/", NULL);
            if (depth < DEEPEST_FOLDER && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
                walk(path, below, depth + 1, files);
        } else if (source_is_code(name)) {
            g_ptr_array_add(files, g_steal_pointer(&name));
        }
    }
}

GPtrArray *files_below(const char *folder)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    walk(folder, "", 0, files);
    return files;
}
