#include "cli/cli.h"

#include "base/error.h"

static const struct cli_usage usage = {
    .command = "runs",
    .arguments = "[prune]",
    .summary =
        "Lists the runs that the database keeps. `prune` removes all but the last ones, and the findings\n"
        "that only they had; what was said in reviews is kept.",
    .examples = "  chanlint runs\n"
                "  chanlint runs prune --keep 20\n",
};

struct runs_arguments {
    char *database, **words;
    int keep;
};

static bool check_arguments(const struct runs_arguments *arguments, GError **error)
{
    bool prunes = arguments->words && g_str_equal(arguments->words[0], "prune") && !arguments->words[1];
    if (arguments->words && !prunes)
        g_set_error(
            error, CHANLINT_ERROR, ERROR_USAGE, "runs takes nothing but `prune`: see `chanlint runs --help`");
    else if (prunes && arguments->keep < 1)
        g_set_error(error, CHANLINT_ERROR, ERROR_USAGE, "prune needs --keep N, and keeps at least one run");
    else
        return true;
    return false;
}

static bool list(struct store *store, GError **error)
{
    g_autoptr(GString) table = g_string_new(NULL);
    return report_runs(store, table, error) && cli_write(table, NULL, error);
}

static bool prune(struct store *store, int keep, GError **error)
{
    int n = store_prune(store, (unsigned)keep, error);
    if (n < 0)
        return false;
    cli_say("%d run%s removed", n, n == 1 ? "" : "s");
    return true;
}

static bool runs(const struct runs_arguments *arguments, GError **error)
{
    if (!check_arguments(arguments, error))
        return false;
    struct store *store = cli_open(arguments->database, error);
    bool done = store && (arguments->words ? prune(store, arguments->keep, error) : list(store, error));
    store_close(store);
    return done;
}

int command_runs(int argc, char **argv)
{
    struct runs_arguments a = {0};
    const GOptionEntry entries[] = {
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &a.database, CLI_DATABASE_HELP, "FILE"},
        {"keep", 0, 0, G_OPTION_ARG_INT, &a.keep, "how many runs `prune` leaves", "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &a.words, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = cli_parse(&usage, entries, argc, argv) && runs(&a, &error) ? CLI_CLEAN : CLI_BAD;
    if (error)
        cli_fail(error);
    g_free(a.database);
    g_strfreev(a.words);
    return status;
}
