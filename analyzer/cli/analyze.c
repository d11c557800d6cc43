#include "cli/analyze.h"

#include "base/error.h"
#include "cli/cli.h"
#include "cli/extraction.h"
#include "cli/mend.h"
#include "link/link.h"
#include "link/rehearse.h"
#include "model/project.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

enum { LINK_SECONDS = 120 }; /* for a case, which is small: far more than any needs */

/* What no tree has a say in. */
struct rules {
    char *folder, *worker;
    GPtrArray *checks;
    struct model_set *models; /* without those of a tree */
};

/* What the phases leave for those after them. */
struct pipeline {
    struct analysis *analysis;
    struct rules *rules;
    gint64 started; /* microseconds */
    char *root, *version;
    struct project *project;
    GPtrArray *excludes; /* the user's and the tree's; NULL-ended */
    struct model_set *own; /* with those of the tree, which has some */
    const struct model_set *models;
    struct source_tree *tree;
    struct store_cache *cache;
    struct extraction extraction;
    char *program; /* the name of what is linked; NULL: results are missing from the cache */
    bool unchanged; /* the relations of the latest run are this one's */
    struct annotations *annotations;
    struct relations *relations;
};

static const char *const *paths_of(const struct pipeline *pipeline)
{
    return (const char *const *)pipeline->analysis->paths;
}

static bool check_excludes(const struct project *project, GError **error)
{
    for (const char **glob = project->excludes; *glob; glob++)
        if (!source_check_exclude(*glob, error)) {
            project_prefix_error(project, "exclude", *glob, error);
            return false;
        }
    return true;
}

/* leaves: root, project, excludes; and the level at which to fail */
static bool configure(struct pipeline *pipeline, GError **error)
{
    struct analysis *analysis = pipeline->analysis;
    if (!(pipeline->root = source_root(paths_of(pipeline), analysis->alone, error)) ||
        !(pipeline->project = project_read(pipeline->root, error)) ||
        !check_excludes(pipeline->project, error))
        return false;
    pipeline->excludes = g_ptr_array_new();
    for (char **glob = analysis->excludes; glob && *glob; glob++)
        g_ptr_array_add(pipeline->excludes, *glob);
    for (const char **glob = pipeline->project->excludes; *glob; glob++)
        g_ptr_array_add(pipeline->excludes, (gpointer)*glob);
    g_ptr_array_add(pipeline->excludes, NULL);
    analysis->fail_on = pipeline->project->fail_on;
    return true;
}

static struct model_set *load_models(
    const struct rules *rules, const struct analysis *analysis, const struct project *project, GError **error)
{
    g_autofree char *models = g_build_filename(rules->folder, "models", NULL);
    return model_load(models, analysis->models, project, error);
}

static bool load_rules(struct rules *rules, const struct analysis *analysis, GError **error)
{
    if (!(rules->folder = cli_rules(analysis->rules, error)) || !(rules->worker = cli_worker(error)))
        return false;
    g_autofree char *checks = g_build_filename(rules->folder, "checks", NULL);
    return (rules->checks = store_checks_load(checks, error)) != NULL;
}

static void rules_clear(struct rules *rules)
{
    g_free(rules->folder);
    g_free(rules->worker);
    g_clear_pointer(&rules->checks, g_ptr_array_unref);
    g_clear_pointer(&rules->models, model_free);
}

/* leaves: models, and rules if this is the first to need them */
static bool load(struct pipeline *pipeline, GError **error)
{
    const struct analysis *analysis = pipeline->analysis;
    struct rules *rules = pipeline->rules;
    if (!rules->checks && !load_rules(rules, analysis, error))
        return false;
    if (project_has_models(pipeline->project))
        pipeline->models = pipeline->own = load_models(rules, analysis, pipeline->project, error);
    else if (rules->models || (rules->models = load_models(rules, analysis, NULL, error)))
        pipeline->models = rules->models;
    return pipeline->models != NULL;
}

/* leaves: tree, every unit of it relevant */
static bool discover(struct pipeline *pipeline, GError **error)
{
    const struct source_options options = {
        .paths = paths_of(pipeline),
        .build = pipeline->analysis->build,
        .excludes = (const char *const *)pipeline->excludes->pdata,
        .includes = (const char *const *)pipeline->analysis->includes,
        .rules = pipeline->rules->folder,
        .alone = pipeline->analysis->alone,
    };
    return (pipeline->tree = source_discover(&options, error));
}

/* leaves: units that name no operation are not relevant */
static bool prefilter(struct pipeline *pipeline, GError **error)
{
    (void)error;
    if (pipeline->analysis->prefilter)
        source_prefilter(pipeline->tree, pipeline->models);
    return true;
}

