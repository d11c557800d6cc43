/* Which places hold the same value: a channel's identity. */
#include "link_case.h"

/* Same class, and a class at all. */
static bool joined_as_one(const char *f, const char *a, const char *g, const char *b)
{
    uint32_t x = class_of(f, a), y = class_of(g, b);
    return x && y && classes_find(joined.classes, x) == classes_find(joined.classes, y);
}

static bool are_one(const char *function, const char *a, const char *b)
{
    return joined_as_one(function, a, function, b);
}

static bool are_one_place(const char *function, const char *a, const char *b)
{
    uint32_t x = place_of(function, a), y = place_of(function, b);
    return x && x == y;
}

static guint n_creations(const char *function, const char *expr)
{
    const GPtrArray *creations = classes_creations(joined.classes, class_of(function, expr));
    return creations ? creations->len : 0;
}

/* The functions that the class may hold, `watch poll`. */
static const char *functions_of(const char *function, const char *expr)
{
    const GPtrArray *functions = classes_functions(joined.classes, class_of(function, expr));
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; functions && i < functions->len; i++)
        g_string_append_printf(
            text, i ? " %s" : "%s", ((const struct function *)g_ptr_array_index(functions, i))->ir->name);
    return arena_intern(arena, text->str, -1);
}

/* -- places -- */

START_TEST(field_is_one_place_whatever_the_object)
{
    join("function f; param a; param b; b0: set param0->watcher.out 0; set global:w.watcher.out 0\n"
         "set local:w.watcher.out 0; set param1->server.out 0; set param1->watcher.in 0; return\n"
         "function g; param c; b0: set param0->watcher.out 0; return\n");
    ck_assert(are_one_place("f", "param0->watcher.out", "global:w.watcher.out"));
    ck_assert(are_one_place("f", "param0->watcher.out", "local:w.watcher.out"));
    ck_assert_uint_eq(place_of("f", "param0->watcher.out"), place_of("g", "param0->watcher.out"));
    ck_assert(!are_one_place("f", "param0->watcher.out", "param1->server.out"));
    ck_assert(!are_one_place("f", "param0->watcher.out", "param1->watcher.in"));
    ck_assert(are_one("f", "param0->watcher.out", "global:w.watcher.out"));
}
END_TEST

START_TEST(elements_that_are_named_by_constants_are_places_of_their_own)
{
    join("function f; param x; b0: set (global:outs)[0] 0; set (global:outs)[1] 0; set (global:ins)[1] 0\n"
         "set (local:ws)[1].watcher.out 0; return\n"
         "function g; b0: set local:o (global:outs)[1]; return\n");
    ck_assert(!are_one_place("f", "(global:outs)[0]", "(global:outs)[1]"));
    ck_assert(are_one_place("f", "(global:outs)[0]", "global:outs"));
    ck_assert(!are_one_place("f", "(global:outs)[1]", "(global:ins)[1]"));
    ck_assert_uint_eq(place_of("f", "(global:outs)[1]"), place_of("g", "(global:outs)[1]"));
    ck_assert(joined_as_one("g", "local:o", "f", "(global:outs)[1]"));
    ck_assert(are_one_place("f", "(local:ws)[1].watcher.out", "(local:ws)[2].watcher.out"));
}
END_TEST

/* Are the array's elements one place when the function does that, too? */
static bool are_one_with(const char *use)
{
    g_autofree char *source = g_strdup_printf(
        "function f; param i; b0: set (local:a)[0] global:x; set (local:a)[1] global:y; %s\n"
        "function walk @9; param p \"void **\"; b0: set local:c *(*param0)[?]; return\n"
        "function clear @11; param p \"void **\"; param n; b0: set (*param0)[?] param1; return\n"
        "function pick @10; param p \"void **\"; b0: set local:c (*param0)[1]; return\n",
        use);
    join(source);
    return are_one_place("f", "(local:a)[0]", "(local:a)[1]") && are_one("f", "global:x", "global:y");
}

