#include "test_source.h"

#include <sys/stat.h>

static void discover_paths(const char *const *paths)
{
    struct source_options options = {.paths = paths};
    discover_with(&options);
}

static void discover_path(const char *path)
{
    const char *const paths[] = {path, NULL};
    discover_paths(paths);
}

static void refuses_path(const char *path, const char *text)
{
    const char *const paths[] = {path, NULL};
    const struct source_options options = {.paths = paths};
    refuses_with(&options, ERROR_INPUT, text);
}

static void link_to(const char *target, const char *path)
{
    g_autofree char *absolute = at(path);
    ck_assert_int_eq(symlink(target, absolute), 0);
}

/* ---- the root ---- */

START_TEST(the_nearest_mark_is_the_root)
{
    static const char *const marks[] = {".git", ".chanlint"};
    g_autofree char *root = at("a"), *inner = at("a/b/c"), *file = at("a/b/c/d.c");
    g_autofree char *mark = g_strconcat("a/", marks[_i], NULL), *outer = g_strdup(".git");
    make_folder(mark);
    make_folder(outer);
    write_file("a/b/c/d.c", "");
    write_file("a/e.c", "");
    discover_path(inner);
    ck_assert_str_eq(tree->root, root);
    has_units("b/c/d.c");
    discover_path(file);
    ck_assert_str_eq(tree->root, root);
    has_units("b/c/d.c");
    discover_path(root);
    ck_assert_str_eq(tree->root, root);
    has_units("b/c/d.c e.c");
}
END_TEST

/* As a work tree of git has it. */
START_TEST(a_mark_may_be_a_file)
{
    g_autofree char *inner = at("a");
    write_file(".git", "gitdir: /nowhere\n");
    write_file("a/b.c", "");
    discover_path(inner);
    ck_assert_str_eq(tree->root, tree_folder);
    has_units("a/b.c");
}
END_TEST

START_TEST(without_a_mark_the_common_folder)
{
    g_autofree char *a = at("x/y1/a.c"), *b = at("x/y2/b.c"), *y1 = at("x/y1"), *x = at("x");
    const char *const two[] = {a, b, NULL}, *const mixed[] = {y1, a, NULL}, *const outer[] = {a, x, NULL};
    write_file("x/y1/a.c", "");
    write_file("x/y2/b.c", "");
    discover_paths(two);
    ck_assert_str_eq(tree->root, x);
    has_units("y1/a.c y2/b.c");
    discover_path(a);
    ck_assert_str_eq(tree->root, y1);
    has_units("a.c");
    discover_paths(mixed);
    ck_assert_str_eq(tree->root, y1);
    has_units("a.c");
    discover_paths(outer);
    ck_assert_str_eq(tree->root, x);
    has_units("y1/a.c y2/b.c");
}
END_TEST

/* `x/y` is no folder of `x/yy`. */
START_TEST(a_common_folder_is_whole_names)
{
    g_autofree char *y = at("x/y"), *yy = at("x/yy"), *x = at("x");
    const char *const paths[] = {y, yy, NULL};
    write_file("x/y/a.c", "");
    write_file("x/yy/b.c", "");
    write_file("x/yyy/c.c", "");
    discover_paths(paths);
    ck_assert_str_eq(tree->root, x);
    has_units("y/a.c yy/b.c");
}
END_TEST

START_TEST(the_default_is_here)
{
    static const char *const none[] = {NULL};
    write_file("a.c", "");
    ck_assert_int_eq(chdir(tree_folder), 0);
    discover_with(&(struct source_options){.paths = NULL});
    has_units("a.c");
    ck_assert_str_eq(tree->root, tree_folder);
    discover_paths(none);
    has_units("a.c");
    discover_path("a.c");
    has_units("a.c");
    discover_path("../tree/./a.c");
    has_units("a.c");
    ck_assert_str_eq(tree->root, tree_folder);
}
END_TEST

