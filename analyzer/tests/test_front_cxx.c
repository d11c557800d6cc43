/* C++, as far as it is followed. */
#include "front_case.h"

static const char *const flags[] = {"-std=c++20", NULL};

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
    check_cxx("int &pick(s *p) { return p->x; } void f(s *p) { pick(p) = 1; }", "pick",
        "b0:\nreturn &param0->s.x\n");
    check_cxx("int &pick(s *p); void f(s *p) { pick(p) = 1; }", "f",
        "b0:\ncall %1 fn:pick (param0)\nset *%1 1\nreturn\n");
    check_cxx("struct t { s &r; }; t f(s *p) { return t{*p}; }", "f",
        "b0:\nset local:$1.t.r param0\nreturn local:$1\n");
    check_cxx("struct t { s &r; t(s &o) : r{o} {} };", "t::t", "b0:\nset param0->t.r param1\nreturn\n");
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
    check_cxx("struct t { ~t(); }; void f(int n) { try { t v; if (n) throw 1; a(); } catch (int) { b(); } }",
        "f",
        "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:t::~t (&local:v)\ncall %2 fn:b ()\njump b3\n"
        "b2:\ncall %3 fn:a ()\ncall %4 fn:t::~t (&local:v)\njump b3\nb3:\nreturn\n");
    static const char throws[] =
        "void t(int k) { if (k) throw k; } void u() { t(1); } void n() noexcept { t(1); }\n"
        "void c() { try { t(1); } catch (...) { } }\n";
    g_autofree char *one =
        g_strconcat(throws, "void f() { try { for (;;) u(); } catch (int) { b(); } }", NULL);
    check_cxx(one, "f", "b0:\ngoto b1 b2\nb1:\ncall %1 fn:u ()\njump b0\nb2:\ncall %2 fn:b ()\nreturn\n");
    g_autofree char *none =
        g_strconcat(throws, "void f() { try { n(); c(); a(); } catch (int) { b(); } u(); }", NULL);
    check_cxx(none, "f",
        "b0:\ngoto b1 b2\nb1:\ncall %1 fn:n ()\ncall %2 fn:c ()\ncall %3 fn:a ()\njump b3\n"
        "b2:\ncall %4 fn:b ()\njump b3\nb3:\ncall %5 fn:u ()\nreturn\n");
    check_cxx("void f(int n) { if (n) throw 1; a(); }", "f",
        "b0:\nbranch param0 b1 b2\nb1:\nstop\nb2:\ncall %1 fn:a ()\nreturn\n");
    check_cxx("void f() { int t[2] = {1, 2}; for (int i : t) use(i); }", "f",
        "b0:\nset local:t[0] 1\nset local:t[1] 2\njump b1\nb1:\nbranch ? b2 b3\n"
        "b2:\nset local:i local:t[?]\ncall %1 fn:use (local:i)\njump b1\nb3:\nreturn\n");
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

/* What a source with the standard library's headers becomes. */
static void check_standard(const char *source, const char *function, const char *expected)
{
    g_autofree char *text =
        g_strconcat("#include <atomic>\n#include <condition_variable>\n#include <functional>\n"
                    "#include <future>\n#include <memory>\n#include <mutex>\n#include <queue>\n"
                    "#include <thread>\n#include <vector>\n"
                    "void use(int);\n",
            source, NULL);
    g_autofree char *ir = ir_of("case.cc", text, flags), *blocks = blocks_of(ir, function);
    ck_assert_msg(strcmp(blocks, expected) == 0, "%s\nis\n%s\nof\n%s", source, blocks, ir);
}

