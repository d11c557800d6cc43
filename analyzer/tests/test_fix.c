/* From steps to edits, and from edits to a diff: each text, what is to be done to it, and what then stands
 * there. */
#include "base/arena.h"
#include "fix/fix.h"
#include "suite.h"

#include <string.h>

/* The place of the first `@` in the text, which is taken out of it. */
static char *unmarked(const char *text, unsigned *line, unsigned *column)
{
    const char *mark = strchr(text, '@');
    ck_assert_ptr_nonnull(mark);
    *line = *column = 1;
    for (const char *c = text; c < mark; c++) {
        *line += *c == '\n';
        *column = *c == '\n' ? 1 : *column + 1;
    }
    return g_strdup_printf("%.*s%s", (int)(mark - text), text, mark + 1);
}

/* What the step makes of the text; NULL when it is not done. */
static char *done(const char *marked, struct fix_step step)
{
    g_autofree char *text = unmarked(marked, &step.line, &step.column);
    g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(struct edit));
    struct arena *arena = arena_new();
    char *result = NULL;
    if (fix_plan(arena, text, strlen(text), &step, edits)) {
        ck_assert(edits_order(edits));
        result = g_string_free(edits_apply(text, strlen(text), edits), FALSE);
    } else {
        ck_assert_uint_eq(edits->len, 0);
    }
    arena_free(arena);
    return result;
}

struct example {
    const char *before, *after; /* after: NULL where nothing is to be done */
};

static void check_example(const struct example *example, struct fix_step step)
{
    g_autofree char *result = done(example->before, step);
    if (example->after)
        ck_assert_msg(g_strcmp0(result, example->after) == 0, "%s\nbecomes\n%s", example->before, result);
    else
        ck_assert_msg(!result, "%s\nbecomes\n%s", example->before, result);
}

