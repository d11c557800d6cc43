/* The table of tasks: what a task can die of, and where it can hang. */
#include "report/report.h"
#include "sample.h"

#include <string.h>

static char *folder;
static struct store *store;
static struct relations *relations;
static GString *table, *summary;

static void setup(void)
{
    folder = folder_make();
    store = store_open(":memory:", NULL);
    relations = sample_new();
    table = g_string_new(NULL);
    summary = g_string_new(NULL);
}

static void teardown(void)
{
    g_string_free(table, TRUE);
    g_string_free(summary, TRUE);
    store_close(store);
    relations_free(relations);
    folder_remove(folder);
}

static const char *print(bool colors)
{
    g_autoptr(GError) error = NULL;
    sample_save(store, relations, folder);
    g_string_truncate(table, 0);
    g_string_truncate(summary, 0);
    ck_assert_msg(report_tasks(store, colors, table, summary, &error), "%s", error ? error->message : "");
    return table->str;
}

/* Without exits, peers that stay, or wakes: what a test adds is all there is. */
static void forget_how_it_ends(void)
{
    g_array_set_size(relations->exits, 0);
    g_array_set_size(relations->wakes, 0);
}

static void expect_death(const char *dies)
{
    const char *row = strstr(print(false), "\nsrc/server.c:40 ");
    g_autofree char *start = g_strconcat("  ", dies, NULL);
    const char *cell = row ? strstr(row, start) : NULL;
    const char *rest = cell ? cell + strlen(start) : "";
    ck_assert_msg(*rest == '\n' || g_str_has_prefix(rest, "  "), "not `%s`: %s", dies, table->str);
}

START_TEST(a_row_says_who_how_and_where)
{
    ck_assert_str_eq(print(false), "START            KIND    BODY          STARTED    DIES     CAN HANG AT\n"
                                   "src/server.c:40  thread  poller_watch  unbounded  returns  "
                                   "src/poller.c:6 `queue_push(p->out, &e)`\n");
    ck_assert_str_eq(summary->str,
        "1 task; 1 return, 0 cancelled, 0 closed, 0 killed, 0 process exit only, 0 "
        "NEVER; 1 can hang\n");
}
END_TEST

START_TEST(rows_stand_by_file_and_line)
{
    ADD(relations->tasks, task, .kind = "thread", .body = "b", .spawn_file = "src/server.c", .spawn_line = 9,
        .repeated = "once");
    ADD(relations->tasks, task, .kind = "thread", .body = "a", .spawn_file = "src/a.c", .spawn_line = 50,
        .repeated = "once");
    ADD(relations->tasks, task, .kind = "thread", .body = "c", .repeated = "once");
    print(false);
    const char *none = strstr(table->str, "\n?  "), *first = strstr(table->str, "\nsrc/a.c:50 ");
    const char *second = strstr(table->str, "\nsrc/server.c:9 "),
               *third = strstr(table->str, "\nsrc/server.c:40 ");
    ck_assert(none && none < first && first < second && second < third);
}
END_TEST

START_TEST(a_task_without_exit_dies_with_the_process_or_never)
{
    static const char *const cases[][2] = {
        {"once", "process exit only"}, {"bounded", "process exit only"}, {"unbounded", "NEVER"}};
    forget_how_it_ends();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        ROW(relations->tasks, task, WATCH)->repeated = cases[i][0];
        expect_death(cases[i][1]);
    }
}
END_TEST

START_TEST(a_task_that_ends_itself_returns)
{
    ROW(relations->exits, exit, 1)->kind = "exits";
    expect_death("returns");
}
END_TEST

