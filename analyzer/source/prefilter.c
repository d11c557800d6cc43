#include "source/graph.h"

#include "base/multimap.h"

#include <string.h>

/* What a name is to the models. */
enum word { WORD_NONE, WORD_OPERATION, WORD_WAIT, WORD_SPAWN, WORD_SPAWN_MACRO, WORD_LOCK, WORD_EXIT };

/* For whom a definition gets to an operation or a spawn. */
enum reach {
    REACH_NONE,
    REACH_GIVEN, /* code that programs share: for those that give it pointers to what reaches */
    REACH_ALL
};

struct relevance {
    struct graph *graph;
    const struct model_set *models;
    uint8_t *words; /* by name: enum word */
    bool *ambiguous; /* by name: several definitions, and one reaches */
    uint8_t *reaches; /* by definition: enum reach */
    GHashTable *givers; /* programs that give shared code such pointers */
    bool *operates; /* by definition: it names one itself */
    bool *guards; /* by definition: it names a wait or a lock */
    bool *spawns; /* by definition: it starts tasks */
    bool *runs; /* by definition: it starts them by a macro around the call of their body */
    GHashTable *macros; /* names of libraries' macros -> the models of those */
    uint8_t *escapes; /* by definition: enum reach, for which the pointers that it passes were followed */
    uint8_t *opened; /* by file: the same of its structs' fields */
    bool *parsed; /* by file: worth parsing */
    bool *units; /* by file: a unit's main file */
    GArray *queue; /* definitions that reach, whose users are still to be looked at */
    enum reach level; /* of the one that is looked at */
};

static enum word word_of(const struct model_set *models, const char *name)
{
    const struct model_function *function = model_find(models, name, NULL);
    if (!function)
        return WORD_NONE;
    switch (function->role) {
    case MODEL_LOCK:
    case MODEL_UNLOCK:
        return WORD_LOCK;
    case MODEL_EXIT:
    case MODEL_EXIT_PROCESS:
        return WORD_EXIT;
    case MODEL_ALLOCATE:
    case MODEL_FREE:
        return WORD_NONE;
    case MODEL_SPAWN:
        return WORD_SPAWN;
    case MODEL_WAIT:
    case MODEL_ACQUIRE:
        return WORD_WAIT;
    default:
        return WORD_OPERATION;
    }
}

/* Remembers the libraries with a macro of the name. Those are common words: they count where one of the
 * headers is included, and everywhere when one of the libraries has none. */
static void add_macro(struct relevance *relevance, uint32_t name, const char *word)
{
    unsigned n;
    const struct model *const *list = model_list(relevance->models, &n);
    for (unsigned i = 0; i < n; i++) {
        if (!g_strv_contains((const char *const *)list[i]->macros, word))
            continue;
        if (!list[i]->headers || !list[i]->headers[0]) {
            g_hash_table_remove(relevance->macros, GUINT_TO_POINTER(name));
            return;
        }
        multimap_add(relevance->macros, GUINT_TO_POINTER(name), list[i]);
    }
}

/* What the code says of a function comes before what a model says of its name, and needs no header. */
static void classify_annotated(struct relevance *relevance)
{
    g_autoptr(GHashTable) annotated = annotated_names(relevance->graph->source);
    GHashTableIter iter;
    gpointer name, spawns;
    if (!annotated)
        return;
    g_hash_table_iter_init(&iter, annotated);
    while (g_hash_table_iter_next(&iter, &name, &spawns)) {
        g_hash_table_remove(relevance->macros, name);
        if (relevance->words[GPOINTER_TO_UINT(name)] != WORD_SPAWN)
            relevance->words[GPOINTER_TO_UINT(name)] = spawns ? WORD_SPAWN : WORD_OPERATION;
    }
}

static void classify(struct relevance *relevance)
{
    const struct scan *scan = relevance->graph->source->scan;
    for (uint32_t i = 0; i < relevance->graph->n_names; i++)
        relevance->words[i] = (uint8_t)word_of(relevance->models, scan_name(scan, i));
    for (const char *const *word = model_words(relevance->models); *word; word++) {
        uint32_t name = scan_find(scan, *word);
        if (name == SCAN_NO_NAME || relevance->words[name] != WORD_NONE)
            continue;
        relevance->words[name] =
            model_word_spawns(relevance->models, *word) ? WORD_SPAWN_MACRO : WORD_OPERATION;
        add_macro(relevance, name, *word);
    }
    classify_annotated(relevance);
}

