#include "cli/cli.h"

static const struct cli_usage usage = {
    .command = "report",
    .arguments = NULL,
    .summary = "Prints the findings of a stored run.",
    .examples =
        "  chanlint report                           the latest run of the tree around the current folder\n"
        "  chanlint report --run 3 --format sarif -o run3.sarif\n",
};

struct report_arguments {
    char *database, *format, *output;
    gint64 run;
    gboolean notes;
};

static bool report(const struct report_arguments *arguments, GError **error)
{
    const struct report_format *format = report_find(arguments->format, error);
    g_autofree char *path = arguments->database ? g_strdup(arguments->database) : cli_find_database();
    if (!format || !cli_output_check(arguments->output, error))
        return false;
    struct store *store = store_open_existing(path, error);
    if (!store)
        return false;
    int64_t run = store_find_run(store, arguments->run, error);
    bool done = run && cli_print(store, run, arguments->notes, format, arguments->output, error);
    store_close(store);
    return done;
}

int command_report(int argc, char **argv)
{
    struct report_arguments a = {0};
    const GOptionEntry entries[] = {
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &a.database,
            "the database (default: .chanlint/chanlint.db here or in the nearest parent that has it)",
            "FILE"},
        {"run", 0, 0, G_OPTION_ARG_INT64, &a.run, "the run's number (default: the latest)", "N"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &a.format, cli_format_help(), "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &a.output, "where to write (default: stdout)", "FILE"},
        {"notes", 0, 0, G_OPTION_ARG_NONE, &a.notes, "print findings of level note too", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = cli_parse(&usage, entries, argc, argv) && report(&a, &error) ? CLI_CLEAN : CLI_BAD;
    if (error)
        cli_fail(error);
    g_free(a.database);
    g_free(a.format);
    g_free(a.output);
    return status;
}
