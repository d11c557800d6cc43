/* Units as one program: which body a name stands for, and which programs a tree has. */
#include "link_case.h"

/* The file of the body that the call on the line runs; "none", or "several". */
static const char *body_of(uint32_t line)
{
    const struct call *call = call_on(line);
    if (call->n_targets > 1)
        return "several";
    return call->n_targets ? call->targets[0]->unit->path : "none";
}

static struct function *function_in(const char *path, const char *name)
{
    for (guint i = 0; i < joined.program->functions->len; i++) {
        struct function *function = program_function(joined.program, i);
        if (g_str_equal(function->ir->name, name) && g_str_equal(function->unit->path, path))
            return function;
    }
    ck_abort_msg("no function %s in %s", name, path);
    return NULL;
}

#define JOIN(...)                                                                                            \
    do {                                                                                                     \
        struct ir_unit *units[] = {__VA_ARGS__};                                                             \
        join_units(units, G_N_ELEMENTS(units));                                                              \
    } while (0)

/* -- what the code says -- */

static const char *role_on(uint32_t line)
{
    const struct call *call = call_on(line);
    return call->model ? call->model->model->library : call->n_targets ? "body" : "nothing";
}

/* An annotation counts where it is declared, and where the body has it that is called; it comes before models
 * and bodies. Another function of the name is not meant. */
START_TEST(annotated_functions)
{
    JOIN(unit_of("q.c", "annotate push @1 \"send(0)\"\n"
                        "function push @10; b0: return\n"
                        "function f @20; b0: call %1 fn:push (local:q) @21; return\n"),
        unit_of("use.c", "function g @30; b0: call %1 fn:push (local:q) @31; return\n"),
        unit_of("own.c", "function static push @40; b0: return\n"
                         "function h @50; b0: call %1 fn:push (local:q) @51; return\n"),
        unit_of("lib.c",
            "declare pthread_join \"pthread.h\"; declare take \"own.h\"; declare unknown \"own.h\"\n"
            "annotate pthread_join @1 \"lock(0)\"\nannotate take @2 \"receive(0)\"\n"
            "function k @60; b0: call %1 fn:take (local:q) @61; call %2 fn:pthread_join (local:t) @62; "
            "call %3 fn:unknown (local:q) @63; return\n"));
    ck_assert_str_eq(role_on(21), "annotations");
    ck_assert_str_eq(role_on(31), "annotations");
    ck_assert_int_eq(call_on(31)->model->role, MODEL_SEND);
    ck_assert_str_eq(role_on(51), "body");
    ck_assert_int_eq(call_on(61)->model->role, MODEL_RECEIVE);
    ck_assert_int_eq(call_on(62)->model->role, MODEL_LOCK);
    ck_assert_str_eq(role_on(63), "nothing");
    ck_assert(call_on(63)->exposes);
    ck_assert(!call_on(61)->exposes);
}
END_TEST

START_TEST(annotated_functions_as_values)
{
    join("declare pthread_create \"pthread.h\"\nannotate push @1 \"send(0, 1)\"\n"
         "function push @3; param q; param item; b0: return\n"
         "function f @10; b0: set global:hook fn:push; call %1 global:hook (local:q 1) @11; return\n");
    ck_assert_ptr_nonnull(call_on(11)->model);
    ck_assert_int_eq(call_on(11)->model->role, MODEL_SEND);
}
END_TEST

static void refuse_annotations(const char *lines, const char *message)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strconcat(lines, "function f @9; b0: return\n", NULL);
    struct ir_unit *unit = unit_of("a.c", text);
    ck_assert(!link_annotate(&unit, 1, annotations, &error));
    ck_assert_str_eq(error->message, message);
}

START_TEST(annotations_that_make_no_sense)
{
    refuse_annotations("annotate push @3 \"send(x)\"\n",
        "a.c:3:5: the annotation `chanlint:send(x)` of `push`: `push`: key 'channel': 'x' is no argument: "
        "write its "
        "number, counted from 0, or `result`, or one of them after `at` or `each of`");
    refuse_annotations("annotate push @3 \"receive(0)\"\nannotate push @4 \"send(0)\"\n",
        "a.c:4:5: the annotation `chanlint:send(0)` of `push`: it has another one, `chanlint:receive(0)`");
}
END_TEST

/* -- calls -- */

