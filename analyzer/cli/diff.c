#include "cli/cli.h"

#include "base/error.h"

#include <stdio.h>

static const struct cli_usage usage = {
    .command = "diff",
    .arguments = "OLD NEW",
    .summary = "Prints what is new between two runs, what is fixed, and of what the level rose or fell.\n"
               "OLD and NEW are each the number of a run, the beginning of the name of a commit that was\n"
               "checked (seven digits or more), a SARIF log, or another database, whose latest run it is.\n\n"
               "Exit status: 0 nothing is new or of a higher level, 1 something is, 2 bad usage or input.",
    .examples = "  chanlint diff 3 4\n"
                "  chanlint diff 1f3870b 4                   since the latest run of that commit\n"
                "  chanlint diff main.sarif branch.sarif\n",
};

struct diff_arguments {
    char *database, *format, **sides;
    gboolean notes;
};

/* Two files are compared in a database of their own. */
static struct store *open_database(const struct diff_arguments *arguments, GError **error)
{
    bool files = g_file_test(arguments->sides[0], G_FILE_TEST_IS_REGULAR) &&
                 g_file_test(arguments->sides[1], G_FILE_TEST_IS_REGULAR);
    return files && !arguments->database ? store_open(":memory:", error)
                                         : cli_open(arguments->database, error);
}

static void say_changes(const struct report_changes *changes)
{
    g_autoptr(GString) levels = g_string_new(NULL);
    if (changes->rose || changes->fell)
        g_string_printf(levels, " %d rose, %d fell,", changes->rose, changes->fell);
    cli_say(
        "%d new, %d fixed,%s %d unchanged", changes->new, changes->fixed, levels->str, changes->unchanged);
}

static int diff(const struct diff_arguments *arguments, GError **error)
{
    const struct report_diff_options options = {
        .format = arguments->format ? arguments->format : "text",
        .notes = arguments->notes,
        .colors = cli_colors(),
    };
    if (!report_diff_has(options.format, error))
        return CLI_BAD;
    if (!arguments->sides || g_strv_length(arguments->sides) != 2) {
        g_set_error(error, CHANLINT_ERROR, ERROR_USAGE,
            "diff takes two runs, commits or files: see `chanlint diff --help`");
        return CLI_BAD;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    struct report_changes changes;
    struct store *store = open_database(arguments, error);
    bool done = store && store_compare(store, "old", arguments->sides[0], error) &&
                store_compare(store, "new", arguments->sides[1], error) &&
                report_diff(store, &options, text, &changes, error) && cli_write(text, NULL, error);
    store_close(store);
    if (!done)
        return CLI_BAD;
    say_changes(&changes);
    return changes.new || changes.rose ? CLI_FINDINGS : CLI_CLEAN;
}

int command_diff(int argc, char **argv)
{
    struct diff_arguments a = {0};
    const GOptionEntry entries[] = {
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &a.database, CLI_DATABASE_HELP, "FILE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &a.format, "text (default), csv or json", "FORMAT"},
        {"notes", 0, 0, G_OPTION_ARG_NONE, &a.notes, "compare findings of level note too", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.sides, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = cli_parse(&usage, entries, argc, argv) ? diff(&a, &error) : CLI_BAD;
    if (error)
        status = cli_fail(error);
    g_free(a.database);
    g_free(a.format);
    g_strfreev(a.sides);
    return status;
}
