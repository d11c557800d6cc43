#include "source/scan.h"
#include "suite.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* What the scanner makes of a text, a line each: `include "a.h"`, `function f: g() h`, `macro M: g`, `file:
 * g`, with `static` and `if` (it is between #if and #endif) before, ` = alias` behind the name. Uses are
 * sorted; `g()` is called, `g` is named otherwise. */
static struct scanner *scanner;

static void set_up(void)
{
    scanner = scanner_new();
}

static void tear_down(void)
{
    scanner_free(scanner);
}

static const char *name_of(uint32_t name)
{
    return scanner_name(scanner, name, NULL);
}

static gint compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void print_uses(GString *out, const struct scan_file *file, const struct scan_definition *definition)
{
    g_autoptr(GPtrArray) uses = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < definition->n_uses; i++) {
        uint32_t use = file->uses[definition->first_use + i];
        const char *name = name_of(SCAN_USE_NAME(use));
        if (use & SCAN_CALLED)
            g_ptr_array_add(uses, g_strconcat(name, "()", NULL));
        if (use & SCAN_NAMED)
            g_ptr_array_add(uses, g_strdup(name));
    }
    g_ptr_array_sort(uses, compare);
    for (guint i = 0; i < uses->len; i++)
        g_string_append_printf(out, " %s", (const char *)uses->pdata[i]);
}

static char *print(const struct scan_file *file)
{
    static const char *const kinds[] = {"function ", "macro ", "file"};
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < file->n_includes; i++)
        g_string_append_printf(
            out, file->includes[i].angled ? "include <%s>\n" : "include \"%s\"\n", file->includes[i].path);
    for (unsigned i = 0; i < file->n_definitions; i++) {
        const struct scan_definition *definition = &file->definitions[i];
        bool has_name = definition->kind != SCAN_FILE;
        g_string_append_printf(out, "%s%s%s%s", definition->conditional ? "if " : "",
            definition->local ? "static " : "", kinds[definition->kind],
            has_name ? name_of(definition->name) : "");
        if (definition->alias != definition->name)
            g_string_append_printf(out, " = %s", name_of(definition->alias));
        g_string_append_c(out, ':');
        print_uses(out, file, definition);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

/* In a buffer that has not one byte too many. */
static char *scan(const char *text, size_t size)
{
    struct scan_file file;
    char *copy = g_malloc(size + 1);
    memcpy(copy, text, size);
    copy[size] = 'x';
    scanner_scan(scanner, copy, size, &file);
    g_free(copy);
    ck_assert(file.read);
    return print(&file);
}

struct row {
    const char *text;
    size_t size;
    const char *expected;
};
#define ROW(text, expected)                                                                                  \
    {                                                                                                        \
        text, sizeof(text) - 1, expected                                                                     \
    }

static void check_row(const struct row *row)
{
    g_autofree char *got = scan(row->text, row->size);
    ck_assert_msg(g_str_equal(got, row->expected), "%s\nis\n%s\nnot\n%s", row->text, got, row->expected);
}

#define TEST_ROWS(name)                                                                                      \
    START_TEST(test_##name)                                                                                  \
    {                                                                                                        \
        check_row(&name[_i]);                                                                                \
    }                                                                                                        \
    END_TEST

static const struct row comments[] = {
    ROW("/* a(); */ void f(void) { g(); } // b();", "function f: g()\n"),
    ROW("void f(void) { g(/* ) */ h); }", "function f: g() h\n"),
    ROW("void f(void) { g(); /* /* // */ h(); }", "function f: g() h()\n"),
    ROW("void f(void) { g(); /**/ h(); /***/ i(); /*/ a(); */ }", "function f: g() h() i()\n"),
    ROW("void f(void) { g(1 / 2, h / *p); }", "function f: g() h p\n"),
    ROW("void f(void) { // a() \" '\n g(); // /*\n h(); }", "function f: g() h()\n"),
    ROW("void f(void) { g /* a */ (); }", "function f: g()\n"),
    ROW("void f(void) { g(); /* h(); } void a(void) { }", "function f: g()\n"),
    ROW("void f(void) { g(); } /*", "function f: g()\n"),
    ROW("void f(void) { g(); } /", "function f: g()\n"),
};
TEST_ROWS(comments)

static const struct row literals[] = {
    ROW("void f(void) { g(\"a()\"); }", "function f: g()\n"),
    ROW("void f(void) { g(\"/*\"); h(\"*/\"); i(\"//\"); }", "function f: g() h() i()\n"),
    ROW("void f(void) { g(\"\\\"a()\", \"\\\\\"); h(); }", "function f: g() h()\n"),
    ROW("void f(void) { g('\"'); h('\\''); i('\\\\'); j(); }", "function f: g() h() i() j()\n"),
    ROW("void f(void) { g('{'); h(\"{\"); } void i(void) { j('}'); }",
        "function f: g() h()\nfunction i: j()\n"),
    ROW("void f(void) { g(L\"a()\", u\"a\", U'a', u8\"a\", L'\"'); h(); }", "function f: g() h()\n"),
    ROW("void f(void) { g(\"%\" FMT\"a()\"); h(); }", "function f: FMT g() h()\n"),
    /* a string ends with its line: what follows is not lost with it */
    ROW("void f(void) { g(\"a(); }\n h(); }", "function f: g() h()\n"),
    ROW("void f(void) { g(\"a()", "function f: g()\n"),
    ROW("void f(void) { g(\"a\\", "function f: g()\n"),
    ROW("void f(void) { g('", "function f: g()\n"),
    ROW("void f(void) { g(1'000, 0xf'f, 1e+5, 0x1p-3f, 1.5e3); h(); }", "function f: g() h()\n"),
    ROW("void f(void) { g(0x1f+h(), 1-i()); }", "function f: g() h() i()\n"),
};
TEST_ROWS(literals)

static const struct row raw_strings[] = {
    ROW("auto s = R\"(a() \" /* )\"; void f() { g(); }", "function f: g()\n"),
    ROW("auto s = R\"x(a() )\" )y\" )x\"; void f() { g(); }", "function f: g()\n"),
    ROW("void f() { g(u8R\"x(a()\")x\", LR\"(\\)\", uR\"(\n\n)\"); h(); }", "function f: g() h()\n"),
    ROW("void f() { g(R\"(a()); }", "function f: g()\n"),
    ROW("void f() { g(FOR\"(\" h() \")\"); }", "function f: FOR g() h()\n"),
    ROW("#define M R\"(a()\n)\" g()\nvoid f() { h(); }", "macro M: g()\nfunction f: h()\n"),
    ROW("void f() { g(R\"no raw string\"); h(); }", "function f: g() h()\n"),
    ROW("void f() { g(R\"0123456789abcdef0(a)0123456789abcdef0\"); h(); }", "function f: g() h()\n"),
};
TEST_ROWS(raw_strings)

static const struct row splices[] = {
    ROW("void f(void) { ch\\\nsend(); }", "function f: chsend()\n"),
    ROW("void f(void) { ch\\\r\nsend(); }", "function f: chsend()\n"),
    ROW("void f(void) { c\\\n\\\nh\\\r\n\\\nsend(); }", "function f: chsend()\n"),
    ROW("void f(void) { // a(); \\\n b();\n g(); }", "function f: g()\n"),
    ROW("void f(void) { // a(); \\\r\n b();\r\n g(); }", "function f: g()\n"),
    ROW("void f(void) { /\\\n* a(); *\\\n/ g(); /\\\n/ b();\n h(); }", "function f: g() h()\n"),
    ROW("void f(void) { g(\"a\\\n b()\", 'c\\\r\n'); h(); }", "function f: g() h()\n"),
    ROW("void f(void) { g(\"a\\\\\n\"); b(); }", "function f: g()\n"), /* the string is `a"); b(); }` */
    ROW("#def\\\nine M g(\\\n  h)\n#inc\\\nlude \"a\\\n.h\"\n", "include \"a.h\"\nmacro M: g() h\n"),
    /* compilers take a backslash with blanks behind it for one that ends the line, and say so */
    ROW("#define M g() \\ \n h()\nvoid f(void) { i(); }", "macro M: g() h()\nfunction f: i()\n"),
    ROW("#define M g() \\\t \r\n h()\nvoid f(void) { i(); }", "macro M: g() h()\nfunction f: i()\n"),
    ROW("void f(void) { g(); \\\n", "function f: g()\n"),
    ROW("void f(void) { g(); \\", "function f: g()\n"),
    ROW("void f(void) { g(); \\\r", "function f: g()\n"),
    ROW("\\\n", ""),
};
TEST_ROWS(splices)

