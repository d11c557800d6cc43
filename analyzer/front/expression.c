/* One row a kind of expression. */
#include "front/lower.h"

#include <string.h>

bool is_array(CXType type)
{
    switch (clang_getCanonicalType(type).kind) {
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray:
    case CXType_DependentSizedArray:
        return true;
    default:
        return false;
    }
}

bool is_reference(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind == CXType_LValueReference || kind == CXType_RValueReference;
}

bool is_bound(struct lowering *u, CXType type)
{
    return u->cxx && (is_reference(type) || is_guard(u, type));
}

/* va_arg shows like a conversion of the va_list. */
static bool is_va_arg(struct lowering *u, CXCursor cursor, CXCursor operand)
{
    CXType from = clang_getCanonicalType(clang_getCursorType(operand));
    if (from.kind == CXType_Pointer)
        from = clang_getCanonicalType(clang_getPointeeType(from));
    if (from.kind != CXType_Record || clang_equalTypes(clang_getCanonicalType(clang_getCursorType(cursor)),
                                          clang_getCanonicalType(clang_getCursorType(operand))))
        return false;
    const char *name = take_string(u, clang_getCursorSpelling(clang_getTypeDeclaration(from)));
    const char *word;
    size_t length;
    return g_str_has_prefix(name, "__va_list") && spelled_word(u, cursor, &word, &length) &&
           (memcmp(word, "__builtin_va_arg", MIN(length, strlen("__builtin_va_arg"))) == 0 ||
               memcmp(word, "va_arg", MIN(length, strlen("va_arg"))) == 0);
}

static bool operand_of(struct lowering *u, CXCursor *cursor)
{
    struct children parts;
    switch (cursor->kind) {
    case CXCursor_ParenExpr:
    case CXCursor_CStyleCastExpr:
    case CXCursor_CXXStaticCastExpr:
    case CXCursor_CXXDynamicCastExpr:
    case CXCursor_CXXReinterpretCastExpr:
    case CXCursor_CXXConstCastExpr:
    case CXCursor_CXXFunctionalCastExpr:
        parts = children_of(u, *cursor, true);
        if (parts.n == 0 || !clang_isExpression(parts.at[parts.n - 1].kind))
            return false;
        *cursor = parts.at[parts.n - 1];
        return true;
    case CXCursor_UnexposedExpr:
        parts = children_of(u, *cursor, false);
        if (parts.n != 1 || !clang_isExpression(parts.at[0].kind) || is_va_arg(u, *cursor, parts.at[0]))
            return false;
        *cursor = parts.at[0];
        return true;
    default:
        return false;
    }
}

CXCursor peel(struct lowering *u, CXCursor cursor)
{
    while (operand_of(u, &cursor))
        ;
    return cursor;
}

static const struct ir_expr *children_in_order(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    for (unsigned i = 0; i < parts.n; i++)
        statement(f, parts.at[i]);
    return ir_expr_unknown();
}

static const struct ir_expr *unknown(struct function *f, CXCursor cursor)
{
    (void)f, (void)cursor;
    return ir_expr_unknown();
}

static const struct ir_expr *constant_or_unknown(struct function *f, CXCursor cursor)
{
    int64_t known;
    return constant(f->unit, cursor, &known) ? int_expr(f, known) : ir_expr_unknown();
}

/* -- names */

const struct ir_expr *function_expr(struct function *f, CXCursor declaration)
{
    return ir_expr_new(f->unit->arena, IR_FUNC, callee_of(f->unit, declaration)->name, 0, NULL, NULL);
}

static bool is_function(enum CXCursorKind kind)
{
    return kind == CXCursor_FunctionDecl || kind == CXCursor_CXXMethod || kind == CXCursor_Constructor ||
           kind == CXCursor_Destructor || kind == CXCursor_ConversionFunction;
}

static const struct ir_expr *named(struct function *f, CXCursor declaration)
{
    if (is_function(declaration.kind))
        return function_expr(f, declaration);
    if (declaration.kind == CXCursor_EnumConstantDecl)
        return int_expr(f, clang_getEnumConstantDeclValue(declaration));
    if (declaration.kind != CXCursor_VarDecl && declaration.kind != CXCursor_ParmDecl)
        return ir_expr_unknown();
    const struct ir_expr *expr = variable(f, declaration);
    return is_bound(f->unit, clang_getCursorType(declaration)) ? deref(f, expr) : expr;
}

