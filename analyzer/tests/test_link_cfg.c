/* Control flow: loops and those around them, what control gets to, and where it ends. */
#include "link_case.h"

/* The loop of each block by its header's number, `- 1 1 -`. */
static const char *headers_in(const uint32_t *headers, uint32_t n)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (uint32_t b = 0; b < n; b++) {
        g_string_append(text, b ? " " : "");
        if (headers[b])
            g_string_append_printf(text, "%u", headers[b] - 1);
        else
            g_string_append_c(text, '-');
    }
    return arena_intern(arena, text->str, -1);
}

static const char *loops_of(const char *function)
{
    const struct cfg *cfg = cfg_of(function_of(function));
    return headers_in(cfg->loop, cfg->n);
}

/* The blocks with the flag, `0 2`. */
static const char *flagged(const bool *flags, uint32_t n)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (uint32_t b = 0; b < n; b++)
        if (flags[b])
            g_string_append_printf(text, text->len ? " %u" : "%u", b);
    return arena_intern(arena, text->str, -1);
}

static const char *live_of(const char *function)
{
    const struct cfg *cfg = cfg_of(function_of(function));
    return flagged(cfg->live, cfg->n);
}

static const char *ends_of(const char *function)
{
    const struct cfg *cfg = cfg_of(function_of(function));
    return flagged(cfg->ends, cfg->n);
}

/* -- loops -- */

START_TEST(straight_code_has_no_loop)
{
    join("function f; param x; b0: branch param0 b1 b2\n"
         "b1: jump b3; b2: jump b3; b3: return\n");
    const struct cfg *cfg = cfg_of(function_of("f"));
    ck_assert_str_eq(loops_of("f"), "- - - -");
    ck_assert_uint_eq(cfg->preds[3]->len, 2);
    ck_assert_uint_eq(cfg->preds[0]->len, 0);
    ck_assert(!cfg_repeats(cfg, 3));
}
END_TEST

START_TEST(loop_is_its_header_and_what_leads_back)
{
    join("function f; param x; b0: jump b1\n"
         "b1: branch param0 b2 b4\n"
         "b2: branch (eq param0 2) b3 b4\n"
         "b3: jump b1; b4: return\n");
    const struct cfg *cfg = cfg_of(function_of("f"));
    ck_assert_str_eq(loops_of("f"), "- 1 1 1 -");
    ck_assert_uint_eq(cfg->outer[1], 0);
    ck_assert(cfg_repeats(cfg, 3) && !cfg_repeats(cfg, 0) && !cfg_repeats(cfg, 4));
    ck_assert(cfg_in_loop(cfg, 1, 1) && cfg_in_loop(cfg, 3, 1) && !cfg_in_loop(cfg, 4, 1));
}
END_TEST

START_TEST(block_may_be_its_own_loop)
{
    join("function f; param x; b0: branch param0 b0 b1; b1: return\n");
    ck_assert_str_eq(loops_of("f"), "0 -");
}
END_TEST

START_TEST(continues_make_one_loop)
{
    join("function f; param x; b0: jump b1\n"
         "b1: branch param0 b2 b4; b2: branch (eq param0 2) b1 b3; b3: jump b1; b4: return\n");
    const struct cfg *cfg = cfg_of(function_of("f"));
    ck_assert_str_eq(loops_of("f"), "- 1 1 1 -");
    ck_assert_uint_eq(cfg->outer[1], 0);
}
END_TEST

START_TEST(loops_know_the_loop_around_them)
{
    join("function f; param x; b0: jump b1\n"
         "b1: branch param0 b2 b8\n"
         "b2: branch param0 b3 b7\n"
         "b3: branch param0 b4 b6\n"
         "b4: jump b5\n"
         "b5: jump b3; b6: jump b2; b7: jump b1; b8: return\n");
    const struct cfg *cfg = cfg_of(function_of("f"));
    ck_assert_str_eq(loops_of("f"), "- 1 2 3 3 3 2 1 -");
    ck_assert_uint_eq(cfg->outer[3], 2 + 1);
    ck_assert_uint_eq(cfg->outer[2], 1 + 1);
    ck_assert_uint_eq(cfg->outer[1], 0);
    ck_assert(cfg_in_loop(cfg, 4, 1) && cfg_in_loop(cfg, 4, 2) && cfg_in_loop(cfg, 4, 3));
    ck_assert(cfg_in_loop(cfg, 6, 2) && !cfg_in_loop(cfg, 6, 3) && !cfg_in_loop(cfg, 7, 2));
}
END_TEST

START_TEST(loops_side_by_side_have_the_same_loop_around)
{
    join("function f; param x; b0: jump b1\n"
         "b1: branch param0 b2 b4; b2: branch param0 b2 b3; b3: branch param0 b3 b1; b4: return\n");
    const struct cfg *cfg = cfg_of(function_of("f"));
    ck_assert_str_eq(loops_of("f"), "- 1 2 3 -");
    ck_assert_uint_eq(cfg->outer[2], 1 + 1);
    ck_assert_uint_eq(cfg->outer[3], 1 + 1);
    ck_assert(!cfg_in_loop(cfg, 3, 2));
}
END_TEST

