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
    char *baseline;
    gint64 run;
    gboolean notes, new_only;
};

static bool report(const struct report_arguments *arguments, GError **error)
{
    const struct report_format *format = report_find(arguments->format, error);
    if (!format || !cli_output_check(arguments->output, error))
        return false;
    struct store *store = cli_open(arguments->database, error);
    struct report_options options = {.notes = arguments->notes, .new_only = arguments->new_only};
    bool done = store && (options.run = store_find_run(store, arguments->run, error)) &&
                (!arguments->baseline || store_compare(store, "old", arguments->baseline, error)) &&
                cli_print(store, options, format, arguments->output, error);
    store_close(store);
    return done;
}

int command_report(int argc, char **argv)
{
    struct report_arguments a = {0};
    const GOptionEntry entries[] = {
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &a.database, CLI_DATABASE_HELP, "FILE"},
        {"run", 0, 0, G_OPTION_ARG_INT64, &a.run, "the run's number (default: the latest)", "N"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &a.format, cli_format_help(), "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &a.output, "where to write (default: stdout)", "FILE"},
        {"notes", 0, 0, G_OPTION_ARG_NONE, &a.notes, "print findings of level note too", NULL},
        {"baseline", 0, 0, G_OPTION_ARG_FILENAME, &a.baseline,
            "say of each finding whether it is new: not in this run, commit, SARIF log or database",
            "RUN|FILE"},
        {"new-only", 0, 0, G_OPTION_ARG_NONE, &a.new_only, "print only what is new", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = cli_parse(&usage, entries, argc, argv) && report(&a, &error) ? CLI_CLEAN : CLI_BAD;
    if (error)
        cli_fail(error);
    g_free(a.database);
    g_free(a.baseline);
    g_free(a.format);
    g_free(a.output);
    return status;
}
