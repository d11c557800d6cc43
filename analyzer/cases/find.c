/* Which cases there are. */
#include "cases/cases.h"

#include "base/error.h"
#include "cases/files.h"
#include "source/source.h"

#include <string.h>

static void test_case_free(gpointer data)
{
    struct test_case *test_case = data;
    g_free(test_case->path);
    g_free(test_case->base);
    g_free(test_case->library);
    g_free(test_case);
}

static char *as_base(const char *folder)
{
    if (g_str_equal(folder, "."))
        return g_strdup("");
    return g_str_has_suffix(folder, "/") ? g_strdup(folder) : g_strconcat(folder, "/", NULL);
}

static bool is_folder(const char *path)
{
    return g_file_test(path, G_FILE_TEST_IS_DIR);
}

static struct test_case *test_case_new(const char *path)
{
    struct test_case *test_case = g_new0(struct test_case, 1);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *absolute = g_canonicalize_filename(folder, NULL);
    test_case->path = g_strdup(path);
    test_case->base = as_base(is_folder(path) ? path : folder);
    test_case->library = g_path_get_basename(absolute);
    return test_case;
}

static bool has_sources(const char *path)
{
    g_autoptr(GPtrArray) files = files_below(path);
    bool found = false;
    for (guint i = 0; i < files->len; i++)
        found |= source_is_unit(files->pdata[i]);
    return found;
}

static bool is_case(const char *path)
{
    return is_folder(path) ? has_sources(path) : source_is_unit(path);
}

static bool refuse(const char *path, const char *why, GError **error)
{
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s %s", path, why);
    return false;
}

static bool add_case(GPtrArray *cases, const char *path, GError **error)
{
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return refuse(path, "is not there", error);
    if (!is_case(path))
        return refuse(path, "is no case: that is a C or C++ source, or a folder with some", error);
    g_ptr_array_add(cases, test_case_new(path));
    return true;
}

static bool add_cases_in(GPtrArray *cases, const char *folder, GError **error)
{
    const guint before = cases->len;
    g_autofree char *base = as_base(folder);
    if (!is_folder(folder))
        return refuse(folder, "is no folder with cases: --case takes a case itself", error);
    g_autoptr(GPtrArray) names = files_in(folder);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_strconcat(base, (const char *)names->pdata[i], NULL);
        if (is_case(path))
            g_ptr_array_add(cases, test_case_new(path));
    }
    return cases->len > before ||
           refuse(folder, "holds no cases: those are C and C++ sources, and folders with some", error);
}

GPtrArray *cases_find(const char *const *paths, bool each, GError **error)
{
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func(test_case_free);
    for (; *paths; paths++)
        if (!(each ? add_case : add_cases_in)(cases, *paths, error))
            return NULL;
    for (guint i = 0; i < cases->len; i++)
        ((struct test_case *)cases->pdata[i])->id = i + 1;
    return g_steal_pointer(&cases);
}