/* What cached results depend on besides the files: the worker itself tells one build of it from another. */
static char *worker_version(const char *worker)
{
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_file_get_contents(worker, &bytes, &length, NULL);
    return g_strdup_printf(CHANLINT_VERSION " clang " CHANLINT_CLANG_VERSION " worker %016" G_GINT64_MODIFIER
                                            "x",
        (guint64)XXH3_64bits(bytes, length));
}

static struct store *open_database(const struct pipeline *pipeline, GError **error)
{
    const char *given = pipeline->analysis->database;
    g_autofree char *path = given ? g_strdup(given) : cli_database(pipeline->tree->root, error);
    return path ? store_open(path, error) : NULL;
}

/* leaves: store, with the reviews that are given and the side that is compared with, and cache. Nothing was
 * written before: bad input leaves no database behind. */
static bool open_store(struct pipeline *pipeline, GError **error)
{
    struct analysis *analysis = pipeline->analysis;
    if (!analysis->store && !(analysis->store = open_database(pipeline, error)))
        return false;
    if (analysis->cache)
        pipeline->version = worker_version(pipeline->rules->worker);
    if (analysis->reviews && store_import(analysis->store, analysis->reviews, error) < 0)
        return false;
    if (analysis->compare && !store_compare(analysis->store, "old", analysis->baseline, error))
        return false;
    return !analysis->cache || (pipeline->cache = store_cache_new(
                                    analysis->store, pipeline->tree->root, pipeline->version, error));
}

