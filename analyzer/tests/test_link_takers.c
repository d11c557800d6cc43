/* Receivers, and how they go away while a send is blocked. */
#include "link_case.h"
#include "link_queue.h"

/* `watch` sends without end on line 11, `serve` is a task that receives on line 21. */
#define WATCH                                                                                                \
    "function watch @10; param arg; b0: jump b1; b1: call %1 fn:chansendul (global:c 1) @11; jump b1\n"
#define TASKS(MORE)                                                                                          \
    WATCH "function threadmain @40; b0: call %1 fn:chancreate (8 0) @41; set global:c %1\n"                  \
          "call %2 fn:threadcreate (fn:watch 0 1) @42; call %3 fn:threadcreate (fn:serve 0 1) @43\n" MORE    \
          "return\n"
#define SERVE "function serve @20; param arg; b0: "
#define TAKE_C "call %1 fn:chanrecvul (global:c) @21; "

static const char *leaves(const char *source)
{
    link_text(source);
    return leaves_of(11, 21);
}

/* -- loops -- */

START_TEST(endless_loop_stays)
{
    ck_assert_str_eq(leaves(TASKS("") SERVE "jump b1; b1: " TAKE_C "jump b1\n"), "stays");
}
END_TEST

START_TEST(loop_with_a_way_out_leaves)
{
    ck_assert_str_eq(
        leaves(TASKS("") SERVE "jump b1; b1: " TAKE_C "branch global:on b1 b2 @22; b2: return @23\n"),
        "leaves its loop at a.c:22");
    ck_assert_str_eq(
        leaves(TASKS("") SERVE "jump b1; b1: branch global:on b2 b3 @22; b2: " TAKE_C "jump b1 @24\n"
                               "b3: return @25\n"),
        "leaves its loop at a.c:22");
}
END_TEST

START_TEST(loop_that_ends_the_task_leaves_where_it_does)
{
    ck_assert_str_eq(leaves(TASKS("") SERVE "jump b1; b1: " TAKE_C "branch global:on b1 b2 @22\n"
                                            "b2: call %2 fn:threadexits (0) @23; stop @24\n"),
        "leaves its loop at a.c:22");
    ck_assert_str_eq(leaves(TASKS("") SERVE "jump b1; b1: " TAKE_C "branch global:on b1 b2 @22\n"
                                            "b2: call %2 fn:puts (\"x\") @23; return @24\n"),
        "leaves its loop at a.c:22");
}
END_TEST

/* A callee that ends the task says so where it is called; what is further down is less certain to be meant.
 */
START_TEST(task_may_end_further_down)
{
    static const char calls_handle[] = SERVE "jump b1; b1: " TAKE_C "call %2 fn:handle (%1) @22; jump b1\n";
    g_autofree char *near = g_strconcat(TASKS(""), calls_handle,
        "function handle @30; param m; b0: branch param0 b1 b2 @31\n"
        "b1: call %1 fn:threadexits (0) @32; stop; b2: return\n",
        NULL);
    g_autofree char *far = g_strconcat(TASKS(""), calls_handle,
        "function handle @30; param m; b0: branch param0 b1 b2 @31; b1: call %1 fn:fail () @32; jump b2; b2: "
        "return\n"
        "function fail @35; b0: branch global:on b1 b2 @36; b1: call %1 fn:threadexits (0) @37; stop; b2: "
        "return\n",
        NULL);
    ck_assert_str_eq(leaves(near), "leaves its loop at a.c:22");
    ck_assert_str_eq(leaves(far), "may end in what it calls at a.c:22");
}
END_TEST

START_TEST(loop_that_only_the_end_of_the_process_ends_stays)
{
    ck_assert_str_eq(leaves(TASKS("") SERVE "jump b1; b1: " TAKE_C "branch global:on b1 b2 @22\n"
                                            "b2: call %2 fn:exit (1) @23; stop\n"),
        "stays");
}
END_TEST

