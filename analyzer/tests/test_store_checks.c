/* The checks of the rules folder, as they stand, over hand-made relations: what each of them finds, at which
 * level, and what silences it. */
#include "sample.h"

/* "level check" of each finding, in order, joined by ", " */
static char *findings(const struct relations *relations)
{
    struct store *store = store_open(":memory:", NULL);
    sample_save(store, relations, "/nowhere");
    char *found = sample_query(store,
        "SELECT coalesce(group_concat(level || ' ' || check_name, ', '), '') FROM "
        "(SELECT level, check_name FROM occurrence JOIN finding ON finding.id = occurrence.finding "
        "ORDER BY file, line, check_name)");
    store_close(store);
    return found;
}

static char *said(const struct relations *relations, const char *query)
{
    struct store *store = store_open(":memory:", NULL);
    sample_save(store, relations, "/nowhere");
    char *found = sample_query(store, query);
    store_close(store);
    return found;
}

static char *message(const struct relations *relations)
{
    return said(relations, "SELECT message FROM occurrence");
}

static void expect(struct relations *relations, const char *expected)
{
    g_autofree char *found = findings(relations);
    ck_assert_str_eq(found, expected);
    relations_free(relations);
}

static void add_receiver(struct relations *r, const char *function, const char *leaves)
{
    ADD(r->ops, op, .kind = "receive", .channel = OUT, .function = function, .file = "src/log.c", .line = 7,
        .column = 5, .mode = "forever", .text = "queue_pop(p->out)");
    ADD(r->peers, peer, .op = SEND, .peer_op = r->ops->len, .leaves = leaves);
}

START_TEST(a_receiver_that_can_leave_first_is_an_error)
{
    struct relations *r = sample_new();
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "send on `poller.out` blocks thread `poller_watch` (started at src/server.c:40) forever once its "
        "receiver `serve_client` returns early; nothing else wakes it");
    expect(r, "error blocking-send");
}
END_TEST

START_TEST(the_fix_is_worded_by_the_model)
{
    struct relations *r = sample_new();
    ADD(r->fixes, fix, .library = "pthread", .kind = "wait", .words = "call pthread_cond_broadcast");
    ADD(r->fixes, fix, .library = "pthread", .kind = "send", .words = "send no more");
    ADD(r->fixes, fix, .library = "threads", .kind = "wait", .words = "call cnd_broadcast");
    g_autofree char *fix = said(r, "SELECT fix FROM occurrence");
    ck_assert_str_eq(fix, "call pthread_cond_broadcast");
    relations_free(r);
}
END_TEST

START_TEST(the_trace_tells_where_it_starts_blocks_and_is_left)
{
    struct relations *r = sample_new();
    ROW(r->peers, peer, 1)->leaves = "leaves its loop at src/server.c:46";
    add_receiver(r, "log_forever", NULL);
    g_autofree char *trace = said(r, "SELECT group_concat((value ->> 'file') || ':' || (value ->> 'line') || "
                                     "' ' || (value ->> 'text'), '\n') "
                                     "FROM occurrence, json_each(occurrence.trace)");
    ck_assert_str_eq(trace,
        "src/server.c:40 the task starts here: `pthread_create(&t, NULL, poller_watch, p)`\n"
        "src/poller.c:6 it blocks here, and nothing but the other side wakes it\n"
        "src/server.c:44 the other side is in `serve_client`\n"
        "src/server.c:46 `serve_client` leaves its loop here\n"
        "src/log.c:7 the other side is in `log_forever`, which stays");
    relations_free(r);
}
END_TEST

START_TEST(a_receiver_that_comes_again_to_a_single_sender_is_a_warning)
{
    struct relations *r = sample_new();
    ROW(r->peers, peer, 1)->again = 1;
    ROW(r->tasks, task, WATCH)->repeated = "once";
    expect(r, "warning blocking-send");
}
END_TEST

START_TEST(a_receiver_that_comes_again_to_more_and_more_senders_is_an_error)
{
    struct relations *r = sample_new();
    ROW(r->peers, peer, 1)->again = 1;
    expect(r, "error blocking-send");
}
END_TEST

START_TEST(one_of_two_receivers_that_leaves_is_a_warning)
{
    struct relations *r = sample_new();
    add_receiver(r, "log_forever", NULL);
    expect(r, "warning blocking-send");
}
END_TEST

START_TEST(receivers_that_stay_for_good_are_a_note)
{
    struct relations *r = sample_new();
    ROW(r->peers, peer, 1)->leaves = NULL;
    g_autofree char *said = message(r);
    ck_assert_ptr_nonnull(strstr(said, "should its receiver `serve_client` ever leave"));
    expect(r, "note blocking-send");
}
END_TEST

