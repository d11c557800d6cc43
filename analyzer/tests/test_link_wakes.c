/* What ends an operation besides its peer, and where a task learns that it should stop. */
#include "link_case.h"
#include "link_queue.h"

static const char *wakes_at(const char *kind, uint32_t line)
{
    return wakes_of(op_at(kind, line));
}

static const char *sends_wakes(const char *source)
{
    link_text(source);
    return wakes_at("send", 11);
}

/* -- deadlines -- */

#define GO(LINE, CALL)                                                                                       \
    "call %20 fn:dill_prologue (0 0 0 -1 \"a.c\" " LINE ") @" LINE "; " CALL " @" LINE                       \
    "; call %21 fn:dill_epilogue () @" LINE "; "
#define SENDS_UNTIL(DEADLINE)                                                                                \
    "function work @10; param ch \"int\"; param until \"long\"\n"                                            \
    "b0: call %1 fn:dill_chsend (param0 &local:x 4 " DEADLINE ") @11; return\n"

#define MAIN_GOES                                                                                            \
    "function main @40 \"int\"; b0: call %1 fn:dill_chmake (&(local:ch)[0]) @41\n" GO(                       \
        "42", "call %2 fn:work ((local:ch)[1] 1)") "return 0\n"

START_TEST(deadline_ends_the_wait)
{
    ck_assert_str_eq(sends_wakes(SENDS_UNTIL("1000") MAIN_GOES), "timeout");
    ck_assert_str_eq(sends_wakes(SENDS_UNTIL("local:deadline") MAIN_GOES), "timeout");
    ck_assert_str_eq(op_row(op_at("send", 11))->mode, "timeout");
}
END_TEST

START_TEST(deadline_that_never_comes_ends_nothing)
{
    ck_assert_str_eq(sends_wakes(SENDS_UNTIL("-1") MAIN_GOES), "");
    ck_assert_str_eq(op_row(op_at("send", 11))->mode, "forever");
    ck_assert_str_eq(sends_wakes(SENDS_UNTIL("0") MAIN_GOES), "");
    ck_assert_str_eq(op_row(op_at("send", 11))->mode, "nonblocking");
}
END_TEST

START_TEST(deadline_is_what_the_caller_says)
{
#define PUT_UNTIL                                                                                            \
    "function put @30; param ch \"int\"; param until \"long\"\n"                                             \
    "b0: call %1 fn:dill_chsend (param0 &local:x 4 param1) @11; return\n"
    ck_assert_str_eq(sends_wakes(PUT_UNTIL "function work @31; param ch \"int\"; param n \"int\"\n"
                                           "b0: call %1 fn:put (param0 -1); return\n" MAIN_GOES),
        "");
    ck_assert_str_eq(sends_wakes(PUT_UNTIL "function work @31; param ch \"int\"; param n \"int\"\n"
                                           "b0: call %1 fn:put (param0 500); return\n" MAIN_GOES),
        "timeout");
}
END_TEST

START_TEST(deadline_of_a_select_ends_it)
{
#define CHOOSES(DEADLINE)                                                                                    \
    "function work @10; param ch \"int\"; param n \"int\"; b0: set (local:a)[0].dill_chclause.op 1\n"        \
    "set (local:a)[0].dill_chclause.ch param0; set (local:a)[1].dill_chclause.op 2\n"                        \
    "set (local:a)[1].dill_chclause.ch global:other; jump b1\n"                                              \
    "b1: call %1 fn:dill_choose (&(local:a)[0] 2 " DEADLINE ") @11; jump b1\n" MAIN_GOES
    link_text(CHOOSES("1000"));
    ck_assert_ptr_nonnull(strstr(wakes_at("select", 11), "timeout"));
    link_text(CHOOSES("-1"));
    ck_assert_str_eq(wakes_at("select", 11), "");
}
END_TEST

