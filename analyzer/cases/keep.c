/* What the comments of a case say, and what a run says of it, as rows. */
#include "cases/cases.h"

#include "cases/files.h"
#include "cases/sql.h"

#include <string.h>

static const char *const levels[] = {"error", "warning", "note", NULL};
static const char *const kinds[] = {
    "send", "receive", "select", "wait", "join", "close", "cancel", "signal", "interrupt", "spawn", NULL};

/* A word by itself that is not called as a function. What follows is there when it is as it should be. */
#define EXPECT_PATTERN "\\bEXPECT\\b(?!\\()(?:\\s+(\\S+)\\s+([^\\s:]+):)?"
#define SEES_PATTERN "\\bSEES\\b(?!\\()(?:\\s+(?:(forever|timeout|nonblocking|fits|never)\\s+)?([a-z]+)\\b)?"

struct comments {
    struct store *store;
    const struct test_case *test_case;
    sqlite3_stmt *add_problem, *add_expected, *add_sees;
    GRegex *expect, *sees;
};

/* ---- rows ---- */

static bool add(struct store *store, sqlite3_stmt *statement, GError **error)
{
    bool done = store_run_once(store, statement, error);
    sqlite3_clear_bindings(statement);
    return done;
}

/* Binds what each row of a comment begins with. */
static void bind_place(const struct comments *comments, sqlite3_stmt *insert, const char *file, int line)
{
    sqlite3_bind_int64(insert, 1, comments->test_case->id);
    store_bind_text(insert, 2, file);
    if (file)
        sqlite3_bind_int(insert, 3, line);
}

static bool add_problem(
    const struct comments *comments, const char *file, int line, const char *text, GError **error)
{
    bind_place(comments, comments->add_problem, file, line);
    store_bind_text(comments->add_problem, 4, text);
    return add(comments->store, comments->add_problem, error);
}

/* ---- comments ---- */

static bool read_expect(
    const struct comments *comments, const GMatchInfo *match, const char *file, int line, GError **error)
{
    g_autofree char *level = g_match_info_fetch(match, 1), *check = g_match_info_fetch(match, 2);
    if (!level || !*level || !check || !*check)
        return add_problem(comments, file, line, "not `EXPECT LEVEL CHECK: why`", error);
    if (!g_strv_contains(levels, level)) {
        g_autofree char *text = g_strdup_printf("there is no level `%s`: use error, warning or note", level);
        return add_problem(comments, file, line, text, error);
    }
    bind_place(comments, comments->add_expected, file, line);
    store_bind_text(comments->add_expected, 4, level);
    store_bind_text(comments->add_expected, 5, check);
    return add(comments->store, comments->add_expected, error);
}

static bool read_sees(
    const struct comments *comments, const GMatchInfo *match, const char *file, int line, GError **error)
{
    g_autofree char *mode = g_match_info_fetch(match, 1), *kind = g_match_info_fetch(match, 2);
    if (!kind || !g_strv_contains(kinds, kind)) {
        g_autofree char *names = g_strjoinv(" ", (char **)kinds);
        g_autofree char *text =
            g_strdup_printf("not `SEES KIND` or `SEES MODE KIND`: a kind is one of %s", names);
        return add_problem(comments, file, line, text, error);
    }
    bind_place(comments, comments->add_sees, file, line);
    store_bind_text(comments->add_sees, 4, *mode ? mode : NULL);
    store_bind_text(comments->add_sees, 5, kind);
    return add(comments->store, comments->add_sees, error);
}

typedef bool comment_reader(
    const struct comments *comments, const GMatchInfo *match, const char *file, int line, GError **error);

static bool read_matches(const struct comments *comments, const GRegex *regex, comment_reader *reader,
    const char *file, const char *text, int line, GError **error)
{
    GMatchInfo *match;
    bool done = true;
    g_regex_match(regex, text, 0, &match);
    for (; done && g_match_info_matches(match); g_match_info_next(match, NULL))
        done = reader(comments, match, file, line, error);
    g_match_info_free(match);
    return done;
}

