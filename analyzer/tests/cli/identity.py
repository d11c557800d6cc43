"""Edits a tree with 51 findings. Usage: identity.py CHANLINT, in an empty folder."""
import json, os, re, subprocess, sys, tempfile

chanlint = sys.argv[1]
N = 10

HEADER = """#include <chan/chan.h>
#include <pthread.h>
#include <stdlib.h>

struct feed {
    chan_t *out, *alt;
    int count;
};

static inline void *tick(void *arg)
{
    struct feed *f = arg;
    chan_send(f->out, "tick");
    return NULL;
}

"""

MODULE = """#include "feed.h"

struct module@ {
    chan_t *out, *alt;
};

static int sum@(const int *numbers, int n)
{
    int total = 0;
    for (int i = 0; i < n; i++)
        total += numbers[i];
    return total;
}

static void *watch@(void *arg)
{
    struct module@ *m = arg;
    chan_send(m->out, "first");
    chan_send(m->out, "second");
    chan_send(m->out, "second");
    return NULL;
}

static void *poll@(void *arg)
{
    struct module@ *m = arg;
    int numbers[] = {1, 2, 3};
    while (sum@(numbers, 3))
        chan_send(m->out, arg);
    return NULL;
}

static void *flush@(void *arg)
{
    struct module@ *m = arg;
    chan_send(m->out, m);
    return NULL;
}

void start@(struct feed *f)
{
    pthread_t t;
    struct module@ *m = malloc(sizeof *m);
    m->out = chan_init(0);
    m->alt = chan_init(0);
    pthread_create(&t, NULL, watch@, m);
    pthread_create(&t, NULL, poll@, m);
    pthread_create(&t, NULL, flush@, m);
    pthread_create(&t, NULL, tick, f);
}
"""


def original():
    tree = {"feed.h": HEADER + "".join(f"void start{k}(struct feed *f);\n" for k in range(N))}
    for k in range(N):
        tree[f"module{k}.c"] = MODULE.replace("@", str(k))
    starts = "".join(f"    start{k}(f);\n" for k in range(N))
    tree["main.c"] = (
        '#include "feed.h"\n\nint main(void)\n{\n    struct feed *f = calloc(1, sizeof *f);\n'
        f"    f->out = chan_init(0);\n{starts}    pthread_exit(NULL);\n}}\n"
    )
    return tree


def findings(tree, *arguments):
    with tempfile.TemporaryDirectory() as root:
        for path, text in tree.items():
            path = os.path.join(root, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text.replace("@ROOT@", root))
        command = [chanlint, "check", "--format", "sarif", "--quiet", "--fail-on", "never", *arguments, root]
        log = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return {r["partialFingerprints"]["chanlint/v1"] for r in log["runs"][0]["results"]}


def each(change, pattern=r"module\d\.c"):
    """Applies a change to the text of the files that match."""
    return lambda tree: {p: change(t) if re.fullmatch(pattern, p) else t for p, t in tree.items()}


def replace(old, new, path=None):
    """Replaces text in one file, or in all in which it is; somewhere it must be."""
    def edit(tree):
        paths = [p for p in tree if (p == path if path else old in tree[p])]
        assert paths and all(old in tree[p] for p in paths), old
        return {p: t.replace(old, new, 1 if path else -1) if p in paths else t for p, t in tree.items()}
    return edit


def rename(name):
    """Gives files other names, and their includes too."""
    return lambda tree: {name(p): t for p, t in tree.items()}


def function(text, name):
    """A function's text, from its type to its closing brace."""
    return re.search(rf"(?m)^(?:static )?void \*?{name}\(.*?^}}\n\n?", text, re.S)[0]


def swapped(tree):
    for k in range(N):
        path = f"module{k}.c"
        watch, flush = function(tree[path], f"watch{k}"), function(tree[path], f"flush{k}")
        tree[path] = tree[path].replace(watch, "@").replace(flush, watch).replace("@", flush)
    return tree


def moved(tree):
    """watch0 to a file of its own."""
    text = tree["module0.c"]
    watch = function(text, "watch0")
    record = "struct module0 {\n    chan_t *out, *alt;\n};\n"
    tree["module0.h"] = '#include "feed.h"\n' + record + "void *watch0(void *arg);\n"
    tree["a_watch.c"] = '#include "module0.h"\n' + watch.replace("static ", "")
    tree["module0.c"] = text.replace(watch, "").replace(record, "").replace("feed.h", "module0.h")
    return tree