START_TEST(a_statement_is_put_behind_another)
{
    static const struct example examples[] = {
        {"f()\n{\n\t@q->stop = 1;\n}\n", "f()\n{\n\tq->stop = 1;\n\twake();\n}\n"},
        {"{\n  @x = 1; /* why */\n}\n", "{\n  x = 1; /* why */\n  wake();\n}\n"},
        {"{\n  @x = 1; // why\n}\n", "{\n  x = 1; // why\n  wake();\n}\n"},
        {"{\n  @x =\n      f(1);\n}\n", "{\n  x =\n      f(1);\n  wake();\n}\n"},
        {"{\r\n  @x = 1;\r\n}\r\n", "{\r\n  x = 1;\r\n  wake();\r\n}\r\n"},
        {"{ @x = 1; }\n", "{ x = 1; wake(); }\n"},
        {"{\n  @x = 1; y = 2;\n}\n", "{\n  x = 1; wake(); y = 2;\n}\n"},
        {"{\n  @x = 1; /* goes\n on */\n}\n", "{\n  x = 1; wake(); /* goes\n on */\n}\n"},
        {"{\n  f();\n  @x = 1;", "{\n  f();\n  x = 1;\n  wake();"},
        {"{\n  @x = \";\" ; /* ; */ }\n", "{\n  x = \";\" ; wake(); /* ; */ }\n"},
        {"{\n  f(R\"x()\";)x\");\n  @x = 1;\n}\n", "{\n  f(R\"x()\";)x\");\n  x = 1;\n  wake();\n}\n"},
        {"switch (a) {\ncase 1:\n  @x = 1;\n}\n", "switch (a) {\ncase 1:\n  x = 1;\n  wake();\n}\n"},
        {"{\n  @x = [] { return 1; }();\n}\n", "{\n  x = [] { return 1; }();\n  wake();\n}\n"},
        {"{\n#if A\n  @x = 1;\n#endif\n}\n", "{\n#if A\n  x = 1;\n  wake();\n#endif\n}\n"},
        /* it would not hang on the condition, or on the preprocessor's */
        {"{ if (a)\n  @x = 1;\n}\n", NULL},
        {"{ if (a) f(); else @x = 1; }\n", NULL},
        {"{ if (a)\n#if A\n  @x = 1;\n#endif\n}\n", NULL},
        {"{ for (@x = 1; x; x--) f(); }\n", NULL},
        {"{ for (;; @x = 1) f(); }\n", NULL},
        {"{ for (x = 0; @y = 1; ) f(); }\n", NULL},
        {"{ do @x = 1; while (a); }\n", NULL},
        {"{ f(@x = 1); }\n", NULL},
        /* no statement begins there, or it does not end */
        {"#define STOP(q) do { @q->stop = 1; } while (0)\n", NULL},
        {"{ /* @x = 1; */ }\n", NULL},
        {"{ f(\"@x = 1;\"); }\n", NULL},
        {"{ xy@z = 1; }\n", NULL},
        {"{ @x = 1 }\n", NULL},
        {"{ @x = (1; }\n", NULL},
        {"@", NULL},
        {"{\n@", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(&examples[i], (struct fix_step){.verb = "after", .text = "wake();"});
}
END_TEST

START_TEST(a_result_is_tested_and_the_loop_left)
{
    static const struct example examples[] = {
        {"for (;;) {\n    @send(c, x); /* why */\n}\n",
            "for (;;) {\n    if (send(c, x) < 0) /* why */\n        break;\n}\n"},
        {"for (;;)\n\t@send(c, (x));\n", "for (;;)\n\tif (send(c, (x)) < 0)\n\t\tbreak;\n"},
        {"f()\n{\n  while (a)\n    {\n      @c.q->send(x);\n    }\n}\n",
            "f()\n{\n  while (a)\n    {\n      if (c.q->send(x) < 0)\n        break;\n    }\n}\n"},
        {"for (;;) { @a::send(x); }\n", "for (;;) { if (a::send(x) < 0) break; }\n"},
        {"{\n    @send(c,\n         x);\n}\n", "{\n    if (send(c,\n         x) < 0)\n        break;\n}\n"},
        {"while (a)\r\n    @send(x);\r\n", "while (a)\r\n    if (send(x) < 0)\r\n        break;\r\n"},
        /* an else that is there would be taken for the new one's */
        {"if (a) for (;;) @send(x); else f();\n", NULL},
        {"if (a)\n  @send(x);\n", NULL},
        {"else @send(x);\n", NULL},
        /* the value is wanted, or it is no call */
        {"{ y = @send(x); }\n", NULL},
        {"{ @y = send(x); }\n", NULL},
        {"{ @send(x) + 1; }\n", NULL},
        {"{ @send(x), f(x); }\n", NULL},
        {"{ @a - send(x); }\n", NULL},
        {"{ @a > send(x); }\n", NULL},
        {"{ @a ? send(x) : f(x); }\n", NULL},
        {"{ @return send(x); }\n", NULL},
        {"{ (void)@send(x); }\n", NULL},
        {"{ @if (a) send(x); }\n", NULL},
        {"{ @int x(5); }\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(&examples[i], (struct fix_step){.verb = "leave", .word = "break", .text = "< 0"});
}
END_TEST

START_TEST(a_call_gets_another_name)
{
    static const struct example examples[] = {
        {"{ @signal(&q->c); }\n", "{ broadcast(&q->c); }\n"},
        {"{ if (a) @q.signal (signal); }\n", "{ if (a) q.broadcast (signal); }\n"},
        {"{ @f(signal_all); }\n", NULL},
        {"{ @WAKE(q); }\nvoid signal(void);\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(
            &examples[i], (struct fix_step){.verb = "rename", .word = "signal", .text = "broadcast"});
}
END_TEST

START_TEST(several_statements_are_put_behind_another)
{
    static const struct example examples[] = {
        {"{\n  @x = 1;\n}\n", "{\n  x = 1;\n  a();\n  b();\n}\n"},
        {"{ @x = 1; }\n", "{ x = 1; a(); b(); }\n"},
        {"{\n  @x = 1;", "{\n  x = 1;\n  a();\n  b();"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(&examples[i], (struct fix_step){.verb = "after", .text = "a();\nb();"});
}
END_TEST

START_TEST(a_statement_is_put_before_another)
{
    static const struct example examples[] = {
        {"{\r\n\t@x = 1;\r\n}\r\n", "{\r\n\tlock();\r\n\tx = 1;\r\n}\r\n"},
        {"{ @x = 1; }\n", "{ lock(); x = 1; }\n"},
        {"{ if (a) @x = 1; }\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(&examples[i], (struct fix_step){.verb = "before", .text = "lock();"});
}
END_TEST

START_TEST(a_wait_listens_to_a_flag)
{
    static const struct example examples[] = {
        {"{\n    while (n == 8)\n        @wait(c);\n    put();\n}\n",
            "{\n    while (n == 8 && !stop)\n        wait(c);\n    if (stop) {\n        unlock();\n        "
            "return;\n"
            "    }\n    put();\n}\n"},
        {"{\n\twhile (n == (8)) { /* full */\n\t\tf();\n\t\t@wait(c);\n\t}\n\tput();\n}\n",
            "{\n\twhile (n == (8) && !stop) { /* full */\n\t\tf();\n\t\twait(c);\n\t}\n\tif (stop) {\n"
            "\t\tunlock();\n\t\treturn;\n\t}\n\tput();\n}\n"},
        {"{\n  while (a || b)\n    @wait(c);\n}\n", "{\n  while ((a || b) && !stop)\n    wait(c);\n  if "
                                                    "(stop) {\n    unlock();\n    return;\n  }\n}\n"},
        {"{\n  while (n >= 8)\n    @wait(c);\n}\n", "{\n  while (n >= 8 && !stop)\n    wait(c);\n  if (stop) "
                                                    "{\n    unlock();\n    return;\n  }\n}\n"},
        /* no such loop, or another one */
        {"{\n  if (n == 8)\n    @wait(c);\n}\n", NULL},
        {"{\n  for (; n == 8;)\n    @wait(c);\n}\n", NULL},
        {"{\n  do {\n    @wait(c);\n  } while (n == 8);\n}\n", NULL},
        {"{\n  @wait(c);\n}\n", NULL},
        {"{ while (n == 8) @wait(c); put(); }\n", NULL},
        {"{\n  if (a)\n    while (n == 8)\n      @wait(c);\n}\n", NULL},
        {"while (n == 8)\n  if (a) @wait(c);\n", NULL},
        {"{\n  while (n == 8) {\n    @wait(c);\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(
            &examples[i], (struct fix_step){.verb = "listen", .word = "unlock();\nreturn;", .text = "stop"});
}
END_TEST

START_TEST(a_predicate_listens_to_a_flag)
{
    static const struct example examples[] = {
        {"{\n    @c.wait(l, [&] { return n < 8; });\n    put();\n}\n",
            "{\n    c.wait(l, [&] { return n < 8 || stop; });\n    if (stop)\n        return;\n    "
            "put();\n}\n"},
        {"{\n  @q->c.wait(l, [q]() -> bool { return a ? b : n < f({8}); });\n}\n",
            "{\n  q->c.wait(l, [q]() -> bool { return (a ? b : n < f({8})) || stop; });\n  if (stop)\n    "
            "return;\n}\n"},
        {"{\n  @c.wait(l, [&] { return a || b; });\n}\n",
            "{\n  c.wait(l, [&] { return a || b || stop; });\n  if (stop)\n    return;\n}\n"},
        /* no such predicate, or nothing that may stand behind it */
        {"{\n  @c.wait(l, full);\n}\n", NULL},
        {"{\n  @c.wait(l, [&] { f(); return n < 8; });\n}\n", NULL},
        {"{\n  @c.wait(l, [&] { f(); });\n}\n", NULL},
        {"{\n  @c.wait(l, [&] { return n < 8; }, 1);\n}\n", NULL},
        {"{\n  if (a)\n    @c.wait(l, [&] { return n < 8; });\n}\n", NULL},
        {"{\n  x = @c.wait(l, [&] { return n < 8; });\n}\n", NULL},
        {"{ @c.wait(l, [&] { return n < 8; }); put(); }\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(&examples[i], (struct fix_step){.verb = "listen", .word = "return;", .text = "stop"});
}
END_TEST

START_TEST(a_wait_is_covered)
{
    static const struct example examples[] = {
        {"{\n    @q->c.wait(l, f);\n}\n", "{\n    if (!q->c.wait(l, f || t))\n        return;\n}\n"},
        {"{\n    @wait(l, a ? b : c);\n}\n", "{\n    if (!wait(l, (a ? b : c) || t))\n        return;\n}\n"},
        {"{\n    @wait(l, n = next());\n}\n",
            "{\n    if (!wait(l, (n = next()) || t))\n        return;\n}\n"},
        {"{\n    @wait();\n}\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(&examples[i],
            (struct fix_step){.verb = "cover", .text = "if (!$call($0, $1 || t))\n    return;"});
}
END_TEST

START_TEST(a_call_is_covered)
{
    static const struct example examples[] = {
        {"f()\n{\n\tfor (;;) {\n\t\t@send(c, &v); /* why */\n\t}\n}\n",
            "f()\n{\n\tfor (;;) {\n\t\t{\n\t\t\tselect(&v, c);\n\t\t\t\treturn;\n\t\t} /* why */\n\t}\n}\n"},
        {"{\r\n  @q->send(f(a, b), \"x,\"\r\n    [1]);\r\n}\r\n",
            "{\r\n  {\r\n    select(\"x,\"\r\n    [1], f(a, b));\r\n      return;\r\n  }\r\n}\r\n"},
        /* a loop without braces gets some */
        {"f()\n{\n    while (next(&v)) /* all */\n        @send(c, &v); // on\n    g();\n}\n",
            "f()\n{\n    while (next(&v)) { /* all */\n        select(&v, c);\n            return; // on\n   "
            " }\n    "
            "g();\n}\n"},
        {"for (;;)\r\n\t@send(c, &v);", "for (;;) {\r\n\tselect(&v, c);\r\n\t\treturn;\r\n}"},
        {"while (a)\n  @send(c);\n", NULL},
        {"if (a)\n  while (b)\n    @send(c, &v);\nelse\n  f();\n", NULL},
        /* no such argument */
        {"{\n    @send(c);\n}\n", NULL},
        {"{\n    @send();\n}\n", NULL},
        /* no statement that others can stand for */
        {"{\n    if (a)\n        @send(c, &v);\n}\n", NULL},
        {"{\n    if (@send(c, &v)) f();\n}\n", NULL},
        {"{\n    x = @send(c, &v);\n}\n", NULL},
        {"{ @send(c, &v); }\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(&examples[i],
            (struct fix_step){.verb = "cover", .text = "{\n    select($1, $0);\n        return;\n}"});
}
END_TEST

START_TEST(arguments_of_another_call_are_taken_over)
{
    static const struct example examples[] = {
        {"choose {\n  in(stop, struct x *, name):\n}\n{\n  @send(c);\n}\n",
            "choose {\n  in(stop, struct x *, name):\n}\n{\n  wait(c, struct x *, name);\n}\n"},
        {"choose {\n  in(stop, int):\n}\n{\n  @send(c);\n}\n", NULL},
        {"choose {\n   in(stop, int, name):\n}\n{\n  @send(c);\n}\n", NULL},
        {"choose {\n  in; stop(int, int, name):\n}\n{\n  @send(c);\n}\n", NULL},
        {"{\n  @send(c);\n}\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(&examples[i], (struct fix_step){.verb = "cover", .text = "wait($0, $2:3.1, $2:3.2);"});
    static const char *const broken[] = {
        "$", "$x", "$0 $", "$2:3", "$2:3.", "$2:.1", "$99999999999999999999", "$7:3.0"};
    const struct example unchanged = {examples[0].before, NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++)
        check_example(&unchanged, (struct fix_step){.verb = "cover", .text = broken[i]});
}
END_TEST

START_TEST(another_argument_is_passed)
{
    static const struct example examples[] = {
        {"{ if (@send(NONE, c, &v)) return; }\n", "{ if (send(ctx->x, c, &v)) return; }\n"},
        {"return @q->send( NONE /* yet */ );\n", "return q->send( ctx->x /* yet */ );\n"},
        {"{ @send(f(1, 2), c); }\n", "{ send(ctx->x, c); }\n"},
        {"{ @send(); }\n", NULL},
        {"{ @send; f(NONE); }\n", NULL},
        {"{ @send(NONE", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        check_example(&examples[i], (struct fix_step){.verb = "pass", .word = "0", .text = "ctx->x"});
}
END_TEST

START_TEST(a_step_that_nobody_knows_is_not_done)
{
    const struct example example = {"{\n  @x = 1;\n}\n", NULL};
    check_example(&example, (struct fix_step){.verb = "remove"});
}
END_TEST

/* -- diffs -- */

static GArray *edits_of(const struct edit *edits, guint n)
{
    GArray *array = g_array_new(FALSE, FALSE, sizeof(struct edit));
    g_array_append_vals(array, edits, n);
    ck_assert(edits_order(array));
    return array;
}

static void check_diff(const char *text, const struct edit *edits, guint n, const char *expected)
{
    g_autoptr(GArray) array = edits_of(edits, n);
    g_autoptr(GString) diff = g_string_new(NULL);
    edits_append_diff(diff, "a.c", text, strlen(text), array);
    g_autofree char *whole = g_strdup_printf("--- a/a.c\n+++ b/a.c\n%s", expected);
    ck_assert_str_eq(diff->str, whole);
}

START_TEST(an_inserted_line_has_three_lines_around_it)
{
    const struct edit edit = {8, 0, "new\n"};
    check_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", &edit, 1, "@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n");
}
END_TEST

START_TEST(a_changed_line_is_taken_away_and_put_there)
{
    const struct edit edits[] = {{2, 0, "if ("}, {9, 1, ") \nleave;"}};
    check_diff("{\nsend(c); // x\n}\n", edits, 2,
        "@@ -1,3 +1,4 @@\n {\n-send(c); // x\n+if (send(c)) \n+leave; // x\n }\n");
}
END_TEST

START_TEST(changes_that_are_near_are_one_hunk)
{
    /* six lines between the first two, seven between the others */
    const char text[] = "a\n1\n2\n3\n4\n5\n6\nb\n1\n2\n3\n4\n5\n6\n7\nc\n";
    const struct edit edits[] = {{0, 1, "A"}, {14, 1, "B"}, {30, 1, "C\nD"}};
    check_diff(text, edits, 3,
        "@@ -1,11 +1,11 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n 1\n 2\n 3\n"
        "@@ -13,4 +13,5 @@\n 5\n 6\n 7\n-c\n+C\n+D\n");
}
END_TEST

START_TEST(later_hunks_count_what_earlier_ones_added)
{
    const char text[] = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    const struct edit edits[] = {{0, 0, "x\ny\n"}, {18, 0, "z\n"}};
    check_diff(text, edits, 2, "@@ -1,3 +1,5 @@\n+x\n+y\n 1\n 2\n 3\n@@ -7,3 +9,4 @@\n 7\n 8\n 9\n+z\n");
}
END_TEST

START_TEST(a_last_line_without_end_is_said_to_have_none)
{
    const struct edit edit = {3, 0, "\nc"};
    check_diff("a\nb", &edit, 1,
        "@@ -1,2 +1,3 @@\n a\n-b\n\\ No newline at end of file\n+b\n+c\n\\ No newline at end of file\n");
    const struct edit before = {0, 0, "x\n"};
    check_diff("a\nb", &before, 1, "@@ -1,2 +1,3 @@\n+x\n a\n b\n\\ No newline at end of file\n");
}
END_TEST

START_TEST(an_empty_file_gets_its_first_line)
{
    const struct edit edit = {0, 0, "a\n"};
    check_diff("", &edit, 1, "@@ -0,0 +1 @@\n+a\n");
}
END_TEST

START_TEST(lines_keep_their_carriage_returns_and_their_bytes)
{
    const struct edit edit = {6, 0, "\tx;\r\n"};
    check_diff("\xe9\r\n\xff\r\n}\r\n", &edit, 1, "@@ -1,3 +1,4 @@\n \xe9\r\n \xff\r\n+\tx;\r\n }\r\n");
}
END_TEST

START_TEST(a_line_end_that_goes_takes_the_next_line_with_it)
{
    const struct edit edit = {1, 1, " "};
    check_diff("a\nb\nc\n", &edit, 1, "@@ -1,3 +1,2 @@\n-a\n-b\n+a b\n c\n");
}
END_TEST

START_TEST(names_are_quoted_as_git_does)
{
    static const struct {
        const char *file, *head;
    } names[] = {
        {"a b.c", "--- a/a b.c\t\n+++ b/a b.c\t\n"},
        {"\xc3\xbc\".c", "--- \"a/\\303\\274\\\".c\"\n+++ \"b/\\303\\274\\\".c\"\n"},
        {"a\n.c", "--- \"a/a\\012.c\"\n+++ \"b/a\\012.c\"\n"},
    };
    const struct edit edit = {0, 0, "x\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GArray) array = edits_of(&edit, 1);
        g_autoptr(GString) diff = g_string_new(NULL);
        edits_append_diff(diff, names[i].file, "", 0, array);
        ck_assert_msg(g_str_has_prefix(diff->str, names[i].head), "%s", diff->str);
    }
}
END_TEST

START_TEST(edits_that_touch_are_refused_and_equal_ones_done_once)
{
    const struct edit twice[] = {{4, 0, "x"}, {1, 2, "y"}, {4, 0, "x"}};
    g_autoptr(GArray) once = edits_of(twice, 3);
    ck_assert_uint_eq(once->len, 2);
    ck_assert_uint_eq(g_array_index(once, struct edit, 0).at, 1);

    const struct edit in_order[] = {{4, 0, "x"}, {4, 0, "y"}};
    g_autoptr(GArray) both = edits_of(in_order, 2);
    g_autoptr(GString) text = edits_apply("0123456", 7, both);
    ck_assert_str_eq(text->str, "0123xy456");

    const struct edit over[] = {{1, 3, "x"}, {3, 1, "y"}};
    g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(struct edit));
    g_array_append_vals(array, over, 2);
    ck_assert(!edits_order(array));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fix");
    TCase *steps = tcase_create("steps");
    tcase_add_test(steps, a_statement_is_put_behind_another);
    tcase_add_test(steps, a_result_is_tested_and_the_loop_left);
    tcase_add_test(steps, a_call_gets_another_name);
    tcase_add_test(steps, several_statements_are_put_behind_another);
    tcase_add_test(steps, a_statement_is_put_before_another);
    tcase_add_test(steps, a_wait_listens_to_a_flag);
    tcase_add_test(steps, a_predicate_listens_to_a_flag);
    tcase_add_test(steps, a_wait_is_covered);
    tcase_add_test(steps, a_call_is_covered);
    tcase_add_test(steps, arguments_of_another_call_are_taken_over);
    tcase_add_test(steps, another_argument_is_passed);
    tcase_add_test(steps, a_step_that_nobody_knows_is_not_done);
    suite_add_tcase(suite, steps);
    TCase *diffs = tcase_create("diffs");
    tcase_add_test(diffs, an_inserted_line_has_three_lines_around_it);
    tcase_add_test(diffs, a_changed_line_is_taken_away_and_put_there);
    tcase_add_test(diffs, changes_that_are_near_are_one_hunk);
    tcase_add_test(diffs, later_hunks_count_what_earlier_ones_added);
    tcase_add_test(diffs, a_last_line_without_end_is_said_to_have_none);
    tcase_add_test(diffs, an_empty_file_gets_its_first_line);
    tcase_add_test(diffs, lines_keep_their_carriage_returns_and_their_bytes);
    tcase_add_test(diffs, a_line_end_that_goes_takes_the_next_line_with_it);
    tcase_add_test(diffs, names_are_quoted_as_git_does);
    tcase_add_test(diffs, edits_that_touch_are_refused_and_equal_ones_done_once);
    suite_add_tcase(suite, diffs);
    return suite_run(suite);
}
