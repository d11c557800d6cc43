/* Stop flags: what ends a hand-made operation besides its peer, and who must wake it for that. */
#include "link_case.h"
#include "link_queue.h"

/* `while (len == 8 && TEST) wait`: the branch on line 12 goes on to the wait, or past the put. */
#define STOPPABLE(TEST, ON, OFF)                                                                             \
    PUSHES "jump b1\nb1: branch " FULL " b2 b4\nb2: branch " TEST " " ON " " OFF "\n"                        \
           "b3: " WAIT("room") " @13; jump b1\n"                                                             \
                               "b4: " PUT "; " WAKE("item") UNLOCK "return\n"                                \
                                                                   "b5: " UNLOCK "return\n" COUNTED_POP MAIN

#define CLOSABLE STOPPABLE("(eq param0->queue.closed 0)", "b3", "b5")
#define SETS(PLACE, VALUE, MORE)                                                                             \
    "function stop @60; param q \"struct queue *\"; b0: set " PLACE " " VALUE " @61; " MORE "return\n"
#define WAKES "call %1 fn:pthread_cond_broadcast (&param0->queue.room); "

static const char *wakes(const char *source)
{
    link_text(source);
    return wakes_of(op_at("send", 41));
}

/* The only wake that is no peer's. */
static const struct relation_wake *wake_of(uint32_t op)
{
    const struct relation_wake *only = NULL;
    for (guint i = 0; i < rel->wakes->len; i++) {
        const struct relation_wake *wake = &g_array_index(rel->wakes, struct relation_wake, i);
        if (wake->op != op || g_str_equal(wake->kind, "peer"))
            continue;
        ck_assert_ptr_null(only);
        only = wake;
    }
    ck_assert_ptr_nonnull(only);
    return only;
}

START_TEST(flag_of_the_channel_closes_it)
{
    ck_assert_str_eq(wakes(CLOSABLE SETS("param0->queue.closed", "1", WAKES)), "close");
    const struct relation_wake *wake = wake_of(op_at("send", 41));
    ck_assert_str_eq(wake->why, "`queue.closed` is set by `stop` at a.c:61");
    ck_assert_str_eq(wake->set_in, "stop");
    ck_assert_str_eq(wake->set_file, "a.c");
    ck_assert_uint_eq(wake->set_line, 61);
}
END_TEST

START_TEST(flag_of_something_else_cancels)
{
    ck_assert_str_eq(
        wakes(STOPPABLE("(eq global:stop 0)", "b3", "b5") SETS("global:stop", "1", WAKES)), "cancel");
}
END_TEST

START_TEST(flag_of_a_wait_that_anybody_may_wake)
{
    g_autoptr(GString) source = g_string_new(CLOSABLE SETS("param0->queue.closed", "1", ""));
    g_string_replace(source, "(&param0->queue.room &param0->queue.lock)", "(? &param0->queue.lock)", 0);
    ck_assert_str_eq(wakes(source->str), "close");
}
END_TEST

START_TEST(flag_that_nobody_sets_is_none)
{
    ck_assert_str_eq(wakes(CLOSABLE), "");
}
END_TEST

START_TEST(flag_that_is_set_without_a_signal_wakes_nobody)
{
    ck_assert_str_eq(wakes(CLOSABLE SETS("param0->queue.closed", "1", "")), "");
}
END_TEST

START_TEST(signal_on_another_condition_wakes_nobody)
{
    ck_assert_str_eq(wakes(CLOSABLE SETS("param0->queue.closed", "1",
                         "call %1 fn:pthread_cond_broadcast (&param0->queue.item); ")),
        "");
}
END_TEST

START_TEST(store_that_does_not_let_go_is_no_stop)
{
    ck_assert_str_eq(wakes(CLOSABLE SETS("param0->queue.closed", "0", WAKES)), "");
    ck_assert_str_eq(
        wakes(STOPPABLE("param0->queue.open", "b3", "b5") SETS("param0->queue.open", "1", WAKES)), "");
    ck_assert_str_eq(
        wakes(STOPPABLE("param0->queue.open", "b3", "b5") SETS("param0->queue.open", "0", WAKES)), "close");
    ck_assert_str_eq(
        wakes(STOPPABLE("(lt param0->queue.state 2)", "b3", "b5") SETS("param0->queue.state", "1", WAKES)),
        "");
    ck_assert_str_eq(
        wakes(STOPPABLE("(lt param0->queue.state 2)", "b3", "b5") SETS("param0->queue.state", "2", WAKES)),
        "close");
}
END_TEST