START_TEST(elements_are_one_place_once_one_is_not_named)
{
    ck_assert(!are_one_with("return"));
    ck_assert(are_one_with("set local:b (local:a)[?]; return"));
    ck_assert(are_one_with("branch (eq (local:a)[?] 0) b1 b1; b1: return"));
    ck_assert(are_one_with("call %1 fn:printf ((local:a)[?]); return"));
    ck_assert(are_one_with("set local:p &(local:a)[0]; set local:p (move local:p 1); return"));
    ck_assert(are_one_with("set local:p &(local:a)[1]; return"));
    ck_assert(are_one_with("set local:p &(local:a)[0]; set local:b (*local:p)[?]; return"));
    ck_assert(are_one_with("call %1 fn:walk (&(local:a)[0]); return"));
    ck_assert(!are_one_with("call %1 fn:pick (&(local:a)[0]); return"));
    ck_assert(!are_one_with("call %1 fn:clear (&(local:a)[0] 8); return"));
}
END_TEST

START_TEST(elements_are_found_through_pointers_and_calls)
{
    join("function f; b0: set (local:a)[0] global:x; set (local:a)[1] global:y\n"
         "set local:p &(local:a)[0]; set local:c (*local:p)[1]\n"
         "call %1 fn:threadcreate (fn:body &(local:a)[0] 1); return\n"
         "function body @10; param v \"void *\"; b0: set local:q param0; set local:c (*local:q)[1]\n"
         "set local:d (*local:q)[0]; return\n");
    ck_assert(are_one("f", "local:c", "global:y") && !are_one("f", "local:c", "global:x"));
    ck_assert(joined_as_one("body", "local:c", "f", "global:y"));
    ck_assert(joined_as_one("body", "local:d", "f", "global:x"));
    ck_assert(!joined_as_one("body", "local:c", "f", "global:x"));
}
END_TEST

START_TEST(arrays_that_become_one_share_their_elements)
{
    join("function f; b0: set (local:a)[1] global:x; set (local:b)[1] global:y; set (local:b)[2] global:z\n"
         "set local:p &(local:a)[0]; set local:p &(local:b)[0]; return\n");
    ck_assert(are_one("f", "global:x", "global:y"));
    ck_assert(are_one("f", "(local:a)[2]", "global:z") && !are_one("f", "global:z", "global:x"));
    join("function f; b0: set (local:a)[1] global:x; set (local:b)[?] global:y; set (local:a)[2] global:z\n"
         "set local:p &(local:a)[0]; set local:p &(local:b)[0]; return\n");
    ck_assert(are_one("f", "global:x", "global:y") && are_one("f", "global:y", "global:z"));
}
END_TEST

START_TEST(statics_of_two_units_are_two)
{
    struct ir_unit *units[] = {
        unit_of("a.c", "function f; b0: set static:out global:out; return\n"),
        unit_of("b.c", "function g @2; b0: set static:out 0; return\n"
                       "function h @3; b0: set global:out static:out; return\n"),
        unit_of("c.c", "function k @4; b0: set static:out 0; return\n"),
    };
    join_units(units, 3);
    ck_assert_uint_eq(place_of("g", "static:out"), place_of("h", "static:out"));
    ck_assert_uint_ne(place_of("f", "static:out"), place_of("g", "static:out"));
    ck_assert_uint_ne(place_of("k", "static:out"), place_of("g", "static:out"));
    ck_assert(joined_as_one("f", "static:out", "g", "static:out")); /* through the global */
    ck_assert(!joined_as_one("k", "static:out", "g", "static:out"));
}
END_TEST

START_TEST(locals_of_two_functions_are_two)
{
    join("function f; b0: set local:c 0; return; function g @2; b0: set local:c 0; return\n");
    ck_assert_uint_ne(place_of("f", "local:c"), place_of("g", "local:c"));
    ck_assert(!joined_as_one("f", "local:c", "g", "local:c"));
}
END_TEST

/* -- copies -- */