def split(tree):
    tick = function(tree["feed.h"], "tick") if "static void" in tree["feed.h"] else None
    head, rest = HEADER[:HEADER.index("static inline")], HEADER[HEADER.index("static inline"):]
    assert tick is None
    tree["tick.h"] = rest
    tree["feed.h"] = head + '#include "tick.h"\n' + tree["feed.h"][len(HEADER):]
    return tree


def database(order, flags=()):
    def edit(tree):
        units = sorted((p for p in tree if p.endswith(".c")), reverse=order < 0)
        rules = os.path.join(os.path.dirname(os.path.realpath(chanlint)), "../share/chanlint/rules/headers/chan")
        return tree | {"compile_commands.json": json.dumps([
            {"directory": "@ROOT@", "file": p, "arguments": ["cc", "-I" + rules, "-I.", *flags, "-c", p]} for p in units
        ])}
    return edit


def append(text, path="module0.c"):
    return lambda tree: tree | {path: tree.get(path, "") + text}


def prepend(text, pattern=r"module\d\.c"):
    return each(lambda old: text + old, pattern)


def both(*edits):
    def edit(tree):
        for one in edits:
            tree = one(tree)
        return tree
    return edit


HARMLESS = {
    "nothing": lambda tree: tree,
    "empty lines above": prepend("\n\n\n\n\n"),
    "a licence above": prepend("/* Permission is granted.\n * To everybody.\n */\n", r".*"),
    "an include more": prepend("#include <string.h>\n"),
    "tabs": each(lambda t: t.replace("    ", "\t"), ".*"),
    "two columns": each(lambda t: t.replace("    ", "  "), ".*"),
    "carriage returns": each(lambda t: t.replace("\n", "\r\n"), ".*"),
    "a byte order mark": each(lambda t: "\ufeff" + t, ".*"),
    "no line end at the end": each(str.rstrip, ".*"),
    "spaces in brackets": each(lambda t: re.sub(r"chan_send\((.*?)\);", r"chan_send( \1 );", t)),
    "no spaces": each(lambda t: t.replace(", ", ",")),
    "calls over two lines": each(lambda t: re.sub(r"(chan_send\(m->out,) ", r"\1\n                  ", t)),
    "a line for each word": each(lambda t: re.sub(r"(chan_send)\((\S+),", r"\1\n(\n\2\n,", t)),
    "braces at the line's end": each(lambda t: t.replace(")\n{", ") {")),
    "braces around one statement": each(lambda t: t.replace("        chan_send(m->out, arg);", "    {\n        chan_send(m->out, arg);\n    }")),
    "all in one line": each(lambda t: re.sub(r"([;{])\n\s+", r"\1 ", t)),
    "a comment above the statement": replace("    chan_send(m->out,", "    /* sends it */\n    chan_send(m->out,"),
    "a comment behind the statement": replace('"first");', '"first"); // sends it'),
    "a result that is cast away": each(lambda t: re.sub(r"(\s)chan_send", r"\1(void)chan_send", t)),
    "another name of a file": rename(lambda p: p.replace("module0.c", "zero.c")),
    "other names of all files": rename(lambda p: p.replace("module", "m_")),
    "a blank in the name of a file": rename(lambda p: p.replace("module0.c", "module 0.c")),
    "a folder for the sources": rename(lambda p: "src/" + p),
    "a folder for each source": lambda tree: {p if p == "feed.h" else f"{p[:-2]}/{p}": t for p, t in tree.items()},
    "functions in another order": swapped,
    "a function in another file": moved,
    "two headers": split,
    "another name of the header": both(replace("feed.h", "feeds.h"), rename(lambda p: p.replace("feed.h", "feeds.h"))),
    "a unit that includes the header": append('#include "feed.h"\n', "unit.c"),
    "a compile database": database(1),
    "a compile database the other way round": database(-1),
    "other flags": database(1, ["-O3", "-DNDEBUG", "-std=gnu17"]),
    "another name of a variable": both(replace("total", "so_far"), replace("numbers", "values")),
    "another name of a function": replace("sum", "add_up"),
    "another name of a thread's variable": each(
        lambda t: t.replace("pthread_t t;", "pthread_t thread;").replace("&t,", "&thread,")),
    "a function more": append("\nint twice0(int n)\n{\n    return 2 * n;\n}\n"),
    "a variable more": each(lambda t: t.replace("    chan_send(m->out, m);", "    int unused = 0;\n    (void)unused;\n    chan_send(m->out, m);")),
    "a file more": append("int unrelated(void)\n{\n    return 1;\n}\n", "unrelated.c"),
    "a task that cannot hang": append("\nstatic void *quick0(void *arg)\n{\n    return arg;\n}\n\nvoid hurry0(void)\n{\n"
        "    pthread_t t;\n    pthread_create(&t, NULL, quick0, NULL);\n}\n"),
    "starts in another order": each(lambda t: re.sub(r"(    pthread_create.*watch.*\n)(    pthread_create.*poll.*\n)", r"\2\1", t)),
    "modules started in another order": replace("    start0(f);\n    start1(f);\n", "    start1(f);\n    start0(f);\n"),
    "a field more": replace("    int count;\n", "    int count;\n    long bytes;\n"),
}

