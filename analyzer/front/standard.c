/* Classes of C++'s standard library that are no classes in the IR, so that the link sees in C++ what it sees
 * in C:
 *
 *     a lock guard     is a reference to its mutex, which it locks where it is declared
 *     a container      is, as a number, how many items it holds; as an array, its items: all are `[?]`
 *     a smart pointer  is the pointer, an atomic is its value, a std::function is what it calls
 *     wait(l, pred)    is while (!pred()) wait(l)                      [thread.condition.condvar]
 *     wait(l, s, pred) is the same until a stop is requested           [thread.condvarany.intwait]
 *     a thread         is a call with the body, and its arguments by value  [thread.thread.constr]
 *
 * Who asks which stop_source to stop is not followed: there is one place for all of them, which errs in the
 * direction of silence. */
#include "front/lower.h"

#include <string.h>

static const struct ir_expr *call_named(
    struct function *f, const char *name, GPtrArray *args, struct ir_location at, CXCursor text)
{
    struct arena *arena = f->unit->arena;
    const struct ir_expr *callee = ir_expr_new(arena, IR_FUNC, arena_intern(arena, name, -1), 0, NULL, NULL);
    const struct ir_expr **copy = arena_copy(arena, args->pdata, args->len * sizeof(const struct ir_expr *));
    return emit_call(f, callee, copy, args->len, at, call_text(f->unit, text));
}

static bool is_one_of(const char *name, const char *const *names)
{
    return name && g_strv_contains(names, name);
}

static const char *class_name(struct lowering *u, CXType type)
{
    type = clang_getCanonicalType(type);
    if (is_reference(type))
        type = clang_getCanonicalType(clang_getPointeeType(type));
    CXCursor class = clang_getTypeDeclaration(type);
    bool of_tree = class.kind == CXCursor_NoDeclFound || in_root(u, class);
    return of_tree ? NULL : record_name(u, class);
}

static unsigned n_arguments(const struct use *use)
{
    int n = clang_Cursor_getNumArguments(use->call);
    return n > (int)use->from ? (unsigned)n - use->from : 0;
}

static CXCursor argument(const struct use *use, unsigned i)
{
    return clang_Cursor_getArgument(use->call, use->from + i);
}

/* -- lock guards */

static const char *const guards[] = {"std::lock_guard", "std::unique_lock", "std::scoped_lock",
    "std::shared_lock", "boost::lock_guard", "boost::unique_lock", "boost::shared_lock", NULL};
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
        const struct ir_expr *mutex = address(f, place(f, argument(use, i)));
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

static const char *const threads[] = {"std::thread", "std::jthread", "boost::thread", NULL};

static bool is_call_of(struct lowering *u, CXCursor cursor, const char *name)
{
    CXCursor callee = clang_getCursorReferenced(cursor);
    return cursor.kind == CXCursor_CallExpr && callee.kind == CXCursor_FunctionDecl &&
           strcmp(callee_of(u, callee)->name, name) == 0;
}

/* What the body is called with, by value; of `std::bind(f, x)`, f and x. */
static void add_values(struct function *f, const struct use *use, unsigned first, GPtrArray *args)
{
    for (unsigned i = first; i < n_arguments(use); i++) {
        CXCursor given = peel(f->unit, argument(use, i));
        struct use bound = {given, given, NULL, 0, use->at};
        if (i == first && is_call_of(f->unit, given, "std::bind"))
            add_values(f, &bound, 0, args);
        else
            g_ptr_array_add(args, (gpointer)value(f, argument(use, i)));
    }
}

/* jthread's body may take its stop_token first. */
static bool takes_token(struct lowering *u, CXCursor body)
{
    body = peel(u, body);
    if (body.kind == CXCursor_DeclRefExpr)
        body = clang_getCursorReferenced(body);
    struct children parts = children_of(u, body, true);
    for (unsigned i = 0; i < parts.n; i++)
        if (parts.at[i].kind == CXCursor_ParmDecl) {
            const char *name = class_name(u, clang_getCursorType(parts.at[i]));
            return name && strcmp(name, "std::stop_token") == 0;
        }
    return false;
}

static const struct ir_expr *stop_place(struct function *f)
{
    return ir_expr_new(
        f->unit->arena, IR_GLOBAL, arena_intern(f->unit->arena, "std::stop_token", -1), 0, NULL, NULL);
}

static void spawn(struct function *f, const char *class, const struct ir_expr *handle, const struct use *use)
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

const char *standard_destructor(struct lowering *u, CXType type)
{
    const char *class = class_name(u, type);
    return class && strcmp(class, "std::jthread") == 0 ? "std::jthread::~jthread" : NULL;
}

/* std::async(f, x), or with how to launch it before that. */
static const struct ir_expr *async(struct function *f, const struct use *use)
{
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    const char *first = n_arguments(use) ? type_name(f->unit, clang_getCursorType(argument(use, 0))) : "";
    add_values(f, use, g_str_equal(first, "std::launch") ? 1 : 0, args);
    return call_named(f, "std::async", args, use->at, use->call);
}

