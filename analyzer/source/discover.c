#include "base/error.h"
#include "source/private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

static const char *const root_marks[] = {".git", ".chanlint"};

const char *path_inside(const char *root, const char *absolute)
{
    size_t length = strlen(root);
    if (strncmp(absolute, root, length) != 0 || (absolute[length] && absolute[length] != '/'))
        return NULL;
    return absolute[length] ? absolute + length + 1 : absolute + length;
}

static bool cannot_read(const char *path, GError **error)
{
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "cannot read %s: %s", path, g_strerror(errno));
    return false;
}

/* leaves: absolute, each path without symbolic links */
static bool resolve_paths(const char *const *paths, GPtrArray *absolute, GError **error)
{
    for (; *paths; paths++) {
        char resolved[PATH_MAX];
        struct stat status;
        if (!realpath(*paths, resolved) || stat(resolved, &status) != 0)
            return cannot_read(*paths, error);
        if (!S_ISDIR(status.st_mode) && !S_ISREG(status.st_mode)) {
            g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s is neither a file nor a folder", *paths);
            return false;
        }
        if (S_ISREG(status.st_mode) && !source_is_unit(resolved)) {
            g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
                "%s is no C or C++ source, by its name: give sources or folders", *paths);
            return false;
        }
        if (access(resolved, R_OK | (S_ISDIR(status.st_mode) ? X_OK : 0)) != 0)
            return cannot_read(*paths, error);
        g_ptr_array_add(absolute, g_strdup(resolved));
    }
    return true;
}

static void to_parent(char *path)
{
    *strrchr(path, '/') = '\0';
}

static char *find_root(const GPtrArray *absolute, bool alone)
{
    char *common = g_strdup(absolute->pdata[0]);
    if (!g_file_test(common, G_FILE_TEST_IS_DIR) || g_str_equal(common, "/"))
        to_parent(common);
    for (guint i = 1; i < absolute->len; i++)
        while (!path_inside(common, absolute->pdata[i]))
            to_parent(common);
    if (alone)
        return common;
    g_autofree char *marked = g_strdup(common);
    for (;; to_parent(marked)) {
        for (size_t i = 0; i < G_N_ELEMENTS(root_marks); i++) {
            g_autofree char *mark = g_build_filename(*marked ? marked : "/", root_marks[i], NULL);
            if (g_file_test(mark, G_FILE_TEST_EXISTS)) {
                g_free(common);
                return g_steal_pointer(&marked);
            }
        }
        if (!*marked)
            return common;
    }
}

