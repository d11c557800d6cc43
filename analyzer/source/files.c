#include "source/private.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST_FOLDER = 128 };

static const struct suffix {
    const char *suffix;
    enum file_kind kind;
} suffixes[] = {
    {"c", FILE_C},
    {"cc", FILE_CXX},
    {"cpp", FILE_CXX},
    {"cxx", FILE_CXX},
    {"C", FILE_CXX},
    {"c++", FILE_CXX},
    {"h", FILE_HEADER},
    {"hh", FILE_HEADER},
    {"hpp", FILE_HEADER},
    {"hxx", FILE_HEADER},
    {"H", FILE_HEADER},
    {"h++", FILE_HEADER},
};

enum file_kind file_kind(const char *path)
{
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < G_N_ELEMENTS(suffixes); i++)
        if (g_str_equal(dot + 1, suffixes[i].suffix))
            return suffixes[i].kind;
    return FILE_OTHER;
}

bool source_is_unit(const char *path)
{
    enum file_kind kind = file_kind(path);
    return kind == FILE_C || kind == FILE_CXX;
}

bool source_is_code(const char *path)
{
    return file_kind(path) != FILE_OTHER;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static struct source_file *add_file(struct source_private *source, const char *path)
{
    struct source_file *file = g_hash_table_lookup(source->by_path, path);
    if (file)
        return file;
    file = arena_alloc(source->arena, sizeof *file);
    file->path = arena_copy(source->arena, path, strlen(path) + 1);
    file->kind = file_kind(path);
    file->index = source->files->len;
    g_ptr_array_add(source->files, file);
    g_hash_table_insert(source->by_path, (char *)file->path, file);
    const char *name = last_part(file->path);
    file->next_namesake = g_hash_table_lookup(source->by_name, name);
    g_hash_table_insert(source->by_name, (char *)name, file);
    return file;
}

/* A link counts as the file that it leads to, when that is the tree's. */
static bool is_file_inside(const struct source_private *source, const char *absolute)
{
    struct stat status;
    char resolved[PATH_MAX];
    if (lstat(absolute, &status) != 0)
        return false;
    if (S_ISREG(status.st_mode))
        return true;
    size_t length = strlen(source->root);
    return S_ISLNK(status.st_mode) && realpath(absolute, resolved) &&
           strncmp(resolved, source->root, length) == 0 && resolved[length] == '/' &&
           stat(resolved, &status) == 0 && S_ISREG(status.st_mode);
}

struct source_file *files_find(struct source_private *source, const char *path)
{
    struct source_file *file = g_hash_table_lookup(source->by_path, path);
    if (file || source->is_complete)
        return file;
    g_autofree char *absolute = g_strdup_printf("%s/%s", source->root, path);
    return is_file_inside(source, absolute) ? add_file(source, path) : NULL;
}

struct source_file *files_namesakes(struct source_private *source, const char *name)
{
    if (!source->is_complete) {
        files_walk(source, "");
        source->is_complete = true;
    }
    return g_hash_table_lookup(source->by_name, last_part(name));
}

static void walk(struct source_private *source, int parent, const char *name, GString *path, unsigned depth);

static void walk_entry(
    struct source_private *source, int folder, const struct dirent *entry, GString *path, unsigned depth)
{
    size_t length = path->len;
    struct stat status;
    bool is_known = entry->d_type != DT_UNKNOWN;
    if (!is_known && fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    unsigned char type = is_known ? entry->d_type : (unsigned char)IFTODT(status.st_mode);
    if (length)
        g_string_append_c(path, '/');
    g_string_append(path, entry->d_name);
    if (type == DT_DIR)
        walk(source, folder, entry->d_name, path, depth + 1);
    else if (type == DT_REG)
        add_file(source, path->str);
    else if (type == DT_LNK)
        files_find(source, path->str);
    g_string_truncate(path, length);
}

/* Links to folders are not followed: what they lead to is found where it is, or is not the tree's. */
static void walk(struct source_private *source, int parent, const char *name, GString *path, unsigned depth)
{
    int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (depth ? O_NOFOLLOW : 0);
    int descriptor = depth < DEEPEST_FOLDER ? openat(parent, name, flags) : -1;
    DIR *folder = descriptor >= 0 ? fdopendir(descriptor) : NULL;
    if (!folder) {
        if (descriptor >= 0)
            close(descriptor);
        return;
    }
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (entry->d_name[0] != '.')
            walk_entry(source, descriptor, entry, path, depth);
    closedir(folder);
}

void files_walk(struct source_private *source, const char *folder)
{
    g_autofree char *absolute = g_strdup_printf("%s/%s", source->root, folder);
    g_autoptr(GString) path = g_string_new(folder);
    walk(source, AT_FDCWD, absolute, path, 0);
    source->is_complete = source->is_complete || *folder == '\0';
}

void files_scan(struct source_private *source, struct source_file *const *files, unsigned n)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autofree struct scan_file **results = g_new(struct scan_file *, n + 1);
    for (unsigned i = 0; i < n; i++) {
        if (files[i]->is_scanned)
            continue;
        files[i]->is_scanned = true;
        results[paths->len] = &files[i]->scan;
        g_ptr_array_add(paths, g_strdup_printf("%s/%s", source->root, files[i]->path));
    }
    if (paths->len)
        scan_add(source->scan, (const char *const *)paths->pdata, results, paths->len);
}

void files_scan_with_headers(struct source_private *source, struct source_file *const *files, unsigned n)
{
    g_autoptr(GPtrArray) scanned = g_ptr_array_new();
    for (unsigned i = 0; i < n; i++)
        g_ptr_array_add(scanned, files[i]);
    for (guint i = 0; i < source->files->len; i++) {
        struct source_file *file = source->files->pdata[i];
        if (file->kind == FILE_HEADER)
            g_ptr_array_add(scanned, file);
    }
    files_scan(source, (struct source_file *const *)scanned->pdata, scanned->len);
}

bool files_join(const char *folder, size_t folder_length, const char *path, char joined[static PATH_MAX])
{
    size_t length = folder_length;
    if (*path == '/' || length + strlen(path) + 2 > PATH_MAX)
        return false;
    memcpy(joined, folder, length);
    while (*path) {
        size_t part = strcspn(path, "/");
        if (part == 2 && memcmp(path, "..", 2) == 0) {
            if (length == 0)
                return false;
            while (length && joined[--length] != '/')
                ;
        } else if (part > 0 && !(part == 1 && *path == '.')) {
            if (length)
                joined[length++] = '/';
            memcpy(joined + length, path, part);
            length += part;
        }
        path += part + (path[part] == '/');
    }
    joined[length] = '\0';
    return true;
}
