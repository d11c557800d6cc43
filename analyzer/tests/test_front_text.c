/* Places, the text of calls, and what is left of libraries that are macros. */
#include "front_case.h"

static void check_line(const char *ir, const char *line)
{
    g_autofree char *whole = g_strdup_printf("\n%s\n", line);
    ck_assert_msg(strstr(ir, whole) != NULL, "no line `%s` in\n%s", line, ir);
}

START_TEST(a_unit_as_a_whole)
{
    write_file("include/queue.h", "struct queue;\nint queue_push(struct queue *q, void *item);\n", -1);
    static const char *const flags[] = {"-Iinclude", NULL};
    g_autofree char *ir = ir_of("src/poller.c",
        "#include \"queue.h\"\n"
        "\n"
        "static void *watch(void *arg)\n"
        "{\n"
        "    struct queue *q = arg;\n"
        "    while (queue_push(q, &q) >= 0)\n"
        "        ;\n"
        "    return 0;\n"
        "}\n",
        flags);
    static const char expected[] = "unit \"src/poller.c\"\n"
                                   "file 1 \"src/poller.c\"\n"
                                   "declare queue_push \"include/queue.h\"\n"
                                   "function static watch @1:3:14 \"void *\"\n"
                                   "param arg \"void *\"\n"
                                   "b0:\n"
                                   "  set local:q param0 @1:5:5\n"
                                   "  jump b1 @1:6:5\n"
                                   "b1:\n"
                                   "  call %1 fn:queue_push (local:q &local:q) @1:6:12 "
                                   "\"queue_push(q, &q)\"\n"
                                   "  branch (ge %1 0) b1 b2 @1:6:12\n"
                                   "b2:\n"
                                   "  return 0 @1:8:5\n"
                                   "end\n";
    ck_assert_str_eq(ir, expected);
}
END_TEST

START_TEST(what_stands_in_a_macro_has_its_place_and_text)
{
    g_autofree char *ir = ir_of("macro.c",
        "int a(int); int b(int);\n"
        "#define BOTH(x) (a(x) + b(x))\n"
        "#define OUTER(x) BOTH((x) + 1)\n"
        "#define renamed a\n"
        "#define PLAIN a(1)\n"
        "#define wrap(call) do { call; } while (0)\n"
        "void f(int n)\n"
        "{\n"
        "    OUTER(n /* ) */);\n"
        "    renamed(n);\n"
        "    PLAIN;\n"
        "    wrap(b(n));\n"
        "    a(  n\n"
        "        + 1);\n"
        "}\n",
        NULL);
    check_line(ir, "  call %1 fn:a ((add param0 1)) @1:9:5 \"OUTER(n /* ) */)\"");
    check_line(ir, "  call %2 fn:b ((add param0 1)) @1:9:5 \"OUTER(n /* ) */)\"");
    check_line(ir, "  call %3 fn:a (param0) @1:10:5 \"renamed(n)\"");
    check_line(ir, "  call %4 fn:a (1) @1:11:5 \"PLAIN\"");
    check_line(ir, "  call %5 fn:b (param0) @1:12:5 \"wrap(b(n))\"");
    check_line(ir, "  call %6 fn:a ((add param0 1)) @1:13:5 \"a( n + 1)\"");
}
END_TEST

START_TEST(long_text_is_cut_between_characters)
{
    /* 3 bytes before 94 a's, then characters of two bytes: the cut at 96 would part one */
    g_autofree char *fill = g_strnfill(92, 'a');
    g_autofree char *source =
        g_strdup_printf("void f(const char *);\nvoid g(void) { f(\"%s\xc3\xa9\xc3\xa9\"); }\n", fill);
    g_autofree char *ir = ir_of("long.c", source, NULL);
    g_autofree char *text = g_strdup_printf("@1:2:16 \"f(\\\"%s\"\n", fill);
    ck_assert_msg(strstr(ir, text) != NULL, "%s", ir);
}
END_TEST

START_TEST(functions_named_by_attributes_are_declared)
{
    write_file("release.h", "void release(int *);\n", -1);
    g_autofree char *ir = ir_of("attribute.c",
        "#include \"release.h\"\nvoid f(void) { __attribute__((cleanup(release))) int v = 1; }\n", NULL);
    check_line(ir, "declare release \"release.h\"");
}
END_TEST