static bool sees_header(
    const struct relevance *relevance, const struct source_file *file, const char **headers)
{
    const struct graph *graph = relevance->graph;
    if (!is_source(file) || includes_header_of(file, headers))
        return true;
    for (uint32_t i = graph->read.starts[file->index]; i < graph->read.starts[file->index + 1]; i++)
        if (includes_header_of(graph->source->files->pdata[graph->read.items[i]], headers))
            return true;
    return false;
}

static bool is_word_in(const struct relevance *relevance, uint32_t definition, uint32_t name)
{
    const GPtrArray *models = multimap_find(relevance->macros, GUINT_TO_POINTER(name));
    bool seen = !models;
    for (guint i = 0; !seen && i < models->len; i++) {
        const struct model *model = models->pdata[i];
        seen = sees_header(relevance, relevance->graph->definitions[definition].file, model->headers);
    }
    return seen;
}

static uint32_t use_at(const struct relevance *relevance, uint32_t definition, uint32_t i)
{
    const struct definition *d = &relevance->graph->definitions[definition];
    return d->file->scan.uses[d->scan->first_use + i];
}

static void reach(struct relevance *relevance, uint32_t definition, enum reach level)
{
    if (relevance->reaches[definition] >= level)
        return;
    relevance->reaches[definition] = (uint8_t)level;
    g_array_append_val(relevance->queue, definition);
}

/* The word of the models that a definition's use is, if it is one. */
static enum word word_at(const struct relevance *relevance, uint32_t definition, uint32_t i)
{
    uint32_t use = use_at(relevance, definition, i), name = SCAN_USE_NAME(use);
    enum word word = relevance->words[name];
    if (word == WORD_NONE || !(use & (SCAN_CALLED | SCAN_NAMED)) || !is_word_in(relevance, definition, name))
        return WORD_NONE;
    return word;
}

static void seed(struct relevance *relevance)
{
    const struct graph *graph = relevance->graph;
    for (uint32_t d = 0; d < graph->n_definitions; d++)
        for (uint32_t u = 0; u < graph->definitions[d].scan->n_uses; u++) {
            enum word word = word_at(relevance, d, u);
            relevance->guards[d] |= word == WORD_LOCK || word == WORD_WAIT;
            if (word == WORD_NONE || word == WORD_LOCK || word == WORD_EXIT)
                continue;
            relevance->operates[d] = true;
            relevance->spawns[d] |= word == WORD_SPAWN || word == WORD_SPAWN_MACRO;
            relevance->runs[d] |= word == WORD_SPAWN_MACRO;
            reach(relevance, d, REACH_ALL);
        }
}

static unsigned flags_in(const struct relevance *relevance, uint32_t user, uint32_t name)
{
    for (uint32_t u = 0; u < relevance->graph->definitions[user].scan->n_uses; u++)
        if (SCAN_USE_NAME(use_at(relevance, user, u)) == name)
            return use_at(relevance, user, u);
    return 0;
}

/* ---- what the text does not call by its name ---- */

static bool is_defined(const struct graph *graph, uint32_t name)
{
    return graph->by_name.starts[name] < graph->by_name.starts[name + 1];
}

/* How a name is called that no definition has. */
enum callee {
    CALLEE_FIELD, /* a pointer in a field */
    CALLEE_POINTER, /* a variable */
    CALLEE_MADE /* a function that a macro makes */
};

static const char *program_of(const struct relevance *relevance, uint32_t definition)
{
    return relevance->graph->program_of[relevance->graph->definitions[definition].file->index];
}

/* As what a user of what is looked at reaches. */
static enum reach level_of(const struct relevance *relevance, uint32_t user)
{
    const char *program = program_of(relevance, user);
    if (relevance->level == REACH_ALL || g_hash_table_contains(relevance->givers, program))
        return REACH_ALL;
    return *program ? REACH_NONE : REACH_GIVEN;
}

