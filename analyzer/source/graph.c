#include "source/graph.h"

#include <stdlib.h>
#include <string.h>

/* ---- which files a source reads ---- */

struct reading {
    GArray *pairs; /* of the source's index and that of a file that it reads */
    struct source_file *main;
};

static void note_file(struct source_file *file, void *context)
{
    struct reading *reading = context;
    if (file == reading->main)
        return;
    g_array_append_val(reading->pairs, reading->main->index);
    g_array_append_val(reading->pairs, file->index);
}

/* A unit's search path, as far as it lies in the tree. */
static void read_search(struct search *search, const struct source_unit *unit)
{
    static const char *const options[] = {"-iquote", "-I", "-isystem", "-idirafter"};
    for (size_t o = 0; o < G_N_ELEMENTS(options); o++)
        for (const char *const *flag = unit->flags; *flag; flag++) {
            if (!g_str_has_prefix(*flag, options[o]) || !(*flag)[strlen(options[o])])
                continue;
            g_autofree char *absolute = g_canonicalize_filename(*flag + strlen(options[o]), unit->directory);
            const char *path = path_inside(search->source->root, absolute);
            if (path)
                search_add(search, folder_intern(search->source, path, strlen(path)));
        }
}

static bool has_flags_of(const struct source_unit *unit, const struct source_unit *before)
{
    guint i = 0;
    while (unit->flags[i] && g_strcmp0(unit->flags[i], before->flags[i]) == 0)
        i++;
    return !unit->flags[i] && !before->flags[i] && g_str_equal(unit->directory, before->directory);
}

static void scan_units(struct graph *graph)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    if (!graph->source->is_complete && graph->tree->compile_commands)
        files_walk(graph->source, "");
    for (unsigned i = 0; i < graph->tree->n_units; i++) {
        struct source_file *file = files_find(graph->source, graph->tree->units[i].path);
        if (file && !file->is_scanned)
            g_ptr_array_add(files, file);
    }
    if (graph->tree->compile_commands)
        files_scan_with_headers(graph->source, (struct source_file *const *)files->pdata, files->len);
}

static GArray *read_units(struct graph *graph)
{
    struct reading reading = {g_array_new(FALSE, FALSE, sizeof(uint32_t)), NULL};
    struct search search;
    search_init(&search, graph->source);
    for (unsigned i = 0; i < graph->tree->n_units; i++) {
        const struct source_unit *unit = &graph->tree->units[i];
        if (!(reading.main = files_find(graph->source, unit->path)))
            continue;
        if (i == 0 || !has_flags_of(unit, unit - 1)) {
            search_clear(&search);
            search_init(&search, graph->source);
            read_search(&search, unit);
        }
        const struct includes_walk walk = {&search, note_file, NULL, &reading};
        includes_walk(&walk, reading.main);
    }
    search_clear(&search);
    return reading.pairs;
}

/* ---- lists ---- */

/* From `n` pairs of list and item. */
static struct lists lists_new(const uint32_t *pairs, size_t n, uint32_t n_lists)
{
    struct lists lists = {g_new0(uint32_t, (gsize)n_lists + 2), g_new(uint32_t, n + 1)};
    uint32_t *next = lists.starts + 1;
    for (size_t i = 0; i < n; i++)
        next[pairs[2 * i] + 1]++;
    for (uint32_t i = 0; i < n_lists; i++)
        next[i + 1] += next[i];
    for (size_t i = 0; i < n; i++)
        lists.items[next[pairs[2 * i]]++] = pairs[2 * i + 1];
    return lists;
}

static void lists_free(struct lists *lists)
{
    g_free(lists->starts);
    g_free(lists->items);
}

static void add_pair(GArray *pairs, uint32_t list, uint32_t item)
{
    g_array_append_val(pairs, list);
    g_array_append_val(pairs, item);
}

static struct lists lists_of(GArray *pairs, uint32_t n_lists)
{
    struct lists lists = lists_new((const uint32_t *)(void *)pairs->data, pairs->len / 2, n_lists);
    g_array_unref(pairs);
    return lists;
}

static int compare_items(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void sort_lists(const struct lists *lists, uint32_t n_lists)
{
    for (uint32_t i = 0; i < n_lists; i++)
        qsort(lists->items + lists->starts[i], lists->starts[i + 1] - lists->starts[i], sizeof *lists->items,
            compare_items);
}

/* Has the list, which is in order, an item from `low` to `high`? */
static bool has_between(const struct lists *lists, uint32_t list, uint32_t low, uint32_t high)
{
    uint32_t first = lists->starts[list], end = lists->starts[list + 1];
    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        if (lists->items[middle] < low)
            first = middle + 1;
        else
            end = middle;
    }
    return first < lists->starts[list + 1] && lists->items[first] <= high;
}

/* ---- definitions ---- */

static gint compare_files(gconstpointer a, gconstpointer b)
{
    const struct source_file *const *x = a, *const *y = b;
    return strcmp((*x)->path, (*y)->path);
}