FIRST, SECOND = '    chan_send(m->out, "first");\n', '    chan_send(m->out, "second");\n'

# What is new, and what is fixed.
CHANGES = {
    "a send is gone": (replace(FIRST, "", "module0.c"), 0, 1),
    "one of two equal sends is gone": (replace(SECOND, "", "module0.c"), 0, 1),
    "both equal sends are gone": (replace(SECOND * 2, "", "module0.c"), 0, 2),
    "all sends of a function are gone": (replace(FIRST + SECOND * 2, "", "module0.c"), 0, 3),
    "a send is left out by the preprocessor": (replace(FIRST, f"#if 0\n{FIRST}#endif\n", "module0.c"), 0, 1),
    "a send in each file is gone": (replace(FIRST, ""), 0, N),
    "a third equal send": (replace(SECOND, SECOND * 2, "module0.c"), 1, 0),
    "another send in the function": (replace(FIRST, FIRST + '    chan_send(m->out, "half");\n', "module0.c"), 1, 0),
    "the same send in another function": (replace("    chan_send(m->out, m);\n", f"    chan_send(m->out, m);\n{FIRST}", "module0.c"), 1, 0),
    "another value is sent": (replace('"first"', '"zeroth"', "module0.c"), 1, 1),
    "another value is sent twice": (replace(SECOND * 2, SECOND.replace("second", "third") * 2, "module0.c"), 2, 2),
    "another channel": (replace('m->out, "first"', 'm->alt, "first"', "module0.c"), 1, 1),
    "another name of the channel": (each(lambda t: t.replace("out", "sink"), r"module0\.c"), 5, 5),
    "another name of the function": (each(lambda t: t.replace("watch0", "look0"), r"module0\.c"), 3, 3),
    "a send moves to another function": (both(replace(FIRST, "", "module0.c"), replace("    chan_send(m->out, m);\n", f"{FIRST}    chan_send(m->out, m);\n", "module0.c")), 1, 1),
    "a task is not started": (replace("    pthread_create(&t, NULL, poll0, m);\n", "", "module0.c"), 0, 1),
    # and the task that loops does not heed it
    "the channel is closed": (replace("    pthread_create(&t, NULL, tick, f);\n", "    pthread_create(&t, NULL, tick, f);\n    chan_close(m->out);\n", "module0.c"), 1, 5),
    "a module more": (both(append(MODULE.replace("@", "10"), "module10.c"), replace("    start0(f);\n", "    start0(f);\n    start10(f);\n", "main.c"),
        append("void start10(struct feed *f);\n", "feed.h")), 5, 0),
    "a module less": (both(lambda tree: {p: t for p, t in tree.items() if p != "module9.c"}, replace("    start9(f);\n", "", "main.c")), 0, 5),
    "a send in the header": (replace('    chan_send(f->out, "tick");\n', '    chan_send(f->out, "tick");\n    chan_send(f->out, "tock");\n', "feed.h"), 1, 0),
    "no send in the header": (replace('    chan_send(f->out, "tick");\n', "", "feed.h"), 0, 1),
}


def main():
    base = findings(original())
    assert len(base) == 5 * N + 1, f"{len(base)} findings"
    assert len(HARMLESS) > 40 and len(CHANGES) > 20
    wrong = 0
    expected = [(name, edit, 0, 0) for name, edit in HARMLESS.items()]
    expected += [(name, *change) for name, change in CHANGES.items()]
    for name, edit, new, fixed in expected:
        now = findings(edit(original()))
        if (len(now - base), len(base - now)) != (new, fixed):
            print(f"{name}: {len(now - base)} new and {len(base - now)} fixed, not {new} and {fixed}")
            wrong += 1
    sys.exit(wrong > 0)


main()
