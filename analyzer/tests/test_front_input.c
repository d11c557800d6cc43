/* Input that is missing, broken, hostile or merely large. */
#include "front_case.h"

static const char *const c_flags[] = {"-std=gnu17", NULL};

static void extract_text(const char *name, const char *text, gssize length, struct front_result *result)
{
    write_file(name, text, length);
    extract(case_root(), name, c_flags, result);
}

START_TEST(a_missing_file_is_an_error)
{
    g_autoptr(GError) error = NULL;
    struct front_result result;
    struct front_unit unit = {
        .root = case_root(), .path = "gone.c", .directory = case_root(), .flags = c_flags};
    ck_assert(!front_extract(&unit, &result, &error));
    ck_assert_msg(
        g_str_has_suffix(error->message, "gone.c: there is no such file to parse"), "%s", error->message);
    front_clear(&result);
}
END_TEST

START_TEST(an_empty_file_is_an_empty_unit)
{
    struct front_result result;
    extract_text("empty.c", "", 0, &result);
    ck_assert_uint_eq(result.n_errors, 0);
    ck_assert_ptr_null(result.first_error);
    ck_assert_str_eq(result.ir->str, "unit \"empty.c\"\n");
    ck_assert_uint_eq(result.includes->len, 0);
    front_clear(&result);
}
END_TEST

START_TEST(errors_are_counted_and_the_rest_is_kept)
{
    struct front_result result;
    extract_text("broken.c",
        "#include \"no_such.h\"\nint a(int);\nvoid f(void) { a(1); missing_type x; a(2); }\nvoid g(void) { "
        "a(3); }\n",
        -1, &result);
    ck_assert_uint_eq(result.n_errors, 2);
    ck_assert_msg(g_str_has_suffix(result.first_error, "broken.c:1:10: 'no_such.h' file not found"), "%s",
        result.first_error);
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:a (1)"));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:a (2)"));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:a (3)"));
    front_clear(&result);
}
END_TEST

/* The call of `@lost` in the IR of the text; NULL: none. The caller's. */
static char *lost_in(const char *name, const char *text)
{
    struct front_result result;
    extract_text(name, text, -1, &result);
    const char *call = strstr(result.ir->str, "fn:@lost (");
    char *args =
        call ? g_strndup(call + strlen("fn:@lost ("), strcspn(call, ")") - strlen("fn:@lost (")) : NULL;
    front_clear(&result);
    return args;
}

static void expect_lost(const char *name, const char *text, const char *expected)
{
    g_autofree char *args = lost_in(name, text);
    ck_assert_pstr_eq(args, expected);
}

START_TEST(names_in_a_statement_that_is_lost_are_kept)
{
    expect_lost("statement.c",
        "void put(void *); static void *ready, *seen; struct s { void *in, *out; } static box; extern int "
        "rows[4];\n"
        "void f(struct s *s) { missing_type x = take(ready, s->out, \"seen\", rows[2], &box) /* seen */;\n"
        "  put(seen); put(s->in); }\n",
        "static:ready ?.s.out &static:box &global:rows");
}
END_TEST

START_TEST(names_in_a_function_behind_an_unknown_macro_are_kept)
{
    expect_lost("attribute.c",
        "void put(void *); static void *ready;\nstatic void IN_FAST_MEMORY handler(void) { put(ready); }\n",
        "static:ready");
}
END_TEST

START_TEST(a_function_that_is_named_in_lost_text_alone_is_lost_with_what_it_names)
{
    static const char format[] =
        "void put(void *); static void *ready, *other;\n"
        "static void inner(void) { put(ready); } static void handler(void) { inner(); }\n"
        "void g(void) { put(other); } void f(void) { missing_type e = install(%s); %s }\n";
    g_autofree char *named = g_strdup_printf(format, "handler", "");
    g_autofree char *called = g_strdup_printf(format, "handler", "handler();");
    g_autofree char *unnamed = g_strdup_printf(format, "0", "");
    expect_lost("named.c", named, "static:ready");
    expect_lost("called.c", called, NULL);
    expect_lost("unnamed.c", unnamed, NULL);
}
END_TEST

START_TEST(what_is_understood_loses_nothing)
{
    expect_lost("whole.c", "void put(void *); static void *ready; void f(void) { put(ready); }\n", NULL);
    expect_lost("header.c",
        "#include \"no_such.h\"\nvoid put(void *); static void *ready;\n#if 0\nready\n#endif\n"
        "void f(void) { put(ready); }\n",
        NULL);
    expect_lost("directive.c",
        "#define READY ready\nvoid put(void *); static void *ready;\nvoid f(void) { missing_type x; "
        "put(READY); }\n",
        NULL);
}
END_TEST

