/* Senders, and how they go away while a receive waits for them. */
#include "link_case.h"

/* `ask` makes a channel, starts `work` on it, and waits on line 41; `work` sends on line 11. */
#define MAIN(BODY)                                                                                           \
    "function threadmain @50; b0: jump b1; b1: call %1 fn:threadcreate (fn:" BODY " 0 1) @51; jump b1\n"
#define ASKS(MORE)                                                                                           \
    MAIN("ask")                                                                                              \
    "function ask @30; param arg; b0: call %1 fn:chancreate (8 1) @30; set local:c %1\n"                     \
    "call %2 fn:proccreate (fn:work local:c 1) @31; " MORE
#define TAKE "call %3 fn:chanrecvul (local:c) @41; "
#define WORK(BODY) "function work @10; param c; b0: " BODY
#define GIVE "call %1 fn:chansendul (param0 1) @11; "

/* How the send on the one line can go away from the receive on the other. */
static const char *leaves_of_sender(uint32_t receive, uint32_t send)
{
    const struct relation_peer *row = peer_of(op_at("receive", receive), op_at("send", send));
    return !row ? "no peer" : row->leaves ? row->leaves : "stays";
}

static const char *leaves(const char *source)
{
    link_text(source);
    return leaves_of_sender(41, 11);
}

START_TEST(task_that_always_sends_stays)
{
    ck_assert_str_eq(leaves(ASKS(TAKE "return\n") WORK(GIVE "return @12\n")), "stays");
}
END_TEST

START_TEST(task_that_may_end_without_sending_leaves)
{
    ck_assert_str_eq(leaves(ASKS(TAKE "return\n")
                             WORK("branch global:bad b1 b2 @12; b1: return @13; b2: " GIVE "return @14\n")),
        "ends without having sent at a.c:13");
}
END_TEST

START_TEST(task_that_ends_itself_leaves)
{
    ck_assert_str_eq(leaves(ASKS(TAKE "return\n")
                             WORK("branch global:bad b1 b2 @12\n"
                                  "b1: call %2 fn:threadexits (0) @13; stop; b2: " GIVE "return @14\n")),
        "ends without having sent at a.c:13");
}
END_TEST

START_TEST(task_that_sends_on_either_side_stays)
{
    link_text(
        ASKS(TAKE "return\n") WORK("branch global:bad b1 b2 @12; b1: call %2 fn:chansendul (param0 0) @13\n"
                                   "return @14; b2: " GIVE "return @15\n"));
    ck_assert_str_eq(leaves_of_sender(41, 11), "stays");
    ck_assert_str_eq(leaves_of_sender(41, 13), "stays");
}
END_TEST

START_TEST(task_that_may_end_the_process_stays)
{
    ck_assert_str_eq(leaves(ASKS(TAKE "return\n")
                             WORK("branch global:bad b1 b2 @12\n"
                                  "b1: call %2 fn:threadexitsall (0) @13; stop; b2: " GIVE "return @14\n")),
        "stays");
}
END_TEST

START_TEST(task_that_sends_in_a_loop_stays)
{
    ck_assert_str_eq(leaves(ASKS(TAKE "return\n") WORK(
                         "jump b1; b1: branch global:more b2 b3 @12; b2: " GIVE "jump b1; b3: return @14\n")),
        "stays");
}
END_TEST

START_TEST(who_takes_what_comes_does_not_wait_for_one)
{
    ck_assert_str_eq(leaves(ASKS("jump b1; b1: " TAKE "branch global:stop b2 b1; b2: return\n")
                             WORK("branch global:bad b1 b2 @12; b1: return @13; b2: " GIVE "return @14\n")),
        "stays");
}
END_TEST

START_TEST(who_takes_a_number_waits_for_each)
{
    ck_assert_str_eq(leaves(ASKS("jump b1; b1: " TAKE
                                 "set local:i (add local:i 1); branch (lt local:i 3) b1 b2; b2: return\n")
                             WORK("branch global:bad b1 b2 @12; b1: return @13; b2: " GIVE "return @14\n")),
        "ends without having sent at a.c:13");
}
END_TEST