START_TEST(copies_are_one)
{
    join("function f; b0: call %1 fn:chancreate (8 0) @2; set local:a %1; set local:b local:a\n"
         "set global:out local:b; set local:other 0; return\n");
    ck_assert(are_one("f", "local:a", "%1") && are_one("f", "global:out", "%1"));
    ck_assert(!are_one("f", "local:other", "%1"));
    ck_assert_uint_eq(n_creations("f", "global:out"), 1);
    const struct creation *made =
        g_ptr_array_index(classes_creations(joined.classes, class_of("f", "global:out")), 0);
    ck_assert_ptr_eq(made->call, call_on(2));
    ck_assert_ptr_eq(made->function, function_of("f"));
    ck_assert(made->model && made->capacity == 0);
}
END_TEST

START_TEST(pointers_to_one_place_see_one_value)
{
    join("function f; param c; b0: set local:p &local:x; set *local:p param0; set local:q &local:y\n"
         "set local:y 0; return\n");
    ck_assert(are_one("f", "local:x", "param0") && are_one("f", "*local:p", "local:x"));
    ck_assert(are_one_place("f", "*local:p", "local:x"));
    ck_assert(are_one("f", "local:p", "&local:x") && !are_one("f", "local:p", "local:q"));
    struct function *f = function_of("f");
    ck_assert_uint_eq(classes_pointed(joined.classes, f, expr_of("local:p")),
        classes_value(joined.classes, f, expr_of("local:x")));
    ck_assert_uint_eq(classes_address(joined.classes, f, expr_of("local:x")),
        classes_value(joined.classes, f, expr_of("&local:x")));
}
END_TEST

START_TEST(sum_of_integers_joins_nothing)
{
    join("function f; b0: set local:a 0; set local:b 0; set local:a (add local:b 1)\n"
         "set local:c (or local:b 4); return\n");
    ck_assert(!are_one("f", "local:a", "local:b") && !are_one("f", "local:c", "local:b"));
    ck_assert_uint_eq(class_of("f", "(add local:b 1)"), CLASS_NONE);
    ck_assert_uint_eq(class_of("f", "7"), CLASS_NONE);
}
END_TEST

START_TEST(pointer_that_is_moved_points_to_the_same_array)
{
    join("function f; param p; b0: set local:q (move param0 1); set local:q (move local:q -1); return\n");
    ck_assert(are_one("f", "local:q", "param0"));
    ck_assert(are_one("f", "(move param0 3)", "param0"));
}
END_TEST

START_TEST(unify_joins_what_is_pointed_to)
{
    join(
        "function f; b0: set local:p &local:x; set local:q &local:y; set local:x 0; set local:y 0; return\n");
    ck_assert(!are_one("f", "local:x", "local:y"));
    uint32_t one = classes_unify(joined.classes, class_of("f", "local:p"), class_of("f", "local:q"));
    ck_assert_uint_eq(classes_find(joined.classes, class_of("f", "local:p")), one);
    ck_assert(are_one("f", "local:x", "local:y"));
    ck_assert_uint_eq(classes_unify(joined.classes, CLASS_NONE, one), one);
    ck_assert_uint_eq(classes_unify(joined.classes, one, CLASS_NONE), one);
}
END_TEST

/* -- calls -- */

#define TWO_CALLS                                                                                            \
    "function left @20; b0: call %1 fn:chancreate (8 0); set local:c %1; call %2 fn:give (local:c)\n"        \
    "call %3 fn:same (local:c); set local:d %3; return\n"                                                    \
    "function right @30; b0: call %1 fn:chancreate (8 4); set local:c %1; call %2 fn:give (local:c)\n"       \
    "call %3 fn:same (local:c); set local:d %3; return\n"                                                    \
    "function same @40 \"void *\"; param c; b0: return param0\n"

START_TEST(parameter_that_is_passed_through_stays_apart_per_call)
{
    join("function give @1; param c; b0: call %1 fn:chansendul (param0 1); return\n" TWO_CALLS);
    ck_assert(!joined_as_one("left", "local:c", "right", "local:c"));
    ck_assert_uint_eq(n_creations("left", "local:c"), 1);
    ck_assert_uint_eq(n_creations("right", "local:c"), 1);
}
END_TEST

