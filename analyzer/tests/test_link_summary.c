/* What calls do, as their callers see it: stores, and what is done to locks and condition variables. */
#include "link_case.h"

/* `param0->queue.len = 1, global:n = 2` */
static const char *effects_in(const GPtrArray *effects)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < effects->len; i++) {
        const struct effect *effect = g_ptr_array_index(effects, i);
        g_string_append_printf(
            text, i ? ", %s = %s" : "%s = %s", text_of(effect->target), text_of(effect->value));
    }
    return arena_intern(arena, text->str, -1);
}

static const char *role_name(enum model_role role)
{
    switch (role) {
    case MODEL_LOCK:
        return "lock";
    case MODEL_UNLOCK:
        return "unlock";
    case MODEL_SIGNAL:
        return "signal";
    case MODEL_ACQUIRE:
        return "acquire";
    case MODEL_RELEASE:
        return "release";
    default:
        return "other";
    }
}

/* `lock &param0->queue.lock, signal &param0->queue.room` */
static const char *syncs_in(const GPtrArray *syncs)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < syncs->len; i++) {
        const struct sync *sync = g_ptr_array_index(syncs, i);
        g_string_append_printf(text, i ? ", %s %s" : "%s %s", role_name(sync->role), text_of(sync->object));
    }
    return arena_intern(arena, text->str, -1);
}

static const char *effects_of(const char *function)
{
    return effects_in(summary_effects(joined.summaries, function_of(function)));
}

static const char *syncs_of(const char *function)
{
    return syncs_in(summary_syncs(joined.summaries, function_of(function)));
}

static guint position_of(const char *function)
{
    guint index;
    ck_assert(g_ptr_array_find(joined.order, function_of(function), &index));
    return index;
}

/* -- order -- */

START_TEST(callees_come_first)
{
    join("function main @1 \"int\"; b0: call %1 fn:serve (); call %2 fn:log (); return 0\n"
         "function serve @2; b0: call %1 fn:log (); call %2 global:hook (); return\n"
         "function log @3; b0: return\n"
         "function hooked @4; b0: set global:hook fn:hooked; return\n");
    ck_assert_uint_eq(joined.order->len, 4);
    ck_assert_uint_lt(position_of("log"), position_of("serve"));
    ck_assert_uint_lt(position_of("hooked"), position_of("serve"));
    ck_assert_uint_lt(position_of("serve"), position_of("main"));
}
END_TEST

START_TEST(order_has_each_function_of_a_recursion_once)
{
    join("function odd @1; b0: call %1 fn:even (); set global:n 1; return\n"
         "function even @2; b0: call %1 fn:odd (); return; function self @3; b0: call %1 fn:self (); "
         "return\n");
    ck_assert_uint_eq(joined.order->len, 3);
    ck_assert_uint_ne(position_of("odd"), position_of("even"));
    ck_assert_ptr_nonnull(strstr(effects_of("odd"), "global:n = 1"));
}
END_TEST

/* -- effects -- */

START_TEST(stores_to_memory_are_effects)
{
    join("function f; param q \"struct queue *\"; param x \"int\"\n"
         "b0: set local:n 1; set local:s.pair.a 2; set local:p param0\n"
         "set local:p->queue.item param1; set global:count (add global:count 1); set (*param0)[2].row.x 3; "
         "return\n");
    ck_assert_str_eq(effects_of("f"),
        "param0->queue.item = param1, global:count = (add global:count 1), (*param0)[2].row.x = 3");
    ck_assert_str_eq(syncs_of("f"), "");
}
END_TEST