START_TEST(call_knows_where_it_stands)
{
    join("function g @1; b0: return\n"
         "function f @10; b0: set local:x 1; call %1 fn:puts (\"x\") @11; jump b1\n"
         "b1: call %2 fn:g () @12; return\n");
    const struct function *f = function_of("f");
    ck_assert_uint_eq(f->n_calls, 2);
    ck_assert_uint_eq(f->calls[0].instr, 1);
    ck_assert_uint_eq(f->calls[1].block, 1);
    ck_assert_ptr_eq(f->results[2], &f->calls[1]);
    ck_assert_ptr_eq(f->calls[1].function, f);
    ck_assert_str_eq(f->calls[1].callee, "g");
    const struct function *g = function_of("g");
    ck_assert_uint_eq(g->callers->len, 1);
    ck_assert_ptr_eq(g_ptr_array_index(g->callers, 0), &f->calls[1]);
    ck_assert_str_eq(program_file(f, f->ir->at), "a.c");
    ck_assert_str_eq(program_file(f, (struct ir_location){0}), "");
}
END_TEST

START_TEST(target_is_added_once)
{
    join("function g @1; b0: return; function f @10; b0: call %1 local:p () @11; return\n");
    struct call *call = call_on(11);
    ck_assert_ptr_null(call->callee);
    ck_assert(program_add_target(joined.program, call, function_of("g")));
    ck_assert(!program_add_target(joined.program, call, function_of("g")));
    ck_assert(program_add_target(joined.program, call, function_of("f")));
    ck_assert_uint_eq(call->n_targets, 2);
    ck_assert_uint_eq(function_of("g")->callers->len, 1);
}
END_TEST

START_TEST(spawned_body_has_no_caller)
{
    join("function run @1; b0: return\n"
         "function f @10; b0: call %1 fn:dill_prologue (0 0 0 -1 \"a.c\" 11); call %2 fn:run () @11\n"
         "call %3 fn:dill_epilogue (); return\n");
    ck_assert(call_on(11)->spawns);
    ck_assert_ptr_eq(call_on(11)->targets[0], function_of("run"));
    ck_assert_uint_eq(function_of("run")->callers->len, 0);
}
END_TEST

/* -- models -- */

START_TEST(function_of_a_library_is_what_its_model_says)
{
    join("function f @1; b0: call %1 fn:chansendul (local:c 1) @2; call %2 fn:puts (\"x\") @3; return\n");
    ck_assert_ptr_nonnull(call_on(2)->model);
    ck_assert_int_eq(call_on(2)->model->role, MODEL_SEND);
    ck_assert_ptr_null(call_on(3)->model);
}
END_TEST

START_TEST(namesake_from_another_header_is_not_the_library)
{
    join("declare chansendul \"mine/thread.h\"; declare chanrecvul \"channels.h\"\n"
         "function f @1; b0: call %1 fn:chansendul (local:c 1) @2; call %2 fn:chanrecvul (local:c) @3\n"
         "return\n");
    ck_assert_ptr_nonnull(call_on(2)->model); /* the path ends so */
    ck_assert_ptr_null(call_on(3)->model);
}
END_TEST

START_TEST(function_that_the_unit_defines_is_its_own)
{
    JOIN(unit_of("a.c", "function static chansendul @1; param c; param x; b0: return\n"
                        "function f @10; b0: call %1 fn:chansendul (local:c 1) @11; return\n"),
        unit_of("b.c", "function g @20; b0: call %1 fn:chansendul (local:c 1) @21; return\n"));
    ck_assert_ptr_null(call_on(11)->model);
    ck_assert_str_eq(body_of(11), "a.c");
    ck_assert_ptr_nonnull(call_on(21)->model);
}
END_TEST

START_TEST(library_in_the_tree_is_what_its_model_says)
{
    JOIN(unit_of("lib/channel.c", "function chansendul @1; param c; param x; b0: return\n"),
        unit_of("b.c", "function g @20; b0: call %1 fn:chansendul (local:c 1) @21; return\n"));
    ck_assert_ptr_nonnull(call_on(21)->model);
    ck_assert_str_eq(body_of(21), "none");
}
END_TEST

static unsigned one_of_them(const char *name, const void *context)
{
    return g_str_equal(name, context) ? 1 : 0;
}

START_TEST(nobody_knows_what_an_unseen_function_does)
{
    struct ir_unit *unit = unit_of("a.c", "declare plugin_add \"plugin.h\"; declare own \"own.h\"\n"
                                          "declare puts \"/usr/include/stdio.h\"\n"
                                          "function f @1; b0: call %1 fn:plugin_add (local:c) @2\n"
                                          "call %2 fn:own (local:c) @3; call %3 fn:puts (local:c) @4\n"
                                          "call %4 fn:undeclared (local:c) @5; return\n");
    input = (struct link_input){
        .units = &unit, .n_units = 1, .models = models, .definers = one_of_them, .context = "own"};
    joined.program = program_new(&input);
    ck_assert(call_on(2)->exposes);
    ck_assert(!call_on(3)->exposes); /* the tree has it, in a file that does nothing to channels */
    ck_assert(!call_on(4)->exposes && !call_on(5)->exposes);
}
END_TEST