static const struct ir_expr *name(struct function *f, CXCursor cursor)
{
    return named(f, meant_by(f->unit, cursor));
}

static bool is_pointer_member(CXCursor cursor)
{
    return cursor.kind == CXCursor_FieldDecl &&
           clang_getCanonicalType(clang_getCursorType(cursor)).kind == CXType_Pointer;
}

static enum CXChildVisitResult find_pointer(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (!is_pointer_member(cursor))
        return CXChildVisit_Continue;
    *(CXCursor *)data = cursor;
    return CXChildVisit_Break;
}

/* The pointers of a union are one place, which is called like the first. */
static CXCursor same_place(CXCursor declaration)
{
    CXCursor record = clang_getCursorSemanticParent(declaration), first = declaration;
    if (record.kind == CXCursor_UnionDecl && is_pointer_member(declaration))
        clang_visitChildren(record, find_pointer, &first);
    return first;
}

/* Asked for at each use of a member, and always the same. */
static const struct member *member_of(struct lowering *u, CXCursor declaration)
{
    struct member *member = g_hash_table_lookup(u->members, &declaration);
    if (member)
        return member;
    member = arena_alloc(u->arena, sizeof *member);
    member->name = take_string(u, clang_getCursorSpelling(same_place(declaration)));
    if (!*member->name || strchr(member->name, '('))
        member->name = NULL; /* the unnamed member that an anonymous struct is */
    else
        member->record = record_name(u, clang_getCursorSemanticParent(declaration));
    g_hash_table_insert(u->members, arena_copy(u->arena, &declaration, sizeof declaration), member);
    return member;
}

const struct ir_expr *field(struct function *f, const struct ir_expr *base, CXCursor declaration)
{
    const struct member *member = member_of(f->unit, declaration);
    if (!member->name)
        return base;
    struct ir_expr *expr = ir_expr_new(f->unit->arena, IR_FIELD, member->name, 0, base, NULL);
    expr->record = member->record;
    return expr;
}

static const struct ir_expr *this_pointer(struct function *f, CXCursor cursor)
{
    (void)cursor;
    return this_object(f);
}

static const struct ir_expr *member_access(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    CXCursor declaration = meant_by(f->unit, cursor);
    const struct ir_expr *base;
    if (parts.n == 0)
        base = deref(f, this_object(f));
    else if (clang_getCanonicalType(clang_getCursorType(parts.at[0])).kind == CXType_Pointer)
        base = deref(f, value(f, parts.at[0]));
    else
        base = place(f, parts.at[0]);
    if (declaration.kind != CXCursor_FieldDecl)
        return named(f, declaration);
    const struct ir_expr *expr = field(f, base, declaration);
    return f->unit->cxx && is_reference(clang_getCursorType(declaration)) ? deref(f, expr) : expr;
}

static const struct ir_expr *subscript(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    if (parts.n != 2)
        return children_in_order(f, cursor);
    const struct ir_expr *first = value(f, parts.at[0]), *second = value(f, parts.at[1]);
    enum CXTypeKind kind = clang_getCanonicalType(clang_getCursorType(parts.at[0])).kind;
    if (kind == CXType_Pointer || is_array(clang_getCursorType(parts.at[0])))
        return element(f, first, second);
    return element(f, second, first); /* 3[a] */
}

/* -- literals */

/* Without the quotes and the escapes that libclang prints; of a wide string nothing is kept. */
static const struct ir_expr *string(struct function *f, CXCursor cursor)
{
    const char *spelling = take_string(f->unit, clang_getCursorSpelling(cursor));
    const char *end = strrchr(spelling, '"');
    if (*spelling != '"' || end == spelling)
        return ir_expr_new(f->unit->arena, IR_STRING, arena_intern(f->unit->arena, "", 0), 0, NULL, NULL);
    g_autofree char *quoted = g_strndup(spelling + 1, (gsize)(end - spelling - 1));
    g_autofree char *text = g_strcompress(quoted);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return ir_expr_new(f->unit->arena, IR_STRING, arena_intern(f->unit->arena, valid, -1), 0, NULL, NULL);
}

