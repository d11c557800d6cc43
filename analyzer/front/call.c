/* Calls. */
#include "front/standard.h"

#include <string.h>

struct site {
    CXCursor cursor, declaration; /* of the callee, or a null cursor */
    struct ir_location at;
};

static const struct ir_expr *finish(
    struct function *f, const struct site *site, const struct ir_expr *callee, GPtrArray *args)
{
    struct lowering *u = f->unit;
    if (u->cxx)
        before_call(f, site->declaration, site->at);
    const struct ir_expr **copy =
        arena_copy(u->arena, args->pdata, args->len * sizeof(const struct ir_expr *));
    const struct ir_expr *result =
        emit_call(f, callee, copy, args->len, site->at, call_text(u, site->cursor));
    if (callee->kind == IR_FUNC && !clang_Cursor_isNull(site->declaration) &&
        callee_of(u, site->declaration)->noreturn)
        end_stop(f, site->at);
    return result;
}

/* -- functions that are no calls, or not only */

typedef const struct ir_expr *lower_builtin(struct function *f, struct children parts);

static const struct ir_expr *first_argument(struct function *f, struct children parts)
{
    return parts.n > 1 ? value(f, parts.at[1]) : ir_expr_unknown();
}

/* Its argument is not evaluated, and is rarely constant where it matters. */
static const struct ir_expr *not_constant(struct function *f, struct children parts)
{
    int64_t known;
    return int_expr(f, parts.n > 1 && constant(f->unit, parts.at[1], &known));
}

/* Linux's kernel threads: one place tells all of them to stop, which errs in the direction of silence. */
static const struct ir_expr *should_stop(struct function *f, struct children parts)
{
    (void)parts;
    const char *name = arena_intern(f->unit->arena, "kthread_should_stop", -1);
    return ir_expr_new(f->unit->arena, IR_GLOBAL, name, 0, NULL, NULL);
}

/* Then it wakes the thread and waits for its end, which the model says. */
static const struct ir_expr *stop_thread(struct function *f, struct children parts)
{
    emit_set(f, should_stop(f, parts), int_expr(f, 1), start_of(f->unit, parts.at[0]));
    return NULL;
}

static const struct {
    const char *name;
    lower_builtin *lower;
} builtins[] = {
    {"__builtin_expect", first_argument},
    {"__builtin_expect_with_probability", first_argument},
    {"__builtin_assume_aligned", first_argument},
    {"__builtin_constant_p", not_constant},
    {"kthread_should_stop", should_stop},
    {"kthread_freezable_should_stop", should_stop},
    {"kthread_stop", stop_thread},
};

static const struct ir_expr *builtin(
    struct function *f, const struct site *site, const char *name, struct children parts)
{
    for (size_t i = 0; i < G_N_ELEMENTS(builtins); i++)
        if (strcmp(builtins[i].name, name) == 0)
            return builtins[i].lower(f, parts);
    if (parts.n > 1 && is_atomic(name, strlen(name)))
        return atomic(f, (struct children){parts.at + 1, parts.n - 1}, name, strlen(name), site->at);
    return NULL;
}

/* -- C */

static const struct ir_expr *plain_call(struct function *f, const struct site *site, struct children parts)
{
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    const struct ir_expr *callee = value(f, parts.at[0]);
    for (unsigned i = 1; i < parts.n; i++)
        g_ptr_array_add(args, (gpointer)value(f, parts.at[i]));
    return finish(f, site, callee, args);
}

/* -- C++ */

/* One that is left out stands nowhere. */
bool is_default(CXCursor argument)
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(argument));
    return clang_equalLocations(start, clang_getNullLocation());
}

static bool is_method(CXCursor declaration)
{
    return (declaration.kind == CXCursor_CXXMethod || declaration.kind == CXCursor_Destructor ||
               declaration.kind == CXCursor_ConversionFunction) &&
           !clang_CXXMethod_isStatic(declaration);
}

/* Of an argument that is left out: what the parameter starts with. */
static const struct ir_expr *default_value(struct function *f, CXCursor parameter)
{
    struct children parts = children_of(f->unit, parameter, true);
    CXCursor last = parts.n ? parts.at[parts.n - 1] : parameter;
    return clang_isExpression(last.kind) ? value(f, last) : ir_expr_unknown();
}

static bool add_default_number(struct function *f, CXCursor parameter, GPtrArray *args)
{
    struct children parts = children_of(f->unit, parameter, true);
    int64_t known;
    if (parts.n == 0 || !constant(f->unit, parts.at[parts.n - 1], &known))
        return false;
    g_ptr_array_add(args, (gpointer)int_expr(f, known));
    return true;
}

/* A reference takes the argument's address. Libraries' functions get what is written, and behind it what is
 * left out as long as that is a number. */
static void add_arguments(struct function *f, const struct site *site, unsigned from, GPtrArray *args)
{
    int n = clang_Cursor_getNumArguments(site->cursor);
    int n_params = clang_Cursor_getNumArguments(site->declaration);
    for (int i = (int)from; i < n; i++) {
        CXCursor arg = clang_Cursor_getArgument(site->cursor, (unsigned)i);
        CXCursor param = clang_Cursor_getArgument(site->declaration, (unsigned)i - from);
        bool by_reference = i - (int)from < n_params && is_reference(clang_getCursorType(param));
        if (!is_default(arg))
            g_ptr_array_add(args, (gpointer)(by_reference ? address(f, place(f, arg)) : value(f, arg)));
        else if (in_root(f->unit, site->declaration))
            g_ptr_array_add(args, (gpointer)default_value(f, param));
        else if (!add_default_number(f, param, args))
            return;
    }
}