/* -- which body -- */

#define RUN(PREFIX, LINE)                                                                                    \
    PREFIX " run @" LINE "; b0: return\n"                                                                    \
           "function f" LINE " @" LINE "0; b0: call %1 fn:run () @" LINE "1; return\n"

START_TEST(statics_of_equal_names_stay_apart)
{
    JOIN(unit_of("a.c", RUN("function static", "1")), unit_of("b.c", RUN("function static", "2")),
        unit_of("c.c", RUN("function", "3")),
        unit_of("d.c", "function g; b0: call %1 fn:run () @41; return\n"));
    ck_assert_str_eq(body_of(11), "a.c");
    ck_assert_str_eq(body_of(21), "b.c");
    ck_assert_str_eq(body_of(31), "c.c");
    ck_assert_str_eq(body_of(41), "c.c");
}
END_TEST

START_TEST(static_of_another_unit_is_not_meant)
{
    JOIN(unit_of("a.c", RUN("function static", "1")),
        unit_of("b.c", "function g; b0: call %1 fn:run () @21; return\n"));
    ck_assert_str_eq(body_of(21), "none");
    ck_assert_ptr_null(program_find(joined.program, input.units[1], "run"));
    ck_assert_ptr_eq(program_find(joined.program, input.units[0], "run"), function_of("run"));
}
END_TEST

START_TEST(function_in_a_header_is_one)
{
#define INCLUDES                                                                                             \
    "unit \"%s\"\nfile 1 \"%s\"\nfile 2 \"queue.h\"\n"                                                       \
    "function static push @2:7:1 \"void\"\nb0:\n  return @2:8:1\nend\n"                                      \
    "function %s @1:10:1 \"void\"\nb0:\n  call %%1 fn:push () @1:1%u:5 \"push\"\n  return @1:12:1\nend\n"
    struct ir_unit *units[2];
    for (unsigned i = 0; i < 2; i++) {
        g_autofree char *text =
            g_strdup_printf(INCLUDES, i ? "b.c" : "a.c", i ? "b.c" : "a.c", i ? "g" : "f", i);
        units[i] = ir_read(arena, "unit", text, strlen(text), NULL);
        ck_assert_ptr_nonnull(units[i]);
    }
    join_units(units, 2);
    ck_assert_uint_eq(joined.program->functions->len, 3);
    ck_assert_ptr_eq(call_on(10)->targets[0], function_of("push"));
    ck_assert_ptr_eq(call_on(11)->targets[0], function_of("push"));
    ck_assert_uint_eq(function_of("push")->callers->len, 2);
}
END_TEST

START_TEST(nearest_definition_is_meant)
{
    JOIN(unit_of("src/net/log.c", RUN("function", "1")), unit_of("src/gui/log.c", RUN("function", "2")),
        unit_of("src/gui/window.c", "function g; b0: call %1 fn:run () @31; return\n"),
        unit_of("src/net/socket.c", "function h; b0: call %1 fn:run () @41; return\n"));
    ck_assert_str_eq(body_of(31), "src/gui/log.c");
    ck_assert_str_eq(body_of(41), "src/net/log.c");
    ck_assert_str_eq(body_of(21), "src/gui/log.c");
}
END_TEST

/* -- programs of a tree -- */

#define MAIN(LINE) "function main @" LINE "0 \"int\"; b0: call %1 fn:run () @" LINE "1; return 0\n"

START_TEST(programs_in_sibling_folders_have_their_own)
{
    JOIN(unit_of("one/main.c", MAIN("1")), unit_of("one/run.c", "function run @2; b0: return\n"),
        unit_of("two/main.c", MAIN("3")), unit_of("two/run.c", "function run @4; b0: return\n"));
    ck_assert_str_eq(body_of(11), "one/run.c");
    ck_assert_str_eq(body_of(31), "two/run.c");
    ck_assert_str_eq(function_in("one/run.c", "run")->domain, "one");
    ck_assert_str_eq(function_in("two/main.c", "main")->domain, "two");
    ck_assert(function_in("two/main.c", "main")->is_main && !function_in("one/run.c", "run")->is_main);
}
END_TEST

