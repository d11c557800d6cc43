#include "source/private.h"
#include "test_source.h"

#include <sys/stat.h>

/* ---- the allow-list ---- */

/* `cc` and the arguments, apart by blanks -> what is passed on, the same way. */
static void filters(const char *arguments, const char *expected)
{
    struct arena *arena = arena_new();
    g_autoptr(GPtrArray) flags = g_ptr_array_new();
    g_autofree char *line = g_strconcat("cc ", arguments, NULL);
    g_auto(GStrv) argv = g_strsplit(g_strchomp(line), " ", -1);
    flags_filter(arena, tree_folder, (const char *const *)argv, flags);
    g_ptr_array_add(flags, NULL);
    g_autofree char *got = g_strjoinv(" ", (char **)flags->pdata);
    ck_assert_msg(g_str_equal(got, expected), "%s\nis %s\nnot %s", arguments, got, expected);
    arena_free(arena);
}

static const struct {
    const char *arguments, *expected;
} passed[] = {
    {"", ""}, {"-DA -DB=1 -D C -D D=2 -UE -U F", "-DA -DB=1 -DC -DD=2 -UE -UF"},
    {"-Ia -I b -iquote c -iquoted -isystem e -isystemf -idirafter g",
        "-Ia -Ib -iquotec -iquoted -isysteme -isystemf -idirafterg"},
    {"-isystem-after a -Ib", "-isystem-aftera -Ib"}, {"-include a.h -includeb.h", "-includea.h -includeb.h"},
    {"-std=c99 -std=gnu++20 --std=c11 -ansi", "-std=c99 -std=gnu++20 --std=c11 -ansi"},
    {"-x c -xc++", "-xc -xc++"}, {"-pthread -fopenmp -nostdinc -m32", "-pthread -fopenmp -nostdinc -m32"},
    {"-DA -c a.c -DB -o a.o -DC", "-DA -DB -DC"},
    {"-DA=\"B\" -DC=D=E", "-DA=\"B\" -DC=D=E"}, /* the shell's work is done */
};

START_TEST(what_passes)
{
    filters(passed[_i].arguments, passed[_i].expected);
}
END_TEST

/* Each stands between two flags that must pass: nothing swallows what comes behind it. */
static const char *const dropped[] = {
    "a.c",
    "-c",
    "-S",
    "-E",
    "-O2",
    "-g",
    "-Wall",
    "-Werror",
    "-v",
    "-###",
    "-o a.o",
    "-oa.o",
    "-M",
    "-MM",
    "-MD",
    "-MMD",
    "-MG",
    "-MP",
    "-MF a.d",
    "-MFa.d",
    "-MT a",
    "-MTa",
    "-MQ a",
    "-MJ a.json",
    "-MJa.json",
    "-Wp,-MD,a.d",
    "-Wl,-z,now",
    "-Wa,--listing",
    "-fplugin=a.so",
    "-fplugin-arg-a-b=c",
    "-fpass-plugin=a.so",
    "-Xclang -load",
    "-Xclang -load -Xclang a.so",
    "-Xclang -add-plugin -Xclang a",
    "-load a.so",
    "-plugin a",
    "-mllvm -load=a.so",
    "-Xpreprocessor -MD",
    "-Xassembler a",
    "-Xlinker a",
    "@a.args",
    "@",
    "--config a.cfg",
    "--config=a.cfg",
    "--config-user-dir=a",
    "-specs=a.specs",
    "--specs=a.specs",
    "-specs a.specs",
    "-B a",
    "-Ba",
    "-wrapper a,b",
    "-fmodules",
    "-fmodules-cache-path=a",
    "-fmodule-file=a.pcm",
    "-fmodule-map-file=a",
    "-fcxx-modules",
    "-fimplicit-module-maps",
    "-fprebuilt-module-path=a",
    "-include-pch a.pch",
    "-imacros a.h",
    "-ivfsoverlay a.yaml",
    "-isysroot a",
    "--sysroot=a",
    "-iwithprefix a",
    "-iprefix a",
    "-emit-pch",
    "-cc1",
    "-save-temps",
    "-save-temps=obj",
    "-ftime-trace=a.json",
    "--serialize-diagnostics a.dia",
    "-fprofile-generate=a",
    "-fprofile-use=a",
    "-ftest-coverage",
    "-fcrash-diagnostics-dir=a",
    "-gen-reproducer",
    "-working-directory a",
    "-working-directory=a",
    "-resource-dir=a",
    "-ccc-install-dir a",
    "-fuse-ld=a",
    "-target a",
    "--target=a",
    "-arch a",
    "-x ast",
    "-xir",
    "-x c-header",
    "-x none",
    "-std=c99-evil",
    "-std=",
    "-I-",
    "-I -",
    "-fno-gcse",
    "-fanalyzer",
    "-mno-fentry",
    "-fno-builtin-printf",
    "-aux-info a",
    "--param max-inline=1",
    "-L a",
    "-La",
    "-la",
    "-T a.ld",
    "-u a",
    "-z now",
    "-",
    "-D ",
};

