/* Loops that count, and sends that always find room or a taker. */
#include "link_case.h"

#include "link/trips.h"

/* -- loops -- */

/* `for (i = FROM; CONDITION; NEXT) { g(); MORE }` over n and m, with g's call on line 5. */
#define LOOP(FROM, CONDITION, NEXT, MORE)                                                                    \
    "function f @1; param n \"int\"; param m \"int\"; b0: set local:i " FROM "; jump b1\n"                   \
    "b1: branch " CONDITION " b2 b3; b2: call %1 fn:g () @5; " NEXT "; " MORE "\n"                           \
    "b3: call %2 fn:h () @9; return\n"
#define STEP "set local:i (add local:i 1)"
#define AGAIN "jump b1"

static bool counts(const char *source, struct trip *trip)
{
    tear_down();
    set_up();
    join(source);
    return trip_around(joined.program, call_on(5), trip);
}

/* How often, -1: that is no number. */
static int64_t rounds_of(const char *source)
{
    struct trip trip;
    int64_t rounds;
    ck_assert(counts(source, &trip));
    return trip_rounds(&trip, &rounds) ? rounds : -1;
}

static bool is_no_trip(const char *source)
{
    struct trip trip;
    return !counts(source, &trip);
}

START_TEST(loop_to_a_constant_has_its_rounds)
{
    ck_assert_int_eq(rounds_of(LOOP("0", "(lt local:i 8)", STEP, AGAIN)), 8);
    ck_assert_int_eq(rounds_of(LOOP("0", "(le local:i 8)", STEP, AGAIN)), 9);
    ck_assert_int_eq(rounds_of(LOOP("0", "(ne local:i 8)", STEP, AGAIN)), 8);
    ck_assert_int_eq(rounds_of(LOOP("2", "(lt local:i (add 4 4))", STEP, AGAIN)), 6);
    ck_assert_int_eq(rounds_of(LOOP("1", "(le local:i 1)", STEP, AGAIN)), 1);
}
END_TEST

START_TEST(rounds_that_no_number_holds_are_none)
{
    ck_assert_int_eq(rounds_of(LOOP("-5", "(lt local:i 9223372036854775807)", STEP, AGAIN)), -1);
    ck_assert_int_eq(rounds_of(LOOP("0", "(le local:i 9223372036854775807)", STEP, AGAIN)), -1);
    ck_assert_int_eq(rounds_of(LOOP("9", "(lt local:i 8)", STEP, AGAIN)), 0);
}
END_TEST

START_TEST(loop_to_a_variable_is_a_trip_without_a_number)
{
    struct trip trip;
    ck_assert_int_eq(rounds_of(LOOP("0", "(lt local:i param0)", STEP, AGAIN)), -1);
    ck_assert(counts(LOOP("0", "(lt local:i param0)", STEP, AGAIN), &trip));
    ck_assert_int_eq(trip.from, 0);
    ck_assert_str_eq(trip.compare, "lt");
    ck_assert_str_eq(text_of(trip.limit), "param0");
    ck_assert_uint_eq(trip.body, 2);
    ck_assert_uint_eq(trip.out, 3);
}
END_TEST

START_TEST(bound_is_the_value_when_it_counts_from_zero_and_stops_before)
{
    struct trip trip;
    struct program *program;
    struct function *f;
#define IS_BOUNDED(FROM, CONDITION, BY)                                                                      \
    (counts(LOOP(FROM, CONDITION, STEP, AGAIN), &trip), program = joined.program, f = function_of("f"),      \
        trip_is_bounded_by(program, f, &trip, expr_of(BY)))
    ck_assert(IS_BOUNDED("0", "(lt local:i param0)", "param0"));
    ck_assert(IS_BOUNDED("0", "(lt local:i 8)", "8"));
    ck_assert(!IS_BOUNDED("0", "(lt local:i param0)", "param1"));
    ck_assert(!IS_BOUNDED("1", "(lt local:i param0)", "param0"));
    ck_assert(!IS_BOUNDED("0", "(le local:i param0)", "param0"));
}
END_TEST

