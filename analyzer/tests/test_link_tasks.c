/* Tasks: what spawns start, how often, and by which calls each task gets where. */
#include "link_case.h"

#include "link/processes.h"

/* `body:line in starter` of each task, in order. */
static const char *tasks_in(const char *source)
{
    g_autoptr(GString) text = g_string_new(NULL);
    link_text(source);
    for (guint i = 0; i < rel->tasks->len; i++) {
        const struct relation_task *task = &g_array_index(rel->tasks, struct relation_task, i);
        g_string_append_printf(
            text, i ? ", %s:%u in %s" : "%s:%u in %s", task->body, task->spawn_line, task->spawned_in);
    }
    return arena_intern(arena, text->str, -1);
}

#define BODIES                                                                                               \
    "function work @1; param arg; b0: return\n"                                                              \
    "function rest @2; param arg; b0: return\n"

/* -- what is started -- */

START_TEST(spawn_starts_its_body)
{
    ck_assert_str_eq(tasks_in(BODIES "function main @40 \"int\"\n"
                                     "b0: call %1 fn:pthread_create (&local:t 0 fn:work 0) @41; return 0\n"),
        "work:41 in main");
    const struct relation_task *task = task_of("work");
    ck_assert_str_eq(task->kind, "thread");
    ck_assert_str_eq(task->library, "pthread");
    ck_assert_str_eq(task->repeated, "once");
    ck_assert_str_eq(task->spawn_text, "pthread_create");
    ck_assert_str_eq(task->body_file, "a.c");
    ck_assert_uint_eq(task->body_line, 1);
}
END_TEST

START_TEST(body_that_is_not_seen_is_no_task)
{
    ck_assert_str_eq(tasks_in("function main @40 \"int\"\n"
                              "b0: call %1 fn:pthread_create (&local:t 0 fn:elsewhere 0) @41\n"
                              "call %2 fn:pthread_create (&local:t 0 local:f 0) @42\n"
                              "call %3 fn:pthread_create (&local:t 0) @43; return 0\n"),
        "");
}
END_TEST

START_TEST(body_may_come_in_a_variable)
{
    ck_assert_str_eq(tasks_in(BODIES "function main @40 \"int\"; b0: set local:f fn:work\n"
                                     "call %1 fn:threadcreate (local:f 0 1) @41; return 0\n"),
        "work:41 in main");
}
END_TEST

START_TEST(table_of_bodies_starts_each)
{
    ck_assert_str_eq(
        tasks_in(BODIES "function @init @0:0:0; b0: set (global:table)[0].row.run fn:work\n"
                        "set (global:table)[1].row.run fn:rest; return\n"
                        "function main @40 \"int\"\n"
                        "b0: call %1 fn:threadcreate ((global:table)[?].row.run 0 1) @41; return 0\n"),
        "work:41 in main, rest:41 in main");
}
END_TEST

#define SPAWN                                                                                                \
    "function spawn @10; param run \"void (*)(void *)\"; param arg\n"                                        \
    "b0: call %1 fn:pthread_create (&local:t 0 param0 param1) @11; return\n"

START_TEST(wrapper_of_a_spawn_starts_what_it_is_given)
{
    ck_assert_str_eq(tasks_in(BODIES SPAWN "function main @40 \"int\"; b0: call %1 fn:spawn (fn:work 0) @41\n"
                                           "call %2 fn:spawn (fn:rest 0) @42; return 0\n"),
        "work:41 in main, rest:42 in main");
    ck_assert_str_eq(task_of("work")->spawn_text, "spawn");
}
END_TEST

START_TEST(wrapper_of_a_wrapper_does_too)
{
    ck_assert_str_eq(
        tasks_in(BODIES SPAWN "function detach @20; param run \"void (*)(void *)\"\n"
                              "b0: call %1 fn:spawn (param0 0) @21; return\n"
                              "function main @40 \"int\"; b0: call %1 fn:detach (fn:work) @41; return 0\n"),
        "work:41 in main");
}
END_TEST