static void list_definitions(struct graph *graph)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    for (guint i = 0; i < graph->source->files->len; i++) {
        struct source_file *file = graph->source->files->pdata[i];
        graph->n_definitions += file->scan.n_definitions;
        if (file->scan.n_definitions)
            g_ptr_array_add(files, file);
    }
    g_ptr_array_sort(files, compare_files);
    graph->definitions = g_new(struct definition, graph->n_definitions + 1);
    uint32_t n = 0;
    for (guint i = 0; i < files->len; i++) {
        struct source_file *file = files->pdata[i];
        for (unsigned d = 0; d < file->scan.n_definitions; d++)
            graph->definitions[n++] = (struct definition){file, &file->scan.definitions[d]};
    }
}

static bool is_external(const struct definition *definition)
{
    return definition->scan->kind == SCAN_FUNCTION && !definition->scan->local && is_source(definition->file);
}

static void add_name(struct graph *graph, GArray *by_name, uint32_t name, uint32_t definition)
{
    add_pair(by_name, name, definition);
    graph->n_external[name] += is_external(&graph->definitions[definition]);
}

static void index_definitions(struct graph *graph)
{
    GArray *by_name = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    graph->n_external = g_new0(uint32_t, graph->n_names + 1);
    GArray *by_use = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GArray *by_file = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < graph->n_definitions; i++) {
        const struct definition *definition = &graph->definitions[i];
        const struct scan_definition *scan = definition->scan;
        add_pair(by_file, definition->file->index, i);
        for (uint32_t u = 0; u < scan->n_uses; u++)
            add_pair(by_use, SCAN_USE_NAME(definition->file->scan.uses[scan->first_use + u]), i);
        if (scan->kind != SCAN_FILE)
            add_name(graph, by_name, scan->name, i);
        if (scan->kind != SCAN_FILE && scan->alias != scan->name)
            add_name(graph, by_name, scan->alias, i);
    }
    graph->by_name = lists_of(by_name, graph->n_names);
    graph->by_use = lists_of(by_use, graph->n_names);
    graph->by_file = lists_of(by_file, graph->source->files->len);
}

/* ---- parts of names ---- */

static void add_part(const struct graph *graph, GArray *pairs, const char *part, size_t length, uint32_t name)
{
    g_autofree char *text = g_strndup(part, length);
    uint32_t known = scan_find(graph->source->scan, text);
    if (known != SCAN_NO_NAME && length > 0)
        add_pair(pairs, known, name);
}

static struct lists list_parts(const struct graph *graph)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t name = 0; name < graph->n_names; name++) {
        const char *text = scan_name(graph->source->scan, name);
        for (const char *join = text; (join = strchr(join, '_')); join++) {
            add_part(graph, pairs, text, (size_t)(join - text), name);
            add_part(graph, pairs, join + 1, strlen(join + 1), name);
        }
    }
    return lists_of(pairs, graph->n_names);
}

const uint32_t *graph_names_with(struct graph *graph, uint32_t part, uint32_t *n)
{
    if (!graph->by_part.starts)
        graph->by_part = list_parts(graph);
    *n = graph->by_part.starts[part + 1] - graph->by_part.starts[part];
    return graph->by_part.items + graph->by_part.starts[part];
}

/* ---- programs ---- */

static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_intern(arena, path, slash - path) : ".";
}

static void find_programs(struct graph *graph)
{
    graph->programs = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t m = 0; model_mains[m]; m++) {
        uint32_t name = scan_find(graph->source->scan, model_mains[m]);
        for (uint32_t i = name == SCAN_NO_NAME ? 0 : graph->by_name.starts[name];
             name != SCAN_NO_NAME && i < graph->by_name.starts[name + 1]; i++) {
            const struct definition *definition = &graph->definitions[graph->by_name.items[i]];
            if (definition->scan->kind != SCAN_FUNCTION || definition->scan->local ||
                !is_source(definition->file))
                continue;
            const char *folder = folder_of(graph->source->arena, definition->file->path);
            bool is_second = g_hash_table_contains(graph->programs, folder);
            g_hash_table_insert(graph->programs, (gpointer)folder, GINT_TO_POINTER(is_second));
            graph->has_main[definition->file->index] = !definition->scan->conditional;
        }
    }
}

static const char *program_around(const struct graph *graph, const char *path)
{
    const char *folder = folder_of(graph->source->arena, path);
    while (!g_hash_table_contains(graph->programs, folder)) {
        if (g_str_equal(folder, "."))
            return "";
        folder = folder_of(graph->source->arena, folder);
    }
    return arena_intern(graph->source->arena, folder, -1);
}

static void assign_programs(struct graph *graph)
{
    graph->has_main = g_new0(bool, graph->source->files->len + 1);
    find_programs(graph);
    graph->program_of = g_new(const char *, graph->source->files->len + 1);
    for (guint i = 0; i < graph->source->files->len; i++) {
        const struct source_file *file = graph->source->files->pdata[i];
        graph->program_of[i] = file->scan.n_definitions ? program_around(graph, file->path) : "";
    }
}

/* ---- what a use means ---- */

bool graph_reads(const struct graph *graph, const struct source_file *file, const struct source_file *other)
{
    if (!is_source(file))
        return !is_source(other); /* what a header sees depends on who includes it */
    return has_between(&graph->read, file->index, other->index, other->index);
}