START_TEST(libdill_go)
{
    static const char source[] =
        "int prologue(void **stack, int bundle); void epilogue(void); int body(int);\n"
        "#define go(call) __extension__({ void *stack_ = 0; int handle_ = prologue(&stack_, -1); \\\n"
        "    if (handle_ >= 0) { if (!({ int r_; asm(\"\" : \"=a\"(r_) : : \"memory\"); r_; })) { \\\n"
        "        asm volatile(\"\" : : \"r\"(stack_)); call; epilogue(); } } handle_; })\n"
        "int f(void) { return go(body(3)); }\n";
    g_autofree char *ir = ir_of("go.c", source, NULL), *blocks = blocks_of(ir, "f");
    ck_assert_str_eq(blocks, "b0:\nset local:stack_ 0\ncall %1 fn:prologue (&local:stack_ -1)\n"
                             "set local:handle_ %1\nbranch (ge local:handle_ 0) b1 b3\n"
                             "b1:\nset local:r_ ?\nbranch local:r_ b3 b2\n"
                             "b2:\ncall %2 fn:body (3)\ncall %3 fn:epilogue ()\njump b3\n"
                             "b3:\nreturn local:handle_\n");
    check_line(ir, "  call %2 fn:body (3) @1:5:22 \"go(body(3))\"");
}
END_TEST

START_TEST(libmill_send)
{
    static const char source[] =
        "void send_(void *, int *, unsigned long, const char *);\n"
        "#define chs(c, v) do { int val_ = (v); send_(c, &val_, sizeof val_, \"here\"); } while (0)\n"
        "void f(void *ch) { chs(ch, 5); }\n";
    g_autofree char *ir = ir_of("mill.c", source, NULL), *blocks = blocks_of(ir, "f");
    ck_assert_str_eq(
        blocks, "b0:\nset local:val_ 5\ncall %1 fn:send_ (param0 &local:val_ 4 \"here\")\nreturn\n");
}
END_TEST

/* One clause: the loop registers it, waits, and runs the body that the index names. */
START_TEST(libmill_choose)
{
    static const char source[] =
        "void init(void); void in_(void *ch, int index); int wait_(void); void body(void);\n"
        "#define choose { init(); int index_ = -2; while (1) { if (index_ != -2) { if (0)\n"
        "#define in(ch, n) break; goto skip##n; } if (index_ == n) { run##n: if (0) { skip##n: ; in_(ch, n); "
        "} else {\n"
        "#define end } if (index_ == -2) { index_ = wait_(); continue; } break; } else { in_(0, -1); index_ "
        "= wait_(); if (index_ < 0) goto run1; } } }\n"
        "void f(void *ch) { choose { } in(ch, 1) body(); end }\n";
    g_autofree char *ir = ir_of("choose.c", source, NULL), *blocks = blocks_of(ir, "f");
    ck_assert_ptr_nonnull(strstr(blocks, "fn:wait_ ()"));
    ck_assert_ptr_nonnull(strstr(blocks, "fn:body ()"));
    ck_assert_ptr_nonnull(strstr(blocks, "(ne local:index_ -2)"));
}
END_TEST

START_TEST(plan9_alt)
{
    static const char source[] =
        "typedef struct Channel Channel; enum { END, SEND, RECV, NOP, NOBLOCK };\n"
        "typedef struct Alt { Channel *c; void *v; int op; } Alt; int alt(Alt *);\n"
        "void f(Channel *out, Channel *quit) {\n"
        "    int v = 1; Alt a[] = { { out, &v, SEND }, { quit, 0, RECV }, { .op = END } };\n"
        "    switch (alt(a)) { case 0: v = 2; break; case 1: return; }\n"
        "    a[0].op = NOP; }\n";
    g_autofree char *ir = ir_of("alt.c", source, NULL), *blocks = blocks_of(ir, "f");
    ck_assert_str_eq(blocks,
        "b0:\nset local:v 1\n"
        "set local:a[0].Alt.c param0\nset local:a[0].Alt.v &local:v\nset local:a[0].Alt.op 1\n"
        "set local:a[1].Alt.c param1\nset local:a[1].Alt.v 0\nset local:a[1].Alt.op 2\n"
        "set local:a[2].Alt.op 0\nset local:a[2].Alt.c 0\nset local:a[2].Alt.v 0\n"
        "call %1 fn:alt (&local:a[0])\nswitch %1 b2 0..0:b1 1..1:b3\n"
        "b1:\nset local:v 2\njump b2\nb2:\nset local:a[0].Alt.op 3\nreturn\nb3:\nreturn\n");
}
END_TEST

