/* Objects that a function of the standard library makes of its arguments: make_unique, emplace. libclang does
 * not say which constructor that calls: it is the one that takes as many arguments, the first of those whose
 * parameters have the arguments' types where there are several. */
#include "front/standard.h"

#include <string.h>

struct candidates {
    struct function *function;
    const struct use *use;
    CXCursor found;
    unsigned likeness; /* 1 + how many parameters have their argument's type */
};

static CXType plain_type(CXType type)
{
    type = clang_getCanonicalType(type);
    return clang_getUnqualifiedType(is_reference(type) ? clang_getPointeeType(type) : type);
}

static bool has_default(struct lowering *u, CXCursor parameter)
{
    struct children parts = children_of(u, parameter, true);
    return parts.n && clang_isExpression(parts.at[parts.n - 1].kind);
}

static unsigned likeness(struct candidates *candidates, CXCursor constructor)
{
    unsigned n = n_arguments(candidates->use), like = 1;
    unsigned n_params = (unsigned)clang_Cursor_getNumArguments(constructor);
    if (n > n_params ||
        (n < n_params && !has_default(candidates->function->unit, clang_Cursor_getArgument(constructor, n))))
        return 0;
    for (unsigned i = 0; i < n; i++)
        like += clang_equalTypes(plain_type(clang_getCursorType(clang_Cursor_getArgument(constructor, i))),
            plain_type(clang_getCursorType(argument(candidates->use, i))));
    return like;
}

static enum CXChildVisitResult consider(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct candidates *candidates = data;
    bool copies =
        clang_CXXConstructor_isCopyConstructor(cursor) || clang_CXXConstructor_isMoveConstructor(cursor);
    unsigned like = cursor.kind == CXCursor_Constructor && !copies ? likeness(candidates, cursor) : 0;
    if (like > candidates->likeness) {
        candidates->likeness = like;
        candidates->found = cursor;
    }
    return CXChildVisit_Continue;
}

/* What the standard library has is made in its own ways, or of no interest. */
static bool is_of_standard(struct lowering *u, CXType type)
{
    const char *class = class_name(u, type);
    return class && g_str_has_prefix(class, "std::");
}

bool make_object(struct function *f, const struct ir_expr *object, CXType type, const struct use *use)
{
    struct lowering *u = f->unit;
    CXCursor class = clang_getTypeDeclaration(clang_getCanonicalType(type)), shown = shown_class(class);
    if (is_of_standard(u, type))
        return false;
    struct candidates candidates = {f, use, clang_getNullCursor(), 0};
    clang_visitChildren(shown, consider, &candidates);
    CXCursor constructor = candidates.found;
    if (clang_Cursor_isNull(constructor) ||
        (in_root(u, constructor) && clang_CXXMethod_isDefaulted(constructor)))
        return false;
    if (in_root(u, constructor) && !clang_equalCursors(class, shown))
        g_array_append_val(u->instances, constructor);
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_ptr_array_add(args, (gpointer)address(f, object));
    for (unsigned i = 0; i < n_arguments(use); i++) {
        bool bound = is_reference(clang_getCursorType(clang_Cursor_getArgument(constructor, i)));
        CXCursor given = argument(use, i);
        g_ptr_array_add(args, (gpointer)(bound ? address(f, place(f, given)) : value(f, given)));
    }
    call_named(f, callee_of(u, constructor)->name, args, use->at, use->call);
    return true;
}

const struct ir_expr *make_owned(struct function *f, const struct use *use)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    CXType type = item_type(clang_getCanonicalType(clang_getCursorResultType(use->declaration)));
    enum CXCursorKind kind = clang_getTypeDeclaration(type).kind;
    if ((kind != CXCursor_StructDecl && kind != CXCursor_ClassDecl) || is_of_standard(f->unit, type))
        return NULL;
    const struct ir_expr *made = call_named(f, "operator new", none, use->at, use->call);
    make_object(f, deref(f, made), type, use);
    return made;
}
