#include "report/writers.h"

#include "base/error.h"
#include "report/sql.h"

const struct report_format report_formats[] = {
    {"text", report_text, "as compilers print it, for people"},
    {"sarif", report_sarif, "SARIF 2.1.0, for code scanning"},
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

static void append_count(GString *out, const char *separator, int n, const char *noun)
{
    g_string_append_printf(out, "%s%d %s%s", separator, n, noun, n == 1 ? "" : "s");
}

/* A clean result that means nothing must not look like one. */
static void append_unseen(GString *out, int n)
{
    g_string_append(out, "chanlint: no task was found, though ");
    append_count(out, "", n, "file");
    g_string_append_printf(out,
        " call%s what starts one: is it left out by a macro? Pass the build's flags with -p BUILD_DIR\n",
        n == 1 ? "s" : "");
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
