/* Expressions as the link sees them, sets that remember their order, and stores by place. */
#include "link_case.h"

#include "link/marks.h"
#include "link/writes.h"

static const char *expanded(const char *function, const char *expr)
{
    return text_of(term_expand(joined.program, function_of(function), expr_of(expr)));
}

/* The expression of the callee on the line, as the caller sees it. */
static const char *substituted(uint32_t line, const char *expr)
{
    const struct call *call = call_on(line);
    return text_of(term_substitute(joined.program, call, call->targets[0], expr_of(expr)));
}

static bool folds(const char *expr, int64_t expected)
{
    int64_t value = ~expected;
    return term_constant(expr_of(expr), &value) && value == expected;
}

static bool is_constant(const char *expr)
{
    int64_t value;
    return term_constant(expr_of(expr), &value);
}

static bool are_equal(const char *a, const char *b)
{
    return term_equal(expr_of(a), expr_of(b));
}

/* -- expand -- */

START_TEST(local_that_is_set_once_is_what_it_is_set_to)
{
    join("function f; param arg; b0: set local:w param0; set local:q local:w->watcher.out; return\n");
    ck_assert_str_eq(expanded("f", "local:q"), "param0->watcher.out");
    ck_assert_str_eq(expanded("f", "(eq local:q->queue.len 0)"), "(eq param0->watcher.out->queue.len 0)");
    ck_assert_str_eq(expanded("f", "local:other"), "local:other");
}
END_TEST

START_TEST(pointer_to_a_place_is_the_place)
{
    join("function f; b0: set local:q &global:queue; set local:p &local:q->queue.lock; return\n");
    ck_assert_str_eq(expanded("f", "local:q->queue.len"), "global:queue.queue.len");
    ck_assert_str_eq(expanded("f", "*local:p"), "global:queue.queue.lock");
    ck_assert_str_eq(expanded("f", "local:p"), "&global:queue.queue.lock");
    ck_assert_str_eq(expanded("f", "&*local:x"), "&*local:x");
}
END_TEST

START_TEST(local_that_is_set_twice_stays_itself)
{
    join("function f; param x; b0: set local:q param0; branch param0 b1 b2\n"
         "b1: set local:q 0; jump b2; b2: return\n");
    ck_assert_str_eq(expanded("f", "local:q"), "local:q");
}
END_TEST

START_TEST(local_that_is_pointed_to_stays_itself)
{
    join("function f; b0: set local:q 1; call %1 fn:open (&local:q); return\n"
         "function g; b0: set local:p &local:q; set local:q 1; return\n"
         "function h; b0: set local:s.pair.a 1; call %1 fn:open (&local:s.pair.a); return\n");
    ck_assert_str_eq(expanded("f", "local:q"), "local:q");
    ck_assert_str_eq(expanded("g", "local:q"), "local:q");
    ck_assert_str_eq(expanded("h", "local:s.pair.a"), "local:s.pair.a");
}
END_TEST

START_TEST(expansion_of_what_names_itself_ends)
{
    join("function f; b0: set local:a local:b; set local:b local:a; set local:i (add local:i 1); return\n");
    ck_assert_ptr_nonnull(strstr(expanded("f", "local:a"), "local:"));
    ck_assert_ptr_nonnull(strstr(expanded("f", "local:i"), "local:i"));
}
END_TEST

START_TEST(stored_local_stays_itself_and_what_it_leads_to_does_not)
{
    join("function f; param q; b0: set local:p param0; return\n");
    struct function *f = function_of("f");
    const struct ir_expr *local = expr_of("local:p"), *field = expr_of("local:p->queue.len");
    ck_assert_str_eq(text_of(term_expand_target(joined.program, f, local)), "local:p");
    ck_assert_str_eq(text_of(term_expand_target(joined.program, f, field)), "param0->queue.len");
}
END_TEST

/* -- substitute -- */

#define CALLS_PUSH                                                                                           \
    "function push @1; param q; param x; b0: return\n"                                                       \
    "function f @10; param w; b0: call %1 fn:push (param0->watcher.out 7) @11; return\n"

START_TEST(parameters_become_arguments)
{
    join(CALLS_PUSH);
    ck_assert_str_eq(substituted(11, "param0->queue.len"), "param0->watcher.out->queue.len");
    ck_assert_str_eq(substituted(11, "(add param1 param0)"), "(add 7 param0->watcher.out)");
    ck_assert_str_eq(substituted(11, "global:limit"), "global:limit");
    ck_assert_ptr_null(term_substitute(joined.program, call_on(11), function_of("push"), NULL));
}
END_TEST

