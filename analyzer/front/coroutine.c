/* Coroutines of C++20. A call of one that is awaited, or handed on by `return`, is a call like any; any other
 * starts a task. `co_await e` is what [expr.await] makes of it, where the awaiter is the tree's:
 *
 *     lock(e); if (!e.await_ready()) { e.await_suspend(h); co_await(?, e); } e.await_resume(); unlock(e);
 *
 * Who resumes h is not followed: it is unknown what the function `co_await` waits on. The lock says that what
 * stands in between belongs together. There is none where all waiting is in await_suspend: then it belongs to
 * the loop around, `while (full) co_await not_full`. */
#include "front/standard.h"

#include <string.h>

/* -- the type that a coroutine returns */

struct find {
    const char *name;
    CXCursor found;
    unsigned depth;
};

/* The class itself, then its bases. */
static enum CXChildVisitResult find_member(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct find *find = data;
    CXString spelling = clang_getCursorSpelling(cursor);
    bool found = strcmp(clang_getCString(spelling), find->name) == 0;
    clang_disposeString(spelling);
    if (found && clang_isDeclaration(cursor.kind)) {
        find->found = cursor;
        return CXChildVisit_Break;
    }
    if (cursor.kind == CXCursor_CXXBaseSpecifier && find->depth < MAX_EXPR_DEPTH) {
        find->depth++;
        CXCursor base = clang_getTypeDeclaration(clang_getCanonicalType(clang_getCursorType(cursor)));
        clang_visitChildren(shown_class(base), find_member, find);
    }
    return clang_Cursor_isNull(find->found) ? CXChildVisit_Continue : CXChildVisit_Break;
}

CXCursor member_named(CXCursor class, const char *name)
{
    struct find find = {name, clang_getNullCursor(), 0};
    clang_visitChildren(shown_class(class), find_member, &find);
    return find.found;
}

/* `promise_type`, which may be a name of another class; a null cursor when the type has none. */
static CXCursor promise_of(CXType type)
{
    CXCursor class = clang_getTypeDeclaration(clang_getCanonicalType(type));
    if (class.kind != CXCursor_StructDecl && class.kind != CXCursor_ClassDecl)
        return clang_getNullCursor();
    CXCursor promise = member_named(class, "promise_type");
    if (promise.kind == CXCursor_TypedefDecl || promise.kind == CXCursor_TypeAliasDecl)
        promise = clang_getTypeDeclaration(clang_getTypedefDeclUnderlyingType(promise));
    return promise;
}

/* Those whose promise is told by std::coroutine_traits. */
static const char *const without_promise[] = {"boost::asio::awaitable", "asio::awaitable", NULL};

static bool is_coroutine_type(struct lowering *u, CXType type)
{
    return !clang_Cursor_isNull(promise_of(type)) || is_one_of(class_name(u, type), without_promise);
}

/* One that does not stop at its end to be destroyed frees itself, and lives on. A generator has no other use
 * than by who holds it. */
static bool is_held(CXType type)
{
    CXCursor promise = promise_of(type);
    if (!clang_Cursor_isNull(member_named(promise, "yield_value")))
        return true;
    CXType suspends = clang_getCursorResultType(member_named(promise, "final_suspend"));
    CXString name = clang_getTypeSpelling(clang_getCanonicalType(suspends));
    bool never = strstr(clang_getCString(name), "suspend_never") != NULL;
    clang_disposeString(name);
    return !never;
}

/* -- starting one */

/* The body of a coroutine is a statement of no kind around the one that is written. */
CXCursor written_body(struct lowering *u, CXCursor body)
{
    struct children parts =
        body.kind == CXCursor_UnexposedStmt ? children_of(u, body, true) : (struct children){0};
    return parts.n ? parts.at[0] : body;
}

static bool is_coroutine(struct lowering *u, CXCursor function)
{
    CXType type = clang_getCanonicalType(clang_getCursorResultType(function));
    CXCursor definition = clang_getCursorDefinition(function);
    if (type.kind != CXType_Record)
        return false;
    struct children parts = children_of(u, definition, true);
    if (parts.n && clang_isStatement(parts.at[parts.n - 1].kind))
        return parts.at[parts.n - 1].kind == CXCursor_UnexposedStmt;
    return is_coroutine_type(u, type);
}

