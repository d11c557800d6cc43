/* `chanlint models suggest`: a model to fill in, of functions that a tree seems to send and receive by. */
#include "cli/models.h"

#include "cli/analyze.h"
#include "cli/cli.h"

#include <unistd.h>

static bool print(struct store *store, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    unsigned unknown, made;
    if (!report_suggest(store, out, &unknown, &made, error) || !cli_write(out, NULL, error))
        return false;
    cli_say("%u function%s of unknown libraries, %u of the tree's own making", unknown,
        unknown == 1 ? "" : "s", made);
    return true;
}

/* Every file is parsed: the prefilter knows only what models name. */
int models_suggest(const struct models_arguments *arguments, const char *const *paths, GError **error)
{
    struct analysis analysis = {
        .paths = (char **)paths,
        .database = (char *)":memory:",
        .rules = arguments->rules,
        .models = arguments->models,
        .build = arguments->build,
        .excludes = arguments->excludes,
        .jobs = arguments->jobs,
        .seconds = arguments->seconds,
        .suggest = true,
        .progress = isatty(STDERR_FILENO),
    };
    bool done = analyze(&analysis, error) && print(analysis.store, error);
    store_close(analysis.store);
    return !done ? CLI_BAD : analysis.failed ? CLI_INCOMPLETE : CLI_CLEAN;
}
