#include "cli/analyze.h"
#include "cli/cli.h"

#include "base/error.h"
#include "model/project.h"

#include <stdio.h>
#include <unistd.h>

static const struct cli_usage usage = {
    .command = "check",
    .arguments = "[PATH...]",
    .summary =
        "Finds tasks of the tree that can block in a channel send which nothing wakes.\n"
        "PATH is a folder or a C or C++ file, by default the current folder. What .chanlint.yaml at the\n"
        "root of the tree says holds where no option says otherwise.\n\n"
        "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 bad usage or input,\n"
        "3 some files could not be analysed (they are named; the rest is reported).",
    .examples = "  chanlint check                            the current tree\n"
                "  chanlint check -p build src               with build/compile_commands.json, under src\n"
                "  chanlint check --format sarif -o out.sarif --fail-on error\n"
                "  chanlint check --baseline main.sarif      fail for what is not in that log\n"
                "  chanlint check --fix | git apply          do what is mechanical about the findings\n"
                "  chanlint check --exclude 'third_party/**' --notes\n",
};

struct check_options {
    struct analysis analysis;
    char *format, *output, *fail_on, *dump;
    gboolean no_prefilter, no_cache, notes, new_only, fix, verbose, quiet;
};

/* leaves: what --fail-on and --format name, checked before any work is done */
static bool validate(const struct check_options *options, const struct report_format **format, GError **error)
{
    if (options->fail_on && !project_is_level(options->fail_on)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_USAGE,
            "there is no level `%s` for --fail-on: use error, warning, note or never", options->fail_on);
        return false;
    }
    if (options->analysis.jobs < 0) {
        g_set_error(error, CHANLINT_ERROR, ERROR_USAGE, "-j %d: the number of workers is positive",
            options->analysis.jobs);
        return false;
    }
    if (options->dump && !g_str_equal(options->dump, "units")) {
        g_set_error(error, CHANLINT_ERROR, ERROR_USAGE, "there is nothing to dump called `%s`: use units",
            options->dump);
        return false;
    }
    *format = report_find(!options->format && options->fix ? "patch" : options->format, error);
    return *format && cli_output_check(options->output, error);
}

static struct report_options shown(const struct check_options *options)
{
    return (struct report_options){
        .run = options->analysis.run, .notes = options->notes, .new_only = options->new_only};
}

enum { MOST_STALE = 10 }; /* with the checks and the counts, the summary is 30 lines at most */

static void say_lines(const GString *text, unsigned most)
{
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    unsigned n = g_strv_length(lines) - 1; /* behind the last line end is nothing */
    for (unsigned i = 0; text->len && i < MIN(n, most); i++)
        cli_say("%s", lines[i]);
    if (text->len && n > most)
        cli_say("and %u more", n - most);
}

static bool say_summary(const struct check_options *options, GError **error)
{
    const struct report_options of = shown(options);
    struct store *store = options->analysis.store;
    g_autoptr(GString) stale = g_string_new(NULL), checks = g_string_new(NULL), counts = g_string_new(NULL);
    g_autoptr(GString) mended = g_string_new(NULL);
    if (options->quiet)
        return true;
    if (!report_stale(store, of.run, stale, error) || !report_by_check(store, &of, checks, error) ||
        !report_mended(store, &of, mended, error) || !report_summary(store, of.run, of.notes, counts, error))
        return false;
    fflush(stdout);
    say_lines(stale, MOST_STALE);
    say_lines(checks, G_MAXUINT);
    say_lines(mended, G_MAXUINT);
    say_lines(counts, G_MAXUINT);
    if (options->output)
        cli_say("the findings are in %s", options->output);
    return true;
}

/* What the user says comes before what the tree says. */
static const char *fail_on_of(const struct check_options *options)
{
    const char *tree = options->analysis.fail_on;
    return options->fail_on ? options->fail_on : tree ? tree : "warning";
}

static int exit_status(const struct analysis *analysis, const char *fail_on, GError **error)
{
    if (analysis->failed)
        return CLI_INCOMPLETE;
    if (g_str_equal(fail_on, "never"))
        return CLI_CLEAN;
    int n = store_count(analysis->store, analysis->run, fail_on, error);
    return n < 0 ? CLI_BAD : n > 0 ? CLI_FINDINGS : CLI_CLEAN;
}

