#include "cli/cli.h"

#include "base/error.h"

#include <stdio.h>

static const struct cli_usage usage = {
    .command = "explain",
    .arguments = "[CHECK]",
    .summary = "Prints what a check finds, why, with bad and good code, and how to fix it.\n"
               "Without CHECK: which checks there are.",
    .examples = "  chanlint explain blocking-send\n",
};

static void list_checks(const GPtrArray *checks)
{
    for (guint i = 0; i < checks->len; i++) {
        const struct store_check *check = checks->pdata[i];
        printf("%-16s %s\n", check->name, check->title);
    }
}

static bool print_check(const GPtrArray *checks, const char *name, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < checks->len; i++) {
        const struct store_check *check = checks->pdata[i];
        if (g_str_equal(check->name, name)) {
            fputs(check->page, stdout);
            return true;
        }
        g_string_append_printf(names, "%s%s", i ? ", " : "", check->name);
    }
    g_set_error(
        error, CHANLINT_ERROR, ERROR_USAGE, "there is no check `%s`: use one of %s", name, names->str);
    return false;
}

static bool explain(const char *given_rules, char *const *names, GError **error)
{
    g_autofree char *rules = cli_rules(given_rules, error);
    if (!rules)
        return false;
    g_autofree char *folder = g_build_filename(rules, "checks", NULL);
    g_autoptr(GPtrArray) checks = store_checks_load(folder, error);
    if (!checks)
        return false;
    if (!names)
        list_checks(checks);
    for (; names && *names; names++)
        if (!print_check(checks, *names, error))
            return false;
    return true;
}

int command_explain(int argc, char **argv)
{
    g_autofree char *rules = NULL;
    g_auto(GStrv) names = NULL;
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME, &rules, "the rules folder", "DIR"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    if (!cli_parse(&usage, entries, argc, argv))
        return CLI_BAD;
    return explain(rules, names, &error) ? CLI_CLEAN : cli_fail(error);
}