START_TEST(lambdas_hold_what_they_capture)
{
    static const char by_value[] = "void f(int k) { auto l = [k] { use(k); }; l(); }";
    check_cxx(by_value, "f",
        "b0:\nset static:\"f::$lambda1.k\" param0\nset local:l fn:f::$lambda1\ncall %1 local:l ()\nreturn\n");
    check_cxx(by_value, "f::$lambda1", "b0:\ncall %1 fn:use (static:\"f::$lambda1.k\")\nreturn\n");
    static const char by_reference[] = "void f() { int k = 1; auto l = [&] { k = 2; }; l(); }";
    check_cxx(by_reference, "f",
        "b0:\nset local:k 1\nset static:\"f::$lambda1.k\" &local:k\nset local:l fn:f::$lambda1\n"
        "call %1 local:l ()\nreturn\n");
    check_cxx(by_reference, "f::$lambda1", "b0:\nset *static:\"f::$lambda1.k\" 2\nreturn\n");
    check_cxx("void f(int &k, int j) { auto l = [=, &j] { j = k; }; }", "f::$lambda1",
        "b0:\nset *static:\"f::$lambda1.j\" *static:\"f::$lambda1.k\"\nreturn\n");
    check_cxx("void f(s *p) { auto l = [n = p->x] { use(n); }; }", "f",
        "b0:\nset static:\"f::$lambda1.n\" param0->s.x\nset local:l fn:f::$lambda1\nreturn\n");
}
END_TEST

START_TEST(lambdas_hold_their_object)
{
    static const char source[] = "void s::m(int) { auto l = [this] { x = 1; auto k = [this] { m(2); }; }; }";
    check_cxx(source, "s::m",
        "b0:\nset static:\"s::m::$lambda1.this\" param0\nset local:l fn:s::m::$lambda1\nreturn\n");
    check_cxx(source, "s::m::$lambda1",
        "b0:\nset static:\"s::m::$lambda1.this\"->s.x 1\n"
        "set static:\"s::m::$lambda1::$lambda1.this\" static:\"s::m::$lambda1.this\"\n"
        "set local:k fn:s::m::$lambda1::$lambda1\nreturn\n");
    check_cxx(source, "s::m::$lambda1::$lambda1",
        "b0:\ncall %1 fn:s::m (static:\"s::m::$lambda1::$lambda1.this\" 2)\nreturn\n");
}
END_TEST

START_TEST(members_start_with_their_initialisers)
{
    check_cxx("struct t { int k = 3; int j = 4; s &r; t(int n, s &o) : j(n), r(o) { a(); } };", "t::t",
        "b0:\nset param0->t.j param1\nset param0->t.r param2\nset param0->t.k 3\ncall %1 fn:a ()\nreturn\n");
    check_cxx("struct u { u(int); }; struct t { u v; t() : v(5) {} };", "t::t",
        "b0:\ncall %1 fn:u::u (&param0->t.v 5)\nreturn\n");
}
END_TEST

START_TEST(destructors_run_on_every_way_out)
{
    check_cxx("struct t { ~t(); }; t::~t() { a(); } void f(int n) { t v; if (n) return; b(); }", "f",
        "b0:\nbranch param0 b1 b2\nb1:\ncall %1 fn:t::~t (&local:v)\nreturn\n"
        "b2:\ncall %2 fn:b ()\ncall %3 fn:t::~t (&local:v)\nreturn\n");
    check_cxx("struct t { t(int); ~t(); }; void f() { t *p = new t(2); delete p; }", "f",
        "b0:\ncall %1 fn:\"operator new\" ()\ncall %2 fn:t::t (%1 2)\nset local:p %1\n"
        "call %3 fn:t::~t (local:p)\ncall %4 fn:\"operator delete\" (local:p)\nreturn\n");
    check_cxx(
        "template <class T> struct t { T k; ~t() { end(); } void end() { k = 0; } }; void f() { t<int> v; }",
        "t::~t", "b0:\ncall %1 fn:t::end (param0)\nreturn\n");
}
END_TEST

