#include "model/model.h"

#include "base/arena.h"
#include "base/error.h"
#include "model/language.h"
#include "model/project.h"

#include <stdlib.h>
#include <string.h>

struct model_set {
    struct arena *arena;
    GPtrArray *models; /* struct model, by library once all are loaded */
    GHashTable
        *functions; /* name -> GPtrArray of struct model_function, those of models given by hand first */
    GHashTable *words; /* name -> whether it spawns */
    const char **word_list;
    GChecksum *checksum;
    uint64_t hash;
    guint n_given; /* while the tree's are loaded: how many models the user gave, which come before them */
    guint n_own; /* while the folder's are loaded: how many the user and the tree have */
};

/* ---- loading ---- */

static const char **copy_strings(
    struct arena *arena, char *const *first, unsigned n_first, char *const *second, unsigned n_second)
{
    const char **strings = arena_new_array(arena, const char *, n_first + n_second + 1);
    for (unsigned i = 0; i < n_first + n_second; i++)
        strings[i] = arena_intern(arena, i < n_first ? first[i] : second[i - n_first], -1);
    return strings;
}

static void add_word(struct model_set *set, const char *word, bool spawns)
{
    if (spawns || !g_hash_table_contains(set->words, word))
        g_hash_table_insert(set->words, (gpointer)word, GINT_TO_POINTER(spawns));
}

/* A way out of the task, its name, memory and its end are not worth parsing a file for. */
bool model_is_worthwhile(enum model_role role)
{
    return role != MODEL_EXIT && role != MODEL_EXIT_PROCESS && role != MODEL_FREE && role != MODEL_ALLOCATE &&
           role != MODEL_SELF;
}

static void add_function(struct model_set *set, const struct model_function *function)
{
    GPtrArray *namesakes = g_hash_table_lookup(set->functions, function->name);
    if (!namesakes) {
        namesakes = g_ptr_array_new();
        g_hash_table_insert(set->functions, (gpointer)function->name, namesakes);
    }
    g_ptr_array_add(namesakes, (gpointer)function);
    if (model_is_worthwhile(function->role))
        add_word(set, function->name, function->role == MODEL_SPAWN || function->role == MODEL_SPAWN_BEGIN);
}

static const struct model *model_of_library(const struct model_set *set, const char *library, guint n)
{
    for (guint i = 0; i < n; i++) {
        const struct model *model = set->models->pdata[i];
        if (g_str_equal(model->library, library))
            return model;
    }
    return NULL;
}

/* Where a model is read from. */
struct origin {
    const char *file; /* as messages name it */
    const char *text;
    unsigned line; /* in which the model begins, counted from 0 */
};

/* It is who adds a library that chooses its name, not the folder. */
static bool check_library(const struct model_set *set, const struct model *model, GError **error)
{
    const struct model *own = model_of_library(set, model->library, set->n_own);
    const struct model *other = own ? own : model_of_library(set, model->library, set->models->len);
    const struct model *first = own ? model : other, *second = own ? own : model;
    if (other)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "%s:%u:1: library '%s' is in %s already: give it another name", second->file, second->line,
            model->library, first->file);
    return !other;
}

static struct model_fixes copy_fixes(struct arena *arena, const struct yaml_fixes *yaml)
{
    if (!yaml)
        return (struct model_fixes){0};
    return (struct model_fixes){
        .send = yaml->send ? arena_intern(arena, yaml->send, -1) : NULL,
        .receive = yaml->receive ? arena_intern(arena, yaml->receive, -1) : NULL,
        .wait = yaml->wait ? arena_intern(arena, yaml->wait, -1) : NULL,
    };
}

static struct model *new_model(
    struct arena *arena, const struct yaml_model *yaml, const struct origin *origin)
{
    struct model *model = arena_new_array(arena, struct model, 1);
    *model = (struct model){
        .library = arena_intern(arena, yaml->library, -1),
        .file = arena_intern(arena, origin->file, -1),
        .line = origin->line + 1,
        .within = yaml->within ? arena_intern(arena, yaml->within, -1) : NULL,
        .context = yaml->context ? arena_intern(arena, yaml->context, -1) : NULL,
        .task = yaml->task ? arena_intern(arena, yaml->task, -1) : "task",
        .headers = copy_strings(arena, yaml->headers, yaml->n_headers, NULL, 0),
        .macros = copy_strings(arena, yaml->macros, yaml->n_macros, yaml->spawn_macros, yaml->n_spawn_macros),
        .fixes = copy_fixes(arena, yaml->fixes),
        .terminates = yaml->terminates,
        .one_ended = yaml->one_ended,
    };
    return model;
}

