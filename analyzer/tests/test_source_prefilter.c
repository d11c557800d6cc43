#include "test_source.h"

static struct model_set *models;

/* A library of one operation of each kind, whose names no C library has. */
static const char model[] = "library: lib\n"
                            "task: task\n"
                            "headers: [lib.h]\n"
                            "macros: [put, take, q_put]\n"
                            "spawn_macros: [start]\n"
                            "functions:\n"
                            "  - {name: q_spawn, does: spawn, body: 0, argument: 1, handle: result}\n"
                            "  - {name: q_create, does: create, channel: result, capacity: 0}\n"
                            "  - {name: q_send, does: send, channel: 0, value: 1}\n"
                            "  - {name: q_put, does: send, channel: 0, value: 1}\n"
                            "  - {name: q_receive, does: receive, channel: 0, value: result}\n"
                            "  - {name: q_wait, does: wait, condition: 0, lock: 1}\n"
                            "  - {name: q_signal, does: signal, condition: 0}\n"
                            "  - {name: q_close, does: close, channel: 0, wakes: [receivers]}\n"
                            "  - {name: q_join, does: join, handle: 0}\n"
                            "  - {name: q_lock, does: lock, lock: 0}\n"
                            "  - {name: q_unlock, does: unlock, lock: 0}\n"
                            "  - {name: q_exit, does: exit}\n"
                            "  - {name: q_free, does: free, value: 0}\n";

static void set_up_models(void)
{
    set_up();
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, "models", NULL);
    write_file("../models/lib.yaml", model);
    models = model_load(path, NULL, NULL, &error);
    ck_assert_msg(models != NULL, "%s", error ? error->message : "");
}

static void tear_down_models(void)
{
    model_free(models);
    tear_down();
}

struct file {
    const char *path, *text;
};

/* What is left of the files, `a.c b.c`. */
static void keeps(const char *expected)
{
    g_autoptr(GString) got = g_string_new(NULL);
    discover();
    source_prefilter(tree, models);
    for (unsigned i = 0; i < tree->n_units; i++)
        if (tree->units[i].relevant)
            g_string_append_printf(got, got->len ? " %s" : "%s", tree->units[i].path);
    ck_assert_str_eq(got->str, expected);
}

/* Each case is a tree, and which of its files may matter. */
struct tree_case {
    const char *kept;
    struct file files[8];
};

#define SEND "void send_it(void) { q_send(0, 0); }\n"

static const struct tree_case words[] = {
    {"close.c create.c join.c receive.c send.c signal.c wait.c",
        {
            {"send.c", "void f(void) { q_send(0, 0); }"},
            {"receive.c", "void f(void) { q_receive(0); }"},
            {"create.c", "void f(void) { q_create(); }"},
            {"wait.c", "void f(void) { q_wait(0, 0); }"},
            {"signal.c", "void f(void) { q_signal(0); }"},
            {"close.c", "void f(void) { q_close(0); }"},
            {"join.c", "void f(void) { q_join(0); }"},
            {"none.c", "void f(void) { printf(\"\"); }"},
        }},
    /* a lock alone blocks nobody for ever, an exit alone is none of a task, and all files free */
    {"spawn.c",
        {
            {"spawn.c", "void f(void) { q_spawn(0, 0); }"},
            {"lock.c", "void f(void) { q_lock(0); q_unlock(0); }"},
            {"exit.c", "void f(void) { q_exit(); }"},
            {"free.c", "void f(void) { q_free(0); }"},
        }},
    {"e.c",
        {
            {"a.c", "/* q_send(0, 0) */ // q_send\n"},
            {"b.c", "const char *s = \"q_send(0, 0)\"; int c = 'q_send';\n"},
            {"c.c", "#if 0\nvoid f(void) { q_send(0, 0); }\n#endif\n"},
            {"d.c", "void f(void) { int q_send = 1; g(q_send, x.q_send); q_sender(); }"},
            {"e.c", "void f(void) { g(q_send); }"},
        }},
    {"a.c b.c c.cpp",
        {
            {"a.c", "void (*p)(void) = q_send;\n"},
            {"b.c", "void f(void) {\n#ifdef X\n q_\\\nsend(0, 0);\n#endif\n}"},
            {"c.cpp", "class A { void f() { q_send(0, 0); } };\n"},
            {"d.c", ""},
            {"e.c", "\0q_send"},
        }},
    /* common words that are macros count where their header is included */
    {"a.c b.c s.c",
        {
            {"a.c", "#include <lib.h>\nvoid f(void) { put(0, 0); }"},
            {"b.c", "#include \"mine.h\"\nvoid f(void) { take(0); }"},
            {"mine.h", "#include <sub/lib.h>\n"},
            {"c.c", "void f(void) { put(0, 0); }"},
            {"d.c", "#include <other_lib.h>\nvoid f(void) { put(0, 0); }"},
            {"s.c", "#include <lib.h>\nvoid f(void) { start(g()); }"},
        }},
    /* the same where they are functions */
    {"a.c",
        {
            {"a.c", "#include <lib.h>\nvoid f(void) { q_put(0, 0); }"},
            {"b.c", "void f(void) { q_put(0, 0); }"},
        }},
};