/* Whoever cancels the task is told before who ends one of its operations. */
START_TEST(who_cancels_the_task_is_named)
{
    forget_how_it_ends();
    ADD(relations->ops, op, .kind = "cancel", .function = "serve_stop", .file = "src/server.c", .line = 80,
        .column = 1, .mode = "forever", .result = "ignored");
    ADD(relations->wakes, wake, .op = SEND, .kind = "close", .set_in = "q_close", .set_file = "src/q.c",
        .set_line = 5);
    ADD(relations->exits, exit, .task = WATCH, .kind = "returns");
    ADD(relations->exits, exit, .task = WATCH, .kind = "cancelled", .op = 3);
    expect_death("cancelled by serve_stop at src/server.c:80");
    ROW(relations->exits, exit, 2)->kind = "killed";
    expect_death("killed by serve_stop at src/server.c:80");
}
END_TEST

START_TEST(who_ends_an_operation_of_the_bodys_loop_is_named)
{
    ADD(relations->wakes, wake, .op = SEND, .kind = "close", .set_in = "q_close", .set_file = "src/q.c",
        .set_line = 5);
    expect_death("closed by q_close at src/q.c:5");
    ADD(relations->wakes, wake, .op = SEND, .kind = "cancel", .set_in = "stop", .set_file = "src/q.c",
        .set_line = 9);
    expect_death("cancelled by stop at src/q.c:9");
    ROW(relations->ops, op, SEND)->in_loop = 0;
    expect_death("returns");
    ROW(relations->ops, op, SEND)->in_loop = 1;
    ROW(relations->reaches, reach, 1)->depth = 1;
    expect_death("returns");
}
END_TEST

START_TEST(ending_an_operation_ends_no_task_that_looks_at_no_result)
{
    ADD(relations->ops, op, .kind = "close", .channel = OUT, .function = "serve_stop", .file = "src/server.c",
        .line = 80, .column = 1, .mode = "forever", .result = "ignored");
    ADD(relations->wakes, wake, .op = SEND, .kind = "close", .by_op = 3);
    expect_death("returns");
    ROW(relations->ops, op, SEND)->result = "leads-out";
    expect_death("closed by serve_stop at src/server.c:80");
}
END_TEST

START_TEST(ending_an_operation_ends_no_task_that_has_no_exit)
{
    forget_how_it_ends();
    ADD(relations->wakes, wake, .op = SEND, .kind = "close", .set_in = "q_close", .set_file = "src/q.c",
        .set_line = 5);
    print(false);
    ck_assert_ptr_nonnull(strstr(table->str, "  NEVER\n"));
}
END_TEST

START_TEST(a_branch_that_nobody_is_seen_to_send_on_stands_where_the_select_does)
{
    ROW(relations->ops, op, SEND)->kind = "select";
    ADD(relations->clauses, clause, .select_op = SEND, .kind = "receive", .leads_out = 1);
    ADD(relations->wakes, wake, .op = SEND, .kind = "cancel", .why = "another branch leads out");
    print(false);
    ck_assert_ptr_nonnull(strstr(table->str, "  cancelled by another branch at src/poller.c:6\n"));
}
END_TEST

/* Is there a place where the task can hang? */
static bool hangs(void)
{
    return strstr(print(false), "queue_push") != NULL;
}

START_TEST(what_its_peer_alone_ends_can_hang)
{
    static const char *const kinds[] = {"send", "receive", "join"};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        ROW(relations->ops, op, SEND)->kind = kinds[i];
        ck_assert(hangs());
    }
    ROW(relations->ops, op, SEND)->kind = "wait"; /* no channel's */
    ck_assert(!hangs());
}
END_TEST

START_TEST(what_something_else_ends_cannot_hang)
{
    static const char *const modes[] = {"timeout", "nonblocking", "fits"};
    for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
        ROW(relations->ops, op, SEND)->mode = modes[i];
        ck_assert(!hangs());
    }
    ROW(relations->ops, op, SEND)->mode = "forever";
    ADD(relations->wakes, wake, .op = SEND, .kind = "kill");
    ck_assert(!hangs());
}
END_TEST

START_TEST(a_select_hangs_when_its_branches_are_known)
{
    ROW(relations->ops, op, SEND)->kind = "select";
    ck_assert(!hangs());
    ADD(relations->clauses, clause, .select_op = SEND, .kind = "receive");
    ck_assert(hangs());
}
END_TEST

