/* Joins: which tasks they wait for, and which sends of those the joiner alone could end. */
#include "link_case.h"

/* `work` sends on its channel on line 11, in a loop or once. */
#define WORK "function work @10 \"void *\"; param c; b0: jump b1\nb1: call %1 fn:chan_send (param0 1) @11; "
#define FOREVER "jump b1\n"
#define ONCE "return 0\n"

/* main makes the channel on line 31, and starts the thread on line 32. */
#define MAIN(ROOM)                                                                                           \
    "function main @30 \"int\"; b0: call %1 fn:chan_init (" ROOM ") @31; set local:c %1\n"                   \
    "call %2 fn:pthread_create (&local:t 0 fn:work local:c) @32; jump b1\n"
#define JOIN(BLOCK, NEXT) BLOCK ": call %3 fn:pthread_join (local:t 0) @41; " NEXT "\n"
#define RECEIVE(BLOCK, NEXT) BLOCK ": call %4 fn:chan_recv (local:c &local:x) @51; " NEXT "\n"

/* How the receiver goes away before the join; "behind": it receives nothing before; "none": no such send. */
static const char *before_join(const char *source)
{
    link_text(source);
    if (rel->joined_sends->len == 0)
        return "none";
    ck_assert_uint_eq(rel->joined_sends->len, 1);
    const struct relation_joined_send *row =
        &g_array_index(rel->joined_sends, struct relation_joined_send, 0);
    ck_assert_uint_eq(row->op, op_at("send", 11));
    ck_assert_uint_eq(row->task, 1);
    ck_assert_uint_eq(op_row(row->join_op)->line, 41);
    return row->leaves ? row->leaves : "behind";
}

static bool waits_for(uint32_t join, uint32_t task)
{
    for (guint i = 0; i < rel->joined->len; i++) {
        const struct relation_joined *row = &g_array_index(rel->joined, struct relation_joined, i);
        if (row->op == join && row->task == task)
            return true;
    }
    return false;
}

START_TEST(join_waits_for_the_task_of_its_handle)
{
    link_text(
        WORK ONCE MAIN("0") "b1: call %5 fn:pthread_create (&local:u 0 fn:work local:c) @33; jump b2\n" JOIN(
            "b2", "call %6 fn:pthread_join (local:u 0) @42; return 0"));
    uint32_t first = op_at("join", 41), second = op_at("join", 42);
    ck_assert(waits_for(first, 1));
    ck_assert(!waits_for(first, 2));
    ck_assert(waits_for(second, 2));
    ck_assert(!waits_for(second, 1));
}
END_TEST

START_TEST(elements_of_an_array_of_handles_are_told_apart)
{
    link_text("function work @10 \"void *\"; b0: return 0\n"
              "function main @30 \"int\"; param n \"int\"\n"
              "b0: call %1 fn:pthread_create (&(local:t)[0] 0 fn:work 0) @32\n"
              "call %2 fn:pthread_create (&(local:t)[1] 0 fn:work 0) @33\n"
              "call %3 fn:pthread_join ((local:t)[1] 0) @41\n"
              "call %4 fn:pthread_join ((local:t)[?] 0) @42; return 0\n");
    ck_assert(!waits_for(op_at("join", 41), 1));
    ck_assert(waits_for(op_at("join", 41), 2));
    ck_assert(waits_for(op_at("join", 42), 1));
    ck_assert(waits_for(op_at("join", 42), 2));
}
END_TEST

START_TEST(receive_behind_the_join_comes_too_late)
{
    ck_assert_str_eq(
        before_join(WORK ONCE MAIN("0") JOIN("b1", "jump b2") RECEIVE("b2", "return 0")), "behind");
    ck_assert_str_eq(op_row(op_at("send", 11))->mode, "forever");
    ck_assert_str_eq(
        before_join(WORK FOREVER MAIN("8") JOIN("b1", "jump b2") RECEIVE("b2", "jump b2")), "behind");
}
END_TEST

START_TEST(receive_before_the_join_takes_the_only_value)
{
    ck_assert_str_eq(
        before_join(WORK ONCE MAIN("0") RECEIVE("b1", "jump b2") JOIN("b2", "return 0")), "none");
}
END_TEST

START_TEST(receiver_that_takes_one_of_many_and_joins)
{
    ck_assert_str_eq(before_join(WORK FOREVER MAIN("0") RECEIVE("b1", "jump b2") JOIN("b2", "return 0")),
        "has taken its one value at a.c:51");
}
END_TEST

START_TEST(receiver_that_leaves_its_loop_and_joins)
{
    ck_assert_str_eq(before_join(WORK FOREVER MAIN("0") RECEIVE("b1", "branch global:quit b2 b1 @52")
                             JOIN("b2", "return 0")),
        "leaves its loop at a.c:52");
}
END_TEST