static bool add_model(
    struct model_set *set, const struct yaml_model *yaml, const struct origin *origin, GError **error)
{
    struct model *model = new_model(set->arena, yaml, origin);
    unsigned n;
    const struct model_function *functions =
        model_compile(set->arena, model, yaml, origin->text, origin->line, &n, error);
    if (!functions || !check_library(set, model, error))
        return false;
    g_ptr_array_add(set->models, model);
    model->n_functions = n;
    for (unsigned i = 0; i < n; i++) {
        model->roles |= 1u << functions[i].role;
        add_function(set, &functions[i]);
    }
    for (unsigned i = 0; model->macros[i]; i++)
        add_word(set, model->macros[i], i >= yaml->n_macros);
    return true;
}

static void update_hash(struct model_set *set, const char *text, gsize length)
{
    g_checksum_update(set->checksum, (const guchar *)text, (gssize)length);
    g_checksum_update(set->checksum, (const guchar *)"", 1);
}

static bool load_text(struct model_set *set, const char *file, const char *text, gsize length, GError **error)
{
    const struct origin origin = {file, text, 0};
    struct yaml_model *yaml = model_language_read(file, text, length, error);
    if (!yaml)
        return false;
    bool added = model_of_library(set, yaml->library, set->n_given) || add_model(set, yaml, &origin, error);
    model_language_free(yaml);
    update_hash(set, text, length);
    return added;
}

static bool load_file(struct model_set *set, const char *file, GError **error)
{
    g_autofree char *text = NULL;
    gsize length;
    GError *cause = NULL;
    if (!g_file_get_contents(file, &text, &length, &cause)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "the model cannot be read: %s", cause->message);
        g_error_free(cause);
        return false;
    }
    return load_text(set, file, text, length, error);
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *model_files(const char *directory, GError **error)
{
    GError *cause = NULL;
    g_autoptr(GDir) dir = g_dir_open(directory, 0, &cause);
    if (!dir) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "the models cannot be read: %s", cause->message);
        g_error_free(cause);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir));)
        if (g_str_has_suffix(name, ".yaml") && name[0] != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_strings);
    return names;
}

static bool load_directory(struct model_set *set, const char *directory, GError **error)
{
    g_autoptr(GPtrArray) names = model_files(directory, error);
    bool loaded = names != NULL;
    for (unsigned i = 0; loaded && i < names->len; i++) {
        g_autofree char *file = g_build_filename(directory, names->pdata[i], NULL);
        loaded = load_file(set, file, error);
    }
    return loaded;
}

/* ---- what the tree says itself ---- */

static bool load_project_file(
    struct model_set *set, const struct project *project, const char *file, GError **error)
{
    gsize length;
    g_autofree char *text = project_read_file(project->root, file, &length, error);
    if (!text)
        project_prefix_error(project, "models", file, error);
    return text && load_text(set, file, text, length, error);
}

/* The models that stand in the file itself. */
static bool load_libraries(struct model_set *set, const struct project_private *private, GError **error)
{
    bool loaded = true;
    for (unsigned i = 0; private->yaml && i < private->yaml->n_libraries && loaded; i++) {
        const struct yaml_model *yaml = &private->yaml->libraries[i];
        const struct yaml_place at = yaml_find(private->text, "library", yaml->library);
        const struct origin origin = {PROJECT_FILE, private->text, at.line - 1};
        loaded = model_of_library(set, yaml->library, set->n_given) || add_model(set, yaml, &origin, error);
    }
    if (private->yaml && private->yaml->n_libraries)
        update_hash(set, private->text, strlen(private->text));
    return loaded;
}

static bool load_project(struct model_set *set, const struct project *project, GError **error)
{
    bool loaded = true;
    for (unsigned i = 0; project && project->models[i] && loaded; i++)
        loaded = load_project_file(set, project, project->models[i], error);
    return loaded && (!project || load_libraries(set, project->private, error));
}

static int compare_models(gconstpointer a, gconstpointer b)
{
    const struct model *const *x = a, *const *y = b;
    return strcmp((*x)->library, (*y)->library);
}

/* requires: everything is loaded; leaves: word_list, hash, models in order */
static void finish(struct model_set *set)
{
    guchar digest[32];
    gsize length = sizeof digest;
    g_checksum_get_digest(set->checksum, digest, &length);
    memcpy(&set->hash, digest, sizeof set->hash);
    g_ptr_array_sort(set->models, compare_models);
    guint n;
    g_autofree gpointer *words = g_hash_table_get_keys_as_array(set->words, &n);
    set->word_list = arena_new_array(set->arena, const char *, n + 1);
    memcpy(set->word_list, words, n * sizeof *words);
    qsort(set->word_list, n, sizeof *set->word_list, compare_strings);
}

