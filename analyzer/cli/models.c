#include "cli/cli.h"

#include "base/error.h"
#include "model/project.h"
#include "source/source.h"

#include <string.h>

static const struct cli_usage usage = {
    .command = "models",
    .arguments = "list [PATH] | show LIBRARY",
    .summary =
        "list prints a row for each library whose functions are known: how many they are, what they are\n"
        "about, and the file with its model. With PATH, the tree's own models come with them, and FILES\n"
        "is in how many files of the tree the library seems to be used: those that name one of its\n"
        "functions or, where they include its header, one of its macros.\n\n"
        "show prints the file with the library's model.",
    .examples = "  chanlint models list                      all that are installed\n"
                "  chanlint models list .                    which of them this tree uses\n"
                "  chanlint models show pthread\n",
};

struct models_arguments {
    char *rules;
    char **models, **words;
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
        !(loaded->root = source_root(paths, error)) || !(loaded->project = project_read(loaded->root, error)))
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

static bool list(const struct loaded *loaded, const char *const *paths, GError **error)
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

static bool show(const struct loaded *loaded, const char *const *names, GError **error)
{
    unsigned n;
    const struct model *const *models = model_list(loaded->models, &n);
    for (unsigned i = 0; i < n; i++)
        if (g_str_equal(models[i]->library, *names))
            return print_model(loaded, models[i], error);
    g_set_error(error, CHANLINT_ERROR, ERROR_USAGE,
        "there is no model of `%s`: `chanlint models list` names those that there are", *names);
    return false;
}

/* ---- the command ---- */

static const struct {
    const char *name;
    unsigned least, most; /* arguments */
    bool in_tree; /* these are paths */
    bool (*run)(const struct loaded *loaded, const char *const *words, GError **error);
} actions[] = {
    {"list", 0, 1, true, list},
    {"show", 1, 1, false, show},
};

static bool run(const struct models_arguments *arguments, GError **error)
{
    static const char *const none[] = {NULL};
    const char *const *words = arguments->words ? (const char *const *)arguments->words : none;
    struct loaded loaded = {0};
    for (size_t i = 0; *words && i < G_N_ELEMENTS(actions); i++) {
        const unsigned n = g_strv_length(arguments->words) - 1;
        if (!g_str_equal(*words, actions[i].name) || n < actions[i].least || n > actions[i].most)
            continue;
        bool done = load(arguments, actions[i].in_tree ? words + 1 : none, &loaded, error) &&
                    actions[i].run(&loaded, words + 1, error);
        loaded_clear(&loaded);
        return done;
    }
    g_set_error(error, CHANLINT_ERROR, ERROR_USAGE,
        "models takes `list [PATH]` or `show LIBRARY`: see `chanlint models --help`");
    return false;
}

int command_models(int argc, char **argv)
{
    struct models_arguments a = {0};
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME, &a.rules, "the rules folder", "DIR"},
        {"model", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.models,
            "a model to load besides those of the rules folder; may be repeated", "FILE"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.words, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = cli_parse(&usage, entries, argc, argv) && run(&a, &error) ? CLI_CLEAN : CLI_BAD;
    if (error)
        cli_fail(error);
    g_free(a.rules);
    g_strfreev(a.models);
    g_strfreev(a.words);
    return status;
}