static const struct row bytes[] = {
    ROW("", ""),
    ROW("\n", ""),
    ROW("\0", ""),
    ROW("void f(void) { g(); }", "function f: g()\n"),
    ROW("#define M g()", "macro M: g()\n"),
    ROW("#include \"a.h\"", "include \"a.h\"\n"),
    ROW("#include \"a.h", ""),
    ROW("#", ""),
    ROW("#define", ""),
    ROW("#define M(", "macro M:\n"),
    ROW("#define M(a)\r\n#include <a.h>\r\nvoid f(void)\r\n{\r\n  g(); // a()\r\n  h();\r\n}\r\n",
        "include <a.h>\nmacro M:\nfunction f: g() h()\n"),
    ROW("\xef\xbb\xbf#include \"a.h\"\nvoid f(void) { g(); }", "include \"a.h\"\nfunction f: g()\n"),
    ROW("\xef\xbb\xbfvoid f(void) { g(); }", "function f: g()\n"),
    ROW("\xef\xbb", ""),
    ROW("void f(void) { g\xfc(\"\xff\"); /* \xe9 */ h(); }", "function f: g\xfc() h()\n"),
    ROW("void f(void) { gr\xc3\xbc\xc3\x9f(); }", "function f: gr\xc3\xbc\xc3\x9f()\n"),
    /* a NUL is blank */
    ROW("void f(void) { g();\0 h\0(); i(\"\0a()\"); /* \0 */ j(); }", "function f: g() h() i() j()\n"),
    ROW("#define M g()\0 h()\nvoid\0f(void) { i(); }", "macro M: g() h()\nfunction f: i()\n"),
    ROW("\0#include \"a.h\"\n// a\0 a()\nvoid f(void) { g(); }", "include \"a.h\"\nfunction f: g()\n"),
    ROW("#include \"a\0.h\"\nvoid f(void) { g(); }", "include \"a .h\"\nfunction f: g()\n"),
    /* to clang a carriage return alone ends a line, too */
    ROW("#define M g() // a()\rvoid f(void) { // b()\r h(); }\r", "macro M: g()\nfunction f: h()\n"),
};
TEST_ROWS(bytes)

