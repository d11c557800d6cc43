/* Operators, and the arithmetic of places. */
#include "front/lower.h"

#include <string.h>

const struct ir_expr *int_expr(struct function *f, int64_t number)
{
    return ir_expr_new(f->unit->arena, IR_INT, NULL, number, NULL, NULL);
}

const struct ir_expr *operation(
    struct function *f, const char *name, const struct ir_expr *a, const struct ir_expr *b)
{
    if (a->kind == IR_UNKNOWN && (!b || b->kind == IR_UNKNOWN))
        return ir_expr_unknown();
    return ir_expr_new(f->unit->arena, IR_OP, name, 0, a, b);
}

const struct ir_expr *index_place(
    struct function *f, const struct ir_expr *array, const struct ir_expr *index)
{
    const struct ir_expr *known = index->kind == IR_INT ? index : ir_expr_unknown();
    return ir_expr_new(f->unit->arena, IR_INDEX, NULL, 0, array, known);
}

static const struct ir_expr *index_sum(
    struct function *f, const struct ir_expr *a, const struct ir_expr *b, bool negative)
{
    if (a->kind != IR_INT || b->kind != IR_INT)
        return ir_expr_unknown();
    uint64_t x = (uint64_t)a->value, y = (uint64_t)b->value;
    return int_expr(f, (int64_t)(negative ? x - y : x + y));
}

/* The address of an element moved is that of another; other pointers are moved when the program runs. */
static const struct ir_expr *moved(
    struct function *f, const struct ir_expr *pointer, const struct ir_expr *index, bool back)
{
    if (pointer->kind == IR_ADDR && pointer->a->kind == IR_INDEX)
        return address(f, index_place(f, pointer->a->a, index_sum(f, pointer->a->b, index, back)));
    if (back)
        index = index->kind == IR_INT ? int_expr(f, (int64_t)(0 - (uint64_t)index->value))
                                      : operation(f, "neg", index, NULL);
    return operation(f, "move", pointer, index);
}

static bool is_moved(const struct ir_expr *pointer)
{
    return pointer->kind == IR_OP && strcmp(pointer->name, "move") == 0;
}

/* pointer[index]: of `(move p k)` it is that of p, k further on */
const struct ir_expr *element(struct function *f, const struct ir_expr *pointer, const struct ir_expr *index)
{
    if (pointer->kind == IR_ADDR && pointer->a->kind == IR_INDEX)
        return index_place(f, pointer->a->a, index_sum(f, pointer->a->b, index, false));
    while (is_moved(pointer)) {
        index = index_sum(f, index, pointer->b, false);
        pointer = pointer->a;
    }
    return index_place(f, deref(f, pointer), index);
}

const struct ir_expr *deref(struct function *f, const struct ir_expr *pointer)
{
    if (pointer->kind == IR_ADDR)
        return pointer->a;
    if (pointer->kind == IR_FUNC)
        return pointer;
    if (is_moved(pointer))
        return element(f, pointer, int_expr(f, 0));
    return ir_expr_new(f->unit->arena, IR_DEREF, NULL, 0, pointer, NULL);
}

/* What has no address, which C++ binds references to, gets one. */
const struct ir_expr *address(struct function *f, const struct ir_expr *object)
{
    switch (object->kind) {
    case IR_UNKNOWN:
    case IR_FUNC:
    case IR_STRING:
        return object;
    case IR_DEREF:
        return object->a;
    case IR_INT:
    case IR_RESULT:
    case IR_OP:
    case IR_ADDR: {
        const struct ir_expr *copy = temporary(f);
        emit_set(f, copy, object, (struct ir_location){0});
        object = copy;
        break;
    }
    default:
        break;
    }
    return ir_expr_new(f->unit->arena, IR_ADDR, NULL, 0, object, NULL);
}

static bool is_pointer(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind == CXType_Pointer || kind == CXType_ConstantArray || kind == CXType_IncompleteArray ||
           kind == CXType_VariableArray;
}

/* -- unary */

static bool is_function_type(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind == CXType_FunctionProto || kind == CXType_FunctionNoProto;
}

static const struct ir_expr *step(
    struct function *f, CXCursor cursor, CXCursor operand, enum CXUnaryOperatorKind kind)
{
    bool up = kind == CXUnaryOperator_PreInc || kind == CXUnaryOperator_PostInc;
    bool post = kind == CXUnaryOperator_PostInc || kind == CXUnaryOperator_PostDec;
    bool pointer = is_pointer(clang_getCursorType(operand));
    const struct ir_expr *target = place(f, operand), *one = int_expr(f, 1);
    emit_set(f, target, pointer ? moved(f, target, one, !up) : operation(f, up ? "add" : "sub", target, one),
        start_of(f->unit, cursor));
    if (!post)
        return target;
    return pointer ? moved(f, target, one, up) : operation(f, up ? "sub" : "add", target, one);
}