static const struct tree_case functions[] = {
    /* to a fixed point, whatever the order */
    {"a.c c.c d.c e.c",
        {
            {"c.c", SEND},
            {"a.c", "void one(void) { send_it(); }"},
            {"e.c", "void two(void) { one(); }"},
            {"d.c", "void three(void) { two(); }"},
            {"b.c", "void other(void) { none(); }"},
        }},
    {"a.c b.c",
        {
            {"a.c", "void f(int n) { if (n) g(n - 1); q_send(0, 0); }"},
            {"b.c", "void g(int n) { f(n); }"},
            {"c.c", "void h(int n) { if (n) i(n - 1); }"},
            {"d.c", "void i(int n) { h(n); }"},
        }},
    /* what is called by one that sends may set what its loop tests, and does not send */
    {"a.c b.c",
        {
            {"a.c", "void f(void) { q_send(0, 0); g(); }"},
            {"b.c", "void g(void) { h(); }"},
            {"c.c", "void h(void) { }"},
            {"d.c", "void i(void) { g(); }"},
        }},
    {"a.c b.c c.c",
        {
            {"m.h", "#define WAIT(q) while (is_full(q)) q_wait(q, q)\n"},
            {"a.c", "#include \"m.h\"\nvoid f(void *q) { WAIT(q); }"},
            {"b.c", "int is_full(struct q *q) { return q->n == 8; }"},
            {"c.c", "void g(void *q) { f(q); none(); }"},
            {"d.c", "void none(void) { }"},
        }},
    {"a.c",
        {
            {"a.c", "static void send_it(void) { q_send(0, 0); }"},
            {"b.c", "void f(void) { send_it(); }"},
            {"c.c", "static void send_it(void) { } void f(void) { send_it(); }"},
        }},
    {"a.c",
        {
            {"a.c", SEND},
            {"c.c", "static void send_it(void) { } void f(void) { send_it(); }"},
            {"d.c", "#define send_it() none()\nvoid g(void) { send_it(); }"},
        }},
    /* C17 6.2.2: its prototype made it static */
    {"a.c",
        {
            {"a.c", "static void send_it(void);\n" SEND},
            {"b.c", "void f(void) { send_it(); }"},
        }},
    {"a.c",
        {
            {"a.c", SEND},
            {"b.c", "void f(int send_it) { g(send_it, x->send_it); }"},
            {"c.c", "void f(void) { send_it: goto send_it; }"},
            {"d.c", "/* send_it() */ const char *s = \"send_it()\";"},
            {"e.c", "void send_it(void); struct send_it { int send_it; };"},
        }},
    {"a.c b.c",
        {
            {"a.c", "int send_it(q, n) void *q; int n; { q_send(q, n); }"},
            {"b.c", "f() { send_it(0, 1); }"},
        }},
    {"a.cpp b.cpp",
        {
            {"a.cpp", "namespace n { struct A { void send_it() { q_send(0, 0); } }; }\n"},
            {"b.cpp", "void f(n::A *a) { a->send_it(); }"},
            {"c.cpp", "void g(n::A *a) { a->other(); }"},
        }},
    {"main.c",
        {
            {"impl.inc", SEND},
            {"main.c", "#include \"impl.inc\"\n"},
            {"other.c", "#include \"none.inc\"\n"},
        }},
    /* parsed where it is included */
    {"main.c part.c",
        {
            {"part.c", SEND},
            {"main.c", "#include \"part.c\"\nint main(void) { send_it(); }"},
        }},
};

