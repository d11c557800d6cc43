/* Reports of hand-made runs: the text to the letter, SARIF by its structure. */
#include "report/report.h"
#include "sample.h"

#include <string.h>

static char *folder;
static struct store *store;
static struct relations *relations;

static const char poller[] = "#include \"poller.h\"\n\nvoid *poller_watch(void *p)\n{\n\tfor (;;)\n"
                             "\tqueue_push(p->out, &e);\n}\n";

static void setup(void)
{
    folder = folder_make();
    store = store_open(":memory:", NULL);
    relations = sample_new();
    sample_write(folder, "src/poller.c", poller);
}

static void teardown(void)
{
    store_close(store);
    relations_free(relations);
    folder_remove(folder);
}

static char *print(const char *format, bool notes, bool colors)
{
    g_autoptr(GError) error = NULL;
    GString *out = g_string_new(NULL);
    const struct report_options options = {
        .run = sample_save(store, relations, folder), .notes = notes, .colors = colors};
    ck_assert_msg(report_print(report_find(format, NULL), store, &options, out, &error), "%s",
        error ? error->message : "");
    return g_string_free(out, FALSE);
}

START_TEST(text_is_as_compilers_print_it)
{
    g_autofree char *text = print("text", false, false);
    ck_assert_str_eq(text,
        "src/poller.c:6:2: error: send on `poller.out` blocks thread `poller_watch` (started at "
        "src/server.c:40) "
        "forever once its receiver `serve_client` returns early; nothing else wakes it: let the wait test a "
        "stop "
        "flag too, whose setter signals the condition, or give it a deadline [blocking-send]\n"
        "    6 | \tqueue_push(p->out, &e);\n"
        "      | \t^\n"
        "src/server.c:40: note: the task starts here: `pthread_create(&t, NULL, poller_watch, p)`\n"
        "src/poller.c:6: note: it blocks here, and nothing but the other side wakes it\n"
        "src/server.c:44: note: the other side is in `serve_client`, which returns early\n");
}
END_TEST

START_TEST(a_source_that_cannot_be_read_is_left_out)
{
    ROW(relations->ops, op, SEND)->file = "../../etc/passwd";
    ROW(relations->ops, op, SEND)->line = 1;
    ROW(relations->ops, op, SEND)->column = 1;
    g_autofree char *text = print("text", false, false);
    ck_assert_ptr_null(strstr(text, "root:"));
    ck_assert_ptr_null(strchr(text, '|'));
}
END_TEST

START_TEST(a_location_behind_the_end_of_the_file_is_left_out)
{
    ROW(relations->ops, op, SEND)->line = 1000;
    g_autofree char *text = print("text", false, false);
    ck_assert_ptr_null(strchr(text, '|'));
}
END_TEST

START_TEST(notes_are_hidden_unless_asked_for)
{
    ROW(relations->peers, peer, 1)->leaves = NULL;
    g_autofree char *without = print("text", false, false);
    ck_assert_str_eq(without, "");
    g_autofree char *with = print("text", true, false);
    ck_assert_ptr_nonnull(strstr(with, "src/poller.c:6:2: note: send on"));
}
END_TEST

START_TEST(colors_are_for_terminals)
{
    g_autofree char *plain = print("text", false, false);
    ck_assert_ptr_null(strchr(plain, '\033'));
    g_autofree char *colored = print("text", false, true);
    ck_assert_ptr_nonnull(strstr(colored, "\033[1;31merror:\033[0m"));
}
END_TEST

START_TEST(what_the_tree_says_cannot_drive_the_terminal)
{
    sample_write(folder, "src/poller.c", "\n\n\n\n\n\t\033[2Jqueue_push(); \xc2\x9b \xff\n");
    ROW(relations->channels, channel, OUT)->label = "a\nb\033c";
    g_autofree char *text = print("text", false, false);
    ck_assert_ptr_null(strchr(text, '\033'));
    ck_assert_ptr_null(strstr(text, "\xc2\x9b"));
    ck_assert_ptr_nonnull(strstr(text, "`a?b?c`"));
    ck_assert(g_utf8_validate(text, -1, NULL));
}
END_TEST

START_TEST(the_summary_counts)
{
    g_autoptr(GString) summary = g_string_new(NULL);
    g_array_set_size(relations->exits, 0);
    int64_t run = sample_save(store, relations, folder);
    ck_assert(report_summary(store, run, false, summary, NULL));
    ck_assert_str_eq(
        summary->str, "3 files, 2 parsed; 1 task, 2 operations; 1 error, 1 warning, 0 notes; 0.00 s\n");
}
END_TEST