START_TEST(programs_in_sibling_folders_have_their_own_globals_and_records)
{
    JOIN(unit_of("one/main.c", "function main @1 \"int\"; b0: set global:out 0; set local:w.watcher.out 0\n"
                               "set global:shared 0; return 0\n"),
        unit_of("two/main.c", "function main @2 \"int\"; b0: set global:out 0; set local:w.watcher.out 0\n"
                              "set global:shared 0; return 0\n"),
        unit_of("lib/common.c", "function common @3; b0: set global:shared 1; return\n"));
    struct function *one = function_in("one/main.c", "main"), *two = function_in("two/main.c", "main");
    const struct ir_expr *field = expr_of("local:w.watcher.out"), *shared = expr_of("global:shared");
    const struct ir_expr *out = expr_of("global:out");
    ck_assert_uint_ne(classes_place(joined.classes, one, out), classes_place(joined.classes, two, out));
    ck_assert_uint_ne(classes_place(joined.classes, one, field), classes_place(joined.classes, two, field));
    ck_assert_uint_eq(classes_place(joined.classes, one, shared), classes_place(joined.classes, two, shared));
}
END_TEST

#define TOOL(LINE)                                                                                           \
    "function main @" LINE "0 \"int\"; b0: call %1 fn:help () @" LINE "1; set local:r.request.aux 0\n"       \
    "set local:r.request.reply 0; set global:verbose 0; set global:mode 0; return 0\n"