/* `choose { out(c, x): ... deadline(t): ... end }` in an endless loop: what libmill's macros leave. */
#define MILL(DEADLINE)                                                                                       \
    "function work @10; param c; b0: jump b1\n"                                                              \
    "b1: call %1 fn:mill_choose_init_ (\"a.c\"); set local:i -2; jump b2\n"                                  \
    "b2: branch (ne local:i -2) b1 b3\n"                                                                     \
    "b3: call %2 fn:mill_choose_out_ (&local:clause param0 &local:x 4 0)\n"                                  \
    "call %3 fn:mill_choose_deadline_ (" DEADLINE "); call %4 fn:mill_choose_wait_ () @11\n"                 \
    "set local:i %4; jump b2\n"                                                                              \
    "function main @40 \"int\"; b0: call %1 fn:mill_chmake_ (4 0 \"a.c\") @41; set local:c %1\n"             \
    "call %2 fn:mill_prologue_ (\"a.c\") @42; call %3 fn:work (local:c) @42\n"                               \
    "call %4 fn:mill_epilogue_ () @42; return 0\n"

START_TEST(deadline_clause_of_a_macro_ends_the_select)
{
    link_text(MILL("local:t"));
    ck_assert_str_eq(wakes_at("select", 11), "timeout");
    ck_assert_uint_eq(rel->clauses->len, 2);
    link_text(MILL("-1"));
    ck_assert_str_eq(wakes_at("select", 11), "");
    ck_assert_uint_eq(rel->clauses->len, 1);
    ck_assert_str_eq(wakes_at("send", 11), ""); /* its one clause */
}
END_TEST

/* -- closing -- */

#define PLAN9(CLOSES)                                                                                        \
    "function work @10; param c; b0: call %1 fn:chansendul (param0 1) @11; return\n"                         \
    "function threadmain @40; b0: call %1 fn:chancreate (8 0); set local:c %1\n"                             \
    "call %2 fn:threadcreate (fn:work local:c 1); call %3 fn:chanrecvul (local:c) @42; " CLOSES "return\n"

START_TEST(closing_ends_who_the_model_says)
{
    ck_assert_str_eq(sends_wakes(PLAN9("call %4 fn:chanclose (local:c) @43; ")), "close");
    ck_assert_str_eq(wakes_at("receive", 42), "close");
    ck_assert_str_eq(sends_wakes(PLAN9("")), "");
    ck_assert_str_eq(sends_wakes(PLAN9("call %4 fn:chanfree (local:c) @43; ")), "");
}
END_TEST

START_TEST(closing_another_channel_ends_nothing)
{
    ck_assert_str_eq(sends_wakes(PLAN9("call %4 fn:chancreate (8 0); call %5 fn:chanclose (%4) @43; ")), "");
}
END_TEST

START_TEST(closing_ends_senders_of_unbuffered_channels_only)
{
#define CHAN(CAPACITY)                                                                                       \
    "function work @10; param c; b0: call %1 fn:chan_send (param0 0) @11; return\n"                          \
    "function main @40 \"int\"; b0: call %1 fn:chan_init (" CAPACITY "); set local:c %1\n"                   \
    "call %2 fn:pthread_create (&local:t 0 fn:work local:c); call %3 fn:chan_recv (local:c &local:x) @42\n"  \
    "call %4 fn:chan_close (local:c) @43; return 0\n"
    ck_assert_str_eq(sends_wakes(CHAN("0")), "close");
    ck_assert_str_eq(wakes_at("receive", 42), "close");
    ck_assert_str_eq(sends_wakes(CHAN("4")), "");
    ck_assert_str_eq(wakes_at("receive", 42), "close");
    ck_assert_str_eq(sends_wakes(CHAN("local:n")), "");
}
END_TEST

/* `work` sends on its half, main receives from the other and ends a direction. */
#define HALVES(DONE)                                                                                         \
    SENDS_UNTIL("-1")                                                                                        \
    "function main @40 \"int\"; b0: call %1 fn:dill_chmake (&(local:ch)[0]) @41\n" GO(                       \
        "42", "call %2 fn:work ((local:ch)[1] 1)") "call %3 fn:dill_chrecv ((local:ch)[0] &local:x 4 -1) "   \
                                                   "@43\n" DONE "return 0\n"

START_TEST(closing_the_senders_own_half_ends_it)
{
    ck_assert_str_eq(sends_wakes(HALVES("call %4 fn:dill_chdone ((local:ch)[1]) @44; ")), "close");
    ck_assert_str_eq(wakes_at("receive", 43), "close");
}
END_TEST

START_TEST(closing_the_other_half_does_not_end_the_sender)
{
    ck_assert_str_eq(sends_wakes(HALVES("call %4 fn:dill_chdone ((local:ch)[0]) @44; ")), "");
}
END_TEST

