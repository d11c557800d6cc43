/* Statements as control flow. */
#include "front_case.h"

START_TEST(branches_and_loops)
{
    static const struct front_case cases[] = {
        {"void f(int n) { if (n) a(); else b(); c(); }",
            "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:a ()\njump b3\nb2:\ncall %2 fn:b ()\njump b3\n"
            "b3:\ncall %3 fn:c ()\nreturn\n"},
        {"void f(int n) { while (n) a(); }",
            "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:a ()\njump b0\nb2:\nreturn\n"},
        {"void f(int n) { a(); do { b(); } while (n); }",
            "b0:\ncall %1 fn:a ()\njump b1\nb1:\ncall %2 fn:b ()\nbranch param0 b1 b2\nb2:\nreturn\n"},
        {"void f(int n) { while (a()) { if (b()) break; if (c()) continue; g(1); } }",
            "b0:\ncall %1 fn:a ()\nbranch %1 b1 b4\nb1:\ncall %2 fn:b ()\nbranch %2 b4 b2\n"
            "b2:\ncall %3 fn:c ()\nbranch %3 b0 b3\nb3:\ncall %4 fn:g (1)\njump b0\nb4:\nreturn\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(every_form_of_for)
{
    static const struct front_case cases[] = {
        {"void f(int n) { int i; for (i = 0; i < n; i++) a(); }",
            "b0:\nset local:i 0\njump b1\nb1:\nbranch (lt local:i param0) b2 b3\n"
            "b2:\ncall %1 fn:a ()\nset local:i (add local:i 1)\njump b1\nb3:\nreturn\n"},
        {"void f(int n) { for (;;) a(); }", "b0:\ncall %1 fn:a ()\njump b0\n"},
        {"void f(int n) { for (; n;) a(); }",
            "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:a ()\njump b0\nb2:\nreturn\n"},
        {"void f(int n) { for (n = 2;;) a(); }",
            "b0:\nset param0 2\njump b1\nb1:\ncall %1 fn:a ()\njump b1\n"},
        {"void f(int n) { for (;; n++) a(); }", "b0:\ncall %1 fn:a ()\nset param0 (add param0 1)\njump b0\n"},
        {"void f(int n) { for (; /* ; ) */ g(';'); n--) a(); }",
            "b0:\ncall %1 fn:g (59)\nbranch %1 b1 b2\nb1:\ncall %2 fn:a ()\nset param0 (sub param0 1)\njump "
            "b0\n"
            "b2:\nreturn\n"},
        {"void f(int n) { for (int i = 1; a();) b(); }",
            "b0:\nset local:i 1\njump b1\nb1:\ncall %1 fn:a ()\nbranch %1 b2 b3\nb2:\ncall %2 fn:b ()\njump "
            "b1\n"
            "b3:\nreturn\n"},
        {"#define ever (;;)\nvoid f(int n) { for ever a(); }", "b0:\ncall %1 fn:a ()\njump b0\n"},
        {"#define WHILE(c) for (; c; )\nvoid f(int n) { WHILE(n) a(); }",
            "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:a ()\njump b0\nb2:\nreturn\n"},
        {"#define COUNT(i) for (i = 0; ; i++)\nvoid f(int n) { COUNT(n) a(); }",
            "b0:\nset param0 0\njump b1\nb1:\ncall %1 fn:a ()\nset param0 (add param0 1)\njump b1\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(constant_conditions_are_jumps)
{
    static const struct front_case cases[] = {
        {"void f(void) { while (1) a(); b(); }", "b0:\ncall %1 fn:a ()\njump b0\n"},
        {"void f(void) { do { a(); } while (0); b(); }", "b0:\ncall %1 fn:a ()\ncall %2 fn:b ()\nreturn\n"},
        {"void f(void) { if (sizeof(int) == 3) a(); else b(); }", "b0:\ncall %1 fn:b ()\nreturn\n"},
        {"void f(int n) { if (n && 0) a(); b(); }", "b0:\ncall %1 fn:b ()\nreturn\n"},
        {"void f(void) { switch (2) { case 1: a(); break; case 2: b(); } }",
            "b0:\ncall %1 fn:b ()\nreturn\n"},
        {"void f(void) { return; a(); }", "b0:\nreturn\n"},
        {"void f(void) { for (;;) ; }", "b0:\njump b0\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(conditions_leave_no_operator)
{
    static const struct front_case cases[] = {
        {"void f(int n, int m) { if (!n) a(); }",
            "b0:\nbranch param0 b2 b1\nb1:\ncall %1 fn:a ()\njump b2\nb2:\nreturn\n"},
        {"void f(int n, int m) { if (n && !m) a(); }", "b0:\nbranch param0 b1 b3\nb1:\nbranch param1 b3 "
                                                       "b2\nb2:\ncall %1 fn:a ()\njump b3\nb3:\nreturn\n"},
        {"void f(int n, int m) { if (n || m) a(); }", "b0:\nbranch param0 b2 b1\nb1:\nbranch param1 b2 "
                                                      "b3\nb2:\ncall %1 fn:a ()\njump b3\nb3:\nreturn\n"},
        {"void f(int n, int m) { if (a(), m) b(); }",
            "b0:\ncall %1 fn:a ()\nbranch param1 b1 b2\nb1:\ncall %2 fn:b ()\njump b2\nb2:\nreturn\n"},
        {"void f(int n, int m) { if (__builtin_expect(!!(n), 0)) a(); }",
            "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:a ()\njump b2\nb2:\nreturn\n"},
        {"void f(int n, int m) { n && a(); }",
            "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:a ()\njump b2\nb2:\nreturn\n"},
        {"void f(int n, int m) { n ? a() : b(); }", "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:a ()\njump "
                                                    "b3\nb2:\ncall %2 fn:b ()\njump b3\nb3:\nreturn\n"},
        {"void f(int n, int m) { if (n ? a() : m) b(); }",
            "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:a ()\nbranch %1 b3 b4\nb2:\nbranch param1 b3 b4\n"
            "b3:\ncall %2 fn:b ()\njump b4\nb4:\nreturn\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(operators_with_control_flow_as_values)
{
    static const struct front_case cases[] = {
        {"int f(int n) { return n && a(); }",
            "b0:\nbranch param0 b1 b3\nb1:\ncall %1 fn:a ()\nbranch %1 b2 b3\nb2:\nset local:$1 1\njump b4\n"
            "b3:\nset local:$1 0\njump b4\nb4:\nreturn local:$1\n"},
        {"int f(int n) { return n ? 2 : a(); }",
            "b0:\nbranch param0 b1 b2\nb1:\nset local:$1 2\njump b3\nb2:\ncall %1 fn:a ()\nset local:$1 %1\n"
            "jump b3\nb3:\nreturn local:$1\n"},
        {"int f(int n) { return a() ?: n; }", "b0:\ncall %1 fn:a ()\nset local:$1 %1\nbranch local:$1 b2 "
                                              "b1\nb1:\nset local:$1 param0\njump b2\n"
                                              "b2:\nreturn local:$1\n"},
        {"int f(int n) { return !n; }", "b0:\nreturn (not param0)\n"},
        {"int f(int n) { return 1 ? a() : b(); }", "b0:\ncall %1 fn:a ()\nreturn %1\n"},
        {"int f(int n) { return 1 && 2; }", "b0:\nreturn 1\n"},
        {"int f(int n) { return ({ int k = a(); if (k) b(); k; }); }",
            "b0:\ncall %1 fn:a ()\nset local:k %1\nbranch local:k b1 b2\nb1:\ncall %2 fn:b ()\njump b2\n"
            "b2:\nreturn local:k\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(switches)
{
    static const struct front_case cases[] = {
        {"void f(int n) { switch (n) { case 1: a(); case 3 ... 5: b(); break; default: c(); } }",
            "b0:\nswitch param0 b1 1..1:b2 3..5:b3\nb1:\ncall %1 fn:c ()\njump b4\nb2:\ncall %2 fn:a "
            "()\njump b3\n"
            "b3:\ncall %3 fn:b ()\njump b4\nb4:\nreturn\n"},
        {"enum { UP, DOWN = 4 }; void f(int n) { switch (n) { case UP: case DOWN: a(); b(); } }",
            "b0:\nswitch param0 b2 0..0:b1 4..4:b1\nb1:\ncall %1 fn:a ()\ncall %2 fn:b ()\njump "
            "b2\nb2:\nreturn\n"},
        /* all cases lead to the same place */
        {"void f(int n) { while (a()) switch (n) { case 1: continue; case 'b': break; } }",
            "b0:\ncall %1 fn:a ()\nbranch %1 b0 b1\nb1:\nreturn\n"},
        {"void f(int n) { switch (n) { case 0: do { a(); case 1: b(); } while (n); } }",
            "b0:\nswitch param0 b3 0..0:b2 1..1:b1\nb1:\ncall %1 fn:b ()\nbranch param0 b2 b3\n"
            "b2:\ncall %2 fn:a ()\njump b1\nb3:\nreturn\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(labels_and_gotos)
{
    static const struct front_case cases[] = {
        {"void f(int n) { again: if (a()) goto out; b(); goto again; out: c(); }",
            "b0:\ncall %1 fn:a ()\nbranch %1 b1 b2\nb1:\ncall %2 fn:c ()\nreturn\nb2:\ncall %3 fn:b ()\njump "
            "b0\n"},
        {"void f(int n) { asm goto (\"\" : : \"r\"(n) : : bad); a(); return; bad: b(); }",
            "b0:\ngoto b1 b2\nb1:\ncall %1 fn:a ()\nreturn\nb2:\ncall %2 fn:b ()\nreturn\n"},
        {"void f(int n) { asm volatile (\"\" : \"=r\"(n) : \"r\"(a()) : \"memory\"); }",
            "b0:\nset param0 ?\ncall %1 fn:a ()\nreturn\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(computed_gotos_lead_to_all_labels_taken)
{
    g_autofree char *ir = ir_of("computed.c",
        PRELUDE
        "void f(int n) { static void *to[] = { &&one, &&two }; goto *to[n]; one: a(); return; two: b(); "
        "return; other: c(); }",
        NULL);
    g_autofree char *blocks = blocks_of(ir, "f");
    ck_assert_ptr_null(strstr(blocks, "fn:c"));
    ck_assert_ptr_nonnull(strstr(blocks, "goto b1 b2\n")); /* to both, in any order */
    ck_assert_ptr_nonnull(strstr(blocks, "call %1 fn:"));
    ck_assert_ptr_nonnull(strstr(blocks, "call %2 fn:"));
}
END_TEST

START_TEST(what_does_not_return_stops)
{
    static const struct front_case cases[] = {
        {"int f(int n) { if (n) die(); return a(); }",
            "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:die ()\nstop\nb2:\ncall %2 fn:a ()\nreturn %2\n"},
        {"_Noreturn void quit(int); int f(int n) { quit(n); }", "b0:\ncall %1 fn:quit (param0)\nstop\n"},
        {"int f(int n) { a(); __builtin_unreachable(); b(); }",
            "b0:\ncall %1 fn:a ()\ncall %2 fn:__builtin_unreachable ()\nstop\n"},
        {"int f(int n) { __builtin_trap(); }", "b0:\ncall %1 fn:__builtin_trap ()\nstop\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

#define CLEANUP "void end(int *); void low(int *);\n#define auto_end __attribute__((cleanup(end)))\n"

START_TEST(cleanups_run_on_every_way_out)
{
    static const struct front_case cases[] = {
        {CLEANUP "void f(int n) { { auto_end int v = 1; a(); } b(); }",
            "b0:\nset local:v 1\ncall %1 fn:a ()\ncall %2 fn:end (&local:v)\ncall %3 fn:b ()\nreturn\n"},
        {CLEANUP "int f(int n) { auto_end int v = 1; return v; }",
            "b0:\nset local:v 1\nset local:$1 local:v\ncall %1 fn:end (&local:v)\nreturn local:$1\n"},
        {CLEANUP "void f(int n) { auto_end int v; int w __attribute__((cleanup(low))); a(); }",
            "b0:\ncall %1 fn:a ()\ncall %2 fn:low (&local:w)\ncall %3 fn:end (&local:v)\nreturn\n"},
        {CLEANUP
            "void f(int n) { while (n) { auto_end int v = a(); if (v) break; if (b()) continue; c(); } }",
            "b0:\nbranch param0 b1 b6\nb1:\ncall %1 fn:a ()\nset local:v %1\nbranch local:v b2 b3\n"
            "b2:\ncall %2 fn:end (&local:v)\njump b6\nb3:\ncall %3 fn:b ()\nbranch %3 b4 b5\n"
            "b4:\ncall %4 fn:end (&local:v)\njump b0\nb5:\ncall %5 fn:c ()\ncall %6 fn:end (&local:v)\njump "
            "b0\n"
            "b6:\nreturn\n"},
        {CLEANUP "void f(int n) { { auto_end int v = 1; if (n) goto out; a(); } b(); out: c(); }",
            "b0:\nset local:v 1\nbranch param0 b1 b2\nb1:\ncall %1 fn:end (&local:v)\njump b3\n"
            "b2:\ncall %2 fn:a ()\ncall %3 fn:end (&local:v)\ncall %4 fn:b ()\njump b3\nb3:\ncall %5 fn:c "
            "()\nreturn\n"},
        {CLEANUP "int f(int n) { return ({ auto_end int v = a(); v; }); }",
            "b0:\ncall %1 fn:a ()\nset local:v %1\nset local:$1 local:v\ncall %2 fn:end (&local:v)\n"
            "return local:$1\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(long_chains_are_no_recursion)
{
    g_autoptr(GString) source = g_string_new(PRELUDE "int f(int n) { ");
    for (int i = 0; i < 5000; i++)
        g_string_append_printf(source, "if (n == %d) g(%d); else ", i, i);
    g_string_append(source, "g(0); switch (n) { ");
    for (int i = 0; i < 5000; i++)
        g_string_append_printf(source, "case %d: ", i);
    g_string_append(source, "a(); } if (n");
    for (int i = 0; i < 5000; i++)
        g_string_append(source, " && n");
    g_string_append(source, ") b(); c()");
    for (int i = 0; i < 5000; i++)
        g_string_append(source, ", c()");
    g_string_append(source, "; return n");
    for (int i = 0; i < 5000; i++)
        g_string_append(source, " + a()");
    g_string_append(source, "; }");
    g_autofree char *ir = ir_of("long.c", source->str, NULL);
    g_autofree char *blocks = blocks_of(ir, "f");
    ck_assert_ptr_nonnull(strstr(blocks, "fn:g (4999)"));
    ck_assert_ptr_nonnull(strstr(blocks, " 4999..4999:"));
    ck_assert_ptr_nonnull(strstr(blocks, "call %15004 fn:a ()")); /* 5001 of g, a, b, 5001 of c, the sum */
}
END_TEST

int main(void)
{
    static const TTest *const *tests[] = {&branches_and_loops, &every_form_of_for,
        &constant_conditions_are_jumps, &conditions_leave_no_operator, &operators_with_control_flow_as_values,
        &switches, &labels_and_gotos, &computed_gotos_lead_to_all_labels_taken, &what_does_not_return_stops,
        &cleanups_run_on_every_way_out, &long_chains_are_no_recursion};
    const TTest *list[G_N_ELEMENTS(tests)];
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        list[i] = *tests[i];
    return run_suite("front: control flow", list, G_N_ELEMENTS(list));
}
