/* What the tests of front/ share: a source is extracted, and a function's blocks are compared with what is
 * written by hand, without locations. Every extraction is also read back and written again. */
#ifndef CHANLINT_FRONT_CASE_H
#define CHANLINT_FRONT_CASE_H

#include "folder.h"
#include "front/front.h"
#include "ir/ir.h"
#include "suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define PRELUDE                                                                                              \
    "int a(void); int b(void); int c(void); int g(int); void h(void *); void use(int, int);"                 \
    "void die(void) __attribute__((noreturn)); struct s { int x, y; struct s *next; int (*run)(int); };\n"

/* What LLVM itself loses, on code with errors, is not ours to free; read by the leak sanitizer. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libLLVM\nleak:libclang\n";
}

/* The folder of the test that runs. */
static char *root_of_case;

static void make_root(void)
{
    root_of_case = folder_make();
}

static void remove_root(void)
{
    g_clear_pointer(&root_of_case, folder_remove);
}

static const char *case_root(void)
{
    return root_of_case;
}

static void write_file(const char *name, const char *text, gssize length)
{
    g_autofree char *path = g_build_filename(case_root(), name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    ck_assert_int_eq(g_mkdir_with_parents(folder, 0700), 0);
    ck_assert(g_file_set_contents(path, text, length, NULL));
}

static void check_round_trip(const GString *ir)
{
    g_autoptr(GError) error = NULL;
    struct arena *arena = arena_new();
    const struct ir_unit *unit = ir_read(arena, "unit", ir->str, ir->len, &error);
    ck_assert_msg(unit != NULL, "%s\n%s", error ? error->message : "", ir->str);
    g_autoptr(GString) again = g_string_new(NULL);
    ir_write(unit, again);
    ck_assert_str_eq(again->str, ir->str);
    arena_free(arena);
}

static void extract(const char *root, const char *name, const char *const *flags, struct front_result *result)
{
    g_autoptr(GError) error = NULL;
    struct front_unit unit = {.root = root, .path = name, .directory = root, .flags = flags};
    ck_assert_msg(front_extract(&unit, result, &error), "%s", error ? error->message : "");
    check_round_trip(result->ir);
}

/* The IR of a file that holds `source`, which has no errors. */
G_GNUC_UNUSED static char *ir_of(const char *name, const char *source, const char *const *flags)
{
    struct front_result result;
    write_file(name, source, -1);
    extract(case_root(), name, flags, &result);
    ck_assert_msg(result.n_errors == 0, "%s", result.first_error);
    char *ir = g_strdup(result.ir->str);
    front_clear(&result);
    return ir;
}

/* The blocks of function `name`, a line each, without indentation and locations. */
G_GNUC_UNUSED static char *blocks_of(const char *ir, const char *name)
{
    g_auto(GStrv) lines = g_strsplit(ir, "\n", -1);
    g_autofree char *start = g_strdup_printf("function %s @", name);
    g_autofree char *static_start = g_strdup_printf("function static %s @", name);
    GString *blocks = g_string_new(NULL);
    bool inside = false;
    for (char **line = lines; *line; line++) {
        if (g_str_has_prefix(*line, start) || g_str_has_prefix(*line, static_start))
            inside = true;
        else if (strcmp(*line, "end") == 0)
            inside = false;
        else if (inside && !g_str_has_prefix(*line, "param ")) {
            char *at = g_strrstr(*line, " @");
            if (at)
                *at = '\0';
            g_string_append_printf(blocks, "%s\n", g_strstrip(*line));
        }
    }
    return g_string_free(blocks, FALSE);
}

struct front_case {
    const char *source; /* after PRELUDE, defines `f` */
    const char *blocks;
};

G_GNUC_UNUSED static void check_cases(const struct front_case *cases, size_t n)
{
    static const char *const flags[] = {"-std=gnu17", NULL};
    for (size_t i = 0; i < n; i++) {
        g_autofree char *source = g_strconcat(PRELUDE, cases[i].source, NULL);
        g_autofree char *ir = ir_of("case.c", source, flags);
        g_autofree char *blocks = blocks_of(ir, "f");
        ck_assert_msg(strcmp(blocks, cases[i].blocks) == 0, "%s\nis\n%s\ninstead of\n%s", cases[i].source,
            blocks, cases[i].blocks);
    }
}

#define CHECK_CASES(cases) check_cases(cases, G_N_ELEMENTS(cases))

G_GNUC_UNUSED static int run_suite(const char *name, const TTest *const *tests, size_t n)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_set_timeout(tcase, 300);
    tcase_add_checked_fixture(tcase, make_root, remove_root);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

#endif
