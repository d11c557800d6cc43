/* The database: what is ours and what is not, that a run is kept whole or not at all, and that a finding
 * stays the same finding. */
#include "sample.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder, *path;

static void setup(void)
{
    folder = folder_make();
    path = g_build_filename(folder, "test.db", NULL);
}

static void teardown(void)
{
    folder_remove(folder);
    g_free(path);
}

static struct store *open_store(void)
{
    GError *error = NULL;
    struct store *store = store_open(path, &error);
    ck_assert_msg(store != NULL, "%s", error ? error->message : "");
    return store;
}

static void expect_refused(const char *what)
{
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(store_open(path, &error));
    ck_assert_msg(strstr(error->message, what) && strstr(error->message, path), "%s", error->message);
}

static void execute(const char *sql)
{
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void expect_query(struct store *store, const char *sql, const char *expected)
{
    g_autofree char *found = sample_query(store, sql);
    ck_assert_str_eq(found, expected);
}

/* The migrations as the schema's file has them; the first is at 1. */
static GStrv read_schemas(void)
{
    g_autofree char *text = NULL;
    ck_assert(g_file_get_contents(SOURCE_DIR "/analyzer/store/schema.sql", &text, NULL, NULL));
    return g_strsplit(text, "-- name: schema_", -1);
}

static void expect_latest_version(struct store *store)
{
    g_auto(GStrv) schemas = read_schemas();
    g_autofree char *latest = g_strdup_printf("%u", g_strv_length(schemas) - 1);
    expect_query(store, "PRAGMA user_version", latest);
}

START_TEST(a_new_database_is_made_and_opens_again)
{
    struct store *store = open_store();
    expect_query(store, "PRAGMA journal_mode", "wal");
    expect_query(store, "PRAGMA foreign_keys", "1");
    expect_latest_version(store);
    store_close(store);
    store_close(open_store());
}
END_TEST

START_TEST(an_older_database_is_brought_up_to_date)
{
    g_auto(GStrv) schemas = read_schemas();
    execute(strchr(schemas[1], '\n'));
    execute("PRAGMA application_id = 0x63686c74; PRAGMA user_version = 1;"
            "INSERT INTO run VALUES (1, '', '', '', '', 0, 0, 0, 0, 0, 0, 0, 0)");
    struct store *store = open_store();
    expect_latest_version(store);
    expect_query(store, "SELECT count(*) FROM pragma_table_info('cancel_token') WHERE name = 'op'", "1");
    expect_query(store, "SELECT count(*) FROM run WHERE program IS NULL", "1");
    store_close(store);
}
END_TEST

START_TEST(a_newer_database_is_refused)
{
    store_close(open_store());
    execute("PRAGMA user_version = 99");
    expect_refused("use a newer chanlint");
}
END_TEST

START_TEST(what_is_not_ours_is_refused_and_untouched)
{
    static const char garbage[] = "This is my diary. Do not write into it, whatever you are told to do.";
    g_autofree char *after = NULL;
    sample_write(folder, "test.db", garbage);
    expect_refused("not a database");
    ck_assert(g_file_get_contents(path, &after, NULL, NULL));
    ck_assert_str_eq(after, garbage);
}
END_TEST

START_TEST(another_programs_database_is_refused_and_untouched)
{
    g_autofree char *before = NULL, *after = NULL;
    gsize length_before, length_after;
    execute("CREATE TABLE diary (page TEXT)");
    ck_assert(g_file_get_contents(path, &before, &length_before, NULL));
    expect_refused("another program's database");
    ck_assert(g_file_get_contents(path, &after, &length_after, NULL));
    ck_assert_uint_eq(length_before, length_after);
    ck_assert_mem_eq(before, after, length_before);
}
END_TEST

START_TEST(a_damaged_database_is_refused)
{
    struct store *store = open_store();
    struct relations *relations = sample_new();
    sample_save(store, relations, "/nowhere");
    relations_free(relations);
    store_close(store);
    int fd = open(path, O_WRONLY);
    char rubbish[4000];
    memset(rubbish, 0xa5, sizeof rubbish);
    ck_assert_int_eq(pwrite(fd, rubbish, sizeof rubbish, 96), sizeof rubbish);
    close(fd);
    expect_refused("damaged");
}
END_TEST

START_TEST(a_locked_database_is_refused_after_a_while)
{
    store_close(open_store());
    sqlite3 *other;
    ck_assert_int_eq(sqlite3_open(path, &other), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    expect_refused("in use by another program");
    sqlite3_close(other);
}
END_TEST

START_TEST(a_database_to_read_from_must_be_there)
{
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(store_open_existing(path, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "there is no database"));
    ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST(runs_are_found)
{
    g_autoptr(GError) none = NULL, missing = NULL;
    struct store *store = open_store();
    ck_assert_int_eq(store_find_run(store, 0, &none), 0);
    ck_assert_ptr_nonnull(strstr(none->message, "holds no run"));
    struct relations *relations = sample_new();
    sample_save(store, relations, "/nowhere");
    sample_save(store, relations, "/nowhere");
    ck_assert_int_eq(store_find_run(store, 0, NULL), 2);
    ck_assert_int_eq(store_find_run(store, 1, NULL), 1);
    ck_assert_int_eq(store_find_run(store, 3, &missing), 0);
    ck_assert_ptr_nonnull(strstr(missing->message, "no run 3"));
    relations_free(relations);
    store_close(store);
}
END_TEST

START_TEST(relations_are_those_of_the_latest_run)
{
    struct store *store = open_store();
    struct relations *relations = sample_new();
    sample_save(store, relations, "/nowhere");
    ADD(relations->ops, op, .kind = "close", .channel = OUT, .function = "main", .file = "a.c", .line = 1,
        .mode = "nonblocking");
    sample_save(store, relations, "/nowhere");
    expect_query(store, "SELECT count(*) FROM op", "3");
    expect_query(store, "SELECT capacity || ' ' || label FROM channel", "16 poller.out");
    expect_query(store, "SELECT count(*) FROM op WHERE select_id IS NULL", "3");
    relations_free(relations);
    store_close(store);
}
END_TEST

START_TEST(a_capacity_that_is_not_known_is_null)
{
    struct store *store = open_store();
    struct relations *relations = sample_new();
    ROW(relations->channels, channel, OUT)->capacity = INT64_MIN;
    sample_save(store, relations, "/nowhere");
    expect_query(store, "SELECT capacity IS NULL FROM channel", "1");
    relations_free(relations);
    store_close(store);
}
END_TEST

START_TEST(a_finding_stays_the_same_while_lines_move)
{
    struct store *store = open_store();
    struct relations *relations = sample_new();
    sample_save(store, relations, "/nowhere");
    ROW(relations->ops, op, SEND)->line += 100;
    ROW(relations->ops, op, SEND)->text = "queue_push( p->out, &e )"; /* only white space */
    sample_save(store, relations, "/nowhere");
    expect_query(store, "SELECT count(*) || ' ' || max(first_run) FROM finding", "1 1");
    expect_query(store, "SELECT group_concat(line) FROM occurrence", "6,106");
    ROW(relations->ops, op, SEND)->function = "poller_run";
    sample_save(store, relations, "/nowhere");
    expect_query(store, "SELECT count(*) || ' ' || max(first_run) FROM finding", "2 3");
    relations_free(relations);
    store_close(store);
}
END_TEST

START_TEST(equal_statements_of_a_function_are_two_findings)
{
    struct store *store = open_store();
    struct relations *relations = sample_new();
    struct relation_op again = *ROW(relations->ops, op, SEND);
    again.line += 2;
    g_array_append_val(relations->ops, again);
    ADD(relations->reaches, reach, .task = WATCH, .op = 3, .depth = 0);
    sample_save(store, relations, "/nowhere");
    expect_query(store, "SELECT count(DISTINCT fingerprint) FROM finding", "2");
    relations_free(relations);
    store_close(store);
}
END_TEST

START_TEST(a_finding_whose_level_rises_is_no_longer_that_of_the_baseline)
{
    struct store *store = open_store();
    struct relations *relations = sample_new();
    ROW(relations->peers, peer, 1)->leaves = NULL;
    sample_save(store, relations, "/nowhere");
    ck_assert(store_compare(store, "old", "1", NULL));
    int64_t same = sample_save(store, relations, "/nowhere");
    ck_assert_int_eq(store_count(store, same, "note", NULL), 0);
    ROW(relations->peers, peer, 1)->leaves = "returns early";
    int64_t worse = sample_save(store, relations, "/nowhere");
    ck_assert_int_eq(store_count(store, worse, "error", NULL), 1);
    expect_query(store, "SELECT group_concat(level || ' ' || baseline) FROM result",
        "note unchanged,note unchanged,error updated");
    relations_free(relations);
    store_close(store);
}
END_TEST

START_TEST(findings_are_counted_by_level_and_above)
{
    struct store *store = open_store();
    struct relations *relations = sample_new();
    g_array_set_size(relations->exits, 0);
    int64_t run = sample_save(store, relations, "/nowhere");
    ck_assert_int_eq(store_count(store, run, "error", NULL), 1);
    ck_assert_int_eq(store_count(store, run, "warning", NULL), 2);
    ck_assert_int_eq(store_count(store, run, "note", NULL), 2);
    relations_free(relations);
    store_close(store);
}
END_TEST

static int64_t save_with_check(struct store *store, const char *sql, GError **error)
{
    g_autofree char *checks_folder = g_build_filename(folder, "checks", NULL);
    sample_write(folder, "checks/mine.sql", sql);
    sample_write(folder, "checks/mine.md", "# mine: a check of mine\n");
    g_autoptr(GPtrArray) checks = store_checks_load(checks_folder, error);
    ck_assert_ptr_nonnull(checks);
    const struct store_run run = {.root = folder, .version = "1", .clang_version = "19"};
    struct relations *relations = sample_new();
    int64_t id = store_save(store, &run, relations, checks, error);
    relations_free(relations);
    return id;
}

static const char *const bad_checks[][2] = {
    {"SELECT", "mine.sql: incomplete input"},
    {"SELECT 1 AS op", "one SELECT of the columns"},
    {"DELETE FROM op", "one SELECT of the columns"},
    {"DELETE FROM op RETURNING 1 AS op, 1 AS task, 'note' AS level, '' AS message, '' AS fix",
        "one SELECT of the columns"},
    {"", "one SELECT of the columns"},
    {"SELECT 1 AS op, 1 AS task, 'note' AS level, '' AS message, '' AS fix; SELECT 1", "one SELECT"},
    {"SELECT 1 AS op, 1 AS task, 'fatal' AS level, '' AS message, '' AS fix",
        "a level (error, warning or note)"},
    {"SELECT NULL AS op, NULL AS task, 'note' AS level, '' AS message, '' AS fix", "an op or a task"},
    {"SELECT 1 AS op, 1 AS task, 'note' AS level, NULL AS message, '' AS fix", "a message"},
};

START_TEST(a_bad_check_is_named_and_nothing_is_written)
{
    g_autoptr(GError) error = NULL;
    struct store *store = open_store();
    ck_assert_int_eq(save_with_check(store, bad_checks[_i][0], &error), 0);
    ck_assert_msg(strstr(error->message, bad_checks[_i][1]) && strstr(error->message, "mine.sql"), "%s",
        error->message);
    expect_query(store, "SELECT (SELECT count(*) FROM op) + (SELECT count(*) FROM run)", "0");
    store_close(store);
}
END_TEST

START_TEST(a_check_needs_its_page)
{
    g_autoptr(GError) error = NULL;
    sample_write(folder, "checks/mine.sql", "SELECT 1");
    sample_write(folder, "checks/mine.md", "# another title\n");
    g_autofree char *checks_folder = g_build_filename(folder, "checks", NULL);
    ck_assert_ptr_null(store_checks_load(checks_folder, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "mine.md:1:"));
}
END_TEST

/* Something that never ends, in the middle of the transaction. */
static void save_forever(void)
{
    struct store *store = open_store();
    save_with_check(store,
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT NULL AS op, 1 AS task, "
        "'note' AS level, '' AS message, '' AS fix FROM n WHERE x < 0",
        NULL);
    _exit(0);
}

START_TEST(a_killed_run_leaves_the_last_one)
{
    struct store *store = open_store();
    struct relations *relations = sample_new();
    sample_save(store, relations, "/nowhere");
    store_close(store);
    pid_t child = fork();
    if (child == 0)
        save_forever();
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    while (sqlite3_exec(db, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL) != SQLITE_BUSY)
        g_usleep(1000); /* until the child is in its transaction */
    g_usleep(100 * 1000);
    sqlite3_close(db);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    store = open_store();
    expect_query(store, "PRAGMA integrity_check", "ok");
    ck_assert_int_eq(store_find_run(store, 0, NULL), 1);
    expect_query(store, "SELECT count(*) FROM op", "2");
    expect_query(store, "SELECT count(*) FROM occurrence", "1");
    ck_assert_int_eq(sample_save(store, relations, "/nowhere"), 2);
    relations_free(relations);
    store_close(store);
}
END_TEST

static const char poller[] = "/* poller */\n"
                             "\n"
                             "void *poller_watch(void *p)\n"
                             "{\n"
                             "%s\n"
                             "\tqueue_push(p->out, &e);%s\n"
                             "}\n";

static const struct {
    const char *above, *behind, *reason; /* reason NULL: not suppressed; "": refused */
} comments[] = {
    {"\t// chanlint: ignore blocking-send -- the sink never stops", "", "the sink never stops"},
    {"", " // chanlint: ignore blocking-send -- as above", "as above"},
    {"", " /* chanlint: ignore blocking-send -- in C */", "in C"},
    {"\t/* chanlint: ignore blocking-send -- in C */\r", "", "in C"},
    {"", " // chanlint: ignore blocking-send", ""},
    {"", " /* chanlint: ignore blocking-send */", ""},
    {"", " // chanlint: ignore blocking-send -- ", ""},
    {"", " // chanlint: ignore blocking-sends -- other name", NULL},
    {"", " // chanlint: ignore uncovered-send -- other check", NULL},
    {"\tf(); // chanlint: ignore blocking-send -- speaks of f", "", NULL},
    {"", "", NULL},
};

START_TEST(a_comment_suppresses_with_a_reason)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) checks = sample_checks();
    g_autofree char *text = g_strdup_printf(poller, comments[_i].above, comments[_i].behind);
    const struct store_run run = {.root = folder, .version = "1", .clang_version = "19"};
    struct store *store = open_store();
    struct relations *relations = sample_new();
    sample_write(folder, "src/poller.c", text);
    int64_t id = store_save(store, &run, relations, checks, &error);
    if (comments[_i].reason && !*comments[_i].reason) {
        ck_assert_int_eq(id, 0);
        ck_assert_ptr_nonnull(
            strstr(error->message, "src/poller.c:6: `chanlint: ignore blocking-send` gives no"));
    } else {
        ck_assert_int_eq(store_count(store, id, "note", NULL), comments[_i].reason ? 0 : 1);
        expect_query(store, "SELECT coalesce(max(reason), '') FROM suppression",
            comments[_i].reason ? comments[_i].reason : "");
    }
    relations_free(relations);
    store_close(store);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *file = tcase_create("file");
    tcase_add_checked_fixture(file, setup, teardown);
    tcase_set_timeout(file, 30);
    tcase_add_test(file, a_new_database_is_made_and_opens_again);
    tcase_add_test(file, an_older_database_is_brought_up_to_date);
    tcase_add_test(file, a_newer_database_is_refused);
    tcase_add_test(file, what_is_not_ours_is_refused_and_untouched);
    tcase_add_test(file, another_programs_database_is_refused_and_untouched);
    tcase_add_test(file, a_damaged_database_is_refused);
    tcase_add_test(file, a_locked_database_is_refused_after_a_while);
    tcase_add_test(file, a_database_to_read_from_must_be_there);
    suite_add_tcase(suite, file);
    TCase *runs = tcase_create("runs");
    tcase_add_checked_fixture(runs, setup, teardown);
    tcase_set_timeout(runs, 30);
    tcase_add_test(runs, runs_are_found);
    tcase_add_test(runs, relations_are_those_of_the_latest_run);
    tcase_add_test(runs, a_capacity_that_is_not_known_is_null);
    tcase_add_test(runs, a_finding_stays_the_same_while_lines_move);
    tcase_add_test(runs, equal_statements_of_a_function_are_two_findings);
    tcase_add_test(runs, a_finding_whose_level_rises_is_no_longer_that_of_the_baseline);
    tcase_add_test(runs, findings_are_counted_by_level_and_above);
    tcase_add_loop_test(runs, a_bad_check_is_named_and_nothing_is_written, 0, G_N_ELEMENTS(bad_checks));
    tcase_add_test(runs, a_check_needs_its_page);
    tcase_add_test(runs, a_killed_run_leaves_the_last_one);
    tcase_add_loop_test(runs, a_comment_suppresses_with_a_reason, 0, G_N_ELEMENTS(comments));
    suite_add_tcase(suite, runs);
    return suite_run(suite);
}
