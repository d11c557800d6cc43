/* Which cases there are, and what their comments say. */
#include "cases/cases.h"
#include "folder.h"
#include "suite.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *folder;
static struct store *store;

static void set_up(void)
{
    g_autoptr(GPtrArray) checks = g_ptr_array_new();
    struct store_check send = {.name = (char *)"blocking-send"};
    g_ptr_array_add(checks, &send);
    folder = folder_make();
    ck_assert_int_eq(chdir(folder), 0);
    store = store_open(":memory:", NULL);
    ck_assert_ptr_nonnull(store);
    ck_assert(cases_begin(store, checks, NULL));
}

static void tear_down(void)
{
    store_close(store);
    ck_assert_int_eq(chdir("/"), 0);
    folder_remove(folder);
}

static void write_file(const char *path, const char *text)
{
    g_autofree char *parent = g_path_get_dirname(path);
    ck_assert_int_eq(g_mkdir_with_parents(parent, 0700), 0);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

/* The cases in PATH, `LIBRARY PATH BASE` each. */
static char *find(const char *path, bool each)
{
    const char *const paths[] = {path, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) cases = cases_find(paths, each, &error);
    GString *out = g_string_new(cases ? NULL : error->message);
    for (guint i = 0; cases && i < cases->len; i++) {
        const struct test_case *one = cases->pdata[i];
        ck_assert_uint_eq(one->id, i + 1);
        g_string_append_printf(out, "%s%s %s %s", i ? "; " : "", one->library, one->path, one->base);
    }
    return g_string_free(out, FALSE);
}

static void finds(const char *path, bool each, const char *expected)
{
    g_autofree char *got = find(path, each);
    ck_assert_str_eq(got, expected);
}

START_TEST(files_and_folders_with_sources)
{
    write_file("lib/b.c", "");
    write_file("lib/a.cc", "");
    write_file("lib/c.h", "");
    write_file("lib/notes.txt", "");
    write_file("lib/.hidden.c", "");
    write_file("lib/deep/below/d.c", "");
    write_file("lib/headers/e.h", "");
    finds("lib", false, "lib lib/a.cc lib/; lib lib/b.c lib/; lib lib/deep lib/deep/");
    finds("lib/", false, "lib lib/a.cc lib/; lib lib/b.c lib/; lib lib/deep lib/deep/");
    finds("lib/deep", true, "lib lib/deep lib/deep/");
    ck_assert_int_eq(chdir("lib"), 0);
    finds(".", false, "lib a.cc ; lib b.c ; lib deep deep/");
}
END_TEST

START_TEST(what_holds_no_case)
{
    write_file("lib/c.h", "");
    finds("lib", false, "lib holds no cases: those are C and C++ sources, and folders with some");
    finds("lib/c.h", true, "lib/c.h is no case: that is a C or C++ source, or a folder with some");
    finds("lib/c.h", false, "lib/c.h is no folder with cases: --case takes a case itself");
    finds("none", true, "none is not there");
}
END_TEST

/* The rows of the query, a line each. */
static void has_rows(const char *sql, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql, NULL);
    ck_assert_ptr_nonnull(query);
    while (store_step(store, query, NULL) == STORE_ROW)
        g_string_append_printf(out, "%s\n", store_text(query, 0));
    ck_assert_str_eq(out->str, expected);
}

static void keep(const char *path)
{
    const char *const paths[] = {path, NULL};
    g_autoptr(GPtrArray) cases = cases_find(paths, true, NULL), problems = g_ptr_array_new();
    ck_assert_ptr_nonnull(cases);
    ck_assert(cases_keep(store, cases->pdata[0], 0, problems, NULL));
}

static const char expected_rows[] = "SELECT file || ':' || line || ' ' || level || ' ' || check_name FROM "
                                    "expected ORDER BY file, line, level";
static const char sees_rows[] =
    "SELECT file || ':' || line || ' ' || coalesce(mode, '-') || ' ' || kind FROM sees ORDER BY rowid";
static const char problem_rows[] =
    "SELECT file || ':' || line || ' ' || substr(text, 1, 13) FROM problem ORDER BY rowid";

/* Several on a line, of any file of a folder, with Windows' line ends, and bytes that are no UTF-8. */
START_TEST(what_comments_say)
{
    write_file("case/a.c", "x\r\n/* EXPECT error blocking-send: one EXPECT note blocking-send: two */\r\n"
                           "y // EXPECT\twarning  blocking-send:three \xff SEES fits send, SEES spawn\r\n");
    write_file("case/sub/b.h", "// SEES join\n");
    write_file("case/c.txt", "EXPECT error blocking-send: no code\n");
    keep("case");
    has_rows(expected_rows, "a.c:2 error blocking-send\na.c:2 note blocking-send\n"
                            "a.c:3 warning blocking-send\n");
    has_rows(sees_rows, "a.c:3 fits send\na.c:3 - spawn\nsub/b.h:1 - join\n");
    has_rows(problem_rows, "");
}
END_TEST

/* Of a file that is a case, what stands beside it says nothing. */
START_TEST(a_file_is_read_alone)
{
    write_file("lib/a.c", "// EXPECT error blocking-send: here\n");
    write_file("lib/b.c", "// EXPECT error blocking-send: another case\n");
    keep("lib/a.c");
    has_rows(expected_rows, "a.c:1 error blocking-send\n");
}
END_TEST

START_TEST(what_comments_cannot_say)
{
    write_file("a.c", "// EXPECT error: blocking-send\n// EXPECT: error blocking-send\n// EXPECT\n"
                      "// EXPECT error blocking-send\n// EXPECT never blocking-send: a level of --fail-on\n"
                      "// SEES\n// SEES forever\n// SEES forever lock\n// SEES Send\n");
    keep("a.c");
    has_rows(expected_rows, "");
    has_rows(sees_rows, "");
    has_rows(problem_rows, "a.c:1 not `EXPECT L\na.c:2 not `EXPECT L\na.c:3 not `EXPECT L\n"
                           "a.c:4 not `EXPECT L\na.c:5 there is no l\na.c:6 not `SEES KIN\n"
                           "a.c:7 not `SEES KIN\na.c:8 not `SEES KIN\na.c:9 not `SEES KIN\n");
}
END_TEST

START_TEST(words_that_are_no_comments)
{
    write_file("a.c", "EXPECT(a); EXPECT_EQ(b); SEES(c); int UNEXPECTED, SEESAW;\n");
    keep("a.c");
    has_rows(expected_rows, "");
    has_rows(problem_rows, "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cases");
    TCase *tests = tcase_create("cases");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, files_and_folders_with_sources);
    tcase_add_test(tests, what_holds_no_case);
    tcase_add_test(tests, what_comments_say);
    tcase_add_test(tests, a_file_is_read_alone);
    tcase_add_test(tests, what_comments_cannot_say);
    tcase_add_test(tests, words_that_are_no_comments);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
