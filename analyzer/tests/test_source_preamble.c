#include "test_source.h"

enum { UNITS = 13 }; /* more than enough to share a preamble */

/* Writes DIR/0.c, DIR/1.c, ... that all hold `text`. */
static void write_units(const char *dir, unsigned n, const char *text)
{
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *path = g_strdup_printf("%s/%u.c", dir, i);
        write_file(path, text);
    }
}

static void find(void)
{
    discover();
    g_autofree struct source_unit **units = g_new(struct source_unit *, tree->n_units);
    for (unsigned i = 0; i < tree->n_units; i++)
        units[i] = &tree->units[i];
    source_find_preambles(tree, units, tree->n_units);
}

/* All units of one text share a preamble that ends where `rest` begins; NULL: there is none. */
static void ends_before(const char *text, const char *rest)
{
    write_units("a", UNITS, text);
    find();
    ck_assert_msg(tree->n_preambles == (rest != NULL), "%s", text);
    for (unsigned i = 0; rest && i < UNITS; i++) {
        ck_assert_ptr_eq(tree->units[i].preamble, &tree->preambles[0]);
        ck_assert_str_eq(text + tree->units[i].preamble_length, rest);
    }
}

static const struct {
    const char *preamble, *rest; /* NULL: the preamble is none */
} ends[] = {
    {"#include <stdio.h>\n", "int x;\n"},
    {"#include <stdio.h>\n#include <errno.h>\n", "\n\nint x;\n"},
    {"/* by\n * me */ // #include\n\n # /* */ include <stdio.h> // x\n", "int x;\n"},
    {"#include <stdio.h> /* begins\n ends */\n", "int x;\n"},
    {"#define _GNU_SOURCE\n#undef X\n#include <stdio.h>\n", "#define Y\nint x;\n"},
    {"#include <stdio.h>\r\n", "int x;\r\n"},
    {"#ifdef A\n#include <stdio.h>\n#else\n#if B\n#endif\n#endif\n", "int x;\n"},
    {"#include <stdio.h>\n", "#ifdef A\n#include <errno.h>\nint x;\n#endif\n"},
    {"#include <stdio.h>\n", "#pragma once\n#include <errno.h>\n"},
    {"#include <stdio.h>\n", "#endif\n#include <errno.h>\n"},
    {"#include <stdio.h>\n", "#define X \\\n 1\n#include <errno.h>\n"},
    {"#include <stdio.h>\n", "int x;\n#include <errno.h>\n"},
    {"#include <sys//*.h>\n", "int x;\n"},
    {NULL, "int x;\n#include <stdio.h>\n"},
    {NULL, "#include <stdio.h>"}, /* a line that does not end may go on in another file */
    {NULL, "#include <stdio.h>\rint x;\n"},
    {NULL, "#define X\n"},
    {NULL, ""},
};

START_TEST(where_it_ends)
{
    g_autofree char *text = g_strconcat(ends[_i].preamble ? ends[_i].preamble : "", ends[_i].rest, NULL);
    ends_before(text, ends[_i].preamble ? ends[_i].rest : NULL);
}
END_TEST

START_TEST(comments_may_differ)
{
    write_units("a", UNITS, "#include <stdio.h>\n#include <errno.h>\n");
    write_units("b", UNITS, "/* longer */\n#include <stdio.h>\n\n#include <errno.h>\nint x;\n");
    find();
    ck_assert_uint_eq(tree->n_preambles, 1);
    for (unsigned i = 0; i < 2 * UNITS; i++)
        ck_assert_ptr_eq(tree->units[i].preamble, &tree->preambles[0]);
    ck_assert_uint_eq(tree->n_units, 2 * UNITS);
    ck_assert_uint_eq(unit_of("a/0.c")->preamble_length, 38);
    ck_assert_uint_eq(unit_of("b/0.c")->preamble_length, 52);
    ck_assert_uint_ne(unit_of("a/0.c")->preamble_hash, unit_of("b/0.c")->preamble_hash);
    ck_assert_uint_eq(unit_of("a/0.c")->preamble_hash, unit_of("a/1.c")->preamble_hash);
}
END_TEST