const struct ir_expr *unary(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(cursor);
    const struct ir_expr *operand;
    int64_t known;
    if (parts.n != 1)
        return ir_expr_unknown();
    switch (kind) {
    case CXUnaryOperator_PostInc:
    case CXUnaryOperator_PostDec:
    case CXUnaryOperator_PreInc:
    case CXUnaryOperator_PreDec:
        return step(f, cursor, parts.at[0], kind);
    case CXUnaryOperator_AddrOf:
        return address(f, place(f, parts.at[0]));
    case CXUnaryOperator_Deref:
        operand = value(f, parts.at[0]);
        return is_function_type(clang_getCursorType(cursor)) ? operand : deref(f, operand);
    case CXUnaryOperator_Plus:
    case CXUnaryOperator_Extension:
    case CXUnaryOperator_Real:
        return value(f, parts.at[0]);
    default:
        break;
    }
    const char *name = unary_name(cursor);
    operand = value(f, parts.at[0]);
    if (!name)
        return ir_expr_unknown();
    if (operand->kind == IR_INT && fold(name, operand->value, 0, clang_getCursorType(cursor), &known))
        return int_expr(f, known);
    return operation(f, name, operand, NULL);
}

/* -- binary */

static const struct ir_expr *assign(struct function *f, CXCursor cursor, struct children parts)
{
    struct ir_location at = start_of(f->unit, cursor);
    const struct ir_expr *target = place(f, parts.at[0]);
    emit_set(f, target, value(f, parts.at[1]), at);
    return target;
}

static const struct ir_expr *combine(
    struct function *f, CXCursor cursor, CXCursor left, const struct ir_expr *a, const struct ir_expr *b)
{
    const char *name = binary_name(cursor);
    CXType type = clang_getCursorType(cursor);
    int64_t known;
    if (!name)
        return ir_expr_unknown();
    if (a->kind == IR_INT && b->kind == IR_INT && fold(name, a->value, b->value, type, &known))
        return int_expr(f, known);
    if (is_pointer(type) && strcmp(name, "add") == 0)
        return is_pointer(clang_getCursorType(left)) ? moved(f, a, b, false) : moved(f, b, a, false);
    if (is_pointer(type) && strcmp(name, "sub") == 0)
        return moved(f, a, b, true);
    return operation(f, name, a, b);
}

static bool is_arithmetic(CXCursor cursor)
{
    return cursor.kind == CXCursor_BinaryOperator && binary_name(cursor);
}

/* a + b + c nests to the left: from the innermost outwards, so that a long sum is a loop here. */
static const struct ir_expr *arithmetic(struct function *f, CXCursor cursor)
{
    g_autoptr(GArray) spine = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    CXCursor left = cursor;
    while (is_arithmetic(left)) {
        struct children parts = children_of(f->unit, left, true);
        if (parts.n != 2)
            break;
        g_array_append_val(spine, left);
        left = peel(f->unit, parts.at[0]);
    }
    if (spine->len == 0)
        return ir_expr_unknown();
    const struct ir_expr *result = NULL;
    for (guint i = spine->len; i-- > 0;) {
        CXCursor at = g_array_index(spine, CXCursor, i);
        struct children parts = children_of(f->unit, at, true);
        if (!result)
            result = value(f, parts.at[0]);
        else if (result->kind == IR_INT)
            result = int_expr(f, truncated(result->value, clang_getCursorType(parts.at[0])));
        const struct ir_expr *right = value(f, parts.at[1]);
        bool deep = f->depth + (spine->len - i) > MAX_EXPR_DEPTH && result->kind == IR_OP;
        result = combine(f, at, parts.at[0], deep ? ir_expr_unknown() : result, right);
    }
    return result;
}

static bool is_comma(CXCursor cursor)
{
    return cursor.kind == CXCursor_BinaryOperator &&
           clang_getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_Comma;
}

/* a, b, c nests to the left too. */
static const struct ir_expr *sequence(struct function *f, CXCursor cursor)
{
    g_autoptr(GArray) reversed = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    while (is_comma(cursor)) {
        struct children parts = children_of(f->unit, cursor, true);
        if (parts.n != 2)
            return ir_expr_unknown();
        g_array_append_val(reversed, parts.at[1]);
        cursor = peel(f->unit, parts.at[0]);
    }
    effects(f, cursor);
    for (guint i = reversed->len; i-- > 1;)
        effects(f, g_array_index(reversed, CXCursor, i));
    return value(f, g_array_index(reversed, CXCursor, 0));
}

const struct ir_expr *binary(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    if (parts.n != 2) {
        statements(f, cursor);
        return ir_expr_unknown();
    }
    switch (clang_getCursorBinaryOperatorKind(cursor)) {
    case CXBinaryOperator_Assign:
        return assign(f, cursor, parts);
    case CXBinaryOperator_Comma:
        return sequence(f, cursor);
    case CXBinaryOperator_LAnd:
    case CXBinaryOperator_LOr:
        return logical(f, cursor);
    default:
        if (binary_name(cursor))
            return arithmetic(f, cursor);
        statements(f, cursor);
        return ir_expr_unknown();
    }
}

const struct ir_expr *compound_assign(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    const char *name = binary_name(cursor);
    if (parts.n != 2 || !name) {
        statements(f, cursor);
        return ir_expr_unknown();
    }
    struct ir_location at = start_of(f->unit, cursor);
    const struct ir_expr *target = place(f, parts.at[0]);
    const struct ir_expr *operand = value(f, parts.at[1]);
    bool moves = is_pointer(clang_getCursorType(parts.at[0])) &&
                 (strcmp(name, "add") == 0 || strcmp(name, "sub") == 0);
    emit_set(f, target,
        moves ? moved(f, target, operand, strcmp(name, "sub") == 0) : operation(f, name, target, operand),
        at);
    return target;
}
