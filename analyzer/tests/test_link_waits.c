/* What a wait means by what it waits for and what comes behind it: a send, a receive, or neither. */
#include "link_case.h"
#include "link_queue.h"

/* For their caller, push and pop are the two ends of one channel. */
static void is_channel(const char *source)
{
    g_autofree char *whole = g_strconcat(source, MAIN, NULL);
    link_text(whole);
    ck_assert_str_eq(kinds_at(41), "send");
    ck_assert_str_eq(kinds_at(42), "receive");
    ck_assert_str_eq(kinds_at(13), "");
    ck_assert_str_eq(kinds_at(23), "");
    uint32_t send = op_at("send", 41), receive = op_at("receive", 42);
    ck_assert_uint_ne(op_row(send)->channel, 0);
    ck_assert_uint_eq(op_row(send)->channel, op_row(receive)->channel);
    ck_assert_str_eq(op_row(send)->mode, "forever");
    ck_assert_ptr_nonnull(peer_of(send, receive));
}

static void is_wait(const char *source)
{
    link_text(source);
    ck_assert_str_eq(kinds_at(13), "wait");
    ck_assert_str_eq(wakes_of(op_at("wait", 13)), ""); /* its condition is what it waits for */
}

/* -- what is waited for -- */

START_TEST(count)
{
    is_channel(PUSH(FULL, PUT) COUNTED_POP);
    is_channel(PUSH("(ge param0->queue.len param0->queue.cap)", PUT) COUNTED_POP);
}
END_TEST

START_TEST(head_and_tail)
{
    is_channel(PUSH("(eq (rem (add param0->queue.tail 1) 8) param0->queue.head)",
        "set (param0->queue.items)[?] param1; set param0->queue.tail (rem (add param0->queue.tail 1) 8)")
            POP("(eq param0->queue.head param0->queue.tail)",
                "set local:x (param0->queue.items)[?]; set param0->queue.head (rem (add param0->queue.head "
                "1) "
                "8)"));
}
END_TEST

START_TEST(flag_of_a_mailbox)
{
    is_channel(PUSH("param0->queue.full", "set param0->queue.slot param1; set param0->queue.full 1")
            POP("(eq param0->queue.full 0)", "set local:x param0->queue.slot; set param0->queue.full 0"));
}
END_TEST

START_TEST(slot_that_is_its_own_flag)
{
    is_channel(PUSH("param0->queue.slot", "set param0->queue.slot param1")
            POP("(eq param0->queue.slot 0)", "set local:x param0->queue.slot; set param0->queue.slot 0"));
}
END_TEST

/* The count bounds what is put, the list says what there is to take. */
START_TEST(list)
{
    link_text(PUSH(FULL, "set param1->node.next param0->queue.head; set param0->queue.head param1\n"
                         "set param0->queue.len (add param0->queue.len 1)") POP("(eq param0->queue.head 0)",
        "set local:x param0->queue.head; set param0->queue.head local:x->node.next\n"
        "set param0->queue.len (sub param0->queue.len 1)") MAIN);
    ck_assert_str_eq(kinds_at(41), "send");
    ck_assert_str_eq(kinds_at(42), "receive");
    ck_assert_ptr_nonnull(peer_of(op_at("send", 41), op_at("receive", 42))); /* it makes room */
}
END_TEST

START_TEST(globals)
{
    link_text(
        "function push @10; param x \"int\"; b0: call %1 fn:pthread_mutex_lock (&static:lock); jump b1\n"
        "b1: branch (eq static:len 8) b2 b3\n"
        "b2: call %2 fn:pthread_cond_wait (&static:room &static:lock) @13; jump b1\n"
        "b3: set (static:items)[?] param0; set static:len (add static:len 1)\n"
        "call %3 fn:pthread_cond_signal (&static:item); return\n"
        "function pop @20 \"int\"; b0: call %1 fn:pthread_mutex_lock (&static:lock); jump b1\n"
        "b1: branch (eq static:len 0) b2 b3\n"
        "b2: call %2 fn:pthread_cond_wait (&static:item &static:lock) @23; jump b1\n"
        "b3: set static:len (sub static:len 1); set local:x (static:items)[?]\n"
        "call %3 fn:pthread_cond_signal (&static:room); return local:x\n");
    ck_assert_str_eq(kinds_at(13), "send");
    ck_assert_str_eq(kinds_at(23), "receive");
    ck_assert_uint_eq(op_row(op_at("send", 13))->channel, op_row(op_at("receive", 23))->channel);
    ck_assert_str_eq(channel_row(op_row(op_at("send", 13))->channel)->label, "len");
}
END_TEST