START_TEST(macro_starts_the_call_between_its_ends)
{
    ck_assert_str_eq(tasks_in(BODIES "function main @40 \"int\"; b0: call %1 fn:work (0) @40\n"
                                     "call %2 fn:dill_prologue (0 0 0 -1 \"a.c\" 41) @41\n"
                                     "call %3 fn:rest (0) @41; call %4 fn:dill_epilogue () @41; return 0\n"),
        "rest:41 in main");
    ck_assert_str_eq(task_of("rest")->kind, "coroutine");
    ck_assert_str_eq(task_of("rest")->library, "libdill");
}
END_TEST

/* -- trampolines -- */

#define TRAMPOLINE                                                                                           \
    "function start @20 \"void *\"; param arg; b0: set local:x param0\n"                                     \
    "call %1 local:x->ctx.run (local:x->ctx.arg) @21; return 0\n"

START_TEST(trampoline_starts_what_is_put_into_its_argument)
{
    ck_assert_str_eq(
        tasks_in(BODIES TRAMPOLINE "function main @40 \"int\"; b0: call %1 fn:malloc (16); set local:p %1\n"
                                   "set local:p->ctx.run fn:work; set local:p->ctx.arg global:c\n"
                                   "call %2 fn:pthread_create (&local:t 0 fn:start local:p) @41; return 0\n"),
        "work:41 in main");
}
END_TEST

START_TEST(trampoline_starts_what_its_field_may_hold)
{
    ck_assert_str_eq(tasks_in(BODIES TRAMPOLINE
                         "function fill @30; param p; b0: set param0->ctx.run fn:rest; return\n"
                         "function main @40 \"int\"\n"
                         "b0: call %2 fn:pthread_create (&local:t 0 fn:start local:p) @41; return 0\n"),
        "rest:41 in main");
}
END_TEST

START_TEST(trampoline_with_nothing_to_start_is_the_body)
{
    ck_assert_str_eq(tasks_in(TRAMPOLINE "function main @40 \"int\"\n"
                                         "b0: call %2 fn:pthread_create (&local:t 0 fn:start local:p) @41\n"
                                         "return 0\n"),
        "start:41 in main");
}
END_TEST

START_TEST(worker_that_runs_jobs_in_a_loop_is_no_trampoline)
{
    ck_assert_str_eq(
        tasks_in(BODIES "function start @20 \"void *\"; param arg; b0: jump b1\n"
                        "b1: call %1 param0->ctx.run (param0->ctx.arg) @21; jump b1\n"
                        "function main @40 \"int\"; b0: set local:p->ctx.run fn:work\n"
                        "call %2 fn:pthread_create (&local:t 0 fn:start local:p) @41; return 0\n"),
        "start:41 in main");
}
END_TEST

/* -- how often -- */

static const char *repeated(const char *source)
{
    g_autofree char *whole = g_strconcat(BODIES, source, NULL);
    link_text(whole);
    return task_of("work")->repeated;
}

#define START "call %1 fn:threadcreate (fn:work 0 1) @41; "

START_TEST(start_in_main_is_once)
{
    ck_assert_str_eq(repeated("function main @40; b0: " START "return\n"), "once");
    ck_assert_str_eq(
        repeated("function main @40; b0: branch global:on b1 b2; b1: " START "return; b2: return\n"), "once");
}
END_TEST

START_TEST(start_in_a_counting_loop_is_bounded)
{
    ck_assert_str_eq(
        repeated("function main @40; b0: set local:i 0; jump b1; b1: branch (lt local:i global:n) b2 b3\n"
                 "b2: " START "set local:i (add local:i 1); jump b1; b3: return\n"),
        "bounded");
    ck_assert_str_eq(repeated("function main @40; b0: jump b1; b1: branch local:p b2 b3\n"
                              "b2: " START "set local:p local:p->node.next; jump b1; b3: return\n"),
        "bounded");
}
END_TEST