static const struct row functions[] = {
    ROW("int f(int a, char *b) { return g(a, b); }", "function f: g()\n"),
    ROW("int f(a, b) int a; char *b; { return g(a, b); }", "function f: g()\n"),
    ROW("main(argc, argv)\n\tchar **argv;\n{\n\tg(argv);\n}\n", "function main: g()\n"),
    ROW("int f(p) struct s *p; { return g(p); } int h() { i(); }", "function f: g()\nfunction h: i()\n"),
    ROW("f() { g(); }", "function f: g()\n"),
    ROW("int f(int); int a; int g(void) { h(); }", "function g: h()\n"),
    ROW("int f(void), a; struct s { int b; }; int g(void) { h(); }", "function g: h()\n"),
    ROW("int *(*f(int a))(void) { return g; }", "function f: g\n"),
    ROW("void (f)(int a) { g(a); }", "function f: g()\n"),
    ROW("int f /* a */ (void) { g(); } int h // b\n(void) { i(); }", "function f: g()\nfunction h: i()\n"),
    ROW("struct s *f(struct s *p) { return g(p); }", "function f: g()\n"),
    ROW("struct s { int a; } f(void) { g(); }", "function f: g()\n"),
    ROW("void f(void (*p)(int), int a[g(3)]) { p(a); h(); }", "function f: h()\n"),
    ROW("void f(int a) { g(); { h(); } } void i(void) { j(); }", "function f: g() h()\nfunction i: j()\n"),
    ROW("void f(void) { g(); ", "function f: g()\n"),
    ROW("} void f(void) { g(); } } void h(void) { i(); }", "function f: g()\nfunction h: i()\n"),
    ROW("void f(void) { g(); g(); h = g; }", "function f: g g() h\n"),
    ROW("void f(void) { return f; } void g(void) { }", "function f: f\nfunction g:\n"),
};
TEST_ROWS(functions)

static const struct row linkage[] = {
    ROW("static void f(void) { g(); }", "static function f: g()\n"),
    ROW("static inline void f(void) { }", "static function f:\n"),
    ROW("inline static void f(void) { }", "static function f:\n"),
    ROW("void static f(void) { }", "static function f:\n"),
    ROW("__attribute__((cold)) static void f(void) { }", "static function f:\n"),
    ROW("[[noreturn]] static void f(void) { }", "static function f:\n"),
    ROW("static int a; void f(void) { }", "function f:\n"),
    ROW("static int a(void); void f(void) { }", "function f:\n"),
    ROW("void f(void) { static int a; g(a); } void h(void) { }", "function f: g()\nfunction h:\n"),
    ROW("extern void f(void) { }", "function f:\n"),
    /* C17 6.2.2: what was declared static once is static */
    ROW("static void f(void); void f(void) { g(); }", "static function f: g()\n"),
    ROW("static int f(int), h(void);\nint h(void) { }\nint f(int a) { }",
        "static function h:\nstatic function f:\n"),
};
TEST_ROWS(linkage)