START_TEST(templates_are_lowered_once_as_they_are_used)
{
    static const char source[] =
        "void use(int); template <class T> struct box { T v; void put(T t); template <class U> U get(); };\n"
        "template <class T> void box<T>::put(T t) { v = t; use(sizeof(T)); }\n"
        "template <class T> template <class U> U box<T>::get() { return v; }\n"
        "template <class T> void spare(T t) { use(t); }\n"
        "void f(box<int> *p, box<char> *q) { p->put(1); q->put(2); use(q->get<int>()); }";
    check_cxx(source, "f",
        "b0:\ncall %1 fn:box::put (param0 1)\ncall %2 fn:box::put (param1 2)\ncall %3 fn:box::get (param1)\n"
        "call %4 fn:use (%3)\nreturn\n");
    check_cxx(source, "box::put", "b0:\nset param0->box.v param1\ncall %1 fn:use (4)\nreturn\n");
    check_cxx(source, "box::get", "b0:\nreturn param0->box.v\n");
    g_autofree char *ir = ir_of("case.cc", source, flags);
    ck_assert_ptr_null(strstr(ir, "function spare"));
}
END_TEST

START_TEST(virtual_methods_are_called_through_a_variable)
{
    static const char source[] = "struct base { virtual void run(); void start() { run(); base::run(); } };\n"
                                 "struct derived : base { void run() override { a(); } };\n"
                                 "struct last : derived { void run() final { b(); } };\n"
                                 "void f(derived *d) { d->run(); derived e; e.run(); }";
    check_cxx(source, "base::start",
        "b0:\ncall %1 global:base::run (param0)\ncall %2 fn:base::run (param0)\nreturn\n");
    check_cxx(
        source, "f", "b0:\ncall %1 global:base::run (param0)\ncall %2 fn:derived::run (&local:e)\nreturn\n");
    check_cxx(source, "@init",
        "b0:\nset global:base::run fn:derived::run\nset global:base::run fn:last::run\nreturn\n");
}
END_TEST

START_TEST(assignment_assigns)
{
    check_cxx("struct t { int k; t &operator=(const t &o) { k = o.k; return *this; } }; void f(t *p, t &o) { "
              "*p = o; }",
        "f", "b0:\ncall %1 fn:\"t::operator=\" (param0 param1)\nset *param0 *param1\nreturn\n");
    check_cxx(
        "struct t { int k; }; void f(t *p, t &o) { *p = o; }", "f", "b0:\nset *param0 *param1\nreturn\n");
}
END_TEST

START_TEST(a_guard_is_its_mutex)
{
    check_standard("std::mutex m; void f(int n) { std::lock_guard<std::mutex> g(m); if (n) return; use(n); }",
        "f",
        "b0:\nset local:g &global:m\ncall %1 fn:std::mutex::lock (local:g)\nbranch param0 b1 b2\n"
        "b1:\ncall %2 fn:std::mutex::unlock (local:g)\nreturn\n"
        "b2:\ncall %3 fn:use (param0)\ncall %4 fn:std::mutex::unlock (local:g)\nreturn\n");
    check_standard("std::mutex m; void g(std::unique_lock<std::mutex> &l) { l.unlock(); }\n"
                   "void f() { std::unique_lock l(m, std::defer_lock); l.lock(); g(l); }",
        "f",
        "b0:\nset local:l &global:m\ncall %1 fn:std::unique_lock::lock (local:l)\ncall %2 fn:g (local:l)\n"
        "call %3 fn:std::mutex::unlock (local:l)\nreturn\n");
    check_standard("void g(std::unique_lock<std::mutex> &l) { l.unlock(); }", "g",
        "b0:\ncall %1 fn:std::unique_lock::unlock (param0)\nreturn\n");
    check_standard("std::mutex m, n; void f() { std::scoped_lock both(m, n); }", "f",
        "b0:\nset local:both &global:m\ncall %1 fn:std::mutex::lock (local:both)\nset local:$1 &global:n\n"
        "call %2 fn:std::mutex::lock (local:$1)\ncall %3 fn:std::mutex::unlock (local:$1)\n"
        "call %4 fn:std::mutex::unlock (local:both)\nreturn\n");
}
END_TEST