/* What may call a pointer of `file` reaches too. But what all programs share, and calls what each of them
 * gives it, would make all of them reach what one does: only those that give it something do. */
static void reach_caller(
    struct relevance *relevance, const struct source_file *file, uint32_t caller, enum callee callee)
{
    const struct graph *graph = relevance->graph;
    const struct source_file *other = graph->definitions[caller].file;
    bool is_shared = callee == CALLEE_MADE && !*graph->program_of[file->index];
    if (is_shared || graph_is_close(graph, file, other)) {
        reach(relevance, caller, level_of(relevance, caller));
    } else if (!*graph->program_of[other->index]) {
        if (*graph->program_of[file->index])
            g_hash_table_add(relevance->givers, (gpointer)graph->program_of[file->index]);
        reach(relevance, caller, REACH_GIVEN);
    }
}

static void reach_callers(
    struct relevance *relevance, const struct source_file *file, uint32_t name, enum callee callee)
{
    const struct graph *graph = relevance->graph;
    const unsigned wanted = callee == CALLEE_FIELD ? SCAN_CALLED | SCAN_FIELD : SCAN_CALLED;
    if (callee != CALLEE_FIELD && (is_defined(graph, name) || relevance->words[name] != WORD_NONE))
        return;
    for (uint32_t i = graph->by_use.starts[name]; i < graph->by_use.starts[name + 1]; i++) {
        uint32_t user = graph->by_use.items[i];
        if (relevance->reaches[user] < relevance->level &&
            (flags_in(relevance, user, name) & (SCAN_CALLED | SCAN_FIELD)) == wanted)
            reach_caller(relevance, file, user, callee);
    }
}

/* A table of functions without names of fields: a pointer may be in any of the structs that the file knows.
 */
static void reach_through_fields(struct relevance *relevance, const struct source_file *file)
{
    const struct graph *graph = relevance->graph;
    if (relevance->opened[file->index] >= relevance->level)
        return;
    relevance->opened[file->index] = (uint8_t)relevance->level;
    for (unsigned i = 0; i < file->scan.n_fields; i++)
        reach_callers(relevance, file, file->scan.fields[i], CALLEE_FIELD);
    for (uint32_t r = graph->read.starts[file->index]; r < graph->read.starts[file->index + 1]; r++) {
        const struct source_file *read = graph->source->files->pdata[graph->read.items[r]];
        for (unsigned i = 0; i < read->scan.n_fields; i++)
            reach_callers(relevance, file, read->scan.fields[i], CALLEE_FIELD);
    }
}

/* What is called through the variables and fields that the definition assigns to. */
static void reach_through_stores(struct relevance *relevance, uint32_t definition, unsigned flag)
{
    const struct graph *graph = relevance->graph;
    for (uint32_t u = 0; u < graph->definitions[definition].scan->n_uses; u++) {
        uint32_t use = use_at(relevance, definition, u);
        if (use & flag)
            reach_callers(relevance, graph->definitions[definition].file, SCAN_USE_NAME(use),
                use & SCAN_FIELD ? CALLEE_FIELD : CALLEE_POINTER);
    }
}

/* A function that gets the pointer calls it, for this caller, or puts it somewhere. */
static void pass_pointer(uint32_t target, void *context)
{
    struct relevance *relevance = context;
    const struct definition *definition = &relevance->graph->definitions[target];
    if (definition->scan->indirect)
        relevance->parsed[definition->file->index] = true;
    reach_through_stores(relevance, target, SCAN_PASSED);
}

/* The definition names a function that reaches without calling it: the pointer goes where it assigns names,
 * and to what it calls. */
static void reach_through_pointers(struct relevance *relevance, uint32_t user)
{
    const struct graph *graph = relevance->graph;
    if (relevance->escapes[user] >= relevance->level)
        return;
    relevance->escapes[user] = (uint8_t)relevance->level;
    if (graph->definitions[user].scan->kind == SCAN_FILE)
        reach_through_fields(relevance, graph->definitions[user].file);
    reach_through_stores(relevance, user, SCAN_STORED);
    for (uint32_t u = 0; u < graph->definitions[user].scan->n_uses; u++)
        if (use_at(relevance, user, u) & SCAN_CALLED)
            graph_targets(graph, user, use_at(relevance, user, u), pass_pointer, relevance);
}

