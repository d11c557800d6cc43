/* What ends the life of objects: their destructors, those of their members and bases, and of what a smart
 * pointer or a container of theirs owns. A shared pointer that is a member is taken to be the last one, a
 * variable is not. */
#include "front/standard.h"

#include <string.h>

enum { MAX_OWNERS = 8 }; /* objects inside of objects */

static const char *const owners[] = {
    "std::unique_ptr", "std::shared_ptr", "boost::shared_ptr", "boost::scoped_ptr", NULL};
static const char *const sharers[] = {"std::shared_ptr", "boost::shared_ptr", NULL};

static void push_object(struct function *f, CXType type, const struct ir_expr *object, unsigned depth);

/* -- destructors */

static enum CXChildVisitResult find_destructor(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (cursor.kind != CXCursor_Destructor)
        return CXChildVisit_Continue;
    *(CXCursor *)data = cursor;
    return CXChildVisit_Break;
}

/* Of what a template became libclang shows no members: the template's own stands for it. */
CXCursor shown_class(CXCursor class)
{
    CXCursor template = clang_getSpecializedCursorTemplate(class);
    return clang_Cursor_isNull(template) ? class : template;
}

/* One that somebody wrote; else a null cursor. */
static CXCursor destructor_of(struct lowering *u, CXCursor class)
{
    CXCursor found = clang_getNullCursor(), shown = shown_class(class);
    clang_visitChildren(shown, find_destructor, &found);
    if (clang_Cursor_isNull(found) || clang_CXXMethod_isDefaulted(found))
        return clang_getNullCursor();
    if (in_root(u, found) && !clang_equalCursors(shown, class))
        g_array_append_val(u->instances, found);
    return found;
}

/* -- what an object owns */

struct parts {
    struct function *function;
    const struct ir_expr *object;
    unsigned depth;
};

static enum CXChildVisitResult push_base(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    const struct parts *parts = data;
    if (cursor.kind == CXCursor_CXXBaseSpecifier)
        push_object(parts->function, clang_getCursorType(cursor), parts->object, parts->depth);
    return CXChildVisit_Continue;
}

static enum CXVisitorResult push_member(CXCursor member, CXClientData data)
{
    const struct parts *parts = data;
    push_object(parts->function, clang_getCursorType(member), field(parts->function, parts->object, member),
        parts->depth);
    return CXVisit_Continue;
}

static void push_parts(struct function *f, CXType type, const struct ir_expr *object, unsigned depth)
{
    struct parts parts = {f, object, depth + 1};
    clang_visitChildren(shown_class(clang_getTypeDeclaration(type)), push_base, &parts);
    clang_Type_visitFields(type, push_member, &parts);
}

/* -- of libraries */

/* The last of those that the type has: of a map, its values'. */
CXType item_type(CXType type)
{
    CXCursor template = clang_getSpecializedCursorTemplate(clang_getTypeDeclaration(type));
    CXString name = clang_getCursorSpelling(template);
    bool map = strstr(clang_getCString(name), "map") != NULL;
    clang_disposeString(name);
    return clang_getCanonicalType(clang_Type_getTemplateArgumentAsType(type, map ? 1 : 0));
}

static void push_library_object(
    struct function *f, CXType type, const struct ir_expr *object, const char *class, unsigned depth)
{
    struct lowering *u = f->unit;
    if (strcmp(class, "std::jthread") == 0)
        push_cleanup(f, "std::jthread::~jthread", object);
    else if (is_one_of(class, owners) && (depth > 0 || !is_one_of(class, sharers)))
        push_object(f, item_type(type), deref(f, object), depth + 1);
    else if (is_container(u, type))
        push_object(f, item_type(type), index_place(f, object, ir_expr_unknown()), depth + 1);
    if (g_str_has_prefix(class, "std::") || is_guard(u, type) || is_one_of(class, owners))
        return;
    CXCursor destructor = destructor_of(u, clang_getTypeDeclaration(type));
    if (!clang_Cursor_isNull(destructor))
        push_cleanup(f, callee_of(u, destructor)->name, object);
}

/* -- objects */

static void push_object(struct function *f, CXType type, const struct ir_expr *object, unsigned depth)
{
    type = clang_getCanonicalType(type);
    if (is_array(type)) {
        push_object(f, clang_getArrayElementType(type), index_place(f, object, ir_expr_unknown()), depth + 1);
        return;
    }
    CXCursor class = clang_getTypeDeclaration(type);
    if (depth > MAX_OWNERS || (class.kind != CXCursor_StructDecl && class.kind != CXCursor_ClassDecl))
        return;
    const char *library_class = class_name(f->unit, type);
    if (library_class) {
        push_library_object(f, type, object, library_class, depth);
        return;
    }
    CXCursor destructor = destructor_of(f->unit, class);
    if (clang_Cursor_isNull(destructor))
        push_parts(f, type, object, depth);
    else
        push_cleanup(f, callee_of(f->unit, destructor)->name, object);
}

void push_destructors(struct function *f, CXType type, const struct ir_expr *object)
{
    push_object(f, type, object, 0);
}

void push_destructors_of_parts(struct function *f, CXCursor class)
{
    push_parts(f, clang_getCanonicalType(clang_getCursorType(class)), deref(f, this_object(f)), 0);
}

void destroy(struct function *f, CXType type, const struct ir_expr *object, struct ir_location at)
{
    const struct cleanup *outer = f->cleanups;
    push_object(f, type, object, 0);
    leave_scope(f, outer, at);
}

/* -- objects that somebody else gets */

static bool names(struct lowering *u, CXCursor cursor, CXCursor variable)
{
    CXCursor inner = peel(u, cursor);
    if (is_constructor(inner) && clang_Cursor_getNumArguments(inner) == 1) /* of what is returned */
        inner = peel(u, clang_Cursor_getArgument(inner, 0));
    return inner.kind == CXCursor_DeclRefExpr &&
           clang_equalCursors(clang_getCursorReferenced(inner), variable);
}

struct handing {
    struct lowering *unit;
    CXCursor variable;
};

static enum CXChildVisitResult find_handing(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    const struct handing *handing = data;
    struct lowering *u = handing->unit;
    bool found = false;
    if (cursor.kind == CXCursor_ReturnStmt) {
        struct children parts = children_of(u, cursor, true);
        found = parts.n == 1 && names(u, parts.at[0], handing->variable);
    } else if (cursor.kind == CXCursor_CallExpr && clang_Cursor_getNumArguments(cursor) == 1) {
        CXCursor callee = clang_getCursorReferenced(cursor);
        bool moves =
            callee.kind == CXCursor_FunctionDecl && strcmp(callee_of(u, callee)->name, "std::move") == 0;
        found = moves && names(u, clang_Cursor_getArgument(cursor, 0), handing->variable);
    }
    return found ? CXChildVisit_Break : CXChildVisit_Recurse;
}

bool is_handed_on(struct function *f, CXCursor variable)
{
    struct handing handing = {f->unit, variable};
    return clang_visitChildren(clang_getCursorSemanticParent(variable), find_handing, &handing) != 0;
}
