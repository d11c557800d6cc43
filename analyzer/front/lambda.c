/* Lambdas. What a lambda captures is a static variable in the IR, set where the lambda is made, so that a
 * lambda is as plain a function as any: it may be kept, handed on, and run by a task. */
#include "front/lower.h"

#include <string.h>

/* -- captures */

/* What stands between the brackets of `[&, x]`. */
static const char *introducer_of(struct lowering *u, CXCursor cursor)
{
    size_t length;
    const char *text = spelled_at(u, cursor, &length);
    const char *end = text && *text == '[' ? memchr(text, ']', length) : NULL;
    return end ? arena_intern(u->arena, text + 1, end - text - 1) : "&";
}

static bool is_named(const char *item, const char *name)
{
    size_t length = strlen(name);
    return strncmp(item, name, length) == 0 && !g_ascii_isalnum(item[length]) && item[length] != '_';
}

/* What is captured by default is so as the introducer's first item says. */
static bool is_by_reference(const struct function *f, const char *name)
{
    g_auto(GStrv) items = g_strsplit(f->introducer, ",", -1);
    bool by_reference = false;
    for (char **item = items; *item; item++) {
        const char *text = g_strstrip(*item);
        if (text[0] == '&' && is_named(g_strchug(*item + 1), name))
            return true;
        if (is_named(text, name))
            return false;
        by_reference |= strcmp(text, "&") == 0;
    }
    return by_reference;
}

static const struct ir_expr *holder(struct function *f, const char *name)
{
    g_autofree char *full = g_strdup_printf("%s.%s", f->name, name);
    return ir_expr_new(f->unit->arena, IR_GLOBAL, arena_intern(f->unit->arena, full, -1), 1, NULL, NULL);
}

/* Does a function around the lambda have the variable? */
static bool is_around(const struct function *f, CXCursor declaration)
{
    for (; f->is_lambda && f->outer; f = f->outer)
        if (g_hash_table_contains(f->outer->variables, &declaration))
            return true;
    return false;
}

const struct ir_expr *captured_variable(struct function *f, CXCursor declaration)
{
    struct lowering *u = f->unit;
    if (!is_around(f, declaration))
        return NULL;
    const char *name = take_string(u, clang_getCursorSpelling(declaration));
    const struct ir_expr *held = holder(f, name), *around = variable(f->outer, declaration);
    if (!is_by_reference(f, name) || is_bound(u, clang_getCursorType(declaration))) {
        emit_set(f->outer, held, around, f->at);
        return held;
    }
    emit_set(f->outer, held, address(f->outer, around), f->at);
    return deref(f, held);
}

const struct ir_expr *captured_this(struct function *f)
{
    if (!f->is_lambda || !f->outer)
        return ir_expr_unknown();
    if (f->captured_this)
        return f->captured_this;
    const struct ir_expr *around = this_object(f->outer);
    f->captured_this = around;
    if (around->kind != IR_UNKNOWN) {
        f->captured_this = holder(f, "this");
        emit_set(f->outer, f->captured_this, around, f->at);
    }
    return f->captured_this;
}

/* [x = e]: a variable that nobody else declares. */
static void lower_init_captures(struct function *f, CXCursor cursor)
{
    struct lowering *u = f->unit;
    struct children parts = children_of(u, cursor, false);
    for (unsigned i = 0; i < parts.n; i++) {
        CXCursor declaration = clang_getCursorReferenced(parts.at[i]);
        if (parts.at[i].kind != CXCursor_VariableRef || is_around(f, declaration))
            continue;
        CXCursor initialiser = clang_Cursor_getVarDeclInitializer(declaration);
        CXType type = clang_getCursorType(declaration);
        if (clang_Cursor_isNull(initialiser))
            continue;
        const struct ir_expr *held = holder(f, take_string(u, clang_getCursorSpelling(declaration)));
        remember_variable(f, declaration, held);
        initialise(f->outer, held, type, initialiser, f->at);
    }
}

const struct ir_expr *lambda(struct function *outer, CXCursor cursor)
{
    struct lowering *u = outer->unit;
    g_autofree char *text = g_strdup_printf("%s::$lambda%u", outer->name, ++outer->n_lambdas);
    const char *unique = arena_intern(u->arena, text, -1);
    struct function *f = function_new(u, unique);
    f->is_lambda = true;
    f->outer = outer;
    f->at = start_of(u, cursor);
    f->introducer = cursor.kind == CXCursor_LambdaExpr ? introducer_of(u, cursor) : "";
    lower_init_captures(f, cursor);
    lower_body(f, cursor);
    return ir_expr_new(u->arena, IR_FUNC, unique, 0, NULL, NULL);
}

/* -- lambdas that are called where they stand */

bool find_lambda(struct lowering *u, CXCursor callable, CXCursor *found)
{
    *found = peel(u, callable);
    if (is_constructor(*found) && clang_Cursor_getNumArguments(*found) == 1) /* of a copy */
        *found = peel(u, clang_Cursor_getArgument(*found, 0));
    if (found->kind == CXCursor_DeclRefExpr) {
        CXCursor variable = clang_getCursorReferenced(*found);
        CXCursor initialiser = clang_Cursor_getVarDeclInitializer(variable);
        if (clang_Cursor_isNull(initialiser))
            return false;
        *found = peel(u, initialiser);
    }
    return found->kind == CXCursor_LambdaExpr;
}

static void inline_lambda(struct function *f, CXCursor cursor, struct block *yes, struct block *no)
{
    struct children parts = children_of(f->unit, cursor, true);
    struct inlined inlined = {f->inlined, yes, no, f->cleanups};
    f->inlined = &inlined;
    if (parts.n)
        statement(f, parts.at[parts.n - 1]);
    f->inlined = inlined.outer;
    end_jump(f, no, start_of(f->unit, cursor));
}

void call_condition(struct function *f, CXCursor callable, struct block *yes, struct block *no)
{
    CXCursor found;
    if (find_lambda(f->unit, callable, &found)) {
        inline_lambda(f, found, yes, no);
        return;
    }
    struct ir_location at = start_of(f->unit, callable);
    end_branch(f, emit_call(f, value(f, callable), NULL, 0, at, call_text(f->unit, callable)), yes, no, at);
}