bool starts_coroutine(struct function *f, CXCursor call, CXCursor callee)
{
    return !clang_equalCursors(call, f->awaited) && in_root(f->unit, callee) && is_coroutine(f->unit, callee);
}

bool keeps_coroutines(struct function *f, CXCursor call, CXCursor callee)
{
    static const char *const spawners[] = {
        "boost::asio::co_spawn", "asio::co_spawn", "boost::cobalt::spawn", NULL};
    if (starts_coroutine(f, call, callee))
        return !is_held(clang_getCursorType(call));
    return is_one_of(callee_of(f->unit, callee)->name, spawners);
}

/* leaves: the value is the object that stands for the coroutine */
const struct ir_expr *start_coroutine(
    struct function *f, CXCursor call, const struct ir_expr *callee, GPtrArray *args)
{
    struct ir_location at = start_of(f->unit, call);
    const struct ir_expr *handle = address(f, temporary(f));
    g_ptr_array_insert(args, 0, (gpointer)handle);
    g_ptr_array_insert(args, 1, (gpointer)callee);
    call_named(f, "std::coroutine_handle::coroutine_handle", args, at, call);
    bool let_go = f->keeps || clang_equalCursors(call, f->object); /* f().detach() */
    if (!let_go && is_held(clang_getCursorType(call))) {
        g_ptr_array_set_size(args, 1);
        call_named(f, "std::coroutine_handle::~coroutine_handle", args, at, call);
    }
    return temporary(f);
}

/* -- co_await, co_return */

enum { OPERAND, AWAITER, READY, SUSPEND, RESUME, N_STEPS }; /* as libclang shows co_await and co_yield */

static enum CXChildVisitResult find_call(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct find *find = data;
    CXString spelling = clang_getCursorSpelling(cursor);
    bool found = cursor.kind == CXCursor_CallExpr && strcmp(clang_getCString(spelling), find->name) == 0;
    clang_disposeString(spelling);
    if (!found)
        return CXChildVisit_Recurse;
    find->found = cursor;
    return CXChildVisit_Break;
}

/* The method that a step calls. */
static CXCursor method_in(CXCursor step, const char *name)
{
    struct find find = {name, clang_getNullCursor(), 0};
    if (find_call(step, step, &find) == CXChildVisit_Recurse)
        clang_visitChildren(step, find_call, &find);
    return clang_getCursorReferenced(find.found);
}

bool is_await(struct lowering *u, struct children parts)
{
    return u->cxx && parts.n == N_STEPS && !clang_Cursor_isNull(method_in(parts.at[RESUME], "await_resume"));
}

static const struct ir_expr *call_step(
    struct function *f, CXCursor step, const char *name, const struct ir_expr *awaiter, CXCursor await)
{
    CXCursor method = method_in(step, name);
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_ptr_array_add(args, (gpointer)awaiter);
    if (clang_Cursor_getNumArguments(method) > 0)
        g_ptr_array_add(args, (gpointer)ir_expr_unknown()); /* the handle */
    return call_named(f, callee_of(f->unit, method)->name, args, start_of(f->unit, await), await);
}

static void call_with(struct function *f, const char *name, const struct ir_expr *first,
    const struct ir_expr *second, CXCursor await)
{
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_ptr_array_add(args, (gpointer)first);
    if (second)
        g_ptr_array_add(args, (gpointer)second);
    call_named(f, name, args, start_of(f->unit, await), await);
}

static enum CXChildVisitResult is_other_than_false(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct lowering *u = data;
    int64_t known;
    if (cursor.kind != CXCursor_ReturnStmt)
        return CXChildVisit_Recurse;
    struct children parts = children_of(u, cursor, true);
    bool never = parts.n == 1 && constant(u, parts.at[0], &known) && !known;
    return never ? CXChildVisit_Continue : CXChildVisit_Break;
}

/* Is there anything that await_ready waits for? */
static bool has_condition(struct lowering *u, CXCursor ready)
{
    CXCursor definition = clang_getCursorDefinition(ready);
    return clang_Cursor_isNull(definition) || clang_visitChildren(definition, is_other_than_false, u);
}