START_TEST(value_that_is_not_known_may_let_go)
{
    ck_assert_str_eq(wakes(CLOSABLE "function stop @60; param q \"struct queue *\"; param how \"int\"\n"
                                    "b0: set param0->queue.closed param1 @61; " WAKES "return\n"),
        "close");
}
END_TEST

START_TEST(signal_may_come_through_a_helper)
{
    ck_assert_str_eq(
        wakes(CLOSABLE "function wake @50; param q \"struct queue *\"; b0: " WAKES
                       "return\n" SETS("param0->queue.closed", "1", "call %1 fn:wake (param0); ")),
        "close");
}
END_TEST

START_TEST(signal_may_come_once_the_setter_has_returned)
{
    ck_assert_str_eq(wakes(CLOSABLE SETS("param0->queue.closed", "1",
                         "") "function shut @70; param q \"struct queue *\"\n"
                             "b0: call %2 fn:stop (param0) @71; " WAKES "return\n"),
        "close");
}
END_TEST

START_TEST(signal_before_the_flag_is_set_wakes_nobody)
{
    ck_assert_str_eq(wakes(CLOSABLE SETS("param0->queue.closed", "1",
                         "") "function shut @70; param q \"struct queue *\"\n"
                             "b0: " WAKES "call %2 fn:stop (param0) @71; return\n"),
        "");
}
END_TEST

START_TEST(flag_may_stand_in_a_helpers_condition)
{
    ck_assert_str_eq(
        wakes("function must_wait @1 \"int\"; param ring \"struct queue *\"\n"
              "b0: branch param0->queue.closed b1 b2; b1: return 0; b2: return (eq param0->queue.len "
              "8)\n" PUSHES "jump b1\nb1: call %5 fn:must_wait (param0); branch %5 b2 b3\n"
              "b2: " WAIT("room") " @13; jump b1\nb3: " PUT "; " UNLOCK
                                  "return\n" COUNTED_POP MAIN SETS("param0->queue.closed", "1", WAKES)),
        "close");
    ck_assert_str_eq(
        wakes("function must_wait @1 \"int\"; param ring \"struct queue *\"\n"
              "b0: return (and (eq param0->queue.closed 0) (eq param0->queue.len 8))\n" PUSHES
              "jump b1\nb1: call %5 fn:must_wait (param0); branch %5 b2 b3\n"
              "b2: " WAIT("room") " @13; jump b1\nb3: " PUT "; " UNLOCK
                                  "return\n" COUNTED_POP MAIN SETS("param0->queue.closed", "1", WAKES)),
        "close");
}
END_TEST

START_TEST(receives_are_closed_too)
{
    link_text(PUSH(FULL, PUT) POPS
        "jump b1\nb1: branch (eq param0->queue.len 0) b2 b4\nb2: branch param0->queue.closed b5 b3\n"
        "b3: " WAIT("item") " @23; jump b1\nb4: " TAKE "; " WAKE("room") UNLOCK
        "return local:x\n"
        "b5: " UNLOCK "return 0\n" MAIN SETS(
            "param0->queue.closed", "1", "call %1 fn:pthread_cond_broadcast (&param0->queue.item); "));
    ck_assert_str_eq(wakes_of(op_at("receive", 42)), "close");
    ck_assert_str_eq(wakes_of(op_at("send", 41)), "");
}
END_TEST

#define TIMED_PUSH                                                                                           \
    PUSHES "jump b1\nb1: branch " FULL " b2 b4\nb2: branch global:stop b5 b3\n"                              \
           "b3: call %2 fn:pthread_cond_timedwait (&param0->queue.room &param0->queue.lock &local:ts) @13\n" \
           "jump b1\nb4: " PUT "; " WAKE("item") UNLOCK "return\nb5: " UNLOCK "return\n" COUNTED_POP MAIN