START_TEST(nobody_who_receives_is_an_error)
{
    struct relations *r = sample_new();
    g_array_set_size(r->peers, 0);
    g_autofree char *said = message(r);
    ck_assert_ptr_nonnull(strstr(said, "nothing receives"));
    expect(r, "error blocking-send");
}
END_TEST

START_TEST(a_channel_that_escapes_may_have_receivers_elsewhere)
{
    struct relations *r = sample_new();
    g_array_set_size(r->peers, 0);
    ROW(r->channels, channel, OUT)->escapes = 1;
    expect(r, "warning blocking-send");
}
END_TEST

START_TEST(a_channel_that_is_not_known_is_as_one_that_escapes)
{
    struct relations *r = sample_new();
    g_array_set_size(r->peers, 0);
    ROW(r->ops, op, SEND)->channel = 0;
    g_autofree char *said = message(r);
    ck_assert_ptr_nonnull(strstr(said, "send on a channel blocks"));
    expect(r, "warning blocking-send");
}
END_TEST

START_TEST(a_receiver_that_is_passed_by_has_abandoned_the_channel)
{
    struct relations *r = sample_new();
    ROW(r->peers, peer, 1)->leaves = "leaves without having received at src/server.c:42";
    ROW(r->peers, peer, 1)->abandons = 1;
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "send on `poller.out` blocks thread `poller_watch` (started at src/server.c:40) forever once its "
        "receiver `serve_client` leaves without having received at src/server.c:42; nothing else wakes it");
    expect(r, "error abandoned-channel");
}
END_TEST

/* That a receiver may end somewhere below is no proof that it does. */
START_TEST(receivers_that_may_end_below_are_a_note)
{
    struct relations *r = sample_new();
    ROW(r->peers, peer, 1)->below = 1;
    expect(r, "note blocking-send");
}
END_TEST

START_TEST(a_task_that_takes_from_its_own_channel_may_be_left_with_a_value)
{
    struct relations *r = sample_new();
    ROW(r->ops, op, SEND)->handmade = 0;
    add_receiver(r, "take_buffer", "leaves its loop at src/pool.c:9");
    ADD(r->reaches, reach, .task = WATCH, .op = r->ops->len, .depth = 1);
    ROW(r->ops, op, r->ops->len)->mode = "timeout";
    expect(r, "error blocking-send");
}
END_TEST

START_TEST(a_task_that_puts_back_what_it_takes_into_a_handmade_channel_is_a_note)
{
    struct relations *r = sample_new();
    ROW(r->ops, op, SEND)->handmade = 1;
    add_receiver(r, "take_buffer", "leaves its loop at src/pool.c:9");
    ADD(r->reaches, reach, .task = WATCH, .op = r->ops->len, .depth = 1);
    ROW(r->ops, op, r->ops->len)->mode = "timeout";
    expect(r, "note blocking-send");
}
END_TEST

START_TEST(a_channel_that_others_receive_from_is_not_abandoned)
{
    struct relations *r = sample_new();
    ROW(r->peers, peer, 1)->abandons = 1;
    add_receiver(r, "log_once", "has taken its one value");
    expect(r, "error blocking-send");
}
END_TEST

static const char *const other_wakes[] = {"timeout", "cancel", "close", "kill"};

START_TEST(any_other_wake_silences)
{
    struct relations *r = sample_new();
    ADD(r->wakes, wake, .op = SEND, .kind = other_wakes[_i], .why = "it is so");
    expect(r, "");
}
END_TEST

static const char *const other_modes[] = {"timeout", "nonblocking", "fits", "never"};

START_TEST(a_send_that_does_not_block_forever_is_fine)
{
    struct relations *r = sample_new();
    ROW(r->ops, op, SEND)->mode = other_modes[_i];
    expect(r, "");
}
END_TEST

START_TEST(a_send_that_no_task_reaches_is_nobodys)
{
    struct relations *r = sample_new();
    g_array_set_size(r->reaches, 0);
    g_array_set_size(r->steps, 0);
    expect(r, "");
}
END_TEST

START_TEST(a_receive_is_not_a_send)
{
    struct relations *r = sample_new();
    ADD(r->reaches, reach, .task = WATCH, .op = RECEIVE, .depth = 0);
    ROW(r->ops, op, SEND)->mode = "timeout";
    expect(r, "");
}
END_TEST

