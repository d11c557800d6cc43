/* Which functions a model may be wanted for. */
#include "link_case.h"

#define DECLARED(HEADER)                                                                                     \
    "declare put \"" HEADER "\"; declare get \"" HEADER "\"; declare make \"" HEADER "\"\n"
#define START_OF(BODY, ARGUMENT) "call %9 fn:pthread_create (&local:t 0 fn:" BODY " " ARGUMENT ") @21; "

/* All candidates, a line each: function, header, kind, argument, line. */
static void expect(const char *source, const char *expected)
{
    g_autoptr(GString) said = g_string_new(NULL);
    struct ir_unit *unit = unit_of("a.c", source);
    if (rel)
        relations_free(rel);
    rel = link_program(&(struct link_input){.units = &unit, .n_units = 1, .models = models, .suggest = true});
    for (guint i = 0; i < rel->candidates->len; i++) {
        const struct relation_candidate *row = &g_array_index(rel->candidates, struct relation_candidate, i);
        g_string_append_printf(said, "%s%s %s %s %d %u", said->len ? "\n" : "", row->function, row->header,
            row->kind, row->argument, row->line);
    }
    ck_assert_str_eq(said->str, expected);
}

/* What the task is started with, on both sides. */
START_TEST(what_a_task_is_started_with)
{
    expect(DECLARED("src/box.h") "function work @10; param p; b0: call %1 fn:put (1 param0) @11; return\n"
                                 "function serve @20; param p; b0: " START_OF(
                                     "work", "param0") "call %2 fn:get (param0) @22; return\n",
        "put box.h shared 1 11\nget box.h shared 0 22");
}
END_TEST

/* A global, and who makes it; a field that a task and somebody else use. */
START_TEST(what_is_in_memory)
{
    expect(DECLARED(
               "/usr/include/box/box.h") "function work @10; param p; b0: call %1 fn:put (global:box 1) @11; "
                                         "call %2 fn:put (param0->server.in 1) @12; return\n"
                                         "function serve @20; param p; b0: call %1 fn:make () @23; set "
                                         "param0->server.in %1 @23; " START_OF("work",
                                             "param0") "call %2 fn:get (param0->server.in) @22; return\n",
        "put box/box.h shared 0 11\nput box/box.h shared 0 12\nmake box/box.h create -2 23\n"
        "get box/box.h shared 0 22");
}
END_TEST

START_TEST(what_is_nobodys_else)
{
    expect(DECLARED("box.h") "function work @10; param p; b0: call %1 fn:make () @11; set local:b %1 @11; "
                             "call %2 fn:put (local:b 1) @12; return\n"
                             "function serve @20; param p; b0: " START_OF(
                                 "work", "0") "return\n"
                                              "function other @30; b0: "
                                              "call %1 fn:make () @31; "
                                              "call %2 fn:get (%1) @32; return\n",
        "");
}
END_TEST

/* A function of the tree may be the body of a task; what is known of the library is not needed for that. */
START_TEST(what_may_start_a_task)
{
    expect(DECLARED("box.h") "declare run \"box.h\"\n"
                             "function work @10; param p; b0: call %1 fn:put (param0 1) @11; return\n"
                             "function serve @20; b0: call %1 fn:make () @21; "
                             "call %2 fn:run (0 fn:work %1) @22; return\n",
        "put box.h shared 0 11\nmake box.h create -2 21\nrun box.h spawn 1 22");
}
END_TEST

/* The system's functions, those of libraries that have a model, and those that are seen. */
START_TEST(what_is_known)
{
#define SHARING                                                                                              \
    "function work @10; param p; b0: call %1 fn:put (param0 1) @11; return\n"                                \
    "function serve @20; param p; b0: " START_OF("work", "param0") "return\n"
    expect(DECLARED("/usr/include/stdio.h") SHARING, "");
    expect(DECLARED("/usr/include/x86_64-linux-gnu/sys/box.h") SHARING, "");
    expect(DECLARED("/usr/include/c++/12/box") SHARING, "");
    expect(DECLARED("/opt/include/libdill.h") SHARING, "");
    expect(DECLARED("box.h") SHARING "function put @40; param p; param n; b0: return\n", "");
    expect(SHARING, "");
    expect(DECLARED("net/sys/box.h") SHARING, "put box.h shared 0 11");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("link");
    TCase *tests = tcase_create("candidates");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, what_a_task_is_started_with);
    tcase_add_test(tests, what_is_in_memory);
    tcase_add_test(tests, what_is_nobodys_else);
    tcase_add_test(tests, what_may_start_a_task);
    tcase_add_test(tests, what_is_known);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