static const struct ir_expr *compound_literal(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    const struct ir_expr *object = temporary(f);
    if (parts.n)
        initialise(f, object, clang_getCursorType(cursor), parts.at[parts.n - 1], start_of(f->unit, cursor));
    return object;
}

static const struct ir_expr *init_list(struct function *f, CXCursor cursor)
{
    const struct ir_expr *object = temporary(f);
    initialise(f, object, clang_getCursorType(cursor), cursor, start_of(f->unit, cursor));
    return object;
}

/* -- the rest */

static const struct ir_expr *label_address(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, false);
    struct function *owner = f->unit->current ? f->unit->current : f;
    for (unsigned i = 0; i < parts.n; i++)
        if (parts.at[i].kind == CXCursor_LabelRef)
            label_of(owner, clang_getCursorReferenced(parts.at[i]))->address_taken = true;
    return ir_expr_unknown();
}

static const struct ir_expr *statement_expression(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    const struct ir_expr *result = parts.n ? compound_value(f, parts.at[0]) : NULL;
    return result ? result : ir_expr_unknown();
}

/* The type of _Generic is that of the association that is chosen; those with the same type may all be. */
static const struct ir_expr *generic(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    struct ir_location at = start_of(f->unit, cursor);
    CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
    g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    for (unsigned i = 1; i < parts.n; i++)
        if (clang_equalTypes(type, clang_getCanonicalType(clang_getCursorType(parts.at[i]))))
            g_array_append_val(chosen, parts.at[i]);
    if (chosen->len == 0)
        return ir_expr_unknown();
    if (chosen->len == 1)
        return value(f, g_array_index(chosen, CXCursor, 0));
    const struct ir_expr *result = temporary(f);
    struct block *join = block_new(f);
    for (guint i = 0; i < chosen->len; i++) {
        struct block *this_one = block_new(f), *next = block_new(f);
        if (i + 1 < chosen->len)
            end_branch(f, ir_expr_unknown(), this_one, next, at);
        else
            end_jump(f, this_one, at);
        begin(f, this_one);
        emit_set(f, result, value(f, g_array_index(chosen, CXCursor, i)), at);
        end_jump(f, join, at);
        f->block = next;
    }
    f->block = join;
    return result;
}

/* libclang shows an expression of which it has no kind by its children alone. */
static const struct ir_expr *unexposed(struct function *f, CXCursor cursor)
{
    struct lowering *u = f->unit;
    struct children all = children_of(u, cursor, false), parts = children_of(u, cursor, true);
    const char *word;
    size_t length;
    int64_t known;
    if (all.n == 0 || clang_isReference(all.at[all.n - 1].kind))
        return constant_or_unknown(f, cursor); /* offsetof, __LINE__, a type's trait */
    if (parts.n >= 2 && spelled_word(u, cursor, &word, &length)) {
        if (is_atomic(word, length))
            return atomic(f, parts, word, length, start_of(u, cursor));
        if (parts.n == 3 && length == strlen("__builtin_choose_expr") &&
            memcmp(word, "__builtin_choose_expr", length) == 0 && constant(u, parts.at[0], &known))
            return value(f, parts.at[known ? 1 : 2]);
    }
    if (parts.n == 4 && clang_equalCursors(parts.at[0], parts.at[1]))
        return elvis(f, parts);
    if (is_await(u, parts))
        return await(f, cursor, parts);
    return children_in_order(f, cursor);
}

