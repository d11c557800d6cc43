/* The checks of the rules folder that report sends, as they stand, over hand-made relations: what each of
 * them finds, at which level, and what silences it. */
#include "checks_case.h"

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

START_TEST(a_channel_that_is_made_elsewhere_is_a_note)
{
    struct relations *r = sample_new();
    g_array_set_size(r->peers, 0);
    ROW(r->channels, channel, OUT)->escapes = 1;
    ROW(r->channels, channel, OUT)->created_file = NULL;
    expect(r, "note blocking-send");
    r = sample_new();
    g_array_set_size(r->peers, 0);
    ROW(r->channels, channel, OUT)->created_file = NULL; /* it is not seen where, but reaches no other code */
    expect(r, "error blocking-send");
}
END_TEST

START_TEST(a_channel_that_lost_text_names_may_have_receivers_there)
{
    struct relations *r = sample_new();
    ROW(r->channels, channel, OUT)->escapes = 2;
    expect(r, "warning blocking-send"); /* the one that is seen leaves */
    r = sample_new();
    ROW(r->channels, channel, OUT)->escapes = 2;
    g_array_set_size(r->peers, 0);
    g_autofree char *said = message(r);
    ck_assert_msg(
        strstr(said, "forever unless text that does not compile here receives") != NULL, "%s", said);
    expect(r, "note blocking-send");
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

START_TEST(a_receiver_that_leaves_is_named_rather_than_one_that_may_end_below)
{
    struct relations *r = sample_new();
    ROW(r->peers, peer, 1)->leaves = "may end in what it calls at src/server.c:45";
    ROW(r->peers, peer, 1)->below = 1;
    add_receiver(r, "log_once", "leaves its loop at src/log.c:9");
    g_autofree char *said = message(r);
    ck_assert_ptr_nonnull(strstr(said, "once its receiver `log_once` leaves its loop at src/log.c:9;"));
    relations_free(r);
}
END_TEST

/* Who takes one value need not be asked for another. */
START_TEST(receivers_that_may_see_to_it_that_nothing_is_sent_are_a_warning)
{
    struct relations *r = sample_new();
    ROW(r->peers, peer, 1)->tied = 1;
    expect(r, "warning blocking-send");
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

START_TEST(any_other_wake_silences)
{
    struct relations *r = sample_new();
    ADD(r->wakes, wake, .op = SEND, .kind = other_wakes[_i], .why = "it is so");
    expect(r, "");
}
END_TEST

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

int main(void)
{
    Suite *suite = suite_create("checks of sends");
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
    tcase_add_test(blocking, a_channel_that_is_made_elsewhere_is_a_note);
    tcase_add_test(blocking, a_channel_that_lost_text_names_may_have_receivers_there);
    tcase_add_test(blocking, a_channel_that_is_not_known_is_as_one_that_escapes);
    tcase_add_test(blocking, receivers_that_may_end_below_are_a_note);
    tcase_add_test(blocking, a_receiver_that_leaves_is_named_rather_than_one_that_may_end_below);
    tcase_add_test(blocking, receivers_that_may_see_to_it_that_nothing_is_sent_are_a_warning);
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
    return suite_run(suite);
}