/* What a build configures is not there when only the source is. */
START_TEST(an_unknown_name_is_unknown_alone)
{
    struct front_result result;
    extract_text("configured.c",
        "int start(const char *, int, int (*)(void)); int body(void);\n"
        "int f(int *n) { int r = start(\"f\", CONFIG_PRIORITY, body); *n = CONFIG_SIZE; return r; }\n"
        "int g(void) { if (start(\"g\", CONFIG_PRIORITY, body) < 0) return 1; return 0; }\n",
        -1, &result);
    ck_assert_uint_eq(result.n_errors, 3);
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:start (\"f\" ? fn:body)"));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "set local:r %1"));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "set *param0 ?"));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:start (\"g\" ? fn:body)"));
    front_clear(&result);
}
END_TEST

START_TEST(no_name_is_taken_for_one_that_is_spelled_alike)
{
    struct front_result result;
    extract_text("alike.c",
        "struct queue { int size; }; int queue_size, queue_send(int), queue_body(void);\n"
        "#define SEND(WHAT) queue_##WHAT(1)\n"
        "int f(struct queue *q, int (*h)(int)) { queue_sizes = h(queue_bodi()); q->sizes = 1;\n"
        "SEND(send); return SEND(sent); }\n",
        -1, &result);
    ck_assert_uint_eq(result.n_errors, 2);
    ck_assert_ptr_null(strstr(result.ir->str, "queue_size "));
    ck_assert_ptr_null(strstr(result.ir->str, "fn:queue_body"));
    ck_assert_ptr_null(strstr(result.ir->str, "queue.size "));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:queue_send (1)"));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:queue_sent (1)"));
    front_clear(&result);
}
END_TEST

START_TEST(a_method_that_is_not_there_is_not_another)
{
    struct front_result result;
    write_file("alike.cc",
        "struct queue { void send(int); int size; };\n"
        "void take(int, int (*)()); int body();\n"
        "void f(queue *q) { q->sent(1); q->send(2); q->sizes = 3; take(CONFIG_SIZE, body); }\n",
        -1);
    extract(case_root(), "alike.cc", (const char *const[]){NULL}, &result);
    ck_assert_uint_eq(result.n_errors, 3);
    ck_assert_ptr_null(strstr(result.ir->str, "fn:queue::send (param0 1)"));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:queue::send (param0 2)"));
    ck_assert_ptr_null(strstr(result.ir->str, "param0->queue.size"));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:take (? fn:body)"));
    front_clear(&result);
}
END_TEST

START_TEST(what_is_not_declared_is_declared_nowhere)
{
    struct front_result result;
    extract_text("implicit.c", "int old();\nint f(void) { return task_create(1) + old(2); }\n", -1, &result);
    ck_assert_ptr_null(strstr(result.ir->str, "declare task_create"));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "declare old \"implicit.c\""));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:task_create (1)"));
    front_clear(&result);
}
END_TEST

START_TEST(old_code_has_no_errors)
{
    struct front_result result;
    extract_text("old.c",
        "struct s { int x; };\nmain(argc, argv) char **argv; { char *p = 3; int i = p; void (*h)(int) = "
        "main;\n"
        "undeclared(p, h); struct s *q = p; return; }\n",
        -1, &result);
    ck_assert_msg(result.n_errors == 0, "%s", result.first_error);
    ck_assert_ptr_nonnull(strstr(result.ir->str, "fn:undeclared (local:p local:h)"));
    front_clear(&result);
}
END_TEST

START_TEST(customary_names_need_no_header)
{
    struct front_result result;
    extract_text("custom.c",
        "void step(void);\nvoid f(void) { while (TRUE) step(); }\nvoid g(void) { while (RUNNING) step(); }\n",
        -1, &result);
    ck_assert_msg(result.n_errors == 2, "%s", result.first_error);
    const char *g = strstr(result.ir->str, "function g");
    ck_assert_ptr_nonnull(g);
    g_autofree char *f = g_strndup(result.ir->str, (gsize)(g - result.ir->str));
    ck_assert_ptr_null(strstr(f, "branch"));
    ck_assert_ptr_nonnull(strstr(g, "branch ?"));
    front_clear(&result);
}
END_TEST

START_TEST(includes_are_listed_once)
{
    struct front_result result;
    write_file("one.h", "int one;\n", -1);
    write_file("two.h", "#include \"one.h\"\nstatic inline int two(void) { return 2; }\n", -1);
    extract_text("including.c", "#include \"two.h\"\n#include \"one.h\"\nint f(void) { return two(); }\n", -1,
        &result);
    ck_assert_uint_eq(result.includes->len, 2);
    g_autofree char *one = g_build_filename(case_root(), "one.h", NULL);
    g_autofree char *two = g_build_filename(case_root(), "two.h", NULL);
    ck_assert_str_eq(g_ptr_array_index(result.includes, 0), two);
    ck_assert_str_eq(g_ptr_array_index(result.includes, 1), one);
    ck_assert_ptr_nonnull(
        strstr(result.ir->str, "function static two @1:2:19")); /* of a header in the tree */
    front_clear(&result);
}
END_TEST

