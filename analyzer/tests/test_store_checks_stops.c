/* The same for the checks of receives and waits, and of how tasks are told to stop. */
#include "checks_case.h"

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

START_TEST(a_channel_that_lost_text_names_may_have_senders_there)
{
    struct relations *r = waiting("ends without having sent at src/poller.c:5");
    ROW(r->channels, channel, OUT)->escapes = 2;
    expect(r, "");
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
    Suite *suite = suite_create("checks of stopping");
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
    tcase_add_test(receive, a_channel_that_lost_text_names_may_have_senders_there);
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
