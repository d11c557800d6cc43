#include "cli/cli.h"

#include <stdio.h>

static const struct cli_usage usage = {
    .command = "tasks",
    .arguments = NULL,
    .summary =
        "Prints how each task of the latest run dies, one row a spawn and body. X is a function.\n\n"
        "  killed by X        X cancels it, and its library ends it wherever it is blocked\n"
        "  cancelled by X     its body can return, and X makes it: X cancels the task, or ends an operation "
        "in a\n"
        "                     loop of the body by a stop flag or through another branch of the select\n"
        "  closed by X        its body can return, and X closes a channel that a loop of the body uses\n"
        "  returns            it can end by itself, and nothing is seen to end it from outside: a flag that "
        "it\n"
        "                     looks at only between its operations does not\n"
        "  process exit only  it has no way to end, and only so many are started, or it ends the process\n"
        "  NEVER              it has no way to end, and is started again and again: they pile up\n\n"
        "CAN HANG AT is an operation that only its peer ends: however the task is to die, not there, unless\n"
        "the peer comes. Of several, a send that all receivers can leave is shown first.",
    .examples = "  chanlint tasks                            the tree around the current folder\n"
                "  chanlint tasks | grep -w NEVER\n",
};

static bool tasks(const char *database, GError **error)
{
    g_autoptr(GString) table = g_string_new(NULL);
    g_autoptr(GString) summary = g_string_new("chanlint: ");
    struct store *store = cli_open(database, error);
    bool done = store && store_find_run(store, 0, error) &&
                report_tasks(store, cli_colors(), table, summary, error) && cli_write(table, NULL, error);
    store_close(store);
    if (done)
        fputs(summary->str, stderr);
    return done;
}

int command_tasks(int argc, char **argv)
{
    char *database = NULL;
    const GOptionEntry entries[] = {
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &database, CLI_DATABASE_HELP, "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = cli_parse(&usage, entries, argc, argv) && tasks(database, &error) ? CLI_CLEAN : CLI_BAD;
    if (error)
        cli_fail(error);
    g_free(database);
    return status;
}