/* ---- files and folders ---- */

START_TEST(sources_of_all_kinds_and_nothing_else)
{
    static const char *const files[] = {"a.c", "b.cc", "c.cpp", "d.cxx", "e.C", "f.c++", "a.h", "b.hpp",
        "c.o", "d", "c", "e.c.orig", "f.c~", "g.s", "h.S", "i.m", ".c.swp", ".hidden/a.c", "deep/er/g.c",
        "empty.c/x.txt"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        write_file(files[i], "");
    discover();
    has_units("a.c b.cc c.cpp d.cxx deep/er/g.c e.C f.c++");
    ck_assert_uint_eq(tree->n_files, 7);
    ck_assert_ptr_null(tree->compile_commands);
    for (unsigned i = 0; i < tree->n_units; i++) {
        ck_assert(tree->units[i].relevant);
        ck_assert_str_eq(tree->units[i].directory, tree_folder);
    }
}
END_TEST

START_TEST(a_file_named_twice_is_one)
{
    g_autofree char *file = at("x/a.c"), *inner = at("x");
    const char *const paths[] = {file, inner, tree_folder, file, NULL};
    write_file("x/a.c", "");
    write_file("b.c", "");
    discover_paths(paths);
    has_units("b.c x/a.c");
    ck_assert_uint_eq(tree->n_files, 2);
}
END_TEST

START_TEST(odd_names)
{
    static const char *const names[] = {"a b.c", "a\nb.c", "\xc3\xbc.c", "\xff\xfe.c", "-o.c", "@args.c",
        "*.c", "'\".c", "a\\b.c", "x y/\n/z.c", "...c"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        write_file(names[i], "");
    discover();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (names[i][0] != '.')
            ck_assert_ptr_nonnull(unit_of(names[i]));
    ck_assert_uint_eq(tree->n_units, G_N_ELEMENTS(names) - 1);
    for (unsigned i = 1; i < tree->n_units; i++)
        ck_assert_int_lt(strcmp(tree->units[i - 1].path, tree->units[i].path), 0);
    g_autofree char *file = at("x y/\n/z.c");
    discover_path(file);
    has_units("z.c");
}
END_TEST

START_TEST(links)
{
    g_autofree char *loop = at("loop"), *link = at("link.c"), *other = at("other.c"), *real = at("real.c");
    write_file(".git", "");
    write_file("real.c", "");
    write_file("text.txt", "");
    write_file("folder/a.c", "");
    write_file("../outside.c", "");
    link_to(".", "loop");
    link_to("..", "folder/up");
    link_to("self.c", "self.c");
    link_to("nowhere.c", "dangling.c");
    link_to("folder", "linked.c");
    link_to("real.c", "link.c");
    link_to("text.txt", "other.c");
    link_to("../outside.c", "outside.c");
    link_to("/dev/null", "device.c");
    discover();
    has_units("folder/a.c link.c other.c real.c");
    /* what is given is what it leads to */
    discover_path(loop);
    ck_assert_str_eq(tree->root, tree_folder);
    discover_path(link);
    has_units("real.c");
    refuses_path(other, "no C or C++ source");
}
END_TEST

START_TEST(what_is_no_file)
{
    g_autofree char *pipe = at("pipe.c"), *header = at("a.h"), *none = at("none"), *under = at("a.c/b");
    write_file("a.c", "");
    write_file("a.h", "");
    make_folder("folder.c");
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    discover();
    has_units("a.c");
    refuses_path(pipe, "neither a file nor a folder");
    refuses_path("/dev/null", "neither a file nor a folder");
    refuses_path(header, "no C or C++ source");
    refuses_path(none, "No such file");
    refuses_path(under, "Not a directory");
    refuses_path("", "cannot read");
}
END_TEST

START_TEST(an_empty_tree)
{
    const char *const excludes[] = {"x", NULL};
    struct source_options options = whole_tree();
    refuses("holds no C or C++ file");
    write_file("x/a.c", "");
    options.excludes = excludes;
    refuses_with(&options, ERROR_INPUT, "holds no C or C++ file that is not excluded");
}
END_TEST

/* Root may read all. */
START_TEST(what_cannot_be_read)
{
    g_autofree char *file = at("a.c"), *shut = at("shut");
    write_file("a.c", "");
    write_file("b.c", "");
    write_file("shut/c.c", "");
    ck_assert_int_eq(chmod(file, 0), 0);
    ck_assert_int_eq(chmod(shut, 0), 0);
    if (access(file, R_OK) != 0) {
        discover();
        has_units("a.c b.c");
        refuses_path(file, "Permission denied");
        refuses_path(shut, "Permission denied");
    }
    ck_assert_int_eq(chmod(shut, 0700), 0);
}
END_TEST

START_TEST(deep_folders)
{
    g_autoptr(GString) path = g_string_new(NULL);
    for (unsigned i = 0; i < 100; i++)
        g_string_append(path, "d/");
    g_string_append(path, "a.c");
    write_file(path->str, "");
    discover();
    has_units(path->str);
}
END_TEST

/* ---- the database ---- */

static void write_database(const char *path, const char *define)
{
    g_autofree char *text = g_strdup_printf(
        "[{\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc -D%s\"}]", tree_folder, define);
    write_file(path, text);
}

static void discover_build(const char *build)
{
    struct source_options options = whole_tree();
    options.build = build;
    discover_with(&options);
}

START_TEST(where_the_database_is)
{
    g_autofree char *other = at("other"), *file = at("other/named.json");
    write_file("a.c", "");
    write_file("b.c", "");
    write_file("build.c", "");
    write_database("builds/deep/compile_commands.json", "NO");
    write_database("src/compile_commands.json", "NO");
    write_database(".build/compile_commands.json", "NO");
    make_folder("build");
    discover();
    ck_assert_ptr_null(tree->compile_commands);
    write_database("build-z/compile_commands.json", "Z");
    discover();
    has_flags("a.c", "-DZ");
    has_units("a.c");
    write_database("build-m/compile_commands.json", "M");
    write_database("build-x/compile_commands.json", "X");
    write_database("build-a/compile_commands.json", "A");
    write_database("build-b/compile_commands.json", "B");
    write_database("build-y/compile_commands.json", "Y");
    discover();
    has_flags("a.c", "-DA");
    write_database("compile_commands.json", "ROOT");
    discover();
    has_flags("a.c", "-DROOT");
    write_database("other/compile_commands.json", "OTHER");
    write_database("other/named.json", "NAMED");
    discover_build(other);
    has_flags("a.c", "-DOTHER");
    discover_build(file);
    has_flags("a.c", "-DNAMED");
    ck_assert_str_eq(tree->compile_commands, file);
    ck_assert_int_eq(chdir(tree_folder), 0);
    discover_build("other/");
    has_flags("a.c", "-DOTHER");
}
END_TEST

START_TEST(a_named_database_must_be_there)
{
    g_autofree char *none = at("none"), *empty = at("empty");
    struct source_options options = whole_tree();
    write_file("a.c", "");
    write_database("compile_commands.json", "ROOT");
    make_folder("empty");
    options.build = none;
    refuses_with(&options, ERROR_INPUT, "No such file");
    options.build = empty;
    refuses_with(&options, ERROR_INPUT, "holds no compile_commands.json");
}
END_TEST

/* Only what was asked for. */
START_TEST(a_database_and_paths)
{
    g_autofree char *inner = at("x"), *file = at("y/b.c");
    g_autofree char *text =
        g_strdup_printf("[{\"directory\": \"%s\", \"file\": \"x/a.c\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \"y/b.c\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \"xx/c.c\", \"command\": \"cc\"}]",
            tree_folder, tree_folder, tree_folder);
    make_folder(".git");
    write_file("x/a.c", "");
    write_file("y/b.c", "");
    write_file("compile_commands.json", text);
    discover_path(inner);
    has_units("x/a.c");
    discover_path(file);
    has_units("y/b.c");
}
END_TEST

/* One that nobody named may be about another part of the tree. */
START_TEST(a_found_database_that_lists_none_of_them)
{
    g_autofree char *inner = at("x"), *database = at("compile_commands.json");
    struct source_options options = whole_tree();
    make_folder(".git");
    write_file("x/a.c", "");
    write_file("y/b.c", "");
    write_file("compile_commands.json", "[{\"directory\": \"/\", \"file\": \"y/b.c\", \"command\": \"cc\"}]");
    discover_path(inner);
    has_units("x/a.c");
    ck_assert_ptr_null(tree->compile_commands);
    options.build = database;
    refuses_with(&options, ERROR_INPUT, "lists no C or C++ file");
}
END_TEST

/* ---- excludes ---- */

static const struct {
    const char *glob, *left;
} globs[] = {
    {"none", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"a.c", "b.cc d/e/f.c x[1].c"},
    {"./a.c", "b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"/a.c", "b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"d", "a.c b.cc x[1].c"},
    {"d/", "a.c b.cc x[1].c"},
    {"d/*", "a.c b.cc x[1].c"},
    {"d/**", "a.c b.cc x[1].c"},
    {"d/*.c", "a.c b.cc d/e/a.c d/e/f.c x[1].c"},
    {"d/**.c", "a.c b.cc x[1].c"},
    {"d/**/a.c", "a.c b.cc d/e/f.c x[1].c"},
    {"**/e/", "a.c b.cc d/a.c x[1].c"},
    {"e", "a.c b.cc d/a.c x[1].c"},
    {"e/f.c", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"*.c", "b.cc"},
    {"*.c?", "a.c d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"?.c", "b.cc x[1].c"},
    {"d?a.c", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"d*", "a.c b.cc x[1].c"},
    {"a*", "b.cc d/e/f.c x[1].c"},
    {"[ab].c*", "d/e/f.c x[1].c"},
    {"[!a].c*", "a.c d/a.c d/e/a.c x[1].c"},
    {"[a-e].c", "b.cc d/e/f.c x[1].c"},
    {"x[1].c", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"x[[]1].c", "a.c b.cc d/a.c d/e/a.c d/e/f.c"},
    {"x[", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"x[!", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"x[]", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"a.", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"a+c", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"(a|b).c", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
    {"^a.c$", "a.c b.cc d/a.c d/e/a.c d/e/f.c x[1].c"},
};

START_TEST(excludes)
{
    static const char *const files[] = {"a.c", "b.cc", "d/a.c", "d/e/a.c", "d/e/f.c", "x[1].c"};
    g_autofree char *glob = g_strdup(globs[_i].glob); /* so that reading beyond it is seen */
    const char *const list[] = {glob, NULL};
    struct source_options options = whole_tree();
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        write_file(files[i], "");
    options.excludes = list;
    discover_with(&options);
    has_units(globs[_i].left);
}
END_TEST

START_TEST(excluded_by_several)
{
    const char *const list[] = {"a.c", "\xc3\xbc*", "\xff*", NULL};
    struct source_options options = whole_tree();
    write_file("a.c", "");
    write_file("a.c\n/b.c", "");
    write_file("\xc3\xbc/b.c", "");
    write_file("\xff.c", "");
    write_file("c.c", "");
    options.excludes = list;
    discover_with(&options);
    has_units("a.c\n/b.c c.c");
}
END_TEST

START_TEST(bad_globs)
{
    static const char *const bad[] = {"", "[z-a]"};
    struct source_options options = whole_tree();
    write_file("a.c", "");
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        const char *const list[] = {bad[i], NULL};
        options.excludes = list;
        refuses_with(&options, ERROR_USAGE, "cannot exclude");
    }
}
END_TEST

START_TEST(a_database_and_excludes)
{
    const char *const list[] = {"a.c", NULL};
    struct source_options options = whole_tree();
    write_file("a.c", "");
    write_database("compile_commands.json", "A");
    options.excludes = list;
    refuses_with(&options, ERROR_INPUT, "that is not excluded");
}
END_TEST

/* ---- inferred flags ---- */

static const char c[] = "-std=gnu17 -fms-extensions", cxx[] = "-std=gnu++20";

static void infers(const char *path, const char *standard, const char *folders)
{
    g_autofree char *expected = *folders ? g_strconcat(standard, " ", folders, NULL) : g_strdup(standard);
    has_flags(path, expected);
}

START_TEST(an_include_is_found_by_its_end)
{
    write_file("include/net/a.h", "");
    write_file("src/beside.h", "");
    write_file("top.h", "");
    write_file("src/a.c", "#include \"net/a.h\"\n#include \"beside.h\"\n#include <top.h>\n");
    write_file("src/b.c", "#include \"../include/net/a.h\"\n#include <beside.h>\n");
    write_file("src/c.cpp", "#include <net/a.h>\n");
    write_file("src/d.c", "#include \"et/a.h\"\n#include \"none.h\"\n#include NONE\n");
    discover();
    infers("src/a.c", c, "-Iinclude -I.");
    infers("src/b.c", c, "-Isrc");
    infers("src/c.cpp", cxx, "-Iinclude");
    infers("src/d.c", c, "");
    ck_assert_str_eq(unit_of("src/a.c")->directory, tree_folder);
}
END_TEST

START_TEST(the_nearest_header_is_meant)
{
    write_file("one/include/a.h", "");
    write_file("two/include/a.h", "");
    write_file("include/a.h", "");
    write_file("one/src/a.c", "#include \"a.h\"\n");
    write_file("two/src/a.c", "#include \"a.h\"\n");
    write_file("three/a.c", "#include \"a.h\"\n");
    write_file("p/old/z.h", "");
    write_file("p/inc/z.h", "");
    write_file("p/src/a.c", "#include <z.h>\n");
    discover();
    infers("one/src/a.c", c, "-Ione/include");
    infers("two/src/a.c", c, "-Itwo/include");
    infers("three/a.c", c, "-Iinclude");
    infers("p/src/a.c", c, "-Ip/inc");
}
END_TEST

START_TEST(an_include_folder_above_comes_before_a_neighbour)
{
    write_file("sys/include/draw.h", "");
    write_file("sys/src/cmd/tool/draw.h", "");
    write_file("amd64/include/u.h", "");
    write_file("sys/old/u.h", "");
    write_file("sys/src/cmd/wm/a.c", "#include <u.h>\n#include <draw.h>\n");
    write_file("sys/src/cmd/wm/b.c", "#include \"u.h\"\n");
    write_file("sys/src/cmd/tool/c.c", "#include <draw.h>\n");
    discover();
    infers("sys/src/cmd/wm/a.c", c, "-Iamd64/include -Isys/include");
    infers("sys/src/cmd/wm/b.c", c, "-Isys/old");
    infers("sys/src/cmd/tool/c.c", c, "-Isys/src/cmd/tool");
}
END_TEST

/* What a header includes is looked for as the unit would, whatever includes what. */
START_TEST(headers_of_headers)
{
    write_file("x/a.h", "#include \"y.h\"\n#include <b/z.h>\n#include \"a.h\"\n");
    write_file("x/y.h", "#include \"../x/a.h\"\n");
    write_file("lib/b/z.h", "#include <x/a.h>\n#include \"w.h\"\n");
    write_file("lib/b/w.h", "");
    write_file("src/a.c", "#include \"x/a.h\"\n");
    write_file("self.c", "#include \"self.c\"\n#include <self.c>\n");
    discover();
    infers("src/a.c", c, "-I. -Ilib");
    infers("self.c", c, "-I.");
}
END_TEST

/* In <> the system's own comes first, until the tree's folder is on the search path for another reason. */
START_TEST(headers_that_the_system_has)
{
    write_file("compat/stdio.h", "");
    write_file("compat/stdint.h", "");
    write_file("compat/other.h", "");
    write_file("src/a.c", "#include <stdio.h>\n#include <stdint.h>\n");
    write_file("src/b.c", "#include <stdio.h>\n#include <other.h>\n");
    write_file("src/c.c", "#include \"stdio.h\"\n");
    discover();
    infers("src/a.c", c, "");
    infers("src/b.c", c, "-Icompat");
    infers("src/c.c", c, "-Icompat");
}
END_TEST

/* A lone file has the folder's headers too. */
START_TEST(includes_of_one_file)
{
    g_autofree char *file = at("src/a.c"), *inner = at("src");
    make_folder(".git");
    write_file("include/a.h", "");
    write_file("src/a.c", "#include <a.h>\n");
    write_file("src/b.c", "#include \"none.h\"\n");
    discover_path(file);
    has_units("src/a.c");
    infers("src/a.c", c, "-Iinclude");
    discover_path(inner);
    has_units("src/a.c src/b.c");
    infers("src/a.c", c, "-Iinclude");
}
END_TEST

/* Nothing outside of the root is put on the search path. */
START_TEST(includes_that_leave_the_root)
{
    write_file("../secret.h", "");
    link_to("../..", "up");
    link_to("../secret.h", "linked.h");
    write_file("a.c", "#include \"../secret.h\"\n#include \"../../../../../../../../../etc/x.h\"\n"
                      "#include \"/etc/passwd\"\n#include \"linked.h\"\n#include \"up/secret.h\"\n");
    discover();
    infers("a.c", c, "");
}
END_TEST

START_TEST(the_rules_headers_come_last)
{
    g_autofree char *rules = g_build_filename(folder, "rules", NULL);
    g_autofree char *expected =
        g_strdup_printf("-Iinclude -idirafter %s/headers/alib -idirafter %s/headers/blib", rules, rules);
    struct source_options options = whole_tree();
    write_file("../rules/headers/blib/b.h", "");
    write_file("../rules/headers/alib/a.h", "");
    write_file("../rules/headers/README.md", "");
    write_file("include/x.h", "");
    write_file("a.c", "#include <x.h>\n#include <b.h>\n");
    options.rules = rules;
    discover_with(&options);
    infers("a.c", c, expected);
    /* with a database too */
    write_database("compile_commands.json", "A");
    discover_with(&options);
    ck_assert_str_eq(unit_of("a.c")->flags[0], "-DA");
    ck_assert_str_eq(unit_of("a.c")->flags[1], "-idirafter");
    /* and where there are none */
    rules[strlen(rules) - 1] = 'x';
    discover_with(&options);
    has_flags("a.c", "-DA");
}
END_TEST

static void write_absolute(const char *root)
{
    g_autofree char *path = g_strconcat(root, "/compile_commands.json", NULL), *absolute = at(root);
    g_autofree char *text = g_strdup_printf(
        "[{\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc -I%s/include\"}]", absolute, absolute);
    write_file(path, text);
}

static void discover_alone(const char *path, const char *const *includes)
{
    g_autofree char *absolute = at(path);
    const char *const paths[] = {absolute, NULL};
    const struct source_options options = {.paths = paths, .alone = true, .includes = includes};
    discover_with(&options);
}

/* What is above does not belong to it. */
START_TEST(a_folder_alone)
{
    write_file(".git", "");
    write_file("case/a.c", "#include <sub/b.h>\n#include <c.h>\n");
    write_file("case/include/sub/b.h", "");
    write_file("c.h", "");
    g_autofree char *folder_of_case = at("case");
    const char *const includes[] = {"/elsewhere", NULL};
    discover_alone("case", includes);
    has_units("a.c");
    has_flags("a.c", "-std=gnu17 -fms-extensions -I/elsewhere -Iinclude");
    ck_assert_str_eq(tree->root, folder_of_case);
    ck_assert_str_eq(unit_of("a.c")->root, folder_of_case);
}
END_TEST

/* What stands beside it belongs to it only as far as it includes that. */
START_TEST(a_file_alone)
{
    write_file("case/a.c", "#include \"beside.h\"\n#include <below.h>\n");
    write_file("case/b.c", "");
    write_file("case/beside.h", "");
    write_file("case/other/below.h", "");
    g_autofree char *folder_of_case = at("case");
    discover_alone("case/a.c", NULL);
    has_units("a.c");
    has_flags("a.c", "-std=gnu17 -fms-extensions");
    ck_assert_str_eq(tree->root, folder_of_case);
}
END_TEST

/* The cache is as good in another folder; other flags are another unit. */
START_TEST(hashes_of_flags)
{
    write_file("one/.git", "");
    write_file("one/include/a.h", "");
    write_file("one/a.c", "#include <a.h>\n");
    write_file("one/b.c", "");
    write_file("two/.git", "");
    write_file("two/include/a.h", "");
    write_file("two/a.c", "#include <a.h>\n");
    g_autofree char *one = at("one"), *two = at("two");
    discover_path(one);
    uint64_t a = unit_of("a.c")->flags_hash;
    ck_assert_uint_ne(unit_of("b.c")->flags_hash, a);
    discover_path(two);
    ck_assert_uint_eq(unit_of("a.c")->flags_hash, a);
    write_absolute("one");
    write_absolute("two");
    discover_path(one);
    a = unit_of("a.c")->flags_hash;
    discover_path(two);
    ck_assert_uint_eq(unit_of("a.c")->flags_hash, a);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("source");
    TCase *tests = tcase_create("discover");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, the_nearest_mark_is_the_root, 0, 2);
    tcase_add_test(tests, a_mark_may_be_a_file);
    tcase_add_test(tests, without_a_mark_the_common_folder);
    tcase_add_test(tests, a_common_folder_is_whole_names);
    tcase_add_test(tests, the_default_is_here);
    tcase_add_test(tests, sources_of_all_kinds_and_nothing_else);
    tcase_add_test(tests, a_file_named_twice_is_one);
    tcase_add_test(tests, odd_names);
    tcase_add_test(tests, links);
    tcase_add_test(tests, what_is_no_file);
    tcase_add_test(tests, an_empty_tree);
    tcase_add_test(tests, what_cannot_be_read);
    tcase_add_test(tests, deep_folders);
    tcase_add_test(tests, where_the_database_is);
    tcase_add_test(tests, a_named_database_must_be_there);
    tcase_add_test(tests, a_database_and_paths);
    tcase_add_test(tests, a_found_database_that_lists_none_of_them);
    tcase_add_loop_test(tests, excludes, 0, (int)G_N_ELEMENTS(globs));
    tcase_add_test(tests, excluded_by_several);
    tcase_add_test(tests, bad_globs);
    tcase_add_test(tests, a_database_and_excludes);
    tcase_add_test(tests, an_include_is_found_by_its_end);
    tcase_add_test(tests, the_nearest_header_is_meant);
    tcase_add_test(tests, an_include_folder_above_comes_before_a_neighbour);
    tcase_add_test(tests, headers_of_headers);
    tcase_add_test(tests, headers_that_the_system_has);
    tcase_add_test(tests, includes_of_one_file);
    tcase_add_test(tests, includes_that_leave_the_root);
    tcase_add_test(tests, the_rules_headers_come_last);
    tcase_add_test(tests, a_folder_alone);
    tcase_add_test(tests, a_file_alone);
    tcase_add_test(tests, hashes_of_flags);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