START_TEST(receiver_that_leaves_without_a_join_is_no_joiner)
{
    ck_assert_str_eq(before_join(WORK FOREVER MAIN("0") RECEIVE("b1", "branch global:quit b3 b2 @52")
                             JOIN("b2", "return 0") "b3: return 1\n"),
        "none");
}
END_TEST

START_TEST(values_that_fit_do_not_block_the_join)
{
    ck_assert_str_eq(
        before_join(WORK ONCE MAIN("1") JOIN("b1", "jump b2") RECEIVE("b2", "return 0")), "none");
}
END_TEST

#define EIGHT_TIMES                                                                                          \
    "function work @10 \"void *\"; param c; b0: set local:i 0; jump b1\nb1: branch (lt local:i 8) b2 b3\n"   \
    "b2: call %1 fn:chan_send (param0 1) @11; set local:i (add local:i 1); jump b1\nb3: return 0\n"

START_TEST(counted_sends_are_held_against_the_room)
{
    ck_assert_str_eq(
        before_join(EIGHT_TIMES MAIN("7") JOIN("b1", "jump b2") RECEIVE("b2", "jump b2")), "behind");
    ck_assert_str_eq(
        before_join(EIGHT_TIMES MAIN("8") JOIN("b1", "jump b2") RECEIVE("b2", "jump b2")), "none");
    ck_assert_str_eq(
        before_join(EIGHT_TIMES MAIN("global:n") JOIN("b1", "jump b2") RECEIVE("b2", "jump b2")), "none");
}
END_TEST

START_TEST(receiver_elsewhere_needs_no_joiner)
{
    ck_assert_str_eq(
        before_join("function work @10 \"void *\"; b0: jump b1\n"
                    "b1: call %1 fn:chan_send (global:c 1) @11; jump b1\n"
                    "function drain @20 \"void *\"; b0: jump b1\n"
                    "b1: call %1 fn:chan_recv (global:c &local:x) @21; branch local:x b1 b2\nb2: return 0\n"
                    "function main @30 \"int\"; b0: call %1 fn:chan_init (0) @31; set global:c %1\n"
                    "call %2 fn:pthread_create (&local:t 0 fn:work 0) @32\n"
                    "call %3 fn:pthread_create (&local:u 0 fn:drain 0) @33\n"
                    "call %4 fn:pthread_join (local:t 0) @41; return 0\n"),
        "none");
}
END_TEST

START_TEST(join_and_receive_in_helpers_have_one_joiner)
{
    ck_assert_str_eq(
        before_join("function work @10 \"void *\"; b0: jump b1\n"
                    "b1: call %1 fn:chan_send (global:c 1) @11; jump b1\n"
                    "function take @50 \"int\"; b0: call %1 fn:chan_recv (global:c &local:x) @51; return 0\n"
                    "function stop @40; b0: call %1 fn:pthread_join (global:t 0) @41; return\n"
                    "function main @30 \"int\"; b0: call %1 fn:chan_init (0) @31; set global:c %1\n"
                    "call %2 fn:pthread_create (&global:t 0 fn:work 0) @32; jump b1\n"
                    "b1: call %3 fn:stop () @33; jump b2\nb2: call %4 fn:take () @34; return 0\n"),
        "behind");
}
END_TEST

START_TEST(task_that_waits_for_a_request_first_may_not_send)
{
    ck_assert_str_eq(
        before_join("function work @10 \"void *\"; param c; b0: jump b1\n"
                    "b1: call %1 fn:chan_recv (global:requests &local:x) @12; branch local:x b2 b3\n"
                    "b2: call %2 fn:chan_send (param0 1) @11; jump b1\nb3: return 0\n" MAIN("0")
                        JOIN("b1", "jump b2") RECEIVE("b2", "return 0")),
        "none");
}
END_TEST

START_TEST(next_round_of_the_joiner_has_another_task)
{
    ck_assert_str_eq(
        before_join(WORK ONCE
            "function main @30 \"int\"; b0: call %1 fn:chan_init (0) @31; set local:c %1; jump b1\n"
            "b1: call %2 fn:pthread_create (&local:t 0 fn:work local:c) @32; jump b2\n" JOIN("b2", "jump b3")
                RECEIVE("b3", "jump b1")),
        "behind");
}
END_TEST

int main(void)
{
    return RUN_SUITE("joins", join_waits_for_the_task_of_its_handle,
        elements_of_an_array_of_handles_are_told_apart, receive_behind_the_join_comes_too_late,
        receive_before_the_join_takes_the_only_value, receiver_that_takes_one_of_many_and_joins,
        receiver_that_leaves_its_loop_and_joins, receiver_that_leaves_without_a_join_is_no_joiner,
        values_that_fit_do_not_block_the_join, counted_sends_are_held_against_the_room,
        receiver_elsewhere_needs_no_joiner, join_and_receive_in_helpers_have_one_joiner,
        task_that_waits_for_a_request_first_may_not_send, next_round_of_the_joiner_has_another_task);
}
