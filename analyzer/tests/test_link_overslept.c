/* Tasks that are told to stop while they sleep, and waited for. */
#include "link_case.h"
#include "link_queue.h"

#define PUSH_ROOM PUSHES PUT "; " WAKE("item") UNLOCK "return\n"

/* `while (!stop) pop(q)`: the receive is on line 51. */
#define WORK                                                                                                 \
    "function work @50 \"void *\"; param q \"struct queue *\"; b0: jump b1\n"                                \
    "b1: branch (eq param0->queue.stop 0) b2 b3\n"                                                           \
    "b2: call %1 fn:pop (param0) @51; jump b1\nb3: return 0\n"

/* main starts the thread and pushes; then, on line 71 on, what ends it; and joins it on line 79. */
#define ENDS(BEFORE)                                                                                         \
    "function main @60 \"int\"; b0: call %1 fn:malloc (8); set local:q %1\n"                                 \
    "call %2 fn:pthread_create (&local:t 0 fn:work local:q) @62; call %3 fn:push (local:q 1) @63\n" BEFORE   \
    "call %9 fn:pthread_join (local:t 0) @79; return 0\n"

#define TELL(VALUE) "set local:q->queue.stop " VALUE " @71; "
#define SIGNAL "call %5 fn:pthread_cond_broadcast (&local:q->queue.item) @72; "
#define PUSH_LAST "call %6 fn:push (local:q 0) @73; "
#define MAKE_ITEM "set local:q->queue.len 1 @74; "

/* The line of the store that the receive on the line sleeps through; 0: none. */
static uint32_t told(const char *kind, uint32_t line, const char *source)
{
    link_text(source);
    if (rel->overslept->len == 0)
        return 0;
    ck_assert_uint_eq(rel->overslept->len, 1);
    const struct relation_overslept *row = &g_array_index(rel->overslept, struct relation_overslept, 0);
    ck_assert_uint_eq(row->op, op_at(kind, line));
    ck_assert_uint_eq(row->task, 1);
    ck_assert_str_eq(row->flag, "queue.stop");
    ck_assert_uint_eq(op_row(row->join_op)->line, 79);
    return row->line;
}

static uint32_t told_between(const char *source)
{
    uint32_t line = told("receive", 51, source);
    ck_assert(!line || !g_array_index(rel->overslept, struct relation_overslept, 0).late);
    return line;
}

#define QUEUE PUSH_ROOM COUNTED_POP WORK

START_TEST(flag_that_the_wait_does_not_test_wakes_nobody)
{
    ck_assert_uint_eq(told_between(QUEUE ENDS(TELL("1"))), 71);
    ck_assert_uint_eq(told_between(QUEUE ENDS(TELL("1") SIGNAL)), 71);
    ck_assert_uint_eq(told_between(QUEUE ENDS(TELL("0"))), 0);
    ck_assert_uint_eq(told_between(QUEUE ENDS("")), 0);
}
END_TEST

START_TEST(value_or_item_between_store_and_join_wakes)
{
    ck_assert_uint_eq(told_between(QUEUE ENDS(TELL("1") PUSH_LAST)), 0);
    ck_assert_uint_eq(told_between(QUEUE ENDS(TELL("1") MAKE_ITEM SIGNAL)), 0);
    ck_assert_uint_eq(told_between(QUEUE ENDS(PUSH_LAST TELL("1"))), 71);
}
END_TEST

START_TEST(store_may_stand_in_a_helper_or_the_caller)
{
    ck_assert_uint_eq(
        told_between(
            "function tell @65; param q \"struct queue *\"; b0: set param0->queue.stop 1 @66; return\n" QUEUE
                ENDS("call %5 fn:tell (local:q) @71; ")),
        71);
    ck_assert_uint_eq(
        told_between("function tell @65; param q \"struct queue *\"; b0: set param0->queue.stop 1 @66; " WAKE(
            "item") "set param0->queue.len 1; return\n" QUEUE ENDS("call %5 fn:tell (local:q) @71; ")),
        0);
}
END_TEST

START_TEST(unseen_code_that_gets_the_handle_may_wake)
{
    ck_assert_uint_eq(
        told_between("declare kick \"kick.h\"\n" QUEUE ENDS(TELL("1") "call %5 fn:kick (local:t) @75; ")), 0);
    ck_assert_uint_eq(
        told_between("declare kick \"kick.h\"\n" QUEUE ENDS(TELL("1") "call %5 fn:kick (3) @75; ")), 71);
}
END_TEST

START_TEST(another_task_that_sends_may_wake)
{
    ck_assert_uint_eq(
        told_between(QUEUE "function feed @80 \"void *\"; param q \"struct queue *\"\n"
                           "b0: call %1 fn:push (param0 2) @81; return 0\n" ENDS(
                               "call %4 fn:pthread_create (&local:u 0 fn:feed local:q) @64; " TELL("1"))),
        0);
}
END_TEST

/* `for (;;) { while (len) { take; unlock; lock; } BEFORE wait; if (stop) return; }`, whose wait is on
 * line 23. */
#define LATE(TEST)                                                                                           \
    PUSH_ROOM "function work @20 \"void *\"; param q \"struct queue *\"; b0: " LOCK "jump b1\n"              \
              "b1: branch (gt param0->queue.len 0) b2 b3\n"                                                  \
              "b2: set param0->queue.len (sub param0->queue.len 1) @22; " UNLOCK LOCK "jump b1\n"            \
              "b3: " TEST "\n"                                                                               \
              "b4: " WAIT("item") " @23; branch param0->queue.stop b5 b1\n"                                  \
                                  "b5: " UNLOCK "return 0\n"

START_TEST(flag_that_is_tested_behind_the_wait_alone_is_late)
{
    ck_assert_uint_eq(told("wait", 23, LATE("jump b4") ENDS(TELL("1") SIGNAL)), 71);
    ck_assert(g_array_index(rel->overslept, struct relation_overslept, 0).late);
    ck_assert_uint_eq(told("wait", 23, LATE("branch param0->queue.stop b5 b4") ENDS(TELL("1") SIGNAL)), 0);
}
END_TEST

int main(void)
{
    return RUN_SUITE("overslept", flag_that_the_wait_does_not_test_wakes_nobody,
        value_or_item_between_store_and_join_wakes, store_may_stand_in_a_helper_or_the_caller,
        unseen_code_that_gets_the_handle_may_wake, another_task_that_sends_may_wake,
        flag_that_is_tested_behind_the_wait_alone_is_late);
}