START_TEST(the_longest_that_enough_units_have)
{
    write_units("a", UNITS, "#include <stdio.h>\n#include <errno.h>\n#include <math.h>\n");
    write_units("b", UNITS, "#include <stdio.h>\n#include <errno.h>\n");
    write_units("c", 2, "#include <stdio.h>\n#include <errno.h>\n#include <ctype.h>\n");
    find();
    ck_assert_uint_eq(tree->n_preambles, 2);
    ck_assert_uint_eq(unit_of("a/0.c")->preamble_length, 56);
    ck_assert_uint_eq(unit_of("c/0.c")->preamble_length, 38);
    ck_assert_ptr_eq(unit_of("c/0.c")->preamble, unit_of("b/0.c")->preamble);
}
END_TEST

START_TEST(too_few_have_none)
{
    write_units("a", 5, "#include <stdio.h>\n");
    find();
    ck_assert_uint_eq(tree->n_preambles, 0);
    ck_assert_ptr_null(unit_of("a/0.c")->preamble);
}
END_TEST

START_TEST(quoted_headers_are_those_of_a_folder)
{
    write_units("a", UNITS, "#include <stdio.h>\n#include \"own.h\"\n");
    write_units("b", UNITS, "#include <stdio.h>\n#include \"own.h\"\n");
    write_file("a/own.h", "int a;\n");
    write_file("b/own.h", "int b;\n");
    find();
    ck_assert_uint_eq(tree->n_preambles, 2);
    ck_assert_ptr_ne(unit_of("a/0.c")->preamble, unit_of("b/0.c")->preamble);
}
END_TEST

/* Of a header that a folder does not have, the search path decides. */
START_TEST(quoted_headers_of_other_folders_are_the_same)
{
    write_units("a", UNITS, "#include \"config.h\"\n#include <stdio.h>\n");
    write_units("b", UNITS, "#include \"config.h\"\n#include <stdio.h>\n");
    find();
    ck_assert_uint_eq(tree->n_preambles, 1);
    ck_assert_ptr_eq(unit_of("a/0.c")->preamble, unit_of("b/0.c")->preamble);
}
END_TEST

START_TEST(languages_and_flags_divide)
{
    g_autoptr(GString) database = g_string_new("[");
    for (unsigned i = 0; i < 2 * UNITS; i++) {
        g_autofree char *path = g_strdup_printf("%u.%s", i, i % 2 ? "c" : "cc");
        write_file(path, "#include <stdio.h>\n");
        g_string_append_printf(database,
            "%s{\"directory\": \"%s\", \"file\": \"%s\", \"arguments\": [\"cc\", \"%s\", \"%s\"]}",
            i ? "," : "", tree_folder, path,
            i < 2   ? "-includeown.h"
            : i < 4 ? "-DOWN"
                    : "-DX",
            path);
    }
    g_string_append_c(database, ']');
    write_file("compile_commands.json", database->str);
    find();
    ck_assert_uint_eq(tree->n_preambles, 0); /* 11 of each language */
    ck_assert_uint_eq(tree->n_units, 2 * UNITS);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("source_preamble");
    TCase *tests = tcase_create("source_preamble");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, where_it_ends, 0, (int)G_N_ELEMENTS(ends));
    tcase_add_test(tests, comments_may_differ);
    tcase_add_test(tests, the_longest_that_enough_units_have);
    tcase_add_test(tests, too_few_have_none);
    tcase_add_test(tests, quoted_headers_are_those_of_a_folder);
    tcase_add_test(tests, quoted_headers_of_other_folders_are_the_same);
    tcase_add_test(tests, languages_and_flags_divide);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