START_TEST(start_in_an_endless_loop_is_unbounded)
{
    ck_assert_str_eq(repeated("function main @40; b0: jump b1; b1: " START "jump b1\n"), "unbounded");
    ck_assert_str_eq(
        repeated("function main @40; b0: jump b1; b1: call %2 fn:accept (3); branch (lt %2 0) b2 b3\n"
                 "b2: return; b3: " START "jump b1\n"),
        "unbounded");
    ck_assert_str_eq(repeated("function main @40; b0: jump b1; b1: set local:i 0; jump b2\n"
                              "b2: branch (lt local:i 8) b3 b1\n"
                              "b3: " START "set local:i (add local:i 1); jump b2\n"),
        "unbounded");
    ck_assert_str_eq(
        repeated("function main @40; b0: set local:fd 3; jump b1; b1: branch local:fd b2 b3; b2: " START
                 "call %2 fn:accept (3); set local:fd %2; jump b1; b3: return\n"),
        "unbounded"); /* set anew, not taken a step further */
}
END_TEST

#define SERVE "function serve @30; param fd \"int\"; b0: " START "return\n"

START_TEST(start_in_a_function_is_as_often_as_it_is_called)
{
    ck_assert_str_eq(repeated(SERVE "function main @40; b0: call %1 fn:serve (1); return\n"), "once");
    ck_assert_str_eq(
        repeated(SERVE "function main @40; b0: call %1 fn:serve (1); call %2 fn:serve (2); return\n"),
        "bounded");
    ck_assert_str_eq(
        repeated(SERVE "function main @40; b0: jump b1; b1: call %1 fn:serve (1); jump b1\n"), "unbounded");
    ck_assert_str_eq(repeated(SERVE "function loop @31; b0: jump b1; b1: call %1 fn:serve (1); jump b1\n"
                                    "function main @40; b0: call %1 fn:loop (); return\n"),
        "unbounded");
}
END_TEST

START_TEST(handler_runs_as_often_as_something_happens)
{
    ck_assert_str_eq(
        repeated(SERVE "function main @40; b0: call %1 fn:on_connect (fn:serve); return\n"), "unbounded");
}
END_TEST

START_TEST(recursion_has_no_bound)
{
    ck_assert_str_eq(repeated("function walk @30; param n; b0: " START
                              "branch param0 b1 b2; b1: call %2 fn:walk (0); return\n"
                              "b2: return\nfunction main @40; b0: call %1 fn:walk (1); return\n"),
        "unbounded");
}
END_TEST

/* Of two drivers one starts the other, whose pointer stands in the same field. */
#define DRIVERS                                                                                              \
    "function @init @0; b0: set global:sensor.driver.start fn:sensor_start\n"                                \
    "set global:board.driver.start fn:board_start; return\n"                                                 \
    "function sensor_start @30; b0: " START "return\n"                                                       \
    "function board_start @31; b0: call %1 global:sensor.driver.start (); return\n"

START_TEST(pointer_that_may_lead_back_is_no_recursion)
{
    ck_assert_str_eq(
        repeated(DRIVERS "function main @40; param d; b0: call %1 param0->driver.start (); return\n"),
        "bounded");
    ck_assert_str_eq(
        repeated(DRIVERS "function main @40; param d; b0: jump b1; b1: call %1 param0->driver.start ()\n"
                         "jump b1\n"),
        "unbounded");
}
END_TEST

START_TEST(start_in_a_task_is_as_often_as_the_task)
{
    ck_assert_str_eq(repeated("function accept_all @30; param arg; b0: " START "return\n"
                              "function main @40; b0: call %1 fn:threadcreate (fn:accept_all 0 1); return\n"),
        "once");
    ck_assert_str_eq(repeated("function session @30; param arg; b0: " START "return\n"
                              "function main @40; b0: jump b1\n"
                              "b1: call %1 fn:threadcreate (fn:session 0 1); jump b1\n"),
        "unbounded");
}
END_TEST

START_TEST(start_in_a_function_that_nobody_calls_is_once)
{
    ck_assert_str_eq(repeated("function library_init @30; b0: " START "return\n"), "once");
}
END_TEST