START_TEST(half_is_known_when_all_who_start_the_body_agree)
{
#define STARTED_TWICE(HALF, DONE)                                                                            \
    HALVES(GO("45", "call %5 fn:work ((local:ch)[" HALF "] 2)") "call %4 fn:dill_chdone ((local:ch)[" DONE   \
                                                                "]) @44; ")
    ck_assert_str_eq(sends_wakes(STARTED_TWICE("1", "1")), "close");
    ck_assert_str_eq(sends_wakes(STARTED_TWICE("0", "1")), "");
    ck_assert_str_eq(sends_wakes(STARTED_TWICE("0", "0")), "");
}
END_TEST

/* -- interrupting -- */

/* `work` puts into a ring: what stands behind the semaphore's wait, on line 13, looks at its result. */
#define RING(WAITED)                                                                                         \
    "function push @10; param r \"struct ring *\"; param x \"int\"; b0: jump b1\n"                           \
    "b1: call %1 fn:sem_wait (&param0->ring.room) @13; " WAITED "b2: return\n"                               \
    "b3: set (param0->ring.items)[?] param1; call %2 fn:sem_post (&param0->ring.some); return\n"             \
    "function pop @20 \"int\"; param r \"struct ring *\"; b0: call %1 fn:sem_wait (&param0->ring.some)\n"    \
    "set local:x (param0->ring.items)[?]; call %2 fn:sem_post (&param0->ring.room); return local:x\n"        \
    "function work @10 \"void *\"; param r; b0: call %1 fn:push (param0 1) @11; return 0\n"
#define ENDS_BY(END)                                                                                         \
    "function main @40 \"int\"; b0: call %1 fn:malloc (8); set local:r %1\n"                                 \
    "call %2 fn:pthread_create (&local:t 0 fn:work local:r) @41; call %3 fn:pop (local:r) @42\n" END         \
    "return 0\n"
#define INTERRUPTED ENDS_BY("call %4 fn:pthread_kill (local:t 10) @43; ")

START_TEST(interrupting_ends_what_gives_up_when_it_fails)
{
    ck_assert_str_eq(sends_wakes(RING("branch (lt %1 0) b2 b3; ") INTERRUPTED), "cancel");
    ck_assert_str_eq(sends_wakes(RING("branch (lt %1 0) b2 b3; ") ENDS_BY("")), "");
    ck_assert_str_eq(sends_wakes(RING("branch (lt %1 0) b1 b3; ") INTERRUPTED), "");
    ck_assert_str_eq(sends_wakes(RING("jump b3; ") INTERRUPTED), "");
}
END_TEST

/* -- cancelling -- */

#define LOOPS_SENDING(AFTER)                                                                                 \
    "function work @10; param ch \"int\"; b0: jump b1\n"                                                     \
    "b1: call %1 fn:dill_chsend (param0 &local:x 4 -1) @11; " AFTER
#define CANCELS(BUNDLE, MORE)                                                                                \
    "function main @40 \"int\"; b0: call %1 fn:dill_chmake (&(local:ch)[0]) @41\n"                           \
    "call %2 fn:dill_prologue (0 0 0 " BUNDLE " \"a.c\" 42) @42; call %3 fn:work ((local:ch)[1]) @42\n"      \
    "call %4 fn:dill_epilogue () @42; set local:h %2; " MORE "return 0\n"
#define TESTED "branch (lt %1 0) b2 b1; b2: return\n"

START_TEST(closing_a_task_cancels_what_it_does)
{
    ck_assert_str_eq(
        sends_wakes(LOOPS_SENDING(TESTED) CANCELS("-1", "call %5 fn:dill_hclose (local:h) @43; ")), "cancel");
    ck_assert_str_eq(
        sends_wakes(LOOPS_SENDING(TESTED) CANCELS("local:b", "call %5 fn:dill_hclose (local:b) @43; ")),
        "cancel");
}
END_TEST

static void expect_cancelled_exit(uint32_t line)
{
    const struct relation_exit *exit = &g_array_index(rel->exits, struct relation_exit, rel->exits->len - 1);
    ck_assert_str_eq(exit->kind, "cancelled");
    ck_assert_uint_eq(exit->op, op_at("cancel", line));
}

