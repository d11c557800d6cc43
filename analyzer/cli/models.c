#include "cli/models.h"

#include "cli/cli.h"

#include "base/error.h"
#include "model/project.h"
#include "source/source.h"

#include <string.h>

static const struct cli_usage usage = {
    .command = "models",
    .arguments = "list [PATH] | show LIBRARY | test DIR... | suggest [PATH...]",
    .summary =
        "list prints a row for each library whose functions are known: how many they are, what they are\n"
        "about, and the file with its model. With PATH, the tree's own models come with them, and FILES\n"
        "is in how many files of the tree the library seems to be used: those that name one of its\n"
        "functions or, where they include its header, one of its macros.\n\n"
        "show prints the file with the library's model.\n\n"
        "test analyses cases, each C or C++ file in DIR, and each folder with such files, as a tree of its\n"
        "own, and compares with what their comments expect: on the line of a finding\n"
        "`EXPECT LEVEL CHECK: why`, where an operation must be recognised `SEES KIND`, `SEES MODE KIND`\n"
        "or `SEES spawn`. It prints each difference, and how much of what is found is expected, and of\n"
        "what is expected found. Quotes find headers beside a case, --include those elsewhere.\n\n"
        "suggest prints a model to fill in, of functions without a body in the tree that tasks are started\n"
        "by, or that are called on objects that tasks share, with the places of the calls; and names the\n"
        "functions of the tree that behave as sends and receives. It parses every file.\n\n"
        "Exit status of test: 0 all cases are as they expect; 1 some are not, cannot be analysed, or do not\n"
        "compile; 2 bad usage or input. Of the others: 0 or 2; of suggest 3 when some files could not be\n"
        "analysed.",
    .examples = "  chanlint models list                      all that are installed\n"
                "  chanlint models list .                    which of them this tree uses\n"
                "  chanlint models show pthread\n"
                "  chanlint models test --model mailbox.yaml cases/mailbox\n"
                "  chanlint models test --case --sees cases/mailbox/leaky.c\n"
                "  chanlint models suggest src > own.yaml    then say what each function does\n",
};

struct loaded {
    char *rules, *root;
    struct project *project;
    struct model_set *models;
};

/* The user's files are relative to the current folder, the tree's to its root. */
static char **absolute(char *const *files)
{
    GPtrArray *paths = g_ptr_array_new();
    for (; files && *files; files++)
        g_ptr_array_add(paths, g_canonicalize_filename(*files, NULL));
    g_ptr_array_add(paths, NULL);
    return (char **)g_ptr_array_free(paths, FALSE);
}

/* leaves: all; the root and its project are those of `paths` */
static bool load(
    const struct models_arguments *arguments, const char *const *paths, struct loaded *loaded, GError **error)
{
    if (!(loaded->rules = cli_rules(arguments->rules, error)) ||
        !(loaded->root = source_root(paths, false, error)) ||
        !(loaded->project = project_read(loaded->root, error)))
        return false;
    g_autofree char *folder = g_build_filename(loaded->rules, "models", NULL);
    g_auto(GStrv) given = absolute(arguments->models);
    loaded->models = model_load(folder, given, loaded->project, error);
    return loaded->models != NULL;
}

static void loaded_clear(struct loaded *loaded)
{
    model_free(loaded->models);
    project_free(loaded->project);
    g_free(loaded->root);
    g_free(loaded->rules);
}

/* ---- list ---- */

/* By model, in how many files of the tree it is used; the caller's. */
static unsigned *count_users(const struct loaded *loaded, const char *const *paths, GError **error)
{
    const struct source_options options = {
        .paths = paths,
        .excludes = (const char *const *)loaded->project->excludes,
        .rules = loaded->rules,
    };
    struct source_tree *tree = source_discover(&options, error);
    if (!tree)
        return NULL;
    source_prefilter(tree, loaded->models);
    unsigned *files = source_users(tree, loaded->models);
    source_free(tree);
    return files;
}

static bool print_list(const struct loaded *loaded, const char *const *paths, GError **error)
{
    g_autofree unsigned *files = *paths ? count_users(loaded, paths, error) : NULL;
    g_autoptr(GString) table = g_string_new(NULL);
    unsigned n;
    if (*paths && !files)
        return false;
    const struct model *const *models = model_list(loaded->models, &n);
    report_models(models, n, files, table);
    return cli_write(table, NULL, error);
}