START_TEST(function_that_nobody_calls_may_run_at_any_time)
{
    join(BODIES "function api @30; b0: call %1 fn:helper (); return; function helper @31; b0: return\n"
                "function main @40; b0: call %1 fn:threadcreate (fn:work 0 1) @41; return\n");
    GPtrArray *tasks = tasks_find(joined.program, joined.classes);
    ck_assert_uint_eq(tasks->len, 1);
    struct processes *processes = processes_new(joined.program, tasks);
    struct runs *runs = runs_new(joined.program, processes, tasks);
    ck_assert_int_eq(runs_of(runs, function_of("api")), TIMES_UNBOUNDED);
    ck_assert_int_eq(runs_of(runs, function_of("helper")), TIMES_UNBOUNDED);
    ck_assert_int_eq(runs_of(runs, function_of("main")), TIMES_ONCE);
    ck_assert_int_eq(runs_of(runs, function_of("work")), TIMES_ONCE);
    runs_free(runs);
    processes_free(processes);
    g_ptr_array_unref(tasks);
}
END_TEST

START_TEST(call_in_a_loop_comes_as_often_as_the_loop)
{
    join("function f @1; b0: call %1 fn:a () @2; set local:i 0; jump b1; b1: branch (lt local:i 8) b2 b3\n"
         "b2: call %2 fn:b () @3; set local:i (add local:i 1); jump b1\n"
         "b3: call %3 fn:c () @4; jump b3\n");
    ck_assert_str_eq(times_name(times_in_function(call_on(2))), "once");
    ck_assert_str_eq(times_name(times_in_function(call_on(3))), "bounded");
    ck_assert_str_eq(times_name(times_in_function(call_on(4))), "unbounded");
}
END_TEST

/* -- how it ends -- */

static const char *exits_of(const char *body)
{
    g_autofree char *source = g_strdup_printf(
        "function work @1; param arg; b0: %s\n"
        "function main @40; b0: call %%1 fn:pthread_create (&local:t 0 fn:work 0) @41; return\n",
        body);
    g_autoptr(GString) text = g_string_new(NULL);
    link_text(source);
    for (guint i = 0; i < rel->exits->len; i++)
        g_string_append_printf(
            text, i ? " %s" : "%s", g_array_index(rel->exits, struct relation_exit, i).kind);
    return arena_intern(arena, text->str, -1);
}

START_TEST(task_returns_or_ends_itself_or_neither)
{
    ck_assert_str_eq(exits_of("return"), "returns");
    ck_assert_str_eq(exits_of("jump b0"), "");
    ck_assert_str_eq(exits_of("call %1 fn:pthread_exit (0); stop"), "exits");
    ck_assert_str_eq(
        exits_of("branch param0 b1 b2; b1: call %1 fn:pthread_exit (0); stop; b2: return"), "returns exits");
    /* it ends the process: when its work is done, as all it does, or when something goes wrong */
    ck_assert_str_eq(exits_of("branch param0 b0 b1; b1: call %1 fn:exit (0); stop"), "process");
    ck_assert_str_eq(exits_of("call %1 fn:exit (1); stop"), "process");
    ck_assert_str_eq(exits_of("branch param0 b0 b1; b1: call %1 fn:exit (1); stop"), "");
}
END_TEST

/* -- reach and steps: the send is on line 11 -- */

#define PUT "function put @10; param x; b0: call %1 fn:chansendul (global:c 1) @11; return\n"
#define SPAWNS_WORK                                                                                          \
    "function threadmain @40; b0: call %1 fn:chancreate (8 0); set global:c %1\n"                            \
    "call %2 fn:threadcreate (fn:work 0 1) @42; return\n"

static const char *way(const char *source)
{
    link_text(source);
    return steps_of(1, op_at("send", 11));
}

START_TEST(body_is_reached_by_its_start)
{
    ck_assert_str_eq(way("function work @1; param arg; b0: call %1 fn:chansendul (global:c 1) @11\n"
                         "return\n" SPAWNS_WORK),
        "threadcreate:42");
    ck_assert_int_eq(depth_of(1, op_at("send", 11)), 0);
}
END_TEST

START_TEST(helper_is_reached_by_its_call)
{
    ck_assert_str_eq(way(PUT "function work @1; param arg; b0: call %1 fn:put (0) @3; return\n" SPAWNS_WORK),
        "threadcreate:42 put:3");
    ck_assert_int_eq(depth_of(1, op_at("send", 11)), 1);
}
END_TEST

