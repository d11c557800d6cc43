/* The threads of C++'s standard library, and what they wait with, in the terms of front/standard.c.
 *
 * Who asks which stop_source to stop is not followed: there is one place for all of them, which errs in the
 * direction of silence. */
#include "front/standard.h"

#include <string.h>

/* -- lock guards */

static const char *const guards[] = {"std::lock_guard", "std::unique_lock", "std::scoped_lock",
    "std::shared_lock", "boost::lock_guard", "boost::unique_lock", "boost::shared_lock", "QMutexLocker",
    "QReadLocker", "QWriteLocker", "mbed::ScopedLock", NULL};
static const char *const tags[] = {"std::defer_lock_t", "std::adopt_lock_t", "std::try_to_lock_t",
    "boost::defer_lock_t", "boost::adopt_lock_t", "boost::try_to_lock_t", NULL};

bool is_guard(struct lowering *u, CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    return (canonical.kind == CXType_Record || is_reference(canonical)) &&
           is_one_of(class_name(u, canonical), guards);
}

/* Of several mutexes the guard stands for the first. */
static void lock_all(struct function *f, const struct ir_expr *target, const struct use *use)
{
    unsigned n = n_arguments(use);
    bool locks = true;
    for (unsigned i = 0; i < n; i++)
        locks &= !is_one_of(class_name(f->unit, clang_getCursorType(argument(use, i))), tags);
    for (unsigned i = 0; i < n; i++) {
        if (is_one_of(class_name(f->unit, clang_getCursorType(argument(use, i))), tags))
            continue;
        CXCursor given = argument(use, i);
        bool pointer = clang_getCanonicalType(clang_getCursorType(given)).kind == CXType_Pointer;
        const struct ir_expr *mutex = pointer ? value(f, given) : address(f, place(f, given));
        if (i == 0)
            emit_set(f, target, mutex, use->at);
        else {
            target = temporary(f);
            emit_set(f, target, mutex, use->at);
        }
        g_autoptr(GPtrArray) args = g_ptr_array_new();
        g_ptr_array_add(args, (gpointer)target);
        if (locks)
            call_named(f, "std::mutex::lock", args, use->at, use->call);
        push_cleanup(f, "std::mutex::unlock", deref(f, target));
    }
}

void lower_guard(struct function *f, CXCursor declaration, CXCursor initialiser)
{
    const struct ir_expr *target = variable(f, declaration);
    CXCursor made = clang_Cursor_isNull(initialiser) ? initialiser : peel(f->unit, initialiser);
    struct use use = {made, made, NULL, 0, start_of(f->unit, declaration)};
    if (clang_Cursor_isNull(initialiser))
        return;
    if (is_constructor(made) && !(clang_Cursor_getNumArguments(made) == 1 &&
                                    is_guard(f->unit, clang_getCursorType(argument(&use, 0))))) {
        lock_all(f, target, &use);
        return;
    }
    if (is_constructor(made))
        made = argument(&use, 0); /* moved from another one */
    emit_set(f, target, address(f, place(f, made)), use.at);
    push_cleanup(f, "std::mutex::unlock", deref(f, target));
}

/* -- tasks */

static const char *const threads[] = {
    "std::thread", "std::jthread", "boost::thread", "boost::fibers::fiber", NULL};

bool is_thread(const char *class)
{
    return is_one_of(class, threads);
}

static bool is_call_of(struct lowering *u, CXCursor cursor, const char *name)
{
    CXCursor callee = clang_getCursorReferenced(cursor);
    return cursor.kind == CXCursor_CallExpr && callee.kind == CXCursor_FunctionDecl &&
           strcmp(callee_of(u, callee)->name, name) == 0;
}

static bool is_of_type(struct lowering *u, CXCursor given, const char *suffix)
{
    return g_str_has_suffix(type_name(u, clang_getCursorType(given)), suffix);
}

/* How many arguments come before the body: how to launch it, and what allocates its stack. */
static unsigned n_before_body(struct lowering *u, const struct use *use, unsigned first)
{
    unsigned n = first < n_arguments(use) && is_of_type(u, argument(use, first), "::launch");
    bool allocates =
        first + n < n_arguments(use) && is_of_type(u, argument(use, first + n), "::allocator_arg_t");
    return n + (allocates ? 2 : 0);
}