/* -- containers */

static const char *const containers[] = {"std::queue", "std::deque", "std::list", "std::forward_list",
    "std::vector", "std::priority_queue", "std::stack", "std::set", "std::multiset", "std::map",
    "std::multimap", "std::unordered_set", "std::unordered_map", NULL};

bool is_container(struct lowering *u, CXType type)
{
    return is_one_of(class_name(u, type), containers);
}

static const struct ir_expr *items(struct function *f, const struct use *use)
{
    return index_place(f, use->object, ir_expr_unknown());
}

static const struct ir_expr *count(struct function *f, const struct use *use)
{
    (void)f;
    return use->object;
}

static const struct ir_expr *is_empty(struct function *f, const struct use *use)
{
    return operation(f, "eq", use->object, int_expr(f, 0));
}

static void effects_of_arguments(struct function *f, const struct use *use)
{
    for (unsigned i = 0; i < n_arguments(use); i++)
        effects(f, argument(use, i));
}

static const struct ir_expr *grow(struct function *f, const struct use *use)
{
    unsigned n = n_arguments(use);
    const struct ir_expr *item = items(f, use), *pushed = ir_expr_unknown();
    for (unsigned i = 0; i < n; i++)
        pushed = value(f, argument(use, i));
    emit_set(f, item, pushed, use->at);
    emit_set(f, use->object, operation(f, "add", use->object, int_expr(f, 1)), use->at);
    return item;
}

/* emplace: an item is made of the arguments; a thread is started. */
static const struct ir_expr *emplace(struct function *f, const struct use *use)
{
    CXType item = clang_getCursorResultType(use->declaration);
    const char *class = class_name(f->unit, item);
    if (!is_one_of(class, threads))
        return grow(f, use);
    spawn(f, class, items(f, use), use);
    emit_set(f, use->object, operation(f, "add", use->object, int_expr(f, 1)), use->at);
    return items(f, use);
}

static const struct ir_expr *shrink(struct function *f, const struct use *use)
{
    effects_of_arguments(f, use);
    emit_set(f, use->object, operation(f, "sub", use->object, int_expr(f, 1)), use->at);
    return ir_expr_unknown();
}

static const struct ir_expr *clear(struct function *f, const struct use *use)
{
    emit_set(f, use->object, int_expr(f, 0), use->at);
    return ir_expr_unknown();
}

static const struct ir_expr *item(struct function *f, const struct use *use)
{
    effects_of_arguments(f, use);
    return items(f, use);
}

/* -- pointers and atomics */

static const char *const pointers[] = {"std::unique_ptr", "std::shared_ptr", "std::__shared_ptr",
    "std::__shared_ptr_access", "std::weak_ptr", "boost::shared_ptr", "boost::scoped_ptr", NULL};
static const char *const atomics[] = {
    "std::atomic", "std::__atomic_base", "std::atomic_flag", "boost::atomic", NULL};

static const struct ir_expr *itself(struct function *f, const struct use *use)
{
    effects_of_arguments(f, use);
    return use->object;
}

static const struct ir_expr *pointed(struct function *f, const struct use *use)
{
    return deref(f, use->object);
}

static const struct ir_expr *store(struct function *f, const struct use *use)
{
    const struct ir_expr *stored = n_arguments(use) ? value(f, argument(use, 0)) : int_expr(f, 0);
    emit_set(f, use->object, stored, use->at);
    return stored;
}

static const struct ir_expr *exchange(struct function *f, const struct use *use)
{
    const struct ir_expr *before = temporary(f);
    emit_set(f, before, use->object, use->at);
    store(f, use);
    return before;
}

static const struct ir_expr *test_and_set(struct function *f, const struct use *use)
{
    const struct ir_expr *before = temporary(f);
    emit_set(f, before, use->object, use->at);
    emit_set(f, use->object, int_expr(f, 1), use->at);
    return before;
}

/* fetch_add(n) has the value before, += n the one after. */
static const struct ir_expr *change(
    struct function *f, const struct use *use, const struct ir_expr *by, const char *how, const char *undone)
{
    emit_set(f, use->object, operation(f, how, use->object, by), use->at);
    return undone ? operation(f, undone, use->object, by) : use->object;
}

static const struct ir_expr *amount(struct function *f, const struct use *use)
{
    return n_arguments(use) ? value(f, argument(use, 0)) : int_expr(f, 1);
}

static const struct ir_expr *fetch_add(struct function *f, const struct use *use)
{
    return change(f, use, amount(f, use), "add", "sub");
}

static const struct ir_expr *fetch_sub(struct function *f, const struct use *use)
{
    return change(f, use, amount(f, use), "sub", "add");
}

static const struct ir_expr *add(struct function *f, const struct use *use)
{
    return change(f, use, amount(f, use), "add", NULL);
}

static const struct ir_expr *subtract(struct function *f, const struct use *use)
{
    return change(f, use, amount(f, use), "sub", NULL);
}