START_TEST(task_whose_body_returns_can_end_by_being_cancelled)
{
    link_text(LOOPS_SENDING(TESTED) CANCELS("-1", "call %5 fn:dill_hclose (local:h) @43; "));
    ck_assert_uint_eq(rel->exits->len, 2);
    expect_cancelled_exit(43);
    link_text(LOOPS_SENDING("jump b1\n") CANCELS("-1", "call %5 fn:dill_hclose (local:h) @43; "));
    ck_assert_uint_eq(rel->exits->len, 0);
}
END_TEST

START_TEST(closing_something_else_cancels_nothing)
{
    ck_assert_str_eq(sends_wakes(LOOPS_SENDING(TESTED) CANCELS("-1", "")), "");
    ck_assert_str_eq(
        sends_wakes(LOOPS_SENDING(TESTED) CANCELS("-1", "call %5 fn:dill_hclose (local:other) @43; ")), "");
    ck_assert_str_eq(
        sends_wakes(LOOPS_SENDING(TESTED) CANCELS("local:b", "call %5 fn:dill_hclose (local:h) @43; ")), "");
}
END_TEST

START_TEST(loop_that_looks_at_no_result_goes_on)
{
    ck_assert_str_eq(
        sends_wakes(LOOPS_SENDING("jump b1\n") CANCELS("-1", "call %5 fn:dill_hclose (local:h) @43; ")), "");
    ck_assert_str_eq(sends_wakes("function work @10; param ch \"int\"\n"
                                 "b0: call %1 fn:dill_chsend (param0 &local:x 4 -1) @11; return\n" CANCELS(
                                     "-1", "call %5 fn:dill_hclose (local:h) @43; ")),
        "cancel"); /* no loop: it is over all the same */
}
END_TEST

/* "cancel 43 endless" of the send's row in unheeded; "": none */
static const char *unheeded(const char *source)
{
    link_text(source);
    if (rel->unheeded->len == 0)
        return "";
    ck_assert_uint_eq(rel->unheeded->len, 1);
    const struct relation_unheeded *row = &g_array_index(rel->unheeded, struct relation_unheeded, 0);
    ck_assert_uint_eq(row->op, op_at("send", 11));
    g_autofree char *text =
        g_strdup_printf("%s %u%s", row->kind, op_row(row->by_op)->line, row->endless ? " endless" : "");
    return arena_intern(arena, text, -1);
}

#define HCLOSE "call %5 fn:dill_hclose (local:h) @43; "

START_TEST(loop_without_a_way_out_does_not_heed)
{
    ck_assert_str_eq(unheeded(LOOPS_SENDING("jump b1\n") CANCELS("-1", HCLOSE)), "cancel 43 endless");
    ck_assert_uint_eq(rel->proposals->len, 2); /* the loop may be left, or its function, which is void */
    const struct relation_proposal *leave = &g_array_index(rel->proposals, struct relation_proposal, 0);
    ck_assert_str_eq(leave->verb, "leave");
    ck_assert_uint_eq(leave->op, op_at("send", 11));
    ck_assert_uint_eq(leave->line, 11);
    ck_assert_str_eq(leave->word, "break");
    ck_assert_str_eq(leave->text, "< 0");
    ck_assert_str_eq(leave[1].word, "return");
    ck_assert_uint_eq(leave[1].n, 1);
}
END_TEST

START_TEST(loop_that_failure_stays_in_does_not_heed)
{
    ck_assert_str_eq(unheeded(LOOPS_SENDING("branch (eq %1 0) b2 b1; b2: return\n") CANCELS("-1", HCLOSE)),
        "cancel 43 endless");
    ck_assert_uint_eq(rel->proposals->len, 0); /* it is looked at already */
}
END_TEST

START_TEST(loop_that_others_end_may_not_heed)
{
    ck_assert_str_eq(unheeded(LOOPS_SENDING("call %2 fn:poll (local:x) @12; branch %2 b1 b2; b2: return\n")
                             CANCELS("-1", HCLOSE)),
        "cancel 43");
}
END_TEST

START_TEST(loop_that_asks_elsewhere_heeds)
{
    ck_assert_str_eq(unheeded(LOOPS_SENDING("call %2 fn:is_over () @12; branch %2 b2 b1; b2: return\n")
                             CANCELS("-1", HCLOSE)),
        "");
}
END_TEST

