/* Integer constants. clang_Cursor_Evaluate crashes on expressions with errors in them (libclang 19), so it is
 * asked for literals and `sizeof` only. */
#include "front/lower.h"

#include <string.h>

static const char *const binary_names[] = {
    [CXBinaryOperator_Mul] = "mul",
    [CXBinaryOperator_Div] = "div",
    [CXBinaryOperator_Rem] = "rem",
    [CXBinaryOperator_Add] = "add",
    [CXBinaryOperator_Sub] = "sub",
    [CXBinaryOperator_Shl] = "shl",
    [CXBinaryOperator_Shr] = "shr",
    [CXBinaryOperator_LT] = "lt",
    [CXBinaryOperator_GT] = "gt",
    [CXBinaryOperator_LE] = "le",
    [CXBinaryOperator_GE] = "ge",
    [CXBinaryOperator_EQ] = "eq",
    [CXBinaryOperator_NE] = "ne",
    [CXBinaryOperator_And] = "and",
    [CXBinaryOperator_Xor] = "xor",
    [CXBinaryOperator_Or] = "or",
    [CXBinaryOperator_MulAssign] = "mul",
    [CXBinaryOperator_DivAssign] = "div",
    [CXBinaryOperator_RemAssign] = "rem",
    [CXBinaryOperator_AddAssign] = "add",
    [CXBinaryOperator_SubAssign] = "sub",
    [CXBinaryOperator_ShlAssign] = "shl",
    [CXBinaryOperator_ShrAssign] = "shr",
    [CXBinaryOperator_AndAssign] = "and",
    [CXBinaryOperator_XorAssign] = "xor",
    [CXBinaryOperator_OrAssign] = "or",
};

const char *binary_name(CXCursor cursor)
{
    size_t kind = clang_getCursorBinaryOperatorKind(cursor);
    return kind < G_N_ELEMENTS(binary_names) ? binary_names[kind] : NULL;
}

const char *unary_name(CXCursor cursor)
{
    switch (clang_getCursorUnaryOperatorKind(cursor)) {
    case CXUnaryOperator_Minus:
        return "neg";
    case CXUnaryOperator_Not:
        return "inv";
    case CXUnaryOperator_LNot:
        return "not";
    default:
        return NULL;
    }
}

int64_t truncated(int64_t value, CXType type)
{
    switch (clang_getCanonicalType(type).kind) {
    case CXType_Bool:
        return value != 0;
    case CXType_Char_S:
    case CXType_SChar:
        return (int8_t)value;
    case CXType_Char_U:
    case CXType_UChar:
        return (uint8_t)value;
    case CXType_Short:
        return (int16_t)value;
    case CXType_UShort:
        return (uint16_t)value;
    case CXType_Int:
        return (int32_t)value;
    case CXType_UInt:
        return (uint32_t)value;
    default:
        return value;
    }
}

enum folding { ADD, SUB, MUL, DIV, REM, SHL, SHR, AND, OR, XOR, EQ, NE, LT, LE, GT, GE, NEG, INV, NOT };

static bool divide(enum folding how, int64_t a, int64_t b, bool is_unsigned, int64_t *result)
{
    if (b == 0 || (b == -1 && a == G_MININT64))
        return false;
    if (is_unsigned)
        *result = (int64_t)(how == DIV ? (uint64_t)a / (uint64_t)b : (uint64_t)a % (uint64_t)b);
    else
        *result = how == DIV ? a / b : a % b;
    return true;
}

static bool shift(enum folding how, int64_t a, int64_t b, bool is_unsigned, int64_t *result)
{
    if (b < 0 || b > 63)
        return false;
    if (how == SHL)
        *result = (int64_t)((uint64_t)a << b);
    else
        *result = is_unsigned ? (int64_t)((uint64_t)a >> b) : a >> b;
    return true;
}

static int64_t folded(enum folding how, int64_t a, int64_t b)
{
    uint64_t x = (uint64_t)a, y = (uint64_t)b;
    const int64_t results[] = {
        [ADD] = (int64_t)(x + y),
        [SUB] = (int64_t)(x - y),
        [MUL] = (int64_t)(x * y),
        [AND] = a & b,
        [OR] = a | b,
        [XOR] = a ^ b,
        [EQ] = a == b,
        [NE] = a != b,
        [LT] = a<b, [LE] = a <= b, [GT] = a> b,
        [GE] = a >= b,
        [NEG] = (int64_t)(0 - x),
        [INV] = ~a,
        [NOT] = !a,
    };
    return results[how];
}

bool fold(const char *operation, int64_t a, int64_t b, CXType type, int64_t *result)
{
    static const char *const names[] = {"add", "sub", "mul", "div", "rem", "shl", "shr", "and", "or", "xor",
        "eq", "ne", "lt", "le", "gt", "ge", "neg", "inv", "not"};
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    bool is_unsigned = kind == CXType_ULong || kind == CXType_ULongLong;
    enum folding how = ADD;
    while (strcmp(names[how], operation) != 0)
        how++;
    if (how == DIV || how == REM) {
        if (!divide(how, a, b, is_unsigned, result))
            return false;
    } else if (how == SHL || how == SHR) {
        if (!shift(how, a, b, is_unsigned, result))
            return false;
    } else {
        *result = folded(how, a, b);
    }
    *result = truncated(*result, type);
    return true;
}

static bool is_integral(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return (kind >= CXType_Bool && kind <= CXType_Int128) || kind == CXType_Enum;
}