START_TEST(many_tasks_one_finding_of_the_shortest_path)
{
    struct relations *r = sample_new();
    ROW(r->reaches, reach, 1)->depth = 3;
    ADD(r->tasks, task, .kind = "coroutine", .body = "near", .spawn_file = "a.c", .spawn_line = 1,
        .repeated = "once");
    ADD(r->exits, exit, .task = 2, .kind = "returns");
    ADD(r->reaches, reach, .task = 2, .op = SEND, .depth = 1);
    g_autofree char *said = message(r);
    ck_assert_ptr_nonnull(strstr(said, "blocks coroutine `near`"));
    expect(r, "error blocking-send");
}
END_TEST

START_TEST(a_task_with_a_stop_flag_that_the_send_does_not_see_is_uncovered)
{
    struct relations *r = sample_new();
    ADD(r->tokens, token, .task = WATCH, .op = SEND, .place = "poller.stopped", .file = "src/poller.c",
        .line = 4);
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "send on `poller.out` blocks thread `poller_watch` (started at src/server.c:40) forever once its "
        "receiver `serve_client` returns early; the task watches for cancellation at src/poller.c:4, but not "
        "while it blocks here");
    expect(r, "error uncovered-send");
}
END_TEST

/* Of another operation, or of another task that does the same one: the shortest path speaks for the op. */
START_TEST(a_token_of_something_else_is_none_of_this_send)
{
    struct relations *r = sample_new();
    ADD(r->tokens, token, .task = WATCH, .op = RECEIVE, .place = "poller.stopped", .line = 4);
    ADD(r->tokens, token, .task = WATCH + 1, .op = SEND, .place = "poller.stopped", .line = 4);
    expect(r, "error blocking-send");
}
END_TEST

START_TEST(the_first_token_is_the_one_that_is_named)
{
    struct relations *r = sample_new();
    ADD(r->tokens, token, .task = WATCH, .op = SEND, .place = "b", .file = "src/z.c", .line = 9);
    ADD(r->tokens, token, .task = WATCH, .op = SEND, .place = "a", .file = "src/a.c", .line = 1);
    g_autofree char *said = message(r);
    ck_assert_ptr_nonnull(strstr(said, "watches for cancellation at src/z.c:9,"));
    expect(r, "error uncovered-send");
}
END_TEST

START_TEST(a_send_that_is_covered_too_is_fine)
{
    struct relations *r = sample_new();
    ADD(r->tokens, token, .task = WATCH, .op = SEND, .place = "poller.stopped", .file = "src/poller.c",
        .line = 4);
    ADD(r->wakes, wake, .op = SEND, .kind = other_wakes[_i], .why = "it is so");
    expect(r, "");
}
END_TEST

START_TEST(a_watchful_task_may_send_without_blocking_forever)
{
    struct relations *r = sample_new();
    ADD(r->tokens, token, .task = WATCH, .op = SEND, .place = "poller.stopped", .file = "src/poller.c",
        .line = 4);
    ROW(r->ops, op, SEND)->mode = other_modes[_i];
    expect(r, "");
}
END_TEST

static void add_join(struct relations *r, const char *leaves)
{
    ADD(r->ops, op, .kind = "join", .function = "serve_client", .file = "src/server.c", .line = 50,
        .column = 5, .mode = "forever", .text = "pthread_join(t, NULL)");
    ADD(r->joined, joined, .op = r->ops->len, .task = WATCH);
    ADD(r->joined_sends, joined_send, .op = SEND, .task = WATCH, .join_op = r->ops->len, .leaves = leaves);
}

START_TEST(a_joiner_that_does_not_receive_before_is_an_error)
{
    struct relations *r = sample_new();
    ROW(r->peers, peer, 1)->leaves = NULL;
    add_join(r, NULL);
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "send on `poller.out` blocks thread `poller_watch` (started at src/server.c:40) while its receiver "
        "`serve_client` waits for the thread to end at src/server.c:50");
    expect(r, "error join-deadlock");
}
END_TEST

START_TEST(a_joiner_that_leaves_its_receives_is_as_bad_as_a_receiver_that_leaves)
{
    struct relations *r = sample_new();
    add_join(r, "returns early");
    g_autofree char *said = message(r);
    ck_assert_ptr_nonnull(strstr(said, "once its receiver `serve_client` returns early, and waits for the"));
    expect(r, "error join-deadlock");
    r = sample_new();
    add_join(r, "returns early");
    ROW(r->peers, peer, 1)->again = 1;
    ROW(r->tasks, task, WATCH)->repeated = "once";
    expect(r, "warning join-deadlock");
}
END_TEST

START_TEST(of_several_joins_one_before_all_receives_is_named)
{
    struct relations *r = sample_new();
    add_join(r, "returns early");
    add_join(r, NULL);
    ROW(r->ops, op, r->ops->len)->line = 60;
    g_autofree char *said = message(r);
    ck_assert_ptr_nonnull(strstr(said, "src/server.c:60"));
    expect(r, "error join-deadlock");
}
END_TEST

