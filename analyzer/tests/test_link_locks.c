/* Locks that are held in a send, and those that its receiver needs. */
#include "link_case.h"

/* What the task that is started on line 41 does: `send` on line 11, on the channel beside the lock. */
#define SENDER "function sender @10; param s \"struct s *\"; b0: "
#define RECEIVER "function receiver @20; param s \"struct s *\"; b0: jump b1\nb1: "
#define STARTS                                                                                               \
    "function main @40 \"int\"; b0: call %1 fn:calloc (1 64); set local:s %1\n"                              \
    "call %2 fn:chan_init (4); set local:s->s.c %2\n"                                                        \
    "call %3 fn:pthread_create (&local:t 0 fn:sender local:s) @41\n"                                         \
    "call %4 fn:pthread_create (&local:u 0 fn:receiver local:s) @42; return 0\n"
#define LOCK_AT(N, OBJECT, LINE) "call %" #N " fn:pthread_mutex_lock (&" OBJECT ") @" #LINE "; "
#define LOCK(N, OBJECT) "call %" #N " fn:pthread_mutex_lock (&" OBJECT "); "
#define UNLOCK(N, OBJECT) "call %" #N " fn:pthread_mutex_unlock (&" OBJECT "); "
#define SEND "call %2 fn:chan_send (param0->s.c 1) @11; "
#define RECEIVE "call %5 fn:chan_recv (param0->s.c &local:x) @21; "
#define MINE "param0->s.lock"

#define SENDS_LOCKED SENDER LOCK_AT(1, MINE, 9) SEND UNLOCK(3, MINE) "return\n"
#define RECEIVES_AND_LOCKS RECEIVER RECEIVE LOCK_AT(6, MINE, 22) UNLOCK(7, MINE) "jump b1\n"

/* The lines on which the locks are taken that are held in the send, "9"; "" when none is. */
static const char *held(const char *source)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    link_text(source);
    for (guint i = 0; i < rel->locks_held->len; i++) {
        const struct relation_lock_held *row = &g_array_index(rel->locks_held, struct relation_lock_held, i);
        if (row->op == op_at("send", 11))
            g_string_append_printf(lines, lines->len ? " %u" : "%u", row->line);
    }
    return arena_intern(arena, lines->str, -1);
}

/* Does the receiver need the lock that the sender holds: "no", "certainly", "sometimes". */
static const char *needed(const char *source)
{
    link_text(source);
    if (rel->locks_needed->len == 0)
        return "no";
    const struct relation_lock_needed *row =
        &g_array_index(rel->locks_needed, struct relation_lock_needed, 0);
    ck_assert_uint_eq(row->op, op_at("send", 11));
    ck_assert_uint_eq(row->peer_op, op_at("receive", 21));
    return row->certain ? "certainly" : "sometimes";
}

START_TEST(lock_is_held_from_its_call_to_that_which_lets_go)
{
    ck_assert_str_eq(held(SENDS_LOCKED RECEIVES_AND_LOCKS STARTS), "9");
    ck_assert_str_eq(
        held(SENDER LOCK_AT(1, MINE, 9) UNLOCK(3, MINE) SEND "return\n" RECEIVES_AND_LOCKS STARTS), "");
    ck_assert_str_eq(
        held(SENDER SEND LOCK_AT(1, MINE, 9) UNLOCK(3, MINE) "return\n" RECEIVES_AND_LOCKS STARTS), "");
}
END_TEST

START_TEST(lock_on_one_of_two_ways_is_not_held)
{
    ck_assert_str_eq(
        held("function sender @10; param s \"struct s *\"; b0: branch global:threaded b1 b2\n"
             "b1: " LOCK_AT(1, MINE, 9) "jump b2\nb2: " SEND "return\n" RECEIVES_AND_LOCKS STARTS),
        "");
}
END_TEST

START_TEST(lock_that_is_tried_or_shared_is_not_held)
{
    ck_assert_str_eq(held(SENDER "call %1 fn:pthread_mutex_trylock (&" MINE ") @9; " SEND
                                 "return\n" RECEIVES_AND_LOCKS STARTS),
        "");
    ck_assert_str_eq(held(SENDER "call %1 fn:pthread_rwlock_rdlock (&" MINE ") @9; " SEND
                                 "return\n" RECEIVES_AND_LOCKS STARTS),
        "");
    ck_assert_str_eq(held(SENDER "call %1 fn:pthread_rwlock_wrlock (&" MINE ") @9; " SEND
                                 "return\n" RECEIVES_AND_LOCKS STARTS),
        "9");
}
END_TEST

START_TEST(lock_of_a_helper_and_of_a_caller_is_held)
{
    ck_assert_str_eq(held("function enter @30; param s \"struct s *\"; b0: " LOCK(
                         1, MINE) "return\n"
                                  "function put @12; param s \"struct s *\"; b0: " SEND "return\n" SENDER
                                  "call %1 fn:enter (param0) @9; call %2 fn:put (param0) @13; " UNLOCK(
                                      3, MINE) "return\n" RECEIVES_AND_LOCKS STARTS),
        "9");
}
END_TEST