static const struct row attributes[] = {
    ROW("__attribute__((format(printf, 1, 2))) void f(char *a) { g(); }", "function f: g()\n"),
    ROW("void __attribute__((noinline)) f(void) { g(); }", "function f: g()\n"),
    ROW("void f(void) __attribute__((noinline)) { g(); }", "function f: g()\n"),
    ROW("[[nodiscard(\"a\")]] int f(void) { g(); }", "function f: g()\n"),
    ROW("__declspec(dllexport) int f(void) { g(); }", "function f: g()\n"),
    ROW("EXPORT int f(void) { g(); }", "function f: g()\n"),
    ROW("EXPORT(int) f(int a) { g(a); }", "function EXPORT = f: g()\nfile: EXPORT()\n"),
    ROW("int f(int a) MUST_HOLD(a) { g(a); }", "function f = MUST_HOLD: g()\n"),
    ROW("_Noreturn void f(void) { g(); }", "function f: g()\n"),
    ROW("_Alignas(16) int a; int f(void) { g(); }", "function f: g()\n"),
    ROW("__extension__ typeof(int) f(void) { g(); }", "function f: g()\n"),
    ROW("int a asm(\"b\"); int f(void) { g(); }", "function f: g()\n"),
};
TEST_ROWS(attributes)

static const struct row macros[] = {
    ROW("#define M g(h)\n", "macro M: g() h\n"),
    ROW("#define M(a, b) g(a, (b)->c, h)\n", "macro M: g() h\n"),
    ROW("#define M (a)\n", "macro M: a\n"),
    ROW("#define M\n#define N\n", "macro M:\nmacro N:\n"),
    ROW("  #  define   M   g()\n", "macro M: g()\n"),
    ROW("#define M(a) do { \\\n  g(a); \\\n  h(); \\\n} while (0)\nint f(void) { i(); }",
        "macro M: g() h()\nfunction f: i()\n"),
    ROW("#define M g() /* a()\n b() */ h()\nint f(void) { i(); }", "macro M: g() h()\nfunction f: i()\n"),
    ROW("#define M g() // a()\nint f(void) { i(); }", "macro M: g()\nfunction f: i()\n"),
    ROW("#define M \"a()\" 'b' L\"c()\" g()\n", "macro M: g()\n"),
    ROW("#define M(a) g(#a) a##h() h##a()\n", "macro M: g() h h()\n"),
    ROW("#define M(...) g(__VA_ARGS__)\n#define N(a...) h(a)\n", "macro M: __VA_ARGS__ g()\nmacro N: h()\n"),
    ROW("#define /* a */ M /* b */ g()\n", "macro M: g()\n"),
    ROW("#define M g()\n#undef M\n#undef a(\n#pragma b()\n#error it's c()\n#line 3 \"d\"\n",
        "macro M: g()\n"),
    ROW("#define send chsend\n", "macro send: chsend\n"),
    ROW("int f(void) {\n#define M g()\n  M; h();\n#undef M\n}", "macro M: g()\nfunction f: M h()\n"),
    ROW("int a; # define M g()\n", ""),
    ROW("/* a */ # define M g()\n/* b\n*/#define N h()\n", "macro M: g()\nmacro N: h()\n"),
    /* a macro's invocation is what the file names */
    ROW("M(g, h(1))\nint f(void) { i(); }", "function f: i()\nfile: M() g h()\n"),
    ROW("M(g);\nint f(void) { i(); }", "function f: i()\nfile: M() g\n"),
    ROW("static M(g)\nstatic int f(void) { i(); }", "static function f: i()\nfile: M() g\n"),
    ROW("BEGIN\nint f(void) { i(); }\nEND", "function f: i()\n"),
    /* of a definition that a macro begins the name is among the arguments */
    ROW("DEFINE(f) { g(); }", "function DEFINE = f: DEFINE() g()\n"),
    ROW("static THREAD(f, a) { g(a); }", "static function THREAD = f: THREAD() g()\n"),
    ROW("DEFINE(f)\n{ g(); }\nint h(void) { i(); }", "function DEFINE = f: DEFINE() g()\nfunction h: i()\n"),
};
TEST_ROWS(macros)