START_TEST(a_joined_send_that_something_else_wakes_is_fine)
{
    struct relations *r = sample_new();
    add_join(r, NULL);
    ADD(r->wakes, wake, .op = SEND, .kind = other_wakes[_i], .why = "it is so");
    expect(r, "");
}
END_TEST

START_TEST(a_joined_send_that_does_not_block_forever_is_fine)
{
    struct relations *r = sample_new();
    add_join(r, NULL);
    ROW(r->ops, op, SEND)->mode = other_modes[_i];
    expect(r, "");
}
END_TEST

START_TEST(a_watchful_task_that_is_joined_is_uncovered)
{
    struct relations *r = sample_new();
    add_join(r, NULL);
    ADD(r->tokens, token, .task = WATCH, .op = SEND, .place = "poller.stop", .file = "src/poller.c",
        .line = 5);
    expect(r, "error uncovered-send");
}
END_TEST

static void add_lock(struct relations *r, uint32_t peer, int certain)
{
    ADD(r->locks_held, lock_held, .op = SEND, .task = WATCH, .lock = "poller.lock", .file = "src/poller.c",
        .line = 5);
    ADD(r->locks_needed, lock_needed, .op = SEND, .task = WATCH, .lock = "poller.lock", .peer_op = peer,
        .certain = certain, .file = "src/server.c", .line = 45);
}

START_TEST(a_lock_that_the_receiver_needs_is_an_error)
{
    struct relations *r = sample_new();
    add_lock(r, RECEIVE, 1);
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "send on `poller.out` blocks thread `poller_watch` (started at src/server.c:40) with `poller.lock` "
        "held, taken at src/poller.c:5, which its receiver `serve_client` takes at src/server.c:45 on its "
        "way "
        "to the receive");
    expect(r, "error send-under-lock");
}
END_TEST

START_TEST(a_lock_that_the_receiver_needs_sometimes_is_a_warning)
{
    struct relations *r = sample_new();
    add_lock(r, RECEIVE, 0);
    expect(r, "warning send-under-lock");
}
END_TEST

START_TEST(a_receiver_that_does_without_the_lock_frees_the_sender)
{
    struct relations *r = sample_new();
    add_receiver(r, "log_forever", NULL);
    add_lock(r, RECEIVE, 1);
    expect(r, "warning blocking-send");
}
END_TEST

START_TEST(receivers_that_need_the_lock_on_some_way_are_a_warning)
{
    struct relations *r = sample_new();
    add_receiver(r, "log_forever", NULL);
    add_lock(r, RECEIVE, 1);
    add_lock(r, r->ops->len, 0);
    expect(r, "warning send-under-lock");
}
END_TEST

START_TEST(a_lock_is_more_to_the_point_than_a_join_or_a_flag)
{
    struct relations *r = sample_new();
    add_lock(r, RECEIVE, 1);
    add_join(r, NULL);
    expect(r, "error send-under-lock");
    r = sample_new();
    add_lock(r, RECEIVE, 1);
    ADD(r->tokens, token, .task = WATCH, .op = SEND, .place = "poller.stop", .file = "src/poller.c",
        .line = 5);
    expect(r, "error send-under-lock");
}
END_TEST

START_TEST(a_send_under_lock_that_something_else_wakes_is_fine)
{
    struct relations *r = sample_new();
    add_lock(r, RECEIVE, 1);
    ADD(r->wakes, wake, .op = SEND, .kind = other_wakes[_i], .why = "it is so");
    expect(r, "");
}
END_TEST

static void add_unheard(struct relations *r, uint32_t op)
{
    ADD(r->unheard_flags, unheard_flag, .op = op, .flag = "poller.stop", .setter = "poller_stop",
        .file = "src/poller.c", .line = 30);
}

START_TEST(a_flag_that_nobody_hears_is_as_bad_as_the_receivers)
{
    struct relations *r = sample_new();
    add_unheard(r, SEND);
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "send on `poller.out` blocks thread `poller_watch` (started at src/server.c:40) even when "
        "`poller_stop` sets `poller.stop` at src/poller.c:30: nobody then wakes the wait that tests it");
    expect(r, "error stop-without-wake");
    r = sample_new();
    add_unheard(r, SEND);
    ROW(r->peers, peer, 1)->leaves = NULL;
    expect(r, "warning stop-without-wake");
}
END_TEST

START_TEST(a_flag_that_nobody_hears_hangs_who_joins)
{
    struct relations *r = sample_new();
    add_unheard(r, SEND);
    ROW(r->peers, peer, 1)->leaves = NULL;
    add_join(r, NULL);
    expect(r, "error stop-without-wake");
}
END_TEST