static bool evaluate(CXCursor cursor, int64_t *result)
{
    if (!is_integral(clang_getCursorType(cursor)))
        return false;
    CXEvalResult evaluated = clang_Cursor_Evaluate(cursor);
    if (!evaluated)
        return false;
    bool is_int = clang_EvalResult_getKind(evaluated) == CXEval_Int;
    if (is_int)
        *result = clang_EvalResult_isUnsignedInt(evaluated)
                      ? (int64_t)clang_EvalResult_getAsUnsigned(evaluated)
                      : (int64_t)clang_EvalResult_getAsLongLong(evaluated);
    clang_EvalResult_dispose(evaluated);
    return is_int;
}

static bool enumerator(CXCursor cursor, int64_t *result)
{
    CXCursor declaration = clang_getCursorReferenced(cursor);
    if (declaration.kind != CXCursor_EnumConstantDecl)
        return false;
    *result = clang_getEnumConstantDeclValue(declaration);
    return true;
}

/* A constant of std::chrono::duration, which is one number: `constexpr seconds most{60};`. */
static bool duration(struct lowering *u, CXCursor cursor, int64_t *result)
{
    CXCursor declaration = clang_getCursorReferenced(cursor);
    CXType type = clang_getCanonicalType(clang_getCursorType(declaration));
    if (declaration.kind != CXCursor_VarDecl || !clang_isConstQualifiedType(type) ||
        strcmp(record_name(u, clang_getTypeDeclaration(type)), "std::chrono::duration") != 0)
        return false;
    CXCursor initialiser = clang_Cursor_getVarDeclInitializer(declaration);
    if (clang_Cursor_isNull(initialiser))
        return false;
    CXCursor made = peel(u, initialiser);
    return made.kind == CXCursor_CallExpr && clang_Cursor_getNumArguments(made) == 1 &&
           constant(u, clang_Cursor_getArgument(made, 0), result);
}

static bool operands(struct lowering *u, CXCursor cursor, int64_t *result)
{
    struct children parts = children_of(u, cursor, true);
    int64_t values[3] = {0};
    if (parts.n == 0 || parts.n > 3)
        return false;
    for (unsigned i = 0; i < parts.n; i++)
        if (!constant(u, parts.at[i], &values[i]))
            return false;
    if (cursor.kind == CXCursor_ConditionalOperator) {
        *result = values[0] ? values[1] : values[2];
        return parts.n == 3;
    }
    if (cursor.kind == CXCursor_BinaryOperator && parts.n == 2) {
        enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(cursor);
        if (kind == CXBinaryOperator_LAnd || kind == CXBinaryOperator_LOr) {
            *result = kind == CXBinaryOperator_LAnd ? values[0] && values[1] : values[0] || values[1];
            return true;
        }
        const char *name = kind == CXBinaryOperator_Assign ? NULL : binary_name(cursor);
        return name && fold(name, values[0], values[1], clang_getCursorType(cursor), result);
    }
    const char *name = cursor.kind == CXCursor_UnaryOperator ? unary_name(cursor) : NULL;
    return name && fold(name, values[0], 0, clang_getCursorType(cursor), result);
}

/* Names that mean the same wherever they are declared: of what a header that is missing would have said. */
static bool customary(struct lowering *u, CXCursor cursor, int64_t *result)
{
    static const struct {
        const char *name;
        int64_t value;
    } customs[] = {{"TRUE", 1}, {"true", 1}, {"FALSE", 0}, {"false", 0}, {"NULL", 0}};
    const char *word;
    size_t length;
    if (!u->broken || !spelled_word(u, cursor, &word, &length))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(customs); i++)
        if (strlen(customs[i].name) == length && memcmp(customs[i].name, word, length) == 0) {
            *result = customs[i].value;
            return true;
        }
    return false;
}

/* Casts that an inner constant passes through change its width. */
static bool converted(struct lowering *u, CXCursor cursor, int64_t *result)
{
    struct children parts = children_of(u, cursor, false);
    if (parts.n == 0 && cursor.kind == CXCursor_UnexposedExpr && customary(u, cursor, result))
        return true;
    if (parts.n == 0 || (cursor.kind == CXCursor_UnexposedExpr && parts.n > 1) ||
        clang_isReference(parts.at[parts.n - 1].kind))
        return cursor.kind == CXCursor_UnexposedExpr && evaluate(cursor, result); /* offsetof, __LINE__ */
    CXCursor inner = parts.at[parts.n - 1];
    if (!clang_isExpression(inner.kind) || !constant(u, inner, result))
        return false;
    *result = truncated(*result, clang_getCursorType(cursor));
    return true;
}

static bool lookup(struct lowering *u, CXCursor cursor, int64_t *result)
{
    switch (cursor.kind) {
    case CXCursor_IntegerLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_UnaryExpr:
        return evaluate(cursor, result);
    case CXCursor_GNUNullExpr:
    case CXCursor_CXXNullPtrLiteralExpr:
        *result = 0;
        return true;
    case CXCursor_DeclRefExpr:
        return enumerator(cursor, result) || (u->cxx && duration(u, cursor, result));
    case CXCursor_ParenExpr:
    case CXCursor_UnexposedExpr:
    case CXCursor_CStyleCastExpr:
    case CXCursor_CXXStaticCastExpr:
    case CXCursor_CXXReinterpretCastExpr:
    case CXCursor_CXXConstCastExpr:
    case CXCursor_CXXFunctionalCastExpr:
        return converted(u, cursor, result);
    case CXCursor_UnaryOperator:
    case CXCursor_BinaryOperator:
    case CXCursor_ConditionalOperator:
        return operands(u, cursor, result);
    default:
        return false;
    }
}

bool constant(struct lowering *u, CXCursor cursor, int64_t *result)
{
    if (u->nesting >= MAX_NESTING)
        return false;
    u->nesting++;
    bool found = lookup(u, cursor, result);
    u->nesting--;
    return found;
}