START_TEST(effects_of_callees_are_in_the_callers_frame)
{
    join("function store @1; param q; param x; b0: set param0->queue.item param1; return\n"
         "function put @2; param w; b0: call %1 fn:store (param0->watcher.out 7); return\n"
         "function run @3; b0: call %1 fn:put (&global:main) @4; return\n");
    ck_assert_str_eq(effects_of("put"), "param0->watcher.out->queue.item = 7");
    ck_assert_str_eq(effects_of("run"), "global:main.watcher.out->queue.item = 7");
    ck_assert_str_eq(effects_in(summary_effects_of_call(joined.summaries, call_on(4))),
        "global:main.watcher.out->queue.item = 7");
    ck_assert_ptr_eq(summary_effects_of_call(joined.summaries, call_on(4)),
        summary_effects_of_call(joined.summaries, call_on(4)));
}
END_TEST

START_TEST(effect_on_what_only_the_callee_knows_is_left_out)
{
    join("function f @1; b0: call %1 fn:malloc (8); set local:n %1; set local:n->node.next 0\n"
         "set global:x local:n; return\n"
         "function g @2; b0: call %1 fn:f (); return\n");
    ck_assert_str_eq(effects_of("f"), "%1->node.next = 0, global:x = %1");
    ck_assert_str_eq(effects_of("g"), "global:x = ?");
}
END_TEST

START_TEST(effects_of_all_bodies_of_a_pointer)
{
    join("function left @1; param q; b0: set param0->queue.left 1; return\n"
         "function right @2; param q; b0: set param0->queue.right 1; return\n"
         "function f @3; b0: set local:run fn:left; set local:run fn:right; call %1 local:run (global:q)\n"
         "return\n");
    ck_assert_ptr_nonnull(strstr(effects_of("f"), "global:q->queue.left = 1"));
    ck_assert_ptr_nonnull(strstr(effects_of("f"), "global:q->queue.right = 1"));
}
END_TEST

START_TEST(start_of_a_task_does_nothing_by_itself)
{
    join("function watch @1; param q; b0: set param0->queue.closed 1\n"
         "call %1 fn:pthread_cond_signal (&param0->queue.room); return\n"
         "function f @2; b0: call %1 fn:dill_prologue (0 0 0 -1 \"a.c\" 2); call %2 fn:watch (global:q)\n"
         "call %3 fn:dill_epilogue (); return\n");
    ck_assert_str_eq(effects_of("f"), "");
    ck_assert_str_eq(syncs_of("f"), "");
    ck_assert_str_ne(effects_of("watch"), "");
}
END_TEST

/* -- syncs -- */

START_TEST(syncs_have_their_object)
{
    join("function f; param q \"struct queue *\"; b0: set local:l &param0->queue.lock\n"
         "call %1 fn:pthread_mutex_lock (local:l); call %2 fn:pthread_cond_signal (&param0->queue.room)\n"
         "call %3 fn:pthread_mutex_unlock (local:l); call %4 fn:sem_wait (&global:slots)\n"
         "call %5 fn:sem_post (&global:items); call %6 fn:chansendul (global:c 1); return\n");
    ck_assert_str_eq(syncs_of("f"), "lock &param0->queue.lock, signal &param0->queue.room, unlock "
                                    "&param0->queue.lock, acquire &global:slots, release &global:items");
    ck_assert_str_eq(effects_of("f"), "");
}
END_TEST

START_TEST(syncs_of_callees_are_in_the_callers_frame)
{
    join("function wake @1; param c; b0: call %1 fn:pthread_cond_broadcast (param0); return\n"
         "function close @2; param q; b0: call %1 fn:wake (&param0->queue.room) @3; return\n");
    ck_assert_str_eq(syncs_of("wake"), "signal param0");
    ck_assert_str_eq(syncs_of("close"), "signal &param0->queue.room");
    ck_assert_str_eq(
        syncs_in(summary_syncs_of_call(joined.summaries, call_on(3))), "signal &param0->queue.room");
}
END_TEST

START_TEST(sync_that_comes_twice_is_one)
{
    join("function f; b0: call %1 fn:pthread_cond_signal (&global:room)\n"
         "call %2 fn:pthread_cond_signal (&global:room); call %3 fn:pthread_cond_signal (&global:item)\n"
         "call %4 fn:pthread_mutex_lock (&global:room); return\n");
    ck_assert_str_eq(syncs_of("f"), "signal &global:room, signal &global:item, lock &global:room");
}
END_TEST

