#include "base/error.h"
#include "folder.h"
#include "model/model.h"
#include "model/project.h"
#include "suite.h"

#include <check.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *root, *rules;
static struct project *project;
static struct model_set *set;

static void set_up(void)
{
    root = folder_make();
    rules = folder_make();
    project = NULL;
    set = NULL;
}

static void tear_down(void)
{
    model_free(set);
    project_free(project);
    folder_remove(root);
    folder_remove(rules);
}

static void write_in(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    ck_assert_int_eq(g_mkdir_with_parents(parent, 0700), 0);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

static void read_project(const char *text)
{
    g_autoptr(GError) error = NULL;
    write_in(root, PROJECT_FILE, text);
    project_free(project);
    project = project_read(root, &error);
    ck_assert_msg(project != NULL, "%s", error ? error->message : "");
}

static void load(char *const *files)
{
    g_autoptr(GError) error = NULL;
    model_free(set);
    set = model_load(rules, files, project, &error);
    ck_assert_msg(set != NULL, "%s", error ? error->message : "");
}

/* Reading is refused, with both texts in what is said. */
static void refuse(const char *text, const char *place, const char *message)
{
    g_autoptr(GError) error = NULL;
    write_in(root, PROJECT_FILE, text);
    ck_assert_ptr_null(project_read(root, &error));
    ck_assert(g_error_matches(error, CHANLINT_ERROR, ERROR_INPUT));
    ck_assert_msg(strstr(error->message, place) != NULL, "no %s in: %s", place, error->message);
    ck_assert_msg(strstr(error->message, message) != NULL, "no %s in: %s", message, error->message);
}

static enum model_role role_of(const char *name)
{
    const struct model_function *function = model_find(set, name, NULL);
    ck_assert_msg(function != NULL, "%s is not found", name);
    return function->role;
}

static const char *file_of(const char *name)
{
    ck_assert_ptr_nonnull(model_find(set, name, NULL));
    return model_find(set, name, NULL)->model->file;
}

#define MODEL(library, function, role)                                                                       \
    "library: " library "\nfunctions: [{name: " function ", does: " role "}]\n"

START_TEST(no_file)
{
    g_autoptr(GError) error = NULL;
    project = project_read(root, &error);
    ck_assert_ptr_nonnull(project);
    ck_assert_ptr_null(project->models[0]);
    ck_assert_ptr_null(project->excludes[0]);
    ck_assert_ptr_null(project->fail_on);
    read_project("# nothing yet\n");
    ck_assert_ptr_null(project->fail_on);
}
END_TEST

START_TEST(all_keys)
{
    write_in(root, "one.yaml", MODEL("one", "one_end", "exit"));
    write_in(root, "more/b.yaml", MODEL("b", "b_end", "exit"));
    write_in(root, "more/a.yaml", MODEL("a", "a_self", "self"));
    write_in(root, "more/README.md", "no model");
    read_project("models: [one.yaml, ./more/../more]\n"
                 "libraries:\n"
                 "  - library: here\n"
                 "    functions: [{name: here_end, does: exit-process}]\n"
                 "exclude: ['third_party/**', /gen]\n"
                 "fail_on: note\n");
    ck_assert_str_eq(project->models[0], "one.yaml");
    ck_assert_str_eq(project->models[1], "./more/../more/a.yaml");
    ck_assert_str_eq(project->models[2], "./more/../more/b.yaml");
    ck_assert_ptr_null(project->models[3]);
    ck_assert_str_eq(project->excludes[0], "third_party/**");
    ck_assert_str_eq(project->excludes[1], "/gen");
    ck_assert_ptr_null(project->excludes[2]);
    ck_assert_str_eq(project->fail_on, "note");
    load(NULL);
    ck_assert_int_eq(role_of("one_end"), MODEL_EXIT);
    ck_assert_int_eq(role_of("a_self"), MODEL_SELF);
    ck_assert_int_eq(role_of("b_end"), MODEL_EXIT);
    ck_assert_int_eq(role_of("here_end"), MODEL_EXIT_PROCESS);
    ck_assert_str_eq(file_of("here_end"), PROJECT_FILE);
    ck_assert_uint_eq(model_find(set, "here_end", NULL)->model->line, 3);
}
END_TEST

START_TEST(who_comes_first)
{
    write_in(rules, "rules.yaml", MODEL("rules", "put", "exit"));
    write_in(root, "tree.yaml", MODEL("tree", "put", "self"));
    write_in(root, "given.yaml", MODEL("given", "put", "exit-process"));
    write_in(root, "same.yaml", MODEL("tree", "put", "allocate"));
    g_autofree char *given = g_build_filename(root, "given.yaml", NULL);
    g_autofree char *same = g_build_filename(root, "same.yaml", NULL);
    read_project("models: [tree.yaml]\n");
    load(NULL);
    ck_assert_int_eq(role_of("put"), MODEL_SELF);
    load((char *[]){given, NULL});
    ck_assert_int_eq(role_of("put"), MODEL_EXIT_PROCESS);
    load((char *[]){same, NULL}); /* the library that the tree has, too */
    ck_assert_int_eq(role_of("put"), MODEL_ALLOCATE);
    read_project("libraries: [{library: tree, functions: [{name: put, does: self}]}]\n");
    load((char *[]){same, NULL});
    ck_assert_int_eq(role_of("put"), MODEL_ALLOCATE);
}
END_TEST

START_TEST(one_library_twice)
{
    g_autoptr(GError) error = NULL, twice = NULL;
    write_in(rules, "rules.yaml", MODEL("rules", "put", "exit"));
    read_project("libraries:\n  - library: rules\n    functions: [{name: get, does: exit}]\n");
    ck_assert_ptr_null(model_load(rules, NULL, project, &error));
    ck_assert_ptr_nonnull(strstr(error->message, ".chanlint.yaml:2:1: library 'rules' is in "));
    ck_assert_ptr_nonnull(strstr(error->message, "rules.yaml already"));
    write_in(root, "a.yaml", MODEL("jobs", "put", "exit"));
    write_in(root, "b.yaml", MODEL("jobs", "put", "exit"));
    read_project("models: [a.yaml, b.yaml]\n");
    ck_assert_ptr_null(model_load(rules, NULL, project, &twice));
    ck_assert_ptr_nonnull(strstr(twice->message, "b.yaml:1:1: library 'jobs' is in a.yaml already"));
}
END_TEST

static uint64_t hash_with(const char *text)
{
    read_project(text);
    load(NULL);
    return model_hash(set);
}

START_TEST(models_are_hashed)
{
    write_in(root, "a.yaml", MODEL("a", "put", "exit"));
    uint64_t none = hash_with(""), file = hash_with("models: [a.yaml]\n");
    uint64_t here = hash_with("libraries: [{library: b, functions: [{name: put, does: exit}]}]\n");
    uint64_t other = hash_with("libraries: [{library: b, functions: [{name: put, does: self}]}]\n");
    ck_assert_uint_eq(hash_with("fail_on: never\nexclude: [a]\n"), none);
    ck_assert_uint_ne(file, none);
    ck_assert_uint_ne(here, none);
    ck_assert_uint_ne(other, here);
    write_in(root, "a.yaml", MODEL("a", "put", "self"));
    ck_assert_uint_ne(hash_with("models: [a.yaml]\n"), file);
}
END_TEST

START_TEST(places)
{
    g_autoptr(GError) error = NULL, bad = NULL;
    refuse("# models: x.yaml\nmodels:\n- a.yaml\n",
        ".chanlint.yaml:3:3: key 'models': ", "cannot read a.yaml: ");
    refuse(
        "libraries:\n- library: x\n  functions:\n  - {name: put, does: sendd}\n", ":4:23: ", "use one of ");
    write_in(root, "bad.yaml", "library: x\nfunctions: [{name: put, does: send}]\n");
    read_project("models: [bad.yaml]\n");
    ck_assert_ptr_null(model_load(rules, NULL, project, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "bad.yaml:2:20: `put`: key 'channel' is missing"));
    g_set_error(&bad, CHANLINT_ERROR, ERROR_USAGE, "no glob");
    read_project("fail_on: error # exclude: [x]\nexclude:\n  - y\n  - x\n");
    project_prefix_error(project, "exclude", "x", &bad);
    ck_assert_str_eq(bad->message, ".chanlint.yaml:4:5: key 'exclude': no glob");
}
END_TEST

START_TEST(outside_of_the_tree)
{
    g_autofree char *inner = g_build_filename(root, "inner", NULL);
    g_autofree char *link = g_build_filename(root, "inner", "link.yaml", NULL);
    write_in(root, "outer.yaml", MODEL("outer", "put", "exit"));
    write_in(inner, "own.yaml", MODEL("own", "get", "exit"));
    write_in(root, "inner-sibling/a.yaml", MODEL("sibling", "put", "exit"));
    ck_assert_int_eq(symlink("../outer.yaml", link), 0);
    char *tree = root;
    root = inner;
    refuse("models: [../outer.yaml]\n", ":1:10: key 'models': ", "../outer.yaml is not inside of the tree");
    refuse("models: [../inner-sibling]\n", ":1:10", "is not inside of the tree");
    refuse("models: [link.yaml]\n", ":1:10", "link.yaml is not inside of the tree");
    g_autofree char *absolute = g_strdup_printf("models: [%s/own.yaml]\n", inner);
    refuse(absolute, ":1:10", "is not inside of the tree");
    root = tree;
    read_project("models: [inner/own.yaml]\n");
    load(NULL);
    ck_assert_str_eq(file_of("get"), "inner/own.yaml");
}
END_TEST

START_TEST(the_file_leads_out)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(root, PROJECT_FILE, NULL);
    write_in(rules, "secret", "password\n");
    g_autofree char *secret = g_build_filename(rules, "secret", NULL);
    ck_assert_int_eq(symlink(secret, path), 0);
    ck_assert_ptr_null(project_read(root, &error));
    ck_assert_ptr_nonnull(strstr(error->message, ".chanlint.yaml is not inside of the tree"));
    ck_assert_ptr_null(strstr(error->message, "password"));
}
END_TEST

