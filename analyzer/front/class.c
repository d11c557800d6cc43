/* Objects of C++: what makes them, `new` and `delete`; and virtual methods. */
#include "front/lower.h"

const struct ir_expr *this_object(struct function *f)
{
    return f->has_this ? ir_expr_new(f->unit->arena, IR_PARAM, NULL, 0, NULL, NULL) : captured_this(f);
}

/* -- members' initialisers */

static void initialise_member(struct function *f, CXCursor member, CXCursor initialiser)
{
    CXType type = clang_getCursorType(member);
    struct ir_location at = start_of(f->unit, initialiser);
    const struct ir_expr *target = field(f, deref(f, this_object(f)), member);
    initialise(f, target, type, initialiser, at);
}

struct members {
    struct function *function;
    struct children written; /* children of the constructor */
};

static bool is_written(const struct members *members, CXCursor member)
{
    for (unsigned i = 0; i < members->written.n; i++)
        if (members->written.at[i].kind == CXCursor_MemberRef &&
            clang_equalCursors(clang_getCursorReferenced(members->written.at[i]), member))
            return true;
    return false;
}

/* `bool open = true;` in the class */
static enum CXVisitorResult initialise_by_default(CXCursor member, CXClientData data)
{
    const struct members *members = data;
    struct children parts = children_of(members->function->unit, member, true);
    CXCursor last = parts.n ? parts.at[parts.n - 1] : clang_getNullCursor();
    if (clang_isExpression(last.kind) && !clang_Cursor_isBitField(member) &&
        !is_array(clang_getCursorType(member)) && !is_written(members, member))
        initialise_member(members->function, member, last);
    return CXVisit_Continue;
}

/* A constructor that leaves the work to another one names its class. */
static bool delegates(struct children parts)
{
    return parts.n > 1 && parts.at[0].kind == CXCursor_TypeRef && is_constructor(parts.at[1]);
}

void lower_member_initialisers(struct function *f, CXCursor constructor)
{
    struct members members = {f, children_of(f->unit, constructor, false)};
    CXType type = clang_getCursorType(clang_getCursorSemanticParent(constructor));
    for (unsigned i = 0; i < members.written.n; i++) {
        CXCursor part = members.written.at[i];
        if (!clang_isExpression(part.kind))
            continue;
        if (i > 0 && members.written.at[i - 1].kind == CXCursor_MemberRef)
            initialise_member(f, clang_getCursorReferenced(members.written.at[i - 1]), part);
        else if (is_constructor(part))
            construct(f, deref(f, this_object(f)), part); /* of a base, or of the class itself */
        else
            effects(f, part);
    }
    if (!delegates(members.written))
        clang_Type_visitFields(type, initialise_by_default, &members);
}

/* -- virtual methods */

/* A virtual method is called through a variable that has the name of the method that it overrides in the end.
 */
const struct ir_expr *slot_of(struct lowering *u, CXCursor method)
{
    for (unsigned depth = 0; depth < MAX_NESTING; depth++) {
        CXCursor *overridden;
        unsigned n;
        clang_getOverriddenCursors(method, &overridden, &n);
        if (n)
            method = overridden[0];
        clang_disposeOverriddenCursors(overridden);
        if (n == 0)
            break;
    }
    return ir_expr_new(u->arena, IR_GLOBAL, callee_of(u, method)->name, 0, NULL, NULL);
}

void fill_slot(struct lowering *u, CXCursor method)
{
    if (method.kind == CXCursor_CXXMethod && clang_CXXMethod_isVirtual(method))
        emit_set(u->init, slot_of(u, method), function_expr(u->init, method), start_of(u, method));
}

/* `Base::run()` names one method, as does one of an object that is no pointer's. What is annotated does the
 * same whoever overrides it. */
const struct ir_expr *virtual_callee(
    struct function *f, CXCursor method, CXCursor named, const struct ir_expr *object)
{
    if (method.kind != CXCursor_CXXMethod || !clang_CXXMethod_isVirtual(method) ||
        !in_root(f->unit, method) || object->kind != IR_DEREF || callee_of(f->unit, method)->annotated)
        return NULL;
    struct children parts = children_of(f->unit, named, false);
    for (unsigned i = 0; i < parts.n; i++)
        if (parts.at[i].kind == CXCursor_TypeRef || parts.at[i].kind == CXCursor_TemplateRef)
            return NULL;
    return slot_of(f->unit, method);
}

/* -- new and delete */

static const struct ir_expr *allocator(struct function *f, const char *name)
{
    return ir_expr_new(f->unit->arena, IR_FUNC, arena_intern(f->unit->arena, name, -1), 0, NULL, NULL);
}

const struct ir_expr *lower_new(struct function *f, CXCursor cursor)
{
    struct ir_location at = start_of(f->unit, cursor);
    struct children parts = children_of(f->unit, cursor, true);
    CXType type = clang_getPointeeType(clang_getCanonicalType(clang_getCursorType(cursor)));
    const struct ir_expr *made =
        emit_call(f, allocator(f, "operator new"), NULL, 0, at, call_text(f->unit, cursor));
    for (unsigned i = 0; i < parts.n; i++) {
        if (is_constructor(peel(f->unit, parts.at[i])) ||
            peel(f->unit, parts.at[i]).kind == CXCursor_InitListExpr)
            initialise(f, deref(f, made), type, parts.at[i], at);
        else
            effects(f, parts.at[i]); /* how many, or where */
    }
    return made;
}

const struct ir_expr *lower_delete(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    struct ir_location at = start_of(f->unit, cursor);
    if (parts.n == 0)
        return ir_expr_unknown();
    const char *text = call_text(f->unit, cursor);
    const struct ir_expr **object = arena_new_array(f->unit->arena, const struct ir_expr *, 1);
    object[0] = value(f, parts.at[0]);
    CXType type = clang_getPointeeType(clang_getCanonicalType(clang_getCursorType(parts.at[0])));
    destroy(f, type, deref(f, object[0]), at);
    emit_call(f, allocator(f, "operator delete"), object, 1, at, text);
    return ir_expr_unknown();
}