START_TEST(what_does_not)
{
    g_autofree char *arguments = g_strdup_printf("-DA %s -DB", dropped[_i]);
    /* no space behind: an empty value */
    filters(arguments, "-DA -DB");
}
END_TEST

START_TEST(the_end_of_the_arguments)
{
    static const char *const unfinished[] = {
        "-D", "-I", "-include", "-x", "-o", "-Xclang", "-std=", "-isystem"};
    for (size_t i = 0; i < G_N_ELEMENTS(unfinished); i++)
        filters(unfinished[i], "");
    filters("-DA -- -DB", "-DA");
}
END_TEST

/* A value is one piece with its option: it cannot become one itself. */
START_TEST(a_value_is_no_option)
{
    filters("-D -fplugin=a.so -I @b -include -o -U -Xclang", "-D-fplugin=a.so -I@b -include-o -U-Xclang");
}
END_TEST

START_TEST(included_files)
{
    g_autofree char *pipe = at("pipe.h"), *header = at("header.h"), *link = at("link.h");
    write_file("header.h", "");
    make_folder("folder.h");
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    ck_assert_int_eq(symlink("/dev/zero", link), 0);
    g_autofree char *arguments = g_strdup_printf("-include %s -include header.h -include search.h", header);
    g_autofree char *expected = g_strdup_printf("-include%s -includeheader.h -includesearch.h", header);
    filters(arguments, expected);
    filters("-include /dev/zero -include /dev/stdin -include /no/such/file", "");
    filters("-include pipe.h -include link.h -include folder.h -include . -include ../tree/pipe.h", "");
}
END_TEST

/* ---- compile_commands.json ---- */

/* One entry for a.c, with these flags of JSON text. */
static void write_entry(const char *directory, const char *rest)
{
    g_autofree char *text =
        g_strdup_printf("[{\"directory\": \"%s\", \"file\": \"a.c\", %s}]", directory, rest);
    write_file("a.c", "");
    write_file("compile_commands.json", text);
}

static const struct {
    const char *rest, *flags;
} entries[] = {
    {"\"arguments\": [\"cc\", \"-DA\", \"-D\", \"B C\", \"a.c\"]", "-DA -DB C"},
    {"\"arguments\": [\"cc\", \"-DA=\\\"x\\\"\", \"-D\\u00e9\"]", "-DA=\"x\" -D\xc3\xa9"},
    {"\"arguments\": []", ""},
    {"\"arguments\": [\"\", \"\", \"-DA\"]", "-DA"},
    {"\"command\": \"cc -DA -D B a.c\"", "-DA -DB"},
    {"\"command\": \"cc -DA='\\\"x y\\\"' -DB=\\\\\\\"z\\\\\\\" '-DC' \\\"-DD E\\\" -DF\\\\ G\"",
        "-DA=\"x y\" -DB=\"z\" -DC -DD E -DF G"},
    {"\"command\": \"cc\\t-DA\\n-DB  a.c\"", "-DA -DB"},
    {"\"command\": \"cc -DA=`id` -DB=$(id) -DC=$HOME\"", "-DA=`id` -DB=$(id) -DC=$HOME"}, /* nobody runs it */
    {"\"command\": \"cc -DB\", \"arguments\": [\"cc\", \"-DA\"]", "-DA"}, /* no quoting is lost in it */
    {"\"command\": \"cc -DB\", \"arguments\": \"-DA\"", "-DB"},
    {"\"command\": \"cc -DA\", \"output\": 5, \"other\": {\"x\": [null]}", "-DA"},
};

START_TEST(commands_and_arguments)
{
    write_entry(tree_folder, entries[_i].rest);
    discover();
    has_units("a.c");
    has_flags("a.c", entries[_i].flags);
    ck_assert_str_eq(unit_of("a.c")->directory, tree_folder);
    g_autofree char *database = at("compile_commands.json");
    ck_assert_str_eq(tree->compile_commands, database);
}
END_TEST

