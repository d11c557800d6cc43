/* One row a kind of statement. */
#include "front/lower.h"

#include <string.h>

void statements(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    for (unsigned i = 0; i < parts.n; i++)
        statement(f, parts.at[i]);
}

static struct ir_location end_of(struct function *f, CXCursor cursor)
{
    struct ir_location at = location_of(f->unit, clang_getRangeEnd(clang_getCursorExtent(cursor)));
    at.column -= at.column > 1;
    return at;
}

static void lower_compound(struct function *f, CXCursor cursor)
{
    const struct cleanup *outer = f->cleanups;
    statements(f, cursor);
    if (f->cleanups != outer)
        leave_scope(f, outer, end_of(f, cursor));
}

static const struct ir_expr *last_value(struct function *f, CXCursor cursor)
{
    while (cursor.kind == CXCursor_LabelStmt || cursor.kind == CXCursor_UnexposedStmt) {
        struct children parts = children_of(f->unit, cursor, true);
        if (parts.n != 1)
            break;
        if (cursor.kind == CXCursor_LabelStmt) {
            struct label *label = label_of(f, cursor);
            label->placed = true;
            label->cleanups = f->cleanups;
            begin(f, label->block);
        }
        cursor = parts.at[0];
    }
    if (clang_isExpression(cursor.kind) &&
        clang_getCanonicalType(clang_getCursorType(cursor)).kind != CXType_Void)
        return value(f, cursor);
    statement(f, cursor);
    return NULL;
}

const struct ir_expr *compound_value(struct function *f, CXCursor compound)
{
    const struct cleanup *outer = f->cleanups;
    struct children parts = children_of(f->unit, compound, true);
    const struct ir_expr *result = NULL;
    for (unsigned i = 0; i < parts.n; i++) {
        if (i + 1 < parts.n)
            statement(f, parts.at[i]);
        else
            result = last_value(f, parts.at[i]);
    }
    if (f->cleanups != outer) {
        struct ir_location at = end_of(f, compound);
        result = result ? saved(f, result, at) : NULL;
        leave_scope(f, outer, at);
    }
    return result;
}

static void lower_declarations(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    for (unsigned i = 0; i < parts.n; i++) {
        if (parts.at[i].kind == CXCursor_VarDecl)
            lower_variable(f, parts.at[i]);
        else if (clang_isExpression(parts.at[i].kind))
            effects(f, parts.at[i]);
    }
}

/* Declares a condition's variable and runs C++17's first statement; returns how many children that took. */
static unsigned lower_prelude(struct function *f, struct children parts)
{
    unsigned i = 0;
    while (i + 2 < parts.n && (parts.at[i].kind == CXCursor_DeclStmt || parts.at[i].kind == CXCursor_VarDecl))
        statement(f, parts.at[i++]);
    return i;
}

/* A long `else if` chain is a loop here, not a recursion. */
static void lower_if(struct function *f, CXCursor cursor)
{
    const struct cleanup *outer = f->cleanups;
    struct ir_location at = start_of(f->unit, cursor);
    struct block *join = block_new(f);
    while (cursor.kind == CXCursor_IfStmt) {
        struct children parts = children_of(f->unit, cursor, true);
        unsigned i = lower_prelude(f, parts);
        if (parts.n < i + 2) {
            statements(f, cursor);
            break;
        }
        struct block *yes = block_new(f), *no = block_new(f);
        condition(f, parts.at[i], yes, no);
        begin(f, yes);
        statement(f, parts.at[i + 1]);
        end_jump(f, join, at);
        begin(f, no);
        if (parts.n < i + 3)
            break;
        cursor = parts.at[i + 2];
        if (cursor.kind != CXCursor_IfStmt)
            statement(f, cursor);
    }
    begin(f, join);
    leave_scope(f, outer, at);
}

static void lower_label(struct function *f, CXCursor cursor)
{
    struct label *label = label_of(f, cursor);
    label->placed = true;
    label->cleanups = f->cleanups;
    begin(f, label->block);
    statements(f, cursor);
}

static CXCursor target_label(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, false);
    for (unsigned i = 0; i < parts.n; i++)
        if (parts.at[i].kind == CXCursor_LabelRef)
            return clang_getCursorReferenced(parts.at[i]);
    return clang_getNullCursor();
}

static void lower_direct_goto(struct function *f, CXCursor cursor)
{
    CXCursor label = target_label(f, cursor);
    if (label.kind == CXCursor_LabelStmt)
        lower_goto(f, label_of(f, label), start_of(f->unit, cursor));
    else
        end_stop(f, start_of(f->unit, cursor)); /* of an undeclared label */
}

static void lower_computed_goto(struct function *f, CXCursor cursor)
{
    statements(f, cursor);
    struct label *from = arena_alloc(f->unit->arena, sizeof *from);
    from->block = f->block;
    from->block->at = start_of(f->unit, cursor);
    g_ptr_array_add(f->computed, from);
    f->block = block_new(f);
}

/* Out of a lambda that is lowered where it is called. */
static void return_inlined(struct function *f, CXCursor result, struct ir_location at)
{
    const struct inlined *inlined = f->inlined;
    if (f->cleanups == inlined->cleanups) {
        condition(f, result, inlined->yes, inlined->no);
        return;
    }
    const struct ir_expr *saved_result = saved(f, value(f, result), at);
    run_cleanups(f, inlined->cleanups, at);
    end_branch(f, saved_result, inlined->yes, inlined->no, at);
}