START_TEST(the_summary_says_how_to_see_notes_and_what_was_ignored)
{
    g_autoptr(GString) summary = g_string_new(NULL);
    g_array_set_size(relations->exits, 0);
    ROW(relations->tasks, task, WATCH)->repeated = "bounded";
    sample_write(folder, "src/poller.c", "\n\n\n\n\n\tpush(); // chanlint: ignore blocking-send -- so\n");
    int64_t run = sample_save(store, relations, folder);
    ck_assert(report_summary(store, run, false, summary, NULL));
    ck_assert_ptr_nonnull(
        strstr(summary->str, "0 errors, 0 warnings, 1 note (shown with --notes), 1 ignored;"));
}
END_TEST

/* What stands at `path` of a JSON text. */
static char *at(const char *json, const char *path)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, "SELECT json_extract(?1, ?2)", NULL);
    sqlite3_bind_text(query, 1, json, -1, SQLITE_STATIC);
    sqlite3_bind_text(query, 2, path, -1, SQLITE_STATIC);
    ck_assert_int_eq(store_step(store, query, NULL), STORE_ROW);
    return g_strdup(store_text(query, 0));
}

static void expect_at(const char *json, const char *path, const char *expected)
{
    g_autofree char *found = at(json, path);
    ck_assert_msg(g_str_equal(found, expected), "%s is %s, not %s", path, found, expected);
}

static void expect_like(const char *json, const char *path, const char *start)
{
    g_autofree char *found = at(json, path);
    ck_assert_msg(g_str_has_prefix(found, start), "%s is %s, not %s...", path, found, start);
}

static void expect_rule(const char *json, const char *id, const char *path, const char *start)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store,
        "SELECT json_group_array(json(value)) FROM json_each(?1, '$.runs[0].tool.driver.rules') "
        "WHERE value ->> 'id' = ?2",
        NULL);
    sqlite3_bind_text(query, 1, json, -1, SQLITE_STATIC);
    sqlite3_bind_text(query, 2, id, -1, SQLITE_STATIC);
    ck_assert_int_eq(store_step(store, query, NULL), STORE_ROW);
    g_autofree char *in_rules = g_strdup_printf("$[0]%s", path + 1);
    expect_like(store_text(query, 0), in_rules, start);
}

START_TEST(sarif_says_where_what_and_why)
{
    g_autofree char *sarif = print("sarif", false, false);
    g_autofree char *root_uri = g_strdup_printf("file://%s/", folder);
    expect_at(sarif, "$.version", "2.1.0");
    expect_at(sarif, "$.runs[0].tool.driver.name", "chanlint");
    expect_at(sarif, "$.runs[0].originalUriBaseIds.%SRCROOT%.uri", root_uri);
    expect_at(sarif, "$.runs[0].invocations[0].executionSuccessful", "1");
    expect_rule(sarif, "blocking-send", "$.help.markdown", "# blocking-send: ");
    expect_rule(sarif, "uncovered-send", "$.shortDescription.text", "the task watches");
    expect_at(sarif, "$.runs[0].results[0].ruleId", "blocking-send");
    g_autofree char *index = at(sarif, "$.runs[0].results[0].ruleIndex");
    g_autofree char *rule = g_strdup_printf("$.runs[0].tool.driver.rules[%s].id", index);
    expect_at(sarif, rule, "blocking-send");
    expect_at(sarif, "$.runs[0].results[0].level", "error");
    expect_like(sarif, "$.runs[0].results[0].message.text", "send on `poller.out` blocks");
    const char *location = "$.runs[0].results[0].locations[0].physicalLocation";
    g_autofree char *uri = g_strconcat(location, ".artifactLocation.uri", NULL);
    g_autofree char *base = g_strconcat(location, ".artifactLocation.uriBaseId", NULL);
    g_autofree char *line = g_strconcat(location, ".region.startLine", NULL);
    expect_at(sarif, uri, "src/poller.c");
    expect_at(sarif, base, "%SRCROOT%");
    expect_at(sarif, line, "6");
    g_autofree char *fingerprint = at(sarif, "$.runs[0].results[0].partialFingerprints.chanlint/v1");
    ck_assert_uint_eq(strlen(fingerprint), 16);
    expect_at(sarif, "$.runs[0].results[1]", "");
}
END_TEST