START_TEST(a_container_is_its_items_and_their_number)
{
    check_standard("std::queue<int> q; int f(int n) { if (q.size() < 4) q.push(n); if (q.empty()) return 0;\n"
                   "int k = q.front(); q.pop(); return k; }",
        "f",
        "b0:\nbranch (lt global:q 4) b1 b2\nb1:\nset global:q[?] param0\nset global:q (add global:q 1)\njump "
        "b2\n"
        "b2:\nbranch (eq global:q 0) b3 b4\nb3:\nreturn 0\n"
        "b4:\nset local:k global:q[?]\nset global:q (sub global:q 1)\nreturn local:k\n");
    check_standard("void f(std::vector<int> &v) { for (int &i : v) i = 1; v.clear(); }", "f",
        "b0:\nbranch ? b1 b2\nb1:\nset local:i &(*param0)[?]\nset *local:i 1\njump b0\n"
        "b2:\nset *param0 0\nreturn\n");
}
END_TEST

START_TEST(pointers_and_atomics_are_values)
{
    check_standard("struct t { int k; }; void f(std::unique_ptr<t> p, std::shared_ptr<t> q) { p->k = (*q).k; "
                   "use(q.get()->k); }",
        "f", "b0:\nset param0->t.k param1->t.k\ncall %1 fn:use (param1->t.k)\nreturn\n");
    check_standard("struct t { std::atomic<int> n{3}; std::unique_ptr<int> p; t(int *q) : p(q) {} };", "t::t",
        "b0:\nset param0->t.p param1\nset param0->t.n 3\nreturn\n");
    check_standard("std::atomic<bool> stop; std::atomic<int> n; void f() { while (!stop) n++; "
                   "stop.store(true); stop = false; }",
        "f",
        "b0:\nbranch global:stop b1 b2\nb1:\nset global:stop 1\nset global:stop 0\nreturn\n"
        "b2:\nset global:n (add global:n 1)\njump b0\n");
}
END_TEST

START_TEST(a_function_object_is_what_it_calls)
{
    check_standard("struct t { std::function<void(int)> run; }; void f(t *p, std::function<void()> g) {\n"
                   "p->run = use; p->run(1); g(); std::function<void(int)> h = use; h(2); }",
        "f",
        "b0:\nset param0->t.run fn:use\ncall %1 param0->t.run (1)\ncall %2 param1 ()\nset local:h fn:use\n"
        "call %3 local:h (2)\nreturn\n");
}
END_TEST

#define Q "std::mutex m; std::condition_variable cv; std::condition_variable_any any; bool ready;\n"
#define LOCKED "b0:\nset local:l &global:m\ncall %1 fn:std::mutex::lock (local:l)\n"

START_TEST(a_wait_with_a_predicate_is_a_loop)
{
    check_standard(Q "void f() { std::unique_lock l(m); cv.wait(l, [] { return ready; }); use(1); }", "f",
        LOCKED "jump b1\nb1:\nbranch global:ready b2 b3\n"
               "b2:\ncall %2 fn:use (1)\ncall %3 fn:std::mutex::unlock (local:l)\nreturn\n"
               "b3:\ncall %4 fn:std::condition_variable::wait (&global:cv local:l)\njump b1\n");
    check_standard(Q "bool f(int t) { std::unique_lock l(m);\n"
                     "return cv.wait_for(l, std::chrono::seconds(t), [] { return ready; }); }",
        "f",
        LOCKED "call %2 fn:std::chrono::duration::duration (&local:$1 &param0)\njump b1\n"
               "b1:\nbranch global:ready b2 b3\nb2:\nset local:$2 1\njump b5\n"
               "b3:\ncall %3 fn:std::condition_variable::wait_for (&global:cv local:l)\nbranch %3 b4 b1\n"
               "b4:\nset local:$2 0\njump b5\n"
               "b5:\nset local:$3 local:$2\ncall %4 fn:std::mutex::unlock (local:l)\nreturn local:$3\n");
    check_standard(Q
        "bool f(std::stop_token s) { std::unique_lock l(m); return any.wait(l, s, [] { return ready; }); }",
        "f",
        LOCKED "jump b1\nb1:\nbranch global:ready b2 b3\nb2:\nset local:$1 1\njump b5\n"
               "b3:\nbranch global:std::stop_token b4 b6\nb4:\nset local:$1 0\njump b5\n"
               "b5:\nset local:$2 local:$1\ncall %2 fn:std::mutex::unlock (local:l)\nreturn local:$2\n"
               "b6:\ncall %3 fn:std::condition_variable::wait_for (&global:any local:l)\njump b1\n");
}
END_TEST