START_TEST(each_main_of_a_folder_is_a_program)
{
    JOIN(unit_of("cmd/a.c", TOOL("1")), unit_of("cmd/b.c", TOOL("3")),
        unit_of("cmd/help.c",
            "function help @5; b0: set local:r.request.reply 1; set global:verbose 1; return\n"));
    struct function *a = function_in("cmd/a.c", "main"), *b = function_in("cmd/b.c", "main");
    ck_assert_str_eq(a->domain, "cmd/a.c");
    ck_assert_str_eq(function_of("help")->domain, "cmd");
    ck_assert_str_eq(body_of(11), "cmd/help.c");
    ck_assert_str_eq(body_of(31), "cmd/help.c");
    static const struct {
        const char *place;
        bool shared;
    } places[] = {{"global:verbose", true}, {"local:r.request.reply", true}, {"global:mode", false},
        {"local:r.request.aux", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        const struct ir_expr *place = expr_of(places[i].place);
        bool same = classes_place(joined.classes, a, place) == classes_place(joined.classes, b, place);
        ck_assert_msg(same == places[i].shared, "%s", places[i].place);
    }
}
END_TEST

START_TEST(a_main_that_its_folder_calls_is_part_of_it)
{
    JOIN(unit_of("app/main.c", "function main @1 \"int\"; b0: call %1 fn:serve () @11; return 0\n"
                               "function stop @2; b0: set global:stopped 1; return\n"),
        unit_of(
            "app/serve.c", "declare stop \"app.h\"\nfunction serve @3; b0: call %1 fn:stop () @31; return\n"),
        unit_of("app/try.c", "function main @4 \"int\"; b0: return 0\n"));
    ck_assert_str_eq(function_in("app/main.c", "main")->domain, "app");
    ck_assert_str_eq(function_of("serve")->domain, "app");
    ck_assert_str_eq(function_in("app/try.c", "main")->domain, "app/try.c");
    ck_assert_str_eq(body_of(31), "app/main.c");
}
END_TEST

START_TEST(folder_below_a_program_is_part_of_it)
{
    JOIN(unit_of("one/main.c", MAIN("1")), unit_of("one/net/run.c", "function run @2; b0: return\n"));
    ck_assert_str_eq(function_of("run")->domain, "one");
    ck_assert_str_eq(body_of(11), "one/net/run.c");
}
END_TEST

START_TEST(shared_code_is_part_of_every_program)
{
    JOIN(unit_of("one/main.c", MAIN("1")), unit_of("lib/run.c", "function run @2; b0: return\n"),
        unit_of("two/main.c", MAIN("3")), unit_of("two/run.c", "function run @4; b0: return\n"));
    ck_assert_str_eq(body_of(11), "lib/run.c");
    ck_assert_str_eq(body_of(31), "two/run.c");
    ck_assert_str_eq(function_in("lib/run.c", "run")->domain, "");
}
END_TEST

START_TEST(static_main_is_no_program)
{
    JOIN(unit_of("one/main.c", "function static main @1 \"int\"; b0: return 0\n"),
        unit_of("two/task.c", "function threadmain @2; b0: return\n"));
    ck_assert_str_eq(function_of("main")->domain, "");
    ck_assert(!function_of("main")->is_main);
    ck_assert_str_eq(function_of("threadmain")->domain, "two");
    ck_assert(function_of("threadmain")->is_main);
}
END_TEST

#define USES_RUN(LINE) "declare run \"run.h\"\n" MAIN(LINE)

START_TEST(folder_whose_functions_others_call_is_a_library)
{
    JOIN(unit_of("lib/run.c", "function run @2; b0: return\n"),
        unit_of("lib/test.c", "function main @3 \"int\"; b0: return 0\n"),
        unit_of("tool/main.c", USES_RUN("1")));
    ck_assert_str_eq(function_of("run")->domain, "");
    ck_assert_str_eq(body_of(11), "lib/run.c");
    ck_assert_str_eq(function_in("tool/main.c", "main")->domain, "tool");
}
END_TEST

START_TEST(folder_around_a_library_may_be_one_too)
{
    JOIN(unit_of("lib/posix/run.c", "function run @2; b0: return\n"),
        unit_of("lib/posix/test.c", "function main @3 \"int\"; b0: return 0\n"),
        unit_of("lib/test.c", "function main @4 \"int\"; b0: return 0\n"),
        unit_of("tool/main.c", USES_RUN("1")));
    ck_assert_str_eq(function_of("run")->domain, "");
    ck_assert_str_eq(function_in("lib/test.c", "main")->domain, "");
}
END_TEST

START_TEST(folder_whose_functions_others_have_too_is_a_program)
{
    JOIN(unit_of("one/run.c", "function run @2; b0: return\n"),
        unit_of("one/main.c", "function main @3 \"int\"; b0: return 0\n"),
        unit_of("two/run.c", "function run @4; b0: return\n"), unit_of("two/main.c", USES_RUN("1")));
    ck_assert_str_eq(function_in("one/run.c", "run")->domain, "one");
    ck_assert_str_eq(body_of(11), "two/run.c");
}
END_TEST

START_TEST(folders_of_which_several_have_the_name_are_programs)
{
    JOIN(unit_of("one/run.c", "function run @2; b0: return\n"),
        unit_of("one/main.c", "function main @3 \"int\"; b0: return 0\n"),
        unit_of("two/run.c", "function run @4; b0: return\n"),
        unit_of("two/main.c", "function main @5 \"int\"; b0: return 0\n"),
        unit_of("three/main.c", USES_RUN("1")));
    ck_assert_str_eq(function_in("one/run.c", "run")->domain, "one");
    ck_assert_str_eq(function_in("two/run.c", "run")->domain, "two");
}
END_TEST

static unsigned two_of_each(const char *name, const void *context)
{
    (void)name, (void)context;
    return 2;
}

START_TEST(function_of_another_program_is_meant_when_the_name_is_nobody_elses)
{
    struct ir_unit *units[] = {unit_of("one/main.c", "function main @1 \"int\"; b0: return 0\n"
                                                     "function run @2; b0: return\n"),
        unit_of("two/main.c", "function main @3 \"int\"; b0: call %1 fn:run () @11; return 0\n")};
    join_units(units, 2);
    ck_assert_str_eq(body_of(11), "one/main.c");
    input.definers = two_of_each; /* a file that no unit is made of has the other */
    ck_assert_ptr_null(program_find(joined.program, units[1], "run"));
    ck_assert_ptr_eq(program_find(joined.program, units[0], "run"), function_of("run"));
}
END_TEST

int main(void)
{
    return RUN_SUITE("program", annotated_functions, annotated_functions_as_values,
        annotations_that_make_no_sense, call_knows_where_it_stands, target_is_added_once,
        spawned_body_has_no_caller, function_of_a_library_is_what_its_model_says,
        namesake_from_another_header_is_not_the_library, function_that_the_unit_defines_is_its_own,
        library_in_the_tree_is_what_its_model_says, nobody_knows_what_an_unseen_function_does,
        statics_of_equal_names_stay_apart, static_of_another_unit_is_not_meant, function_in_a_header_is_one,
        nearest_definition_is_meant, programs_in_sibling_folders_have_their_own,
        programs_in_sibling_folders_have_their_own_globals_and_records, each_main_of_a_folder_is_a_program,
        a_main_that_its_folder_calls_is_part_of_it, folder_below_a_program_is_part_of_it,
        shared_code_is_part_of_every_program, static_main_is_no_program,
        folder_whose_functions_others_call_is_a_library, folder_around_a_library_may_be_one_too,
        folder_whose_functions_others_have_too_is_a_program,
        folders_of_which_several_have_the_name_are_programs,
        function_of_another_program_is_meant_when_the_name_is_nobody_elses);
}
