#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

void cli_say(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    g_autofree char *text = g_strdup_vprintf(format, values);
    va_end(values);
    g_autoptr(GString) clean = g_string_new("chanlint: ");
    report_append_clean(clean, text);
    fprintf(stderr, "%s\n", clean->str);
}

int cli_fail(const GError *error)
{
    cli_say("%s", error->message);
    return CLI_BAD;
}

static bool takes_value(const GOptionEntry *entries, char letter)
{
    const GOptionEntry *entry = entries;
    while (entry->long_name && entry->short_name != letter)
        entry++;
    return entry->long_name && entry->arg != G_OPTION_ARG_NONE;
}

/* The arguments with `-j4` as `-j 4`, which is all that GLib knows; free with g_strfreev. */
static char **separate_values(const GOptionEntry *entries, int argc, char **argv)
{
    g_autoptr(GStrvBuilder) separate = g_strv_builder_new();
    bool are_options = true;
    for (int i = 0; i < argc; i++) {
        const char *argument = argv[i];
        are_options = are_options && strcmp(argument, "--") != 0;
        if (i > 0 && are_options && argument[0] == '-' && argument[1] && argument[1] != '-' && argument[2] &&
            takes_value(entries, argument[1])) {
            g_autofree char *option = g_strndup(argument, 2);
            g_strv_builder_add(separate, option);
            argument += 2;
        }
        g_strv_builder_add(separate, argument);
    }
    return g_strv_builder_end(separate);
}

bool cli_parse(const struct cli_usage *usage, const GOptionEntry *entries, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GOptionContext) context = g_option_context_new(usage->arguments);
    g_autofree char *name = g_strdup_printf("chanlint %s", usage->command);
    g_autofree char *description = g_strdup_printf("Examples:\n%s", usage->examples);
    g_set_prgname(name);
    g_option_context_set_summary(context, usage->summary);
    g_option_context_set_description(context, description);
    g_option_context_add_main_entries(context, entries, NULL);
    g_auto(GStrv) arguments = separate_values(entries, argc, argv);
    if (g_option_context_parse_strv(context, &arguments, &error))
        return true;
    cli_say("%s: see `%s --help`", error->message, name);
    return false;
}

const char *cli_format_help(void)
{
    static GString *help;
    if (!help) {
        help = g_string_new("how to print the findings: ");
        for (unsigned i = 0; i < report_n_formats; i++)
            g_string_append_printf(
                help, "%s%s (%s)", i ? "; " : "", report_formats[i].name, report_formats[i].help);
    }
    return help->str;
}