START_TEST(loop_that_failure_ends_heeds)
{
    ck_assert_str_eq(unheeded(LOOPS_SENDING(TESTED) CANCELS("-1", HCLOSE)), "");
}
END_TEST

START_TEST(loop_that_a_flag_ends_heeds)
{
    ck_assert_str_eq(
        unheeded(LOOPS_SENDING("branch global:stop b2 b1; b2: return\n") CANCELS("-1", HCLOSE)), "");
}
END_TEST

START_TEST(loop_that_another_operation_ends_heeds)
{
    ck_assert_str_eq(unheeded(LOOPS_SENDING("call %2 fn:dill_chrecv (param0 &local:x 4 -1) @12\n"
                                            "branch (lt %2 0) b2 b1; b2: return\n") CANCELS("-1", HCLOSE)),
        "");
}
END_TEST

START_TEST(loop_that_counts_heeds)
{
    ck_assert_str_eq(
        unheeded(LOOPS_SENDING("set local:i (add local:i 1); branch (lt local:i 3) b1 b2; b2: return\n")
                CANCELS("-1", HCLOSE)),
        "");
}
END_TEST

#define EMITS(AFTER)                                                                                         \
    "function emit @10 \"int\"; param ch \"int\"; b0: call %1 fn:dill_chsend (param0 &local:x 4 -1) @11\n"   \
    "return %1\nfunction work @20; param ch \"int\"; b0: jump b1; b1: call %1 fn:emit (param0) @21; " AFTER

START_TEST(loop_around_a_helper_must_heed)
{
    ck_assert_str_eq(unheeded(EMITS("jump b1\n") CANCELS("-1", HCLOSE)), "cancel 43 endless");
}
END_TEST

START_TEST(loop_that_tests_a_helper_heeds)
{
    ck_assert_str_eq(unheeded(EMITS("branch (lt %1 0) b2 b1; b2: return\n") CANCELS("-1", HCLOSE)), "");
}
END_TEST

#define RECEIVES(AFTER)                                                                                      \
    "function work @10; param c; b0: jump b1; b1: call %1 fn:chan_recv (param0 &local:x) @11; " AFTER        \
    "function main @40 \"int\"; b0: call %1 fn:chan_init (1) @41; set local:c %1\n"                          \
    "call %2 fn:pthread_create (&local:t 0 fn:work local:c) @42; call %3 fn:chan_close (local:c) @43; "      \
    "return 0\n"

START_TEST(closing_must_be_heeded_too)
{
    link_text(RECEIVES("jump b1\n"));
    ck_assert_str_eq(wakes_of(op_at("receive", 11)), "");
    ck_assert_uint_eq(rel->unheeded->len, 1);
    ck_assert_str_eq(g_array_index(rel->unheeded, struct relation_unheeded, 0).kind, "close");
}
END_TEST

START_TEST(closing_that_is_heeded_wakes)
{
    link_text(RECEIVES("branch %1 b2 b1; b2: return\n"));
    ck_assert_str_eq(wakes_of(op_at("receive", 11)), "close");
    ck_assert_uint_eq(rel->unheeded->len, 0);
}
END_TEST

START_TEST(closing_after_waiting_for_the_task_comes_too_late)
{
    ck_assert_str_eq(
        sends_wakes(LOOPS_SENDING(TESTED) CANCELS("local:b",
            "call %6 fn:dill_bundle_wait (local:b -1) @44; call %5 fn:dill_hclose (local:b) @43; ")),
        "");
    ck_assert_str_eq(
        sends_wakes(LOOPS_SENDING(TESTED) CANCELS("local:b",
            "call %6 fn:dill_bundle_wait (local:b 100) @44; call %5 fn:dill_hclose (local:b) @43; ")),
        "cancel");
}
END_TEST

START_TEST(each_task_that_gets_there_must_be_cancelled)
{
#define STARTS_TWO(CLOSES)                                                                                   \
    LOOPS_SENDING(TESTED)                                                                                    \
    CANCELS("-1",                                                                                            \
        "call %6 fn:dill_prologue (0 0 0 -1 \"a.c\" 44) @44; call %7 fn:work ((local:ch)[1]) @44\n"          \
        "call %8 fn:dill_epilogue () @44; set local:g %6; " CLOSES)
    ck_assert_str_eq(sends_wakes(STARTS_TWO("call %5 fn:dill_hclose (local:h) @43; ")), "");
    ck_assert_str_eq(sends_wakes(STARTS_TWO("call %5 fn:dill_hclose (local:g) @43; ")), "");
    ck_assert_str_eq(sends_wakes(STARTS_TWO("call %5 fn:dill_hclose (local:h) @43; "
                                            "call %9 fn:dill_hclose (local:g) @45; ")),
        "cancel");
}
END_TEST

