#include "cli/cli.h"

#include "base/error.h"
#include "ir/ir.h"
#include "link/link.h"

static const struct cli_usage usage = {
    .command = "link",
    .arguments = "FILE...",
    .summary = "Links what `chanlint extract` printed and prints the findings; nothing is stored.",
    .examples = "  chanlint extract a.c > a.ir; chanlint extract b.c > b.ir; chanlint link a.ir b.ir\n",
};

struct link_arguments {
    char *rules, *format;
    char **models, **files;
    gboolean notes;
};

static bool read_units(struct arena *arena, char *const *files, GPtrArray *units, GError **error)
{
    for (; *files; files++) {
        g_autoptr(GError) reason = NULL;
        g_autofree char *text = NULL;
        gsize length;
        if (!g_file_get_contents(*files, &text, &length, &reason)) {
            g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: %s", *files, reason->message);
            return false;
        }
        struct ir_unit *unit = ir_read(arena, *files, text, length, error);
        if (!unit)
            return false;
        g_ptr_array_add(units, unit);
    }
    return true;
}

/* In a database in memory, with the current folder as the root. */
static bool check_and_print(const struct relations *relations, unsigned n, GPtrArray *checks,
    const struct report_format *format, bool notes, GError **error)
{
    g_autofree char *root = g_get_current_dir();
    const struct store_run run = {
        .root = root,
        .version = CHANLINT_VERSION,
        .clang_version = CHANLINT_CLANG_VERSION,
        .files = n,
        .parsed = n,
    };
    struct store *store = store_open(":memory:", error);
    if (!store)
        return false;
    int64_t id = store_save(store, &run, relations, checks, error);
    bool done =
        id && cli_print(store, (struct report_options){.run = id, .notes = notes}, format, NULL, error);
    store_close(store);
    return done;
}

static bool link_and_print(const struct link_input *input, struct annotations *annotations, GPtrArray *checks,
    const struct report_format *format, bool notes, GError **error)
{
    if (!link_annotate(input->units, input->n_units, annotations, error))
        return false;
    struct relations *relations = link_program(input);
    bool done = check_and_print(relations, input->n_units, checks, format, notes, error);
    relations_free(relations);
    return done;
}

static bool link_files(const struct link_arguments *arguments, struct arena *arena,
    const struct model_set *models, GPtrArray *checks, GError **error)
{
    const struct report_format *format = report_find(arguments->format, error);
    g_autoptr(GPtrArray) units = g_ptr_array_new();
    if (!format || !read_units(arena, arguments->files, units, error))
        return false;
    struct annotations *annotations = annotations_new();
    const struct link_input input = {
        .units = (struct ir_unit *const *)units->pdata,
        .n_units = units->len,
        .models = models,
        .annotations = annotations,
    };
    bool done = link_and_print(&input, annotations, checks, format, arguments->notes, error);
    annotations_free(annotations);
    return done;
}

static bool link_with_rules(const struct link_arguments *arguments, GError **error)
{
    g_autofree char *rules = cli_rules(arguments->rules, error);
    if (!rules)
        return false;
    g_autofree char *check_folder = g_build_filename(rules, "checks", NULL);
    g_autofree char *model_folder = g_build_filename(rules, "models", NULL);
    g_autoptr(GPtrArray) checks = store_checks_load(check_folder, error);
    struct model_set *models = checks ? model_load(model_folder, arguments->models, NULL, error) : NULL;
    if (!models)
        return false;
    struct arena *arena = arena_new();
    bool done = link_files(arguments, arena, models, checks, error);
    arena_free(arena);
    model_free(models);
    return done;
}

int command_link(int argc, char **argv)
{
    struct link_arguments a = {0};
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME, &a.rules, "the rules folder", "DIR"},
        {"model", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.models,
            "a model to load besides those of the rules folder; may be repeated", "FILE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &a.format, cli_format_help(), "FORMAT"},
        {"notes", 0, 0, G_OPTION_ARG_NONE, &a.notes, "print findings of level note too", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.files, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    int status = CLI_BAD;
    if (cli_parse(&usage, entries, argc, argv)) {
        if (!a.files)
            g_set_error(&error, CHANLINT_ERROR, ERROR_USAGE,
                "link takes the files that `chanlint extract` printed: see `chanlint link --help`");
        else if (link_with_rules(&a, &error))
            status = CLI_CLEAN;
    }
    if (error)
        cli_fail(error);
    g_free(a.rules);
    g_free(a.format);
    g_strfreev(a.models);
    g_strfreev(a.files);
    return status;
}