START_TEST(deadline_needs_no_signal)
{
    ck_assert_str_eq(wakes(TIMED_PUSH SETS("global:stop", "1", "")), "cancel");
}
END_TEST

START_TEST(initialiser_sets_no_flag)
{
    ck_assert_str_eq(wakes(TIMED_PUSH "function @init @0:0:0; b0: set global:stop 1; return\n"), "");
}
END_TEST

START_TEST(semaphore_is_given_to_who_looks_at_the_flag_behind_it)
{
#define RING                                                                                                 \
    "function push @10; param q \"struct queue *\"; param x \"int\"\n"                                       \
    "b0: call %2 fn:sem_wait (&param0->queue.slots) @13; branch param0->queue.closed b1 b2\n"                \
    "b1: return\nb2: set (param0->queue.items)[?] param1; call %3 fn:sem_post (&param0->queue.filled)\n"     \
    "return\nfunction pop @20 \"int\"; param q \"struct queue *\"\n"                                         \
    "b0: call %2 fn:sem_wait (&param0->queue.filled) @23; set local:x (param0->queue.items)[?]\n"            \
    "call %3 fn:sem_post (&param0->queue.slots); return local:x\n" MAIN
    ck_assert_str_eq(
        wakes(RING SETS("param0->queue.closed", "1", "call %1 fn:sem_post (&param0->queue.slots); ")),
        "close");
    ck_assert_str_eq(
        wakes(RING SETS("param0->queue.closed", "1", "call %1 fn:sem_post (&param0->queue.filled); ")), "");
}
END_TEST

/* The line of the store that nobody signals; 0: there is none. */
static uint32_t unheard(const char *source)
{
    link_text(source);
    if (rel->unheard_flags->len == 0)
        return 0;
    const struct relation_unheard_flag *row =
        &g_array_index(rel->unheard_flags, struct relation_unheard_flag, 0);
    ck_assert_uint_eq(row->op, op_at("send", 41));
    return row->line;
}

START_TEST(store_that_should_be_signalled_is_unheard)
{
    ck_assert_uint_eq(unheard(CLOSABLE SETS("param0->queue.closed", "1", "")), 61);
    ck_assert_str_eq(g_array_index(rel->unheard_flags, struct relation_unheard_flag, 0).flag, "queue.closed");
    ck_assert_uint_eq(unheard(CLOSABLE SETS("param0->queue.closed", "1",
                          "call %1 fn:pthread_cond_broadcast (&param0->queue.item); ")),
        61);
    ck_assert_uint_eq(unheard(CLOSABLE SETS("param0->queue.closed", "1", WAKES)), 0);
    ck_assert_uint_eq(unheard(CLOSABLE), 0);
}
END_TEST

/* `work`, of which main starts several, or one, with the same queue, is the sender. */
#define WORKER(REST)                                                                                         \
    "function work @50 \"void *\"; param q \"struct queue *\"; b0: call %1 fn:push (param0 1) @51; " REST    \
    "return 0\n"
#define STARTED "call %2 fn:pthread_create (&local:t 0 fn:work local:q) @82; "
#define STARTER(BODY) "function serve @80; b0: call %1 fn:malloc (8); set local:q %1; " BODY
#define SEVERAL STARTER("jump b1\nb1: " STARTED "branch %2 b1 b2\nb2: return\n")
#define SIGNALS_ONE "call %1 fn:pthread_cond_signal (&param0->queue.room); "

static bool is_single(const char *source)
{
    link_text(source);
    if (rel->unheard_flags->len == 0)
        return false;
    const struct relation_unheard_flag *row =
        &g_array_index(rel->unheard_flags, struct relation_unheard_flag, 0);
    ck_assert_uint_eq(row->op, op_at("send", 51));
    ck_assert_uint_eq(row->line, 61);
    return row->single;
}