struct making {
    const struct graph *graph;
    bool invokes, pastes;
};

static void note_macro(uint32_t target, void *context)
{
    struct making *making = context;
    const struct scan_definition *scan = making->graph->definitions[target].scan;
    making->invokes |= scan->kind == SCAN_MACRO;
    making->pastes |= scan->kind == SCAN_MACRO && scan->pastes;
}

static void reach_callers_of_pasted(
    struct relevance *relevance, const struct source_file *file, uint32_t part)
{
    uint32_t n;
    const uint32_t *names = graph_names_with(relevance->graph, part, &n);
    for (uint32_t i = 0; i < n; i++)
        reach_callers(relevance, file, names[i], CALLEE_MADE);
}

/* `DEFINE_QUEUE(job)` outside of functions may define `job`, or `job_push` where the macro pastes names. */
static void reach_through_invocations(struct relevance *relevance, uint32_t definition)
{
    const struct graph *graph = relevance->graph;
    const struct source_file *file = graph->definitions[definition].file;
    struct making making = {.graph = graph};
    for (uint32_t u = 0; u < graph->definitions[definition].scan->n_uses; u++)
        if (use_at(relevance, definition, u) & SCAN_CALLED)
            graph_targets(graph, definition, use_at(relevance, definition, u), note_macro, &making);
    for (uint32_t u = 0; making.invokes && u < graph->definitions[definition].scan->n_uses; u++) {
        uint32_t use = use_at(relevance, definition, u), name = SCAN_USE_NAME(use);
        if (!(use & SCAN_NAMED))
            continue;
        reach_callers(relevance, file, name, CALLEE_MADE);
        if (making.pastes)
            reach_callers_of_pasted(relevance, file, name);
    }
}

/* What names a definition that reaches, reaches. */
static void reach_users(struct relevance *relevance, uint32_t target, uint32_t name)
{
    const struct graph *graph = relevance->graph;
    bool is_function = graph->definitions[target].scan->kind == SCAN_FUNCTION;
    for (uint32_t i = graph->by_use.starts[name]; i < graph->by_use.starts[name + 1]; i++) {
        uint32_t user = graph->by_use.items[i];
        unsigned flags = flags_in(relevance, user, name);
        enum reach level = level_of(relevance, user);
        bool passes = is_function && flags & SCAN_NAMED && relevance->escapes[user] < relevance->level;
        if (!(flags & (SCAN_CALLED | SCAN_NAMED)) || level == REACH_NONE)
            continue;
        if ((relevance->reaches[user] >= level && !passes) || !graph_means(graph, user, target, name, flags))
            continue;
        reach(relevance, user, level);
        if (passes)
            reach_through_pointers(relevance, user);
    }
}

static void spread_from(struct relevance *relevance, uint32_t target)
{
    const struct scan_definition *scan = relevance->graph->definitions[target].scan;
    relevance->level = relevance->reaches[target];
    if (scan->kind == SCAN_FILE) {
        reach_through_invocations(relevance, target);
        return;
    }
    reach_users(relevance, target, scan->name);
    if (scan->alias != scan->name)
        reach_users(relevance, target, scan->alias);
}

/* leaves: reaches, closed over callers and users up to main */
static void spread(struct relevance *relevance)
{
    guint next = 0, n_givers;
    do {
        n_givers = g_hash_table_size(relevance->givers);
        for (; next < relevance->queue->len; next++)
            spread_from(relevance, g_array_index(relevance->queue, uint32_t, next));
        for (guint i = 0; i < next; i++) { /* who gives something now may use what was looked at before */
            uint32_t target = g_array_index(relevance->queue, uint32_t, i);
            if (relevance->reaches[target] == REACH_GIVEN)
                spread_from(relevance, target);
        }
    } while (next < relevance->queue->len || n_givers < g_hash_table_size(relevance->givers));
}

static void parse(struct relevance *relevance, uint32_t definition)
{
    relevance->parsed[relevance->graph->definitions[definition].file->index] = true;
}

/* Macros are parsed where they are used. */
static void parse_reaching(struct relevance *relevance)
{
    for (guint i = 0; i < relevance->queue->len; i++) {
        uint32_t d = g_array_index(relevance->queue, uint32_t, i);
        if (relevance->graph->definitions[d].scan->kind != SCAN_MACRO)
            parse(relevance, d);
    }
}

