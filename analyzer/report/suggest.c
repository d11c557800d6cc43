/* A model to fill in. */
#include "report/writers.h"

#include "report/sql.h"

#include <string.h>

static const char introduction[] =
    "# What a model of these functions may say: write what each one `does`, and remove those that do nothing "
    "of the\n"
    "# kind. Arguments count from 0. The language, and what else there is to say, is in rules/README.md.\n"
    "#   send, receive      channel: 0\n"
    "#   close              channel: 0, and wakes: [senders, receivers], or one of them\n"
    "#   acquire, release   channel: 0, of a semaphore\n"
    "#   lock, unlock       lock: 0, in place of channel\n"
    "#   wait, signal       condition: 0, in place of channel; of a wait also lock: 1\n"
    "#   join, cancel       handle: 0, in place of channel\n"
    "#   free               value: 0, in place of channel\n";

static const char made_introduction[] = "\n  # Sends and receives that the tree makes itself. Where their "
                                        "bodies are nothing is to be said of them: these lines\n"
                                        "  # are for trees that have their header only.\n";

enum { FUNCTION, KIND, ARGUMENT, N_ARGUMENTS, TEXT, CALLS, PLACES };

/* What is asked of a function, by its kind. */
static const struct question {
    const char *kind, *does;
} questions[] = {
    {"spawn", "spawn, if the function that it is given then runs as a task"},
    {"create", "create, if its result is a channel or a semaphore"},
    {"shared", "send, receive, close, acquire, release, lock, unlock, wait, signal, join, cancel or free"},
};

static const struct question *question_of(const char *kind)
{
    for (size_t i = 0; i < G_N_ELEMENTS(questions); i++)
        if (g_str_equal(questions[i].kind, kind))
            return &questions[i];
    return NULL;
}

static void append_calls(sqlite3_stmt *row, GString *out)
{
    int calls = sqlite3_column_int(row, CALLS);
    g_autofree char *line = g_strdup_printf(
        "%s, %d call%s: %s", store_text(row, TEXT), calls, calls == 1 ? "" : "s", store_text(row, PLACES));
    g_string_append(out, "  # ");
    report_append_clean(out, line);
    g_string_append_c(out, '\n');
}

static void append_name(const char *before, const char *name, const char *after, GString *out)
{
    g_string_append(out, before);
    report_append_clean(out, name);
    g_string_append(out, after);
}

static void append_unknown(const struct question *question, sqlite3_stmt *row, GString *out)
{
    int argument = sqlite3_column_int(row, ARGUMENT), n = sqlite3_column_int(row, N_ARGUMENTS);
    g_string_append_c(out, '\n');
    append_calls(row, out);
    append_name("  - name: ", store_text(row, FUNCTION), "\n", out);
    g_string_append_printf(out, "    does: # %s\n", question->does);
    if (g_str_equal(question->kind, "create"))
        g_string_append(out, "    channel: result # and capacity: N, or capacity_argument: 0\n");
    else
        g_string_append_printf(
            out, "    %s: %d\n", g_str_equal(question->kind, "spawn") ? "body" : "channel", argument);
    if (g_str_equal(question->kind, "spawn") && argument + 1 < n)
        g_string_append_printf(out, "    argument: %d # what the function is called with\n", argument + 1);
}

static void append_made(sqlite3_stmt *row, GString *out)
{
    append_calls(row, out);
    append_name("  # - {name: ", store_text(row, FUNCTION), "", out);
    g_string_append_printf(
        out, ", does: %s, channel: %d}\n", store_text(row, KIND), sqlite3_column_int(row, ARGUMENT));
}

static bool append_head(struct store *store, GString *out, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_suggest_headers, error);
    g_autoptr(GString) headers = g_string_new(NULL);
    g_autofree char *library = g_strdup("library");
    enum store_step step = STORE_FAILED;
    while (query && (step = store_step(store, query, error)) == STORE_ROW) {
        if (!headers->len) {
            g_free(library);
            library = g_strndup(store_text(query, 1), strcspn(store_text(query, 1), "."));
        }
        g_string_append_printf(headers, headers->len ? ", %s" : "%s", store_text(query, 0));
    }
    g_string_append(out, introduction);
    append_name("library: ", library, "\n", out);
    if (headers->len)
        append_name("headers: [", headers->str, "]\n", out);
    g_string_append(out, "functions:\n");
    return step == STORE_DONE;
}

bool report_suggest(struct store *store, GString *out, unsigned *unknown, unsigned *made, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_suggest, error);
    g_autoptr(GString) entries = g_string_new(NULL);
    enum store_step step = STORE_FAILED;
    *unknown = *made = 0;
    while (query && (step = store_step(store, query, error)) == STORE_ROW) {
        const struct question *question = question_of(store_text(query, KIND));
        if (question) {
            append_unknown(question, query, entries);
            ++*unknown;
            continue;
        }
        if ((*made)++ == 0)
            g_string_append(entries, made_introduction);
        append_made(query, entries);
    }
    if (step != STORE_DONE || (entries->len && !append_head(store, out, error)))
        return false;
    g_string_append(out, entries->str);
    return true;
}