START_TEST(a_thread_gets_values)
{
    check_standard(
        "struct t { void run(int); }; void f(t *o, int k) { std::thread a(&t::run, o, k); a.join(); }", "f",
        "b0:\ncall %1 fn:std::thread::thread (&local:a fn:t::run param0 param1)\n"
        "call %2 fn:std::thread::join (&local:a)\nreturn\n");
    check_standard(
        "void run(int &n); void f(int k) { std::thread a(std::bind(run, std::ref(k))); a.detach(); }", "f",
        "b0:\ncall %1 fn:std::thread::thread (&local:a fn:run &param0)\n"
        "call %2 fn:std::thread::detach (&local:a)\nreturn\n");
    check_standard(
        "void run(int *const &p); void f(int *p) { std::thread a(std::bind(run, p)); a.detach(); }", "f",
        "b0:\nset local:$1 param0\ncall %1 fn:std::thread::thread (&local:a fn:run &local:$1)\n"
        "call %2 fn:std::thread::detach (&local:a)\nreturn\n");
    check_standard(
        "struct t { void run(int *&&p); }; void f(t *o, int *p) { std::thread a(&t::run, o, p); a.join(); }",
        "f",
        "b0:\nset local:$1 param1\ncall %1 fn:std::thread::thread (&local:a fn:t::run param0 &local:$1)\n"
        "call %2 fn:std::thread::join (&local:a)\nreturn\n");
    check_standard("void f(int *p) { std::jthread a([](std::stop_token s, int *const &p) { }, p); }", "f",
        "b0:\nset local:$1 param0\ncall %1 fn:std::jthread::jthread (&local:a fn:f::$lambda1 ? &local:$1)\n"
        "set global:std::stop_token 1\ncall %2 fn:std::jthread::~jthread (&local:a)\nreturn\n");
    check_standard("std::vector<std::thread> all; void run(int); void f() { all.emplace_back(run, 2); }", "f",
        "b0:\ncall %1 fn:std::thread::thread (&global:all[?] fn:run 2)\nset global:all (add global:all "
        "1)\nreturn\n");
    check_standard("int run(int); void f() { auto r = std::async(std::launch::async, run, 2); }", "f",
        "b0:\ncall %1 fn:std::async (fn:run 2)\nset local:r %1\nreturn\n");
    check_standard("void run(std::stop_token s, int n); void f() { std::jthread a(run, 2); }", "f",
        "b0:\ncall %1 fn:std::jthread::jthread (&local:a fn:run ? 2)\nset global:std::stop_token 1\n"
        "call %2 fn:std::jthread::~jthread (&local:a)\nreturn\n");
}
END_TEST

int main(void)
{
    static const TTest *const *tests[] = {&methods_take_their_object, &references_are_addresses,
        &virtual_methods_are_called_through_a_variable, &lambdas_are_functions, &exceptions_and_loops,
        &constructors_take_the_object, &templates_and_overloads_are_survived, &lambdas_hold_what_they_capture,
        &lambdas_hold_their_object, &members_start_with_their_initialisers, &destructors_run_on_every_way_out,
        &templates_are_lowered_once_as_they_are_used, &a_guard_is_its_mutex, &assignment_assigns,
        &a_container_is_its_items_and_their_number, &pointers_and_atomics_are_values,
        &a_function_object_is_what_it_calls, &a_wait_with_a_predicate_is_a_loop, &a_thread_gets_values};
    const TTest *list[G_N_ELEMENTS(tests)];
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        list[i] = *tests[i];
    return run_suite("front: C++", list, G_N_ELEMENTS(list));
}