START_TEST(way_is_the_shortest)
{
    ck_assert_str_eq(
        way(PUT "function long @20; b0: call %1 fn:longer () @21; return\n"
                "function longer @22; b0: call %1 fn:put (0) @23; return\n"
                "function work @1; param arg; b0: call %1 fn:long () @2; call %2 fn:longer () @3\n"
                "return\n" SPAWNS_WORK),
        "threadcreate:42 longer:3 put:23");
    ck_assert_int_eq(depth_of(1, op_at("send", 11)), 2);
}
END_TEST

START_TEST(way_of_a_lifted_operation_goes_down_to_it)
{
    ck_assert_str_eq(
        way("function put @10; param c; b0: call %1 fn:chansendul (param0 1) @11; return\n"
            "function pass @12; param c; b0: call %1 fn:put (param0) @13; return\n"
            "function work @1; param arg; b0: call %1 fn:pass (global:c) @3; return\n" SPAWNS_WORK),
        "threadcreate:42 pass:3 put:13");
    ck_assert_int_eq(depth_of(1, op_at("send", 11)), 2);
}
END_TEST

START_TEST(way_goes_through_pointers)
{
    ck_assert_str_eq(way(PUT "function work @1; param arg; b0: set local:f fn:put; call %1 local:f (0) @3\n"
                             "return\n" SPAWNS_WORK),
        "threadcreate:42 call:3");
}
END_TEST

START_TEST(recursion_is_gone_through_once)
{
    ck_assert_str_eq(
        way(PUT "function work @1; param arg; b0: call %1 fn:walk () @3; return\n"
                "function walk @4; b0: call %1 fn:walk () @5; call %2 fn:put (0) @6; return\n" SPAWNS_WORK),
        "threadcreate:42 walk:3 put:6");
}
END_TEST

START_TEST(what_a_task_starts_it_does_not_do)
{
    ck_assert_str_eq(way("function work @1; param arg; b0: call %1 fn:threadcreate (fn:rest 0 1) @2; return\n"
                         "function rest @3; param arg; b0: call %1 fn:chansendul (global:c 1) @11\n"
                         "return\n" SPAWNS_WORK),
        "threadcreate:2"); /* the first task is rest */
    ck_assert_str_eq(steps_of(2, op_at("send", 11)), "");
    ck_assert_int_eq(depth_of(2, op_at("send", 11)), -1);
    ck_assert_str_eq(g_array_index(rel->tasks, struct relation_task, 1).body, "work");
}
END_TEST

START_TEST(macro_that_starts_a_call_does_not_do_it)
{
    link_text("function rest @3; param c; b0: call %1 fn:dill_chsend (global:c &local:x 4 -1) @11; return\n"
              "function work @1; param c; b0: call %1 fn:dill_prologue (0 0 0 -1 \"a.c\" 2) @2\n"
              "call %2 fn:rest (0) @2; call %3 fn:dill_epilogue () @2; return\n"
              "function main @40; b0: call %1 fn:dill_prologue (0 0 0 -1 \"a.c\" 42) @42\n"
              "call %2 fn:work (0) @42; call %3 fn:dill_epilogue () @42; return\n");
    for (uint32_t task = 1; task <= 2; task++) {
        bool does = g_str_equal(g_array_index(rel->tasks, struct relation_task, task - 1).body, "rest");
        ck_assert_str_eq(steps_of(task, op_at("send", 11)), does ? "rest:2" : "");
    }
}
END_TEST

/* What a function is handed to call, it calls for this caller only. */
START_TEST(callback_is_reached_by_who_hands_it_down)
{
    link_text(
        "function each @5; param list; param run \"void (*)(void *)\"; b0: call %1 param1 (param0) @6\n"
        "return\n" PUT "function show @20; param x; b0: call %1 fn:chansendul (global:d 1) @21; return\n"
        "function work @1; param arg; b0: call %1 fn:each (0 fn:put) @2; return\n"
        "function rest @3; param arg; b0: call %1 fn:each (0 fn:show) @4; return\n"
        "function threadmain @40; b0: call %1 fn:chancreate (8 0); set global:c %1\n"
        "call %2 fn:chancreate (8 0); set global:d %2; call %3 fn:threadcreate (fn:work 0 1) @42\n"
        "call %4 fn:threadcreate (fn:rest 0 1) @43; return\n");
    ck_assert_str_eq(steps_of(1, op_at("send", 11)), "threadcreate:42 each:2 call:6");
    ck_assert_str_eq(steps_of(1, op_at("send", 21)), "");
    ck_assert_str_eq(steps_of(2, op_at("send", 21)), "threadcreate:43 each:4 call:6");
    ck_assert_str_eq(steps_of(2, op_at("send", 11)), "");
    ck_assert_int_eq(depth_of(1, op_at("send", 11)), 2);
}
END_TEST