static const struct ir_expr *object_of(struct function *f, CXCursor member)
{
    struct children parts = children_of(f->unit, member, true);
    if (parts.n == 0)
        return this_object(f);
    f->object = peel(f->unit, parts.at[0]);
    bool arrow = clang_getCanonicalType(clang_getCursorType(parts.at[0])).kind == CXType_Pointer;
    return arrow ? value(f, parts.at[0]) : address(f, place(f, parts.at[0]));
}

/* A lambda's own operator() is what it is a value of. */
static bool is_lambda(struct lowering *u, CXCursor method)
{
    CXType type = clang_getCursorType(clang_getCursorSemanticParent(method));
    return strstr(take_string(u, clang_getTypeSpelling(type)), "(lambda") != NULL;
}

bool is_assignment(CXCursor method)
{
    return clang_CXXMethod_isCopyAssignmentOperator(method) ||
           clang_CXXMethod_isMoveAssignmentOperator(method);
}

/* The place of a method's object; the call's arguments from `*from` on are the method's. */
static const struct ir_expr *method_object(
    struct function *f, const struct site *site, CXCursor first, unsigned *from)
{
    if (!is_method(site->declaration))
        return NULL;
    if (first.kind == CXCursor_MemberRefExpr &&
        clang_equalCursors(clang_getCursorReferenced(first), site->declaration))
        return deref(f, object_of(f, first));
    if (clang_Cursor_getNumArguments(site->cursor) == 0)
        return NULL;
    *from = 1; /* a << b */
    return place(f, clang_Cursor_getArgument(site->cursor, 0));
}

static const struct ir_expr *cxx_call(struct function *f, const struct site *site, struct children parts)
{
    unsigned from = 0;
    const struct ir_expr *object = method_object(f, site, peel(f->unit, parts.at[0]), &from);
    struct use use = {site->cursor, site->declaration, object, from, site->at};
    const struct ir_expr *known = standard_call(f, &use);
    if (known)
        return known;
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    const struct ir_expr *callee = NULL;
    if (object && from == 1 &&
        (is_lambda(f->unit, site->declaration) || is_callable(f->unit, site->declaration))) {
        callee = object;
    } else {
        if (object) {
            callee = virtual_callee(f, site->declaration, peel(f->unit, parts.at[0]), object);
            g_ptr_array_add(args, (gpointer)address(f, object));
        }
        callee = callee ? callee : function_expr(f, site->declaration);
    }
    bool kept = f->keeps;
    f->keeps = keeps_coroutines(f, site->cursor, site->declaration);
    add_arguments(f, site, from, args);
    f->keeps = kept;
    if (starts_coroutine(f, site->cursor, site->declaration))
        return start_coroutine(f, site->cursor, callee, args);
    const char *awaited = awaited_name(f, site->cursor, site->declaration);
    if (awaited)
        callee = ir_expr_new(f->unit->arena, IR_FUNC, awaited, 0, NULL, NULL);
    const struct ir_expr *result = finish(f, site, callee, args);
    if (object && args->len == 2 && is_assignment(site->declaration))
        emit_set(f, object, deref(f, g_ptr_array_index(args, 1)), site->at);
    return is_reference(clang_getCursorResultType(site->declaration)) ? deref(f, result) : result;
}

bool is_constructor(CXCursor cursor)
{
    return cursor.kind == CXCursor_CallExpr && clang_getCursorReferenced(cursor).kind == CXCursor_Constructor;
}

void construct(struct function *f, const struct ir_expr *object, CXCursor cursor)
{
    struct site site = {cursor, clang_getCursorReferenced(cursor), start_of(f->unit, cursor)};
    if (clang_Cursor_getNumArguments(cursor) == 1 &&
        (clang_CXXConstructor_isCopyConstructor(site.declaration) ||
            clang_CXXConstructor_isMoveConstructor(site.declaration))) {
        CXCursor copied = clang_Cursor_getArgument(cursor, 0);
        int64_t known;
        emit_set(
            f, object, constant(f->unit, copied, &known) ? int_expr(f, known) : value(f, copied), site.at);
        return;
    }
    const char *library_class = class_name(f->unit, clang_getCursorType(cursor));
    if (clang_CXXConstructor_isDefaultConstructor(site.declaration) &&
        clang_CXXMethod_isDefaulted(site.declaration) &&
        (!library_class || g_str_has_prefix(library_class, "std::")))
        return; /* no code of anybody's */
    struct use use = {cursor, site.declaration, object, 0, site.at};
    if (standard_construct(f, &use))
        return;
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_ptr_array_add(args, (gpointer)address(f, object));
    add_arguments(f, &site, 0, args);
    finish(f, &site, function_expr(f, site.declaration), args);
}

const struct ir_expr *call(struct function *f, CXCursor cursor)
{
    struct lowering *u = f->unit;
    struct children parts = children_of(u, cursor, true);
    struct site site = {cursor, meant_by(u, cursor), start_of(u, cursor)};
    if (site.declaration.kind == CXCursor_Constructor) {
        const struct ir_expr *object = temporary(f);
        construct(f, object, cursor);
        return object;
    }
    if (parts.n == 0)
        return ir_expr_unknown();
    if (site.declaration.kind == CXCursor_FunctionDecl) {
        const struct ir_expr *result = builtin(f, &site, callee_of(u, site.declaration)->name, parts);
        if (result)
            return result;
    }
    if (u->cxx && (site.declaration.kind == CXCursor_FunctionDecl ||
                      site.declaration.kind == CXCursor_CXXMethod || is_method(site.declaration)))
        return cxx_call(f, &site, parts);
    return plain_call(f, &site, parts);
}