/* The operator behind its operand has an argument, which is no number. */
static const struct ir_expr *increment(struct function *f, const struct use *use)
{
    return change(f, use, int_expr(f, 1), "add", n_arguments(use) ? "sub" : NULL);
}

static const struct ir_expr *decrement(struct function *f, const struct use *use)
{
    return change(f, use, int_expr(f, 1), "sub", n_arguments(use) ? "add" : NULL);
}

/* -- what is called as a function is */

static const char *const callables[] = {"std::function", "std::packaged_task", "boost::function", NULL};

bool is_callable(struct lowering *u, CXCursor method)
{
    const char *name = take_string(u, clang_getCursorSpelling(method));
    return strcmp(name, "operator()") == 0 &&
           is_one_of(record_name(u, clang_getCursorSemanticParent(method)), callables);
}

/* -- waits with a predicate */

static const char *const conditions[] = {
    "std::condition_variable", "std::condition_variable_any", "boost::condition_variable", NULL};
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

/* -- functions */

static const struct ir_expr *given(struct function *f, const struct use *use)
{
    return n_arguments(use) ? place(f, argument(use, 0)) : ir_expr_unknown();
}

static const struct ir_expr *address_given(struct function *f, const struct use *use)
{
    return n_arguments(use) ? address(f, place(f, argument(use, 0))) : ir_expr_unknown();
}

typedef const struct ir_expr *lower_use(struct function *f, const struct use *use);

static const struct {
    const char *name;
    lower_use *lower;
} functions[] = {
    {"std::async", async},
    {"std::move", given},
    {"std::forward", given},
    {"std::ref", address_given},
    {"std::cref", address_given},
    {"std::addressof", address_given},
};

static const struct {
    const char *const *classes;
    const char *method;
    lower_use *lower;
} methods[] = {
    {containers, "size", count},
    {containers, "empty", is_empty},
    {containers, "push", grow},
    {containers, "push_back", grow},
    {containers, "push_front", grow},
    {containers, "insert", grow},
    {containers, "emplace", emplace},
    {containers, "emplace_back", emplace},
    {containers, "emplace_front", emplace},
    {containers, "pop", shrink},
    {containers, "pop_back", shrink},
    {containers, "pop_front", shrink},
    {containers, "erase", shrink},
    {containers, "clear", clear},
    {containers, "front", item},
    {containers, "back", item},
    {containers, "top", item},
    {containers, "at", item},
    {containers, "operator[]", item},
    {pointers, "operator->", itself},
    {pointers, "get", itself},
    {pointers, "lock", itself},
    {pointers, "release", itself},
    {pointers, "operator bool", itself},
    {pointers, "operator*", pointed},
    {pointers, "reset", store},
    {pointers, "operator=", store},
    {callables, "operator=", store},
    {atomics, "load", itself},
    {atomics, "test", itself},
    {atomics, "store", store},
    {atomics, "operator=", store},
    {atomics, "clear", store},
    {atomics, "exchange", exchange},
    {atomics, "test_and_set", test_and_set},
    {atomics, "fetch_add", fetch_add},
    {atomics, "fetch_sub", fetch_sub},
    {atomics, "operator+=", add},
    {atomics, "operator-=", subtract},
    {atomics, "operator++", increment},
    {atomics, "operator--", decrement},
    {conditions, "wait", wait},
    {conditions, "wait_for", wait_for},
    {conditions, "wait_until", wait_for},
    {conditions, "timed_wait", wait_for},
    {tokens, "stop_requested", is_stopped},
    {tokens, "request_stop", request_stop},
};

/* -- what is made, and what is called */

bool standard_construct(struct function *f, const struct use *use)
{
    const char *class = class_name(f->unit, clang_getCursorType(use->call));
    if (is_one_of(class, threads))
        spawn(f, class, use->object, use);
    else if (is_one_of(class, pointers) || is_one_of(class, atomics) || is_one_of(class, callables))
        store(f, use);
    else
        return false;
    return true;
}

static const struct ir_expr *method_call(struct function *f, const struct use *use)
{
    struct lowering *u = f->unit;
    const char *class = record_name(u, clang_getCursorSemanticParent(use->declaration));
    const char *method = take_string(u, clang_getCursorSpelling(use->declaration));
    if (use->declaration.kind == CXCursor_ConversionFunction && is_one_of(class, atomics))
        return use->object;
    if (is_assignment(use->declaration) && n_arguments(use) == 1)
        return store(f, use);
    for (size_t i = 0; i < G_N_ELEMENTS(methods); i++)
        if (strcmp(methods[i].method, method) == 0 && is_one_of(class, methods[i].classes))
            return methods[i].lower(f, use);
    return NULL;
}

const struct ir_expr *standard_call(struct function *f, const struct use *use)
{
    bool of_tree = in_root(f->unit, use->declaration);
    if (of_tree && !clang_CXXMethod_isDefaulted(use->declaration))
        return NULL;
    if (use->object)
        return method_call(f, use);
    const char *name = callee_of(f->unit, use->declaration)->name;
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++)
        if (strcmp(functions[i].name, name) == 0)
            return functions[i].lower(f, use);
    return NULL;
}