static const struct row includes[] = {
    ROW("#include \"a.h\"\n#include <b/c.h>\n", "include \"a.h\"\ninclude <b/c.h>\n"),
    ROW("\t#\t include\t<a.h>\t\n#include\"b.h\"\n#include<c.h>",
        "include <a.h>\ninclude \"b.h\"\ninclude <c.h>\n"),
    ROW("#include \"a b.h\" // c\n#include <d.h> /* \"e.h\" */\n", "include \"a b.h\"\ninclude <d.h>\n"),
    ROW("#include/**/\"a.h\"\n#/* b */include /* c */ <d.h>\n", "include \"a.h\"\ninclude <d.h>\n"),
    ROW("/* a\n*/ #include \"b.h\"\n", "include \"b.h\"\n"),
    ROW("/*\n#include \"a.h\"\n*/\n// #include \"b.h\"\n", ""),
    ROW("char *s = \"\\\n#include <a.h>\";\nchar *t = \"#include <b.h>\";\n", ""),
    ROW("int a; #include \"b.h\"\n", ""),
    ROW("#include A\n#include \"\"\n#include <>\n#include\n#include \"a\n#include <b\nint f(void) { g(); }",
        "function f: g()\n"),
    ROW("#include_next <a.h>\n#import \"b.h\"\n#includes \"c.h\"\n", "include <a.h>\ninclude \"b.h\"\n"),
    ROW("int f(void) {\n#include \"a.c\"\n g(); }", "include \"a.c\"\nfunction f: g()\n"),
    ROW("#if A\n#include \"a.h\"\n#else\n#include \"b.h\"\n#endif\n", "include \"a.h\"\ninclude \"b.h\"\n"),
    ROW("#include <a//b>\n#include \"/*.h\"\n", "include <a//b>\ninclude \"/*.h\"\n"),
};
TEST_ROWS(includes)

static const struct row conditionals[] = {
    ROW("#if A\nvoid f(void) { g(); }\n#endif\nvoid h(void) { i(); }",
        "if function f: g()\nfunction h: i()\n"),
    ROW("#if A\nvoid f(void) {\n#else\nvoid f(int a) {\n#endif\n g(); }\nvoid h(void) { i(); }",
        "if function f:\nfunction f: g()\nfunction h: i()\n"),
    ROW("void f(void) { if (a) {\n#if A\n g(); }\n#else\n h(); }\n#endif\n i(); }\nvoid j(void) { k(); }",
        "function f: a g() h() i()\nfunction j: k()\n"),
    ROW("void f(void)\n#if A\n{ g(); }\n#elif B\n{ h(); }\n#else\n;\n#endif\nvoid i(void) { j(); }",
        "if function f: g()\nif function f: h()\nfunction i: j()\n"),
    ROW("#if A\n#if B\nvoid f(void) { g(); }\n#endif\n#endif\n", "if function f: g()\n"),
    ROW("#endif\n#else\n#elif\nvoid f(void) { g(); }", "function f: g()\n"),
    ROW("#if A\nvoid f(void) { g(); }", "if function f: g()\n"),
    /* no compiler sees it, whatever it is */
    ROW("#if 0\nvoid a(void) { { b('x); }\n#endif\nvoid f(void) { g(); }", "function f: g()\n"),
    ROW("#if 0 /* a */\nb() {\n#if C\n#else\nc() {\n#endif\n#else\nvoid f(void) { g(); }\n#endif\n",
        "if function f: g()\n"),
    ROW("#if 0\n#include \"a.h\"\n/*\n#endif\n*/ a() {\n#elif B\n#include \"b.h\"\n#endif\nvoid f(void) { "
        "g(); }",
        "include \"b.h\"\nfunction f: g()\n"),
    ROW("#if 0\na() {", ""),
    ROW("#if 00x\nvoid f(void) { g(); }\n#endif\n#if 0 || A\nvoid h(void) { i(); }\n#endif\n",
        "if function f: g()\nif function h: i()\n"),
};
TEST_ROWS(conditionals)