START_TEST(parameter_that_is_kept_is_one_for_all_calls)
{
    join("function give @1; param c; b0: set global:out param0; return\n" TWO_CALLS);
    ck_assert(joined_as_one("left", "local:c", "right", "local:c"));
    ck_assert(joined_as_one("left", "local:c", "give", "global:out"));
    ck_assert_uint_eq(n_creations("right", "local:c"), 2);
}
END_TEST

START_TEST(parameter_that_is_kept_in_a_field_is_one_for_all_calls)
{
    join("function give @1; param c; b0: set global:w->watcher.out param0; return\n" TWO_CALLS);
    ck_assert(joined_as_one("left", "local:c", "right", "local:c"));
}
END_TEST

START_TEST(parameter_that_a_callee_keeps_is_kept)
{
    join("function give @1; param c; b0: call %1 fn:keep (param0); return\n"
         "function keep @2; param c; b0: set global:out param0; return\n" TWO_CALLS);
    ck_assert(joined_as_one("left", "local:c", "right", "local:c"));
}
END_TEST

START_TEST(result_that_is_passed_through_has_what_was_learned_of_it)
{
    join("function make @1 \"void *\"; param n; b0: call %1 fn:chancreate (8 0) @2; return %1\n"
         "function left @10; b0: call %1 fn:make (0); set local:c %1; return\n"
         "function right @20; b0: call %1 fn:make (0); set local:c %1; return\n");
    ck_assert(!joined_as_one("left", "local:c", "right", "local:c"));
    ck_assert_uint_eq(n_creations("left", "local:c"), 1);
    const struct creation *made =
        g_ptr_array_index(classes_creations(joined.classes, class_of("left", "local:c")), 0);
    ck_assert_ptr_eq(made->call, call_on(2));
}
END_TEST

START_TEST(memory_of_a_wrapper_is_made_where_it_is_called)
{
    join("function new @1 \"void *\"; b0: call %1 fn:malloc (8) @2; return %1\n"
         "function left @10; b0: call %1 fn:new () @11; set local:c %1; return\n"
         "function right @20; b0: call %1 fn:new () @21; set local:c %1; return\n");
    ck_assert_uint_eq(n_creations("left", "local:c"), 1);
    const struct creation *made =
        g_ptr_array_index(classes_creations(joined.classes, class_of("left", "local:c")), 0);
    ck_assert_ptr_eq(made->call, call_on(11));
    ck_assert_ptr_null(made->model);
    ck_assert(made->capacity == MODEL_UNKNOWN);
}
END_TEST

START_TEST(out_parameter_is_made_by_its_callee)
{
    join("function make @1; param out \"void **\"; b0: call %1 fn:chancreate (8 3) @2; set *param0 %1; "
         "return\n"
         "function left @10; b0: call %1 fn:make (&local:c); return\n"
         "function right @20; b0: call %1 fn:make (&local:c); return\n");
    ck_assert_uint_eq(n_creations("left", "local:c"), 1);
    ck_assert(!joined_as_one("left", "local:c", "right", "local:c"));
}
END_TEST

START_TEST(numbers_and_texts_are_not_followed)
{
    join("function give @1; param n \"long\"; param s \"const char *\"; param c \"int\"\n"
         "b0: set global:n param0; set global:s param1; set global:c param2; return\n"
         "function f @10; b0: set local:x 0; set local:y 0; set local:z 0\n"
         "call %1 fn:give (local:x local:y local:z); return\n");
    ck_assert(!joined_as_one("f", "local:x", "give", "global:n"));
    ck_assert(!joined_as_one("f", "local:y", "give", "global:s"));
    ck_assert(joined_as_one("f", "local:z", "give", "global:c")); /* a handle of some libraries */
}
END_TEST

/* -- tasks -- */

START_TEST(argument_of_a_task_is_shared)
{
    join("function watch @1; param c; b0: call %1 fn:chansendul (param0 1); return\n"
         "function f @10; b0: call %1 fn:chancreate (8 0); set local:c %1\n"
         "call %2 fn:threadcreate (fn:watch local:c 4096); return\n");
    ck_assert(joined_as_one("f", "local:c", "watch", "param0"));
    ck_assert(function_of("watch")->address_taken);
}
END_TEST