static const struct tree_case macros[] = {
    {"b.c c.c",
        {
            {"m.h", "#define SEND(q) q_send(q, 0)\n#define BOTH(q) do { \\\n SEND(q); \\\n} while "
                    "(0)\n#define NONE 1\n"},
            {"a.c", "#include \"m.h\"\nint f(void) { return NONE; }"},
            {"b.c", "#include \"m.h\"\nvoid f(void) { SEND(0); }"},
            {"c.c", "#include \"m.h\"\nvoid f(void) { BOTH(0); }"},
            {"d.c", "void f(void) { SEND(0); }"},
        }},
    {"b.c c.c",
        {
            {"m.h", "#define send_now q_send\n"},
            {"n.h", "#include \"m.h\"\n"},
            {"b.c", "#include \"n.h\"\nvoid f(void) { send_now(0, 0); }"},
            {"c.c", "void g(void) { f(); }"},
        }},
    /* a macro that makes a definition, with its body and without */
    {"a.c b.c c.c d.c",
        {
            {"m.h",
                "#define TASK(n) void n(void *arg)\n#define SENDER(n) void n(void *q) { q_send(q, 0); }\n"},
            {"a.c", "#include \"m.h\"\nTASK(run) { q_receive(0); }\n"},
            {"b.c", "void f(void) { run(0); }"},
            {"c.c", "#include \"m.h\"\nSENDER(push)\n"},
            {"d.c", "void g(void) { push(0); }"},
            {"e.c", "#include \"m.h\"\nTASK(idle) { }\nvoid h(void) { other(0); }"},
        }},
    {"a.c b.c",
        {
            {"a.c", "#define QUEUE(t) void t##_push(t *q) { q_send(q, 0); }\nQUEUE(job)\n"},
            {"b.c", "void f(void) { job_push(0); }"},
            {"c.c", "void g(void) { other_push(0); }"},
        }},
};

static const struct tree_case headers[] = {
    {"a.c b.c",
        {
            {"h.h",
                "static inline void send_it(void) { q_send(0, 0); }\nstatic inline void idle(void) { }\n"},
            {"a.c", "#include \"h.h\"\nvoid f(void) { send_it(); }"},
            {"b.c", "void g(void) { f(); }"},
            {"c.c", "void h(void) { send_it(); }"},
        }},
    /* whose macro says which */
    {"a.c",
        {
            {"h.h", "static inline void send_it(void) { q_send(0, 0); }\n"},
            {"a.c", "#define HEADER \"h.h\"\n#include HEADER\nvoid f(void) { send_it(); }"},
        }},
};

static const struct tree_case pointers[] = {
    {"call.c send.c table.c",
        {
            {"ops.h", "struct ops { const char *name; void (*push)(void); void (*pop)(void); };\n"},
            {"send.c", SEND},
            {"table.c", "#include \"ops.h\"\nstruct ops ops = {\"a\", send_it};\n"},
            {"call.c", "#include \"ops.h\"\nvoid f(struct ops *o) { o->push(); }"},
            {"other.c", "#include \"ops.h\"\nvoid g(struct ops *o) { o->close(); puts(o->name); }"},
        }},
    {"call.c send.c set.c",
        {
            {"ops.h", "typedef void handler(void);\nstruct ops { handler *push; };\n"},
            {"send.c", SEND},
            {"set.c", "#include \"ops.h\"\nvoid set(struct ops *o) { o->push = send_it; }"},
            {"call.c", "#include \"ops.h\"\nvoid f(struct ops *o) { (*o->push)(); }"},
        }},
    {"each.c send.c use.c",
        {
            {"send.c", SEND},
            {"each.c", "void each(void (*call)(void)) { call(); }"},
            {"use.c", "void use(void) { each(send_it); }"},
            {"none.c", "void none(void (*call)(void)) { call(); }"},
        }},
    {"hook.c init.c send.c set.c start.c",
        {
            {"send.c", SEND},
            {"set.c", "extern void (*hook)(void);\nvoid set(void) { hook = send_it; }"},
            {"hook.c", "void (*hook)(void);\nvoid f(void) { hook(); }"},
            {"start.c", "extern void (*start_hook)(void);\nvoid i(void) { start_hook(); }"},
            {"init.c", "void (*start_hook)(void) = send_it;\nvoid h(void) { (*start_hook)(); }"},
            {"other.c", "void (*other)(void);\nvoid g(void) { other(); }"},
        }},
    {"registry.c send.c use.c",
        {
            {"send.c", SEND},
            {"registry.c", "static struct { void (*run)(void); } all[9];\nvoid add(void (*p)(void)) { "
                           "all[0].run = p; }\n"
                           "void run_all(void) { all[0].run(); }"},
            {"use.c", "void use(void) { add(send_it); }"},
        }},
};

