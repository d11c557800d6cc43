/* Ways past a receive: who makes a channel and starts its sender, and then leaves before it receives. */
#include "link_case.h"

/* `work` sends once on line 11; `ask` makes the channel and starts it on line 31, and receives on line 41. */
#define WORK "function work @10; param c; b0: call %1 fn:chansendul (param0 1) @11; return\n"
#define ASK(MORE)                                                                                            \
    WORK "function threadmain @50; b0: jump b1; b1: call %1 fn:ask (global:wanted) @51; jump b1\n"           \
         "function ask @30; param wanted; b0: call %1 fn:chancreate (8 0) @30; set local:c %1\n" MORE
#define START "call %2 fn:proccreate (fn:work local:c 1) @31; "
#define TAKE "call %3 fn:chanrecvul (local:c) @41; "

static const struct relation_peer *peer(const char *source)
{
    link_text(source);
    const struct relation_peer *found = peer_of(op_at("send", 11), op_at("receive", 41));
    ck_assert_ptr_nonnull(found);
    return found;
}

static void expect_abandoned(const char *source, const char *how)
{
    const struct relation_peer *found = peer(source);
    ck_assert(found->abandons);
    ck_assert_str_eq(found->leaves, how);
}

START_TEST(way_out_before_the_receive_abandons)
{
    expect_abandoned(ASK(START "branch global:bad b1 b2 @32; b1: return @33; b2: " TAKE "return @42\n"),
        "leaves without having received at a.c:33");
}
END_TEST

START_TEST(receive_on_one_side_only_abandons_at_the_end)
{
    expect_abandoned(ASK(START "branch global:wanted b1 b2 @32; b1: " TAKE "jump b2; b2: return @42\n"),
        "leaves without having received at a.c:42");
}
END_TEST

START_TEST(next_round_with_another_channel_abandons)
{
    expect_abandoned(WORK "function threadmain @30; b0: jump b1; b1: branch global:more b2 b4 @30\n"
                          "b2: call %1 fn:chancreate (8 0) @30; set local:c %1; " START
                          "branch global:bad b1 b3 @32; b3: " TAKE "jump b1; b4: return @43\n",
        "leaves without having received at a.c:32");
}
END_TEST

START_TEST(receive_in_a_helper_is_not_called)
{
    link_text(
        WORK "function take @60; param c; b0: call %1 fn:chanrecvul (param0) @61; return\n"
             "function threadmain @50; b0: jump b1; b1: call %1 fn:ask () @51; jump b1\n"
             "function ask @30; b0: call %1 fn:chancreate (8 0) @30; set local:c %1; " START
             "branch global:bad b1 b2 @32; b1: return @33; b2: call %3 fn:take (local:c) @41; return\n");
    ck_assert(peer_of(op_at("send", 11), op_at("receive", 61))->abandons);
    ck_assert_str_eq(leaves_of(11, 61), "is not called when `ask` leaves at a.c:33");
}
END_TEST

static void expect_met(const char *source)
{
    ck_assert(!peer(source)->abandons);
    ck_assert_str_eq(op_row(op_at("send", 11))->mode, "fits");
}

START_TEST(receive_on_every_way_is_met)
{
    expect_met(ASK(START TAKE "return @42\n"));
}
END_TEST

START_TEST(way_on_which_the_start_failed_is_none)
{
    expect_met(ASK(START "branch (lt %2 0) b1 b2 @32; b1: return @33; b2: " TAKE "return @42\n"));
}
END_TEST

START_TEST(what_decided_the_start_decides_the_receive)
{
    expect_met(ASK("branch param0 b1 b2 @30; b1: " START "jump b2; b2: branch param0 b3 b4 @32; b3: " TAKE
                   "jump b4; b4: return @42\n"));
}
END_TEST

START_TEST(value_that_is_none_of_the_cases_does_not_come)
{
    expect_met(ASK(START "switch param0 b2 1..1:b1 2..2:b1 @32; b1: " TAKE "jump b2; b2: return @43\n"));
}
END_TEST

START_TEST(way_that_ends_the_process_is_none)
{
    expect_met(ASK(
        START "branch global:bad b1 b2 @32; b1: call %4 fn:exits (0) @33; stop; b2: " TAKE "return @42\n"));
}
END_TEST

static void expect_not_abandoned(const char *source)
{
    ck_assert(!peer(source)->abandons);
}