static gint compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *list_folders(const char *folder, const char *prefix)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *directory = g_dir_open(folder, 0, NULL);
    for (const char *name; directory && (name = g_dir_read_name(directory));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (*name != '.' && g_str_has_prefix(name, prefix) && g_file_test(path, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(names, g_steal_pointer(&path));
    }
    if (directory)
        g_dir_close(directory);
    g_ptr_array_sort(names, compare_strings);
    return names;
}

static const char database_name[] = "compile_commands.json";

static char *existing_database(const char *folder)
{
    char *path = g_build_filename(folder, database_name, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        g_clear_pointer(&path, g_free);
    return path;
}

/* The database that is there without being named, or NULL. */
static char *find_database(const char *root)
{
    const char *folder = *root ? root : "/";
    char *path = existing_database(folder);
    g_autoptr(GPtrArray) builds = list_folders(folder, "build");
    for (guint i = 0; !path && i < builds->len; i++)
        path = existing_database(builds->pdata[i]);
    return path;
}

static char *named_database(const char *build, GError **error)
{
    g_autofree char *absolute = g_canonicalize_filename(build, NULL);
    if (!g_file_test(absolute, G_FILE_TEST_EXISTS)) {
        cannot_read(build, error);
        return NULL;
    }
    if (!g_file_test(absolute, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&absolute);
    char *path = existing_database(absolute);
    if (!path)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s holds no %s: have the build write one", build,
            database_name);
    return path;
}

static void find_first_flags(struct source_private *source, const char *const *includes)
{
    for (; includes && *includes; includes++) {
        g_autofree char *absolute = g_canonicalize_filename(*includes, NULL);
        g_autofree char *flag = g_strconcat("-I", absolute, NULL);
        g_ptr_array_add(source->first_flags, (char *)arena_intern(source->arena, flag, -1));
    }
}

/* Declarations of libraries that are not installed: behind all else on the search path. */
static void find_last_flags(struct source_private *source, const char *rules)
{
    g_autofree char *headers = rules ? g_build_filename(rules, "headers", NULL) : NULL;
    if (!headers)
        return;
    g_autofree char *absolute = g_canonicalize_filename(headers, NULL);
    g_autoptr(GPtrArray) folders = list_folders(absolute, "");
    for (guint i = 0; i < folders->len; i++) {
        g_ptr_array_add(source->last_flags, (char *)"-idirafter");
        g_ptr_array_add(source->last_flags, (char *)arena_intern(source->arena, folders->pdata[i], -1));
    }
}

bool discover_selects(const struct source_private *source, const char *path)
{
    bool selected = false;
    for (guint i = 0; i < source->paths->len && !selected; i++) {
        const char *folder = source->paths->pdata[i];
        selected = *folder == '\0' || path_inside(folder, path);
    }
    return selected && !exclude_matches(source->excludes, path);
}

/* Folders above the root and above the rules do not count: a cache is as good on another machine. */
static void hash_text(XXH3_state_t *state, const char *text, const char *folder)
{
    const char *at = *folder ? strstr(text, folder) : NULL;
    if (at) {
        XXH3_64bits_update(state, text, (size_t)(at - text));
        XXH3_64bits_update(state, "\1", 1);
        text = at + strlen(folder);
    }
    XXH3_64bits_update(state, text, strlen(text) + 1);
}

static uint64_t hash_flags(const struct source_private *source, const GPtrArray *flags, const char *directory)
{
    XXH3_state_t *state = XXH3_createState();
    XXH3_64bits_reset(state);
    for (guint i = 0; i < flags->len; i++)
        hash_text(state, flags->pdata[i], source->root);
    for (guint i = 1; i < source->last_flags->len; i += 2) {
        g_autofree char *name = g_path_get_basename(source->last_flags->pdata[i]);
        hash_text(state, name, "");
    }
    hash_text(state, directory, source->root);
    uint64_t hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    return hash;
}

void discover_add(struct source_private *source, const char *path, const char *directory, GPtrArray *flags)
{
    struct source_unit unit = {
        .root = *source->root ? source->root : "/",
        .path = arena_intern(source->arena, path, -1),
        .directory = arena_intern(source->arena, directory, -1),
        .flags_hash = hash_flags(source, flags, directory),
        .relevant = true,
    };
    for (guint i = 0; i < source->last_flags->len; i++)
        g_ptr_array_add(flags, source->last_flags->pdata[i]);
    g_ptr_array_add(flags, NULL);
    unit.flags = arena_copy(source->arena, flags->pdata, flags->len * sizeof *flags->pdata);
    g_array_append_val(source->units, unit);
}

static gint compare_units(gconstpointer a, gconstpointer b)
{
    const struct source_unit *x = a, *y = b;
    int order = strcmp(x->path, y->path);
    for (guint i = 0; !order && (x->flags[i] || y->flags[i]); i++)
        order = g_strcmp0(x->flags[i], y->flags[i]);
    return order ? order : strcmp(x->directory, y->directory);
}

static gint compare_files(gconstpointer a, gconstpointer b)
{
    const struct source_file *const *x = a, *const *y = b;
    return strcmp((*x)->path, (*y)->path);
}

static void infer(struct source_private *source)
{
    for (guint i = 0; i < source->paths->len; i++) {
        const char *path = source->paths->pdata[i];
        if (file_kind(path) == FILE_OTHER || !files_find(source, path))
            files_walk(source, path);
    }
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    for (guint i = 0; i < source->files->len; i++) {
        struct source_file *file = source->files->pdata[i];
        if ((file->kind == FILE_C || file->kind == FILE_CXX) && discover_selects(source, file->path))
            g_ptr_array_add(files, file);
    }
    g_ptr_array_sort(files, compare_files);
    infer_units(source, (struct source_file *const *)files->pdata, files->len);
}

/* leaves: tree->units, sorted, each once */
static void finish(struct source_tree *tree, GArray *units)
{
    guint n = 0;
    g_array_sort(units, compare_units);
    tree->units = (struct source_unit *)(void *)units->data;
    for (guint i = 0; i < units->len; i++) {
        if (n > 0 && compare_units(&tree->units[n - 1], &tree->units[i]) == 0)
            continue;
        tree->n_files += n == 0 || !g_str_equal(tree->units[n - 1].path, tree->units[i].path);
        tree->units[n++] = tree->units[i];
    }
    tree->n_units = n;
}

static struct source_private *private_new(char *root, const GPtrArray *absolute)
{
    struct source_private *source = g_new0(struct source_private, 1);
    source->arena = arena_new();
    source->root = root;
    source->paths = g_ptr_array_new();
    for (guint i = 0; i < absolute->len; i++)
        g_ptr_array_add(
            source->paths, (char *)arena_intern(source->arena, path_inside(root, absolute->pdata[i]), -1));
    source->first_flags = g_ptr_array_new();
    source->last_flags = g_ptr_array_new();
    source->files = g_ptr_array_new();
    source->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    source->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    source->folders = g_hash_table_new(g_str_hash, g_str_equal);
    source->targets = g_hash_table_new(g_str_hash, g_str_equal);
    source->scan = scan_new();
    source->units = g_array_new(FALSE, FALSE, sizeof(struct source_unit));
    return source;
}

/* leaves: tree->compile_commands and the units */
static bool find_units(struct source_tree *tree, const struct source_options *options, GError **error)
{
    struct source_private *source = tree->private;
    g_autofree char *database =
        options->build ? named_database(options->build, error) : find_database(source->root);
    if (options->build && !database)
        return false;
    if (database) {
        tree->compile_commands = arena_intern(source->arena, database, -1);
        if (!compile_commands_read(source, database, error))
            return false;
    }
    if (source->units->len == 0 &&
        !options->build) { /* one that was only found may be about something else */
        tree->compile_commands = NULL;
        infer(source);
    }
    finish(tree, source->units);
    if (tree->n_units == 0 && tree->compile_commands)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "%s lists no C or C++ file of %s that is not excluded", database, options->paths[0]);
    else if (tree->n_units == 0)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s holds no C or C++ file%s", options->paths[0],
            source->excludes->len ? " that is not excluded" : "");
    return tree->n_units > 0;
}