static void lower_return(struct function *f, CXCursor cursor)
{
    struct ir_location at = start_of(f->unit, cursor);
    struct children parts = children_of(f->unit, cursor, true);
    if (f->inlined && parts.n) {
        return_inlined(f, parts.at[0], at);
        return;
    }
    const struct ir_expr *result = NULL;
    if (parts.n) {
        f->awaited = peel(f->unit, parts.at[0]);
        result = f->returns_reference ? address(f, place(f, parts.at[0])) : value(f, parts.at[0]);
    }
    if (result && f->cleanups)
        result = saved(f, result, at);
    run_cleanups(f, NULL, at);
    end_return(f, result, at);
}

/* An output is an lvalue, an input a value: the first are changed by what the text does. `asm goto` may also
 * lead to one of its labels. */
static void lower_asm(struct function *f, CXCursor cursor)
{
    struct ir_location at = start_of(f->unit, cursor);
    struct children parts = children_of(f->unit, cursor, true);
    for (unsigned i = 0; i < parts.n; i++) {
        enum CXCursorKind kind = parts.at[i].kind;
        bool lvalue = kind == CXCursor_DeclRefExpr || kind == CXCursor_MemberRefExpr ||
                      kind == CXCursor_ArraySubscriptExpr || kind == CXCursor_UnaryOperator;
        const struct ir_expr *operand = lvalue ? place(f, parts.at[i]) : value(f, parts.at[i]);
        if (lvalue && operand->kind >= IR_PARAM && operand->kind <= IR_INDEX && operand->kind != IR_RESULT)
            emit_set(f, operand, ir_expr_unknown(), at);
    }
    g_autofree char *names = asm_labels(f->unit, cursor);
    if (names) {
        struct block *next = block_new(f);
        g_autoptr(GPtrArray) to = labels_named(f, names);
        g_ptr_array_insert(to, 0, next);
        end_goto(f, to, at);
        begin(f, next);
    }
}

static void lower_handlers(
    struct function *f, struct children parts, struct block *join, struct ir_location at)
{
    g_autoptr(GPtrArray) starts = g_ptr_array_new();
    for (unsigned i = 1; i < parts.n; i++)
        g_ptr_array_add(starts, block_new(f));
    end_goto(f, starts, at);
    for (unsigned i = 1; i < parts.n; i++) {
        begin(f, g_ptr_array_index(starts, i - 1));
        statement(f, parts.at[i]);
        end_jump(f, join, at);
    }
}

/* Handlers are reached from what is seen to throw; where nothing is, from where the block starts. */
static void lower_try(struct function *f, CXCursor cursor)
{
    struct ir_location at = start_of(f->unit, cursor);
    struct children parts = children_of(f->unit, cursor, true);
    struct block *head = f->block, *first = block_new(f), *join = block_new(f);
    struct handlers handlers = {f->handlers, block_new(f), f->cleanups, false};
    f->handlers = &handlers;
    f->block = first;
    if (parts.n)
        statement(f, parts.at[0]);
    end_jump(f, join, at);
    f->handlers = handlers.outer;
    f->block = head;
    g_autoptr(GPtrArray) starts = g_ptr_array_new();
    g_ptr_array_add(starts, first);
    g_ptr_array_add(starts, handlers.block);
    if (handlers.reached)
        end_jump(f, first, at);
    else
        end_goto(f, starts, at);
    f->block = handlers.block;
    lower_handlers(f, parts, join, at);
    begin(f, join);
}

static void lower_unexposed(struct function *f, CXCursor cursor)
{
    static const char co_return [] = "co_return";
    const char *word;
    size_t length;
    bool returns = f->unit->cxx && spelled_word(f->unit, cursor, &word, &length) &&
                   length == strlen(co_return ) && memcmp(word, co_return, length) == 0;
    (returns ? lower_co_return : statements)(f, cursor);
}

static void lower_nothing(struct function *f, CXCursor cursor)
{
    (void)f, (void)cursor;
}

#define KIND(kind) [kind - CXCursor_FirstStmt]
static lower_statement *const table[] = {
    KIND(CXCursor_LabelStmt) = lower_label,
    KIND(CXCursor_CompoundStmt) = lower_compound,
    KIND(CXCursor_CaseStmt) = lower_case,
    KIND(CXCursor_DefaultStmt) = lower_default,
    KIND(CXCursor_IfStmt) = lower_if,
    KIND(CXCursor_SwitchStmt) = lower_switch,
    KIND(CXCursor_WhileStmt) = lower_while,
    KIND(CXCursor_DoStmt) = lower_do,
    KIND(CXCursor_ForStmt) = lower_for,
    KIND(CXCursor_GotoStmt) = lower_direct_goto,
    KIND(CXCursor_IndirectGotoStmt) = lower_computed_goto,
    KIND(CXCursor_ContinueStmt) = lower_continue,
    KIND(CXCursor_BreakStmt) = lower_break,
    KIND(CXCursor_ReturnStmt) = lower_return,
    KIND(CXCursor_GCCAsmStmt) = lower_asm,
    KIND(CXCursor_CXXTryStmt) = lower_try,
    KIND(CXCursor_CXXForRangeStmt) = lower_range_for,
    KIND(CXCursor_NullStmt) = lower_nothing,
    KIND(CXCursor_DeclStmt) = lower_declarations,
    KIND(CXCursor_UnexposedStmt) = lower_unexposed,
};

void statement(struct function *f, CXCursor cursor)
{
    struct lowering *u = f->unit;
    if (u->nesting >= MAX_NESTING)
        return;
    u->nesting++;
    if (clang_isExpression(cursor.kind)) {
        effects(f, cursor);
    } else if (cursor.kind == CXCursor_VarDecl) {
        lower_variable(f, cursor);
    } else if (clang_isStatement(cursor.kind)) {
        size_t row = (size_t)(cursor.kind - CXCursor_FirstStmt);
        lower_statement *lower = row < G_N_ELEMENTS(table) ? table[row] : NULL;
        (lower ? lower : statements)(f, cursor);
    }
    u->nesting--;
}