START_TEST(trips_are_the_same_when_all_of_it_is)
{
    struct trip to_n, other;
    ck_assert(counts(LOOP("0", "(lt local:i 8)", STEP, AGAIN), &to_n));
    other = to_n;
    ck_assert(trip_same(&to_n, &other));
    other.from = 1;
    ck_assert(!trip_same(&to_n, &other));
    other = to_n;
    other.compare = "le";
    ck_assert(!trip_same(&to_n, &other));
    other = to_n;
    other.limit = expr_of("9");
    ck_assert(!trip_same(&to_n, &other));
    other.limit = expr_of("8");
    ck_assert(trip_same(&to_n, &other));
}
END_TEST

START_TEST(loop_that_counts_down_is_as_often_as_one_that_counts_up)
{
    struct trip trip;
    ck_assert(counts(LOOP("param0", "(gt local:i 0)", "set local:i (sub local:i 1)", AGAIN), &trip));
    ck_assert_int_eq(trip.from, 0);
    ck_assert_str_eq(trip.compare, "lt");
    ck_assert_str_eq(text_of(trip.limit), "param0");
    ck_assert(counts(LOOP("param1", "(ne local:i 0)", "set local:i (sub local:i 1)", AGAIN), &trip));
    ck_assert_str_eq(text_of(trip.limit), "param1");
    ck_assert_int_eq(rounds_of(LOOP("8", "local:i", "set local:i (sub local:i 1)", AGAIN)), 8);
}
END_TEST

START_TEST(loop_that_does_not_count_by_one_is_no_trip)
{
    ck_assert(is_no_trip(LOOP("0", "(lt local:i 8)", "set local:i (add local:i 2)", AGAIN)));
    ck_assert(is_no_trip(LOOP("8", "(gt local:i 0)", "set local:i (sub local:i 2)", AGAIN)));
    ck_assert(is_no_trip(LOOP("8", "(gt local:i 1)", "set local:i (sub local:i 1)", AGAIN)));
    ck_assert(is_no_trip(LOOP("0", "(lt local:i 8)", STEP "; " STEP, AGAIN)));
    ck_assert(is_no_trip(LOOP("0", "(lt local:i 8)", STEP "; set local:i 0", AGAIN)));
    ck_assert(is_no_trip(LOOP("0", "(lt local:i 8)", "set local:j 1", AGAIN)));
    ck_assert(is_no_trip(LOOP("param1", "(lt local:i 8)", STEP, AGAIN)));
}
END_TEST

/* `for (i = 0; i < 8;) { g(); if (ok) i++; }` */
START_TEST(round_that_does_not_count_makes_more_of_them)
{
    struct trip trip;
#define SOMETIMES(STEPS)                                                                                     \
    "function f @1; param n \"int\"; b0: set local:i 0; jump b1; b1: branch (lt local:i 8) b2 b4\n"          \
    "b2: call %1 fn:g () @5; branch global:ok b3 b1; b3: " STEPS "; b4: return\n"
    ck_assert(counts(SOMETIMES(STEP "; jump b1"), &trip));
    ck_assert(trip.more);
    ck_assert(counts(LOOP("0", "(lt local:i 8)", STEP, AGAIN), &trip));
    ck_assert(!trip.more);
    ck_assert(counts(LOOP("8", "(gt local:i 0)", "set local:i (sub local:i 1)", AGAIN), &trip));
    ck_assert(!trip.more);
    ck_assert(
        counts("function f @1; b0: set local:i 8; jump b1; b1: set local:i (sub local:i 1)\n"
               "branch (ne (add local:i 1) 0) b2 b3; b2: call %1 fn:g () @5; branch %1 b1 b1; b3: return\n",
            &trip));
    ck_assert(!trip.more);
    ck_assert(is_no_trip(SOMETIMES(STEP "; branch global:on b3 b1"))); /* several steps in one round */
}
END_TEST

START_TEST(loop_whose_bound_changes_is_no_trip)
{
    ck_assert(is_no_trip(LOOP("0", "(lt local:i param0)", STEP, "set param0 3; " AGAIN)));
    ck_assert(is_no_trip(LOOP("0", "(lt local:i global:n)", STEP, "set global:n 3; " AGAIN)));
}
END_TEST