#define KIND(kind) [kind - CXCursor_FirstExpr]
static lower_expression *const table[] = {
    KIND(CXCursor_UnexposedExpr) = unexposed,
    KIND(CXCursor_DeclRefExpr) = name,
    KIND(CXCursor_MemberRefExpr) = member_access,
    KIND(CXCursor_CallExpr) = call,
    KIND(CXCursor_BlockExpr) = lambda,
    KIND(CXCursor_IntegerLiteral) = constant_or_unknown,
    KIND(CXCursor_FloatingLiteral) = unknown,
    KIND(CXCursor_ImaginaryLiteral) = unknown,
    KIND(CXCursor_StringLiteral) = string,
    KIND(CXCursor_CharacterLiteral) = constant_or_unknown,
    KIND(CXCursor_UnaryOperator) = unary,
    KIND(CXCursor_ArraySubscriptExpr) = subscript,
    KIND(CXCursor_BinaryOperator) = binary,
    KIND(CXCursor_CompoundAssignOperator) = compound_assign,
    KIND(CXCursor_ConditionalOperator) = conditional,
    KIND(CXCursor_CompoundLiteralExpr) = compound_literal,
    KIND(CXCursor_InitListExpr) = init_list,
    KIND(CXCursor_AddrLabelExpr) = label_address,
    KIND(CXCursor_StmtExpr) = statement_expression,
    KIND(CXCursor_GenericSelectionExpr) = generic,
    KIND(CXCursor_GNUNullExpr) = constant_or_unknown,
    KIND(CXCursor_CXXBoolLiteralExpr) = constant_or_unknown,
    KIND(CXCursor_CXXNullPtrLiteralExpr) = constant_or_unknown,
    KIND(CXCursor_CXXThisExpr) = this_pointer,
    KIND(CXCursor_CXXNewExpr) = lower_new,
    KIND(CXCursor_CXXDeleteExpr) = lower_delete,
    KIND(CXCursor_CXXThrowExpr) = throw_expression,
    KIND(CXCursor_CXXTypeidExpr) = unknown,
    KIND(CXCursor_UnaryExpr) = constant_or_unknown,
    KIND(CXCursor_LambdaExpr) = lambda,
};

/* What nests deeper than anybody follows is `?`, so that ir_read takes what is written. */
static const struct ir_expr *cut(const struct function *f, const struct ir_expr *expr)
{
    return f->depth > MAX_EXPR_DEPTH && (expr->a || expr->b) ? ir_expr_unknown() : expr;
}

const struct ir_expr *place(struct function *f, CXCursor cursor)
{
    struct lowering *u = f->unit;
    cursor = peel(u, cursor);
    size_t row = (size_t)(cursor.kind - CXCursor_FirstExpr);
    lower_expression *lower = row < G_N_ELEMENTS(table) ? table[row] : NULL;
    if (u->nesting >= MAX_NESTING)
        return ir_expr_unknown();
    u->nesting++;
    f->depth++;
    const struct ir_expr *expr = cut(f, (lower ? lower : children_in_order)(f, cursor));
    f->depth--;
    u->nesting--;
    return expr;
}

const struct ir_expr *value(struct function *f, CXCursor cursor)
{
    const struct ir_expr *expr = place(f, cursor);
    if (expr->kind == IR_INT) { /* each cast on the way may have changed its width */
        int64_t known;
        if (cursor.kind == CXCursor_IntegerLiteral)
            return expr;
        if (!constant(f->unit, cursor, &known))
            known = truncated(expr->value, clang_getCursorType(cursor));
        return known == expr->value ? expr : int_expr(f, known);
    }
    bool lvalue = expr->kind == IR_LOCAL || expr->kind == IR_GLOBAL || expr->kind == IR_FIELD ||
                  expr->kind == IR_INDEX || expr->kind == IR_DEREF;
    if (lvalue && is_array(clang_getCursorType(peel(f->unit, cursor))))
        return address(f, index_place(f, expr, int_expr(f, 0)));
    return expr;
}

void effects(struct function *f, CXCursor cursor)
{
    CXCursor inner = peel(f->unit, cursor);
    enum CXBinaryOperatorKind kind = CXBinaryOperator_Invalid;
    if (inner.kind == CXCursor_BinaryOperator)
        kind = clang_getCursorBinaryOperatorKind(inner);
    if (kind == CXBinaryOperator_LAnd || kind == CXBinaryOperator_LOr) {
        struct block *join = block_new(f);
        condition(f, inner, join, join);
        f->block = join;
    } else if (inner.kind == CXCursor_ConditionalOperator) {
        struct children parts = children_of(f->unit, inner, true);
        struct block *yes = block_new(f), *no = block_new(f), *join = block_new(f);
        if (parts.n != 3 || f->unit->nesting >= MAX_NESTING)
            return;
        f->unit->nesting++;
        condition(f, parts.at[0], yes, no);
        begin(f, yes);
        effects(f, parts.at[1]);
        end_jump(f, join, start_of(f->unit, inner));
        begin(f, no);
        effects(f, parts.at[2]);
        begin(f, join);
        f->unit->nesting--;
    } else {
        value(f, inner);
    }
}
