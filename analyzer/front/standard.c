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
 * Locks, threads and waits are in threads.c. */
#include "front/standard.h"

#include <string.h>

const struct ir_expr *call_named(
    struct function *f, const char *name, GPtrArray *args, struct ir_location at, CXCursor text)
{
    struct arena *arena = f->unit->arena;
    const struct ir_expr *callee = ir_expr_new(arena, IR_FUNC, arena_intern(arena, name, -1), 0, NULL, NULL);
    const struct ir_expr **copy = arena_copy(arena, args->pdata, args->len * sizeof(const struct ir_expr *));
    return emit_call(f, callee, copy, args->len, at, call_text(f->unit, text));
}

bool is_one_of(const char *name, const char *const *names)
{
    return name && g_strv_contains(names, name);
}

const char *class_name(struct lowering *u, CXType type)
{
    type = clang_getCanonicalType(type);
    if (is_reference(type))
        type = clang_getCanonicalType(clang_getPointeeType(type));
    CXCursor class = clang_getTypeDeclaration(type);
    bool of_tree = class.kind == CXCursor_NoDeclFound || in_root(u, class);
    return of_tree ? NULL : record_name(u, class);
}

unsigned n_arguments(const struct use *use)
{
    int n = clang_Cursor_getNumArguments(use->call), from = (int)use->from;
    while (n > from && is_default(clang_Cursor_getArgument(use->call, (unsigned)n - 1)))
        n--;
    return n > from ? (unsigned)(n - from) : 0;
}

CXCursor argument(const struct use *use, unsigned i)
{
    return clang_Cursor_getArgument(use->call, use->from + i);
}

/* -- containers */

static const char *const containers[] = {"std::queue", "std::deque", "std::list", "std::forward_list",
    "std::vector", "std::priority_queue", "std::stack", "std::set", "std::multiset", "std::map",
    "std::multimap", "std::unordered_set", "std::unordered_map", NULL};

static const char *const maps[] = {"std::map", "std::multimap", "std::unordered_map", NULL};

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
    CXType item = item_type(clang_getCursorType(clang_getCursorSemanticParent(use->declaration)));
    const char *class = class_name(f->unit, item);
    if (is_thread(class))
        spawn(f, class, items(f, use), use);
    else if (!make_object(f, items(f, use), item, use))
        return grow(f, use);
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

/* What the pointer owned until then is gone. */
static const struct ir_expr *reset(struct function *f, const struct use *use)
{
    CXCursor class = clang_getCursorSemanticParent(use->declaration);
    destroy(f, clang_getCursorType(class), use->object, use->at);
    return store(f, use);
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

/* -- functions */

static const struct ir_expr *given(struct function *f, const struct use *use)
{
    return n_arguments(use) ? place(f, argument(use, 0)) : ir_expr_unknown();
}

static const struct ir_expr *address_given(struct function *f, const struct use *use)
{
    return n_arguments(use) ? address(f, place(f, argument(use, 0))) : ir_expr_unknown();
}

static const struct {
    const char *name;
    lower_use *lower;
} functions[] = {
    {"std::async", async},
    {"std::make_unique", make_owned},
    {"std::make_shared", make_owned},
    {"std::move", given},
    {"std::forward", given},
    {"std::ref", address_given},
    {"std::cref", address_given},
    {"std::addressof", address_given},
};

static const struct standard_method methods[] = {
    {containers, "size", count},
    {containers, "empty", is_empty},
    {containers, "push", grow},
    {containers, "push_back", grow},
    {containers, "push_front", grow},
    {containers, "insert", grow},
    {maps, "emplace", grow}, /* the key comes first */
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
    {pointers, "reset", reset},
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
    {0},
};

/* -- queues whose size is a template argument, which is made the constructor's */

static const char *const sized[] = {"rtos::Queue", "rtos::Mail", "rtos::MemoryPool", NULL};

static void construct_sized(struct function *f, const char *class, const struct use *use)
{
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_autofree char *name = g_strdup_printf("%s::%s", class, strrchr(class, ':') + 1);
    CXCursor instance = clang_getTypeDeclaration(clang_getCanonicalType(clang_getCursorType(use->call)));
    g_ptr_array_add(args, (gpointer)address(f, use->object));
    g_ptr_array_add(args, (gpointer)int_expr(f, clang_Cursor_getTemplateArgumentValue(instance, 1)));
    call_named(f, name, args, use->at, use->call);
}

/* -- what is made, and what is called */

bool standard_construct(struct function *f, const struct use *use)
{
    const char *class = class_name(f->unit, clang_getCursorType(use->call));
    if (is_thread(class))
        spawn(f, class, use->object, use);
    else if (is_one_of(class, pointers) || is_one_of(class, atomics) || is_one_of(class, callables))
        store(f, use);
    else if (is_one_of(class, sized))
        construct_sized(f, class, use);
    else
        return false;
    return true;
}

static lower_use *find_method(const struct standard_method *table, const char *class, const char *method)
{
    for (; table->classes; table++)
        if (strcmp(table->method, method) == 0 && is_one_of(class, table->classes))
            return table->lower;
    return NULL;
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
    lower_use *lower = find_method(methods, class, method);
    lower = lower ? lower : find_method(thread_methods, class, method);
    return lower ? lower(f, use) : NULL;
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