START_TEST(inner_loop_is_left_within_the_outer)
{
    ck_assert_str_eq(leaves(TASKS("") SERVE "jump b1; b1: " TAKE_C "branch global:on b1 b2 @22\n"
                                            "b2: call %2 fn:puts (\"x\"); jump b1 @23\n"),
        "stays");
}
END_TEST

#define ENDS_BY_VALUE                                                                                        \
    "jump b1; b1: " TAKE_C "set local:x %1; branch (eq local:x 0) b2 b1 @22; b2: return @23\n"

START_TEST(loop_that_the_value_ends_stays)
{
    ck_assert_str_eq(leaves(TASKS("") SERVE ENDS_BY_VALUE), "stays");
}
END_TEST

START_TEST(loop_that_the_value_or_something_else_ends_leaves)
{
    ck_assert_str_eq(leaves(TASKS("") SERVE "jump b1; b1: " TAKE_C
                                            "set local:x %1; branch (eq local:x global:last) b2 b1 @22\n"
                                            "b2: return @23\n"),
        "leaves its loop at a.c:22");
}
END_TEST

START_TEST(closed_channel_gives_a_value_that_nobody_sent)
{
    ck_assert_str_eq(leaves(TASKS("call %4 fn:chanclose (global:c) @44; ") SERVE ENDS_BY_VALUE),
        "leaves its loop at a.c:22");
}
END_TEST

START_TEST(sender_that_closes_does_not_leave_itself_alone)
{
    ck_assert_str_eq(
        leaves("function watch @10; param arg; b0: jump b1; b1: call %1 fn:chansendul (global:c 1) @11\n"
               "branch global:on b1 b2; b2: call %2 fn:chanclose (global:c) @12; return\n"
               "function threadmain @40; b0: call %1 fn:chancreate (8 0) @41; set global:c %1\n"
               "call %2 fn:threadcreate (fn:watch 0 1) @42; call %3 fn:threadcreate (fn:serve 0 1) @43\n"
               "return\n" SERVE ENDS_BY_VALUE),
        "stays");
}
END_TEST

START_TEST(channel_that_is_made_anew_is_left_behind)
{
    ck_assert_str_eq(
        leaves(
            "function watch @10; param c; b0: jump b1; b1: call %1 fn:chansendul (param0 1) @11; jump b1\n"
            "function threadmain @20; b0: jump b1; b1: call %1 fn:chancreate (8 0); set local:c %1\n"
            "call %2 fn:threadcreate (fn:watch local:c 1); call %3 fn:chanrecvul (local:c) @21; jump b1\n"),
        "has taken its one value at a.c:21");
}
END_TEST

/* -- one value -- */

START_TEST(task_that_takes_one_value_leaves)
{
    ck_assert_str_eq(leaves(TASKS("") SERVE TAKE_C "return\n"), "has taken its one value at a.c:21");
}
END_TEST

#define MAIN_TAKES(NAME, MORE)                                                                               \
    WATCH "function " NAME " @20 \"int\"; b0: call %2 fn:chancreate (8 0); set global:c %2\n"                \
          "call %3 fn:threadcreate (fn:watch 0 1); " TAKE_C MORE

START_TEST(main_that_returns_ends_the_process)
{
    ck_assert_str_eq(leaves(MAIN_TAKES("main", "return 0\n")), "stays");
    ck_assert_str_eq(leaves(MAIN_TAKES("threadmain", "return 0\n")), "has taken its one value at a.c:21");
}
END_TEST

START_TEST(main_that_ends_its_thread_leaves)
{
    ck_assert_str_eq(leaves(MAIN_TAKES("main", "call %4 fn:pthread_exit (0) @25; stop\n")),
        "has taken its one value at a.c:21");
}
END_TEST

