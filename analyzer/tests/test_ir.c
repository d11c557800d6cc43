/* The IR's text form: what is written reads back as the same unit, and malformed text is refused with its
 * line. */
#include "ir/ir.h"
#include "suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const char HEAD[] = "unit \"a.c\"\nfile 1 \"a.c\"\n";

static char *rewrite(const char *text, GError **error)
{
    struct arena *arena = arena_new();
    struct ir_unit *unit = ir_read(arena, "test", text, strlen(text), error);
    char *result = NULL;
    if (unit) {
        GString *out = g_string_new(NULL);
        ir_write(unit, out);
        result = g_string_free(out, FALSE);
    }
    arena_free(arena);
    return result;
}

static void check_same(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *again = rewrite(text, &error);
    ck_assert_msg(again != NULL, "%s", error ? error->message : "");
    ck_assert_str_eq(again, text);
}

static void check_expr(const char *expr)
{
    g_autofree char *text =
        g_strdup_printf("%sfunction f @1:1:1 \"int\"\nb0:\n  return %s @1:2:3\nend\n", HEAD, expr);
    check_same(text);
}

static void check_refused(const char *text, const char *message)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *again = rewrite(text, &error);
    ck_assert_ptr_null(again);
    ck_assert_msg(strstr(error->message, message) != NULL, "%s", error->message);
}

START_TEST(expressions_survive)
{
    static const char *const exprs[] = {"?", "0", "-9223372036854775808", "9223372036854775807",
        "\"a \\\"b\\\\ \\x0a\"", "%3", "param0", "fn:main", "fn:\"ns::C<int>::m(int, char *)\"",
        "local:\"x.2\"", "global:q", "static:\"f.n\"", "local:a.S.x", "local:p->S.x", "*local:p",
        "&local:p->S.x", "**local:p", "(*local:p)[3]", "(&local:a)->S.x", "local:a[?].T.y",
        "local:a[local:i]", "(eq (add param0->q.tail 1) param0->q.head)", "(not %2)",
        "local:p->S.x.T.y[2]->U.z"};
    for (size_t i = 0; i < G_N_ELEMENTS(exprs); i++)
        check_expr(exprs[i]);
}
END_TEST

START_TEST(arrow_is_the_deref_of_a_field)
{
    g_autofree char *text =
        rewrite("unit \"a\"\nfunction f @0:0:0 \"\"\nb0:\n  return (*local:p).S.x @0:0:0\nend\n", NULL);
    ck_assert_ptr_nonnull(strstr(text, "return local:p->S.x @"));
}
END_TEST

START_TEST(a_whole_unit_survives)
{
    check_same("unit \"dir/a b.c\"\n"
               "file 1 \"dir/a b.c\"\n"
               "file 2 \"q.h\"\n"
               "declare queue_push \"q.h\"\n"
               "annotate \"ns::put(int)\" @1:3:4 \"send(0)\"\n"
               "annotate queue_push @1:7:1 \"send(0, \\\"x\\\")\"\n"
               "function @init @0:0:0 \"void\"\n"
               "b0:\n"
               "  set global:table[0].op.run fn:start @1:3:4\n"
               "  return @0:0:0\n"
               "end\n"
               "function static watch @1:20:13 \"void *\"\n"
               "param arg \"void *\"\n"
               "param \"\" \"int\"\n"
               "b0:\n"
               "  set local:w param0 @1:22:5\n"
               "  call %1 local:w->watcher.poll (3 \"x\") @1:23:5 \"w->poll(3, \\\"x\\\")\"\n"
               "  switch %1 b1 1..1:b2 3..9:b0 @1:24:5\n"
               "b1:\n"
               "  call %2 fn:queue_push () @2:31:9 \"\"\n"
               "  branch (lt %2 0) b2 b1 @1:31:9\n"
               "b2:\n"
               "  goto b0 b3 @1:33:1\n"
               "b3:\n"
               "  stop @1:34:5\n"
               "end\n");
}
END_TEST