START_TEST(arguments_of_a_spawned_call_are_shared)
{
    join("function watch @1; param a \"int\"; param b \"int\"; b0: return\n"
         "function f @10; b0: set local:x 0; set local:y 0; call %1 fn:dill_prologue (0 0 0 -1 \"a.c\" 11)\n"
         "call %2 fn:watch (local:x local:y); call %3 fn:dill_epilogue (); return\n");
    ck_assert(joined_as_one("f", "local:x", "watch", "param0"));
    ck_assert(joined_as_one("f", "local:y", "watch", "param1"));
    ck_assert(!joined_as_one("f", "local:x", "watch", "param1"));
}
END_TEST

/* -- functions -- */

START_TEST(functions_in_two_tables_stay_apart)
{
    join("function poll @1; param c; b0: return\n"
         "function draw @2; param c; b0: return\n"
         "function @init @0:0:0; b0: set (static:left)[0].row.run fn:poll; set global:right fn:poll\n"
         "set global:other fn:draw; return\n"
         "function f @10; b0: call %1 global:right (1) @11; call %2 global:other (1) @12; return\n");
    ck_assert(!are_one("f", "global:right", "(static:left)[0].row.run"));
    ck_assert_str_eq(functions_of("f", "global:right"), "poll");
    ck_assert_str_eq(functions_of("f", "global:other"), "draw");
    ck_assert_uint_eq(call_on(11)->n_targets, 1);
    ck_assert_ptr_eq(call_on(11)->targets[0], function_of("poll"));
    ck_assert_ptr_eq(call_on(12)->targets[0], function_of("draw"));
}
END_TEST

START_TEST(call_through_a_pointer_runs_what_takes_as_many_arguments)
{
    join("function one @1; param a; b0: return; function two @2; param a; param b; b0: return\n"
         "function f @10; b0: set local:run fn:one; set local:run fn:two; call %1 local:run (1 2) @11\n"
         "return\n");
    ck_assert_uint_eq(call_on(11)->n_targets, 1);
    ck_assert_ptr_eq(call_on(11)->targets[0], function_of("two"));
    ck_assert_uint_eq(function_of("two")->callers->len, 1);
}
END_TEST

START_TEST(function_that_says_nothing_of_its_arguments_takes_any)
{
    join("function old @1; b0: return; function one @2; param a; b0: return\n"
         "function f @10; b0: set local:run fn:old; set local:run fn:one; call %1 local:run (1) @11\n"
         "call %2 local:run () @12; return\n");
    ck_assert_uint_eq(call_on(11)->n_targets, 2);
    ck_assert_uint_eq(call_on(12)->n_targets, 1);
    ck_assert_ptr_eq(call_on(12)->targets[0], function_of("old"));
}
END_TEST

START_TEST(function_that_is_handed_down_is_called)
{
    join("function each @1; param list; param run \"void (*)(void *)\"\n"
         "b0: call %1 param1 (param0) @2; return\n"
         "function show @5; param x; b0: return\n"
         "function f @10; b0: call %1 fn:each (local:list fn:show) @11; return\n");
    ck_assert_uint_eq(call_on(2)->n_targets, 1);
    ck_assert_ptr_eq(call_on(2)->targets[0], function_of("show"));
}
END_TEST

/* -- what joins nothing -- */

START_TEST(field_of_a_clause_joins_nothing)
{
    join("function f @1; b0: set (local:a)[0].Alt.c global:out; set (local:a)[0].Alt.op 1\n"
         "set (local:a)[1].Alt.c global:stop; set (local:a)[1].Alt.op 2; set (local:a)[2].Alt.op 0\n"
         "call %1 fn:chanalt (&(local:a)[0]); set local:p.pair.c global:left; set local:q.pair.c "
         "global:right\n"
         "return\n");
    ck_assert(!are_one("f", "global:out", "global:stop"));
    ck_assert(are_one("f", "global:left", "global:right")); /* any other field does */
    ck_assert(classes_is_operand(joined.classes, expr_of("(local:a)[0].Alt.c")));
    ck_assert(!classes_is_operand(joined.classes, expr_of("(local:a)[0].Alt.op")));
    ck_assert(!classes_is_operand(joined.classes, expr_of("local:p.pair.c")));
    ck_assert(!classes_is_operand(joined.classes, expr_of("local:a")));
}
END_TEST

