/* Expressions as places and values. */
#include "front_case.h"

START_TEST(pointers_arrays_and_members)
{
    static const struct front_case cases[] = {
        {"void f(struct s *p, struct s v) { p->x = v.y; (*p).x = (&v)->y; p->next->next->x = 1; }",
            "b0:\nset param0->s.x param1.s.y\nset param0->s.x param1.s.y\nset param0->s.next->s.next->s.x "
            "1\nreturn\n"},
        {"void f(int *p, int n) { p[1] = *(p + 2); *(3 + p) = p[n]; *p = 4; }",
            "b0:\nset (*param0)[1] (*param0)[2]\nset (*param0)[3] (*param0)[?]\nset *param0 4\nreturn\n"},
        {"void f(int n) { int t[4], m[2][3]; t[1] = 1[t]; *t = *(t + 2); m[1][n] = (m[0])[2]; }",
            "b0:\nset local:t[1] local:t[1]\nset local:t[0] local:t[2]\nset local:m[1][?] "
            "local:m[0][2]\nreturn\n"},
        {"void f(int n) { int t[4]; h(t); h(&t[2]); h(t + 1); h(&t); }",
            "b0:\ncall %1 fn:h (&local:t[0])\ncall %2 fn:h (&local:t[2])\ncall %3 fn:h (&local:t[1])\n"
            "call %4 fn:h (&local:t)\nreturn\n"},
        {"void f(int **p) { **p = 1; h(*p); h(&*p); h(&p[1]); }",
            "b0:\nset **param0 1\ncall %1 fn:h (*param0)\ncall %2 fn:h (param0)\ncall %3 fn:h "
            "(&(*param0)[1])\nreturn\n"},
        {"void f(char *p) { *p++ = 1; *--p = 2; p += 3; }",
            "b0:\nset param0 (move param0 1)\nset (*param0)[-1] 1\nset param0 (move param0 -1)\nset *param0 "
            "2\n"
            "set param0 (move param0 3)\nreturn\n"},
        {"struct t { int k; struct { int deep; union { int u; }; }; int bit : 3; };\n"
         "void f(struct t *p) { p->deep = p->u; p->bit = p->k; }",
            "b0:\nset param0->t.deep param0->t.u\nset param0->t.bit param0->t.k\nreturn\n"},
        {"typedef struct { int k; } name; struct { int k; } none;\nvoid f(name *p) { p->k = none.k; }",
            "b0:\nset param0->name.k global:none.case$c:2:33.k\nreturn\n"},
        {"union u { int i; void (*in)(void); int (*out)(int); }; void f(union u *p) { p->in = die; "
         "g(p->out(1)); }",
            "b0:\nset param0->u.in fn:die\ncall %1 param0->u.in (1)\ncall %2 fn:g (%1)\nreturn\n"},
        {"union u { int i; char *s; }; void f(union u *p) { p->i = 1; h(p->s); }",
            "b0:\nset param0->u.i 1\ncall %1 fn:h (param0->u.s)\nreturn\n"},
        {"void f(struct s *p, struct s v) { *p = v; v = *p->next; }",
            "b0:\nset *param0 param1\nset param1 *param0->s.next\nreturn\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(functions_as_values)
{
    static const struct front_case cases[] = {
        {"void f(int (*p)(int), struct s *q) { p(1); (*p)(2); (**p)(3); (&g)(4); (*g)(5); q->run(6); "
         "(*q->run)(7); }",
            "b0:\ncall %1 param0 (1)\ncall %2 param0 (2)\ncall %3 param0 (3)\ncall %4 fn:g (4)\ncall %5 fn:g "
            "(5)\n"
            "call %6 param1->s.run (6)\ncall %7 param1->s.run (7)\nreturn\n"},
        {"void f(struct s *q) { q->run = g; q->run = &g; q->run = (int (*)(int))a; h((void *)g); }",
            "b0:\nset param0->s.run fn:g\nset param0->s.run fn:g\nset param0->s.run fn:a\ncall %1 fn:h "
            "(fn:g)\nreturn\n"},
        {"typedef int fn(int); fn *table[2]; void f(int n) { table[n](1); table[0] = g; }",
            "b0:\ncall %1 global:table[?] (1)\nset global:table[0] fn:g\nreturn\n"},
        {"int f(int n) { return g(a()) + g(b()); }", "b0:\ncall %1 fn:a ()\ncall %2 fn:g (%1)\ncall %3 fn:b "
                                                     "()\ncall %4 fn:g (%3)\nreturn (add %2 %4)\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(constants_are_integers)
{
    static const struct front_case cases[] = {
        {"#include <stddef.h>\nenum { ONE = 1, SEVEN = 7 };\nvoid f(void) { h(NULL); g('a'); g(SEVEN | 8); "
         "g(sizeof(struct s)); g(offsetof(struct s, y)); g(-1); g((unsigned char)-1); g(~0); g(1 << 4); "
         "g(!3); "
         "use(7 / 2, 5 % 3); }",
            "b0:\ncall %1 fn:h (0)\ncall %2 fn:g (97)\ncall %3 fn:g (15)\ncall %4 fn:g (24)\ncall %5 fn:g "
            "(4)\n"
            "call %6 fn:g (-1)\ncall %7 fn:g (255)\ncall %8 fn:g (-1)\ncall %9 fn:g (16)\ncall %10 fn:g (0)\n"
            "call %11 fn:use (3 2)\nreturn\n"},
        {"unsigned long f(void) { return (unsigned)-1; }", "b0:\nreturn 4294967295\n"},
        {"int f(void) { return 1 / 0; }", "b0:\nreturn (div 1 0)\n"},
        {"double f(double d) { return d + 1.5; }", "b0:\nreturn (add param0 ?)\n"},
        {"void f(void) { h(\"a\\n\\\"b\" \"c\"); h((void *)__func__); }",
            "b0:\ncall %1 fn:h (\"a\\x0a\\\"bc\")\ncall %2 fn:h (\"f\")\nreturn\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(operators_and_assignments)
{
    static const struct front_case cases[] = {
        {"int f(int x, int y) { x = y = a(); x += y; return x++ - --y; }",
            "b0:\ncall %1 fn:a ()\nset param1 %1\nset param0 param1\nset param0 (add param0 param1)\n"
            "set param0 (add param0 1)\nset param1 (sub param1 1)\nreturn (sub (sub param0 1) param1)\n"},
        {"int f(int x, int y) { return (x * 2 + y) >> 1 & ~x; }",
            "b0:\nreturn (and (shr (add (mul param0 2) param1) 1) (inv param0))\n"},
        {"int f(int x, int y) { return x == y; }", "b0:\nreturn (eq param0 param1)\n"},
        {"int f(int x, int y) { return (a(), b()); }", "b0:\ncall %1 fn:a ()\ncall %2 fn:b ()\nreturn %2\n"},
        {"int f(int x, int y) { int r; while ((r = a()) != -1) g(r); return -x; }",
            "b0:\ncall %1 fn:a ()\nset local:r %1\nbranch (ne local:r -1) b1 b2\nb1:\ncall %2 fn:g "
            "(local:r)\njump b0\n"
            "b2:\nreturn (neg param0)\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(variables_of_all_kinds)
{
    static const struct front_case cases[] = {
        {"int shared; static int mine; _Thread_local int own; volatile int flag;\n"
         "void f(int n) { static int kept; extern int far; shared = mine; own = kept; far = n; flag = 1; }",
            "b0:\nset global:shared static:mine\nset global:own static:\"f.kept\"\nset global:far param0\n"
            "set global:flag 1\nreturn\n"},
        {"void f(int n) { int x = 1; { int x = 2; g(x); } for (int x = 3;;) { g(x); break; } g(x); }",
            "b0:\nset local:x 1\nset local:\"x.2\" 2\ncall %1 fn:g (local:\"x.2\")\nset local:\"x.3\" 3\n"
            "call %2 fn:g (local:\"x.3\")\ncall %3 fn:g (local:x)\nreturn\n"},
        {"int f(x, y) int x; char *y; { h(y); return x; }", "b0:\ncall %1 fn:h (param1)\nreturn param0\n"},
        {"void f(int n) { int v[a()]; int unset; h(v); }",
            "b0:\ncall %1 fn:a ()\ncall %2 fn:h (&local:v[0])\nreturn\n"},
        {"void f(int n, ...) { __builtin_va_list ap; __builtin_va_start(ap, n); "
         "g(__builtin_va_arg(ap, int)); }",
            "b0:\ncall %1 fn:__builtin_va_start (&local:ap[0] param0)\ncall %2 fn:g (?)\nreturn\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(selections_at_compile_time)
{
    static const struct front_case cases[] = {
        {"int gl(long); int f(int n) { return _Generic(n, long: gl, int: g)(n); }",
            "b0:\ncall %1 fn:g (param0)\nreturn %1\n"},
        {"int f(int n) { return __builtin_choose_expr(0, a(), b()); }", "b0:\ncall %1 fn:b ()\nreturn %1\n"},
        {"int f(int n) { return __builtin_types_compatible_p(int, int); }", "b0:\nreturn 1\n"},
        {"int f(int n) { if (__builtin_constant_p(n)) a(); return 0; }", "b0:\nreturn 0\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

#define ATOMICS "#include <stdatomic.h>\natomic_int stop; int k;\n"

START_TEST(atomics_are_reads_and_writes)
{
    static const struct front_case cases[] = {
        {ATOMICS "void f(int n) { while (!atomic_load(&stop)) a(); atomic_store(&stop, 1); }",
            "b0:\nbranch global:stop b1 b2\nb1:\nset global:stop 1\nreturn\nb2:\ncall %1 fn:a ()\njump b0\n"},
        {ATOMICS "void f(int n) { if (__atomic_load_n(&k, 2)) a(); __atomic_store_n(&k, n, 3); }",
            "b0:\nbranch global:k b1 b2\nb1:\ncall %1 fn:a ()\njump b2\nb2:\nset global:k param0\nreturn\n"},
        {ATOMICS "int f(int n) { return atomic_fetch_add(&stop, 2) + __sync_add_and_fetch(&k, 1); }",
            "b0:\nset local:$1 global:stop\nset global:stop (add global:stop 2)\nset global:k (add global:k "
            "1)\n"
            "return (add local:$1 global:k)\n"},
        {ATOMICS
            "void f(int n) { __sync_fetch_and_or(&k, 4); __sync_lock_release(&k); __sync_synchronize(); }",
            "b0:\nset local:$1 global:k\nset global:k (or global:k 4)\nset global:k 0\n"
            "call %1 fn:__sync_synchronize ()\nreturn\n"},
        {ATOMICS "int f(int n) { return __sync_bool_compare_and_swap(&k, 1, n); }",
            "b0:\nbranch (eq global:k 1) b1 b2\nb1:\nset global:k param0\nset local:$1 1\njump b3\n"
            "b2:\nset local:$1 0\njump b3\nb3:\nreturn local:$1\n"},
        {ATOMICS "int f(int n) { return __atomic_compare_exchange_n(&k, &n, 5, 0, 5, 5); }",
            "b0:\nbranch (eq global:k param0) b1 b2\nb1:\nset global:k 5\nset local:$1 1\njump b3\n"
            "b2:\nset param0 global:k\nset local:$1 0\njump b3\nb3:\nreturn local:$1\n"},
        {ATOMICS "int f(int n) { return atomic_exchange(&stop, n); }",
            "b0:\nset local:$1 global:stop\nset global:stop param0\nreturn local:$1\n"},
        {ATOMICS "void f(int *p) { int v; __atomic_load(p, &v, 5); __atomic_store(p, &k, 5); }",
            "b0:\nset local:v *param0\nset *param0 global:k\nreturn\n"},
        {ATOMICS "void f(int n) { atomic_init(&stop, 3); stop = 4; stop++; g(stop); }",
            "b0:\nset global:stop 3\nset global:stop 4\nset global:stop (add global:stop 1)\n"
            "call %1 fn:g (global:stop)\nreturn\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(initialisers_are_a_set_a_leaf)
{
    static const struct front_case cases[] = {
        {"void f(int n) { struct s v = { n, .run = g }; }",
            "b0:\nset local:v.s.x param0\nset local:v.s.run fn:g\nset local:v.s.y 0\nset local:v.s.next "
            "0\nreturn\n"},
        {"void f(int n) { struct s v[2] = { { 1 }, { 2, 3, &v[0], g } }; }",
            "b0:\nset local:v[0].s.x 1\nset local:v[0].s.y 0\nset local:v[0].s.next 0\nset local:v[0].s.run "
            "0\n"
            "set local:v[1].s.x 2\nset local:v[1].s.y 3\nset local:v[1].s.next &local:v[0]\nset "
            "local:v[1].s.run fn:g\n"
            "return\n"},
        {"void f(int n) { int t[2][2] = { 1, 2, 3 }; }", "b0:\nset local:t[0][0] 1\nset local:t[0][1] 2\nset "
                                                         "local:t[1][0] 3\nset local:t[1][1] 0\nreturn\n"},
        {"void f(int n) { int t[5] = { [3] = 1, 2, [0 ... 1] = 7 }; }",
            "b0:\nset local:t[3] 1\nset local:t[4] 2\nset local:t[0] 7\nset local:t[1] 7\nset local:t[2] "
            "0\nreturn\n"},
        {"struct t { int k; struct { int u, v; }; union { int w; char *z; }; int : 3; };\n"
         "void f(int n) { struct t t = { .v = 2, .z = 0 }; struct t q = { 1, 2, 3, 4 }; }",
            "b0:\nset local:t.t.u 0\nset local:t.t.v 0\nset local:t.t.v 2\nset local:t.t.w 0\nset "
            "local:t.t.z 0\n"
            "set local:t.t.k 0\nset local:q.t.k 1\nset local:q.t.u 2\nset local:q.t.v 3\nset local:q.t.w "
            "4\nreturn\n"},
        {"void f(int n) { char t[] = \"ab\"; char u[4] = {\"c\"}; int v = { 3 }; int w[100] = { 1 }; }",
            "b0:\nset local:t \"ab\"\nset local:u \"c\"\nset local:v 3\nset local:w[0] 1\nset local:w[?] "
            "0\nreturn\n"},
        {"void f(struct s *p) { h(&(struct s){ .x = 1, .run = g }); *p = (struct s){ 2 }; }",
            "b0:\nset local:$1.s.x 1\nset local:$1.s.run fn:g\nset local:$1.s.y 0\nset local:$1.s.next 0\n"
            "call %1 fn:h (&local:$1)\nset local:$2.s.x 2\nset local:$2.s.y 0\nset local:$2.s.next 0\n"
            "set local:$2.s.run 0\nset *param0 local:$2\nreturn\n"},
        {"struct s make(void); void f(struct s v) { struct s w = v, m = make(); }",
            "b0:\nset local:w param0\ncall %1 fn:make ()\nset local:m %1\nreturn\n"},
        {"struct n { struct s in; int t; }; void f(struct s v) { struct n w = { v, 1 }; struct n x = { 1, 2, "
         "0, g, 5 }; }",
            "b0:\nset local:w.n.in param0\nset local:w.n.t 1\nset local:x.n.in.s.x 1\nset local:x.n.in.s.y "
            "2\n"
            "set local:x.n.in.s.next 0\nset local:x.n.in.s.run fn:g\nset local:x.n.t 5\nreturn\n"},
    };
    CHECK_CASES(cases);
}
END_TEST

START_TEST(globals_are_initialised_in_init)
{
    g_autofree char *ir = ir_of("init.c",
        PRELUDE
        "int count = 3; static int (*handler)(int) = g; struct s ring = { .next = &ring, .run = g };\n"
        "int unset; static struct s *const lone = &(struct s){ 1 };\n"
        "void f(void) { static int kept = 2; static int *at = &kept; }\n"
        "extern int far; int numbers[300] = { 1, 2 };\n",
        NULL);
    g_autofree char *blocks = blocks_of(ir, "@init");
    ck_assert_str_eq(blocks,
        "b0:\nset global:count 3\nset static:handler fn:g\n"
        "set global:ring.s.next &global:ring\nset global:ring.s.run fn:g\n"
        "set global:ring.s.x 0\nset global:ring.s.y 0\n"
        "set static:\"@init.$1\".s.x 1\nset static:\"@init.$1\".s.y 0\n"
        "set static:\"@init.$1\".s.next 0\nset static:\"@init.$1\".s.run 0\n"
        "set static:lone &static:\"@init.$1\"\n"
        "set static:\"f.kept\" 2\nset static:\"f.at\" &static:\"f.kept\"\n"
        "set global:numbers[0] 1\nset global:numbers[1] 2\nset global:numbers[?] 0\nreturn\n");
}
END_TEST

int main(void)
{
    static const TTest *const *tests[] = {&pointers_arrays_and_members, &functions_as_values,
        &constants_are_integers, &operators_and_assignments, &variables_of_all_kinds,
        &selections_at_compile_time, &atomics_are_reads_and_writes, &initialisers_are_a_set_a_leaf,
        &globals_are_initialised_in_init};
    const TTest *list[G_N_ELEMENTS(tests)];
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        list[i] = *tests[i];
    return run_suite("front: values", list, G_N_ELEMENTS(list));
}