static const struct {
    const char *text, *message;
} malformed[] = {
    {"", "no JSON"},
    {" \n", "no JSON"},
    {"nonsense", "no JSON"},
    {"\xef\xbb\xbf[", "no JSON"},
    {"[{\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc\"}", "no JSON"},
    {"[{\"directory\": \"/\", \"file\": \"a", "no JSON"},
    {"{}", "no array"},
    {"null", "no array"},
    {"5", "no array"},
    {"\"a.c\"", "no array"},
    {"[]", "lists no C or C++ file"},
    {"[5]", "entry 1 needs \"directory\" and \"file\""},
    {"[null]", "entry 1 needs"},
    {"[[]]", "entry 1 needs"},
    {"[\"a.c\"]", "entry 1 needs"},
    {"[{}]", "entry 1 needs"},
    {"[{\"file\": \"a.c\", \"command\": \"cc\"}]", "entry 1 needs"},
    {"[{\"directory\": \"/\", \"command\": \"cc\"}]", "entry 1 needs"},
    {"[{\"directory\": 5, \"file\": \"a.c\", \"command\": \"cc\"}]", "entry 1 needs"},
    {"[{\"directory\": \"/\", \"file\": [\"a.c\"], \"command\": \"cc\"}]", "entry 1 needs"},
    {"[{\"directory\": null, \"file\": null, \"command\": null}]", "entry 1 needs"},
    {"[{\"directory\": \"/\", \"file\": \"a.c\"}]", "neither \"arguments\" nor \"command\""},
    {"[{\"directory\": \"/\", \"file\": \"a.c\", \"command\": [\"cc\"]}]", "neither"},
    {"[{\"directory\": \"/\", \"file\": \"a.c\", \"arguments\": {\"0\": \"cc\"}}]", "neither"},
    {"[{\"directory\": \"/\", \"file\": \"a.c\", \"arguments\": [\"cc\", 5]}]",
        "something else than strings"},
    {"[{\"directory\": \"/\", \"file\": \"a.c\", \"arguments\": [null]}]", "something else than strings"},
    {"[{\"directory\": \"/\", \"file\": \"a.c\", \"arguments\": [[\"cc\"]]}]", "something else than strings"},
    {"[{\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc '-DA\"}]", "no shell understands"},
    {"[{\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc \\\\\"}]", "no shell understands"},
    {"[{\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"\"}]", "no shell understands"},
    {"[{\"directory\": \"/\", \"file\": \"b.txt\", \"command\": \"cc\"}]", "lists no C or C++ file"},
    {"[{\"directory\": \"/\", \"file\": \"a.c\", \"command\": \"cc\"}, 5]", "entry 2 needs"},
};

START_TEST(malformed_databases)
{
    write_file("a.c", "");
    write_file("compile_commands.json", malformed[_i].text);
    g_autofree char *path = at("compile_commands.json");
    struct source_options options = whole_tree();
    options.build = path;
    refuses_with(&options, ERROR_INPUT, malformed[_i].message);
    refuses_with(&options, ERROR_INPUT, "compile_commands.json");
}
END_TEST

START_TEST(no_file_for_a_database)
{
    g_autofree char *path = at("compile_commands.json");
    write_file("a.c", "");
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    refuses("this is no file");
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(g_mkdir(path, 0700), 0);
    refuses("this is no file");
}
END_TEST

START_TEST(relative_directories)
{
    write_file("src/a.c", "");
    write_file("out/compile_commands.json",
        "[{\"directory\": \"../src\", \"file\": \"a.c\", \"command\": \"cc -I.\"}]");
    g_autofree char *database = at("out"), *directory = at("src");
    struct source_options options = whole_tree();
    options.build = database;
    discover_with(&options);
    has_units("src/a.c");
    has_flags("src/a.c", "-I.");
    ck_assert_str_eq(unit_of("src/a.c")->directory, directory);
}
END_TEST

/* What is not there is for the parser to miss; what is not the tree's, or not asked for, is left out. */
START_TEST(files_of_entries)
{
    g_autofree char *text =
        g_strdup_printf("[{\"directory\": \"%s\", \"file\": \"./x/../a.c\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s/none\", \"file\": \"../missing.c\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \"../outside.c\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \"/etc/passwd.c\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \"a.h\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \"a.s\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \"b.cpp\", \"command\": \"c++\"}]",
            tree_folder, tree_folder, tree_folder, tree_folder, tree_folder, tree_folder, tree_folder);
    write_file("a.c", "");
    write_file("b.cpp", "");
    write_file("not_listed.c", "");
    write_file("../outside.c", "");
    write_file("compile_commands.json", text);
    discover();
    has_units("a.c b.cpp missing.c");
}
END_TEST