static int list(const struct models_arguments *arguments, const char *const *paths, GError **error)
{
    struct loaded loaded = {0};
    bool done = load(arguments, paths, &loaded, error) && print_list(&loaded, paths, error);
    loaded_clear(&loaded);
    return done ? CLI_CLEAN : CLI_BAD;
}

/* ---- show ---- */

/* The file as it is: its comments cite where the facts are from. */
static bool print_model(const struct loaded *loaded, const struct model *model, GError **error)
{
    g_autofree char *path = g_canonicalize_filename(model->file, loaded->root);
    g_autofree char *text = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, error))
        return false;
    g_autoptr(GString) out = g_string_new_len(text, (gssize)length);
    return cli_write(out, NULL, error);
}

static bool print_named(const struct loaded *loaded, const char *name, GError **error)
{
    unsigned n;
    const struct model *const *models = model_list(loaded->models, &n);
    for (unsigned i = 0; i < n; i++)
        if (g_str_equal(models[i]->library, name))
            return print_model(loaded, models[i], error);
    g_set_error(error, CHANLINT_ERROR, ERROR_USAGE,
        "there is no model of `%s`: `chanlint models list` names those that there are", name);
    return false;
}

static int show(const struct models_arguments *arguments, const char *const *names, GError **error)
{
    static const char *const here[] = {NULL};
    struct loaded loaded = {0};
    bool done = load(arguments, here, &loaded, error) && print_named(&loaded, *names, error);
    loaded_clear(&loaded);
    return done ? CLI_CLEAN : CLI_BAD;
}

/* ---- the command ---- */

static const struct {
    const char *name;
    unsigned least, most; /* arguments */
    int (*run)(const struct models_arguments *arguments, const char *const *words, GError **error);
} actions[] = {
    {"list", 0, 1, list},
    {"show", 1, 1, show},
    {"test", 1, G_MAXUINT, models_test},
    {"suggest", 0, G_MAXUINT, models_suggest},
};

static int run(const struct models_arguments *arguments, GError **error)
{
    const char *const *words = (const char *const *)arguments->words;
    if (arguments->jobs < 0 || arguments->seconds < 0) {
        g_set_error(error, CHANLINT_ERROR, ERROR_USAGE, "%s %d: that is no positive number",
            arguments->jobs < 0 ? "-j" : "--seconds", MIN(arguments->jobs, arguments->seconds));
        return CLI_BAD;
    }
    for (size_t i = 0; words && i < G_N_ELEMENTS(actions); i++) {
        const unsigned n = g_strv_length(arguments->words) - 1;
        if (g_str_equal(*words, actions[i].name) && n >= actions[i].least && n <= actions[i].most)
            return actions[i].run(arguments, words + 1, error);
    }
    g_set_error(error, CHANLINT_ERROR, ERROR_USAGE,
        "models takes `list [PATH]`, `show LIBRARY`, `test DIR...` or `suggest [PATH...]`: see `chanlint "
        "models --help`");
    return CLI_BAD;
}

int command_models(int argc, char **argv)
{
    struct models_arguments a = {0};
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME, &a.rules, "the rules folder", "DIR"},
        {"model", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.models,
            "a model to load besides those of the rules folder; may be repeated", "FILE"},
        {"case", 0, 0, G_OPTION_ARG_NONE, &a.each, "test: each DIR is itself a case, file or folder", NULL},
        {"include", 'I', 0, G_OPTION_ARG_FILENAME_ARRAY, &a.includes,
            "test: a folder to look for headers in, before all others; may be repeated", "DIR"},
        {"sees", 0, 0, G_OPTION_ARG_NONE, &a.sees, "test: print what is recognised, too, as comments say it",
            NULL},
        {"build", 'p', 0, G_OPTION_ARG_FILENAME, &a.build, "suggest: where compile_commands.json is",
            "BUILD_DIR"},
        {"exclude", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.excludes,
            "suggest: leave out paths, relative to the root, that match; may be repeated", "GLOB"},
        {"seconds", 0, 0, G_OPTION_ARG_INT, &a.seconds,
            "test, suggest: how long a file may take, and a case to link (default: 120)", "N"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &a.jobs,
            "test, suggest: how many workers parse (default: all cores)", "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.words, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = cli_parse(&usage, entries, argc, argv) ? run(&a, &error) : CLI_BAD;
    if (error)
        cli_fail(error);
    g_free(a.rules);
    g_free(a.build);
    g_strfreev(a.excludes);
    g_strfreev(a.models);
    g_strfreev(a.includes);
    g_strfreev(a.words);
    return status;
}