START_TEST(one_signal_is_not_enough_for_several)
{
    ck_assert(is_single(CLOSABLE SETS("param0->queue.closed", "1", SIGNALS_ONE) WORKER("") SEVERAL));
    ck_assert(!is_single(CLOSABLE SETS("param0->queue.closed", "1", WAKES) WORKER("") SEVERAL));
    ck_assert(
        !is_single(CLOSABLE SETS("param0->queue.closed", "1", SIGNALS_ONE SIGNALS_ONE) WORKER("") SEVERAL));
    ck_assert(!is_single(
        CLOSABLE SETS("param0->queue.closed", "1", SIGNALS_ONE) WORKER("") STARTER(STARTED "return\n")));
    ck_assert(
        !is_single(CLOSABLE SETS("param0->queue.closed", "1", SIGNALS_ONE) WORKER(SIGNALS_ONE) SEVERAL));
}
END_TEST

START_TEST(store_that_lets_nobody_go_needs_no_signal)
{
    ck_assert_uint_eq(unheard(CLOSABLE SETS("param0->queue.closed", "0", "")), 0);
    ck_assert_uint_eq(unheard(CLOSABLE "function stop @60; param q \"struct queue *\"; param how \"int\"\n"
                                       "b0: set param0->queue.closed param1 @61; return\n"),
        0);
}
END_TEST

START_TEST(one_store_that_is_signalled_is_enough)
{
    ck_assert_uint_eq(unheard(CLOSABLE SETS("param0->queue.closed", "1",
                          "") "function shut @70; param q \"struct queue *\"\n"
                              "b0: set param0->queue.closed 1 @71; " WAKES "return\n"),
        0);
}
END_TEST

START_TEST(callers_signal_is_heard_wherever_it_stands)
{
#define SHUT(BEFORE, AFTER)                                                                                  \
    CLOSABLE SETS("param0->queue.closed", "1", "") "function shut @70; param q \"struct queue *\"\n"         \
                                                   "b0: " BEFORE "call %2 fn:stop (param0) @71; " AFTER      \
                                                   "return\n"
    ck_assert_uint_eq(unheard(SHUT("", WAKES)), 0);
    ck_assert_uint_eq(unheard(SHUT(WAKES, "")), 0);
    ck_assert_uint_eq(unheard(SHUT("", "")), 61);
}
END_TEST

START_TEST(who_makes_or_resets_the_object_stops_nobody)
{
    ck_assert_uint_eq(unheard(CLOSABLE SETS("param0->queue.closed", "1", "set param0->queue.len 0; ")), 0);
    ck_assert_uint_eq(
        unheard(CLOSABLE "function make @60 \"void *\"; b0: call %1 fn:malloc (8); set local:q %1\n"
                         "set local:q->queue.closed 1 @61; return local:q\n"),
        0);
}
END_TEST

START_TEST(code_that_is_not_seen_may_signal)
{
    ck_assert_uint_eq(unheard("declare notify \"notify.h\"\n" CLOSABLE SETS(
                          "param0->queue.closed", "1", "call %1 fn:notify (param0); ")),
        0);
    ck_assert_uint_eq(
        unheard(CLOSABLE SETS("param0->queue.closed", "1", "call %1 param0->queue.notify (param0); ")), 0);
    ck_assert_uint_eq(unheard(CLOSABLE SETS("param0->queue.closed", "1", "call %1 fn:puts (\"x\"); ")), 61);
}
END_TEST

int main(void)
{
    return RUN_SUITE("flags", flag_of_the_channel_closes_it, flag_of_something_else_cancels,
        flag_of_a_wait_that_anybody_may_wake, flag_that_nobody_sets_is_none,
        flag_that_is_set_without_a_signal_wakes_nobody, signal_on_another_condition_wakes_nobody,
        store_that_does_not_let_go_is_no_stop, value_that_is_not_known_may_let_go, initialiser_sets_no_flag,
        signal_may_come_through_a_helper, signal_may_come_once_the_setter_has_returned,
        signal_before_the_flag_is_set_wakes_nobody, flag_may_stand_in_a_helpers_condition,
        receives_are_closed_too, deadline_needs_no_signal,
        semaphore_is_given_to_who_looks_at_the_flag_behind_it, store_that_should_be_signalled_is_unheard,
        one_signal_is_not_enough_for_several, store_that_lets_nobody_go_needs_no_signal,
        one_store_that_is_signalled_is_enough, callers_signal_is_heard_wherever_it_stands,
        who_makes_or_resets_the_object_stops_nobody, code_that_is_not_seen_may_signal);
}