START_TEST(a_receive_that_sleeps_through_its_flag_is_a_warning)
{
    struct relations *r = sample_new();
    ROW(r->ops, op, SEND)->mode = "timeout";
    ADD(r->reaches, reach, .task = WATCH, .op = RECEIVE, .depth = 0);
    add_unheard(r, RECEIVE);
    expect(r, "warning stop-without-wake");
}
END_TEST

START_TEST(an_unheard_flag_where_something_else_wakes_is_fine)
{
    struct relations *r = sample_new();
    add_unheard(r, SEND);
    ADD(r->wakes, wake, .op = SEND, .kind = other_wakes[_i], .why = "it is so");
    expect(r, "");
}
END_TEST

START_TEST(a_flag_that_one_of_several_hears_is_as_bad_as_one_that_nobody_hears)
{
    struct relations *r = sample_new();
    add_unheard(r, SEND);
    ROW(r->unheard_flags, unheard_flag, 1)->single = 1;
    ADD(r->wakes, wake, .op = SEND, .kind = "close", .why = "it is set", .set_in = "poller_stop",
        .set_file = "src/poller.c", .set_line = 30);
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "send on `poller.out` blocks thread `poller_watch` (started at src/server.c:40) even when "
        "`poller_stop` sets `poller.stop` at src/poller.c:30: that wakes one task, and several may sleep "
        "here");
    ADD(r->wakes, wake, .op = SEND, .kind = "close", .why = "it is so");
    expect(r, "");
}
END_TEST

static struct relations *with_overslept(int late)
{
    struct relations *r = sample_new();
    ROW(r->ops, op, SEND)->mode = "timeout";
    ADD(r->reaches, reach, .task = WATCH, .op = RECEIVE, .depth = 0);
    ADD(r->ops, op, .kind = "join", .function = "serve_client", .file = "src/server.c", .line = 50,
        .column = 5, .mode = "forever", .text = "pthread_join(t, NULL)");
    ADD(r->overslept, overslept, .op = RECEIVE, .task = WATCH, .flag = "poller.stop", .late = late,
        .setter = "poller_stop", .file = "src/poller.c", .line = 30, .join_op = r->ops->len);
    return r;
}

START_TEST(a_task_that_sleeps_through_its_flag_hangs_who_joins)
{
    struct relations *r = with_overslept(0);
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "receive on `poller.out` blocks thread `poller_watch` (started at src/server.c:40) forever when "
        "`poller_stop` sets `poller.stop` at src/poller.c:30 and `serve_client` then waits for the thread to "
        "end at src/server.c:50: nothing wakes it, and it does not test the flag");
    expect(r, "error blocking-wait");
    expect(with_overslept(1), "error blocking-wait");
}
END_TEST

START_TEST(a_sleep_that_ends_otherwise_is_fine)
{
    struct relations *r = with_overslept(0);
    ADD(r->wakes, wake, .op = RECEIVE, .kind = other_wakes[_i], .why = "it is so");
    expect(r, "");
}
END_TEST

START_TEST(a_flag_that_is_tested_late_is_no_wake_but_a_deadline_is)
{
    struct relations *r = with_overslept(1);
    ADD(r->wakes, wake, .op = RECEIVE, .kind = "close", .why = "it is so");
    expect(r, "error blocking-wait");
    r = with_overslept(1);
    ADD(r->wakes, wake, .op = RECEIVE, .kind = "timeout", .why = "it is so");
    expect(r, "");
}
END_TEST

START_TEST(a_flag_that_nobody_signals_is_not_reported_twice)
{
    struct relations *r = with_overslept(0);
    add_unheard(r, RECEIVE);
    expect(r, "warning stop-without-wake");
}
END_TEST

static const struct {
    const char *repeated, *expected;
} repetitions[] = {
    {"unbounded", "warning immortal-task"},
    {"bounded", "note immortal-task"},
    {"once", ""},
};

START_TEST(a_task_without_exit_that_is_started_again_is_immortal)
{
    struct relations *r = sample_new();
    g_array_set_size(r->exits, 0);
    ROW(r->ops, op, SEND)->mode = "timeout";
    ROW(r->tasks, task, WATCH)->repeated = repetitions[_i].repeated;
    expect(r, repetitions[_i].expected);
}
END_TEST

START_TEST(one_immortal_finding_a_spawn)
{
    struct relations *r = sample_new();
    g_array_set_size(r->exits, 0);
    ROW(r->ops, op, SEND)->mode = "timeout";
    struct relation_task again = *ROW(r->tasks, task, WATCH);
    g_array_append_val(r->tasks, again);
    again.spawn_line = 90;
    g_array_append_val(r->tasks, again);
    expect(r, "warning immortal-task, warning immortal-task");
}
END_TEST