static const struct row variables[] = {
    ROW("void f(int a, struct s *b) { g(a, b); }", "function f: g()\n"),
    ROW("void f(void) { int a = g(), *b, c[3]; h(a, b, c); }", "function f: g() h()\n"),
    ROW("void f(void) { struct s *a, b = {g}; h(a, b); }", "function f: g h()\n"),
    ROW("void f(void) { type *a = g; h(a); }", "function f: g h() type\n"),
    ROW("void f(void) { const type a; h(a); }", "function f: h() type\n"),
    ROW("void f(void) { for (int a = 0; a < 3; a++) g(a); }", "function f: g()\n"),
    ROW("void f(void) { int (*a)(void) = g; h(a); }", "function f: g h()\n"),
    ROW("void f(int a) { g(b.c, b->d, a.e); }", "function f: b g()\n"),
    ROW("void f(void) { a: g(); goto a; switch (1) { case B: h(); default: i(); } }",
        "function f: B g() h() i()\n"),
    ROW("void f(void) { struct tag a; union tag b; enum tag c; g(sizeof(struct tag)); }",
        "function f: g()\n"),
    /* what could be a declaration and is none */
    ROW("void f(void) { a * b(); return c; d = e; (void)g; if (h) i; else j; }",
        "function f: a b() c d e g h i j\n"),
    ROW("void f(void) { x = a ? b : c; a ? b : c; *d = e; d[0] = g, h(); }",
        "function f: a b c d e g h() x\n"),
    ROW("void f(void) { return\n(a)->b(c); }", "function f: a b() c\n"),
    /* C17 6.2.1: a variable hides what it is named like to the end of its block, not of the function */
    ROW("void f(int a) { if (a) { int g = 1; h(g); } else g(); }", "function f: g() h()\n"),
    ROW("int a = g; int *b = h;\nint c[] = {i()};\nstruct s d = {.d = j, .e = {k}};\nint f(void) { l(); }",
        "function f: l()\nfile: g h i() j k\n"),
    ROW("typedef struct { int a; void (*b)(int c); } d; int f(void) { g(); }", "function f: g()\n"),
    ROW("enum e { A = g, B }; int f(void) { h(); }", "function f: h()\nfile: A B g\n"),
    ROW("int class, namespace; void f(void) { g(public, operator); private(); }",
        "function f: g() operator private() public\n"),
};
TEST_ROWS(variables)

static const struct row cxx[] = {
    ROW("namespace a { namespace b { void f() { g(); } } void h() { i(); } } void j() { k(); }",
        "function f: g()\nfunction h: i()\nfunction j: k()\n"),
    ROW("namespace { void f() { g(); } } inline namespace a::b { void h() { i(); } }",
        "function f: g()\nfunction h: i()\n"),
    ROW("extern \"C\" { void f() { g(); } } extern \"C\" void h() { i(); }",
        "function f: g()\nfunction h: i()\n"),
    ROW("class A { public: void f() { g(); } private: int a; protected: void h() const override { i(); } };",
        "function f: g()\nfunction h: i()\n"),
    ROW("struct A : B { static void f() { g(); } };\nstatic void h() { i(); }",
        "function f: g()\nstatic function h: i()\n"),
    ROW("class A { A() : a(g()), b{h} { i(); } ~A() { j(); } };",
        "function A: a() b g() h i()\nfunction A: j()\n"),
    ROW("A::A(int a) : b(g(a)) { h(); }\nvoid A::f() { i(); }", "function A: b() g() h()\nfunction f: i()\n"),
    ROW("template <class T, int n> void f(T a) { g(a); }\ntemplate <typename T> class A { void h() { i(); } "
        "};",
        "function f: g()\nfunction h: i()\n"),
    ROW("auto f(int a) -> int { return g(a); }", "function f: g()\n"),
    ROW("void f() noexcept(true) { g(); } void h() noexcept { i(); }", "function f: g()\nfunction h: i()\n"),
    ROW("void f() { auto a = [&](int) { g(h); }; a(1); }", "function f: g() h\n"),
    ROW("auto a = [](int b) { g(b); };\nvoid f() { h(); }", "function f: h()\nfile: b g()\n"),
    ROW("enum class E { A, B };\nvoid f() { g(E::A); }", "function f: A E g()\nfile: A B\n"),
    ROW("class A; class B *f() { g(); }", "function f: g()\n"),
    ROW("void f() { n::g(); a.h(); b->i(); }", "function f: a b g() h() i() n\n"),
};
TEST_ROWS(cxx)

/* ---- sizes ---- */

static char *repeat(const char *before, const char *part, unsigned n, const char *after)
{
    GString *text = g_string_new(before);
    for (unsigned i = 0; i < n; i++)
        g_string_append(text, part);
    g_string_append(text, after);
    return g_string_free(text, FALSE);
}