/* ---- what else the link looks at ---- */

/* How much of what a function calls, and what does not reach an operation itself, matters to the link. */
enum depth {
    DEPTH_ALL, /* what is done under a lock or around a wait may change what a wait is for, however deep */
    DEPTH_CALLEES, /* what is called around an operation may set what its loop tests */
    DEPTH_LOCKS /* what takes or leaves a lock, or ends the task or process, does so to its callers */
};

struct following {
    struct relevance *relevance;
    bool *seen; /* by definition: looked at for this question */
    enum depth depth;
    GArray *pending; /* definitions whose callees are still to be looked at */
};

static bool is_function(const struct following *following, uint32_t definition)
{
    return following->relevance->graph->definitions[definition].scan->kind == SCAN_FUNCTION;
}

/* The body of a task: whether it ends, and how, is in its text. */
static void parse_body(uint32_t target, void *context)
{
    struct following *following = context;
    if (is_function(following, target))
        parse(following->relevance, target);
}

struct spawner_search {
    const struct relevance *relevance;
    bool found;
};

static void find_spawner(uint32_t target, void *context)
{
    struct spawner_search *search = context;
    search->found |= search->relevance->spawns[target];
}

/* What calls a function that starts tasks may hand it their bodies. */
static bool hands_bodies(const struct relevance *relevance, uint32_t definition)
{
    struct spawner_search search = {relevance, relevance->spawns[definition]};
    for (uint32_t u = 0; u < relevance->graph->definitions[definition].scan->n_uses && !search.found; u++) {
        uint32_t use = use_at(relevance, definition, u);
        if (use & SCAN_CALLED)
            graph_targets(relevance->graph, definition, use, find_spawner, &search);
    }
    return search.found;
}

static void parse_bodies(struct relevance *relevance)
{
    struct following following = {.relevance = relevance};
    for (guint i = 0; i < relevance->queue->len; i++) {
        uint32_t definition = g_array_index(relevance->queue, uint32_t, i);
        if (!hands_bodies(relevance, definition))
            continue;
        unsigned flags = relevance->runs[definition] ? SCAN_NAMED | SCAN_CALLED : SCAN_NAMED;
        for (uint32_t u = 0; u < relevance->graph->definitions[definition].scan->n_uses; u++)
            if (use_at(relevance, definition, u) & flags)
                graph_targets(
                    relevance->graph, definition, use_at(relevance, definition, u), parse_body, &following);
    }
}

static enum depth depth_of(const struct relevance *relevance, uint32_t definition)
{
    if (relevance->guards[definition])
        return DEPTH_ALL;
    return relevance->operates[definition] ? DEPTH_CALLEES : DEPTH_LOCKS;
}

static bool names_lock(const struct relevance *relevance, uint32_t definition)
{
    bool found = false;
    for (uint32_t u = 0; u < relevance->graph->definitions[definition].scan->n_uses && !found; u++) {
        enum word word = word_at(relevance, definition, u);
        found = word == WORD_LOCK || word == WORD_EXIT;
    }
    return found;
}

static void follow_target(uint32_t target, void *context)
{
    struct following *following = context;
    struct relevance *relevance = following->relevance;
    if (relevance->reaches[target] || following->seen[target])
        return;
    following->seen[target] = true;
    bool counts = following->depth < DEPTH_LOCKS || names_lock(relevance, target);
    if (is_function(following, target) && counts)
        parse(relevance, target);
    if (!is_function(following, target) || following->depth == DEPTH_ALL)
        g_array_append_val(following->pending, target);
}

static void follow(struct following *following)
{
    const struct graph *graph = following->relevance->graph;
    while (following->pending->len > 0) {
        uint32_t definition = g_array_index(following->pending, uint32_t, following->pending->len - 1);
        g_array_set_size(following->pending, following->pending->len - 1);
        for (uint32_t u = 0; u < graph->definitions[definition].scan->n_uses; u++)
            graph_targets(
                graph, definition, use_at(following->relevance, definition, u), follow_target, following);
    }
}