START_TEST(a_stuck_send_does_not_hide_that_the_task_is_immortal)
{
    struct relations *r = sample_new();
    g_array_set_size(r->exits, 0);
    expect(r, "error blocking-send, warning immortal-task");
}
END_TEST

/* The task is cancelled by an operation on line 50 of the server. */
static struct relations *cancelled(int endless)
{
    struct relations *r = sample_new();
    ADD(r->ops, op, .kind = "cancel", .function = "serve_client", .file = "src/server.c", .line = 50,
        .mode = "forever", .text = "hclose(t)");
    ADD(r->unheeded, unheeded, .op = SEND, .task = WATCH, .kind = "cancel", .by_op = r->ops->len,
        .endless = endless);
    return r;
}

START_TEST(a_failure_that_nothing_heeds_is_an_error)
{
    struct relations *r = cancelled(1);
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "thread `poller_watch` (started at src/server.c:40) is cancelled at src/server.c:50, its send fails, "
        "and it goes round its loop forever");
    expect(r, "error ignored-cancel");
}
END_TEST

START_TEST(a_loop_that_something_else_may_end_is_a_warning)
{
    expect(cancelled(0), "warning ignored-cancel");
}
END_TEST

START_TEST(a_task_that_ignores_its_end_is_not_immortal_as_well)
{
    struct relations *r = cancelled(1);
    g_array_set_size(r->exits, 0);
    expect(r, "error ignored-cancel");
}
END_TEST

START_TEST(what_another_task_ignores_is_not_this_ones)
{
    struct relations *r = cancelled(1);
    ROW(r->unheeded, unheeded, 1)->task = WATCH + 1;
    expect(r, "error blocking-send");
}
END_TEST

/* The client's receive, in a task of its own, from whom `poller_watch` sends to. */
static struct relations *waiting(const char *leaves)
{
    struct relations *r = sample_new();
    ROW(r->tasks, task, WATCH)->body = "serve_client";
    ROW(r->ops, op, SEND)->mode = "timeout";
    ADD(r->reaches, reach, .task = WATCH, .op = RECEIVE, .depth = 0);
    ROW(r->peers, peer, 2)->leaves = leaves;
    return r;
}

START_TEST(a_sender_that_leaves_is_an_error)
{
    struct relations *r = waiting("ends without having sent at src/poller.c:5");
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "receive from `poller.out` blocks thread `serve_client` (started at src/server.c:40) forever once "
        "its "
        "sender `poller_watch` ends without having sent at src/poller.c:5; nothing else wakes it");
    expect(r, "error blocking-receive");
}
END_TEST

START_TEST(a_receive_that_is_done_a_number_of_times_is_a_warning)
{
    struct relations *r = waiting("ends without having sent at src/poller.c:5");
    ROW(r->tasks, task, WATCH)->repeated = "bounded";
    expect(r, "warning blocking-receive");
}
END_TEST

START_TEST(a_sender_that_stays_is_normal)
{
    expect(waiting(NULL), "");
}
END_TEST

/* The other one may yet send. */
START_TEST(one_of_two_senders_that_leaves_is_normal)
{
    struct relations *r = waiting("ends without having sent at src/poller.c:5");
    ADD(r->ops, op, .kind = "send", .channel = OUT, .function = "other", .file = "src/log.c", .line = 7,
        .column = 5, .mode = "timeout");
    ADD(r->peers, peer, .op = RECEIVE, .peer_op = r->ops->len);
    expect(r, "");
}
END_TEST

START_TEST(nobody_who_sends_is_an_error)
{
    struct relations *r = waiting(NULL);
    g_array_set_size(r->peers, 0);
    expect(r, "error blocking-receive");
}
END_TEST

START_TEST(a_channel_that_escapes_may_have_senders_elsewhere)
{
    struct relations *r = waiting(NULL);
    g_array_set_size(r->peers, 0);
    ROW(r->channels, channel, OUT)->escapes = 1;
    expect(r, "");
}
END_TEST

START_TEST(a_channel_without_a_name_is_for_sleeping)
{
    struct relations *r = waiting(NULL);
    g_array_set_size(r->peers, 0);
    ROW(r->channels, channel, OUT)->label = NULL;
    expect(r, "");
}
END_TEST

START_TEST(any_other_wake_of_the_receive_silences)
{
    struct relations *r = waiting("ends without having sent at src/poller.c:5");
    ADD(r->wakes, wake, .op = RECEIVE, .kind = other_wakes[_i], .why = "it is so");
    expect(r, "");
}
END_TEST