START_TEST(what_is_no_file)
{
    g_autofree char *pipe = g_build_filename(root, "pipe.yaml", NULL);
    g_autofree char *path = g_build_filename(root, PROJECT_FILE, NULL);
    g_autoptr(GError) error = NULL, folder = NULL;
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    read_project("models: [pipe.yaml]\n");
    ck_assert_ptr_null(model_load(rules, NULL, project, &error));
    ck_assert_ptr_nonnull(strstr(error->message, ".chanlint.yaml:1:10: key 'models': pipe.yaml is no file"));
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    ck_assert_ptr_null(project_read(root, &folder));
    ck_assert_ptr_nonnull(strstr(folder->message, ".chanlint.yaml is no file"));
}
END_TEST

START_TEST(too_large)
{
    g_autoptr(GString) text = g_string_new("fail_on: error\n");
    while (text->len < 1 << 20)
        g_string_append(text, "# and so on\n");
    g_string_truncate(text, 1 << 20);
    read_project(text->str);
    ck_assert_str_eq(project->fail_on, "error");
    g_string_append_c(text, '#');
    refuse(text->str, PROJECT_FILE, "is larger than a megabyte");
}
END_TEST

START_TEST(levels)
{
    ck_assert(project_is_level("error") && project_is_level("never"));
    ck_assert(!project_is_level("fatal") && !project_is_level(""));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("project");
    TCase *tests = tcase_create("project");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, no_file);
    tcase_add_test(tests, all_keys);
    tcase_add_test(tests, who_comes_first);
    tcase_add_test(tests, one_library_twice);
    tcase_add_test(tests, models_are_hashed);
    tcase_add_test(tests, places);
    tcase_add_test(tests, outside_of_the_tree);
    tcase_add_test(tests, the_file_leads_out);
    tcase_add_test(tests, what_is_no_file);
    tcase_add_test(tests, too_large);
    tcase_add_test(tests, levels);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
