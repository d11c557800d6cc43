/* Input that is missing, broken, hostile or merely large; and every case of testdata. */
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

static void extract_folder(const char *root, const char *folder, unsigned *n)
{
    g_autofree char *headers = g_build_filename(SOURCE_DIR, "rules/headers", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            extract_folder(root, path, n);
        } else if (g_str_has_suffix(name, ".c")) {
            g_autoptr(GPtrArray) flags = g_ptr_array_new_with_free_func(g_free);
            g_autoptr(GDir) libraries = g_dir_open(headers, 0, NULL);
            const char *library;
            while (libraries && (library = g_dir_read_name(libraries)) != NULL) {
                g_ptr_array_add(flags, g_strdup("-idirafter"));
                g_ptr_array_add(flags, g_build_filename(headers, library, NULL));
            }
            g_ptr_array_add(flags, NULL);
            struct front_result result;
            extract(root, path, (const char *const *)flags->pdata, &result);
            ck_assert_msg(result.n_errors == 0, "%s", result.first_error);
            ck_assert_ptr_nonnull(strstr(result.ir->str, "\nfunction "));
            front_clear(&result);
            ++*n;
        }
    }
}

START_TEST(the_cases_of_testdata_are_understood)
{
    unsigned n = 0;
    extract_folder(SOURCE_DIR, SOURCE_DIR "/testdata/cases", &n);
    ck_assert_uint_gt(n, 0);
}
END_TEST

int main(void)
{
    static const TTest *const *tests[] = {&a_missing_file_is_an_error, &an_empty_file_is_an_empty_unit,
        &errors_are_counted_and_the_rest_is_kept, &old_code_has_no_errors, &includes_are_listed_once,
        &files_outside_of_the_root_are_not_lowered, &builtin_headers_are_found, &hostile_input_is_survived,
        &misplaced_jumps_are_survived, &the_cases_of_testdata_are_understood};
    const TTest *list[G_N_ELEMENTS(tests)];
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        list[i] = *tests[i];
    return run_suite("front: input", list, G_N_ELEMENTS(list));
}