/* Cancelled on line 50 of the server, and not on the way that ends on line 47. */
static struct relations *forgotten(void)
{
    struct relations *r = sample_new();
    ADD(r->ops, op, .kind = "cancel", .function = "serve_client", .file = "src/server.c", .line = 50,
        .mode = "forever", .text = "pthread_cancel(t)");
    ADD(r->wakes, wake, .op = SEND, .kind = "kill", .by_op = r->ops->len);
    ADD(r->lost, lost, .task = WATCH, .by_op = r->ops->len, .file = "src/server.c", .line = 47);
    return r;
}

START_TEST(a_way_on_which_the_task_is_not_cancelled_is_a_warning)
{
    struct relations *r = forgotten();
    g_autofree char *said = message(r);
    ck_assert_str_eq(said,
        "send on `poller.out` blocks thread `poller_watch` (started at src/server.c:40) forever once its "
        "receiver `serve_client` returns early: the thread is cancelled at src/server.c:50, but "
        "`serve_client` leaves without that at src/server.c:47");
    expect(r, "warning lost-cancel");
}
END_TEST

START_TEST(a_send_that_something_else_ends_need_not_be_cancelled)
{
    struct relations *r = forgotten();
    ADD(r->wakes, wake, .op = SEND, .kind = "close");
    expect(r, "");
}
END_TEST