START_TEST(value_that_a_call_puts_or_takes)
{
    is_channel(PUSH(FULL, "call %5 fn:memcpy (&(param0->queue.items)[?] param1 8)\n"
                          "set param0->queue.len (add param0->queue.len 1)")
            POP("(eq param0->queue.len 0)", "call %5 fn:memcpy (&local:x &(param0->queue.items)[?] 8)\n"
                                            "set param0->queue.len (sub param0->queue.len 1)"));
}
END_TEST

START_TEST(two_channels_in_one_object)
{
    link_text(PUSH(FULL, PUT) POP("(eq param0->queue.replies 0)",
        "set local:x (param0->queue.answers)[?]; set param0->queue.replies (sub param0->queue.replies 1)")
            MAIN);
    ck_assert_str_eq(kinds_at(41), "send");
    ck_assert_str_eq(kinds_at(42), "receive");
    ck_assert_uint_ne(op_row(op_at("send", 41))->channel, op_row(op_at("receive", 42))->channel);
}
END_TEST

/* -- how the loop is written -- */

#define PUTS PUT "; " WAKE("item") UNLOCK "return\n"

START_TEST(for_with_a_break)
{
    is_channel(PUSHES "jump b1\nb1: branch (lt param0->queue.len 8) b3 b2\n"
                      "b2: " WAIT("room") " @13; jump b1\nb3: " PUTS COUNTED_POP);
}
END_TEST

START_TEST(do_while)
{
    is_channel(PUSHES "jump b1\nb1: " WAIT("room") " @13; branch " FULL " b1 b2\nb2: " PUTS COUNTED_POP);
}
END_TEST

START_TEST(single_if)
{
    is_channel(PUSHES "branch " FULL " b1 b2\nb1: " WAIT("room") " @13; jump b2\nb2: " PUTS COUNTED_POP);
}
END_TEST

START_TEST(predicate_of_a_helper)
{
    is_channel("function is_full @1 \"int\"; param ring \"struct queue *\"\n"
               "b0: return (eq param0->queue.len param0->queue.cap)\n" PUSHES
               "jump b1\nb1: call %5 fn:is_full (param0); branch %5 b2 b3\n"
               "b2: " WAIT("room") " @13; jump b1\nb3: " PUTS COUNTED_POP);
}
END_TEST

START_TEST(predicate_in_a_local)
{
    is_channel(PUSHES "set local:full (eq param0->queue.len 8); jump b1\nb1: branch local:full b2 b3\n"
                      "b2: " WAIT("room") " @13; jump b1\nb3: " PUTS COUNTED_POP);
}
END_TEST

START_TEST(value_is_put_by_a_helper)
{
    is_channel("function add @1; param ring \"struct queue *\"; param y \"int\"\n"
               "b0: set (param0->queue.items)[?] param1; set param0->queue.len (add param0->queue.len 1)\n"
               "return\n" PUSH(FULL, "call %5 fn:add (param0 param1)") COUNTED_POP);
}
END_TEST

START_TEST(operation_is_reported_where_it_is_called)
{
    link_text(PUSH(FULL, PUT) COUNTED_POP "function watch @30; param q \"struct queue *\"\n"
                                          "b0: call %1 fn:push (param0 1) @31; return\n"
                                          "function main @40 \"int\"; b0: call %1 fn:malloc (8)\n"
                                          "call %2 fn:pthread_create (&local:t 0 fn:watch %1)\n"
                                          "call %3 fn:pop (%1) @43; return 0\n");
    ck_assert_str_eq(kinds_at(31), "send");
    ck_assert_str_eq(kinds_at(43), "receive");
    ck_assert_str_eq(op_row(op_at("send", 31))->function, "watch");
    ck_assert_uint_eq(op_at("send", 13), 0);
}
END_TEST

#define PUTS_INTO                                                                                            \
    PUSH(FULL, PUT)                                                                                          \
    COUNTED_POP "function main @40 \"int\"; b0: call %1 fn:malloc (8); set local:q %1\n"                     \
                "call %2 fn:put (local:q 1) @41; call %3 fn:pop (local:q) @42; return 0\n"

START_TEST(layer_of_the_channel_is_the_operation)
{
    link_text("function put @30; param q \"struct queue *\"; param x \"int\"\n"
              "b0: call %1 fn:push (param0 param1) @31; return\n" PUTS_INTO);
    ck_assert_str_eq(kinds_at(41), "send");
    ck_assert_str_eq(kinds_at(31), "");
}
END_TEST

