/* Exceptions: what throws, and where that leads in the function. */
#include "front/lower.h"

enum { MAX_CALLS = 3 }; /* down which a `throw` is looked for */

struct search {
    struct lowering *unit;
    unsigned depth;
};

static bool throws_below(struct lowering *u, CXCursor function, unsigned depth);

/* What is caught, or stands in a lambda, does not count; what a handler throws does. */
static enum CXChildVisitResult find_throw(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    const struct search *search = data;
    struct search deeper = {search->unit, search->depth + 1};
    if (cursor.kind == CXCursor_CXXThrowExpr)
        return CXChildVisit_Break;
    if (cursor.kind == CXCursor_LambdaExpr)
        return CXChildVisit_Continue;
    if (cursor.kind == CXCursor_CXXTryStmt) {
        struct children parts = children_of(search->unit, cursor, true);
        for (unsigned i = 1; i < parts.n; i++)
            if (clang_visitChildren(parts.at[i], find_throw, data))
                return CXChildVisit_Break;
        return CXChildVisit_Continue;
    }
    if (cursor.kind == CXCursor_CallExpr &&
        throws_below(search->unit, clang_getCursorReferenced(cursor), deeper.depth))
        return CXChildVisit_Break;
    return CXChildVisit_Recurse;
}

static bool is_noexcept(CXCursor function)
{
    int kind = clang_getCursorExceptionSpecificationType(function);
    return kind == CXCursor_ExceptionSpecificationKind_BasicNoexcept ||
           kind == CXCursor_ExceptionSpecificationKind_DynamicNone;
}

static bool throws_below(struct lowering *u, CXCursor function, unsigned depth)
{
    CXCursor definition = clang_getCursorDefinition(function);
    struct search search = {u, depth};
    return depth < MAX_CALLS && !clang_Cursor_isNull(definition) && in_root(u, definition) &&
           !is_noexcept(definition) && clang_visitChildren(definition, find_throw, &search);
}

/* Asked at each call; the answer for the deepest search holds for all. */
static bool may_throw(struct lowering *u, CXCursor function)
{
    CXCursor canonical = clang_getCanonicalCursor(function);
    gpointer known = g_hash_table_lookup(u->throws, &canonical);
    if (known)
        return GPOINTER_TO_INT(known) > 0;
    bool throws = throws_below(u, function, 0);
    g_hash_table_insert(
        u->throws, arena_copy(u->arena, &canonical, sizeof canonical), GINT_TO_POINTER(throws ? 1 : -1));
    return throws;
}

/* Of what leaves the function the path ends: who catches it further up is not followed. */
static void unwind(struct function *f, struct ir_location at)
{
    run_cleanups(f, f->handlers ? f->handlers->cleanups : NULL, at);
    if (!f->handlers) {
        end_stop(f, at);
        return;
    }
    f->handlers->reached = true;
    end_jump(f, f->handlers->block, at);
}

const struct ir_expr *throw_expression(struct function *f, CXCursor cursor)
{
    struct children parts = children_of(f->unit, cursor, true);
    for (unsigned i = 0; i < parts.n; i++)
        effects(f, parts.at[i]);
    unwind(f, start_of(f->unit, cursor));
    return ir_expr_unknown();
}

void before_call(struct function *f, CXCursor function, struct ir_location at)
{
    if (!f->handlers || !may_throw(f->unit, function))
        return;
    struct block *goes_on = block_new(f), *unwinds = block_new(f);
    g_autoptr(GPtrArray) ways = g_ptr_array_new();
    g_ptr_array_add(ways, goes_on);
    g_ptr_array_add(ways, unwinds);
    end_goto(f, ways, at);
    begin(f, unwinds);
    unwind(f, at);
    begin(f, goes_on);
}