START_TEST(pthread_cleanup)
{
    static const char source[] =
        "#include <pthread.h>\nvoid undo(void *); int a(void);\n"
        "void f(void *p) { pthread_cleanup_push(undo, p); a(); pthread_cleanup_pop(1); }\n";
    g_autofree char *ir = ir_of("cleanup.c", source, NULL), *blocks = blocks_of(ir, "f");
    ck_assert_ptr_nonnull(strstr(blocks, "fn:undo\n")); /* kept in a variable, and called through it */
    ck_assert_ptr_nonnull(strstr(blocks, "fn:a ()\n"));
    ck_assert_ptr_nonnull(strstr(blocks, "fn:__pthread_unwind_next"));
    ck_assert_ptr_nonnull(strstr(blocks, "fn:__pthread_unregister_cancel"));
}
END_TEST

/* Those of functions that the unit names or defines; an earlier declaration's, too. Others say nothing. */
START_TEST(annotations)
{
    write_file("chanlint.h", "#define CHANLINT(does) __attribute__((annotate(\"chanlint:\" #does)))\n", -1);
    write_file("q.h",
        "CHANLINT(send(0, value: at 1)) void push(int *, int *);\n"
        "CHANLINT(receive(0)) int pop(int *);\n"
        "CHANLINT(lock(0)) void unused(int *);\n"
        "__attribute__((annotate(\"chan\"))) __attribute__((annotate(\"other:chanlint:\"))) void plain(int "
        "*);\n",
        -1);
    g_autofree char *ir = ir_of("a.c",
        "#include \"chanlint.h\"\n"
        "#include \"q.h\"\n"
        "void f(int *q) { push(q, q); plain(q); }\n"
        "int pop(int *q) { return *q; }\n"
        "  __attribute__((annotate(\"chanlint:exit\"))) void done(void) { }\n",
        NULL);
    ck_assert_ptr_nonnull(strstr(ir, "\nannotate done @1:5:18 \"exit\"\n"
                                     "annotate pop @2:2:1 \"receive(0)\"\n"
                                     "annotate push @2:1:1 \"send(0, value: at 1)\"\n"
                                     "function f "));
    ck_assert_ptr_null(strstr(ir, "unused"));
}
END_TEST

START_TEST(annotations_of_methods)
{
    g_autofree char *ir = ir_of("a.cc",
        "struct Q { [[clang::annotate(\"chanlint:send(0)\")]] virtual void put(int) = 0;\n"
        "__attribute__((annotate(\"chanlint:receive(0)\"))) int take(); virtual void other(); };\n"
        "namespace n { template <class T> __attribute__((annotate(\"chanlint:close(0)\"))) void end(T *) { } "
        "}\n"
        "void f(Q *q) { q->put(1); q->take(); q->other(); n::end(q); }\n",
        NULL);
    check_line(ir, "annotate Q::put @1:1:14 \"send(0)\"");
    check_line(ir, "annotate Q::take @1:2:16 \"receive(0)\"");
    check_line(ir, "annotate n::end @1:3:49 \"close(0)\"");
    ck_assert_ptr_nonnull(strstr(ir, " fn:Q::put (param0 1)"));
    ck_assert_ptr_nonnull(strstr(ir, " global:Q::other (param0)"));
}
END_TEST

int main(void)
{
    static const TTest *const *tests[] = {&a_unit_as_a_whole, &what_stands_in_a_macro_has_its_place_and_text,
        &long_text_is_cut_between_characters, &functions_named_by_attributes_are_declared, &libdill_go,
        &libmill_send, &annotations, &annotations_of_methods, &libmill_choose, &plan9_alt, &pthread_cleanup};
    const TTest *list[G_N_ELEMENTS(tests)];
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        list[i] = *tests[i];
    return run_suite("front: text", list, G_N_ELEMENTS(list));
}
