#include "cli/cli.h"

#include <stdio.h>

static const struct cli_usage usage = {
    .command = "match",
    .arguments = NULL,
    .summary =
        "Says at which operations of the latest run the tasks of a program are parked that runs: how many, "
        "and "
        "which\nfinding that is. Those at an operation that is no finding are listed too. The counts are "
        "kept, and "
        "reports\nshow the findings first at which most tasks were parked.\n\n"
        "A profile is what any of these print: Go's goroutine profile or that of tend (debug=1 or debug=2), "
        "eu-stack, "
        "pstack,\nand gdb with `thread apply all bt`. Stacks with lines match exactly: compile with -g.",
    .examples = "  chanlint match --pid 4711\n"
                "  curl -s localhost:6060/debug/pprof/goroutine?debug=1 | chanlint match --profile -\n"
                "  gdb -batch -ex 'thread apply all bt' -p 4711 | chanlint match --profile -\n",
};

struct match {
    char *database, *profile;
    int pid;
};

static char *read_stdin(GError **error)
{
    GString *text = g_string_new(NULL);
    char buffer[1 << 16];
    size_t size;
    while ((size = fread(buffer, 1, sizeof buffer, stdin)) > 0)
        g_string_append_len(text, buffer, (gssize)size);
    if (ferror(stdin))
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "the profile cannot be read from stdin");
    return g_string_free(text, ferror(stdin) != 0);
}

/* The profile's text, and in *source what it is called. */
static char *read_profile(const struct match *match, char **source, GError **error)
{
    char *text = NULL;
    if (match->pid) {
        *source = g_strdup_printf("process %d", match->pid);
        return profile_of_process(match->pid, error);
    }
    bool piped = g_str_equal(match->profile, "-");
    *source = g_strdup(piped ? "stdin" : match->profile);
    if (piped)
        return read_stdin(error);
    g_autoptr(GError) failure = NULL;
    if (!g_file_get_contents(match->profile, &text, NULL, &failure))
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "the profile cannot be read: %s", failure->message);
    return text;
}

static bool observe(const char *database, const struct profile *profile, const char *source, GError **error)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    g_autoptr(GString) summary = g_string_new(NULL);
    struct store *store = store_open(database, error);
    bool done = store && store_find_run(store, 0, error) && store_observe(store, profile, source, error) &&
                report_match(store, lines, summary, error) && cli_write(lines, NULL, error);
    store_close(store);
    if (done)
        fputs(summary->str, stderr);
    return done;
}

/* What would be made anew is no database to look into. */
static bool has_database(const char *path, GError **error)
{
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    g_set_error(
        error, CHANLINT_ERROR, ERROR_INPUT, "there is no database %s: run `chanlint check` first", path);
    return false;
}

static bool run(const struct match *match, GError **error)
{
    if (!match->pid == !match->profile) {
        g_set_error(
            error, CHANLINT_ERROR, ERROR_USAGE, "give --profile or --pid: see `chanlint match --help`");
        return false;
    }
    g_autofree char *database = match->database ? g_strdup(match->database) : cli_find_database();
    if (!has_database(database, error))
        return false;
    g_autofree char *source = NULL, *text = read_profile(match, &source, error);
    struct profile *profile = text ? profile_parse(text, error) : NULL;
    if (text && !profile)
        g_prefix_error(error, "%s: ", source);
    bool done = profile && observe(database, profile, source, error);
    profile_free(profile);
    return done;
}

int command_match(int argc, char **argv)
{
    struct match match = {0};
    const GOptionEntry entries[] = {
        {"profile", 0, 0, G_OPTION_ARG_FILENAME, &match.profile,
            "stacks as printed by another tool; - is stdin", "FILE"},
        {"pid", 0, 0, G_OPTION_ARG_INT, &match.pid, "take the stacks of this process, with eu-stack", "PID"},
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &match.database,
            "the database (default: .chanlint/chanlint.db here or in the nearest parent that has it)",
            "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = cli_parse(&usage, entries, argc, argv) && run(&match, &error) ? CLI_CLEAN : CLI_BAD;
    if (error)
        cli_fail(error);
    g_free(match.database);
    g_free(match.profile);
    return status;
}