static bool is_whole(const struct source_private *source)
{
    for (guint i = 0; i < source->paths->len; i++)
        if (*(const char *)source->paths->pdata[i] == '\0')
            return true;
    return false;
}

static const char *const *paths_or_here(const char *const *paths)
{
    static const char *const here[] = {".", NULL};
    return paths && *paths ? paths : here;
}

char *source_root(const char *const *paths, bool alone, GError **error)
{
    g_autoptr(GPtrArray) absolute = g_ptr_array_new_with_free_func(g_free);
    if (!resolve_paths(paths_or_here(paths), absolute, error))
        return NULL;
    g_autofree char *root = find_root(absolute, alone);
    return g_strdup(*root ? root : "/");
}

bool source_check_exclude(const char *glob, GError **error)
{
    g_autoptr(GPtrArray) excludes = exclude_compile((const char *const[]){glob, NULL}, error);
    return excludes != NULL;
}

struct source_tree *source_discover(const struct source_options *options, GError **error)
{
    g_autoptr(GPtrArray) absolute = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) excludes = exclude_compile(options->excludes, error);
    struct source_options given = *options;
    given.paths = paths_or_here(given.paths);
    if (!excludes || !resolve_paths(given.paths, absolute, error))
        return NULL;
    struct source_tree *tree = g_new0(struct source_tree, 1);
    tree->private = private_new(find_root(absolute, given.alone), absolute);
    tree->private->is_lone = given.alone && !is_whole(tree->private);
    tree->private->excludes = g_steal_pointer(&excludes);
    tree->root = *tree->private->root ? tree->private->root : "/";
    find_first_flags(tree->private, given.includes);
    find_last_flags(tree->private, given.rules);
    if (!find_units(tree, &given, error))
        g_clear_pointer(&tree, source_free);
    return tree;
}

