/* A unit behind its compiled preamble is the same unit. */
#include "front_case.h"

#include <glib/gstdio.h>
#include <xxhash.h>

static const char *const c_flags[] = {"-std=gnu17", NULL};

static struct front_unit unit_of(const char *name)
{
    return (struct front_unit){.root = case_root(), .path = name, .directory = case_root(), .flags = c_flags};
}

/* `name` holds `head` and `rest`, and `head` is the preamble that is compiled to `file`. */
static struct front_unit write_unit(const char *name, const char *head, const char *rest, const char *file)
{
    g_autofree char *text = g_strconcat(head, rest, NULL);
    struct front_unit unit = unit_of(name);
    write_file(name, text, -1);
    unit.preamble.file = file;
    unit.preamble.length = (unsigned)strlen(head);
    unit.preamble.hash = XXH32(head, strlen(head), 0);
    return unit;
}

static char *preamble_file(void)
{
    return g_build_filename(case_root(), "compiled", NULL);
}

/* Whether it defines something. */
static bool precompile(const struct front_unit *unit)
{
    struct front_result result;
    g_autoptr(GError) error = NULL;
    ck_assert_msg(front_precompile(unit, &result, &error), "%s", error ? error->message : "");
    ck_assert_uint_eq(result.n_errors, 0);
    bool defines = result.ir->len > 0;
    front_clear(&result);
    return defines;
}

/* leaves: result, of the unit behind its preamble, which has the IR that the unit has as a whole */
static void check_same(const struct front_unit *unit, struct front_result *result)
{
    struct front_unit alone = *unit;
    struct front_result whole;
    alone.preamble.file = NULL;
    ck_assert(front_extract(&alone, &whole, NULL));
    ck_assert(front_extract(unit, result, NULL));
    ck_assert_str_eq(result->ir->str, whole.ir->str);
    ck_assert_uint_eq(result->n_errors, whole.n_errors);
    ck_assert_str_eq(
        result->first_error ? result->first_error : "", whole.first_error ? whole.first_error : "");
    front_clear(&whole);
}

static bool includes(const struct front_result *result, const char *name)
{
    for (guint i = 0; i < result->includes->len; i++)
        if (g_str_has_suffix(result->includes->pdata[i], name))
            return true;
    return false;
}

START_TEST(it_is_the_same_unit)
{
    g_autofree char *file = preamble_file();
    struct front_result result;
    write_file("a.h", "#define A(x) a(x)\nint a(int);\nstruct s { int n; };\n", -1);
    write_file("b.h", "int b(int);\n", -1);
    struct front_unit unit = write_unit("u.c", "/* by me */\n#include \"a.h\"\n#define B b\n",
        "#include \"b.h\"\n#include \"a.h\"\nint f(struct s *s) { return A(B(s->n)) + missing; }\n", file);
    write_file("a.h", "#ifndef A\n#define A(x) a(x)\nint a(int);\nstruct s { int n; };\n#endif\n", -1);
    ck_assert(!precompile(&unit));
    check_same(&unit, &result);
    ck_assert_ptr_nonnull(strstr(result.ir->str, "function f @1:6:5"));
    ck_assert_uint_eq(result.n_errors, 1);
    ck_assert(includes(&result, "/b.h"));
    ck_assert(!includes(&result, ".preamble"));
    front_clear(&result);
}
END_TEST

/* Others begin with the same directives, with other comments between them. */
START_TEST(it_serves_other_units)
{
    g_autofree char *file = preamble_file();
    struct front_result result;
    write_file("a.h", "int a(int);\n", -1);
    struct front_unit first = write_unit("u.c", "#include \"a.h\"\n", "int f(void) { return a(1); }\n", file);
    ck_assert(!precompile(&first));
    struct front_unit other =
        write_unit("v.c", "/* two\n lines */\n#include \"a.h\"\n", "int g(void) { return a(2); }\n", file);
    check_same(&other, &result);
    ck_assert_ptr_nonnull(strstr(result.ir->str, "unit \"v.c\""));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "function g @1:4:5"));
    ck_assert(!includes(&result, "/a.h")); /* it is the preamble's */
    front_clear(&result);
}
END_TEST

START_TEST(what_it_defines_is_the_units)
{
    g_autofree char *file = preamble_file();
    struct front_result result;
    write_file("a.h", "static inline int a(int n) { return n; }\nstatic int (*hook)(int) = a;\n", -1);
    struct front_unit unit =
        write_unit("u.c", "#include \"a.h\"\n", "int f(void) { return hook(1); }\n", file);
    unit.preamble.defines = precompile(&unit);
    ck_assert(unit.preamble.defines);
    check_same(&unit, &result);
    ck_assert_ptr_nonnull(strstr(result.ir->str, "function static a "));
    ck_assert_ptr_nonnull(strstr(result.ir->str, "function f "));
    front_clear(&result);
}
END_TEST

/* It is named in an attribute, which says nothing of where it is declared. */
START_TEST(what_runs_at_the_end_of_a_scope_is_found)
{
    g_autofree char *file = preamble_file();
    struct front_result result;
    write_file("a.h", "void release(int *);\n", -1);
    struct front_unit unit = write_unit(
        "u.c", "#include \"a.h\"\n", "void f(void) { __attribute__((cleanup(release))) int v = 1; }\n", file);
    ck_assert(!precompile(&unit));
    check_same(&unit, &result);
    ck_assert_ptr_nonnull(strstr(result.ir->str, "declare release \"a.h\""));
    front_clear(&result);
}
END_TEST

