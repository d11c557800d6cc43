/* What ends the life of C++'s objects, and what makes them out of sight. */
#include "front_case.h"

static const char *const flags[] = {"-std=c++20", NULL};

static const char prelude[] = "#include <map>\n#include <memory>\n#include <thread>\n#include <vector>\n"
                              "struct queue { int n; queue(); explicit queue(int n); ~queue(); };\n"
                              "struct plain { int n; ~plain() = default; };\n"
                              "struct feed { feed(queue &q, int n); queue &q; };\n"
                              "void use(int); void take(std::unique_ptr<queue>);\n";

static void check(const char *source, const char *function, const char *expected)
{
    g_autofree char *text = g_strconcat(prelude, source, NULL);
    g_autofree char *ir = ir_of("case.cc", text, flags), *blocks = blocks_of(ir, function);
    ck_assert_msg(strcmp(blocks, expected) == 0, "%s\nis\n%s\nof\n%s", source, blocks, ir);
}

START_TEST(members_and_bases_end_with_their_object)
{
    check("struct base { queue b; }; struct both : base { queue c, d; plain p; }; void f(both *o) { delete "
          "o; }",
        "f",
        "b0:\ncall %1 fn:queue::~queue (&param0->both.d)\ncall %2 fn:queue::~queue (&param0->both.c)\n"
        "call %3 fn:queue::~queue (&param0->base.b)\ncall %4 fn:\"operator delete\" (param0)\nreturn\n");
    check("struct t { queue q; ~t() { if (q.n) return; use(1); } };", "t::~t",
        "b0:\nbranch param0->t.q.queue.n b1 b2\nb1:\ncall %1 fn:queue::~queue (&param0->t.q)\nreturn\n"
        "b2:\ncall %2 fn:use (1)\ncall %3 fn:queue::~queue (&param0->t.q)\nreturn\n");
}
END_TEST

START_TEST(what_is_owned_ends_with_its_owner)
{
    check("struct t { std::unique_ptr<queue> q; std::vector<std::jthread> all; std::map<int, queue> m; };\n"
          "void f() { t v; }",
        "f",
        "b0:\ncall %1 fn:queue::~queue (&local:v.t.m[?])\n"
        "call %2 fn:std::jthread::~jthread (&local:v.t.all[?])\ncall %3 fn:queue::~queue "
        "(local:v.t.q)\nreturn\n");
    check("struct t { std::shared_ptr<queue> q; }; void f(t *o, std::shared_ptr<queue> s) { delete o; auto r "
          "= s; }",
        "f",
        "b0:\ncall %1 fn:queue::~queue (param0->t.q)\ncall %2 fn:\"operator delete\" (param0)\n"
        "set local:r param1\nreturn\n");
    check("struct t { std::unique_ptr<queue> q; void stop() { q.reset(); } };", "t::stop",
        "b0:\ncall %1 fn:queue::~queue (param0->t.q)\nset param0->t.q 0\nreturn\n");
}
END_TEST

START_TEST(what_is_handed_on_does_not_end)
{
    check("std::unique_ptr<queue> f(queue *q) { std::unique_ptr<queue> p(q); return p; }", "f",
        "b0:\nset local:p param0\nset local:$1 local:p\nreturn local:$1\n");
    check("void f(queue *q) { std::unique_ptr<queue> p(q); take(std::move(p)); }", "f",
        "b0:\nset local:p param0\nset local:$1 local:p\ncall %1 fn:take (local:$1)\nreturn\n");
}
END_TEST

START_TEST(what_is_made_out_of_sight_is_constructed)
{
    check("void f() { auto s = std::make_shared<queue>(8); }", "f",
        "b0:\ncall %1 fn:\"operator new\" ()\ncall %2 fn:queue::queue (%1 8)\nset local:s %1\nreturn\n");
    check("void f(queue *q, std::vector<feed> *v) { v->emplace_back(*q, 2); }", "f",
        "b0:\ncall %1 fn:feed::feed (&(*param1)[?] param0 2)\nset *param1 (add *param1 1)\nreturn\n");
}
END_TEST

int main(void)
{
    static const TTest *const *tests[] = {&members_and_bases_end_with_their_object,
        &what_is_owned_ends_with_its_owner, &what_is_handed_on_does_not_end,
        &what_is_made_out_of_sight_is_constructed};
    const TTest *list[G_N_ELEMENTS(tests)];
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        list[i] = *tests[i];
    return run_suite("front: destructors", list, G_N_ELEMENTS(list));
}