START_TEST(helper_that_lets_go_before_it_sends)
{
    ck_assert_str_eq(held("function put @12; param s \"struct s *\"; b0: " UNLOCK(1, MINE) SEND LOCK(3,
                         MINE) "return\n" SENDER LOCK_AT(1, MINE, 9) "call %2 fn:put (param0) @13; " UNLOCK(3,
                         MINE) "return\n" RECEIVES_AND_LOCKS STARTS),
        "");
}
END_TEST

START_TEST(lock_that_the_wait_lets_go_of_is_not_held)
{
#define WAITS(ON)                                                                                            \
    "function push @30; param s \"struct s *\"; param x \"int\"; b0: " LOCK(1,                               \
        ON) "jump b1\n"                                                                                      \
            "b1: branch (eq param0->s.len 8) b2 b3\nb2: call %2 fn:pthread_cond_wait (&param0->s.room "      \
            "&" ON                                                                                           \
            ") @31; jump b1\nb3: set (param0->s.items)[?] param1; set param0->s.len (add param0->s.len 1)\n" \
            "call %3 fn:pthread_cond_signal (&param0->s.some); " UNLOCK(4, ON) "return\n"
#define PUSHES                                                                                               \
    SENDER LOCK_AT(1, "global:g", 9) "call %2 fn:push (param0 1) @11; " UNLOCK(3, "global:g") "return\n"
    ck_assert_str_eq(held(WAITS(MINE) PUSHES STARTS "function receiver @20; b0: return\n"), "9");
    ck_assert_str_eq(held(WAITS("global:g") PUSHES STARTS "function receiver @20; b0: return\n"), "");
}
END_TEST

START_TEST(receiver_needs_what_it_takes_between_two_values)
{
    ck_assert_str_eq(needed(SENDS_LOCKED RECEIVES_AND_LOCKS STARTS), "certainly");
    ck_assert_str_eq(
        needed(SENDS_LOCKED RECEIVER LOCK_AT(6, MINE, 22) RECEIVE UNLOCK(7, MINE) "jump b1\n" STARTS),
        "certainly");
    ck_assert_str_eq(needed(SENDS_LOCKED RECEIVER RECEIVE "branch local:x b2 b1\nb2: " LOCK_AT(6, MINE, 22)
                             UNLOCK(7, MINE) "jump b1\n" STARTS),
        "sometimes");
}
END_TEST

START_TEST(lock_that_the_receiver_takes_elsewhere_is_not_needed)
{
    ck_assert_str_eq(needed(SENDS_LOCKED "function receiver @20; param s \"struct s *\"; b0: " LOCK_AT(
                         6, MINE, 22) UNLOCK(7, MINE) "jump b1\nb1: " RECEIVE "jump b1\n" STARTS),
        "no");
    ck_assert_str_eq(needed(SENDS_LOCKED RECEIVER RECEIVE "branch local:x b1 b2\nb2: " LOCK_AT(6, MINE, 22)
                             UNLOCK(7, MINE) "return\n" STARTS),
        "no");
    ck_assert_str_eq(needed(SENDS_LOCKED RECEIVER RECEIVE "call %6 fn:pthread_mutex_trylock (&" MINE
                                                          ") @22; jump b1\n" STARTS),
        "no");
}
END_TEST

START_TEST(lock_of_another_object_is_another_lock)
{
    ck_assert_str_eq(needed(SENDS_LOCKED RECEIVER RECEIVE
                         "call %8 fn:oldest (); " LOCK_AT(6, "%8->s.lock", 22) "jump b1\n" STARTS),
        "no");
}
END_TEST

START_TEST(global_lock_is_one_lock)
{
    ck_assert_str_eq(
        needed(SENDER LOCK_AT(1, "global:g", 9) SEND UNLOCK(
            3, "global:g") "return\n" RECEIVER RECEIVE LOCK_AT(6, "global:g", 22) "jump b1\n" STARTS),
        "certainly");
    ck_assert_str_eq(
        needed(SENDER LOCK_AT(1, "global:g", 9) SEND UNLOCK(
            3, "global:g") "return\n" RECEIVER RECEIVE LOCK_AT(6, "global:h", 22) "jump b1\n" STARTS),
        "no");
}
END_TEST

int main(void)
{
    return RUN_SUITE("locks", lock_is_held_from_its_call_to_that_which_lets_go,
        lock_on_one_of_two_ways_is_not_held, lock_that_is_tried_or_shared_is_not_held,
        lock_of_a_helper_and_of_a_caller_is_held, helper_that_lets_go_before_it_sends,
        lock_that_the_wait_lets_go_of_is_not_held, receiver_needs_what_it_takes_between_two_values,
        lock_that_the_receiver_takes_elsewhere_is_not_needed, lock_of_another_object_is_another_lock,
        global_lock_is_one_lock);
}