static void parse_callees(struct relevance *relevance)
{
    struct following following = {.relevance = relevance};
    following.seen = g_new0(bool, relevance->graph->n_definitions + 1);
    following.pending = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (following.depth = DEPTH_ALL; following.depth <= DEPTH_LOCKS; following.depth++)
        for (guint i = 0; i < relevance->queue->len; i++) {
            uint32_t definition = g_array_index(relevance->queue, uint32_t, i);
            if (depth_of(relevance, definition) != following.depth)
                continue;
            g_array_append_val(following.pending, definition);
            follow(&following);
        }
    g_array_unref(following.pending);
    g_free(following.seen);
}

/* ---- what keeps the link from being misled by what is not parsed ---- */

/* Files that are no units themselves are parsed where they are included: once is enough. */
static void parse_includers(struct relevance *relevance)
{
    const struct graph *graph = relevance->graph;
    uint32_t n = graph->source->files->len;
    g_autofree bool *covered = g_new0(bool, n + 1);
    for (unsigned pass = 0; pass < 2; pass++)
        for (unsigned i = 0; i < graph->tree->n_units; i++) {
            const struct source_file *file = files_find(graph->source, graph->tree->units[i].path);
            if (!file || (pass == 0 && !relevance->parsed[file->index]))
                continue;
            for (uint32_t r = graph->read.starts[file->index]; r < graph->read.starts[file->index + 1]; r++) {
                uint32_t read = graph->read.items[r];
                if (relevance->parsed[read] && !relevance->units[read] && !covered[read])
                    relevance->parsed[file->index] = covered[read] = true;
            }
        }
}

/* The link takes the nearest of several functions of a name: it has to see that one, not only a farther one.
 */
static bool parse_nearer(struct relevance *relevance, uint32_t definition)
{
    const struct graph *graph = relevance->graph;
    bool found = false;
    for (uint32_t u = 0; u < graph->definitions[definition].scan->n_uses; u++) {
        uint32_t use = use_at(relevance, definition, u), name = SCAN_USE_NAME(use);
        if (!relevance->ambiguous[name] || !(use & SCAN_CALLED))
            continue;
        uint32_t target = graph_nearest(graph, graph->definitions[definition].file, name);
        if (target == UINT32_MAX || relevance->parsed[graph->definitions[target].file->index])
            continue;
        parse(relevance, target);
        found = true;
    }
    return found;
}

static void parse_all_nearer(struct relevance *relevance)
{
    const struct graph *graph = relevance->graph;
    bool found = true;
    for (uint32_t name = 0; name < graph->n_names; name++)
        for (uint32_t i = graph->by_name.starts[name]; i < graph->by_name.starts[name + 1]; i++)
            relevance->ambiguous[name] |= graph->by_name.starts[name] + 1 < graph->by_name.starts[name + 1] &&
                                          relevance->reaches[graph->by_name.items[i]];
    while (found) {
        found = false;
        for (uint32_t d = 0; d < graph->n_definitions; d++)
            if (relevance->parsed[graph->definitions[d].file->index])
                found |= parse_nearer(relevance, d);
    }
}

static void parse_main(struct relevance *relevance, GHashTable *wanted, uint32_t file)
{
    const char *program = relevance->graph->program_of[file];
    int more = GPOINTER_TO_INT(g_hash_table_lookup(wanted, program));
    if (more == 0)
        return;
    relevance->parsed[file] = true;
    g_hash_table_insert(wanted, (gpointer)program, GINT_TO_POINTER(more - 1));
}

/* The link tells a tree's programs apart by the folders that have a main, or several: two of them have to be
 * seen. */
static void parse_mains(struct relevance *relevance)
{
    const struct graph *graph = relevance->graph;
    g_autoptr(GHashTable) wanted = g_hash_table_new(g_str_hash, g_str_equal); /* program -> how many mains */
    g_autofree bool *counted = g_new0(bool, graph->source->files->len + 1);
    for (guint i = 0; i < graph->source->files->len; i++)
        if (relevance->parsed[i])
            g_hash_table_insert(wanted, (gpointer)graph->program_of[i], GINT_TO_POINTER(2));
    for (unsigned pass = 0; pass < 2; pass++)
        for (uint32_t d = 0; d < graph->n_definitions; d++) {
            uint32_t file = graph->definitions[d].file->index;
            if (!graph->has_main[file] || counted[file] || (pass == 0 && !relevance->parsed[file]))
                continue;
            counted[file] = true;
            parse_main(relevance, wanted, file);
        }
}