START_TEST(body_behind_a_trampoline_is_reached_by_the_start)
{
    ck_assert_str_eq(
        way(TRAMPOLINE "function work @1; param c; b0: call %1 fn:chan_send (param0 0) @11; return\n"
                       "function main @40 \"int\"; b0: call %1 fn:chan_init (0); set local:c %1\n"
                       "call %2 fn:malloc (16); set local:p %2; set local:p->ctx.run fn:work\n"
                       "set local:p->ctx.arg local:c\n"
                       "call %3 fn:pthread_create (&local:t 0 fn:start local:p) @42; return 0\n"),
        "pthread_create:42");
}
END_TEST

/* -- objects that stand in place of a call -- */

#define THREAD_OBJECT                                                                                        \
    "function @init @0:0:0; b0: set static:_k_thread_data_a._static_thread_data.init_thread &global:object " \
    "@30\n"                                                                                                  \
    "set static:_k_thread_data_a._static_thread_data.init_entry fn:work\n"                                   \
    "set static:_k_thread_data_a._static_thread_data.init_p1 global:q; return\n"

START_TEST(object_of_a_modelled_struct_starts_a_task)
{
    ck_assert_str_eq(tasks_in(BODIES THREAD_OBJECT), "work:30 in @init");
    const struct relation_task *task = task_of("work");
    ck_assert_str_eq(task->library, "zephyr");
    ck_assert_str_eq(task->repeated, "once");
    ck_assert_str_eq(task->spawn_text, "_k_thread_data_a");
}
END_TEST

START_TEST(object_whose_body_is_not_set_starts_none)
{
    ck_assert_str_eq(
        tasks_in(BODIES "function @init @0:0:0; b0: set static:a._static_thread_data.init_p1 fn:work @30\n"
                        "set static:b.other.init_entry fn:rest; return\n"),
        "");
}
END_TEST

int main(void)
{
    return RUN_SUITE("tasks", spawn_starts_its_body, body_that_is_not_seen_is_no_task,
        body_may_come_in_a_variable, table_of_bodies_starts_each, wrapper_of_a_spawn_starts_what_it_is_given,
        wrapper_of_a_wrapper_does_too, macro_starts_the_call_between_its_ends,
        trampoline_starts_what_is_put_into_its_argument, trampoline_starts_what_its_field_may_hold,
        trampoline_with_nothing_to_start_is_the_body, worker_that_runs_jobs_in_a_loop_is_no_trampoline,
        start_in_main_is_once, start_in_a_counting_loop_is_bounded, start_in_an_endless_loop_is_unbounded,
        start_in_a_function_is_as_often_as_it_is_called, handler_runs_as_often_as_something_happens,
        recursion_has_no_bound, pointer_that_may_lead_back_is_no_recursion,
        start_in_a_task_is_as_often_as_the_task, start_in_a_function_that_nobody_calls_is_once,
        function_that_nobody_calls_may_run_at_any_time, call_in_a_loop_comes_as_often_as_the_loop,
        task_returns_or_ends_itself_or_neither, body_is_reached_by_its_start, helper_is_reached_by_its_call,
        way_is_the_shortest, way_of_a_lifted_operation_goes_down_to_it, way_goes_through_pointers,
        recursion_is_gone_through_once, what_a_task_starts_it_does_not_do,
        macro_that_starts_a_call_does_not_do_it, callback_is_reached_by_who_hands_it_down,
        body_behind_a_trampoline_is_reached_by_the_start, object_of_a_modelled_struct_starts_a_task,
        object_whose_body_is_not_set_starts_none);
}