static const struct {
    const char *before, *part, *after, *expected;
    unsigned n;
} repeated[] = {
    {"void f(void) { g(", "1 + ", "1); }", "function f: g()\n", 5 << 18},
    {"void f(void) { g(\"", "0123456789", "\"); h(); }", "function f: g() h()\n", 1 << 19},
    {"void f(void) { /*", "0123456789", "*/ h(); }", "function f: h()\n", 1 << 19},
    {"void f(void) { g(", "a", "); }", NULL, 5 << 20},
    {"#define M ", "g(", "\nvoid f(void) { h(); }", "macro M: g()\nfunction f: h()\n", 1 << 20},
    {"void f(void) ", "{", "", "function f:\n", 1 << 20},
    {"void f(void) { g", "(", "", "function f: g()\n", 1 << 20},
    {"void f(void) { g(); ", "}", "\nvoid h(void) { i(); }", "function f: g()\nfunction h: i()\n", 1 << 20},
    {"int a ", "(", "", "", 1 << 20},
    {"int a = ", "{", "", "", 1 << 20},
    {"", "#if A\n", "void f(void) { g(); }", "if function f: g()\n", 1 << 18},
    {"", "#if A\n#else\n", "void f(void) { g(); }", "if function f: g()\n", 1 << 18},
    {"", "#if A\n#endif\n", "void f(void) { g(); }", "function f: g()\n", 1 << 18},
    {"", "#endif\n", "void f(void) { g(); }", "function f: g()\n", 1 << 18},
    {"", "namespace a { ", "void f() { g(); }", "function f: g()\n", 1 << 18},
    {"", "class a { ", "void f() { g(); }", "function f: g()\n", 1 << 18},
    {"", "\\\n", "void f(void) { g(); }", "function f: g()\n", 1 << 20},
    {"", "/", "", "", 1 << 20},
    {"", "*", "", "", 1 << 20},
    {"", "\"", "", "", 1 << 20},
    {"", "#", "", "", 1 << 20},
    {"", "R\"", "", "", 1 << 18},
};

START_TEST(test_repeated)
{
    g_autofree char *text =
        repeat(repeated[_i].before, repeated[_i].part, repeated[_i].n, repeated[_i].after);
    g_autofree char *got = scan(text, strlen(text));
    if (repeated[_i].expected)
        ck_assert_str_eq(got, repeated[_i].expected);
    else
        ck_assert_uint_gt(strlen(got), repeated[_i].n);
}
END_TEST

/* More names than the first table holds are the same numbers whenever they come. */
START_TEST(many_names)
{
    enum { N = 40000 };
    g_autofree uint32_t *numbers = g_new(uint32_t, N);
    for (unsigned pass = 0; pass < 2; pass++)
        for (unsigned i = 0; i < N; i++) {
            char name[16];
            int length = g_snprintf(name, sizeof name, "name%u", i);
            uint32_t number = scanner_intern(scanner, name, (size_t)length);
            ck_assert_uint_eq(number, scanner_find(scanner, name, (size_t)length));
            ck_assert_str_eq(name_of(number), name);
            if (pass == 1)
                ck_assert_uint_eq(number, numbers[i]);
            numbers[i] = number;
        }
    unsigned n = scanner_n_names(scanner);
    ck_assert_uint_ge(n, N);
    ck_assert_uint_eq(scanner_find(scanner, "name", 4), SCAN_NO_NAME);
    ck_assert_uint_eq(scanner_n_names(scanner), n);
}
END_TEST

/* ---- what is no C ---- */

/* Cut anywhere, and with any byte of it turned into another, it is read to its end and not beyond. */
START_TEST(broken_text)
{
    static const char text[] =
        "#include \"a.h\"\n#define M(a, b) g(a) \\\n  /* c */ R\"x(d)x\"\n"
        "static int f(a) int a; { for (;;) x->y(u8\"z\\\"\", '\\'', 1e+5); }\n"
        "#if 0\na b\n#elif C\nclass A : B { A() : a(1) { } operator()(int) { } };\n#endif\n"
        "namespace n { int v[] = {1, [2] = h}; }\nDEFINE(i) { (*j)(k); l: goto l; }\n";
    static const char odd[] = "\0\\\"'/*#{}()R\n<;:";
    for (size_t size = 0; size < sizeof text; size++)
        g_free(scan(text, size));
    for (size_t i = 0; i < sizeof text - 1; i++)
        for (size_t k = 0; k < sizeof odd; k++) {
            char changed[sizeof text];
            memcpy(changed, text, sizeof text);
            changed[i] = odd[k];
            g_free(scan(changed, sizeof text - 1));
        }
}
END_TEST