START_TEST(function_that_does_more_than_the_channel_is_no_layer)
{
    link_text("function put @30; param q \"struct queue *\"; param x \"int\"\n"
              "b0: call %1 fn:push (param0 param1) @31; call %2 fn:puts (\"sent\"); return\n" PUTS_INTO);
    ck_assert_str_eq(kinds_at(31), "send");
    ck_assert_str_eq(kinds_at(41), "");
}
END_TEST

/* -- wrappers of a wait -- */

#define SLEEPS(BODY)                                                                                         \
    "function sleep_on @1; param c \"pthread_cond_t *\"; param m \"pthread_mutex_t *\"\n"                    \
    "b0: " BODY
#define CALLS_SLEEP                                                                                          \
    PUSHES "jump b1\nb1: branch " FULL " b2 b3\n"                                                            \
           "b2: call %2 fn:sleep_on (&param0->queue.room &param0->queue.lock) @13; jump b1\nb3: " PUTS

START_TEST(wrapper_of_a_wait_means_what_its_callers_do)
{
    is_channel(SLEEPS("call %1 fn:pthread_cond_wait (param0 param1) @2; return\n") CALLS_SLEEP COUNTED_POP);
    ck_assert_str_eq(kinds_at(2), "");
}
END_TEST

START_TEST(wrapper_of_a_wrapper_does_too)
{
    is_channel("function doze @3; param c \"pthread_cond_t *\"; param m \"pthread_mutex_t *\"\n"
               "b0: call %1 fn:pthread_cond_wait (param0 param1) @4; return\n" SLEEPS(
                   "call %1 fn:doze (param0 param1) @2; return\n") CALLS_SLEEP COUNTED_POP);
    ck_assert_str_eq(kinds_at(2), "");
    ck_assert_str_eq(kinds_at(4), "");
}
END_TEST

START_TEST(wrapper_that_nobody_calls_is_a_wait)
{
    link_text(SLEEPS("call %1 fn:pthread_cond_wait (param0 param1) @2; return\n"));
    ck_assert_str_eq(kinds_at(2), "wait");
}
END_TEST

START_TEST(loop_without_a_condition_is_no_wrapper)
{
    link_text("function serve @1; param q \"struct queue *\"; b0: " LOCK "jump b1\n"
              "b1: " WAIT("item") " @2; call %5 fn:work (param0); jump b1\n"
                                  "function run @8; param q \"struct queue *\"; b0: " LOCK
                                  "call %2 fn:serve (param0) @9; return\n");
    ck_assert_str_eq(kinds_at(2), "wait");
    ck_assert_str_eq(kinds_at(9), "");
}
END_TEST

/* -- neither -- */

START_TEST(barrier)
{
    is_wait(PUSHES "set param0->queue.len (add param0->queue.len 1); set local:turn param0->queue.turn\n"
                   "branch (eq param0->queue.len 8) b1 b2\n"
                   "b1: set param0->queue.len 0; set param0->queue.turn (add param0->queue.turn 1)\n" WAKE(
                       "room") "jump b4\n"
                               "b2: branch (eq local:turn param0->queue.turn) b3 b4\n"
                               "b3: " WAIT("room") " @13; jump b2\nb4: " UNLOCK "return\n");
}
END_TEST

START_TEST(limiter)
{
    is_wait(PUSH(FULL, "set param0->queue.len (add param0->queue.len 1)") "function leave @30; param q "
                                                                          "\"struct queue *\"; b0: " LOCK
                                                                          "set param0->queue.len (sub "
                                                                          "param0->queue.len 1)\n" WAKE(
                                                                              "room") UNLOCK "return\n");
}
END_TEST

START_TEST(gate)
{
    is_wait(PUSHES "jump b1\nb1: branch (eq param0->queue.ready 0) b2 b3\n"
                   "b2: " WAIT("room") " @13; jump b1\nb3: " UNLOCK "return\n"
                                       "function open @30; param q \"struct queue *\"; b0: " LOCK
                                       "set param0->queue.ready 1\n" WAKE("room") UNLOCK "return\n");
}
END_TEST

START_TEST(lock_made_by_hand)
{
    is_wait(PUSH("param0->queue.owner",
        "set param0->queue.owner param1") "function leave @30; param q \"struct queue *\"; b0: " LOCK
                                          "set param0->queue.owner 0\n" WAKE("room") UNLOCK "return\n");
}
END_TEST

