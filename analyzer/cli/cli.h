/* The commands, a file each, and what they share. */
#ifndef CHANLINT_CLI_H
#define CHANLINT_CLI_H

#include "report/report.h"

#include <stdbool.h>

enum cli_status {
    CLI_CLEAN, /* nothing at or above --fail-on */
    CLI_FINDINGS,
    CLI_BAD, /* bad usage or input */
    CLI_INCOMPLETE /* some files could not be analysed */
};

/* A command gets its own arguments (argv[0] is its name) and returns the exit status. */
int command_check(int argc, char **argv);
int command_report(int argc, char **argv);
int command_diff(int argc, char **argv);
int command_review(int argc, char **argv);
int command_runs(int argc, char **argv);
int command_serve(int argc, char **argv);
int command_tasks(int argc, char **argv);
int command_match(int argc, char **argv);
int command_models(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_extract(int argc, char **argv);
int command_link(int argc, char **argv);

/* What `chanlint COMMAND --help` says besides the options. */
struct cli_usage {
    const char *command;
    const char *arguments; /* "[PATH...]" */
    const char *summary;
    const char *examples; /* indented by two, a line each */
};

/* Parses the options; on a bad one says so, names the help, and returns false. --help prints and exits. */
bool cli_parse(const struct cli_usage *usage, const GOptionEntry *entries, int argc, char **argv);

/* Says something on stderr, in one line. */
void cli_say(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Says what went wrong. Returns CLI_BAD. */
int cli_fail(const GError *error);

/* Where things are: the rules folder (`given` by the user, installed, or the build's), the worker's
 * executable, the database of a root (its folder is made), and the one to report from when none is given. */
char *cli_rules(const char *given, GError **error);
char *cli_worker(GError **error);
char *cli_database(const char *root, GError **error);
char *cli_find_database(void);

/* Opens the database that is given, or that of the tree around the current folder; or NULL and an error. */
struct store *cli_open(const char *given, GError **error);

/* The help of --db for commands that read. */
#define CLI_DATABASE_HELP                                                                                    \
    "the database (default: .chanlint/chanlint.db here or in the nearest parent that has it)"

/* The commit that is checked out under `root`, as far as git's files tell; or NULL. */
char *cli_revision(const char *root);

/* Says before the work whether `path` could be written after it; NULL is stdout. */
bool cli_output_check(const char *path, GError **error);

/* Does stdout want colours: is it a terminal that shows them, and NO_COLOR unset? */
bool cli_colors(void);

/* Writes `text` to `path` (written aside and renamed) or stdout for NULL. */
bool cli_write(const GString *text, const char *path, GError **error);

/* Prints in `format` to `path`, as cli_write does; whether in colours is decided here. */
bool cli_print(struct store *store, struct report_options options, const struct report_format *format,
    const char *path, GError **error);

/* The text of --format's help: the names of the formats. */
const char *cli_format_help(void);

#endif
