#include "model/project.h"

#include "base/error.h"
#include "model/language.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 20 }; /* far more than anybody writes by hand */

void project_prefix_error(const struct project *project, const char *key, const char *text, GError **error)
{
    const struct yaml_place at = yaml_find(project->private->text, key, text);
    g_prefix_error(error, PROJECT_FILE ":%u:%u: key '%s': ", at.line, at.column, key);
}

/* ---- files of the tree ---- */

static bool stays_inside(const char *root, const char *resolved)
{
    gsize length = strlen(root);
    return strncmp(resolved, root, length) == 0 && (resolved[length] == '/' || g_str_equal(root, "/"));
}

/* Where the path leads, if that is inside of the root; the caller's. */
static char *inside(const char *root, const char *path, GError **error)
{
    g_autofree char *joined = g_build_filename(root, path, NULL);
    bool relative = !g_path_is_absolute(path);
    char resolved[PATH_MAX];
    if (relative && !realpath(joined, resolved))
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "cannot read %s: %s", path, g_strerror(errno));
    else if (!relative || !stays_inside(root, resolved))
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "%s is not inside of the tree: write a path relative to its root, that stays there", path);
    else
        return g_strdup(resolved);
    return NULL;
}

static char *read_descriptor(int file, const char *path, gsize *length, GError **error)
{
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s is no file", path);
        return NULL;
    }
    g_autofree char *text = g_malloc(MOST_BYTES + 1);
    ssize_t n;
    *length = 0;
    while ((n = read(file, text + *length, MOST_BYTES + 1 - *length)) > 0)
        *length += (gsize)n;
    if (n < 0)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "cannot read %s: %s", path, g_strerror(errno));
    else if (*length > MOST_BYTES)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s is larger than a megabyte", path);
    else {
        text[*length] = '\0';
        return g_steal_pointer(&text);
    }
    return NULL;
}

char *project_read_file(const char *root, const char *path, gsize *length, GError **error)
{
    g_autofree char *resolved = inside(root, path, error);
    int file = resolved ? open(resolved, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    if (file < 0) {
        if (resolved)
            g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "cannot read %s: %s", path, g_strerror(errno));
        return NULL;
    }
    char *text = read_descriptor(file, path, length, error);
    close(file);
    return text;
}

/* ---- what the file says ---- */

/* The path, or the models in the folder that it is. */
static bool add_models(const struct project *project, const char *path, GPtrArray *models, GError **error)
{
    g_autofree char *resolved = inside(project->root, path, error);
    if (!resolved)
        return false;
    if (!g_file_test(resolved, G_FILE_TEST_IS_DIR)) {
        g_ptr_array_add(models, g_strdup(path));
        return true;
    }
    g_autoptr(GPtrArray) names = model_files(resolved, error);
    for (guint i = 0; names && i < names->len; i++)
        g_ptr_array_add(models, g_build_filename(path, names->pdata[i], NULL));
    return names != NULL;
}

static const char **end_list(GPtrArray *list)
{
    g_ptr_array_add(list, NULL);
    return (const char **)g_ptr_array_free(list, FALSE);
}

/* requires: private; leaves: the lists, and the level */
static bool understand(struct project *project, GError **error)
{
    static const struct yaml_project nothing;
    const struct yaml_project *yaml = project->private->yaml ? project->private->yaml : &nothing;
    GPtrArray *models = g_ptr_array_new(), *excludes = g_ptr_array_new();
    bool done = true;
    for (unsigned i = 0; i < yaml->n_models && done; i++)
        if (!(done = add_models(project, yaml->models[i], models, error)))
            project_prefix_error(project, "models", yaml->models[i], error);
    for (unsigned i = 0; i < yaml->n_exclude; i++)
        g_ptr_array_add(excludes, g_strdup(yaml->exclude[i]));
    project->models = end_list(models);
    project->excludes = end_list(excludes);
    project->fail_on = yaml->fail_on ? project_level_name(*yaml->fail_on) : NULL;
    return done;
}

/* leaves: private */
static bool read_text(struct project *project, GError **error)
{
    struct project_private *private = project->private;
    g_autofree char *path = g_build_filename(project->root, PROJECT_FILE, NULL);
    struct stat status;
    gsize length;
    if (lstat(path, &status) != 0 && errno == ENOENT)
        return true;
    return (private->text = project_read_file(project->root, PROJECT_FILE, &length, error)) &&
           project_language_read(PROJECT_FILE, private->text, length, &private->yaml, error);
}

struct project *project_read(const char *root, GError **error)
{
    struct project *project = g_new0(struct project, 1);
    project->root = root;
    project->private = g_new0(struct project_private, 1);
    if (read_text(project, error) && understand(project, error))
        return project;
    project_free(project);
    if (error)
        g_strdelimit((*error)->message, "\n\r", ' '); /* of what it quotes */
    return NULL;
}

bool project_has_models(const struct project *project)
{
    const struct yaml_project *yaml = project->private->yaml;
    return *project->models || (yaml && yaml->n_libraries);
}

void project_free(struct project *project)
{
    if (!project)
        return;
    g_strfreev((char **)project->models);
    g_strfreev((char **)project->excludes);
    project_language_free(project->private->yaml);
    g_free(project->private->text);
    g_free(project->private);
    g_free(project);
}