static void say(const struct pipeline *pipeline, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void say(const struct pipeline *pipeline, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    g_autofree char *text = g_strdup_vprintf(format, values);
    va_end(values);
    if (pipeline->analysis->said)
        g_ptr_array_add(pipeline->analysis->said, g_steal_pointer(&text));
    else
        cli_say("%s", text);
}

static void say_failures(const struct pipeline *pipeline)
{
    const struct extraction *extraction = &pipeline->extraction;
    for (unsigned i = 0; i < pipeline->tree->n_units; i++) {
        const char *path = pipeline->tree->units[i].path;
        if (extraction->failures[i])
            say(pipeline, "%s is not analysed: %s", path, extraction->failures[i]);
        else if (extraction->first_errors[i] && (pipeline->analysis->verbose || pipeline->analysis->said))
            say(pipeline, "%s has compile errors, the first: %s", path, extraction->first_errors[i]);
    }
    if (extraction->cache_error)
        cli_say("results are not cached: %s", extraction->cache_error);
}

/* All that the relations are made from: the units, the models, what else the tree defines, and the program
 * that links them. NULL when a unit is not in the cache. */
static char *name_program(const struct pipeline *pipeline)
{
    uint64_t units, parts[3];
    if (!pipeline->cache || !extraction_digest(&pipeline->extraction, &units))
        return NULL;
    g_autofree char *self = worker_version("/proc/self/exe");
    XXH3_state_t *state = XXH3_createState();
    XXH3_64bits_reset(state);
    parts[0] = units;
    parts[1] = source_definers_digest(pipeline->tree);
    parts[2] = model_hash(pipeline->models);
    XXH3_64bits_update(state, parts, sizeof parts);
    XXH3_64bits_update(state, self, strlen(self));
    XXH3_64bits_update(state, pipeline->version, strlen(pipeline->version));
    XXH3_64bits_update(state, pipeline->tree->root, strlen(pipeline->tree->root));
    char *name = g_strdup_printf("%016" G_GINT64_MODIFIER "x", (guint64)XXH3_64bits_digest(state));
    XXH3_freeState(state);
    return name;
}

/* leaves: program, unchanged, and then the extraction without its IR */
static bool compare(struct pipeline *pipeline, GError **error)
{
    (void)error;
    const int jobs = pipeline->analysis->jobs;
    pipeline->extraction = (struct extraction){
        .tree = pipeline->tree,
        .arena = arena_new(),
        .cache = pipeline->cache,
        .worker = pipeline->rules->worker,
        .seconds = (unsigned)pipeline->analysis->seconds,
        .jobs = jobs ? (unsigned)jobs : g_get_num_processors(),
        .progress = pipeline->analysis->progress,
        .open = pipeline->analysis->fix,
    };
    pipeline->program = name_program(pipeline);
    g_autofree char *latest = pipeline->program ? store_latest_program(pipeline->analysis->store) : NULL;
    pipeline->unchanged = latest && g_str_equal(pipeline->program, latest) && !pipeline->analysis->fix;
    if (pipeline->unchanged) {
        extraction_recall(&pipeline->extraction);
        say_failures(pipeline);
        if (pipeline->analysis->verbose)
            cli_say("nothing has changed since the latest run: it is not linked again");
    }
    return true;
}

/* leaves: extraction, the IR of what could be parsed */
static bool extract(struct pipeline *pipeline, GError **error)
{
    return pipeline->unchanged || extraction_run(&pipeline->extraction, error);
}

/* leaves: what cannot be analysed said; program anew: files may have changed meanwhile */
static bool account(struct pipeline *pipeline, GError **error)
{
    (void)error;
    if (pipeline->unchanged)
        return true;
    say_failures(pipeline);
    pipeline->analysis->failed = pipeline->extraction.failed;
    g_free(pipeline->program);
    pipeline->program = name_program(pipeline);
    return true;
}

static unsigned definers_of(const char *name, const void *tree)
{
    return source_definers(tree, name);
}

/* Of a rehearsal. */
static unsigned link_seconds(const struct pipeline *pipeline)
{
    const int seconds = pipeline->analysis->seconds;
    return seconds ? (unsigned)seconds : LINK_SECONDS;
}

/* leaves: annotations, relations */
static bool link_units(struct pipeline *pipeline, GError **error)
{
    if (pipeline->unchanged)
        return true;
    g_autoptr(GPtrArray) units = g_ptr_array_new();
    for (unsigned i = 0; i < pipeline->tree->n_units; i++)
        if (pipeline->extraction.units[i])
            g_ptr_array_add(units, pipeline->extraction.units[i]);
    pipeline->annotations = annotations_new();
    const struct link_input input = {
        .units = (struct ir_unit *const *)units->pdata,
        .n_units = units->len,
        .models = pipeline->models,
        .annotations = pipeline->annotations,
        .suggest = pipeline->analysis->suggest,
        .definers = definers_of,
        .context = pipeline->tree,
    };
    if (!link_annotate(input.units, input.n_units, pipeline->annotations, error) ||
        (pipeline->analysis->rehearse && !link_rehearse(&input, link_seconds(pipeline), error)))
        return false;
    pipeline->relations = link_program(&input);
    return true;
}

/* leaves: the run in the store */
static bool check(struct pipeline *pipeline, GError **error)
{
    struct analysis *analysis = pipeline->analysis;
    g_autofree char *revision = cli_revision(pipeline->tree->root);
    g_autofree const char **sources = source_paths(pipeline->tree);
    const struct store_run run = {
        .root = pipeline->tree->root,
        .version = CHANLINT_VERSION,
        .clang_version = CHANLINT_CLANG_VERSION,
        .files = pipeline->tree->n_files,
        .parsed = pipeline->extraction.parsed,
        .cached = pipeline->extraction.cached,
        .failed = pipeline->extraction.failed,
        .files_with_errors = pipeline->extraction.with_errors,
        .files_that_spawn = pipeline->tree->n_spawning,
        .seconds = (double)(g_get_monotonic_time() - pipeline->started) / G_USEC_PER_SEC,
        .program = pipeline->program,
        .sources = pipeline->extraction.failed ? NULL : (const char *const *)sources,
        .revision = revision,
    };
    analysis->run = store_save(analysis->store, &run, pipeline->relations, pipeline->rules->checks, error);
    return analysis->run &&
           (!analysis->suggest || store_suggest(analysis->store, pipeline->relations, error));
}

/* leaves: the fixes in the store */
static bool mend(struct pipeline *pipeline, GError **error)
{
    const struct analysis *analysis = pipeline->analysis;
    const struct link_input input = {
        .models = pipeline->models, .definers = definers_of, .context = pipeline->tree};
    const struct mending mending = {
        &pipeline->extraction, analysis->store, analysis->run, &input, pipeline->rules->checks};
    return !analysis->fix || mend_run(&mending, error);
}

static bool prune(struct pipeline *pipeline, GError **error)
{
    return !pipeline->cache || store_cache_prune(pipeline->cache, pipeline->tree, error);
}

enum { EXTRACT = 6 };

static const struct phase {
    const char *name;
    bool (*run)(struct pipeline *pipeline, GError **error);
} phases[] = {
    {"configure", configure},
    {"load the rules", load},
    {"discover", discover},
    {"prefilter", prefilter},
    {"open the database", open_store},
    {"compare", compare},
    [EXTRACT] = {"extract", extract},
    {"account", account},
    {"link", link_units},
    {"check and store", check},
    {"look for fixes", mend},
    {"prune the cache", prune},
};

enum { N_PHASES = G_N_ELEMENTS(phases) };

/* Those from `first` to before `end`. */
static bool run_phases(struct pipeline *pipeline, unsigned first, unsigned end, GError **error)
{
    for (unsigned i = first; i < end; i++) {
        gint64 before = g_get_monotonic_time();
        if (!phases[i].run(pipeline, error))
            return false;
        if (pipeline->analysis->verbose)
            cli_say("%-17s %8.1f ms", phases[i].name, (double)(g_get_monotonic_time() - before) / 1000);
    }
    return true;
}

static void pipeline_clear(struct pipeline *pipeline)
{
    g_clear_pointer(&pipeline->relations, relations_free);
    annotations_free(pipeline->annotations);
    arena_free(pipeline->extraction.arena);
    extraction_clear(&pipeline->extraction);
    store_cache_free(pipeline->cache);
    g_clear_pointer(&pipeline->tree, source_free);
    g_clear_pointer(&pipeline->own, model_free);
    g_clear_pointer(&pipeline->excludes, g_ptr_array_unref);
    project_free(pipeline->project);
    g_free(pipeline->root);
    g_free(pipeline->version);
    g_free(pipeline->program);
    *pipeline = (struct pipeline){0};
}

bool analyze(struct analysis *analysis, GError **error)
{
    struct rules rules = {0};
    struct pipeline pipeline = {.analysis = analysis, .rules = &rules, .started = g_get_monotonic_time()};
    bool done = run_phases(&pipeline, 0, N_PHASES, error);
    pipeline_clear(&pipeline);
    rules_clear(&rules);
    return done;
}

/* ---- several trees ---- */

struct batch {
    GHashTable *pipelines; /* struct extraction * -> struct pipeline * */
    analyze_done *done;
    void *context;
};

static void finish(const struct batch *batch, struct pipeline *pipeline, const GError *failure)
{
    batch->done(pipeline->analysis, failure, batch->context);
    pipeline_clear(pipeline);
}

static void extracted(struct extraction *extraction, void *context)
{
    const struct batch *batch = context;
    struct pipeline *pipeline = g_hash_table_lookup(batch->pipelines, extraction);
    g_autoptr(GError) failure = NULL;
    run_phases(pipeline, EXTRACT + 1, N_PHASES, &failure);
    finish(batch, pipeline, failure);
}

bool analyze_all(struct analysis *analyses, unsigned n, analyze_done *done, void *context, GError **error)
{
    struct rules rules = {0};
    g_autofree struct pipeline *pipelines = g_new0(struct pipeline, n);
    g_autoptr(GPtrArray) extractions = g_ptr_array_new();
    g_autoptr(GHashTable) by_extraction = g_hash_table_new(NULL, NULL);
    struct batch batch = {by_extraction, done, context};
    bool ready = load_rules(&rules, analyses, error) &&
                 (rules.models = load_models(&rules, analyses, NULL, error)) != NULL;
    for (unsigned i = 0; ready && i < n; i++) {
        struct pipeline *pipeline = &pipelines[i];
        g_autoptr(GError) failure = NULL;
        *pipeline = (struct pipeline){&analyses[i], &rules, .started = g_get_monotonic_time()};
        if (!run_phases(pipeline, 0, EXTRACT, &failure)) {
            finish(&batch, pipeline, failure);
            continue;
        }
        g_hash_table_insert(by_extraction, &pipeline->extraction, pipeline);
        g_ptr_array_add(extractions, &pipeline->extraction);
    }
    ready = ready && extraction_run_all((struct extraction *const *)extractions->pdata, extractions->len,
                         extracted, &batch, error);
    for (unsigned i = 0; i < n; i++)
        pipeline_clear(&pipelines[i]);
    rules_clear(&rules);
    return ready;
}

bool analyze_dump_units(const struct analysis *analysis, GError **error)
{
    struct analysis given = *analysis;
    struct rules rules = {0};
    struct pipeline pipeline = {.analysis = &given, .rules = &rules};
    bool done = configure(&pipeline, error) && load(&pipeline, error) && discover(&pipeline, error);
    for (unsigned i = 0; done && i < pipeline.tree->n_units; i++) {
        const struct source_unit *unit = &pipeline.tree->units[i];
        printf("%s\t%s", unit->directory, unit->path);
        for (const char *const *flag = unit->flags; *flag; flag++)
            printf("\t%s", *flag);
        putchar('\n');
    }
    pipeline_clear(&pipeline);
    rules_clear(&rules);
    return done;
}