/* Who knows what it includes. */
static bool includes_computed(const struct relevance *relevance, const struct source_file *file)
{
    const struct graph *graph = relevance->graph;
    bool found = file->scan.computed;
    for (uint32_t r = graph->read.starts[file->index]; r < graph->read.starts[file->index + 1]; r++) {
        const struct source_file *read = graph->source->files->pdata[graph->read.items[r]];
        found |= read->scan.computed;
    }
    return found;
}

static void mark_units(const struct relevance *relevance)
{
    struct source_tree *tree = relevance->graph->tree;
    for (unsigned i = 0; i < tree->n_units; i++) {
        const struct source_file *file = files_find(tree->private, tree->units[i].path);
        /* what cannot be read is for the parser to complain about */
        tree->units[i].relevant =
            !file || !file->scan.read || relevance->parsed[file->index] || includes_computed(relevance, file);
    }
}

static void relevance_init(
    struct relevance *relevance, struct source_tree *tree, const struct model_set *models)
{
    struct graph *graph = graph_new(tree);
    *relevance = (struct relevance){
        .graph = graph,
        .models = models,
        .words = g_new0(uint8_t, graph->n_names + 1),
        .ambiguous = g_new0(bool, graph->n_names + 1),
        .reaches = g_new0(uint8_t, graph->n_definitions + 1),
        .givers = g_hash_table_new(g_str_hash, g_str_equal),
        .operates = g_new0(bool, graph->n_definitions + 1),
        .guards = g_new0(bool, graph->n_definitions + 1),
        .spawns = g_new0(bool, graph->n_definitions + 1),
        .runs = g_new0(bool, graph->n_definitions + 1),
        .escapes = g_new0(uint8_t, graph->n_definitions + 1),
        .opened = g_new0(uint8_t, graph->source->files->len + 1),
        .parsed = g_new0(bool, graph->source->files->len + 1),
        .units = g_new0(bool, graph->source->files->len + 1),
        .macros = multimap_new(),
        .queue = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
    };
    for (unsigned i = 0; i < tree->n_units; i++) {
        const struct source_file *file = files_find(tree->private, tree->units[i].path);
        if (file)
            relevance->units[file->index] = true;
    }
}

static void relevance_clear(struct relevance *relevance)
{
    graph_free(relevance->graph);
    g_free(relevance->words);
    g_free(relevance->ambiguous);
    g_free(relevance->reaches);
    g_hash_table_destroy(relevance->givers);
    g_free(relevance->operates);
    g_free(relevance->guards);
    g_free(relevance->spawns);
    g_free(relevance->runs);
    g_free(relevance->escapes);
    g_free(relevance->opened);
    g_free(relevance->parsed);
    g_free(relevance->units);
    g_hash_table_destroy(relevance->macros);
    g_array_unref(relevance->queue);
}

/* What the preprocessor leaves out counts too. */
static unsigned count_spawning(const struct relevance *relevance)
{
    const struct graph *graph = relevance->graph;
    g_autofree bool *spawning = g_new0(bool, graph->source->files->len + 1);
    unsigned n = 0;
    for (uint32_t d = 0; d < graph->n_definitions; d++) {
        const uint32_t file = graph->definitions[d].file->index;
        if (!relevance->spawns[d] || !relevance->units[file] || spawning[file])
            continue;
        spawning[file] = true;
        n++;
    }
    return n;
}

void source_prefilter(struct source_tree *tree, const struct model_set *models)
{
    struct relevance relevance;
    relevance_init(&relevance, tree, models);
    classify(&relevance);
    seed(&relevance);
    tree->n_spawning = count_spawning(&relevance);
    spread(&relevance);
    parse_reaching(&relevance);
    parse_bodies(&relevance);
    parse_callees(&relevance);
    parse_includers(&relevance);
    parse_all_nearer(&relevance);
    parse_mains(&relevance);
    mark_units(&relevance);
    relevance_clear(&relevance);
}