static int check(struct check_options *options, GError **error)
{
    struct analysis *analysis = &options->analysis;
    const struct report_format *format;
    if (!validate(options, &format, error))
        return CLI_BAD;
    if (options->dump)
        return analyze_dump_units(analysis, error) ? CLI_CLEAN : CLI_BAD;
    analysis->prefilter = !options->no_prefilter;
    analysis->cache = !options->no_cache;
    analysis->fix = options->fix || g_str_equal(format->name, "patch");
    analysis->verbose = options->verbose;
    analysis->progress = !options->quiet && isatty(STDERR_FILENO);
    analysis->compare = options->new_only || analysis->baseline;
    if (!analyze(analysis, error) ||
        !cli_print(analysis->store, shown(options), format, options->output, error) ||
        !say_summary(options, error))
        return CLI_BAD;
    return exit_status(analysis, fail_on_of(options), error);
}

static void options_clear(struct check_options *options)
{
    struct analysis *analysis = &options->analysis;
    store_close(analysis->store);
    g_strfreev(analysis->paths);
    g_strfreev(analysis->models);
    g_strfreev(analysis->excludes);
    g_free(analysis->build);
    g_free(analysis->database);
    g_free(analysis->baseline);
    g_free(analysis->reviews);
    g_free(analysis->rules);
    g_free(options->format);
    g_free(options->output);
    g_free(options->fail_on);
    g_free(options->dump);
}

int command_check(int argc, char **argv)
{
    struct check_options o = {0};
    const GOptionEntry entries[] = {
        {"build", 'p', 0, G_OPTION_ARG_FILENAME, &o.analysis.build, "where compile_commands.json is",
            "BUILD_DIR"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &o.analysis.jobs, "how many workers parse (default: all cores)",
            "N"},
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &o.analysis.database,
            "the database (default: .chanlint/chanlint.db under the root)", "FILE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &o.format, cli_format_help(), "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output, "where to write the findings (default: stdout)",
            "FILE"},
        {"fail-on", 0, 0, G_OPTION_ARG_STRING, &o.fail_on,
            "the lowest level that makes the exit status 1: error, warning (default), note or never",
            "LEVEL"},
        {"reviews", 0, 0, G_OPTION_ARG_FILENAME, &o.analysis.reviews,
            "first add the reviews of a file that `chanlint review --export` wrote", "FILE"},
        {"baseline", 0, 0, G_OPTION_ARG_FILENAME, &o.analysis.baseline,
            "fail only for what is new: not in this run, commit, SARIF log or database", "RUN|FILE"},
        {"new-only", 0, 0, G_OPTION_ARG_NONE, &o.new_only,
            "print only what is new; without --baseline, since the latest run", NULL},
        {"notes", 0, 0, G_OPTION_ARG_NONE, &o.notes, "print findings of level note too", NULL},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME, &o.analysis.rules, "the rules folder", "DIR"},
        {"model", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o.analysis.models,
            "a model to load besides those of the rules folder; may be repeated", "FILE"},
        {"no-prefilter", 0, 0, G_OPTION_ARG_NONE, &o.no_prefilter, "parse every file", NULL},
        {"no-cache", 0, 0, G_OPTION_ARG_NONE, &o.no_cache, "parse again what has not changed", NULL},
        {"exclude", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o.analysis.excludes,
            "leave out paths, relative to the root, that match; may be repeated", "GLOB"},
        {"fix", 0, 0, G_OPTION_ARG_NONE, &o.fix,
            "look for fixes, and print those that hold as a diff, unless --format says otherwise", NULL},
        {"verbose", 0, 0, G_OPTION_ARG_NONE, &o.verbose,
            "say how long each phase took and which files had errors", NULL},
        {"quiet", 0, 0, G_OPTION_ARG_NONE, &o.quiet, "print the findings and nothing else", NULL},
        {"dump", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &o.dump, "print what a phase leaves and stop",
            "units"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o.analysis.paths, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = cli_parse(&usage, entries, argc, argv) ? check(&o, &error) : CLI_BAD;
    if (error)
        status = cli_fail(error);
    options_clear(&o);
    return status;
}