/* Equal flags once, others each: also when a path is written in another way. */
START_TEST(entries_of_one_file)
{
    g_autofree char *text = g_strdup_printf(
        "[{\"directory\": \"%s\", \"file\": \"b.c\", \"command\": \"cc -DB\"},"
        "{\"directory\": \"%s\", \"file\": \"b.c\", \"command\": \"cc -DA\"},"
        "{\"directory\": \"%s\", \"file\": \"./b.c\", \"command\": \"gcc -O2 -DB -c b.c\"},"
        "{\"directory\": \"%s/x/..\", \"file\": \"%s/b.c\", \"arguments\": [\"cc\", \"-D\", \"A\"]},"
        "{\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc -DB\"}]",
        tree_folder, tree_folder, tree_folder, tree_folder, tree_folder, tree_folder);
    write_file("a.c", "");
    write_file("b.c", "");
    write_file("compile_commands.json", text);
    discover();
    has_units("a.c b.c b.c");
    ck_assert_uint_eq(tree->n_files, 2);
    ck_assert_str_eq(tree->units[1].flags[0], "-DA");
    ck_assert_str_eq(tree->units[2].flags[0], "-DB");
    ck_assert_uint_ne(tree->units[1].flags_hash, tree->units[2].flags_hash);
    ck_assert_uint_eq(tree->units[0].flags_hash, tree->units[2].flags_hash);
}
END_TEST

START_TEST(a_huge_entry)
{
    enum { N = 100000 };
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(
        text, "[{\"directory\": \"%s\", \"file\": \"a.c\", \"arguments\": [\"cc\"", tree_folder);
    for (unsigned i = 0; i < N; i++)
        g_string_append_printf(text, ", \"-DA%u\"", i);
    g_autofree char *long_value = g_strnfill(1 << 22, 'x');
    g_string_append_printf(text, ", \"-D%s\"]}]", long_value);
    write_file("a.c", "");
    write_bytes("compile_commands.json", text->str, text->len);
    discover();
    const char *const *flags = unit_of("a.c")->flags;
    ck_assert_uint_eq(g_strv_length((char **)flags), N + 1);
    ck_assert_str_eq(flags[N - 1], "-DA99999");
    ck_assert_uint_eq(strlen(flags[N]), (1 << 22) + 2);
}
END_TEST

/* SQLite's JSON reader has a limit, and says so: no stack of ours overflows. */
START_TEST(a_deep_entry)
{
    enum { N = 100000 };
    g_autofree char *open = g_strnfill(N, '['), *shut = g_strnfill(N, ']');
    g_autofree char *text = g_strconcat(open, shut, NULL);
    write_file("a.c", "");
    write_file("compile_commands.json", text);
    refuses("no JSON");
}
END_TEST

START_TEST(odd_paths_of_entries)
{
    g_autofree char *text =
        g_strdup_printf("[{\"directory\": \"%s\", \"file\": \"a b\\n\xc3\xbc.c\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \"\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \".c\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \"..\", \"command\": \"cc\"}]",
            tree_folder, tree_folder, tree_folder, tree_folder);
    write_file("a b\n\xc3\xbc.c", "");
    write_file("compile_commands.json", text);
    discover();
    has_units(".c a b\n\xc3\xbc.c");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("source");
    TCase *tests = tcase_create("flags");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, what_passes, 0, (int)G_N_ELEMENTS(passed));
    tcase_add_loop_test(tests, what_does_not, 0, (int)G_N_ELEMENTS(dropped));
    tcase_add_test(tests, the_end_of_the_arguments);
    tcase_add_test(tests, a_value_is_no_option);
    tcase_add_test(tests, included_files);
    tcase_add_loop_test(tests, commands_and_arguments, 0, (int)G_N_ELEMENTS(entries));
    tcase_add_loop_test(tests, malformed_databases, 0, (int)G_N_ELEMENTS(malformed));
    tcase_add_test(tests, no_file_for_a_database);
    tcase_add_test(tests, relative_directories);
    tcase_add_test(tests, files_of_entries);
    tcase_add_test(tests, entries_of_one_file);
    tcase_add_test(tests, a_huge_entry);
    tcase_add_test(tests, a_deep_entry);
    tcase_add_test(tests, odd_paths_of_entries);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