/* What the link has to see beside what reaches an operation. */
static const struct tree_case bodies[] = {
    {"body.c spawn.c",
        {
            {"spawn.c", "void f(void) { q_spawn(worker, 0); }\nvoid h(void) { helper(); }"},
            {"body.c", "void worker(void *arg) { for (;;) ; }"},
            {"helper.c", "void helper(void) { }"},
        }},
    {"body.c spawn.c use.c",
        {
            {"spawn.c", "void run(void (*body)(void *)) { q_spawn(body, 0); }"},
            {"use.c", "void f(void) { run(worker); }"},
            {"body.c", "void worker(void *arg) { for (;;) ; }"},
        }},
    {"lock.c send.c",
        {
            {"send.c", "void f(void) { take_lock(); q_send(0, 0); }"},
            {"lock.c", "void take_lock(void) { q_lock(0); }"},
            {"other.c", "void other_lock(void) { q_lock(0); }"},
        }},
    {"quit.c send.c",
        {
            {"m.h", "#define QUIT() quit()\n"},
            {"send.c", "#include \"m.h\"\nvoid f(void) { QUIT(); q_send(0, 0); }"},
            {"quit.c", "void quit(void) { q_exit(); }"},
        }},
};

static const struct tree_case programs[] = {
    /* each program calls its own */
    {"a/main.c a/put.c",
        {
            {"a/main.c", "int main(void) { store(); }"},
            {"a/put.c", "void store(void) { q_send(0, 0); }"},
            {"b/main.c", "int main(void) { store(); }"},
            {"b/put.c", "void store(void) { }"},
        }},
    /* what starts a program is seen, also where a library calls it */
    {"a/main.c a/put.c b/app.c b/put.c",
        {
            {"a/main.c", "int main(void) { }"},
            {"a/put.c", "void store(void) { q_send(0, 0); }"},
            {"b/app.c", "void app_main(void) { }"},
            {"b/put.c", "void keep(void) { q_send(0, 0); }"},
        }},
    /* a folder of several is of programs of one file: a second main shows that it is */
    {"a.c b.c",
        {
            {"a.c", "void store(void) { q_send(0, 0); }\nint main(void) { store(); }"},
            {"b.c", "int main(void) { store(); }"},
            {"c.c", "int main(void) { store(); }"},
        }},
    /* and what they share, also what a macro of it makes */
    {"a/main.c b/main.c lib/made.c lib/put.c",
        {
            {"a/main.c", "int main(void) { store(); }"},
            {"b/main.c", "int main(void) { made(); }"},
            {"c/main.c", "int main(void) { other(); }"},
            {"lib/made.c", "#define MAKE(f) void f(void) { q_send(0, 0); }\nMAKE(made)\n"},
            {"lib/put.c", "void store(void) { q_send(0, 0); }"},
        }},
};

/* A pointer of one program, in what all of them share, is none of another's. */
static const struct tree_case shared_pointers[] = {
    {"a/main.c a/put.c lib/call.c",
        {
            {"lib/lib.h", "struct hook { void (*run)(void); };\n"},
            {"lib/call.c", "#include \"lib.h\"\nvoid call(struct hook *h) { h->run(); }"},
            {"a/main.c", "#include \"lib.h\"\nint main(void) { struct hook h; h.run = store; call(&h); }"},
            {"a/put.c", "void store(void) { q_send(0, 0); }"},
            {"b/main.c", "#include \"lib.h\"\nint main(void) { struct hook h; call(&h); h.run(); }"},
        }},
    {"a/main.c a/put.c a/run.c",
        {
            {"lib/lib.h", "struct hook { void (*run)(void); };\n"},
            {"a/run.c", "#include \"lib.h\"\nvoid call(struct hook *h) { h->run(); }"},
            {"a/main.c", "#include \"lib.h\"\nint main(void) { struct hook h = {.run = store}; call(&h); }"},
            {"a/put.c", "void store(void) { q_send(0, 0); }"},
            {"b/run.c", "#include \"lib.h\"\nvoid call(struct hook *h) { h->run(); }"},
            {"b/main.c", "#include \"lib.h\"\nint main(void) { struct hook h; call(&h); }"},
        }},
};