START_TEST(a_send_whose_receiver_stays_need_not_be_cancelled)
{
    struct relations *r = forgotten();
    ROW(r->peers, peer, 1)->leaves = NULL;
    expect(r, "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("checks");
    TCase *blocking = tcase_create("blocking-send");
    tcase_add_test(blocking, a_receiver_that_can_leave_first_is_an_error);
    tcase_add_test(blocking, the_fix_is_worded_by_the_model);
    tcase_add_test(blocking, the_trace_tells_where_it_starts_blocks_and_is_left);
    tcase_add_test(blocking, a_receiver_that_comes_again_to_a_single_sender_is_a_warning);
    tcase_add_test(blocking, a_receiver_that_comes_again_to_more_and_more_senders_is_an_error);
    tcase_add_test(blocking, one_of_two_receivers_that_leaves_is_a_warning);
    tcase_add_test(blocking, receivers_that_stay_for_good_are_a_note);
    tcase_add_test(blocking, nobody_who_receives_is_an_error);
    tcase_add_test(blocking, a_channel_that_escapes_may_have_receivers_elsewhere);
    tcase_add_test(blocking, a_channel_that_is_not_known_is_as_one_that_escapes);
    tcase_add_test(blocking, receivers_that_may_end_below_are_a_note);
    tcase_add_test(blocking, a_task_that_takes_from_its_own_channel_may_be_left_with_a_value);
    tcase_add_test(blocking, a_task_that_puts_back_what_it_takes_into_a_handmade_channel_is_a_note);
    tcase_add_loop_test(blocking, any_other_wake_silences, 0, G_N_ELEMENTS(other_wakes));
    tcase_add_loop_test(blocking, a_send_that_does_not_block_forever_is_fine, 0, G_N_ELEMENTS(other_modes));
    tcase_add_test(blocking, a_send_that_no_task_reaches_is_nobodys);
    tcase_add_test(blocking, a_receive_is_not_a_send);
    tcase_add_test(blocking, many_tasks_one_finding_of_the_shortest_path);
    suite_add_tcase(suite, blocking);
    TCase *abandoned = tcase_create("abandoned-channel");
    tcase_add_test(abandoned, a_receiver_that_is_passed_by_has_abandoned_the_channel);
    tcase_add_test(abandoned, a_channel_that_others_receive_from_is_not_abandoned);
    suite_add_tcase(suite, abandoned);
    TCase *uncovered = tcase_create("uncovered-send");
    tcase_add_test(uncovered, a_task_with_a_stop_flag_that_the_send_does_not_see_is_uncovered);
    tcase_add_test(uncovered, a_token_of_something_else_is_none_of_this_send);
    tcase_add_test(uncovered, the_first_token_is_the_one_that_is_named);
    tcase_add_loop_test(uncovered, a_send_that_is_covered_too_is_fine, 0, G_N_ELEMENTS(other_wakes));
    tcase_add_loop_test(
        uncovered, a_watchful_task_may_send_without_blocking_forever, 0, G_N_ELEMENTS(other_modes));
    suite_add_tcase(suite, uncovered);
    TCase *joining = tcase_create("join-deadlock");
    tcase_add_test(joining, a_joiner_that_does_not_receive_before_is_an_error);
    tcase_add_test(joining, a_joiner_that_leaves_its_receives_is_as_bad_as_a_receiver_that_leaves);
    tcase_add_test(joining, of_several_joins_one_before_all_receives_is_named);
    tcase_add_loop_test(
        joining, a_joined_send_that_something_else_wakes_is_fine, 0, G_N_ELEMENTS(other_wakes));
    tcase_add_loop_test(
        joining, a_joined_send_that_does_not_block_forever_is_fine, 0, G_N_ELEMENTS(other_modes));
    tcase_add_test(joining, a_watchful_task_that_is_joined_is_uncovered);
    suite_add_tcase(suite, joining);
    TCase *locked = tcase_create("send-under-lock");
    tcase_add_test(locked, a_lock_that_the_receiver_needs_is_an_error);
    tcase_add_test(locked, a_lock_that_the_receiver_needs_sometimes_is_a_warning);
    tcase_add_test(locked, a_receiver_that_does_without_the_lock_frees_the_sender);
    tcase_add_test(locked, receivers_that_need_the_lock_on_some_way_are_a_warning);
    tcase_add_test(locked, a_lock_is_more_to_the_point_than_a_join_or_a_flag);
    tcase_add_loop_test(
        locked, a_send_under_lock_that_something_else_wakes_is_fine, 0, G_N_ELEMENTS(other_wakes));
    suite_add_tcase(suite, locked);
    TCase *unheard = tcase_create("stop-without-wake");
    tcase_add_test(unheard, a_flag_that_nobody_hears_is_as_bad_as_the_receivers);
    tcase_add_test(unheard, a_flag_that_nobody_hears_hangs_who_joins);
    tcase_add_test(unheard, a_receive_that_sleeps_through_its_flag_is_a_warning);
    tcase_add_test(unheard, a_flag_that_one_of_several_hears_is_as_bad_as_one_that_nobody_hears);
    tcase_add_loop_test(
        unheard, an_unheard_flag_where_something_else_wakes_is_fine, 0, G_N_ELEMENTS(other_wakes));
    suite_add_tcase(suite, unheard);
    TCase *asleep = tcase_create("blocking-wait");
    tcase_add_test(asleep, a_task_that_sleeps_through_its_flag_hangs_who_joins);
    tcase_add_loop_test(asleep, a_sleep_that_ends_otherwise_is_fine, 0, G_N_ELEMENTS(other_wakes));
    tcase_add_test(asleep, a_flag_that_is_tested_late_is_no_wake_but_a_deadline_is);
    tcase_add_test(asleep, a_flag_that_nobody_signals_is_not_reported_twice);
    suite_add_tcase(suite, asleep);
    TCase *receive = tcase_create("blocking-receive");
    tcase_add_test(receive, a_sender_that_leaves_is_an_error);
    tcase_add_test(receive, a_receive_that_is_done_a_number_of_times_is_a_warning);
    tcase_add_test(receive, a_sender_that_stays_is_normal);
    tcase_add_test(receive, one_of_two_senders_that_leaves_is_normal);
    tcase_add_test(receive, nobody_who_sends_is_an_error);
    tcase_add_test(receive, a_channel_that_escapes_may_have_senders_elsewhere);
    tcase_add_test(receive, a_channel_without_a_name_is_for_sleeping);
    tcase_add_loop_test(receive, any_other_wake_of_the_receive_silences, 0, G_N_ELEMENTS(other_wakes));
    suite_add_tcase(suite, receive);
    TCase *lost = tcase_create("lost-cancel");
    tcase_add_test(lost, a_way_on_which_the_task_is_not_cancelled_is_a_warning);
    tcase_add_test(lost, a_send_that_something_else_ends_need_not_be_cancelled);
    tcase_add_test(lost, a_send_whose_receiver_stays_need_not_be_cancelled);
    suite_add_tcase(suite, lost);
    TCase *ignored = tcase_create("ignored-cancel");
    tcase_add_test(ignored, a_failure_that_nothing_heeds_is_an_error);
    tcase_add_test(ignored, a_loop_that_something_else_may_end_is_a_warning);
    tcase_add_test(ignored, a_task_that_ignores_its_end_is_not_immortal_as_well);
    tcase_add_test(ignored, what_another_task_ignores_is_not_this_ones);
    suite_add_tcase(suite, ignored);
    TCase *immortal = tcase_create("immortal-task");
    tcase_add_loop_test(
        immortal, a_task_without_exit_that_is_started_again_is_immortal, 0, G_N_ELEMENTS(repetitions));
    tcase_add_test(immortal, one_immortal_finding_a_spawn);
    tcase_add_test(immortal, a_stuck_send_does_not_hide_that_the_task_is_immortal);
    suite_add_tcase(suite, immortal);
    return suite_run(suite);
}
