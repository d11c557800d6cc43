/* Coroutines of C++20: what awaits, what starts one. */
#include "front_case.h"

static const char *const flags[] = {"-std=c++20", NULL};

static const char prelude[] =
    "#include <coroutine>\n"
    "template <class R> struct promise { R get_return_object(); std::suspend_never initial_suspend();\n"
    "    void unhandled_exception(); };\n"
    "struct task { struct promise_type : promise<task> { std::suspend_never final_suspend() noexcept;\n"
    "    void return_value(int); }; void detach(); std::suspend_never operator co_await(); };\n"
    "struct held { struct promise_type : promise<held> { std::suspend_always final_suspend() noexcept;\n"
    "    void return_void(); }; void detach(); std::suspend_never operator co_await(); };\n"
    "struct gen { struct promise_type : promise<gen> { std::suspend_never final_suspend() noexcept;\n"
    "    std::suspend_always yield_value(int); void return_void(); }; };\n"
    "struct room { int full; bool await_ready(); bool await_suspend(std::coroutine_handle<>);\n"
    "    int await_resume(); };\n"
    "struct event { bool await_ready() { return false; } void await_suspend(std::coroutine_handle<>);\n"
    "    void await_resume(); };\n"
    "void use(int); task work(int); held own(int); task keep(held); gen count(int); room make();\n";

static void check(const char *source, const char *function, const char *expected)
{
    g_autofree char *text = g_strconcat(prelude, source, NULL);
    g_autofree char *ir = ir_of("case.cc", text, flags), *blocks = blocks_of(ir, function);
    ck_assert_msg(strcmp(blocks, expected) == 0, "%s\nis\n%s\nof\n%s", source, blocks, ir);
}

START_TEST(awaiting_is_a_wait_for_the_awaiter)
{
    check("task f() { use(co_await make()); co_return 3; }", "f",
        "b0:\ncall %1 fn:make ()\nset local:$1 %1\ncall %2 fn:co_await::lock (&local:$1)\n"
        "call %3 fn:room::await_ready (&local:$1)\nbranch %3 b3 b1\n"
        "b1:\ncall %4 fn:room::await_suspend (&local:$1 ?)\nbranch %4 b2 b3\n"
        "b2:\ncall %5 fn:co_await (? &local:$1)\njump b3\n"
        "b3:\ncall %6 fn:room::await_resume (&local:$1)\nset local:$2 %6\n"
        "call %7 fn:co_await::unlock (&local:$1)\ncall %8 fn:use (local:$2)\nreturn 3\n");
}
END_TEST

START_TEST(what_never_is_ready_belongs_to_the_loop_around)
{
    check("task f(room *r, event &e) { while (r->full) co_await e; co_return 0; }", "f",
        "b0:\nbranch param0->room.full b1 b4\n"
        "b1:\ncall %1 fn:event::await_ready (param1)\nbranch %1 b3 b2\n"
        "b2:\ncall %2 fn:event::await_suspend (param1 ?)\ncall %3 fn:co_await (? param1)\njump b3\n"
        "b3:\ncall %4 fn:event::await_resume (param1)\njump b0\n"
        "b4:\nreturn 0\n");
}
END_TEST

START_TEST(an_awaited_coroutine_is_called)
{
    check("task f() { co_await work(1); co_return 0; }", "f", "b0:\ncall %1 fn:work (1)\nreturn 0\n");
    check("task f() { return work(1); }", "f", "b0:\ncall %1 fn:work (1)\nreturn %1\n");
}
END_TEST

#define START(TO, BODY) "fn:std::coroutine_handle::coroutine_handle (&local:" TO " fn:" BODY
#define END(OF) "fn:std::coroutine_handle::~coroutine_handle (&local:" OF ")\n"

START_TEST(any_other_call_starts_it)
{
    check("void f() { work(1); }", "f", "b0:\ncall %1 " START("$1", "work 1)") "\nreturn\n");
    check("void f() { auto l = []() -> task { co_return 1; }; l(); }", "f",
        "b0:\nset local:l fn:f::$lambda1\n"
        "call %1 fn:std::coroutine_handle::coroutine_handle (&local:$1 local:l)\nreturn\n");
}
END_TEST

START_TEST(who_holds_it_ends_it)
{
    check("void f() { held h = own(1); }", "f",
        "b0:\ncall %1 " START("$1", "own 1)") "\ncall %2 " END("$1") "set local:h local:$2\nreturn\n");
    check("void f() { gen g = count(1); }", "f",
        "b0:\ncall %1 " START("$1", "count 1)") "\ncall %2 " END("$1") "set local:g local:$2\nreturn\n");
    check("void f() { own(1).detach(); }", "f",
        "b0:\ncall %1 " START("$1", "own 1)") "\ncall %2 fn:held::detach (&local:$2)\nreturn\n");
    check("void f() { keep(own(1)); }", "f",
        "b0:\ncall %1 " START("$1", "own 1)") "\ncall %2 " START("$3", "keep local:$2)") "\nreturn\n");
}
END_TEST

int main(void)
{
    static const TTest *const *tests[] = {&awaiting_is_a_wait_for_the_awaiter,
        &what_never_is_ready_belongs_to_the_loop_around, &an_awaited_coroutine_is_called,
        &any_other_call_starts_it, &who_holds_it_ends_it};
    const TTest *list[G_N_ELEMENTS(tests)];
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        list[i] = *tests[i];
    return run_suite("front: coroutines", list, G_N_ELEMENTS(list));
}
