/* Functions that a model may be wanted for: those of unknown libraries that tasks share objects by, or are
 * started with, and those of the tree that are sends and receives of their own making. */
#include "link/linked.h"

#include "link/terms.h"

#include <string.h>

/* What is known of the objects of a class. */
struct use {
    const GArray *tasks; /* those that get to the first of its calls; or NULL */
    bool in_task, differs; /* some task gets to one; not the same tasks to all */
    bool outside; /* it is handed to a task that is started, or is a global's */
};

struct candidates {
    struct linked *linked;
    GHashTable *known; /* header -> whether nobody needs a model for what it declares */
    const struct ir_unit *unit; /* whose declarations are in `headers` */
    GHashTable *headers; /* name -> header */
    GPtrArray *calls; /* struct call *: of functions of unknown libraries */
    GArray **tasks_of; /* by function: of uint32_t, the tasks that get to it, with those that there may be */
    GHashTable *bodies; /* struct function *: what tasks run, and may run */
    GHashTable *uses; /* class -> struct use * */
};

/* ---- unknown libraries ---- */

/* Of C, C++, POSIX, the kernel and the compiler: what of them matters is in models. */
static bool is_standard(const char *header)
{
    static const char *const folders[] = {"/bits/", "/sys/", "/asm/", "/linux/", "/arpa/", "/net/",
        "/netinet/", "/include/c++/", "/lib/clang/", "/lib/gcc/"};
    static const char *const names[] = {"aio.h", "assert.h", "complex.h", "ctype.h", "dirent.h", "dlfcn.h",
        "err.h", "errno.h", "error.h", "execinfo.h", "fcntl.h", "fenv.h", "fnmatch.h", "ftw.h", "getopt.h",
        "glob.h", "grp.h", "iconv.h", "inttypes.h", "langinfo.h", "libgen.h", "limits.h", "locale.h",
        "malloc.h", "math.h", "memory.h", "mqueue.h", "netdb.h", "nl_types.h", "paths.h", "poll.h",
        "pthread.h", "pty.h", "pwd.h", "regex.h", "resolv.h", "sched.h", "search.h", "semaphore.h",
        "setjmp.h", "shadow.h", "signal.h", "spawn.h", "stdio.h", "stdio_ext.h", "stdlib.h", "string.h",
        "strings.h", "stropts.h", "syslog.h", "termios.h", "threads.h", "time.h", "uchar.h", "ucontext.h",
        "ulimit.h", "unistd.h", "utime.h", "utmp.h", "utmpx.h", "wchar.h", "wctype.h", "wordexp.h"};
    if (!g_str_has_prefix(header, "/usr/"))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
        if (strstr(header, folders[i]))
            return true;
    const char *slash = strrchr(header, '/');
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_str_equal(slash + 1, names[i]))
            return true;
    return false;
}

static bool is_modelled(const struct candidates *candidates, const char *header)
{
    unsigned n;
    const struct model *const *models = model_list(candidates->linked->program->input->models, &n);
    for (unsigned i = 0; i < n; i++)
        if (model_has_header(models[i], header))
            return true;
    return false;
}

static bool is_known(struct candidates *candidates, const char *header)
{
    gpointer known;
    if (!g_hash_table_lookup_extended(candidates->known, header, NULL, &known)) {
        known = GUINT_TO_POINTER(is_standard(header) || is_modelled(candidates, header));
        g_hash_table_insert(candidates->known, (gpointer)header, known);
    }
    return GPOINTER_TO_UINT(known) != 0;
}

/* Where the callee is declared, as the call's unit sees it; or NULL. */
static const char *header_of(struct candidates *candidates, const struct call *call)
{
    const struct ir_unit *unit = call->function->unit;
    if (unit != candidates->unit) {
        candidates->unit = unit;
        g_hash_table_remove_all(candidates->headers);
        for (uint32_t i = 0; i < unit->n_declarations; i++)
            g_hash_table_insert(candidates->headers, (gpointer)unit->declarations[i].name,
                (gpointer)unit->declarations[i].header);
    }
    return g_hash_table_lookup(candidates->headers, call->callee);
}

static bool is_unknown(struct candidates *candidates, const struct call *call)
{
    if (!call->callee || call->model || call->n_targets || g_str_has_prefix(call->callee, "__builtin"))
        return false;
    const char *header = header_of(candidates, call);
    return header && !is_known(candidates, header);
}

/* leaves: calls */
static void find_calls(struct candidates *candidates)
{
    const struct program *program = candidates->linked->program;
    for (guint f = 0; f < program->functions->len; f++) {
        struct function *function = program_function(program, f);
        for (uint32_t c = 0; c < function->n_calls; c++)
            if (is_unknown(candidates, &function->calls[c]))
                g_ptr_array_add(candidates->calls, &function->calls[c]);
    }
}