START_TEST(malformed_text_is_refused_with_its_line)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "test:1: malformed IR: a unit starts with"},
        {"unit \"a", "test:1: malformed IR: a string does not end"},
        {"unit \"a\"\nfile 2 \"x\"\n", "test:2: malformed IR: files are numbered from 1"},
        {"unit \"a\"\nfunction f @1:1:1 \"int\"\nb0:\n  return @0:0:0\nend\n",
            "names a file that is not listed"},
        {"unit \"a\"\nfunction f @0:1:1 \"int\"\nend\n", "a function has no block"},
        {"unit \"a\"\nfunction f @0:1:1 \"int\"\nb0:\n  jump b7 @0:0:0\nend\n", "not in the function"},
        {"unit \"a\"\nfunction f @0:1:1 \"int\"\nb0:\n  jump b0 b0 @0:0:0\nend\n", "wrong number of blocks"},
        {"unit \"a\"\nfunction f @0:1:1 \"int\"\nb0:\n  switch 1 1..2:b0 @0:0:0\nend\n",
            "a switch has one default"},
        {"unit \"a\"\nfunction f @0:1:1 \"int\"\nb1:\n  return @0:0:0\nend\n", "blocks are numbered from 0"},
        {"unit \"a\"\nfunction f @0:1:1 \"int\"\nb0:\n  set local:x\n",
            "test:4: malformed IR: an expression is missing"},
        {"unit \"a\"\nfunction f @0:1:1 \"int\"\nb0:\n  return 1 2 @0:0:0\nend\n", "malformed IR"},
        {"unit \"a\"\nfunction f @0:1:1 \"int\"\nb0:\n  return (add 1) @0:0:0\nend\n",
            "test:4: malformed IR: an operator has the wrong number of operands"},
        {"unit \"a\"\nfunction f @0:1:1 \"int\"\nb0:\n  return (not 1 2) @0:0:0\nend\n",
            "wrong number of operands"},
        {"unit \"a\"\nwhat\n", "a function starts with"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check_refused(cases[i].text, cases[i].message);
}
END_TEST

START_TEST(deep_nesting_is_refused_not_a_crash)
{
    GString *text = g_string_new("unit \"a\"\nfunction f @0:1:1 \"int\"\nb0:\n  return ");
    for (int i = 0; i < 100000; i++)
        g_string_append(text, "(not ");
    check_refused(text->str, "nested too deeply");
    g_string_free(text, TRUE);
}
END_TEST

START_TEST(every_prefix_is_read_or_refused)
{
    static const char text[] =
        "unit \"a\"\nfile 1 \"x\"\ndeclare f \"h\"\nfunction f @1:1:1 \"int\"\nparam p \"int\"\n"
        "b0:\n  call %1 fn:g (local:a[1] \"s\") @1:2:3 \"g\"\n  return (add %1 -1) @1:1:1\nend\n";
    for (size_t length = 0; length < sizeof text - 1; length++) {
        struct arena *arena = arena_new();
        g_autofree char *copy = g_memdup2(text, length + 1); /* exact size, so that reading past it is seen */
        ir_read(arena, "prefix", copy, length, NULL);
        arena_free(arena);
    }
}
END_TEST

START_TEST(numbers_and_strings_are_written_as_they_are_read)
{
    check_same(
        "unit \"\\x01\\x1f\\\\\\\"\xc3\xa9\"\nfile 1 \"\"\n"
        "function f @1:4294967295:4294967295 \"int\"\nparam \"a b\" \"\\x0a\"\nb0:\n"
        "  call %4294967294 %4294967295 () @0:10:100 \"a\\\\\"\n"
        "  switch param4294967295 b0 -9223372036854775808..-1:b0 0..9223372036854775807:b0 @0:0:0\nend\n");
}
END_TEST

/* The expression that the first function of `text` returns. */
static const struct ir_expr *returned(struct arena *arena, const char *text)
{
    const struct ir_unit *unit = ir_read(arena, "test", text, strlen(text), NULL);
    ck_assert_ptr_nonnull(unit);
    return unit->functions[0].blocks[0].value;
}