/* `co_await f(x).via(e)` awaits f. */
static CXCursor awaited_call(struct lowering *u, CXCursor operand)
{
    CXCursor call = peel(u, operand);
    if (call.kind == CXCursor_CallExpr && !in_root(u, clang_getCursorReferenced(call)))
        operand = call;
    while (call.kind == CXCursor_CallExpr && !is_coroutine(u, clang_getCursorReferenced(call))) {
        struct children parts = children_of(u, call, true);
        CXCursor named = parts.n ? peel(u, parts.at[0]) : clang_getNullCursor();
        parts = named.kind == CXCursor_MemberRefExpr ? children_of(u, named, true) : (struct children){0};
        call = parts.n ? peel(u, parts.at[0]) : clang_getNullCursor();
    }
    return call.kind == CXCursor_CallExpr ? call : operand;
}

const char *awaited_name(struct function *f, CXCursor call, CXCursor callee)
{
    const char *name = callee_of(f->unit, callee)->name;
    if (!clang_equalCursors(call, f->awaited) || in_root(f->unit, callee))
        return NULL;
    g_autofree char *awaited = g_strdup_printf("co_await %s", name);
    return arena_intern(f->unit->arena, awaited, -1);
}

static const struct ir_expr *object_address(struct function *f, CXCursor cursor)
{
    const struct ir_expr *object = place(f, cursor);
    if (object->kind != IR_RESULT)
        return address(f, object);
    const struct ir_expr *held = temporary(f);
    emit_set(f, held, object, start_of(f->unit, cursor));
    return address(f, held);
}

static const struct ir_expr *resume_value(
    struct function *f, CXCursor step, const struct ir_expr *awaiter, CXCursor await)
{
    const struct ir_expr *result = call_step(f, step, "await_resume", awaiter, await);
    CXType type = clang_getCanonicalType(clang_getCursorResultType(method_in(step, "await_resume")));
    if (type.kind == CXType_Void)
        return result;
    const struct ir_expr *held = temporary(f);
    emit_set(f, held, result, start_of(f->unit, await));
    return is_reference(type) ? deref(f, held) : held;
}

const struct ir_expr *await(struct function *f, CXCursor cursor, struct children parts)
{
    struct lowering *u = f->unit;
    struct ir_location at = start_of(u, cursor);
    f->awaited = awaited_call(u, parts.at[OPERAND]);
    if (!in_root(u, method_in(parts.at[RESUME], "await_resume")) ||
        is_coroutine_type(u, clang_getCursorType(parts.at[OPERAND])))
        return value(f, parts.at[OPERAND]);
    struct block *suspended = block_new(f), *asleep = block_new(f), *resumed = block_new(f);
    const struct ir_expr *awaiter = object_address(f, parts.at[AWAITER]);
    bool belongs = has_condition(u, method_in(parts.at[READY], "await_ready"));
    if (belongs)
        call_with(f, "co_await::lock", awaiter, NULL, cursor);
    end_branch(f, call_step(f, parts.at[READY], "await_ready", awaiter, cursor), resumed, suspended, at);
    begin(f, suspended);
    const struct ir_expr *stays = call_step(f, parts.at[SUSPEND], "await_suspend", awaiter, cursor);
    CXCursor suspend = method_in(parts.at[SUSPEND], "await_suspend");
    if (clang_getCanonicalType(clang_getCursorResultType(suspend)).kind == CXType_Bool)
        end_branch(f, stays, asleep, resumed, at);
    begin(f, asleep);
    call_with(f, "co_await", ir_expr_unknown(), awaiter, cursor);
    begin(f, resumed);
    const struct ir_expr *result = resume_value(f, parts.at[RESUME], awaiter, cursor);
    if (belongs)
        call_with(f, "co_await::unlock", awaiter, NULL, cursor);
    return result;
}

/* What it returns, and what the promise is told of that; or, without a value, the latter alone. */
void lower_co_return(struct function *f, CXCursor cursor)
{
    struct ir_location at = start_of(f->unit, cursor);
    struct children parts = children_of(f->unit, cursor, true);
    const struct ir_expr *result = parts.n > 1 ? saved(f, value(f, parts.at[0]), at) : NULL;
    run_cleanups(f, NULL, at);
    end_return(f, result, at);
}