START_TEST(binary)
{
    char text[4096];
    g_autoptr(GRand) random = g_rand_new_with_seed((guint32)_i);
    for (unsigned pass = 0; pass < 64; pass++) {
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = (char)g_rand_int_range(random, 0, 256);
        g_free(scan(text, sizeof text));
    }
}
END_TEST

/* One file leaves nothing behind for the next. */
START_TEST(each_file_for_itself)
{
    static const char *const unfinished[] = {"#if A\nstatic void f(int a) { g(",
        "namespace n { class A : B { A() : a(", "int f(a) int a;", "int a = {", "#define M(a", "DEFINE(f",
        "static", "/*", "static void g(void);"};
    for (size_t i = 0; i < G_N_ELEMENTS(unfinished); i++) {
        g_free(scan(unfinished[i], strlen(unfinished[i])));
        check_row(&(const struct row)ROW("int g(void) { h(a); }", "function g: a h()\n"));
    }
}
END_TEST

/* ---- many files ---- */

START_TEST(files_share_their_names)
{
    enum { N = 300 };
    g_autofree char *folder = g_dir_make_tmp("scan-XXXXXX", NULL);
    g_autofree char *comment = g_strnfill(1 << 16, 'x');
    char *paths[N];
    struct scan_file files[N], *results[N];
    for (unsigned i = 0; i < N; i++) {
        /* large enough that one thread does not read all */
        g_autofree char *text =
            g_strdup_printf("/* %s */ int f%u(void) { g%u(); shared(); }\n", comment, i, (i + 1) % N);
        paths[i] = g_strdup_printf("%s/%u.c", folder, i);
        results[i] = &files[i];
        if (i > 0)
            ck_assert(g_file_set_contents(paths[i], text, -1, NULL));
    }
    struct scan *scan = scan_new();
    ck_assert_uint_eq(scan_n_names(scan), 0);
    ck_assert_uint_eq(scan_find(scan, "shared"), SCAN_NO_NAME);
    scan_add(scan, (const char *const *)paths, results, N);
    ck_assert(!files[0].read);
    ck_assert_uint_eq(files[0].n_definitions, 0);
    uint32_t shared = scan_find(scan, "shared");
    for (unsigned i = 1; i < N; i++) {
        char name[16];
        ck_assert(files[i].read);
        ck_assert_uint_eq(files[i].n_definitions, 1);
        ck_assert_uint_eq(files[i].n_uses, 2);
        g_snprintf(name, sizeof name, "f%u", i);
        ck_assert_str_eq(scan_name(scan, files[i].definitions[0].name), name);
        g_snprintf(name, sizeof name, "g%u", (i + 1) % N);
        ck_assert_uint_eq(files[i].uses[0], scan_find(scan, name) << SCAN_FLAG_BITS | SCAN_CALLED);
        ck_assert_uint_eq(files[i].uses[1], shared << SCAN_FLAG_BITS | SCAN_CALLED);
        remove(paths[i]);
    }
    scan_free(scan);
    for (unsigned i = 0; i < N; i++)
        g_free(paths[i]);
    ck_assert_int_eq(g_rmdir(folder), 0);
}
END_TEST

#define ADD_ROWS(tests, name) tcase_add_loop_test(tests, test_##name, 0, (int)G_N_ELEMENTS(name))

int main(void)
{
    Suite *suite = suite_create("source");
    TCase *tests = tcase_create("scan");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 120);
    ADD_ROWS(tests, comments);
    ADD_ROWS(tests, literals);
    ADD_ROWS(tests, raw_strings);
    ADD_ROWS(tests, splices);
    ADD_ROWS(tests, bytes);
    ADD_ROWS(tests, functions);
    ADD_ROWS(tests, linkage);
    ADD_ROWS(tests, attributes);
    ADD_ROWS(tests, macros);
    ADD_ROWS(tests, includes);
    ADD_ROWS(tests, conditionals);
    ADD_ROWS(tests, variables);
    ADD_ROWS(tests, cxx);
    tcase_add_loop_test(tests, test_repeated, 0, (int)G_N_ELEMENTS(repeated));
    tcase_add_test(tests, many_names);
    tcase_add_test(tests, broken_text);
    tcase_add_loop_test(tests, binary, 0, 4);
    tcase_add_test(tests, each_file_for_itself);
    tcase_add_test(tests, files_share_their_names);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