/* -- killing -- */

#define KILLS(MORE)                                                                                          \
    PUSH(FULL, PUT)                                                                                          \
    COUNTED_POP                                                                                              \
    "function feed @30; param q \"struct queue *\"; b0: jump b1\n"                                           \
    "b1: call %1 fn:push (param0 1) @11; jump b1\n"                                                          \
    "function main @40 \"int\"; b0: call %1 fn:malloc (8); set local:q %1\n"                                 \
    "call %2 fn:pthread_create (&local:t 0 fn:feed local:q) @42; call %3 fn:pop (local:q) @43\n" MORE        \
    "return 0\n"

START_TEST(library_that_terminates_kills_in_the_operation)
{
    ck_assert_str_eq(sends_wakes(KILLS("call %4 fn:pthread_cancel (local:t) @44; ")), "kill");
    ck_assert_uint_eq(rel->exits->len, 1);
    ck_assert_str_eq(g_array_index(rel->exits, struct relation_exit, 0).kind, "killed");
    ck_assert_uint_eq(g_array_index(rel->exits, struct relation_exit, 0).op, op_at("cancel", 44));
    ck_assert_str_eq(sends_wakes(KILLS("call %4 fn:pthread_cancel (local:u) @44; ")), "");
    ck_assert_uint_eq(rel->exits->len, 0);
}
END_TEST

START_TEST(library_kills_in_its_own_operations_only)
{
    ck_assert_str_eq(
        sends_wakes(
            "function work @10; param c; b0: jump b1; b1: call %1 fn:chan_send (param0 0) @11; jump b1\n"
            "function main @40 \"int\"; b0: call %1 fn:chan_init (0); set local:c %1\n"
            "call %2 fn:pthread_create (&local:t 0 fn:work local:c) @42\n"
            "call %3 fn:pthread_cancel (local:t) @43; return 0\n"),
        "");
    ck_assert_str_eq(sends_wakes("function work @10; param c; b0: jump b1\n"
                                 "b1: call %1 fn:chansendul (param0 0) @11; jump b1\n"
                                 "function threadmain @40; b0: call %1 fn:chancreate (8 0); set local:c %1\n"
                                 "call %2 fn:threadcreate (fn:work local:c 1) @42; set local:id %2\n"
                                 "call %3 fn:threadkill (local:id) @43; return\n"),
        "kill");
}
END_TEST

/* -- branches -- */

static uint32_t ender_of(const char *source)
{
    link_text(source);
    for (guint i = 0; i < rel->wakes->len; i++) {
        const struct relation_wake *wake = &g_array_index(rel->wakes, struct relation_wake, i);
        if (wake->op == op_at("select", 13) && g_str_equal(wake->kind, "cancel"))
            return wake->by_op;
    }
    ck_abort_msg("no branch ends the select");
    return 0;
}

START_TEST(branch_is_ended_by_who_sends_there_or_closes)
{
#define ALTS(MORE)                                                                                           \
    "function work @10; param w; b0: jump b1; b1: set (local:a)[0].Alt.c global:more\n"                      \
    "set (local:a)[0].Alt.op 2; set (local:a)[1].Alt.c global:stop\n"                                        \
    "set (local:a)[1].Alt.op 2; set (local:a)[2].Alt.op 0\n"                                                 \
    "call %5 fn:chanalt (&(local:a)[0]) @13; switch %5 b1 1..1:b2; b2: return\n"                             \
    "function threadmain @40; b0: call %1 fn:chancreate (8 0); set global:more %1\n"                         \
    "call %2 fn:chancreate (8 0); set global:stop %2; call %3 fn:threadcreate (fn:work 0 1)\n"               \
    "call %4 fn:chansendul (global:more 1) @43; " MORE "return\n"
    uint32_t nobody = ender_of(ALTS(""));
    ck_assert_uint_eq(nobody, 0);
    uint32_t sender = ender_of(ALTS("call %5 fn:chansendul (global:stop 1) @44; "));
    ck_assert_uint_eq(sender, op_at("send", 44));
    uint32_t closer = ender_of(ALTS("call %5 fn:chanclose (global:stop) @45; "));
    ck_assert_uint_eq(closer, op_at("close", 45));
}
END_TEST