/* As the link prefers definitions (link/program.c): those of the same program, then shared ones, then by
 * path. */
static size_t nearness(
    const struct graph *graph, const struct source_file *user, const struct definition *definition)
{
    const size_t same_program = 1u << 20, shared = 1u << 16;
    const char *program = graph->program_of[definition->file->index];
    const char *a = user->path, *b = definition->file->path;
    size_t near = 0;
    for (; a[near] && a[near] == b[near]; near++)
        ;
    if (program == graph->program_of[user->index])
        return near + same_program;
    return *program ? near : near + shared;
}

uint32_t graph_nearest(const struct graph *graph, const struct source_file *user, uint32_t name)
{
    uint32_t best = UINT32_MAX;
    size_t best_near = 0;
    for (uint32_t i = graph->by_name.starts[name]; i < graph->by_name.starts[name + 1]; i++) {
        uint32_t candidate = graph->by_name.items[i];
        if (!is_external(&graph->definitions[candidate]))
            continue;
        size_t near = nearness(graph, user, &graph->definitions[candidate]);
        if (best == UINT32_MAX || near > best_near) {
            best = candidate;
            best_near = near;
        }
    }
    return best;
}

/* A file's definitions follow each other, and those of a name are in order. */
static bool defines(const struct graph *graph, const struct source_file *file, uint32_t name)
{
    uint32_t first = graph->by_file.starts[file->index], end = graph->by_file.starts[file->index + 1];
    return first < end &&
           has_between(&graph->by_name, name, graph->by_file.items[first], graph->by_file.items[end - 1]);
}

/* Each file with a main is a program of its own where a folder has several. */
static bool is_alone(const struct graph *graph, const struct source_file *file)
{
    return graph->has_main[file->index] &&
           GPOINTER_TO_INT(g_hash_table_lookup(graph->programs, graph->program_of[file->index]));
}

bool graph_is_close(const struct graph *graph, const struct source_file *a, const struct source_file *b)
{
    const char *program = graph->program_of[a->index], *slash = strrchr(a->path, '/');
    size_t length = slash ? (size_t)(slash - a->path) + 1 : 0;
    if (a == b)
        return true;
    if (is_alone(graph, a) || is_alone(graph, b) || program != graph->program_of[b->index])
        return false;
    if (*program || g_hash_table_size(graph->programs) < 2)
        return true;
    return strncmp(a->path, b->path, length) == 0 && !strchr(b->path + length, '/');
}

/* Another program's function is none of this one's, unless it calls the only one of that name, or that
 * program's folder is around this one's, as with a folder of tests. */
static bool may_link(
    const struct graph *graph, const struct source_file *user, uint32_t target, uint32_t name, unsigned flags)
{
    const struct source_file *file = graph->definitions[target].file;
    const char *program = graph->program_of[file->index];
    if (is_alone(graph, file))
        return false;
    if (!*program || program == graph->program_of[user->index])
        return true;
    return flags & SCAN_CALLED &&
           (g_str_equal(program, ".") || path_inside(program, user->path) || graph->n_external[name] == 1);
}

bool graph_means(const struct graph *graph, uint32_t user, uint32_t target, uint32_t name, unsigned flags)
{
    const struct source_file *file = graph->definitions[user].file;
    const struct definition *definition = &graph->definitions[target];
    if (file == definition->file)
        return true;
    if (defines(graph, file, name))
        return false;
    if (!is_external(definition) || graph_reads(graph, file, definition->file))
        return graph_reads(graph, file, definition->file);
    return may_link(graph, file, target, name, flags) && graph_nearest(graph, file, name) == target;
}

void graph_targets(const struct graph *graph, uint32_t user, uint32_t use, graph_visitor visit, void *context)
{
    uint32_t name = SCAN_USE_NAME(use);
    for (uint32_t i = graph->by_name.starts[name]; i < graph->by_name.starts[name + 1]; i++) {
        uint32_t target = graph->by_name.items[i];
        if (graph_means(graph, user, target, name, use))
            visit(target, context);
    }
}

/* ---- making ---- */

struct graph *graph_new(struct source_tree *tree)
{
    struct graph *graph = g_new0(struct graph, 1);
    graph->tree = tree;
    graph->source = tree->private;
    scan_units(graph);
    GArray *pairs = read_units(graph);
    graph->n_names = scan_n_names(graph->source->scan);
    graph->read = lists_of(pairs, graph->source->files->len);
    sort_lists(&graph->read, graph->source->files->len);
    list_definitions(graph);
    index_definitions(graph);
    assign_programs(graph);
    return graph;
}

void graph_free(struct graph *graph)
{
    lists_free(&graph->by_name);
    lists_free(&graph->by_use);
    lists_free(&graph->by_file);
    lists_free(&graph->by_part);
    lists_free(&graph->read);
    g_hash_table_destroy(graph->programs);
    g_free(graph->program_of);
    g_free(graph->has_main);
    g_free(graph->n_external);
    g_free(graph->definitions);
    g_free(graph);
}