START_TEST(wait_before_the_loop_waits_for_nothing)
{
    link_text("function f @1; param q \"struct queue *\"; b0: " LOCK WAIT("room") " @2; " UNLOCK "return\n");
    ck_assert_str_eq(kinds_at(2), "wait");
}
END_TEST

/* -- semaphores -- */

#define RING_PUSH(GIVES)                                                                                     \
    "function push @10; param q \"struct queue *\"; param x \"int\"\n"                                       \
    "b0: call %2 fn:sem_wait (&param0->queue.slots) @13; " LOCK                                              \
    "set (param0->queue.items)[?] param1; set param0->queue.tail (add param0->queue.tail 1)\n" UNLOCK GIVES  \
    "return\n"
#define RING_POP                                                                                             \
    "function pop @20 \"int\"; param q \"struct queue *\"\n"                                                 \
    "b0: call %2 fn:sem_wait (&param0->queue.filled) @23; " LOCK                                             \
    "set local:x (param0->queue.items)[?]; set param0->queue.head (add param0->queue.head 1)\n" UNLOCK       \
    "call %3 fn:sem_post (&param0->queue.slots); return local:x\n"

START_TEST(two_semaphores)
{
    is_channel(RING_PUSH("call %3 fn:sem_post (&param0->queue.filled); ") RING_POP);
}
END_TEST

START_TEST(semaphore_that_locks)
{
    link_text(RING_PUSH("call %3 fn:sem_post (&param0->queue.slots); "));
    ck_assert_str_eq(kinds_at(13), "wait");
}
END_TEST

START_TEST(semaphore_that_is_not_given_back)
{
    link_text(RING_PUSH(""));
    ck_assert_str_eq(kinds_at(13), "wait");
}
END_TEST

START_TEST(semaphores_without_a_value)
{
    link_text(
        "function meet @10; param q \"struct queue *\"; b0: call %2 fn:sem_wait (&param0->queue.here) @13\n"
        "call %3 fn:sem_post (&param0->queue.there); return\n");
    ck_assert_str_eq(kinds_at(13), "wait");
}
END_TEST

START_TEST(semaphore_that_is_only_tried_waits_for_nothing)
{
    link_text(
        "function f @10; param q \"struct queue *\"; b0: call %1 fn:sem_trywait (&param0->queue.slots) @13\n"
        "return\n");
    ck_assert_str_eq(kinds_at(13), "");
}
END_TEST

/* -- deadlines -- */

#define TIMED(AFTER)                                                                                         \
    PUSHES "jump b1\nb1: branch " FULL " b2 b3\n"                                                            \
           "b2: call %2 fn:pthread_cond_timedwait (&param0->queue.room &param0->queue.lock &local:ts) "      \
           "@13\n" AFTER "b3: " PUTS

START_TEST(deadline_that_gives_up)
{
    link_text(TIMED("branch (eq %2 110) b4 b1\n") "b4: return\n" COUNTED_POP);
    ck_assert_str_eq(kinds_at(13), "send");
    ck_assert_str_eq(op_row(op_at("send", 13))->mode, "timeout");
    ck_assert_str_eq(wakes_of(op_at("send", 13)), "timeout");
}
END_TEST

START_TEST(deadline_that_only_looks_again)
{
    link_text(TIMED("jump b1\n") COUNTED_POP);
    ck_assert_str_eq(kinds_at(13), "send");
    ck_assert_str_eq(op_row(op_at("send", 13))->mode, "forever");
}
END_TEST

int main(void)
{
    return RUN_SUITE("waits", count, head_and_tail, flag_of_a_mailbox, slot_that_is_its_own_flag, list,
        globals, value_that_a_call_puts_or_takes, two_channels_in_one_object, for_with_a_break, do_while,
        single_if, predicate_of_a_helper, predicate_in_a_local, value_is_put_by_a_helper,
        operation_is_reported_where_it_is_called, layer_of_the_channel_is_the_operation,
        function_that_does_more_than_the_channel_is_no_layer, wrapper_of_a_wait_means_what_its_callers_do,
        wrapper_of_a_wrapper_does_too, wrapper_that_nobody_calls_is_a_wait,
        loop_without_a_condition_is_no_wrapper, barrier, limiter, gate, lock_made_by_hand,
        wait_before_the_loop_waits_for_nothing, two_semaphores, semaphore_that_locks,
        semaphore_that_is_not_given_back, semaphores_without_a_value,
        semaphore_that_is_only_tried_waits_for_nothing, deadline_that_gives_up,
        deadline_that_only_looks_again);
}
