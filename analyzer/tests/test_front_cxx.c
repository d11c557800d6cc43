/* C++, as far as it is followed. */
#include "front_case.h"

static const char *const flags[] = {"-std=c++17", NULL};

static void check_cxx(const char *source, const char *function, const char *expected)
{
    g_autofree char *text =
        g_strconcat("int a(); int b(); void use(int); struct s { int x; void m(int); static int st(); };\n",
            source, NULL);
    g_autofree char *ir = ir_of("case.cc", text, flags), *blocks = blocks_of(ir, function);
    ck_assert_msg(strcmp(blocks, expected) == 0, "%s\nis\n%s\nof\n%s", source, blocks, ir);
}

START_TEST(methods_take_their_object)
{
    check_cxx("void s::m(int k) { x = k; m(k); this->m(1); st(); }", "s::m",
        "b0:\nset param0->s.x param1\ncall %1 fn:s::m (param0 param1)\ncall %2 fn:s::m (param0 1)\n"
        "call %3 fn:s::st ()\nreturn\n");
    check_cxx("namespace ns { void f(s &r, s *p) { s v; v.x = 1; v.m(1); r.m(2); p->m(r.x); } }", "ns::f",
        "b0:\nset local:v.s.x 1\ncall %1 fn:s::m (&local:v 1)\ncall %2 fn:s::m (param0 2)\n"
        "call %3 fn:s::m (param1 param0->s.x)\nreturn\n");
}
END_TEST

START_TEST(references_are_addresses)
{
    check_cxx("void out(int &to); void f(int n) { int &r = n; r = 2; out(n); out(r); }", "f",
        "b0:\nset local:r &param0\nset *local:r 2\ncall %1 fn:out (&param0)\ncall %2 fn:out "
        "(local:r)\nreturn\n");
}
END_TEST

START_TEST(lambdas_are_functions)
{
    check_cxx("void f() { auto l = [](int k) { use(k); return a(); }; l(3); }", "f",
        "b0:\nset local:l fn:f::$lambda1\ncall %1 local:l (3)\nreturn\n");
    check_cxx("void f() { auto l = [](int k) { use(k); return a(); }; l(3); }", "f::$lambda1",
        "b0:\ncall %1 fn:use (param0)\ncall %2 fn:a ()\nreturn %2\n");
}
END_TEST

START_TEST(exceptions_and_loops)
{
    check_cxx("void f() { try { a(); } catch (int) { b(); } }", "f",
        "b0:\ngoto b1 b2\nb1:\ncall %1 fn:a ()\njump b3\nb2:\ncall %2 fn:b ()\njump b3\nb3:\nreturn\n");
    check_cxx("void f(int n) { if (n) throw 1; a(); }", "f",
        "b0:\nbranch param0 b1 b2\nb1:\nstop\nb2:\ncall %1 fn:a ()\nreturn\n");
    check_cxx("void f() { int t[2] = {1, 2}; for (int i : t) use(i); }", "f",
        "b0:\nset local:t[0] 1\nset local:t[1] 2\njump b1\nb1:\nbranch ? b2 b3\n"
        "b2:\nset local:i ?\ncall %1 fn:use (local:i)\njump b1\nb3:\nreturn\n");
    check_cxx("void f() { if (int k = a()) use(k); while (int j = b()) use(j); }", "f",
        "b0:\ncall %1 fn:a ()\nset local:k %1\nbranch local:k b1 b2\nb1:\ncall %2 fn:use (local:k)\njump b2\n"
        "b2:\ncall %3 fn:b ()\nset local:j %3\nbranch local:j b3 b4\nb3:\ncall %4 fn:use (local:j)\njump b2\n"
        "b4:\nreturn\n");
}
END_TEST

START_TEST(constructors_take_the_object)
{
    check_cxx("struct t { int k; t(int); }; void f() { t v(3); t w = v; }", "f",
        "b0:\ncall %1 fn:t::t (&local:v 3)\nset local:w local:v\nreturn\n");
}
END_TEST

START_TEST(templates_and_overloads_are_survived)
{
    g_autofree char *ir = ir_of("template.cc",
        "#include <memory>\n#include <string>\n#include <thread>\n#include <vector>\n"
        "template <class T> struct box { T v; template <class U> void put(U u) { v.go(u); } };\n"
        "int over(int); int over(char *);\n"
        "void f(std::vector<std::string> &v) { box<int> b; over(1); over((char *)0); v.push_back(\"x\");\n"
        "    std::thread t([&v] { v.clear(); }); t.join(); auto p = std::make_unique<int>(3); }\n",
        flags);
    ck_assert_ptr_nonnull(strstr(ir, "fn:over (1)"));
    ck_assert_ptr_nonnull(strstr(ir, "fn:\"over(char *)\" (0)"));
    ck_assert_ptr_nonnull(strstr(ir, "function static f::$lambda1 "));
    ck_assert_ptr_nonnull(strstr(ir, "join"));
}
END_TEST

int main(void)
{
    static const TTest *const *tests[] = {&methods_take_their_object, &references_are_addresses,
        &lambdas_are_functions, &exceptions_and_loops, &constructors_take_the_object,
        &templates_and_overloads_are_survived};
    const TTest *list[G_N_ELEMENTS(tests)];
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        list[i] = *tests[i];
    return run_suite("front: C++", list, G_N_ELEMENTS(list));
}