static bool is_single(const char *function)
{
    const GPtrArray *syncs = summary_syncs(joined.summaries, function_of(function));
    ck_assert_uint_eq(syncs->len, 1);
    return ((const struct sync *)g_ptr_array_index(syncs, 0))->single;
}

START_TEST(signal_of_one_is_single_when_it_comes_once)
{
    join("function once; b0: call %1 fn:pthread_cond_signal (&global:room); return\n"
         "function all; b0: call %1 fn:pthread_cond_broadcast (&global:room); return\n"
         "function twice; b0: call %1 fn:once (); call %2 fn:once (); return\n"
         "function often; b0: jump b1\nb1: call %1 fn:once (); branch %1 b1 b2\nb2: return\n");
    ck_assert(is_single("once"));
    ck_assert(!is_single("all"));
    ck_assert(!is_single("twice"));
    ck_assert(!is_single("often"));
}
END_TEST

START_TEST(sync_of_a_call_is_what_the_model_says)
{
    join("function f; b0: call %1 fn:pthread_cond_signal (&global:room) @2; call %2 fn:puts (\"x\") @3\n"
         "call %3 fn:pthread_cond_signal () @4; return\n");
    ck_assert_str_eq(syncs_in(summary_syncs_of_call(joined.summaries, call_on(2))), "signal &global:room");
    ck_assert_str_eq(syncs_in(summary_syncs_of_call(joined.summaries, call_on(3))), "");
    ck_assert_str_eq(syncs_in(summary_syncs_of_call(joined.summaries, call_on(4))), "");
}
END_TEST

/* -- caps: the rest is left out -- */

enum { MANY = 200 };

/* `many` stores and signals MANY times, and `twice` calls it twice. */
static void join_many(void)
{
    g_autoptr(GString) source = g_string_new("function many @1; b0: set local:x 0\n");
    for (unsigned i = 0; i < MANY; i++)
        g_string_append_printf(
            source, "set global:n%u 1; call %%%u fn:pthread_cond_signal (&global:c%u)\n", i, i + 1, i);
    g_string_append(
        source, "return\nfunction twice @2; b0: call %1 fn:many (); call %2 fn:many (); return\n");
    join(source->str);
}

START_TEST(summary_of_a_function_has_a_bound)
{
    join_many();
    struct function *many = function_of("many"), *twice = function_of("twice");
    const GPtrArray *effects = summary_effects(joined.summaries, many);
    const GPtrArray *syncs = summary_syncs(joined.summaries, many);
    ck_assert_uint_gt(effects->len, 0);
    ck_assert_uint_lt(effects->len, MANY);
    ck_assert_uint_gt(syncs->len, 0);
    ck_assert_uint_lt(syncs->len, MANY);
    ck_assert_uint_le(summary_effects(joined.summaries, twice)->len, effects->len);
    ck_assert_uint_le(summary_syncs(joined.summaries, twice)->len, syncs->len);
    const struct effect *first = g_ptr_array_index(effects, 0);
    ck_assert_str_eq(text_of(first->target), "global:n0"); /* in the order of the source */
}
END_TEST

int main(void)
{
    return RUN_SUITE("summary", callees_come_first, order_has_each_function_of_a_recursion_once,
        stores_to_memory_are_effects, effects_of_callees_are_in_the_callers_frame,
        effect_on_what_only_the_callee_knows_is_left_out, effects_of_all_bodies_of_a_pointer,
        start_of_a_task_does_nothing_by_itself, syncs_have_their_object,
        syncs_of_callees_are_in_the_callers_frame, sync_that_comes_twice_is_one,
        signal_of_one_is_single_when_it_comes_once, sync_of_a_call_is_what_the_model_says,
        summary_of_a_function_has_a_bound);
}