/* ---- tasks that there may be ---- */

/* The first argument that is a function of the tree; or MODEL_NONE. */
static int body_in(const struct candidates *candidates, const struct call *call)
{
    for (uint32_t i = 0; i < call->ir->n_args; i++)
        if (program_named(candidates->linked->program, call->function, call->ir->args[i]))
            return (int)i;
    return MODEL_NONE;
}

static void add_task(struct candidates *candidates, const struct function *function, uint32_t task)
{
    GArray **tasks = &candidates->tasks_of[function->id];
    if (!*tasks)
        *tasks = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(*tasks, task);
}

static void follow(struct candidates *candidates, struct function *body, uint32_t task)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) stack = g_ptr_array_new();
    g_ptr_array_add(stack, body);
    while (stack->len) {
        struct function *function = g_ptr_array_steal_index_fast(stack, stack->len - 1);
        if (!g_hash_table_add(seen, function))
            continue;
        add_task(candidates, function, task);
        for (uint32_t c = 0; c < function->n_calls; c++)
            for (uint32_t t = 0; t < function->calls[c].n_targets; t++)
                g_ptr_array_add(stack, function->calls[c].targets[t]);
    }
}

/* leaves: tasks_of, bodies */
static void find_tasks(struct candidates *candidates)
{
    const struct linked *linked = candidates->linked;
    uint32_t next = linked->tasks->len;
    for (guint f = 0; f < linked->program->functions->len; f++) {
        const GArray *tasks = linked->tasks_of[f];
        for (guint t = 0; tasks && t < tasks->len; t++)
            add_task(candidates, program_function(linked->program, f), g_array_index(tasks, uint32_t, t));
    }
    for (guint t = 0; t < linked->tasks->len; t++)
        g_hash_table_add(candidates->bodies, ((struct task *)linked->tasks->pdata[t])->body);
    for (guint i = 0; i < candidates->calls->len; i++) {
        const struct call *call = candidates->calls->pdata[i];
        int body = body_in(candidates, call);
        if (body == MODEL_NONE)
            continue;
        struct function *run = program_named(linked->program, call->function, call->ir->args[body]);
        if (g_hash_table_add(candidates->bodies, run))
            follow(candidates, run, next++);
    }
}

/* ---- objects ---- */

static bool is_object(const struct ir_expr *expr)
{
    return expr->kind != IR_FUNC && expr->kind != IR_STRING && expr->kind != IR_INT &&
           expr->kind != IR_UNKNOWN;
}

static bool are_equal(const GArray *a, const GArray *b)
{
    return a == b || (a && b && a->len == b->len && memcmp(a->data, b->data, a->len * sizeof(uint32_t)) == 0);
}

static void note(struct candidates *candidates, uint32_t class, const struct function *function, bool outside)
{
    const GArray *tasks = candidates->tasks_of[function->id];
    struct use *use = class ? g_hash_table_lookup(candidates->uses, GUINT_TO_POINTER(class)) : NULL;
    if (!class)
        return;
    if (!use) {
        use = g_new0(struct use, 1);
        use->tasks = tasks;
        g_hash_table_insert(candidates->uses, GUINT_TO_POINTER(class), use);
    }
    use->in_task |= tasks != NULL;
    use->differs |= !are_equal(use->tasks, tasks);
    use->outside |= outside;
}

static uint32_t class_of(const struct candidates *candidates, const struct call *call, int argument)
{
    return classes_argument(candidates->linked->classes, call, argument, MODEL_ITSELF);
}

/* leaves: uses */
static void find_uses(struct candidates *candidates)
{
    struct linked *linked = candidates->linked;
    for (guint i = 0; i < candidates->calls->len; i++) {
        struct call *call = candidates->calls->pdata[i];
        const bool starts = body_in(candidates, call) != MODEL_NONE;
        for (uint32_t a = 0; a < call->ir->n_args; a++) {
            const struct ir_expr *root = term_root(call->ir->args[a]);
            if (is_object(call->ir->args[a]))
                note(candidates, class_of(candidates, call, (int)a), call->function,
                    starts || root->kind == IR_GLOBAL);
        }
        note(candidates, class_of(candidates, call, MODEL_RESULT), call->function, false);
    }
    for (guint t = 0; t < linked->tasks->len; t++) {
        const struct task *task = linked->tasks->pdata[t];
        if (task->argument)
            note(candidates, classes_value(linked->classes, task->at->function, task->argument),
                task->at->function, true);
    }
}

static bool is_shared(const struct candidates *candidates, uint32_t class)
{
    const struct use *use = class ? g_hash_table_lookup(candidates->uses, GUINT_TO_POINTER(class)) : NULL;
    return use && (use->in_task ? use->differs || use->outside : use->outside);
}