/* -- tokens: what tells the task of the send on line 11 that it should stop -- */

/* `stop:12 ...`; "" for none. */
static const char *tokens(const char *source)
{
    g_autoptr(GString) text = g_string_new(NULL);
    link_text(source);
    for (guint i = 0; i < rel->tokens->len; i++) {
        const struct relation_token *token = &g_array_index(rel->tokens, struct relation_token, i);
        ck_assert_str_eq(token->file, "a.c");
        if (token->op == op_at("send", 11))
            g_string_append_printf(text, text->len ? " %s:%u" : "%s:%u", token->place, token->line);
    }
    return arena_intern(arena, text->str, -1);
}

#define WATCH_WHILE(TEST, MORE)                                                                              \
    "function work @10; param w \"struct watcher *\"; b0: jump b1; b1: " TEST "\n"                           \
    "b2: call %1 fn:chansendul (global:c 1) @11; " MORE "jump b1 @14; b3: return\n"                          \
    "function threadmain @40; b0: call %1 fn:chancreate (8 0); set global:c %1\n"                            \
    "call %2 fn:threadcreate (fn:work global:w 1); return\n"
#define WHILE(CONDITION) "branch " CONDITION " b2 b3 @12"
#define STOPS(PLACE, VALUE)                                                                                  \
    "function stop @60; param w \"struct watcher *\"; b0: set " PLACE " " VALUE "; return\n"

START_TEST(flag_that_others_set_tells)
{
    ck_assert_str_eq(
        tokens(WATCH_WHILE(WHILE("(eq global:stop 0)"), "") STOPS("global:stop", "1")), "stop:12");
    ck_assert_str_eq(
        tokens(WATCH_WHILE(WHILE("(eq param0->watcher.stop 0)"), "") STOPS("param0->watcher.stop", "1")),
        "watcher.stop:12");
}
END_TEST

START_TEST(flag_that_nobody_else_sets_does_not_tell)
{
    ck_assert_str_eq(tokens(WATCH_WHILE(WHILE("(eq global:stop 0)"), "")), "");
    ck_assert_str_eq(tokens(WATCH_WHILE(WHILE("(eq global:stop 0)"), "set global:stop 1; ")), "");
    ck_assert_str_eq(tokens(WATCH_WHILE(WHILE("(eq global:stop 0)"), "") STOPS("global:stop", "0")), "");
    ck_assert_str_eq(tokens(WATCH_WHILE(WHILE("(eq local:stop 0)"), "")), "");
}
END_TEST

START_TEST(flag_that_a_helper_reads_tells)
{
    ck_assert_str_eq(tokens("function stopped @50 \"int\"; param w \"struct watcher *\"\n"
                            "b0: return param0->watcher.stop\n" WATCH_WHILE(
                                "call %2 fn:stopped (param0) @12; branch %2 b3 b2", "")
                                STOPS("param0->watcher.stop", "1")),
        "watcher.stop:12");
}
END_TEST

#define SENDS_AND(THEN)                                                                                      \
    "function work @10; param w; b0: jump b1; b1: call %1 fn:chansendul (global:c 1) @11\n"                  \
    "branch global:stop b2 b1 @12; b2: " THEN                                                                \
    "function threadmain @40; b0: call %1 fn:chancreate (8 0); set global:c %1\n"                            \
    "call %2 fn:threadcreate (fn:work 0 1); return\n" STOPS("global:stop", "1")

START_TEST(flag_that_does_not_end_the_loop_does_not_tell)
{
    ck_assert_str_eq(tokens(SENDS_AND("return\n")), "stop:12");
    ck_assert_str_eq(tokens(SENDS_AND("call %2 fn:puts (\"x\"); jump b1\n")), "");
    ck_assert_str_eq(tokens(SENDS_AND("jump b2\n")), ""); /* it stays for good */
}
END_TEST