START_TEST(what_only_the_callee_knows_has_no_meaning_outside)
{
    join(CALLS_PUSH);
    ck_assert_str_eq(substituted(11, "local:i"), "?");
    ck_assert_str_eq(substituted(11, "%1->queue.len"), "?->queue.len");
    ck_assert_str_eq(substituted(11, "param2"), "?");
}
END_TEST

START_TEST(address_of_the_argument_is_seen_through)
{
    join("function push @1; param q; b0: return\n"
         "function f @10; b0: call %1 fn:push (&global:queue) @11; return\n");
    ck_assert_str_eq(substituted(11, "param0->queue.len"), "global:queue.queue.len");
    ck_assert_str_eq(substituted(11, "&*param0"), "&global:queue");
}
END_TEST

START_TEST(static_of_another_unit_has_no_meaning)
{
    struct ir_unit *units[] = {
        unit_of("a.c", "function push @1; b0: return\n"
                       "function own @3; b0: call %1 fn:push () @4; return\n"),
        unit_of("b.c", "function f @10; b0: call %1 fn:push () @11; return\n"),
    };
    join_units(units, 2);
    ck_assert_str_eq(substituted(4, "static:count"), "static:count");
    ck_assert_str_eq(substituted(11, "static:count"), "?");
    ck_assert_str_eq(substituted(11, "global:count"), "global:count");
}
END_TEST

/* -- fold -- */

START_TEST(constants_fold)
{
    ck_assert(folds("42", 42) && folds("(add 40 2)", 42) && folds("(sub 1 3)", -2));
    ck_assert(folds("(and 6 3)", 2) && folds("(or 6 3)", 7) && folds("(xor 6 3)", 5));
    ck_assert(folds("(eq 2 2)", 1) && folds("(ne 2 2)", 0) && folds("(lt 1 2)", 1) && folds("(le 2 2)", 1));
    ck_assert(folds("(gt 1 2)", 0) && folds("(ge 1 2)", 0));
    ck_assert(folds("(not 0)", 1) && folds("(not 7)", 0) && folds("(neg 7)", -7) && folds("(inv 0)", -1));
    ck_assert(folds("(eq (add 1 1) (sub 3 1))", 1));
}
END_TEST

START_TEST(overflow_wraps)
{
    ck_assert(folds("(add 9223372036854775807 1)", INT64_MIN));
    ck_assert(folds("(neg (add 9223372036854775807 1))", INT64_MIN));
    ck_assert(folds("(sub (sub 0 9223372036854775807) 2)", INT64_MAX));
}
END_TEST

START_TEST(what_is_not_constant_does_not_fold)
{
    ck_assert(!is_constant("?") && !is_constant("param0") && !is_constant("(add 1 local:x)"));
    ck_assert(!is_constant("\"text\"") && !is_constant("fn:f") && !is_constant("&global:x"));
}
END_TEST

START_TEST(known_place_decides_what_hangs_on_it)
{
    const struct ir_expr *place = expr_of("param0->queue.closed");
    int64_t value;
    ck_assert(term_constant_given(expr_of("(eq param0->queue.closed 0)"), place, 1, &value) && value == 0);
    ck_assert(term_constant_given(expr_of("(eq param0->queue.closed 0)"), place, 0, &value) && value == 1);
    ck_assert(term_constant_given(expr_of("param0->queue.closed"), place, 3, &value) && value == 3);
    ck_assert(!term_constant_given(expr_of("(eq param0->queue.len 0)"), place, 1, &value));
    ck_assert(!term_constant_given(expr_of("(eq param0->queue.len param0->queue.closed)"), place, 1, &value));
}
END_TEST

/* -- structure -- */

START_TEST(equal_is_the_same_tree)
{
    ck_assert(are_equal("param0->queue.len", "param0->queue.len"));
    ck_assert(are_equal("(add global:x 1)", "(add global:x 1)"));
    ck_assert(!are_equal("param0->queue.len", "param1->queue.len"));
    ck_assert(!are_equal("param0->queue.len", "param0->ring.len"));
    ck_assert(!are_equal("param0->queue.len", "param0->queue.cap"));
    ck_assert(!are_equal("(add global:x 1)", "(sub global:x 1)"));
    ck_assert(!are_equal("global:x", "static:x") && !are_equal("global:x", "local:x"));
    ck_assert(!are_equal("*local:x", "&local:x"));
}
END_TEST