START_TEST(free_joins_nothing)
{
    join("function left @1; b0: call %1 fn:chancreate (8 0); set local:c %1; call %2 fn:chanfree (local:c)\n"
         "call %3 fn:free (local:c); return\n"
         "function right @2; b0: call %1 fn:chancreate (8 0); set local:c %1; call %2 fn:chanfree (local:c)\n"
         "call %3 fn:free (local:c); return\n");
    ck_assert(!joined_as_one("left", "local:c", "right", "local:c"));
    ck_assert(!classes_escapes(joined.classes, class_of("left", "local:c")));
}
END_TEST

START_TEST(alias_is_the_same)
{
    join("function f @1; b0: set local:h 0; call %1 fn:dill_hown (local:h); set local:g %1; return\n");
    ck_assert(are_one("f", "local:g", "local:h"));
}
END_TEST

/* -- what is known of a class -- */

START_TEST(pair_of_ends_is_made_by_its_call)
{
    join("function f @1; b0: call %1 fn:dill_chmake (&(local:ch)[0]) @2; return\n");
    ck_assert_uint_eq(n_creations("f", "(local:ch)[0]"), 1);
    ck_assert(are_one("f", "(local:ch)[0]", "(local:ch)[1]"));
    const struct creation *made =
        g_ptr_array_index(classes_creations(joined.classes, class_of("f", "(local:ch)[1]")), 0);
    ck_assert(made->capacity == 0);
    ck_assert_ptr_eq(made->call, call_on(2));
}
END_TEST

START_TEST(capacity_is_known_when_constant)
{
    join("function f @1; param n \"int\"; b0: call %1 fn:chancreate (8 param0) @2; return\n");
    const struct creation *made =
        g_ptr_array_index(classes_creations(joined.classes, class_of("f", "%1")), 0);
    ck_assert(made->model && made->capacity == MODEL_UNKNOWN);
}
END_TEST

START_TEST(field_names_a_class_before_a_global_before_a_local)
{
    join("function f; b0: set local:c global:out; set local:e local:d; set local:$1 local:e; return\n"
         "function g @2; param w; b0: set local:q param0->watcher.in; set global:in local:q; return\n");
    ck_assert_str_eq(classes_label(joined.classes, class_of("f", "local:c")), "out");
    ck_assert_str_eq(classes_label(joined.classes, class_of("g", "local:q")), "watcher.in");
    ck_assert_str_eq(classes_label(joined.classes, class_of("f", "local:$1")), "d");
    ck_assert_ptr_null(classes_label(joined.classes, CLASS_NONE));
}
END_TEST

START_TEST(value_escapes_to_code_that_is_not_seen)
{
    join(
        "declare plugin_add \"plugin.h\"; declare printf \"/usr/include/stdio.h\"\n"
        "declare pthread_self \"pthread.h\"\n"
        "function main @1; b0: set local:c 0; set local:d 0; set local:e 0; call %1 fn:plugin_add (local:c)\n"
        "call %2 fn:printf (local:d); call %3 fn:pthread_self (local:e); return\n"
        "function plugin_entry @2; param x; b0: return\n"
        "function helper @3; param y; b0: return; function caller @4; b0: call %1 fn:helper (1); return\n"
        "function started @5; param z; b0: return\n"
        "function starter @6; b0: call %1 fn:mill_prologue_ (0); call %2 fn:started (1)\n"
        "call %3 fn:mill_epilogue_ (); return\n");
    ck_assert(classes_escapes(joined.classes, class_of("main", "local:c")));
    ck_assert(!classes_escapes(joined.classes, class_of("main", "local:d")));
    ck_assert(!classes_escapes(joined.classes, class_of("main", "local:e")));
    ck_assert(classes_escapes(joined.classes, class_of("plugin_entry", "param0"))); /* anybody may call it */
    ck_assert(!classes_escapes(joined.classes, class_of("helper", "param0")));
    ck_assert(!classes_escapes(joined.classes, class_of("started", "param0")));
    ck_assert(!classes_escapes(joined.classes, CLASS_NONE));
}
END_TEST