START_TEST(switch_and_goto_loop_too)
{
    join("function f; param x; b0: jump b1\n"
         "b1: switch param0 b2 1..2:b1 3..3:b3\n"
         "b2: goto b1 b4; b3: return; b4: return\n");
    ck_assert_str_eq(loops_of("f"), "- 1 1 - -");
}
END_TEST

START_TEST(loop_behind_a_call_that_never_returns_is_none)
{
    join("function f; param x; b0: call %1 fn:exit (1) @2; jump b1\n"
         "b1: branch param0 b1 b2; b2: return\n");
    ck_assert_str_eq(loops_of("f"), "- - -");
    ck_assert_str_eq(live_of("f"), "0");
}
END_TEST

/* `choose { in(c, ..): ... end }`: what libmill's macros leave. */
#define CHOOSE(FIRST, TURN, WAIT, OUT)                                                                       \
    FIRST ": call %1 fn:mill_choose_init_ (\"here\"); set local:idx -2; jump " TURN "\n" TURN                \
          ": branch (ne local:idx -2) " OUT " " WAIT "\n" WAIT                                               \
          ": call %2 fn:mill_choose_in_ (&local:clause param0 4 0)\n"                                        \
          "call %3 fn:mill_choose_wait_ (); set local:idx %3; jump " TURN "\n"

START_TEST(loop_of_a_select_is_no_loop)
{
    join("function f; param c;" CHOOSE("b0", "b1", "b2", "b3") "b3: return\n");
    const struct cfg *cfg = cfg_of(function_of("f"));
    ck_assert_str_eq(loops_of("f"), "- - - -");
    ck_assert_str_eq(headers_in(cfg->choice, cfg->n), "- 1 1 -");
    ck_assert(!cfg_repeats(cfg, 2));
}
END_TEST

START_TEST(loop_around_a_select_is_a_loop)
{
    join("function f; param c; b0: jump b1;" CHOOSE("b1", "b2", "b3", "b4") "b4: branch local:x b1 b5\n"
                                                                            "b5: return\n");
    const struct cfg *cfg = cfg_of(function_of("f"));
    ck_assert_str_eq(loops_of("f"), "- 1 1 1 1 -");
    ck_assert_str_eq(headers_in(cfg->choice, cfg->n), "- - 2 2 - -");
    ck_assert_uint_eq(cfg->outer[1], 0);
}
END_TEST

/* -- what control gets to, and where it ends -- */

START_TEST(control_ends_at_returns)
{
    join("function f; param x; b0: branch param0 b1 b2; b1: return 1 @7; b2: jump b2\n");
    struct function *f = function_of("f");
    ck_assert_str_eq(live_of("f"), "0 1 2");
    ck_assert_str_eq(ends_of("f"), "0 1");
    ck_assert(cfg_ends_here(f, 1) && cfg_returns_here(f, 1));
    ck_assert(!cfg_ends_here(f, 0) && !cfg_ends_here(f, 2));
    ck_assert_uint_eq(cfg_place_of_end(f, 1).line, 7);
    ck_assert(cfg_falls_through(f, 2));
}
END_TEST

START_TEST(end_of_the_process_ends_no_task)
{
    join("function f; param x; b0: branch param0 b1 b2\n"
         "b1: call %1 fn:exit (1); return; b2: stop\n");
    struct function *f = function_of("f");
    ck_assert_str_eq(live_of("f"), "0 1 2");
    ck_assert_str_eq(ends_of("f"), "");
    ck_assert(!cfg_ends_here(f, 1) && !cfg_falls_through(f, 1));
    ck_assert(!cfg_ends_here(f, 2) && !cfg_falls_through(f, 2));
    ck_assert(!f->returns && !f->exits);
}
END_TEST

START_TEST(task_ends_at_the_call_that_ends_it)
{
    join("function f; b0: call %1 fn:puts (\"bye\") @4; call %2 fn:pthread_exit (0) @5; jump b1 @6\n"
         "b1: return @7\n");
    struct function *f = function_of("f");
    ck_assert_str_eq(live_of("f"), "0");
    ck_assert_str_eq(ends_of("f"), "0");
    ck_assert(cfg_ends_here(f, 0) && !cfg_returns_here(f, 0) && !cfg_falls_through(f, 0));
    ck_assert_uint_eq(cfg_place_of_end(f, 0).line, 5);
    ck_assert(!f->returns && f->exits);
}
END_TEST

START_TEST(callee_that_may_end_the_task_ends_it_for_its_callers)
{
    join("function leave @1; param x; b0: branch param0 b1 b2; b1: call %1 fn:pthread_exit (0); return\n"
         "b2: return\n"
         "function f @10; b0: call %1 fn:leave (1) @11; jump b1 @12; b1: return @13\n");
    struct function *f = function_of("f");
    ck_assert(function_of("leave")->returns && function_of("leave")->exits);
    ck_assert(cfg_ends_here(f, 0) && cfg_falls_through(f, 0) && !cfg_returns_here(f, 0));
    ck_assert_uint_eq(cfg_place_of_end(f, 0).line, 11);
    ck_assert_str_eq(live_of("f"), "0 1");
    ck_assert(f->returns && f->exits);
}
END_TEST