START_TEST(parts_are_found)
{
    const struct ir_expr *expr = expr_of("(eq param0->queue.len (global:rings)[local:i].ring.cap)");
    ck_assert(term_contains(expr, expr_of("param0->queue.len")) && term_contains(expr, expr_of("param0")));
    ck_assert(term_contains(expr, expr_of("local:i")) && term_contains(expr, expr));
    ck_assert(!term_contains(expr, expr_of("param0->queue.cap")));
    ck_assert(!term_contains(expr, expr_of("0")));
}
END_TEST

START_TEST(root_is_what_a_place_hangs_off)
{
    ck_assert_str_eq(text_of(term_root(expr_of("param1->watcher.out->queue.len"))), "param1");
    ck_assert_str_eq(text_of(term_root(expr_of("&(global:rings)[3].ring.len"))), "global:rings");
    ck_assert_str_eq(text_of(term_root(expr_of("%2->queue.len"))), "%2");
    ck_assert_str_eq(text_of(term_root(expr_of("(add param0 1)"))), "(add param0 1)");
}
END_TEST

START_TEST(memory_is_what_others_can_reach)
{
    ck_assert(term_is_memory(expr_of("global:x")) && term_is_memory(expr_of("static:x")));
    ck_assert(term_is_memory(expr_of("param0->queue.len")) && term_is_memory(expr_of("*local:p")));
    ck_assert(term_is_memory(expr_of("global:q.queue.len")));
    ck_assert(term_is_memory(expr_of("(*local:p)[3]")));
    ck_assert(!term_is_memory(expr_of("local:x")) && !term_is_memory(expr_of("param0")));
    ck_assert(!term_is_memory(expr_of("local:q.queue.len")) && !term_is_memory(expr_of("(local:a)[1]")));
    ck_assert(!term_is_memory(expr_of("7")) && !term_is_memory(expr_of("%1")));
}
END_TEST

static const char *places_of(const char *expr)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    g_autoptr(GString) text = g_string_new(NULL);
    term_places(expr_of(expr), places);
    for (guint i = 0; i < places->len; i++)
        g_string_append_printf(text, i ? " %s" : "%s", text_of(g_ptr_array_index(places, i)));
    return arena_intern(arena, text->str, -1);
}

START_TEST(places_are_the_largest)
{
    ck_assert_str_eq(
        places_of("(eq param0->queue.len param0->queue.cap)"), "param0->queue.len param0->queue.cap");
    ck_assert_str_eq(places_of("(and (not global:stop) (lt local:i 8))"), "global:stop local:i");
    ck_assert_str_eq(places_of("param0->watcher.out->queue.len"), "param0->watcher.out->queue.len");
    ck_assert_str_eq(places_of("(eq &global:x 0)"), "");
    ck_assert_str_eq(places_of("(eq %1 fn:f)"), "");
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    term_places(NULL, none);
    ck_assert_uint_eq(none->len, 0);
}
END_TEST

START_TEST(open_is_the_parameter_itself_and_no_field)
{
    ck_assert(term_is_open(expr_of("param0")) && term_is_open(expr_of("*param0")));
    ck_assert(term_is_open(expr_of("&(*param0)[2]")) && term_is_open(expr_of("(move param0 1)")));
    ck_assert(!term_is_open(expr_of("param0->queue.len")) && !term_is_open(expr_of("local:q")));
    ck_assert(!term_is_open(expr_of("(add param0 1)")) && !term_is_open(expr_of("global:q")));
}
END_TEST

/* -- functions that only compute -- */

static const char *returned(const char *function)
{
    return text_of(term_returned(joined.program, function_of(function)));
}

START_TEST(function_that_computes_is_what_it_returns)
{
    join("function full; param q; b0: set local:n param0->queue.len; return (eq local:n 8)\n"
         "function either; param q; b0: branch param0->queue.closed b1 b2; b1: return 1\n"
         "b2: return (eq param0->queue.len 0)\n"
         "function pick; param q; b0: branch param0 b1 b2; b1: return global:a; b2: return global:b\n");
    ck_assert_str_eq(returned("full"), "(eq param0->queue.len 8)");
    ck_assert_ptr_nonnull(strstr(returned("either"), "param0->queue.closed"));
    ck_assert_ptr_nonnull(strstr(returned("either"), "param0->queue.len"));
    ck_assert_ptr_nonnull(strstr(returned("pick"), "global:a"));
    ck_assert_ptr_nonnull(strstr(returned("pick"), "global:b"));
}
END_TEST

