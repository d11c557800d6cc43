/* `chanlint models test`: cases against what their comments expect. */
#include "cli/models.h"

#include "base/error.h"
#include "cases/cases.h"
#include "cli/analyze.h"
#include "cli/cli.h"

struct testing {
    const struct models_arguments *arguments;
    GPtrArray *cases;
    struct store *store;
    struct analysis *analyses; /* one a case */
    GError *error; /* the first time that a case could not be kept */
};

/* leaves: the store, with its tables */
static bool begin(struct testing *testing, GError **error)
{
    g_autofree char *rules = cli_rules(testing->arguments->rules, error);
    g_autofree char *folder = rules ? g_build_filename(rules, "checks", NULL) : NULL;
    g_autoptr(GPtrArray) checks = folder ? store_checks_load(folder, error) : NULL;
    return checks && (testing->store = store_open(":memory:", error)) &&
           cases_begin(testing->store, checks, error);
}

static void prepare(struct testing *testing, guint i)
{
    const struct models_arguments *arguments = testing->arguments;
    const struct test_case *test_case = testing->cases->pdata[i];
    char *path[] = {test_case->path, NULL};
    testing->analyses[i] = (struct analysis){
        .paths = g_strdupv(path),
        .rules = arguments->rules,
        .models = arguments->models,
        .includes = arguments->includes,
        .jobs = arguments->jobs,
        .seconds = arguments->seconds,
        .alone = true,
        .rehearse = true,
        .prefilter = true,
        .said = g_ptr_array_new_with_free_func(g_free),
        .store = testing->store,
    };
}

static void case_done(struct analysis *analysis, const GError *failure, void *context)
{
    struct testing *testing = context;
    if (failure)
        g_ptr_array_add(analysis->said, g_strdup(failure->message));
    if (!testing->error)
        cases_keep(testing->store, testing->cases->pdata[analysis - testing->analyses], analysis->run,
            analysis->said, &testing->error);
}

static bool run(struct testing *testing, GError **error)
{
    testing->analyses = g_new0(struct analysis, testing->cases->len);
    for (guint i = 0; i < testing->cases->len; i++)
        prepare(testing, i);
    if (!analyze_all(testing->analyses, testing->cases->len, case_done, testing, error))
        return false;
    if (!testing->error)
        return true;
    g_propagate_error(error, g_steal_pointer(&testing->error));
    return false;
}

static int print(const struct testing *testing, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    unsigned n, right;
    if ((testing->arguments->sees && !report_recognised(testing->store, out, error)) ||
        !report_cases(testing->store, out, &n, &right, error) || !cli_write(out, NULL, error))
        return CLI_BAD;
    cli_say("%u case%s: %u as expected, %u not", n, n == 1 ? "" : "s", right, n - right);
    return right == n ? CLI_CLEAN : CLI_FINDINGS;
}

static void testing_clear(struct testing *testing)
{
    for (guint i = 0; testing->analyses && i < testing->cases->len; i++) {
        g_strfreev(testing->analyses[i].paths);
        g_ptr_array_unref(testing->analyses[i].said);
    }
    g_free(testing->analyses);
    g_clear_pointer(&testing->cases, g_ptr_array_unref);
    store_close(testing->store);
    g_clear_error(&testing->error);
}

int models_test(const struct models_arguments *arguments, const char *const *paths, GError **error)
{
    struct testing testing = {.arguments = arguments};
    int status = CLI_BAD;
    if ((testing.cases = cases_find(paths, arguments->each, error)) && begin(&testing, error) &&
        run(&testing, error))
        status = print(&testing, error);
    testing_clear(&testing);
    return status;
}