static void count_name(GHashTable *names, const char *name)
{
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(names, name));
    g_hash_table_insert(names, (gpointer)name, GUINT_TO_POINTER(known + 1));
}

static GHashTable *count_definers(const struct source_private *source)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < source->files->len; i++) {
        const struct source_file *file = g_ptr_array_index(source->files, i);
        for (unsigned d = 0; d < file->scan.n_definitions; d++) {
            const struct scan_definition *definition = &file->scan.definitions[d];
            if (definition->kind != SCAN_FUNCTION)
                continue;
            count_name(names, scan_name(source->scan, definition->name));
            if (definition->alias != definition->name)
                count_name(names, scan_name(source->scan, definition->alias));
        }
    }
    return names;
}

unsigned source_definers(const struct source_tree *tree, const char *name)
{
    struct source_private *source = tree->private;
    if (!source->definers)
        source->definers = count_definers(source);
    return GPOINTER_TO_UINT(g_hash_table_lookup(source->definers, name));
}

uint64_t source_definers_digest(const struct source_tree *tree)
{
    GHashTableIter iter;
    gpointer name, n;
    uint64_t digest = 0;
    source_definers(tree, "");
    g_hash_table_iter_init(&iter, tree->private->definers);
    while (g_hash_table_iter_next(&iter, &name, &n)) /* in no order */
        digest += XXH3_64bits_withSeed(name, strlen(name), GPOINTER_TO_UINT(n));
    return digest;
}

void source_free(struct source_tree *tree)
{
    if (!tree)
        return;
    struct source_private *source = tree->private;
    g_clear_pointer(&source->definers, g_hash_table_destroy);
    scan_free(source->scan);
    g_array_unref(source->units);
    g_hash_table_destroy(source->by_path);
    g_hash_table_destroy(source->by_name);
    g_hash_table_destroy(source->folders);
    g_hash_table_destroy(source->targets);
    g_ptr_array_unref(source->files);
    g_ptr_array_unref(source->first_flags);
    g_ptr_array_unref(source->last_flags);
    g_ptr_array_unref(source->paths);
    g_ptr_array_unref(source->excludes);
    if (source->system_folders)
        g_ptr_array_unref(source->system_folders);
    arena_free(source->arena);
    g_free(source->root);
    g_free(source);
    g_free(tree);
}

const char **source_paths(const struct source_tree *tree)
{
    const GPtrArray *files = tree->private->files;
    if (!is_whole(tree->private))
        return NULL;
    GPtrArray *paths = g_ptr_array_new();
    for (unsigned i = 0; i < tree->n_units; i++)
        if (i == 0 || !g_str_equal(tree->units[i].path, tree->units[i - 1].path))
            g_ptr_array_add(paths, (char *)tree->units[i].path);
    for (guint i = 0; i < files->len; i++) {
        const struct source_file *file = files->pdata[i];
        if (file->kind == FILE_HEADER && discover_selects(tree->private, file->path))
            g_ptr_array_add(paths, (char *)file->path);
    }
    g_ptr_array_add(paths, NULL);
    return (const char **)g_ptr_array_free(paths, FALSE);
}