START_TEST(caller_of_what_never_returns_does_not_go_on)
{
    join("function serve @1; b0: jump b0\n"
         "function run @2; b0: call %1 fn:serve (); jump b1; b1: return\n"
         "function main @3; b0: call %1 fn:run (); return 0\n");
    ck_assert(!function_of("serve")->returns && !function_of("run")->returns);
    ck_assert(!function_of("main")->returns);
    ck_assert_str_eq(live_of("run"), "0");
    ck_assert_str_eq(ends_of("main"), "");
}
END_TEST

START_TEST(call_goes_on_when_one_of_its_bodies_returns)
{
    join("function serve @1; b0: jump b0\n"
         "function print @2; b0: return\n"
         "function set @3; b0: set global:hook fn:serve; set global:hook fn:print; return\n"
         "function f @4; b0: call %1 global:hook () @5; jump b1; b1: return\n");
    ck_assert_uint_eq(call_on(5)->n_targets, 2);
    ck_assert_str_eq(live_of("f"), "0 1");
    ck_assert(function_of("f")->returns);
}
END_TEST

START_TEST(recursion_that_ends_returns)
{
    join("function walk @1; param x; b0: branch param0 b1 b2\n"
         "b1: call %1 fn:walk ((sub param0 1)); jump b2; b2: return\n"
         "function ping @2; b0: call %1 fn:pong (); return\n"
         "function pong @3; b0: call %1 fn:ping (); return\n");
    ck_assert(function_of("walk")->returns);
    ck_assert_str_eq(live_of("walk"), "0 1 2");
}
END_TEST

START_TEST(start_of_a_task_goes_on_whatever_the_task_does)
{
    join("function watch @1; b0: jump b0\n"
         "function leave @2; b0: call %1 fn:pthread_exit (0); return\n"
         "function f @4; b0: call %1 fn:dill_prologue (0 0 0 -1 \"a.c\" 5) @5; call %2 fn:watch () @5\n"
         "call %3 fn:dill_epilogue () @5; jump b1\n"
         "b1: call %4 fn:dill_prologue (0 0 0 -1 \"a.c\" 6) @6; call %5 fn:leave () @6\n"
         "call %6 fn:dill_epilogue () @6; jump b2 @6; b2: return\n");
    struct function *f = function_of("f");
    ck_assert(cfg_falls_through(f, 0) && cfg_falls_through(f, 1));
    ck_assert(!cfg_ends_here(f, 1));
    ck_assert_str_eq(live_of("f"), "0 1 2");
    ck_assert(f->returns && !f->exits);
}
END_TEST

/* -- reach -- */

static bool is_two(const struct function *function, uint32_t block, void *context)
{
    (void)function;
    ++*(unsigned *)context;
    return block == 2;
}

START_TEST(reach_stops_where_it_is_told_to)
{
    join("function f; param x; b0: branch param0 b1 b2; b1: jump b4; b2: jump b3; b3: jump b4; b4: return\n");
    const struct function *f = function_of("f");
    unsigned asked = 0;
    g_autofree bool *all = cfg_reach(f, 0, NULL, NULL);
    g_autofree bool *around = cfg_reach(f, 0, is_two, &asked);
    g_autofree bool *later = cfg_reach(f, 3, NULL, NULL);
    g_autofree bool *stopped = cfg_reach(f, 2, is_two, &asked);
    ck_assert_str_eq(flagged(all, 5), "0 1 2 3 4");
    ck_assert_str_eq(flagged(around, 5), "0 1 4");
    ck_assert_str_eq(flagged(later, 5), "3 4");
    ck_assert_str_eq(flagged(stopped, 5), "");
    ck_assert_uint_gt(asked, 0);
}
END_TEST

START_TEST(reach_ends_with_control)
{
    join("function f; b0: jump b1; b1: call %1 fn:abort (); jump b2; b2: return\n");
    g_autofree bool *all = cfg_reach(function_of("f"), 0, NULL, NULL);
    ck_assert_str_eq(flagged(all, 3), "0 1");
}
END_TEST

int main(void)
{
    return RUN_SUITE("cfg", straight_code_has_no_loop, loop_is_its_header_and_what_leads_back,
        block_may_be_its_own_loop, continues_make_one_loop, loops_know_the_loop_around_them,
        loops_side_by_side_have_the_same_loop_around, switch_and_goto_loop_too,
        loop_behind_a_call_that_never_returns_is_none, loop_of_a_select_is_no_loop,
        loop_around_a_select_is_a_loop, control_ends_at_returns, end_of_the_process_ends_no_task,
        task_ends_at_the_call_that_ends_it, callee_that_may_end_the_task_ends_it_for_its_callers,
        caller_of_what_never_returns_does_not_go_on, call_goes_on_when_one_of_its_bodies_returns,
        recursion_that_ends_returns, start_of_a_task_goes_on_whatever_the_task_does,
        reach_stops_where_it_is_told_to, reach_ends_with_control);
}