/* The function, method or lambda that an expression names; what it has no kind of has no parameters. */
static CXCursor named_body(struct lowering *u, CXCursor body)
{
    body = peel(u, body);
    if (body.kind == CXCursor_UnaryOperator) { /* &Class::method */
        struct children parts = children_of(u, body, true);
        body = parts.n ? peel(u, parts.at[0]) : body;
    }
    CXCursor written;
    if (find_lambda(u, body, &written))
        return written;
    return body.kind == CXCursor_DeclRefExpr ? clang_getCursorReferenced(body) : body;
}

/* A null cursor where there is none. */
static CXCursor parameter_of(struct lowering *u, CXCursor body, unsigned number)
{
    struct children parts = children_of(u, named_body(u, body), true);
    for (unsigned i = 0; i < parts.n; i++)
        if (parts.at[i].kind == CXCursor_ParmDecl && number-- == 0)
            return parts.at[i];
    return clang_getNullCursor();
}

/* jthread's body may take its stop_token first. */
static bool takes_token(struct lowering *u, CXCursor body)
{
    CXCursor first = parameter_of(u, body, 0);
    const char *name = clang_Cursor_isNull(first) ? NULL : class_name(u, clang_getCursorType(first));
    return name && strcmp(name, "std::stop_token") == 0;
}

/* Does the body take its argument by reference? A method's first is its object. */
static bool takes_reference(struct lowering *u, CXCursor body, unsigned number)
{
    CXCursor named = named_body(u, body);
    bool method = named.kind == CXCursor_CXXMethod && !clang_CXXMethod_isStatic(named);
    if (method && number == 0)
        return false;
    CXCursor taken = parameter_of(u, body, number - method + takes_token(u, body));
    return !clang_Cursor_isNull(taken) && is_reference(clang_getCursorType(taken));
}

/* A copy is made, which lives as long as the task. What std::ref makes is the reference itself. */
static const struct ir_expr *bound_value(struct function *f, CXCursor given, bool by_reference)
{
    const char *class = class_name(f->unit, clang_getCursorType(peel(f->unit, given)));
    const struct ir_expr *held = value(f, given);
    if (!by_reference || (class && strcmp(class, "std::reference_wrapper") == 0))
        return held;
    const struct ir_expr *copy = temporary(f);
    emit_set(f, copy, held, start_of(f->unit, given));
    return address(f, copy);
}

/* What the body is called with; of `std::bind(f, x)`, f and x. */
static void add_values(struct function *f, const struct use *use, unsigned first, GPtrArray *args)
{
    first += n_before_body(f->unit, use, first);
    if (first >= n_arguments(use))
        return;
    CXCursor body = peel(f->unit, argument(use, first));
    struct use bound = {body, body, NULL, 0, use->at};
    if (is_call_of(f->unit, body, "std::bind"))
        add_values(f, &bound, 0, args);
    else
        g_ptr_array_add(args, (gpointer)value(f, argument(use, first)));
    for (unsigned i = first + 1; i < n_arguments(use); i++) {
        bool by_reference = takes_reference(f->unit, body, i - first - 1);
        g_ptr_array_add(args, (gpointer)bound_value(f, argument(use, i), by_reference));
    }
}

static const struct ir_expr *stop_place(struct function *f)
{
    return ir_expr_new(
        f->unit->arena, IR_GLOBAL, arena_intern(f->unit->arena, "std::stop_token", -1), 0, NULL, NULL);
}

void spawn(struct function *f, const char *class, const struct ir_expr *handle, const struct use *use)
{
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_autofree char *name = g_strdup_printf("%s::%s", class, strrchr(class, ':') + 1);
    if (n_arguments(use) == 0)
        return;
    g_ptr_array_add(args, (gpointer)address(f, handle));
    add_values(f, use, 0, args);
    bool stops = strcmp(class, "std::jthread") == 0;
    if (stops && args->len > 1 && takes_token(f->unit, argument(use, 0)))
        g_ptr_array_insert(args, 2, (gpointer)ir_expr_unknown());
    call_named(f, name, args, use->at, use->call);
    if (stops) /* its destructor will, wherever that is */
        emit_set(f, stop_place(f), int_expr(f, 1), use->at);
}

const struct ir_expr *async(struct function *f, const struct use *use)
{
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    add_values(f, use, 0, args);
    return call_named(f, "std::async", args, use->at, use->call);
}

/* -- threads whose body is a method of the class that inherits them */

static const char *const inherited[] = {"QThread", NULL};

