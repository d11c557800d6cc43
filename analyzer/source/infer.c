#include "source/private.h"

#include <string.h>

enum { MOST_PASSES = 4 };

/* gnu17 is the last standard in which `f(a) int a; {` is a definition and `f()` takes any arguments; the tree
 * may be of any age, or from Plan 9, where `struct { Lock; }` embeds the members of Lock. In C++ each
 * standard is all but a part of the next: the newest that compilers default to or are about to. */
static const char *const dialects[][2] = {
    [FILE_C] = {"-std=gnu17", "-fms-extensions"},
    [FILE_CXX] = {"-std=gnu++20"},
};

/* How many folders two paths share from the root on. */
static unsigned shared_folders(const char *a, const char *b)
{
    unsigned n = 0;
    for (; *a && *a == *b; a++, b++)
        n += *a == '/';
    return n;
}

static bool is_include_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    return g_str_has_prefix(slash ? slash + 1 : path, "inc");
}

/* How many folders of the includer's path lead to the headers' folder, or to the one whose include folder
 * that is; 0 where the includer does not stand below. */
static unsigned folders_around(const struct folder *folder, const struct source_file *includer)
{
    const char *slash = is_include_folder(folder->path) ? strrchr(folder->path, '/') : NULL;
    size_t length = slash ? (size_t)(slash - folder->path) : strlen(folder->path);
    if (strncmp(folder->path, includer->path, length) != 0 || includer->path[length] != '/')
        return 0;
    unsigned n = 1;
    for (size_t i = 0; i < length; i++)
        n += includer->path[i] == '/';
    return n;
}

/* Around the includer; in `<>`, made for including; nearest to the includer, then to the unit; made for
 * including; the shortest path. */
static bool is_better(const struct candidate *a, const struct candidate *b,
    const struct source_file *includer, const struct source_file *unit, bool angled)
{
    const char *x = a->file->path, *y = b->file->path;
    int by_place = (int)folders_around(a->folder, includer) - (int)folders_around(b->folder, includer);
    int by_folder = is_include_folder(a->folder->path) - is_include_folder(b->folder->path);
    int by_includer = (int)shared_folders(x, includer->path) - (int)shared_folders(y, includer->path);
    int by_unit = (int)shared_folders(x, unit->path) - (int)shared_folders(y, unit->path);
    int by_length = (int)strlen(y) - (int)strlen(x);
    const int order[] = {by_place, angled ? by_folder : 0, by_includer, by_unit, by_folder, by_length};
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
        if (order[i])
            return order[i] > 0;
    return false;
}

/* An include that is not found yet gets the best candidate's folder on the search path. In `<>` the system's
 * headers go before, until some other header has put the tree's namesake on the search path. */
static struct source_file *find_missing(
    struct search *search, struct source_file *includer, const struct include *include, void *unit)
{
    const struct include_target *target = include->target;
    const struct candidate *best = NULL;
    if (target->is_system && include->angled)
        return NULL;
    for (unsigned i = 0; i < target->n_candidates; i++)
        if (!best || is_better(&target->candidates[i], best, includer, unit, include->angled))
            best = &target->candidates[i];
    if (!best)
        return NULL;
    search_add(search, best->folder);
    return best->file;
}

/* A folder that comes late on the search path may change what was found before: walks until none comes. */
static void infer_search(struct search *search, struct source_file *unit)
{
    const struct includes_walk walk = {.search = search, .missing = find_missing, .context = unit};
    guint n;
    unsigned pass = 0;
    do {
        n = search->folders->len;
        includes_walk(&walk, unit);
    } while (search->folders->len != n && ++pass < MOST_PASSES);
}

static void infer_unit(struct source_private *source, struct source_file *file)
{
    struct search search;
    g_autoptr(GPtrArray) flags = g_ptr_array_new();
    search_init(&search, source);
    infer_search(&search, file);
    for (unsigned i = 0; i < G_N_ELEMENTS(*dialects) && dialects[file->kind][i]; i++)
        g_ptr_array_add(flags, (char *)dialects[file->kind][i]);
    for (guint i = 0; i < source->first_flags->len; i++)
        g_ptr_array_add(flags, source->first_flags->pdata[i]);
    for (guint i = 0; i < search.folders->len; i++) {
        const struct folder *folder = search.folders->pdata[i];
        g_autofree char *flag = g_strconcat("-I", *folder->path ? folder->path : ".", NULL);
        g_ptr_array_add(flags, (char *)arena_intern(source->arena, flag, -1));
    }
    discover_add(source, file->path, *source->root ? source->root : "/", flags);
    search_clear(&search);
}

void infer_units(struct source_private *source, struct source_file *const *files, unsigned n)
{
    files_scan_with_headers(source, files, n);
    for (unsigned i = 0; i < n; i++)
        infer_unit(source, files[i]);
}