START_TEST(templates_are_the_same)
{
    static const char *const flags[] = {"-std=c++17", NULL};
    g_autofree char *file = preamble_file();
    struct front_result result;
    write_file("a.h",
        "#include <string>\n#include <sstream>\n"
        "template<class T> struct box { T value; T get() { return value; } template<class U> U as() { return "
        "value; } };\n"
        "inline int a(box<int> &b) { return b.get(); }\n",
        -1);
    struct front_unit unit = write_unit("u.cc", "#include \"a.h\"\n",
        "long f(box<int> &b) { std::ostringstream s; s << b.get(); return b.as<long>() + a(b); }\n", file);
    unit.flags = flags;
    unit.preamble.defines = precompile(&unit);
    ck_assert(unit.preamble.defines);
    check_same(&unit, &result);
    ck_assert_ptr_nonnull(strstr(result.ir->str, "function f @"));
    front_clear(&result);
}
END_TEST

/* They are counted and placed as without a preamble, in each unit at its own lines. */
START_TEST(errors_are_the_same)
{
    g_autofree char *file = preamble_file();
    struct front_result head, result;
    const char *text = "#include <stddef.h>\n#include \"no_such.h\"\n#include \"broken.h\"\n";
    write_file("broken.h", "missing_type x;\nstruct s { int n; };\n", -1);
    struct front_unit unit = write_unit("u.c", text, "int f(struct s *s) { return s->n + missing; }\n", file);
    ck_assert(front_precompile(&unit, &head, NULL));
    unit.preamble.n_errors = head.n_errors;
    unit.preamble.first_error = head.first_error;
    check_same(&unit, &result);
    ck_assert_uint_eq(result.n_errors, 3);
    ck_assert_msg(g_str_has_suffix(result.first_error, "/u.c:2:10: 'no_such.h' file not found"), "%s",
        result.first_error);
    front_clear(&result);

    struct front_unit other = write_unit("v.c",
        "/* more */\n\n#include <stddef.h>\n  #  include \"no_such.h\"\n#include \"broken.h\"\n",
        "struct s t;\n", file);
    other.preamble.n_errors = head.n_errors;
    other.preamble.first_error = head.first_error;
    check_same(&other, &result);
    ck_assert_uint_eq(result.n_errors, 2);
    ck_assert_msg(g_str_has_suffix(result.first_error, "/v.c:4:14: 'no_such.h' file not found"), "%s",
        result.first_error);
    front_clear(&result);
    front_clear(&head);
}
END_TEST

static void check_refused(const struct front_unit *unit)
{
    struct front_result result;
    g_autoptr(GError) error = NULL;
    ck_assert(!front_precompile(unit, &result, &error));
    ck_assert_msg(g_str_has_suffix(error->message, "u.c: what it begins with cannot be compiled alone"), "%s",
        error->message);
}

START_TEST(what_cannot_be_precompiled)
{
    g_autofree char *file = preamble_file();
    struct front_unit nameless = write_unit("u.c", "#include NO_SUCH\n", "int x;\n", file);
    check_refused(&nameless);
    struct front_unit nowhere =
        write_unit("u.c", "#include <stddef.h>\n", "int x;\n", "/no/such/folder/file");
    check_refused(&nowhere);
    struct front_unit changed = write_unit("u.c", "#include <stddef.h>\n", "int x;\n", file);
    changed.preamble.hash++;
    check_refused(&changed);
    ck_assert(!g_file_test(file, G_FILE_TEST_EXISTS));
}
END_TEST

/* Each leaves the unit as it is without a preamble. */
START_TEST(what_does_not_fit_is_not_used)
{
    g_autofree char *file = preamble_file();
    struct front_result result;
    write_file("a.h", "int a(int);\n", -1);
    struct front_unit unit = write_unit("u.c", "#include \"a.h\"\n", "int f(void) { return a(1); }\n", file);
    ck_assert(!precompile(&unit));
    write_file("a.h", "int a(int); int changed;\n", -1);
    check_same(&unit, &result);
    ck_assert(includes(&result, "/a.h"));
    front_clear(&result);

    ck_assert(!precompile(&unit));
    write_file("u.c", "#include <b.h>\nint f(void) { return 1; }\n", -1);
    check_same(&unit, &result);
    front_clear(&result);

    unit.preamble.length = 1000000;
    check_same(&unit, &result);
    front_clear(&result);

    write_unit("u.c", "#include \"a.h\"\n", "int f(void) { return a(1); }\n", file);
    unit.preamble.length = (unsigned)strlen("#include \"a.h\"\n");
    write_file("compiled", "nonsense", -1);
    check_same(&unit, &result);
    ck_assert(includes(&result, "/a.h"));
    front_clear(&result);

    g_unlink(file);
    check_same(&unit, &result);
    front_clear(&result);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {it_is_the_same_unit, it_serves_other_units, what_it_defines_is_the_units,
        what_runs_at_the_end_of_a_scope_is_found, errors_are_the_same, templates_are_the_same,
        what_cannot_be_precompiled, what_does_not_fit_is_not_used};
    /* As in the worker. libclang would save what has errors in a thread, whose signal stack the sanitizer
     * frees. */
    g_setenv("LIBCLANG_NOTHREADS", "1", TRUE);
    return run_suite("front_preamble", tests, G_N_ELEMENTS(tests));
}