static CXCursor class_of_object(struct function *f, CXCursor call)
{
    struct lowering *u = f->unit;
    struct children parts = children_of(u, call, true);
    CXCursor named = parts.n ? peel(u, parts.at[0]) : clang_getNullCursor();
    parts = children_of(u, named, true);
    if (parts.n == 0) /* this */
        return f->class;
    CXType type = clang_getCanonicalType(clang_getCursorType(parts.at[0]));
    return clang_getTypeDeclaration(type.kind == CXType_Pointer ? clang_getPointeeType(type) : type);
}

static const struct ir_expr *start_inherited(struct function *f, const struct use *use)
{
    CXCursor run = member_named(class_of_object(f, use->call), "run");
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    if (run.kind != CXCursor_CXXMethod)
        return NULL;
    g_ptr_array_add(args, (gpointer)address(f, use->object));
    g_ptr_array_add(args, (gpointer)(in_root(f->unit, run) ? function_expr(f, run) : slot_of(f->unit, run)));
    return call_named(f, callee_of(f->unit, use->declaration)->name, args, use->at, use->call);
}

/* -- threads whose body is what start() is given: a callback, which is a function, or that with its first
 * argument */

static const char *const started[] = {"rtos::Thread", NULL};

static bool is_callback_of(struct lowering *u, CXCursor given)
{
    return (is_constructor(given) && clang_Cursor_getNumArguments(given) > 0) ||
           is_call_of(u, given, "mbed::callback");
}

/* A method stands behind its object, a function before its argument. */
static bool is_object(CXCursor given)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(given));
    return type.kind == CXType_Pointer && clang_getPointeeType(type).kind != CXType_FunctionProto;
}

static void add_callback(struct function *f, CXCursor given, GPtrArray *args)
{
    given = peel(f->unit, given);
    struct use made = {given, given, NULL, 0, start_of(f->unit, given)};
    if (!is_callback_of(f->unit, given)) {
        g_ptr_array_add(args, (gpointer)value(f, given));
    } else if (n_arguments(&made) == 1) {
        add_callback(f, argument(&made, 0), args);
    } else {
        bool behind = is_object(argument(&made, 0));
        g_ptr_array_add(args, (gpointer)value(f, argument(&made, behind)));
        g_ptr_array_add(args, (gpointer)value(f, argument(&made, !behind)));
    }
}

static const struct ir_expr *start_callback(struct function *f, const struct use *use)
{
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_ptr_array_add(args, (gpointer)address(f, use->object));
    if (n_arguments(use))
        add_callback(f, argument(use, 0), args);
    return call_named(f, callee_of(f->unit, use->declaration)->name, args, use->at, use->call);
}

/* -- waits with a predicate */

static const char *const conditions[] = {"std::condition_variable", "std::condition_variable_any",
    "boost::condition_variable", "boost::condition_variable_any", "boost::fibers::condition_variable",
    "boost::fibers::condition_variable_any", NULL};
static const char *const tokens[] = {"std::stop_token", "std::stop_source", "std::jthread", NULL};

/* The sleep of a loop that tests a predicate: the method of the same name, without that. */
static const struct ir_expr *sleep_on(
    struct function *f, const struct use *use, const char *method, unsigned lock)
{
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_autofree char *name = g_strdup_printf("std::condition_variable::%s", method);
    g_ptr_array_add(args, (gpointer)address(f, use->object));
    g_ptr_array_add(args, (gpointer)address(f, place(f, argument(use, lock))));
    return call_named(f, name, args, use->at, use->call);
}

static const struct ir_expr *wait_once(struct function *f, const struct use *use, const char *method)
{
    for (unsigned i = 1; i < n_arguments(use); i++)
        effects(f, argument(use, i));
    return sleep_on(f, use, method, 0);
}

struct wait_blocks {
    struct block *test, *sleep, *held, *over, *after;
};

/* requires: `sleep` has been lowered; leaves: whether the predicate held, as the value */
static const struct ir_expr *finish_wait(
    struct function *f, const struct use *use, struct wait_blocks *blocks)
{
    const struct ir_expr *result = temporary(f);
    begin(f, blocks->over);
    emit_set(f, result, int_expr(f, 0), use->at);
    end_jump(f, blocks->after, use->at);
    begin(f, blocks->held);
    emit_set(f, result, int_expr(f, 1), use->at);
    begin(f, blocks->after);
    return result;
}