/* What a task was started with is somebody else's, too. */
static bool is_from_outside(const struct candidates *candidates, const struct call *call, int argument)
{
    const struct ir_expr *expr =
        term_expand(candidates->linked->program, call->function, call->ir->args[argument]);
    return g_hash_table_contains(candidates->bodies, call->function) && term_root(expr)->kind == IR_PARAM;
}

static int shared_argument(const struct candidates *candidates, const struct call *call)
{
    for (uint32_t a = 0; a < call->ir->n_args; a++)
        if (is_object(call->ir->args[a]) && (is_shared(candidates, class_of(candidates, call, (int)a)) ||
                                                is_from_outside(candidates, call, (int)a)))
            return (int)a;
    return MODEL_NONE;
}

/* ---- rows ---- */

/* As a model says it: what follows the system's folder, or the name alone. */
static const char *short_header(const char *header)
{
    static const char system[] = "/usr/include/";
    const char *slash = strrchr(header, '/');
    return g_str_has_prefix(header, system) ? header + strlen(system) : slash ? slash + 1 : header;
}

static void add(struct candidates *candidates, const struct call *call, const char *kind, int argument)
{
    struct linked *linked = candidates->linked;
    const char *header = header_of(candidates, call);
    const struct relation_candidate row = {
        .function = linked_text(linked, call->callee),
        .header = header ? linked_text(linked, short_header(header)) : NULL,
        .kind = kind,
        .argument = argument,
        .n_arguments = call->ir->n_args,
        .file = linked_file(linked, call->function, call->ir->at),
        .line = call->ir->at.line,
        .text = linked_text(linked, call->ir->text),
    };
    g_array_append_val(linked->relations->candidates, row);
}

static void add_unknown(struct candidates *candidates, const struct call *call)
{
    int body = body_in(candidates, call);
    int shared = body == MODEL_NONE ? shared_argument(candidates, call) : MODEL_NONE;
    if (body != MODEL_NONE)
        add(candidates, call, "spawn", body);
    else if (shared != MODEL_NONE)
        add(candidates, call, "shared", shared);
    else if (is_shared(candidates, class_of(candidates, call, MODEL_RESULT)))
        add(candidates, call, "create", MODEL_RESULT);
}

/* The argument that is the operation's channel; or MODEL_NONE. */
static int channel_of(const struct candidates *candidates, const struct op *op)
{
    struct classes *classes = candidates->linked->classes;
    for (uint32_t a = 0; op->channel && op->depth == 0 && a < op->anchor->ir->n_args; a++)
        if (op->anchor->ir->args[a] == op->channel ||
            (op->class && class_of(candidates, op->anchor, (int)a) == classes_find(classes, op->class)))
            return (int)a;
    return MODEL_NONE;
}

/* A send or receive that the tree makes itself, and others may call. */
static void add_made(struct candidates *candidates, const struct op *op)
{
    const enum op_kind kind = op->site->kind;
    const struct function *body = op->anchor->n_targets ? op->anchor->targets[0] : NULL;
    if (!op->site->handmade || op->site->inlined || !op->path || (kind != OP_SEND && kind != OP_RECEIVE) ||
        !op->anchor->callee || !body || body->ir->is_static)
        return;
    int channel = channel_of(candidates, op);
    if (channel != MODEL_NONE)
        add(candidates, op->anchor, kind == OP_SEND ? "send" : "receive", channel);
}

void link_candidates(struct linked *linked)
{
    const guint n = linked->program->functions->len;
    struct candidates candidates = {
        .linked = linked,
        .known = g_hash_table_new(g_str_hash, g_str_equal),
        .headers = g_hash_table_new(g_str_hash, g_str_equal),
        .calls = g_ptr_array_new(),
        .tasks_of = g_new0(GArray *, n + 1),
        .bodies = g_hash_table_new(NULL, NULL),
        .uses = g_hash_table_new_full(NULL, NULL, NULL, g_free),
    };
    find_calls(&candidates);
    find_tasks(&candidates);
    find_uses(&candidates);
    for (guint i = 0; i < candidates.calls->len; i++)
        add_unknown(&candidates, candidates.calls->pdata[i]);
    for (guint i = 0; i < linked->ops->ops->len; i++)
        add_made(&candidates, linked->ops->ops->pdata[i]);
    for (guint f = 0; f < n; f++)
        if (candidates.tasks_of[f])
            g_array_unref(candidates.tasks_of[f]);
    g_free(candidates.tasks_of);
    g_hash_table_destroy(candidates.uses);
    g_hash_table_destroy(candidates.bodies);
    g_ptr_array_unref(candidates.calls);
    g_hash_table_destroy(candidates.headers);
    g_hash_table_destroy(candidates.known);
}
