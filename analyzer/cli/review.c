#include "cli/cli.h"

#include "base/error.h"

static const struct cli_usage usage = {
    .command = "review",
    .arguments = "[FINDING]",
    .summary = "Says what a finding is worth, for all runs to come: as long as its statement stays as it is, "
               "`check`\n"
               "does not print a finding that is false-positive or intentional, and does not fail for it.\n"
               "FINDING is FILE:LINE of the latest run, or the beginning of its identity in the list that is "
               "printed\n"
               "without FINDING. With FINDING alone, prints what was said of it.",
    .examples =
        "  chanlint review poller.c:31 --status intentional --comment 'the sink outlives every sender'\n"
        "  chanlint review --export chanlint-reviews.jsonl    to be kept with the tree\n"
        "  chanlint review --import chanlint-reviews.jsonl    adds what is not there\n",
};

struct review_arguments {
    char *database, *status, *comment, *author, *export, *import, **findings;
    gboolean notes;
};

static bool refuse(GError **error, const char *message)
{
    g_set_error(error, CHANLINT_ERROR, ERROR_USAGE, "%s: see `chanlint review --help`", message);
    return false;
}

static bool validate(const struct review_arguments *a, GError **error)
{
    bool says = a->status || a->comment || a->author;
    if ((a->export != NULL) + (a->import != NULL) + (a->findings != NULL) > 1)
        return refuse(error, "review takes one of FINDING, --export and --import");
    if (a->findings && a->findings[1])
        return refuse(error, "review takes one finding");
    if (says && !a->findings)
        return refuse(error, "a status needs the FINDING that has it");
    return true;
}

static bool list(struct store *store, bool notes, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    int64_t run = store_find_run(store, 0, error);
    return run && report_reviewed(store, run, notes, text, error) && cli_write(text, NULL, error);
}

static bool export(struct store *store, const char *path, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    return report_export(store, text, error) && cli_write(text, g_str_equal(path, "-") ? NULL : path, error);
}

static bool import(struct store *store, const char *path, GError **error)
{
    int n = store_import(store, path, error);
    if (n >= 0)
        cli_say("%d review%s added", n, n == 1 ? "" : "s");
    return n >= 0;
}

static bool show(struct store *store, const char *finding, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (!report_history(store, finding, text, error))
        return false;
    if (!text->len)
        cli_say("nobody has reviewed %s", finding);
    return cli_write(text, NULL, error);
}

static bool say(struct store *store, const struct review_arguments *a, GError **error)
{
    g_autofree char *finding = store_find_finding(store, a->findings[0], error);
    if (!finding)
        return false;
    if (!a->status && !a->comment)
        return show(store, finding, error);
    const struct store_review review = {
        .fingerprint = finding,
        .author = a->author ? a->author : g_get_user_name(),
        .status = a->status,
        .comment = a->comment,
    };
    bool added;
    if (!store_review(store, &review, &added, error))
        return false;
    cli_say("%s is %s", finding, a->status);
    return true;
}

static bool review(const struct review_arguments *a, GError **error)
{
    if (!validate(a, error) || !cli_output_check(a->export, error))
        return false;
    struct store *store = cli_open(a->database, error);
    bool done = store && (a->export        ? export(store, a->export, error)
                             : a->import   ? import(store, a->import, error)
                             : a->findings ? say(store, a, error)
                                           : list(store, a->notes, error));
    store_close(store);
    return done;
}

int command_review(int argc, char **argv)
{
    struct review_arguments a = {0};
    const GOptionEntry entries[] = {
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &a.database, CLI_DATABASE_HELP, "FILE"},
        {"status", 0, 0, G_OPTION_ARG_STRING, &a.status,
            "what it is: confirmed, false-positive, intentional or fixed", "STATUS"},
        {"comment", 0, 0, G_OPTION_ARG_STRING, &a.comment, "why", "TEXT"},
        {"author", 0, 0, G_OPTION_ARG_STRING, &a.author, "who says so (default: the user's name)", "NAME"},
        {"export", 0, 0, G_OPTION_ARG_FILENAME, &a.export, "write all reviews to a file, or - for stdout",
            "FILE"},
        {"import", 0, 0, G_OPTION_ARG_FILENAME, &a.import, "add the reviews of a file", "FILE"},
        {"notes", 0, 0, G_OPTION_ARG_NONE, &a.notes, "list findings of level note too", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.findings, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = cli_parse(&usage, entries, argc, argv) && review(&a, &error) ? CLI_CLEAN : CLI_BAD;
    if (error)
        cli_fail(error);
    char *const owned[] = {a.database, a.status, a.comment, a.author, a.export, a.import};
    for (unsigned i = 0; i < G_N_ELEMENTS(owned); i++)
        g_free(owned[i]);
    g_strfreev(a.findings);
    return status;
}