START_TEST(units_of_one_arena_share_equal_expressions)
{
    struct arena *arena = arena_new();
    const struct ir_expr *first = returned(
        arena, "unit \"a\"\nfunction f @0:1:1 \"\"\nb0:\n  return (add param0->q.tail 1) @0:2:1\nend\n");
    const struct ir_expr *same = returned(
        arena, "unit \"b\"\nfunction g @0:7:1 \"\"\nb0:\n  return (add param0->q.tail 1) @0:8:1\nend\n");
    const struct ir_expr *other = returned(
        arena, "unit \"c\"\nfunction g @0:7:1 \"\"\nb0:\n  return (add param0->q.tail 2) @0:8:1\nend\n");
    ck_assert_ptr_eq(first, same);
    ck_assert_ptr_ne(first, other);
    ck_assert_ptr_eq(first->a, other->a);
    arena_free(arena);
}
END_TEST

START_TEST(interning_gives_one_copy)
{
    struct arena *arena = arena_new();
    ck_assert_ptr_eq(arena_intern(arena, "out", -1), arena_intern(arena, "outer", 3));
    ck_assert_ptr_ne(arena_intern(arena, "out", -1), arena_intern(arena, "outer", -1));
    ck_assert_str_eq(arena_intern(arena, "outer", 3), "out");
    ck_assert_str_eq(arena_intern(arena, "x", 0), "");
    arena_free(arena);
}
END_TEST

START_TEST(many_shared_values_stay_apart)
{
    enum { N = 10000 };
    static const void *first[N];
    struct arena *arena = arena_new();
    for (uint64_t i = 0; i < N; i++)
        first[i] = arena_share(arena, &i, sizeof i);
    for (uint64_t i = 0; i < N; i++) {
        ck_assert_ptr_eq(arena_share(arena, &i, sizeof i), first[i]);
        ck_assert_uint_eq(*(const uint64_t *)first[i], i);
        ck_assert_uint_eq((uintptr_t)first[i] % _Alignof(uint64_t), 0);
    }
    arena_settle(arena);
    const uint64_t zero = 0;
    ck_assert_ptr_ne(arena_share(arena, &zero, sizeof zero), first[0]);
    ck_assert_uint_eq(*(const uint64_t *)first[N - 1], N - 1);
    arena_free(arena);
}
END_TEST

START_TEST(memory_is_zeroed_and_aligned_for_its_size)
{
    struct arena *arena = arena_new();
    for (gsize size = 0; size < 300 * 1000; size = size * 2 + 1)
        for (gsize n = size; n <= size + 1; n++) {
            const char *memory = memset(arena_alloc(arena, n), 1, n); /* the next must not overlap */
            ck_assert_uint_eq((uintptr_t)memory % (n ? MIN(n & -n, 16) : 1), 0);
            const char *next = arena_alloc(arena, n);
            bool is_right = true;
            for (gsize i = 0; i < n; i++)
                is_right = is_right && memory[i] == 1 && next[i] == 0;
            ck_assert(is_right);
        }
    arena_free(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ir");
    TCase *text = tcase_create("text form");
    tcase_add_test(text, expressions_survive);
    tcase_add_test(text, arrow_is_the_deref_of_a_field);
    tcase_add_test(text, a_whole_unit_survives);
    tcase_add_test(text, malformed_text_is_refused_with_its_line);
    tcase_add_test(text, deep_nesting_is_refused_not_a_crash);
    tcase_add_test(text, every_prefix_is_read_or_refused);
    tcase_add_test(text, numbers_and_strings_are_written_as_they_are_read);
    tcase_add_test(text, units_of_one_arena_share_equal_expressions);
    tcase_add_test(text, interning_gives_one_copy);
    tcase_add_test(text, many_shared_values_stay_apart);
    tcase_add_test(text, memory_is_zeroed_and_aligned_for_its_size);
    suite_add_tcase(suite, text);
    return suite_run(suite);
}