START_TEST(channel_of_others_may_get_a_value_from_anywhere)
{
    ck_assert_str_eq(
        leaves(MAIN("ask") "function start @60; b0: call %1 fn:chancreate (8 1); set global:c %1; return\n"
                           "function ask @30; param arg; b0: call %2 fn:proccreate (fn:work global:c 1) @31\n"
                           "call %3 fn:chanrecvul (global:c) @41; return\n"
                           "function work @10; param c; b0: branch global:bad b1 b2 @12; b1: return @13\n"
                           "b2: call %1 fn:chansendul (global:c 1) @11; return @14\n"),
        "stays");
}
END_TEST

/* `order` makes a channel, starts `wait` on it, which receives on line 41, and sends on line 11. */
#define ORDERS(MORE)                                                                                         \
    "function threadmain @50; b0: jump b1; b1: call %1 fn:order () @51; jump b1\n"                           \
    "function wait @40; param c; b0: call %1 fn:chanrecvul (param0) @41; return @42\n"                       \
    "function order @10; b0: call %1 fn:chancreate (8 1) @10; set local:c %1\n"                              \
    "call %2 fn:threadcreate (fn:wait local:c 1) @12; " MORE

START_TEST(starter_that_may_return_first_leaves_its_task_alone)
{
    ck_assert_str_eq(leaves(ORDERS("branch global:bad b1 b2 @13; b1: return @14\n"
                                   "b2: call %3 fn:chansendul (local:c 1) @11; return @15\n")),
        "leaves without having sent at a.c:14");
}
END_TEST

START_TEST(starter_that_could_not_start_leaves_nobody_alone)
{
    ck_assert_str_eq(leaves(ORDERS("branch (lt %2 0) b1 b2 @13; b1: return @14\n"
                                   "b2: call %3 fn:chansendul (local:c 1) @11; return @15\n")),
        "stays");
}
END_TEST

START_TEST(nobody_sends)
{
    link_text(ORDERS("return @15\n"));
    ck_assert_uint_eq(rel->peers->len, 0);
    ck_assert(!channel_row(op_row(op_at("receive", 41))->channel)->escapes);
}
END_TEST

START_TEST(signal_stands_for_a_sender_that_does_not_wait)
{
    link_text(
        "function put @10; param q \"struct queue *\"; b0: call %1 fn:pthread_mutex_lock "
        "(&param0->queue.lock)\n"
        "set param0->queue.n (add param0->queue.n 1); set param0->queue.x param0\n"
        "call %2 fn:pthread_cond_signal (&param0->queue.item) @11\n"
        "call %3 fn:pthread_mutex_unlock (&param0->queue.lock); return\n"
        "function get @20 \"int\"; param q \"struct queue *\"; b0: call %1 fn:pthread_mutex_lock "
        "(&param0->queue.lock); jump b1\n"
        "b1: branch (eq param0->queue.n 0) b2 b3; b2: call %2 fn:pthread_cond_wait (&param0->queue.item "
        "&param0->queue.lock) @21; jump b1\n"
        "b3: set param0->queue.n (sub param0->queue.n 1); set local:x param0->queue.x\n"
        "call %3 fn:pthread_mutex_unlock (&param0->queue.lock); return local:x\n"
        "function drain @40; param q \"struct queue *\"; b0: jump b1; b1: call %1 fn:get (param0) @41; jump "
        "b1\n"
        "function main @50 \"int\"; b0: call %1 fn:malloc (8); set local:q %1\n"
        "call %2 fn:pthread_create (&local:t 0 fn:drain local:q); call %3 fn:put (local:q) @51; return 0\n");
    ck_assert_ptr_nonnull(peer_of(op_at("receive", 41), op_at("signal", 11)));
}
END_TEST

int main(void)
{
    return RUN_SUITE("givers", task_that_always_sends_stays, task_that_may_end_without_sending_leaves,
        task_that_ends_itself_leaves, task_that_sends_on_either_side_stays,
        task_that_may_end_the_process_stays, task_that_sends_in_a_loop_stays,
        who_takes_what_comes_does_not_wait_for_one, who_takes_a_number_waits_for_each,
        channel_of_others_may_get_a_value_from_anywhere, starter_that_may_return_first_leaves_its_task_alone,
        starter_that_could_not_start_leaves_nobody_alone, nobody_sends,
        signal_stands_for_a_sender_that_does_not_wait);
}