START_TEST(sarif_has_the_path_and_the_other_side)
{
    const char *flow = "$.runs[0].results[0].codeFlows[0].threadFlows[0].locations";
    g_autofree char *sarif = print("sarif", false, false);
    g_autofree char *first = g_strconcat(flow, "[0].location.message.text", NULL);
    g_autofree char *last = g_strconcat(flow, "[1].location.physicalLocation.region.startLine", NULL);
    g_autofree char *none = g_strconcat(flow, "[2]", NULL);
    expect_like(sarif, first, "the task starts here");
    expect_at(sarif, last, "6");
    expect_at(sarif, none, "");
    expect_like(sarif, "$.runs[0].results[0].relatedLocations[0].message.text",
        "the other side is in `serve_client`");
}
END_TEST

START_TEST(sarif_leaves_out_what_it_has_not)
{
    g_array_set_size(relations->steps, 0);
    g_array_set_size(relations->peers, 0);
    g_autofree char *sarif = print("sarif", false, false);
    ck_assert_ptr_null(strstr(sarif, "null"));
    ck_assert_ptr_null(strstr(sarif, "codeFlows"));
    ck_assert_ptr_null(strstr(sarif, "relatedLocations"));
    ck_assert_ptr_null(strstr(sarif, "suppressions"));
}
END_TEST

START_TEST(sarif_keeps_what_was_suppressed_with_its_reason)
{
    sample_write(folder, "src/poller.c", "\n\n\n\n\n\tpush(); // chanlint: ignore blocking-send -- so\n");
    g_autofree char *sarif = print("sarif", false, false);
    expect_at(sarif, "$.runs[0].results[0].suppressions[0].kind", "inSource");
    expect_at(sarif, "$.runs[0].results[0].suppressions[0].justification", "so");
}
END_TEST

START_TEST(sarif_is_json_whatever_the_tree_is_called)
{
    ROW(relations->ops, op, SEND)->file = "src/a b#?%\"\\\xff\n.c";
    ROW(relations->ops, op, SEND)->text = "push(\"\x01\x80\")";
    g_autofree char *sarif = print("sarif", false, false);
    ck_assert(g_utf8_validate(sarif, -1, NULL));
    expect_at(sarif, "$.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri",
        "src/a%20b%23%3F%25%22%5C%EF%BF%BD%0A.c");
}
END_TEST

START_TEST(an_empty_run_is_an_empty_list)
{
    ROW(relations->ops, op, SEND)->mode = "timeout";
    g_autofree char *sarif = print("sarif", false, false);
    expect_at(sarif, "$.runs[0].results", "[]");
}
END_TEST

START_TEST(formats_are_found_by_name)
{
    g_autoptr(GError) error = NULL;
    ck_assert_str_eq(report_find(NULL, NULL)->name, "text");
    ck_assert_ptr_null(report_find("xml", &error));
    ck_assert_str_eq(error->message,
        "there is no format `xml`: use one of text, sarif, junit, gitlab, github, csv, patch, dot, html");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *text = tcase_create("text");
    tcase_add_checked_fixture(text, setup, teardown);
    tcase_add_test(text, text_is_as_compilers_print_it);
    tcase_add_test(text, a_source_that_cannot_be_read_is_left_out);
    tcase_add_test(text, a_location_behind_the_end_of_the_file_is_left_out);
    tcase_add_test(text, notes_are_hidden_unless_asked_for);
    tcase_add_test(text, colors_are_for_terminals);
    tcase_add_test(text, what_the_tree_says_cannot_drive_the_terminal);
    tcase_add_test(text, the_summary_counts);
    tcase_add_test(text, the_summary_says_how_to_see_notes_and_what_was_ignored);
    tcase_add_test(text, formats_are_found_by_name);
    suite_add_tcase(suite, text);
    TCase *sarif = tcase_create("sarif");
    tcase_add_checked_fixture(sarif, setup, teardown);
    tcase_add_test(sarif, sarif_says_where_what_and_why);
    tcase_add_test(sarif, sarif_has_the_path_and_the_other_side);
    tcase_add_test(sarif, sarif_leaves_out_what_it_has_not);
    tcase_add_test(sarif, sarif_keeps_what_was_suppressed_with_its_reason);
    tcase_add_test(sarif, sarif_is_json_whatever_the_tree_is_called);
    tcase_add_test(sarif, an_empty_run_is_an_empty_list);
    suite_add_tcase(suite, sarif);
    return suite_run(suite);
}