START_TEST(caller_that_gets_the_channel_may_receive)
{
    expect_not_abandoned(
        ASK(START "branch global:bad b1 b2 @32; b1: return local:c @33; b2: " TAKE "return local:c @42\n"));
}
END_TEST

START_TEST(channel_of_another_is_not_for_it_to_abandon)
{
    expect_not_abandoned(WORK
        "function threadmain @50; b0: call %1 fn:chancreate (8 0) @50; set local:k %1; jump b1\n"
        "b1: call %2 fn:ask (local:k) @51; jump b1\n"
        "function ask @30; param c; b0: call %2 fn:proccreate (fn:work param0 1) @31\n"
        "branch global:bad b1 b2 @32; b1: return @33; b2: call %3 fn:chanrecvul (param0) @41; return @42\n");
}
END_TEST

START_TEST(loop_that_ends_is_another_story)
{
    expect_not_abandoned(
        ASK(START "jump b1; b1: branch global:bad b3 b2 @32; b2: " TAKE "jump b1; b3: return @42\n"));
}
END_TEST

/* -- cancelling -- */

#define CANCELS(MORE)                                                                                        \
    "function work @10; param ch \"int\"; b0: call %1 fn:dill_chsend (param0 &local:x 4 -1) @11; return\n"   \
    "function ask @30; b0: call %1 fn:dill_chmake (&(local:ch)[0]) @30\n"                                    \
    "call %2 fn:dill_prologue (0 0 0 -1 \"a.c\" 31) @31; call %3 fn:work ((local:ch)[1]) @31\n"              \
    "call %4 fn:dill_epilogue () @31; set local:h %2; " MORE
#define HCLOSE "call %5 fn:dill_hclose (local:h) @41; "

/* The line of the one row of lost_cancel; 0: there is none. */
static uint32_t lost(const char *source)
{
    link_text(source);
    ck_assert_uint_le(rel->lost->len, 1);
    return rel->lost->len == 0 ? 0 : g_array_index(rel->lost, struct relation_lost, 0).line;
}

START_TEST(task_that_is_not_cancelled_on_a_way_is_lost)
{
    ck_assert_uint_eq(
        lost(CANCELS("branch global:bad b1 b2 @32; b1: return @33; b2: " HCLOSE "return @42\n")), 33);
    ck_assert_uint_eq(g_array_index(rel->lost, struct relation_lost, 0).by_op, op_at("cancel", 41));
}
END_TEST

START_TEST(task_that_is_cancelled_on_each_way_is_not_lost)
{
    ck_assert_uint_eq(
        lost(CANCELS("branch global:bad b1 b2 @32; b1: jump b2; b2: " HCLOSE "return @42\n")), 0);
}
END_TEST

START_TEST(task_that_was_not_started_is_not_lost)
{
    ck_assert_uint_eq(
        lost(CANCELS("branch (lt local:h 0) b1 b2 @32; b1: return @33; b2: " HCLOSE "return @42\n")), 0);
}
END_TEST

START_TEST(task_that_nobody_cancels_is_not_lost)
{
    ck_assert_uint_eq(lost(CANCELS("branch global:bad b1 b2 @32; b1: return @33; b2: return @42\n")), 0);
}
END_TEST

START_TEST(task_that_others_cancel_too_is_not_lost)
{
    ck_assert_uint_eq(
        lost(CANCELS(
            "set global:h local:h; branch global:bad b1 b2 @32; b1: return @33; b2: " HCLOSE "return @42\n"
            "function stop @50; b0: call %1 fn:dill_hclose (global:h) @51; return\n")),
        0);
}
END_TEST

int main(void)
{
    return RUN_SUITE("ways", way_out_before_the_receive_abandons,
        receive_on_one_side_only_abandons_at_the_end, next_round_with_another_channel_abandons,
        receive_in_a_helper_is_not_called, receive_on_every_way_is_met, way_on_which_the_start_failed_is_none,
        what_decided_the_start_decides_the_receive, value_that_is_none_of_the_cases_does_not_come,
        way_that_ends_the_process_is_none, caller_that_gets_the_channel_may_receive,
        channel_of_another_is_not_for_it_to_abandon, loop_that_ends_is_another_story,
        task_that_is_not_cancelled_on_a_way_is_lost, task_that_is_cancelled_on_each_way_is_not_lost,
        task_that_was_not_started_is_not_lost, task_that_nobody_cancels_is_not_lost,
        task_that_others_cancel_too_is_not_lost);
}