static struct wait_blocks begin_wait(struct function *f, const struct use *use, CXCursor predicate)
{
    struct wait_blocks blocks = {block_new(f), block_new(f), block_new(f), block_new(f), block_new(f)};
    end_jump(f, blocks.test, use->at);
    begin(f, blocks.test);
    call_condition(f, predicate, blocks.held, blocks.sleep);
    begin(f, blocks.sleep);
    return blocks;
}

static const struct ir_expr *wait_until_stop(struct function *f, const struct use *use, const char *method)
{
    struct wait_blocks blocks = begin_wait(f, use, argument(use, n_arguments(use) - 1));
    struct block *asleep = block_new(f);
    end_branch(f, stop_place(f), blocks.over, asleep, use->at);
    begin(f, asleep);
    const struct ir_expr *late = sleep_on(f, use, "wait_for", 0);
    if (strcmp(method, "wait") == 0)
        end_jump(f, blocks.test, use->at);
    else
        end_branch(f, late, blocks.over, blocks.test, use->at);
    return finish_wait(f, use, &blocks);
}

static bool has_token(struct lowering *u, const struct use *use)
{
    const char *class = n_arguments(use) > 2 ? class_name(u, clang_getCursorType(argument(use, 1))) : NULL;
    return class && strcmp(class, "std::stop_token") == 0;
}

static const struct ir_expr *wait(struct function *f, const struct use *use)
{
    if (has_token(f->unit, use))
        return wait_until_stop(f, use, "wait");
    if (n_arguments(use) < 2)
        return wait_once(f, use, "wait");
    struct wait_blocks blocks = begin_wait(f, use, argument(use, 1));
    sleep_on(f, use, "wait", 0);
    end_jump(f, blocks.test, use->at);
    f->block = blocks.held;
    return ir_expr_unknown();
}

static const struct ir_expr *wait_for(struct function *f, const struct use *use)
{
    if (has_token(f->unit, use))
        return wait_until_stop(f, use, "wait_for");
    if (n_arguments(use) < 3)
        return wait_once(f, use, "wait_for");
    effects(f, argument(use, 1));
    struct wait_blocks blocks = begin_wait(f, use, argument(use, 2));
    end_branch(f, sleep_on(f, use, "wait_for", 0), blocks.over, blocks.test, use->at);
    return finish_wait(f, use, &blocks);
}

/* -- those of a condition that knows its lock */

static const char *const locked[] = {"rtos::ConditionVariable", NULL};

static const struct ir_expr *sleep_locked(struct function *f, const struct use *use, const char *method)
{
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_autofree char *name = g_strdup_printf("%s::%s", locked[0], method);
    g_ptr_array_add(args, (gpointer)address(f, use->object));
    return call_named(f, name, args, use->at, use->call);
}

static const struct ir_expr *wait_locked(struct function *f, const struct use *use)
{
    if (n_arguments(use) == 0)
        return sleep_locked(f, use, "wait");
    struct wait_blocks blocks = begin_wait(f, use, argument(use, 0));
    sleep_locked(f, use, "wait");
    end_jump(f, blocks.test, use->at);
    f->block = blocks.held;
    return ir_expr_unknown();
}

static const struct ir_expr *wait_locked_for(struct function *f, const struct use *use)
{
    effects(f, argument(use, 0));
    if (n_arguments(use) < 2)
        return sleep_locked(f, use, "wait_for");
    struct wait_blocks blocks = begin_wait(f, use, argument(use, 1));
    end_branch(f, sleep_locked(f, use, "wait_for"), blocks.over, blocks.test, use->at);
    return finish_wait(f, use, &blocks);
}

static const struct ir_expr *is_stopped(struct function *f, const struct use *use)
{
    (void)use;
    return stop_place(f);
}

static const struct ir_expr *request_stop(struct function *f, const struct use *use)
{
    emit_set(f, stop_place(f), int_expr(f, 1), use->at);
    return int_expr(f, 1);
}

const struct standard_method thread_methods[] = {
    {inherited, "start", start_inherited},
    {started, "start", start_callback},
    {conditions, "wait", wait},
    {conditions, "wait_for", wait_for},
    {conditions, "wait_until", wait_for},
    {conditions, "timed_wait", wait_for},
    {locked, "wait", wait_locked},
    {locked, "wait_for", wait_locked_for},
    {locked, "wait_until", wait_locked_for},
    {tokens, "stop_requested", is_stopped},
    {tokens, "request_stop", request_stop},
    {0},
};