START_TEST(value_is_named_in_text_that_was_not_understood)
{
    join("function @init; b0: call %1 fn:@lost (static:c ?.box.out &static:q); return\n"
         "function main @1; param p; b0: set local:a static:c; set local:b param0->box.out; set local:d "
         "&static:q\n"
         "set local:e param0->box.in; set local:f static:other; return\n");
    ck_assert(classes_lost(joined.classes, class_of("main", "local:a")));
    ck_assert(classes_lost(joined.classes, class_of("main", "local:b")));
    ck_assert(classes_lost(joined.classes, class_of("main", "local:d")));
    ck_assert(!classes_lost(joined.classes, class_of("main", "local:e")));
    ck_assert(!classes_lost(joined.classes, class_of("main", "local:f")));
    ck_assert(!classes_escapes(joined.classes, class_of("main", "local:a")));
    ck_assert(!classes_lost(joined.classes, CLASS_NONE));
}
END_TEST

START_TEST(arguments_of_models_are_found_by_their_way)
{
    join("function f; b0: call %1 fn:pthread_create (&local:t 0 fn:watch local:c) @2\n"
         "call %2 fn:chancreate (8 0) @3; return\n"
         "function watch @9; param x; b0: return\n");
    ck_assert_uint_eq(
        classes_argument(joined.classes, call_on(2), 0, MODEL_POINTEE), class_of("f", "local:t"));
    ck_assert_uint_eq(
        classes_argument(joined.classes, call_on(2), 0, MODEL_ITSELF), class_of("f", "&local:t"));
    ck_assert_uint_eq(
        classes_argument(joined.classes, call_on(3), MODEL_RESULT, MODEL_ITSELF), class_of("f", "%2"));
    ck_assert_uint_eq(classes_argument(joined.classes, call_on(3), 7, MODEL_ITSELF), CLASS_NONE);
}
END_TEST

int main(void)
{
    return RUN_SUITE("classes", field_is_one_place_whatever_the_object,
        elements_that_are_named_by_constants_are_places_of_their_own,
        elements_are_one_place_once_one_is_not_named, elements_are_found_through_pointers_and_calls,
        arrays_that_become_one_share_their_elements, statics_of_two_units_are_two,
        locals_of_two_functions_are_two, copies_are_one, pointers_to_one_place_see_one_value,
        sum_of_integers_joins_nothing, pointer_that_is_moved_points_to_the_same_array,
        unify_joins_what_is_pointed_to, parameter_that_is_passed_through_stays_apart_per_call,
        parameter_that_is_kept_is_one_for_all_calls, parameter_that_is_kept_in_a_field_is_one_for_all_calls,
        parameter_that_a_callee_keeps_is_kept, result_that_is_passed_through_has_what_was_learned_of_it,
        memory_of_a_wrapper_is_made_where_it_is_called, out_parameter_is_made_by_its_callee,
        numbers_and_texts_are_not_followed, argument_of_a_task_is_shared,
        arguments_of_a_spawned_call_are_shared, functions_in_two_tables_stay_apart,
        call_through_a_pointer_runs_what_takes_as_many_arguments,
        function_that_says_nothing_of_its_arguments_takes_any, function_that_is_handed_down_is_called,
        field_of_a_clause_joins_nothing, free_joins_nothing, alias_is_the_same,
        pair_of_ends_is_made_by_its_call, capacity_is_known_when_constant,
        field_names_a_class_before_a_global_before_a_local, value_escapes_to_code_that_is_not_seen,
        value_is_named_in_text_that_was_not_understood, arguments_of_models_are_found_by_their_way);
}