START_TEST(function_that_does_something_is_not_what_it_returns)
{
    join("function count; b0: set global:n (add global:n 1); return global:n\n"
         "function nothing; param q; b0: branch param0 b1 b1; b1: return\n"
         "function one; b0: return 1\n");
    ck_assert_str_eq(returned("count"), "none");
    ck_assert_str_eq(returned("nothing"), "none");
    ck_assert_str_eq(returned("one"), "none");
}
END_TEST

/* -- marks -- */

START_TEST(marks_keep_their_order)
{
    struct marks *marks = NULL;
    ck_assert_ptr_null(marks_items(marks));
    ck_assert(marks_add(&marks, GINT_TO_POINTER(3)) && marks_add(&marks, GINT_TO_POINTER(1)));
    ck_assert(!marks_add(&marks, GINT_TO_POINTER(3)));
    ck_assert_uint_eq(marks_items(marks)->len, 2);
    ck_assert_int_eq(GPOINTER_TO_INT(g_ptr_array_index(marks_items(marks), 0)), 3);
    ck_assert_int_eq(GPOINTER_TO_INT(g_ptr_array_index(marks_items(marks), 1)), 1);
    marks_free(marks);
    marks_free(NULL);
}
END_TEST

START_TEST(merged_marks_have_each_once)
{
    struct marks *a = NULL, *b = NULL;
    for (int i = 1; i <= 4; i++)
        marks_add(&a, GINT_TO_POINTER(i));
    for (int i = 4; i <= 5; i++)
        marks_add(&b, GINT_TO_POINTER(i));
    struct marks *both = marks_merge(b, a);
    ck_assert_uint_eq(marks_items(both)->len, 5);
    for (int i = 1; i <= 5; i++)
        ck_assert(!marks_add(&both, GINT_TO_POINTER(i)));
    ck_assert_ptr_eq(marks_merge(both, NULL), both);
    ck_assert_ptr_eq(marks_merge(NULL, both), both);
    ck_assert_ptr_null(marks_merge(NULL, NULL));
    marks_free(both);
}
END_TEST

/* -- writes -- */

START_TEST(stores_are_found_by_place)
{
    join("function @init @0:0:0; b0: set global:stop 0; return\n"
         "function close @2; param q; b0: set param0->queue.closed 1 @3; set local:closed 1; return\n"
         "function reset @5; b0: set global:all.queue.closed 0 @6; set global:stop 1 @7; return\n");
    struct writes *writes = writes_new(joined.program, joined.classes);
    const GPtrArray *closed = writes_of(writes, place_of("close", "param0->queue.closed"));
    const GPtrArray *stop = writes_of(writes, place_of("close", "global:stop"));
    ck_assert(closed && closed->len == 2);
    const struct write *first = g_ptr_array_index(closed, 0), *second = g_ptr_array_index(closed, 1);
    ck_assert_ptr_eq(first->function, function_of("close"));
    ck_assert_uint_eq(first->instr->at.line, 3);
    ck_assert_uint_eq(second->instr->at.line, 6);
    ck_assert(stop && stop->len == 1); /* not what it starts with */
    ck_assert_ptr_null(writes_of(writes, place_of("close", "param0->queue.len")));
    ck_assert_ptr_null(writes_of(writes, place_of("close", "local:closed")));
    writes_free(writes);
}
END_TEST

int main(void)
{
    return RUN_SUITE("terms", local_that_is_set_once_is_what_it_is_set_to, pointer_to_a_place_is_the_place,
        local_that_is_set_twice_stays_itself, local_that_is_pointed_to_stays_itself,
        expansion_of_what_names_itself_ends, stored_local_stays_itself_and_what_it_leads_to_does_not,
        parameters_become_arguments, what_only_the_callee_knows_has_no_meaning_outside,
        address_of_the_argument_is_seen_through, static_of_another_unit_has_no_meaning, constants_fold,
        overflow_wraps, what_is_not_constant_does_not_fold, known_place_decides_what_hangs_on_it,
        equal_is_the_same_tree, parts_are_found, root_is_what_a_place_hangs_off,
        memory_is_what_others_can_reach, places_are_the_largest, open_is_the_parameter_itself_and_no_field,
        function_that_computes_is_what_it_returns, function_that_does_something_is_not_what_it_returns,
        marks_keep_their_order, merged_marks_have_each_once, stores_are_found_by_place);
}
