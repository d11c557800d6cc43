/* chanlint: the command table. */
#include "cli/cli.h"

#include <locale.h>
#include <stdio.h>

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} commands[] = {
    {"check", command_check, "find sends that nothing wakes, in a source tree"},
    {"report", command_report, "print the findings of a stored run"},
    {"review", command_review, "say what a finding is worth, and keep it"},
    {"serve", command_serve, "review findings in a browser"},
    {"diff", command_diff, "say what is new and what is fixed between two runs"},
    {"runs", command_runs, "list the runs that are kept, and remove old ones"},
    {"tasks", command_tasks, "say how each task dies"},
    {"match", command_match, "say at which findings the tasks of a running program are parked"},
    {"models", command_models, "list and show what libraries' functions are known to do"},
    {"explain", command_explain, "say what a check finds and how to fix it"},
    {"extract", command_extract, "print the intermediate representation of one file"},
    {"link", command_link, "find sends in files that `extract` printed"},
};

static int print_help(FILE *stream)
{
    fputs("chanlint finds threads and coroutines that can block forever in a channel send.\n\n"
          "Usage: chanlint COMMAND [ARGUMENTS...]\n\n",
        stream);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        fprintf(stream, "  %-9s %s\n", commands[i].name, commands[i].help);
    fputs("\n`chanlint COMMAND --help` tells more; `chanlint --version` the version.\n", stream);
    return stream == stdout ? CLI_CLEAN : CLI_BAD;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    if (argc < 2)
        return print_help(stderr);
    if (g_str_equal(argv[1], "--help") || g_str_equal(argv[1], "-h"))
        return print_help(stdout);
    if (g_str_equal(argv[1], "--version")) {
        puts("chanlint " CHANLINT_VERSION " (libclang " CHANLINT_CLANG_VERSION ")");
        return CLI_CLEAN;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (g_str_equal(argv[1], commands[i].name))
            return commands[i].run(argc - 1, argv + 1);
    cli_say("there is no %s `%s`: see `chanlint --help`", argv[1][0] == '-' ? "option" : "command", argv[1]);
    return CLI_BAD;
}