START_TEST(branch_of_a_select_tells)
{
#define ALT_OVER(ON_STOP)                                                                                    \
    "set (local:a)[0].Alt.c global:more; set (local:a)[0].Alt.op 2; set (local:a)[1].Alt.c global:stop\n"    \
    "set (local:a)[1].Alt.op 2; set (local:a)[2].Alt.op 0\n"                                                 \
    "call %5 fn:chanalt (&(local:a)[0]) @13; switch %5 b2 1..1:" ON_STOP
    ck_assert_str_eq(tokens(WATCH_WHILE(ALT_OVER("b3"), "")), "an operation:13");
    ck_assert_str_eq(tokens(WATCH_WHILE(ALT_OVER("b2"), "")), "");
}
END_TEST

START_TEST(cancelled_operation_in_the_loop_tells)
{
#define RECEIVES_TOO(MORE)                                                                                   \
    LOOPS_SENDING("call %2 fn:dill_chrecv (global:ticks &local:y 4 -1) @13; branch (lt %2 0) b2 b1\n"        \
                  "b2: return\n")                                                                            \
    CANCELS("-1", MORE)
    ck_assert_str_eq(tokens(RECEIVES_TOO("call %5 fn:dill_hclose (local:h) @43; ")), "an operation:13");
    ck_assert_str_eq(tokens(RECEIVES_TOO("")), "");
}
END_TEST

/* `push` of a queue that is closed does not even wait. */
START_TEST(operation_by_hand_tells_when_it_is_not_done)
{
#define FEEDS(TEST)                                                                                          \
    PUSHES "branch " TEST " b1 b2 @12; b1: " UNLOCK "return -1 @16\nb2: branch " FULL " b3 b4\n"             \
           "b3: " WAIT("room") " @13; jump b2\nb4: " PUT "; " WAKE("item") UNLOCK                            \
        "return 0\n" COUNTED_POP "function feed @30; param q \"struct queue *\"; b0: jump b1; b1: call %1 "  \
        "fn:push (param0 1) @11; jump b1\n"                                                                  \
        "function main @40 \"int\"; b0: call %1 fn:malloc (8); set local:q %1\n"                             \
        "call %2 fn:pthread_create (&local:t 0 fn:feed local:q); call %3 fn:pop (local:q) @43\n"             \
        "set local:q->queue.closed 1; return 0\n"
    ck_assert_str_eq(tokens(FEEDS("param0->queue.closed")), "queue.closed:12");
    ck_assert_str_eq(tokens(FEEDS("(gt param0->queue.len 100)")), ""); /* the channel itself */
}
END_TEST

int main(void)
{
    return RUN_SUITE("wakes", deadline_ends_the_wait, deadline_that_never_comes_ends_nothing,
        deadline_is_what_the_caller_says, deadline_of_a_select_ends_it,
        deadline_clause_of_a_macro_ends_the_select, closing_ends_who_the_model_says,
        closing_another_channel_ends_nothing, closing_ends_senders_of_unbuffered_channels_only,
        closing_the_senders_own_half_ends_it, closing_the_other_half_does_not_end_the_sender,
        half_is_known_when_all_who_start_the_body_agree, interrupting_ends_what_gives_up_when_it_fails,
        closing_a_task_cancels_what_it_does, task_whose_body_returns_can_end_by_being_cancelled,
        closing_something_else_cancels_nothing, loop_that_looks_at_no_result_goes_on,
        loop_without_a_way_out_does_not_heed, loop_that_failure_stays_in_does_not_heed,
        loop_that_others_end_may_not_heed, loop_that_asks_elsewhere_heeds, loop_that_failure_ends_heeds,
        loop_that_a_flag_ends_heeds, loop_that_another_operation_ends_heeds, loop_that_counts_heeds,
        loop_around_a_helper_must_heed, loop_that_tests_a_helper_heeds, closing_must_be_heeded_too,
        closing_that_is_heeded_wakes, closing_after_waiting_for_the_task_comes_too_late,
        each_task_that_gets_there_must_be_cancelled, library_that_terminates_kills_in_the_operation,
        library_kills_in_its_own_operations_only, branch_is_ended_by_who_sends_there_or_closes,
        flag_that_others_set_tells, flag_that_nobody_else_sets_does_not_tell, flag_that_a_helper_reads_tells,
        flag_that_does_not_end_the_loop_does_not_tell, branch_of_a_select_tells,
        cancelled_operation_in_the_loop_tells, operation_by_hand_tells_when_it_is_not_done);
}