START_TEST(loop_that_something_else_ends_is_no_trip)
{
    ck_assert(is_no_trip("function f @1; param n \"int\"; b0: set local:i 0; jump b1\n"
                         "b1: branch (lt local:i 8) b2 b4; b2: call %1 fn:g () @5; branch %1 b4 b3\n"
                         "b3: " STEP "; jump b1; b4: return\n"));
    ck_assert(is_no_trip(LOOP("0", "(lt local:i 8)", STEP, "return")));
    ck_assert(is_no_trip(LOOP("0", "(lt local:i 8)", STEP, "call %3 fn:threadexits (0); " AGAIN)));
    ck_assert(is_no_trip("function f @1; b0: call %1 fn:g () @5; return\n"));
}
END_TEST

START_TEST(end_of_the_process_does_not_end_the_trip)
{
    ck_assert_int_eq(rounds_of("function f @1; param n \"int\"; b0: set local:i 0; jump b1\n"
                               "b1: branch (lt local:i 8) b2 b5; b2: call %1 fn:g () @5; branch %1 b4 b3\n"
                               "b3: " STEP "; jump b1; b4: call %2 fn:exit (1); stop; b5: return\n"),
        8);
}
END_TEST

/* -- room and meetings -- */

/* `work` sends once; the channel has room for CAPACITY. */
#define WORK "function work @10; param c; b0: call %1 fn:chansendul (param0 1) @11; return\n"
#define MAKE(CAPACITY)                                                                                       \
    "function threadmain @20; param n \"int\"; param m \"int\"\n"                                            \
    "b0: call %1 fn:chancreate (8 " CAPACITY ") @21; set local:c %1; "
#define START(N) "call %" N " fn:threadcreate (fn:work local:c 4096) @22; "
#define TAKE(N) "call %" N " fn:chanrecvul (local:c) @23; "

static bool fits(const char *source)
{
    link_text(source);
    const char *mode = op_row(op_at("send", 11))->mode;
    ck_assert(g_str_equal(mode, "fits") || g_str_equal(mode, "forever"));
    return g_str_equal(mode, "fits");
}

START_TEST(values_that_have_room_fit)
{
    ck_assert(fits(WORK MAKE("1") START("2") "return\n"));
    ck_assert(!fits(WORK MAKE("0") START("2") "return\n"));
    ck_assert(!fits(WORK MAKE("param0") START("2") "return\n"));
    ck_assert(fits(WORK MAKE("2") START("2") START("3") "return\n"));
    ck_assert(!fits(WORK MAKE("1") START("2") START("3") "return\n"));
}
END_TEST

START_TEST(value_that_is_taken_fits)
{
    ck_assert(fits(WORK MAKE("0") START("2") TAKE("3") "return\n"));
    ck_assert(fits(WORK MAKE("0") START("2") START("3") TAKE("4") TAKE("5") "return\n"));
    ck_assert(!fits(WORK MAKE("0") START("2") START("3") TAKE("4") "return\n"));
    ck_assert(!fits(WORK MAKE("0") TAKE("3") START("2") "return\n"));
}
END_TEST

START_TEST(room_is_added_to_what_is_taken)
{
    ck_assert(fits(WORK MAKE("1") START("2") START("3") TAKE("4") "return\n"));
    ck_assert(!fits(WORK MAKE("1") START("2") START("3") START("4") TAKE("5") "return\n"));
}
END_TEST

START_TEST(value_that_is_taken_on_some_ways_does_not_fit)
{
    ck_assert(!fits(WORK MAKE("0") START("2") "branch param0 b1 b2; b1: " TAKE("3") "return; b2: return\n"));
    ck_assert(
        fits(WORK MAKE("0") START("2") "branch param0 b1 b2; b1: " TAKE("3") "return\n"
                                                                             "b2: " TAKE("4") "return\n"));
    ck_assert(fits(
        WORK MAKE("0") START("2") "branch param0 b1 b2; b1: " TAKE("3") "return\n"
                                                                        "b2: call %4 fn:exit (1); stop\n"));
}
END_TEST

