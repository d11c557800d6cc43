#include "report/writers.h"

#include "base/error.h"
#include "report/sql.h"

const struct report_format report_formats[] = {
    {"text", "as compilers print it, for people", .write = report_text},
    {"sarif", "SARIF 2.1.0, for code scanning", .sql = sql_sarif},
    {"junit", "JUnit's XML, for CI systems that show tests", .sql = sql_junit},
    {"gitlab", "GitLab's code quality report", .sql = sql_gitlab},
    {"github", "annotations of a GitHub workflow", .sql = sql_github},
    {"csv", "a table", .sql = sql_csv},
    {"patch", "the fixes that hold, as a unified diff", .write = report_patch},
    {"dot", "tasks and channels as a graph, for Graphviz", .sql = sql_dot, .latest = true},
    {"html", "a page to read and click through, in one file", .write = report_html},
};
const unsigned report_n_formats = G_N_ELEMENTS(report_formats);

const struct report_format *report_find(const char *name, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);
    if (!name)
        return &report_formats[0];
    for (unsigned i = 0; i < report_n_formats; i++) {
        if (g_str_equal(name, report_formats[i].name))
            return &report_formats[i];
        g_string_append_printf(names, "%s%s", i ? ", " : "", report_formats[i].name);
    }
    g_set_error(
        error, CHANLINT_ERROR, ERROR_USAGE, "there is no format `%s`: use one of %s", name, names->str);
    return NULL;
}

sqlite3_stmt *report_prepare(
    struct store *store, const char *sql, const struct report_options *options, GError **error)
{
    sqlite3_stmt *query = store_prepare(store, sql, error);
    if (query) {
        sqlite3_bind_int64(query, 1, options->run);
        sqlite3_bind_int(query, 2, options->notes);
        sqlite3_bind_int(query, 3, options->new_only);
    }
    return query;
}

static bool print_lines(
    const char *sql, struct store *store, const struct report_options *options, GString *out, GError **error)
{
    enum store_step step;
    g_autoptr(sqlite3_stmt) query = report_prepare(store, sql, options, error);
    if (!query)
        return false;
    while ((step = store_step(store, query, error)) == STORE_ROW)
        g_string_append_printf(out, "%s\n", store_text(query, 0));
    return step == STORE_DONE;
}

static bool is_latest(struct store *store, int64_t run, const char *format, GError **error)
{
    int64_t latest = store_find_run(store, 0, error);
    if (latest && latest != run)
        g_set_error(error, CHANLINT_ERROR, ERROR_USAGE,
            "the format %s is for the latest run, whose tasks and channels are kept: leave --run out",
            format);
    return latest == run;
}

bool report_print(const struct report_format *format, struct store *store,
    const struct report_options *options, GString *out, GError **error)
{
    if (format->latest && !is_latest(store, options->run, format->name, error))
        return false;
    return format->sql ? print_lines(format->sql, store, options, out, error)
                       : format->write(store, options, out, error);
}

static void append_count(GString *out, const char *separator, int n, const char *noun)
{
    g_string_append_printf(out, "%s%d %s%s", separator, n, noun, n == 1 ? "" : "s");
}

/* A clean result that means nothing must not look like one. */
static void append_unseen(GString *out, int n)
{
    g_string_append(out, "no task was found, though ");
    append_count(out, "", n, "file");
    g_string_append_printf(out,
        " call%s what starts one: is it left out by a macro? Pass the build's flags with -p BUILD_DIR\n",
        n == 1 ? "s" : "");
}

enum { FEW_FINDINGS = 10 };

bool report_by_check(struct store *store, const struct report_options *options, GString *out, GError **error)
{
    static const char *const nouns[] = {"error", "warning", "note"};
    g_autoptr(GString) lines = g_string_new(NULL);
    g_autoptr(sqlite3_stmt) query = report_prepare(store, sql_summary_checks, options, error);
    enum store_step step = STORE_FAILED;
    int total = 0;
    while (query && (step = store_step(store, query, error)) == STORE_ROW) {
        const char *separator = ": ";
        g_string_append(lines, store_text(query, 0));
        for (int i = 0; i < (int)G_N_ELEMENTS(nouns); i++) {
            int n = sqlite3_column_int(query, i + 1);
            total += n;
            if (n)
                append_count(lines, separator, n, nouns[i]);
            separator = n ? ", " : separator;
        }
        g_string_append_c(lines, '\n');
    }
    if (total > FEW_FINDINGS)
        g_string_append(out, lines->str);
    return step == STORE_DONE;
}

enum {
    FILES,
    PARSED,
    CACHED,
    FAILED,
    WITH_ERRORS,
    SPAWNING,
    TASKS,
    OPS,
    SECONDS,
    ERRORS,
    WARNINGS,
    NOTES,
    IGNORED,
    REVIEWED,
    NEW
};

bool report_summary(struct store *store, int64_t run, bool notes, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_summary, error);
    if (!query)
        return false;
    sqlite3_bind_int64(query, 1, run);
    if (store_step(store, query, error) != STORE_ROW)
        return false;
    int counts[NEW + 1];
    for (int i = 0; i <= NEW; i++)
        counts[i] = sqlite3_column_int(query, i);
    append_count(out, "", counts[FILES], "file");
    g_string_append_printf(out, ", %d parsed", counts[PARSED]);
    if (counts[CACHED])
        g_string_append_printf(out, ", %d from the cache", counts[CACHED]);
    if (counts[WITH_ERRORS])
        g_string_append_printf(out, ", %d with compile errors", counts[WITH_ERRORS]);
    if (counts[FAILED])
        g_string_append_printf(out, ", %d not analysed", counts[FAILED]);
    append_count(out, "; ", counts[TASKS], "task");
    append_count(out, ", ", counts[OPS], "operation");
    append_count(out, "; ", counts[ERRORS], "error");
    append_count(out, ", ", counts[WARNINGS], "warning");
    append_count(out, ", ", counts[NOTES], "note");
    if (counts[NOTES] && !notes)
        g_string_append(out, " (shown with --notes)");
    if (counts[IGNORED])
        g_string_append_printf(out, ", %d ignored", counts[IGNORED]);
    if (counts[REVIEWED])
        g_string_append_printf(out, ", %d dismissed by review", counts[REVIEWED]);
    if (sqlite3_column_type(query, NEW) != SQLITE_NULL)
        g_string_append_printf(out, "; %d new", counts[NEW]);
    g_string_append_printf(out, "; %.2f s\n", sqlite3_column_double(query, SECONDS));
    if (counts[SPAWNING] && !counts[TASKS])
        append_unseen(out, counts[SPAWNING]);
    return true;
}