static void check_case(const struct tree_case *row)
{
    for (size_t i = 0; i < G_N_ELEMENTS(row->files) && row->files[i].path; i++)
        write_file(row->files[i].path, row->files[i].text);
    keeps(row->kept);
}

#define TEST_CASES(name)                                                                                     \
    START_TEST(test_##name)                                                                                  \
    {                                                                                                        \
        check_case(&name[_i]);                                                                               \
    }                                                                                                        \
    END_TEST

TEST_CASES(words)
TEST_CASES(functions)
TEST_CASES(macros)
TEST_CASES(headers)
TEST_CASES(pointers)
TEST_CASES(bodies)
TEST_CASES(programs)
TEST_CASES(shared_pointers)

START_TEST(a_database_says_where_headers_are)
{
    g_autofree char *text = g_strdup_printf(
        "[{\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc -Ione\"},"
        "{\"directory\": \"%s\", \"file\": \"a.c\", \"command\": \"cc -Itwo\"},"
        "{\"directory\": \"%s/sub\", \"file\": \"../b.c\", \"command\": \"cc -isystem ../two\"},"
        "{\"directory\": \"%s\", \"file\": \"c.c\", \"command\": \"cc -I %s/one\"}]",
        tree_folder, tree_folder, tree_folder, tree_folder, tree_folder);
    make_folder("sub");
    write_file("one/h.h", "static inline void send_it(void) { q_send(0, 0); }\n");
    write_file("two/h.h", "static inline void send_it(void) { }\n");
    write_file("a.c", "#include <h.h>\nvoid f(void) { send_it(); }");
    write_file("b.c", "#include <h.h>\nvoid g(void) { send_it(); }");
    write_file("c.c", "#include <h.h>\nvoid h(void) { send_it(); }");
    write_file("not_listed.c", "void i(void) { q_send(0, 0); }");
    write_file("compile_commands.json", text);
    keeps("a.c a.c c.c");
}
END_TEST

/* What cannot be read is for the parser to complain about. */
START_TEST(a_missing_file_is_kept)
{
    g_autofree char *text =
        g_strdup_printf("[{\"directory\": \"%s\", \"file\": \"gone.c\", \"command\": \"cc\"},"
                        "{\"directory\": \"%s\", \"file\": \"here.c\", \"command\": \"cc\"}]",
            tree_folder, tree_folder);
    write_file("here.c", "int a;");
    write_file("compile_commands.json", text);
    keeps("gone.c");
    /* nor is one that is too large, of holes only */
    g_autofree char *here = at("here.c");
    ck_assert_int_eq(truncate(here, ((off_t)1 << 30) + 1), 0);
    keeps("gone.c here.c");
}
END_TEST

START_TEST(defined_functions)
{
    write_file("a.c",
        "void f(void) { q_send(0, 0); } static int g(a) int a; { }\n#define M(x) x\nint h(int);\n"
        "MAKE(j) { }\n");
    write_file("b.c", "#include \"k.h\"\nvoid l(void) { m(); }");
    write_file("k.h", "static inline void k(void) { }\n");
    keeps("a.c");
    static const char *const defined[] = {"f", "g", "j", "k", "l"}, *const not_defined[] = {
                                                                        "M", "h", "m", "", "q_send"};
    for (size_t i = 0; i < G_N_ELEMENTS(defined); i++)
        ck_assert_msg(source_definers(tree, defined[i]) == 1, "%s", defined[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(not_defined); i++)
        ck_assert_msg(source_definers(tree, not_defined[i]) == 0, "%s", not_defined[i]);
}
END_TEST

/* A chain over many files, which several threads read, last first. */
#define ATTRIBUTE "__attribute__((annotate(\"chanlint:send(0)\"))) "
#define NONE "void none(void) { other(); }"

/* The code says which functions operate. */
static const struct tree_case annotated[] = {
    {"a.c q.c",
        {
            {"q.h", "CHANLINT(send(0)) void push(int *q, int item);\nvoid other(void);\n"},
            {"q.c", "#include \"q.h\"\nvoid push(int *q, int item) { *q = item; }"},
            {"a.c", "#include \"q.h\"\nvoid f(void) { push(0, 1); }"},
            {"n.c", "#include \"q.h\"\n" NONE},
        }},
    {"a.c",
        {
            {"q.h", ATTRIBUTE "void push(int *q, int item);\nvoid other(void);\n"},
            {"a.c", "#include \"q.h\"\nvoid f(void) { push(0, 1); }"},
            {"n.c", "#include \"q.h\"\n" NONE},
        }},
    {"a.c",
        {
            {"q.h", "void push(int *q, int item) " ATTRIBUTE ";\nvoid other(void);\n"},
            {"a.c", "#include \"q.h\"\nvoid f(void) { push(0, 1); }"},
            {"n.c", "#include \"q.h\"\n" NONE},
        }},
    /* behind macros of its own, wherever they are defined */
    {"a.c b.c",
        {
            {"a.h", "BOTH void push(int *q), pop(int *q);\n#define BOTH SENDS\n"},
            {"b.h", "#define SENDS CHANLINT(send(0))\n#define OTHER const\n"},
            {"a.c", "#include \"a.h\"\nvoid f(void) { push(0); }"},
            {"b.c", "#include \"a.h\"\nvoid g(void) { pop(0); }"},
            {"n.c", "OTHER int other(void);\n" NONE},
        }},
    /* what starts tasks is given their bodies */
    {"a.c b.c",
        {
            {"q.h", "CHANLINT(spawn(0))\nvoid start(void (*f)(void));\nvoid body(void);\n"},
            {"a.c", "#include \"q.h\"\nvoid f(void) { start(body); }"},
            {"b.c", "void body(void) { }"},
            {"n.c", NONE},
        }},
    {"a.cpp",
        {
            {"q.hpp",
                "struct Q { [[clang::annotate(\"chanlint:send(0)\")]] void push(int); void other(); };\n"},
            {"a.cpp", "#include \"q.hpp\"\nvoid f(Q *q) { q->push(0); }"},
            {"n.cpp", "#include \"q.hpp\"\nvoid f(Q *q) { q->other(); }"},
        }},
    {"a.c",
        {
            {"a.c", "CHANLINT(send(0)) static void push(int *q) { *q = 1; }\nvoid f(void) { push(0); }"},
            {"n.c", NONE},
        }},
    /* neither are these annotations, nor does the role's name make one of a function's */
    {"",
        {
            {"a.c", "void annotate(const char *s);\nvoid f(void) { annotate(\"x\"); send(0); }"},
            {"b.c", "#define NOTE(x) __attribute__((annotate(#x)))\nNOTE(x) void g(void);\nvoid h(void) { "
                    "g(); }"},
            {"c.h", "CHANLINT(send(0)) void push(int *q);\n/* CHANLINT(send(0)) */ void pull(int *q);\n"},
            {"c.c", "#include \"c.h\"\nvoid k(void) { pull(0); send(1); }"},
        }},
};

TEST_CASES(annotated)

START_TEST(a_long_chain)
{
    enum { N = 300 };
    for (unsigned i = 0; i < N; i++) {
        g_autofree char *path = g_strdup_printf("%03u.c", i), *idle = g_strdup_printf("idle%03u.c", i);
        g_autofree char *text = g_strdup_printf("void f%u(void) { f%u(); }", i, i + 1);
        write_file(path, i + 1 < N ? text : "void f299(void) { q_send(0, 0); }");
        write_file(idle, "void idle(void) { }");
    }
    discover();
    source_prefilter(tree, models);
    for (unsigned i = 0; i < tree->n_units; i++)
        ck_assert_msg(tree->units[i].relevant == !g_str_has_prefix(tree->units[i].path, "idle"), "%s",
            tree->units[i].path);
}
END_TEST

#define ADD_CASES(tests, name) tcase_add_loop_test(tests, test_##name, 0, (int)G_N_ELEMENTS(name))

int main(void)
{
    Suite *suite = suite_create("source");
    TCase *tests = tcase_create("prefilter");
    tcase_add_checked_fixture(tests, set_up_models, tear_down_models);
    tcase_set_timeout(tests, 60);
    ADD_CASES(tests, words);
    ADD_CASES(tests, functions);
    ADD_CASES(tests, macros);
    ADD_CASES(tests, headers);
    ADD_CASES(tests, pointers);
    ADD_CASES(tests, bodies);
    ADD_CASES(tests, programs);
    ADD_CASES(tests, shared_pointers);
    ADD_CASES(tests, annotated);
    tcase_add_test(tests, a_database_says_where_headers_are);
    tcase_add_test(tests, a_missing_file_is_kept);
    tcase_add_test(tests, defined_functions);
    tcase_add_test(tests, a_long_chain);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