START_TEST(starts_that_exclude_each_other_are_one)
{
    ck_assert(fits(WORK MAKE("0") "branch param0 b1 b2; b1: " START("2") "jump b3; b2: " START(
        "3") "jump b3\nb3: " TAKE("4") "return\n"));
    ck_assert(!fits(WORK MAKE("0") "branch param0 b1 b2; b1: " START("2") "jump b2; b2: " START(
        "3") "jump b3\nb3: " TAKE("4") "return\n"));
}
END_TEST

START_TEST(sends_that_exclude_each_other_are_one)
{
    ck_assert(
        fits("function work @10; param c; b0: branch global:ok b1 b2\n"
             "b1: call %1 fn:chansendul (param0 1) @11; return\n"
             "b2: call %2 fn:chansendul (param0 2) @12; return\n" MAKE("0") START("2") TAKE("3") "return\n"));
    ck_assert_str_eq(op_row(op_at("send", 12))->mode, "fits");
}
END_TEST

START_TEST(sends_that_follow_each_other_are_as_many)
{
#define TWO_SENDS                                                                                            \
    "function work @10; param c; b0: call %1 fn:chansendul (param0 1) @11\n"                                 \
    "call %2 fn:chansendul (param0 2) @12; return\n"
    ck_assert(!fits(TWO_SENDS MAKE("0") START("2") TAKE("3") "return\n"));
    ck_assert(fits(TWO_SENDS MAKE("0") START("2") TAKE("3") TAKE("4") "return\n"));
    ck_assert(fits(TWO_SENDS MAKE("1") START("2") TAKE("3") "return\n"));
}
END_TEST

START_TEST(sends_in_a_loop_have_no_number)
{
    ck_assert(!fits("function work @10; param c; b0: jump b1\n"
                    "b1: call %1 fn:chansendul (param0 1) @11; branch global:on b1 b2; b2: return\n" MAKE("8")
                        START("2") TAKE("3") "return\n"));
}
END_TEST

START_TEST(send_that_does_not_block_is_left_alone)
{
    link_text("function work @10; param c; b0: call %1 fn:channbsendul (param0 1) @11; return\n" MAKE("1")
            START("2") TAKE("3") "return\n");
    ck_assert_str_eq(op_row(op_at("send", 11))->mode, "nonblocking");
}
END_TEST

/* Starts in one loop, and what is taken in another. */
#define STARTS(CONDITION)                                                                                    \
    "set local:i 0; jump b1\nb1: branch " CONDITION " b2 b3; b2: " START("2") STEP "; jump b1\n"
#define TAKES(CONDITION)                                                                                     \
    "b3: set local:j 0; jump b4; b4: branch " CONDITION " b5 b6\n"                                           \
    "b5: " TAKE("3") "set local:j (add local:j 1); jump b4; b6: return\n"

START_TEST(loops_to_the_same_bound_meet)
{
    ck_assert(fits(WORK MAKE("0") STARTS("(lt local:i 8)") TAKES("(lt local:j 8)")));
    ck_assert(fits(WORK MAKE("0") STARTS("(lt local:i param0)") TAKES("(lt local:j param0)")));
    ck_assert(fits(WORK MAKE("0") STARTS("(lt local:i 100)") TAKES("(lt local:j 100)")));
    ck_assert(fits(WORK MAKE("0") STARTS("(le local:i 7)") TAKES("(lt local:j 8)")));
    ck_assert(fits(WORK MAKE("0") STARTS("(ne local:i 8)") TAKES("(lt local:j 8)")));
}
END_TEST

START_TEST(loops_to_other_bounds_do_not_meet)
{
    ck_assert(!fits(WORK MAKE("0") STARTS("(lt local:i 8)") TAKES("(lt local:j 7)")));
    ck_assert(!fits(WORK MAKE("0") STARTS("(le local:i 8)") TAKES("(lt local:j 8)")));
    ck_assert(!fits(WORK MAKE("0") STARTS("(lt local:i param0)") TAKES("(lt local:j param1)")));
    ck_assert(!fits(WORK MAKE("0") STARTS("(le local:i param0)") TAKES("(lt local:j param0)")));
    ck_assert(!fits(WORK MAKE("0") STARTS("(lt local:i param0)") "b3: " TAKE("3") "return\n"));
}
END_TEST