START_TEST(files_outside_of_the_root_are_not_lowered)
{
    struct front_result result;
    write_file("outside/lib.h", "static inline int lib(void) { return 2; }\n", -1);
    write_file("tree/main.c", "#include \"../outside/lib.h\"\nint f(void) { return lib(); }\n", -1);
    g_autofree char *root = g_build_filename(case_root(), "tree", NULL);
    extract(root, "main.c", c_flags, &result);
    ck_assert_ptr_nonnull(strstr(result.ir->str, "declare lib "));
    ck_assert_ptr_null(strstr(result.ir->str, "function static lib"));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "function f @1:2:5"));
    front_clear(&result);
}
END_TEST

START_TEST(builtin_headers_are_found)
{
    struct front_result result;
    extract_text("builtin.c",
        "#include <stdarg.h>\n#include <stdatomic.h>\n#include <stdbool.h>\n#include <stddef.h>\n#include "
        "<limits.h>\n",
        -1, &result);
    ck_assert_msg(result.n_errors == 0, "%s", result.first_error);
    front_clear(&result);
}
END_TEST

enum { DEEP = 1500 }; /* beyond what is followed, not beyond what the stack of clang's parser takes */

static void survive(const char *name, GString *text)
{
    struct front_result result;
    extract_text(name, text->str, (gssize)text->len, &result);
    front_clear(&result);
    g_string_free(text, TRUE);
}

static GString *repeated(const char *head, const char *what, int n, const char *tail)
{
    GString *text = g_string_new(head);
    for (int i = 0; i < n; i++)
        g_string_append(text, what);
    return g_string_append(text, tail);
}

START_TEST(hostile_input_is_survived)
{
    GString *garbage = g_string_new(NULL);
    for (unsigned i = 0, x = 1; i < 20000; i++, x = x * 1103515245 + 12345)
        g_string_append_c(garbage, (char)(x >> 16));
    survive("garbage.c", garbage);
    survive("parens.c", repeated("int x = ", "(", 20000, ";"));
    survive("blocks.c", repeated("void f(void) { ", "{", 20000, ""));
    survive("loops.c", repeated("void f(int x) { ", "while (x) ", DEEP, "f(x); }"));
    survive("negations.c", repeated("int f(int x) { return ", "- ", DEEP, "f(x); }"));
    survive("choices.c", repeated("int f(int x) { return ", "x ? f(x) : ", DEEP, "x; }"));
    survive("sets.c", repeated("void f(int x) { ", "x = ", DEEP, "f(x); }"));
    survive("commas.c", repeated("void f(int x) { f(0)", ", f(x)", 5000, "; }"));
    survive("derefs.c",
        repeated("struct s { struct s *n; }; void *f(struct s *p) { return p", "->n", 5000, "; }"));
    survive("items.c", repeated("struct s { int x, y; } a[] = { ", "1, ", 20000, "};"));
    survive("huge.c", g_string_new("int a[1L << 40] = { [1 ... 100000] = 2 }; char b[1 << 30] = { 1 };"));
    survive("unfinished.c", g_string_new("#define X(\nvoid f(void) { for (;; switch (1) { case"));
    survive("designators.c", g_string_new("struct s { int x; } a = { [3] = 1 }, b = { .y = 2 }, c[] = { [-1] "
                                          "= 1, [x] = 2, [2 ... 1] = {} };"));
    survive("bytes.c", g_string_new("void f(const char *); void g(void) { f(\"\xff\xfe\x80 caf\xe9\"); }"));
}
END_TEST

START_TEST(misplaced_jumps_are_survived)
{
    struct front_result result;
    extract_text("jumps.c",
        "void f(int n) { break; continue; case 3: goto nowhere; default: switch (n) { case n: case f: ; } }\n"
        "void f(int n) { f(2); }\n",
        -1, &result);
    ck_assert_uint_ge(result.n_errors, 4);
    front_clear(&result);
}
END_TEST

int main(void)
{
    static const TTest *const *tests[] = {&a_missing_file_is_an_error, &an_empty_file_is_an_empty_unit,
        &errors_are_counted_and_the_rest_is_kept, &an_unknown_name_is_unknown_alone,
        &no_name_is_taken_for_one_that_is_spelled_alike, &a_method_that_is_not_there_is_not_another,
        &names_in_a_statement_that_is_lost_are_kept, &names_in_a_function_behind_an_unknown_macro_are_kept,
        &a_function_that_is_named_in_lost_text_alone_is_lost_with_what_it_names,
        &what_is_understood_loses_nothing, &what_is_not_declared_is_declared_nowhere, &old_code_has_no_errors,
        &customary_names_need_no_header, &includes_are_listed_once,
        &files_outside_of_the_root_are_not_lowered, &builtin_headers_are_found, &hostile_input_is_survived,
        &misplaced_jumps_are_survived};
    const TTest *list[G_N_ELEMENTS(tests)];
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        list[i] = *tests[i];
    return run_suite("front: input", list, G_N_ELEMENTS(list));
}