START_TEST(a_select_of_one_branch_is_told_once)
{
    ADD(relations->ops, op, .kind = "select", .function = "poller_watch", .file = "src/poller.c", .line = 7,
        .column = 2, .mode = "forever", .text = "choose(1)");
    ADD(relations->clauses, clause, .select_op = 3, .kind = "send", .channel = OUT);
    ADD(relations->reaches, reach, .task = WATCH, .op = 3, .depth = 0);
    ROW(relations->ops, op, SEND)->select_id = 3;
    print(false);
    ck_assert_ptr_nonnull(strstr(table->str, "src/poller.c:6 `queue_push(p->out, &e)`\n"));
}
END_TEST

START_TEST(a_send_that_all_receivers_can_leave_is_shown_first)
{
    ADD(relations->reaches, reach, .task = WATCH, .op = RECEIVE, .depth = 0);
    ROW(relations->reaches, reach, 1)->depth = 4;
    print(false);
    ck_assert_ptr_nonnull(strstr(table->str, "src/poller.c:6 `queue_push(p->out, &e)` and 1 more\n"));
    ROW(relations->peers, peer, 1)->leaves = NULL;
    print(false);
    ck_assert_ptr_nonnull(strstr(table->str, "src/server.c:44 `queue_pop(p->out)` and 1 more\n"));
}
END_TEST

START_TEST(colors_are_for_terminals)
{
    forget_how_it_ends();
    ck_assert_ptr_null(strchr(print(false), '\033'));
    ck_assert_ptr_nonnull(strstr(print(true), "\033[1;31mNEVER\033[0m  src/poller.c:6"));
}
END_TEST

START_TEST(what_the_tree_says_cannot_drive_the_terminal)
{
    ROW(relations->tasks, task, WATCH)->body = "a\nb\033c\xff";
    print(false);
    ck_assert_ptr_null(strchr(table->str, '\033'));
    ck_assert(g_utf8_validate(table->str, -1, NULL));
    ck_assert_ptr_nonnull(strstr(table->str, "  a?b?c\xef\xbf\xbd  unbounded  "));
}
END_TEST

START_TEST(no_tasks_no_table)
{
    g_array_set_size(relations->tasks, 0);
    g_array_set_size(relations->reaches, 0);
    ck_assert_str_eq(print(false), "");
    ck_assert(g_str_has_prefix(summary->str, "0 tasks; 0 return"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *tasks = tcase_create("tasks");
    tcase_add_checked_fixture(tasks, setup, teardown);
    tcase_add_test(tasks, a_row_says_who_how_and_where);
    tcase_add_test(tasks, rows_stand_by_file_and_line);
    tcase_add_test(tasks, a_task_without_exit_dies_with_the_process_or_never);
    tcase_add_test(tasks, a_task_that_ends_itself_returns);
    tcase_add_test(tasks, who_cancels_the_task_is_named);
    tcase_add_test(tasks, who_ends_an_operation_of_the_bodys_loop_is_named);
    tcase_add_test(tasks, ending_an_operation_ends_no_task_that_looks_at_no_result);
    tcase_add_test(tasks, ending_an_operation_ends_no_task_that_has_no_exit);
    tcase_add_test(tasks, a_branch_that_nobody_is_seen_to_send_on_stands_where_the_select_does);
    tcase_add_test(tasks, what_its_peer_alone_ends_can_hang);
    tcase_add_test(tasks, what_something_else_ends_cannot_hang);
    tcase_add_test(tasks, a_select_hangs_when_its_branches_are_known);
    tcase_add_test(tasks, a_select_of_one_branch_is_told_once);
    tcase_add_test(tasks, a_send_that_all_receivers_can_leave_is_shown_first);
    tcase_add_test(tasks, colors_are_for_terminals);
    tcase_add_test(tasks, what_the_tree_says_cannot_drive_the_terminal);
    tcase_add_test(tasks, no_tasks_no_table);
    suite_add_tcase(suite, tasks);
    return suite_run(suite);
}