START_TEST(main_that_joins_leaves)
{
    ck_assert_str_eq(
        leaves(MAIN_TAKES("main", "jump b1; b1: call %4 fn:pthread_join (local:t 0) @25; return 0\n")),
        "has taken its one value at a.c:21");
    ck_assert_str_eq(leaves(MAIN_TAKES("main", "call %4 fn:pthread_join (local:t 0) @25; return 0\n")),
        "has taken its one value at a.c:21");
    ck_assert_str_eq(leaves(MAIN_TAKES("main",
                         "jump b1; b1: call %4 fn:finish () @25; return 0\n") "function finish @50; b0: call "
                                                                              "%1 fn:pthread_join (global:t "
                                                                              "0) @51; return\n"),
        "has taken its one value at a.c:21");
}
END_TEST

START_TEST(main_that_goes_on_for_long_leaves)
{
    ck_assert_str_eq(leaves(MAIN_TAKES("main", "jump b1; b1: branch global:on b1 b2 @25; b2: return 0\n")),
        "has taken its one value at a.c:21");
    ck_assert_str_eq(leaves(MAIN_TAKES("main", "set local:i 0; jump b1; b1: branch (lt local:i 8) b2 b3 @25\n"
                                               "b2: set local:i (add local:i 1); jump b1; b3: return 0\n")),
        "stays");
}
END_TEST

START_TEST(first_of_two_receives_leaves_it_to_the_second)
{
    ck_assert_str_eq(
        leaves(TASKS("") SERVE TAKE_C "call %2 fn:chanrecvul (global:c) @22; return\n"), "stays");
    ck_assert_str_eq(leaves_of(11, 22), "has taken its one value at a.c:22");
    ck_assert_str_eq(
        leaves(TASKS("") SERVE TAKE_C "branch global:on b1 b2\n"
                                      "b1: call %2 fn:chanrecvul (global:c) @22; return; b2: return\n"),
        "has taken its one value at a.c:21");
}
END_TEST

/* -- helpers -- */

#define TAKE_HELPER "function take @25 \"int\"; b0: " TAKE_C "return %1\n"

START_TEST(helper_stays_while_its_caller_comes_again)
{
    ck_assert_str_eq(
        leaves(TASKS("") TAKE_HELPER SERVE "jump b1; b1: call %1 fn:take () @22; jump b1\n"), "stays");
}
END_TEST

START_TEST(helper_returns_to_a_loop_that_ends)
{
    ck_assert_str_eq(leaves(TASKS("") TAKE_HELPER SERVE "jump b1; b1: call %1 fn:take () @22\n"
                                                        "branch global:on b1 b2 @23; b2: return @24\n"),
        "returns to a loop that ends at a.c:23");
}
END_TEST

START_TEST(helper_that_tells_what_it_was_told_stays)
{
    ck_assert_str_eq(
        leaves(TASKS("") "function step @25 \"int\"; b0: " TAKE_C
                         "switch %1 b1 0..0:b2\nb1: return 1; b2: return 0\n" SERVE
                         "jump b1; b1: call %1 fn:step () @22; branch %1 b1 b2 @23; b2: return @24\n"),
        "stays");
    ck_assert_str_eq(
        leaves(TASKS("") "function step @25 \"int\"; b0: " TAKE_C
                         "branch global:on b1 b2\nb1: return 1; b2: return 0\n" SERVE
                         "jump b1; b1: call %1 fn:step () @22; branch %1 b1 b2 @23; b2: return @24\n"),
        "returns to a loop that ends at a.c:23");
}
END_TEST

START_TEST(helper_that_is_called_once_takes_its_one_value)
{
    ck_assert_str_eq(leaves(TASKS("") TAKE_HELPER SERVE "call %1 fn:take () @22; return\n"),
        "has taken its one value at a.c:21");
}
END_TEST