static void free_namesakes(gpointer namesakes)
{
    g_ptr_array_free(namesakes, TRUE);
}

static bool load_all(struct model_set *set, const char *directory, char *const *files,
    const struct project *project, GError **error)
{
    for (; files && *files; files++)
        if (!load_file(set, *files, error))
            return false;
    set->n_given = set->models->len;
    if (!load_project(set, project, error))
        return false;
    set->n_given = 0;
    set->n_own = set->models->len;
    return load_directory(set, directory, error);
}

struct model_set *model_load(
    const char *directory, char *const *files, const struct project *project, GError **error)
{
    struct model_set *set = g_new0(struct model_set, 1);
    set->arena = arena_new();
    set->models = g_ptr_array_new();
    set->functions = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_namesakes);
    set->words = g_hash_table_new(g_str_hash, g_str_equal);
    set->checksum = g_checksum_new(G_CHECKSUM_SHA256);
    if (load_all(set, directory, files, project, error)) {
        finish(set);
        return set;
    }
    model_free(set);
    if (error)
        g_strdelimit((*error)->message, "\n\r", ' '); /* of what it quotes */
    return NULL;
}

void model_free(struct model_set *set)
{
    if (!set)
        return;
    g_checksum_free(set->checksum);
    g_hash_table_destroy(set->words);
    g_hash_table_destroy(set->functions);
    g_ptr_array_free(set->models, TRUE);
    arena_free(set->arena);
    g_free(set);
}

/* ---- looking up ---- */

/* `header` ends in `suffix`, at the start of a name. */
static bool ends_in(const char *header, const char *suffix)
{
    gsize length = strlen(header), n = strlen(suffix);
    return n <= length && g_str_equal(header + length - n, suffix) &&
           (n == length || header[length - n - 1] == '/');
}

bool model_has_header(const struct model *model, const char *header)
{
    for (const char **suffix = model->headers; *suffix; suffix++)
        if (ends_in(header, *suffix))
            return true;
    return false;
}

const char *const model_mains[] = {
    "main", "threadmain", "taskmain", "app_main", "tx_application_define", "wmain", "WinMain", NULL};

/* A library's function with the name of one of its macros, a common word: others have one of that name too.
 */
static bool needs_header(const struct model_function *function, const char *name)
{
    const struct model *model = function->model;
    return model->headers[0] && g_strv_contains((const char *const *)model->macros, name);
}

static bool applies(const struct model_function *function, const int64_t *arguments, unsigned n)
{
    unsigned argument = (unsigned)function->when_argument;
    return function->when_argument == MODEL_NONE ||
           (argument < n && model_has_value(&function->when, arguments[argument]));
}

static bool is_better(const struct model_function *a, const struct model_function *b, bool declared)
{
    if (a->model == b->model)
        return a->when_argument != MODEL_NONE && b->when_argument == MODEL_NONE;
    return declared && a->model->headers[0] && !b->model->headers[0];
}

const struct model_function *model_find_call(
    const struct model_set *set, const char *name, const char *header, const int64_t *arguments, unsigned n)
{
    const GPtrArray *namesakes = g_hash_table_lookup(set->functions, name);
    const struct model_function *found = NULL;
    for (unsigned i = 0; namesakes && i < namesakes->len; i++) {
        const struct model_function *function = namesakes->pdata[i];
        if (header ? function->model->headers[0] && !model_has_header(function->model, header)
                   : needs_header(function, name))
            continue;
        if (applies(function, arguments, n) && (!found || is_better(function, found, header)))
            found = function;
    }
    return found;
}

const struct model_function *model_find(const struct model_set *set, const char *name, const char *header)
{
    return model_find_call(set, name, header, NULL, 0);
}

enum model_mode model_mode_of(const struct model_function *function, int64_t value)
{
    if (model_has_value(&function->forever, value))
        return MODEL_FOREVER;
    if (model_has_value(&function->nonblocking, value) || (function->nonblocking_bits & value))
        return MODEL_NONBLOCKING;
    bool others_block = (function->timeout.n > 0 && !model_has_value(&function->timeout, value)) ||
                        function->nonblocking_bits;
    return others_block ? MODEL_FOREVER : MODEL_TIMEOUT;
}

const char *const *model_words(const struct model_set *set)
{
    return set->word_list;
}

bool model_word_spawns(const struct model_set *set, const char *word)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(set->words, word));
}

uint64_t model_hash(const struct model_set *set)
{
    return set->hash;
}

const struct model *const *model_list(const struct model_set *set, unsigned *n)
{
    *n = set->models->len;
    return (const struct model *const *)set->models->pdata;
}