START_TEST(rounds_that_do_not_count_start_more_and_take_more)
{
    ck_assert(!fits(WORK MAKE(
        "0") "set local:i 0; jump b1\nb1: branch (lt local:i 8) b2 b4\n"
             "b2: " START("2") "branch global:ok b3 b1; b3: " STEP "; jump b1\n"
                               "b4: set local:j 0; jump b5; b5: branch (lt local:j 8) b6 b7\n"
                               "b6: " TAKE("3") "set local:j (add local:j 1); jump b5; b7: return\n"));
#define TAKES_SOME(LIMIT)                                                                                    \
    "b3: set local:j 0; jump b4; b4: branch (lt local:j " LIMIT                                              \
    ") b5 b7; b5: " TAKE("3") "branch %3 b6 b4\n"                                                            \
                              "b6: set local:j (add local:j 1); jump b4; b7: return\n"
    ck_assert(fits(WORK MAKE("0") STARTS("(lt local:i param0)") TAKES_SOME("param0")));
    ck_assert(fits(WORK MAKE("0") STARTS("(le local:i 7)") TAKES_SOME("8")));
}
END_TEST

START_TEST(room_for_as_many_as_a_loop_starts)
{
    ck_assert(fits(WORK MAKE("param0") STARTS("(lt local:i param0)") "b3: return\n"));
    ck_assert(!fits(WORK MAKE("param1") STARTS("(lt local:i param0)") "b3: return\n"));
    ck_assert(fits(WORK MAKE("8") STARTS("(lt local:i 8)") "b3: return\n"));
    ck_assert(!fits(WORK MAKE("7") STARTS("(lt local:i 8)") "b3: return\n"));
    ck_assert(fits(WORK MAKE("7") STARTS("(lt local:i 8)") "b3: " TAKE("3") "return\n"));
}
END_TEST

START_TEST(loop_that_breaks_takes_less)
{
    ck_assert(!fits(
        WORK MAKE("0") STARTS("(lt local:i 8)") "b3: set local:j 0; jump b4\n"
                                                "b4: branch (lt local:j 8) b5 b7\n"
                                                "b5: " TAKE("3") "branch %3 b6 b7\n"
                                                                 "b6: set local:j (add local:j 1); jump b4\n"
                                                                 "b7: return\n"));
}
END_TEST

START_TEST(start_and_take_in_one_round_meet)
{
    ck_assert(fits(WORK MAKE("0") "jump b1; b1: branch global:on b2 b3\n"
                                  "b2: " START("2") TAKE("3") "jump b1; b3: return\n"));
    ck_assert(!fits(WORK MAKE("0") "jump b1; b1: branch global:on b2 b3\n"
                                   "b2: " START("2") "jump b1; b3: " TAKE("3") "return\n"));
}
END_TEST

int main(void)
{
    return RUN_SUITE("counts", loop_to_a_constant_has_its_rounds, rounds_that_no_number_holds_are_none,
        loop_to_a_variable_is_a_trip_without_a_number,
        bound_is_the_value_when_it_counts_from_zero_and_stops_before, trips_are_the_same_when_all_of_it_is,
        loop_that_counts_down_is_as_often_as_one_that_counts_up, loop_that_does_not_count_by_one_is_no_trip,
        round_that_does_not_count_makes_more_of_them, loop_whose_bound_changes_is_no_trip,
        loop_that_something_else_ends_is_no_trip, end_of_the_process_does_not_end_the_trip,
        values_that_have_room_fit, value_that_is_taken_fits, room_is_added_to_what_is_taken,
        value_that_is_taken_on_some_ways_does_not_fit, starts_that_exclude_each_other_are_one,
        sends_that_exclude_each_other_are_one, sends_that_follow_each_other_are_as_many,
        sends_in_a_loop_have_no_number, send_that_does_not_block_is_left_alone, loops_to_the_same_bound_meet,
        loops_to_other_bounds_do_not_meet, rounds_that_do_not_count_start_more_and_take_more,
        room_for_as_many_as_a_loop_starts, loop_that_breaks_takes_less, start_and_take_in_one_round_meet);
}
