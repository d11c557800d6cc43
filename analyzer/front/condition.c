/* `&&`, `||`, `!`, `?:` and comma as control flow. */
#include "front/lower.h"

static bool is_logical(CXCursor cursor, enum CXBinaryOperatorKind *kind)
{
    if (cursor.kind != CXCursor_BinaryOperator)
        return false;
    *kind = clang_getCursorBinaryOperatorKind(cursor);
    return *kind == CXBinaryOperator_LAnd || *kind == CXBinaryOperator_LOr;
}

/* `__builtin_expect(x, 1)` is x. */
static CXCursor without_hint(struct lowering *u, CXCursor cursor)
{
    while (cursor.kind == CXCursor_CallExpr) {
        const char *name = take_string(u, clang_getCursorSpelling(cursor));
        if (!g_str_has_prefix(name, "__builtin_expect"))
            break;
        cursor = peel(u, clang_Cursor_getArgument(cursor, 0));
    }
    return cursor;
}

/* a && b && c nests to the left: its operands, so that a long chain is a loop here. */
static GArray *chain(struct lowering *u, CXCursor cursor, enum CXBinaryOperatorKind kind)
{
    GArray *reversed = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    enum CXBinaryOperatorKind inner;
    while (is_logical(cursor, &inner) && inner == kind) {
        struct children parts = children_of(u, cursor, true);
        if (parts.n != 2)
            break;
        g_array_append_val(reversed, parts.at[1]);
        cursor = peel(u, parts.at[0]);
    }
    g_array_append_val(reversed, cursor);
    return reversed;
}

static void lower_chain(
    struct function *f, CXCursor cursor, enum CXBinaryOperatorKind kind, struct block *yes, struct block *no)
{
    g_autoptr(GArray) reversed = chain(f->unit, cursor, kind);
    if (reversed->len == 1) { /* an error left it without operands */
        end_branch(f, ir_expr_unknown(), yes, no, start_of(f->unit, cursor));
        return;
    }
    for (guint i = reversed->len; i-- > 0;) {
        CXCursor operand = g_array_index(reversed, CXCursor, i);
        struct block *next = i > 0 ? block_new(f) : kind == CXBinaryOperator_LAnd ? yes : no;
        condition(f, operand, kind == CXBinaryOperator_LAnd ? next : yes,
            kind == CXBinaryOperator_LAnd ? no : next);
        if (i > 0)
            begin(f, next);
    }
}

static void lower_choice(struct function *f, struct children parts, struct block *yes, struct block *no)
{
    struct block *first = block_new(f), *second = block_new(f);
    condition(f, parts.at[0], first, second);
    begin(f, first);
    condition(f, parts.at[1], yes, no);
    begin(f, second);
    condition(f, parts.at[2], yes, no);
}

static void lower_test(struct function *f, CXCursor cursor, struct block *yes, struct block *no)
{
    enum CXBinaryOperatorKind kind = CXBinaryOperator_Invalid;
    struct children parts;
    if (is_logical(cursor, &kind)) {
        lower_chain(f, cursor, kind, yes, no);
        return;
    }
    if (cursor.kind == CXCursor_UnaryOperator &&
        clang_getCursorUnaryOperatorKind(cursor) == CXUnaryOperator_LNot) {
        parts = children_of(f->unit, cursor, true);
        if (parts.n == 1) {
            condition(f, parts.at[0], no, yes);
            return;
        }
    }
    if (cursor.kind == CXCursor_BinaryOperator && kind == CXBinaryOperator_Comma) {
        parts = children_of(f->unit, cursor, true);
        if (parts.n == 2) {
            effects(f, parts.at[0]);
            condition(f, parts.at[1], yes, no);
            return;
        }
    }
    if (cursor.kind == CXCursor_ConditionalOperator) {
        parts = children_of(f->unit, cursor, true);
        if (parts.n == 3) {
            lower_choice(f, parts, yes, no);
            return;
        }
    }
    struct ir_location at = start_of(f->unit, cursor);
    end_branch(f, value(f, cursor), yes, no, at);
}

/* Ends the block: goes on in `yes` or in `no`. */
void condition(struct function *f, CXCursor cursor, struct block *yes, struct block *no)
{
    struct lowering *u = f->unit;
    cursor = without_hint(u, peel(u, cursor));
    if (u->nesting >= MAX_NESTING) {
        end_branch(f, ir_expr_unknown(), yes, no, start_of(u, cursor));
        return;
    }
    u->nesting++;
    lower_test(f, cursor, yes, no);
    u->nesting--;
}

const struct ir_expr *logical(struct function *f, CXCursor cursor)
{
    int64_t known;
    if (constant(f->unit, cursor, &known))
        return int_expr(f, known);
    struct ir_location at = start_of(f->unit, cursor);
    struct block *yes = block_new(f), *no = block_new(f), *join = block_new(f);
    const struct ir_expr *result = temporary(f);
    condition(f, cursor, yes, no);
    begin(f, yes);
    emit_set(f, result, int_expr(f, 1), at);
    end_jump(f, join, at);
    begin(f, no);
    emit_set(f, result, int_expr(f, 0), at);
    end_jump(f, join, at);
    begin(f, join);
    return result;
}

const struct ir_expr *conditional(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    struct ir_location at = start_of(f->unit, cursor);
    struct block *yes = block_new(f), *no = block_new(f), *join = block_new(f);
    int64_t known;
    if (parts.n != 3)
        return ir_expr_unknown();
    if (constant(f->unit, parts.at[0], &known))
        return value(f, parts.at[known ? 1 : 2]);
    bool is_void = clang_getCanonicalType(clang_getCursorType(cursor)).kind == CXType_Void;
    const struct ir_expr *result = is_void ? ir_expr_unknown() : temporary(f);
    condition(f, parts.at[0], yes, no);
    begin(f, yes);
    emit_set(f, result, value(f, parts.at[1]), at);
    end_jump(f, join, at);
    begin(f, no);
    emit_set(f, result, value(f, parts.at[2]), at);
    end_jump(f, join, at);
    begin(f, join);
    return result;
}

/* x ?: y: x is evaluated once. */
const struct ir_expr *elvis(struct function *f, struct children parts)
{
    struct ir_location at = start_of(f->unit, parts.at[0]);
    struct block *no = block_new(f), *join = block_new(f);
    const struct ir_expr *result = temporary(f);
    emit_set(f, result, value(f, parts.at[0]), at);
    end_branch(f, result, join, no, at);
    begin(f, no);
    emit_set(f, result, value(f, parts.at[3]), at);
    end_jump(f, join, at);
    begin(f, join);
    return result;
}
