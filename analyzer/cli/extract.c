#include "cli/cli.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

static const struct cli_usage usage = {
    .command = "extract",
    .arguments = "FILE [-- FLAGS...]",
    .summary = "Prints the intermediate representation of one file, which `chanlint link` reads.\n"
               "Without FLAGS the file gets those that `chanlint check` would give it.",
    .examples = "  chanlint extract src/poller.c\n"
                "  chanlint extract src/poller.c -- -Iinclude -DDEBUG > poller.ir\n",
};

struct outcome {
    bool done;
    char *reason;
};

static void unit_done(const struct extract_result *result, void *context)
{
    struct outcome *outcome = context;
    outcome->done = result->status == EXTRACT_OK;
    if (!outcome->done)
        outcome->reason = g_strdup(result->reason);
    else
        fwrite(result->ir, 1, result->ir_length, stdout);
    if (result->n_errors)
        cli_say("%u compile errors, the first: %s", result->n_errors, result->first_error);
}

static bool extract_unit(const struct source_unit *unit, GError **error)
{
    struct outcome outcome = {false, NULL};
    g_autofree char *worker = cli_worker(error);
    const struct extract_options options = {
        .worker = worker,
        .jobs = 1,
        .timeout_seconds = 600,
        .memory_megabytes = 4096,
    };
    if (!worker || !extract_run(&options, &unit, 1, unit_done, &outcome, error))
        return false;
    if (!outcome.done)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s is not analysed: %s", unit->path, outcome.reason);
    g_free(outcome.reason);
    return outcome.done;
}

/* With the flags as given, relative to the current folder, which is the root when the file lies in it. */
static bool extract_with(const char *file, char *const *flags, GError **error)
{
    g_autofree char *directory = g_get_current_dir();
    g_autofree char *path = g_canonicalize_filename(file, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *prefix = g_strdup_printf("%s/", directory);
    bool inside = g_str_has_prefix(path, prefix);
    const char *root = inside ? directory : folder;
    const struct source_unit unit = {
        .root = root,
        .path = path + strlen(root) + 1,
        .directory = directory,
        .flags = (const char *const *)flags,
    };
    return extract_unit(&unit, error);
}

static bool extract_as_checked(const char *file, GError **error)
{
    const char *const paths[] = {file, NULL};
    g_autofree char *rules = cli_rules(NULL, error);
    const struct source_options options = {.paths = paths, .rules = rules};
    struct source_tree *tree = rules ? source_discover(&options, error) : NULL;
    if (!tree)
        return false;
    bool done = tree->n_units > 0 && extract_unit(&tree->units[0], error);
    source_free(tree);
    return done;
}

/* Cuts argv at `--`; what follows it are the compiler's flags, or NULL. */
static char **cut_flags(int *argc, char **argv)
{
    for (int i = 1; i < *argc; i++)
        if (g_str_equal(argv[i], "--")) {
            *argc = i;
            argv[i] = NULL;
            return argv + i + 1;
        }
    return NULL;
}

int command_extract(int argc, char **argv)
{
    g_auto(GStrv) files = NULL;
    const GOptionEntry entries[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    char **flags = cut_flags(&argc, argv);
    if (!cli_parse(&usage, entries, argc, argv))
        return CLI_BAD;
    if (!files || files[1])
        g_set_error(
            &error, CHANLINT_ERROR, ERROR_USAGE, "extract takes one file: see `chanlint extract --help`");
    else if (flags ? extract_with(files[0], flags, &error) : extract_as_checked(files[0], &error))
        return CLI_CLEAN;
    return cli_fail(error);
}