START_TEST(caller_that_makes_the_channel_anew_does_not_come_again)
{
    ck_assert_str_eq(
        leaves("function watch @10; param c; b0: jump b1; b1: call %1 fn:chansendul (param0 1) @11; jump b1\n"
               "function once @20; b0: call %1 fn:chancreate (8 0); set local:c %1\n"
               "call %2 fn:threadcreate (fn:watch local:c 1); call %3 fn:chanrecvul (local:c) @21; return\n"
               "function threadmain @30; b0: jump b1; b1: call %1 fn:once () @31; jump b1\n"),
        "has taken its one value at a.c:21");
}
END_TEST

/* -- answers: `ask` sends a question on line 51 and takes what `work` answers to it -- */

#define ANSWERS(BETWEEN)                                                                                     \
    "function work @10; param arg; b0: jump b1; b1: call %1 fn:chanrecvul (global:questions) @12\n"          \
    "call %2 fn:chansendul (global:answers 1) @11; jump b1\n"                                                \
    "function ask @50 \"int\"; b0: call %1 fn:chansendul (global:questions 1) @51; " BETWEEN                 \
    "function threadmain @40; b0: call %1 fn:chancreate (8 0); set global:questions %1\n"                    \
    "call %2 fn:chancreate (8 0); set global:answers %2; call %3 fn:threadcreate (fn:work 0 1); jump b1\n"   \
    "b1: call %4 fn:ask () @41; branch global:on b1 b2 @42; b2: return\n"

START_TEST(answer_that_is_awaited_on_every_way_is_taken)
{
    ck_assert_str_eq(leaves(ANSWERS("call %2 fn:chanrecvul (global:answers) @21; return %2\n")), "stays");
    ck_assert_str_eq(leaves(ANSWERS("branch global:loud b1 b2; b1: call %3 fn:puts (\"asked\"); jump b2\n"
                                    "b2: call %2 fn:chanrecvul (global:answers) @21; return %2\n")),
        "stays");
}
END_TEST

START_TEST(asker_may_go_on_without_the_answer)
{
    ck_assert_str_eq(leaves(ANSWERS("branch global:hurry b1 b2 @52; b1: return 0 @53\n"
                                    "b2: call %2 fn:chanrecvul (global:answers) @21; return %2\n")),
        "goes on without it at a.c:53");
}
END_TEST

START_TEST(asker_may_ask_again_without_the_answer)
{
    ck_assert_str_eq(
        leaves("function work @10; param arg; b0: jump b1\n"
               "b1: call %1 fn:chanrecvul (global:questions) @12\n"
               "call %2 fn:chansendul (global:answers 1) @11; jump b1\n"
               "function threadmain @40; b0: call %1 fn:chancreate (8 0); set global:questions %1\n"
               "call %2 fn:chancreate (8 0); set global:answers %2\n"
               "call %3 fn:threadcreate (fn:work 0 1); jump b1\n"
               "b1: call %4 fn:chansendul (global:questions 1) @51; branch global:hurry b1 b2\n"
               "b2: call %5 fn:chanrecvul (global:answers) @21; branch global:on b1 b3 @53\n"
               "b3: return @54\n"),
        "goes on without it at a.c:51");
}
END_TEST

/* -- comes again -- */

START_TEST(handler_comes_again_to_the_same_channel)
{
    link_text(WATCH "function on_event @20; param e; b0: " TAKE_C "return\n"
                    "function threadmain @40; b0: call %1 fn:chancreate (8 0) @41; set global:c %1\n"
                    "call %2 fn:threadcreate (fn:watch 0 1) @42; call %3 fn:set_handler (fn:on_event) @43\n"
                    "return\n");
    ck_assert_str_eq(leaves_of(11, 21), "has taken its one value at a.c:21");
    ck_assert(peer_of(op_at("send", 11), op_at("receive", 21))->again);
}
END_TEST

START_TEST(task_that_runs_once_does_not_come_again)
{
    link_text(TASKS("") SERVE TAKE_C "return\n");
    ck_assert(!peer_of(op_at("send", 11), op_at("receive", 21))->again);
}
END_TEST

/* -- clauses of a select -- */