static bool read_file(const struct comments *comments, const char *base, const char *file, GError **error)
{
    g_autofree char *path = g_strconcat(base, file, NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) reason = NULL;
    if (!g_file_get_contents(path, &text, NULL, &reason))
        return add_problem(comments, file, 0, reason->message, error);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    bool done = true;
    for (int i = 0; done && lines[i]; i++)
        done = read_matches(comments, comments->expect, read_expect, file, lines[i], i + 1, error) &&
               read_matches(comments, comments->sees, read_sees, file, lines[i], i + 1, error);
    return done;
}

static bool read_comments(const struct comments *comments, GError **error)
{
    const struct test_case *test_case = comments->test_case;
    if (!g_file_test(test_case->path, G_FILE_TEST_IS_DIR)) {
        g_autofree char *name = g_path_get_basename(test_case->path);
        return read_file(comments, test_case->base, name, error);
    }
    g_autoptr(GPtrArray) files = files_below(test_case->path);
    for (guint i = 0; i < files->len; i++)
        if (!read_file(comments, test_case->base, files->pdata[i], error))
            return false;
    return true;
}

static bool keep_comments(
    struct store *store, const struct test_case *test_case, const GPtrArray *problems, GError **error)
{
    g_autoptr(sqlite3_stmt) add_expected = store_prepare(store, sql_add_expected, error);
    g_autoptr(sqlite3_stmt) add_sees = store_prepare(store, sql_add_sees, error);
    g_autoptr(sqlite3_stmt) add_problems = store_prepare(store, sql_add_problem, error);
    if (!add_expected || !add_sees || !add_problems)
        return false;
    const GRegexCompileFlags flags = G_REGEX_RAW;
    g_autoptr(GRegex) expect = g_regex_new(EXPECT_PATTERN, flags, 0, NULL);
    g_autoptr(GRegex) sees = g_regex_new(SEES_PATTERN, flags, 0, NULL);
    const struct comments comments = {store, test_case, add_problems, add_expected, add_sees, expect, sees};
    for (guint i = 0; i < problems->len; i++)
        if (!add_problem(&comments, NULL, 0, problems->pdata[i], error))
            return false;
    return read_comments(&comments, error);
}

/* ---- a case ---- */

bool cases_begin(struct store *store, const GPtrArray *checks, GError **error)
{
    if (!store_exec(store, sql_make_cases, error))
        return false;
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_add_known_check, error);
    for (guint i = 0; insert && i < checks->len; i++) {
        const struct store_check *check = checks->pdata[i];
        store_bind_text(insert, 1, check->name);
        if (!store_run_once(store, insert, error))
            return false;
    }
    return insert != NULL;
}

static bool add_case(struct store *store, const struct test_case *test_case, GError **error)
{
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_add_test_case, error);
    if (!insert)
        return false;
    sqlite3_bind_int64(insert, 1, test_case->id);
    store_bind_text(insert, 2, test_case->path);
    store_bind_text(insert, 3, test_case->base);
    store_bind_text(insert, 4, test_case->library);
    return store_run_once(store, insert, error);
}

static bool keep_run(struct store *store, unsigned id, const char *sql, int64_t run, GError **error)
{
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql, error);
    if (!insert)
        return false;
    sqlite3_bind_int64(insert, 1, id);
    if (sqlite3_bind_parameter_count(insert) > 1)
        sqlite3_bind_int64(insert, 2, run);
    return store_run_once(store, insert, error);
}

bool cases_keep(struct store *store, const struct test_case *test_case, int64_t run,
    const GPtrArray *problems, GError **error)
{
    return add_case(store, test_case, error) && keep_comments(store, test_case, problems, error) &&
           (!run || (keep_run(store, test_case->id, sql_add_found, run, error) &&
                        keep_run(store, test_case->id, sql_add_recognised, run, error)));
}
