#include "source/private.h"

#include <glob.h>
#include <string.h>
#include <unistd.h>

/* Headers that the compiler brings itself, so that no folder of the system needs to have them. */
static const char *const builtins[] = {"float.h", "iso646.h", "limits.h", "stdalign.h", "stdarg.h",
    "stdatomic.h", "stdbool.h", "stddef.h", "stdint.h", "stdnoreturn.h", "tgmath.h", "unwind.h", "cpuid.h",
    "varargs.h", NULL};

static const char *const system_globs[] = {
    "/usr/local/include", "/usr/include", "/usr/include/*-linux-*", "/usr/include/c++/*"};

static void find_system_folders(struct source_private *source)
{
    source->system_folders = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(system_globs); i++) {
        glob_t found;
        if (glob(system_globs[i], 0, NULL, &found) == 0)
            for (size_t k = 0; k < found.gl_pathc; k++)
                g_ptr_array_add(source->system_folders, g_strdup(found.gl_pathv[k]));
        globfree(&found);
    }
}

static bool system_has(struct source_private *source, const char *path)
{
    char absolute[PATH_MAX];
    if (g_strv_contains(builtins, path) || g_str_has_suffix(path, "intrin.h"))
        return true;
    if (!source->system_folders)
        find_system_folders(source);
    for (guint i = 0; i < source->system_folders->len; i++) {
        const char *folder = source->system_folders->pdata[i];
        int length = g_snprintf(absolute, sizeof absolute, "%s/%s", folder, path);
        if (length < (int)sizeof absolute && access(absolute, R_OK) == 0)
            return true;
    }
    return false;
}

struct folder *folder_intern(struct source_private *source, const char *path, size_t length)
{
    g_autofree char *copy = g_strndup(path, length);
    struct folder *folder = g_hash_table_lookup(source->folders, copy);
    if (folder)
        return folder;
    folder = arena_alloc(source->arena, sizeof *folder);
    folder->path = arena_copy(source->arena, copy, length + 1);
    g_hash_table_insert(source->folders, (char *)folder->path, folder);
    return folder;
}

void search_init(struct search *search, struct source_private *source)
{
    *search = (struct search){source, ++source->searches, g_ptr_array_new()};
}

void search_clear(struct search *search)
{
    g_ptr_array_unref(search->folders);
}

void search_add(struct search *search, struct folder *folder)
{
    if (folder->search == search->serial)
        return;
    folder->search = search->serial;
    folder->position = search->folders->len;
    g_ptr_array_add(search->folders, folder);
}

static gint compare_candidates(gconstpointer a, gconstpointer b)
{
    const struct candidate *x = a, *y = b;
    return strcmp(x->file->path, y->file->path);
}

static void find_candidates(struct source_private *source, const char *path, struct include_target *target)
{
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    size_t length = strlen(path);
    for (struct source_file *file = files_namesakes(source, path); file; file = file->next_namesake) {
        size_t whole = strlen(file->path), rest = whole - length;
        if (whole < length || !g_str_equal(file->path + rest, path) || (rest && file->path[rest - 1] != '/'))
            continue;
        struct candidate candidate = {file, folder_intern(source, file->path, rest ? rest - 1 : 0)};
        g_array_append_val(candidates, candidate);
    }
    g_array_sort(candidates, compare_candidates);
    target->n_candidates = candidates->len;
    target->candidates =
        arena_copy(source->arena, candidates->data, candidates->len * sizeof(struct candidate));
}

static const struct include_target *find_target(struct source_private *source, const char *path)
{
    struct include_target *target = g_hash_table_lookup(source->targets, path);
    if (target)
        return target;
    target = arena_alloc(source->arena, sizeof *target);
    target->is_system = system_has(source, path);
    /* a lone file with the system's headers is no reason to read the folder's whole tree */
    if (source->is_complete || !(target->is_system || source->is_lone))
        find_candidates(source, path, target);
    g_hash_table_insert(source->targets, (char *)path, target);
    return target;
}

static void find_include(struct source_private *source, const struct source_file *includer,
    const struct scan_include *scanned, struct include *include)
{
    const char *slash = strrchr(includer->path, '/'), *path = scanned->path;
    char joined[PATH_MAX];
    include->angled = scanned->angled;
    if (!scanned->angled &&
        files_join(includer->path, slash ? (size_t)(slash - includer->path) : 0, path, joined))
        include->sibling = files_find(source, joined);
    while (g_str_has_prefix(path, "./"))
        path += 2;
    if (!include->sibling)
        include->target = find_target(source, path);
}

const struct include *includes_of(struct source_private *source, struct source_file *file)
{
    if (!file->includes) {
        files_scan(source, &file, 1);
        unsigned n = file->scan.n_includes;
        struct include *includes = arena_new_array(source->arena, struct include, n + 1);
        for (unsigned i = 0; i < n; i++)
            find_include(source, file, &file->scan.includes[i], &includes[i]);
        file->includes = includes;
    }
    return file->includes;
}

struct source_file *includes_resolve(const struct search *search, const struct include *include)
{
    const struct candidate *first = NULL;
    if (include->sibling)
        return include->sibling;
    for (unsigned i = 0; i < include->target->n_candidates; i++) {
        const struct candidate *candidate = &include->target->candidates[i];
        if (candidate->folder->search == search->serial &&
            (!first || candidate->folder->position < first->folder->position))
            first = candidate;
    }
    return first ? first->file : NULL;
}

void includes_walk(const struct includes_walk *walk, struct source_file *file)
{
    struct source_private *source = walk->search->source;
    g_autoptr(GPtrArray) stack = g_ptr_array_new();
    uint32_t visit = ++source->visits;
    file->visit = visit;
    g_ptr_array_add(stack, file);
    while (stack->len) {
        struct source_file *includer = g_ptr_array_steal_index_fast(stack, stack->len - 1);
        const struct include *includes = includes_of(source, includer);
        if (walk->visit)
            walk->visit(includer, walk->context);
        for (unsigned i = 0; i < includer->scan.n_includes; i++) {
            struct source_file *included = includes_resolve(walk->search, &includes[i]);
            if (!included && walk->missing)
                included = walk->missing(walk->search, includer, &includes[i], walk->context);
            if (!included || included->visit == visit)
                continue;
            included->visit = visit;
            g_ptr_array_add(stack, included);
        }
    }
}