#define ALT(ON_STOP)                                                                                         \
    TASKS("")                                                                                                \
    SERVE "set (local:a)[0].Alt.c global:c; set (local:a)[0].Alt.op 2; set (local:a)[1].Alt.c global:stop\n" \
          "set (local:a)[1].Alt.op 2; set (local:a)[2].Alt.op 0; jump b1\n"                                  \
          "b1: call %1 fn:chanalt (&(local:a)[0]) @21; switch %1 b1 1..1:b2 @22; b2: " ON_STOP

START_TEST(select_stays_or_leaves_as_its_branches_do)
{
    ck_assert_str_eq(leaves(ALT("jump b1 @23\n")), "stays");
    ck_assert_str_eq(leaves(ALT("return @23\n")), "leaves its loop at a.c:22");
}
END_TEST

/* -- channels by hand -- */

#define DRAINS(MORE)                                                                                         \
    PUSH(FULL, PUT)                                                                                          \
    POPS "jump b1\nb1: branch (eq param0->queue.len 0) b2 b4\nb2: branch param0->queue.closed b5 b3\n"       \
         "b3: " WAIT("item") " @23; jump b1\nb4: " TAKE "; " WAKE("room") UNLOCK                             \
        "return local:x\n"                                                                                   \
        "b5: " UNLOCK "return 0\n"                                                                           \
        "function feed @30; param q \"struct queue *\"; b0: jump b1; b1: call %1 fn:push (param0 1) @11; "   \
        "jump b1\n"                                                                                          \
        "function drain @35; param q \"struct queue *\"; b0: jump b1; b1: call %1 fn:pop (param0) @21\n"     \
        "branch (eq %1 0) b2 b1 @36; b2: return\n"                                                           \
        "function close @60; param q \"struct queue *\"; b0: set param0->queue.closed 1 @61\n"               \
        "call %1 fn:pthread_cond_broadcast (&param0->queue.item); return\n"                                  \
        "function main @40 \"int\"; b0: call %1 fn:malloc (8); set local:q %1\n"                             \
        "call %2 fn:pthread_create (&local:t 0 fn:feed local:q); call %3 fn:pthread_create (&local:u 0 "     \
        "fn:drain "                                                                                          \
        "local:q)\n" MORE "return 0\n"

START_TEST(receiver_by_hand_ends_when_others_close)
{
    ck_assert_str_eq(leaves(DRAINS("call %4 fn:close (local:q); ")), "leaves its loop at a.c:36");
}
END_TEST

int main(void)
{
    return RUN_SUITE("takers", endless_loop_stays, loop_with_a_way_out_leaves,
        loop_that_ends_the_task_leaves_where_it_does, task_may_end_further_down,
        loop_that_only_the_end_of_the_process_ends_stays, inner_loop_is_left_within_the_outer,
        loop_that_the_value_ends_stays, loop_that_the_value_or_something_else_ends_leaves,
        closed_channel_gives_a_value_that_nobody_sent, sender_that_closes_does_not_leave_itself_alone,
        channel_that_is_made_anew_is_left_behind, task_that_takes_one_value_leaves,
        main_that_returns_ends_the_process, main_that_ends_its_thread_leaves, main_that_joins_leaves,
        main_that_goes_on_for_long_leaves, first_of_two_receives_leaves_it_to_the_second,
        helper_stays_while_its_caller_comes_again, helper_returns_to_a_loop_that_ends,
        helper_that_tells_what_it_was_told_stays, helper_that_is_called_once_takes_its_one_value,
        caller_that_makes_the_channel_anew_does_not_come_again, answer_that_is_awaited_on_every_way_is_taken,
        asker_may_go_on_without_the_answer, asker_may_ask_again_without_the_answer,
        handler_comes_again_to_the_same_channel, task_that_runs_once_does_not_come_again,
        select_stays_or_leaves_as_its_branches_do, receiver_by_hand_ends_when_others_close);
}
