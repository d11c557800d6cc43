/* Loops and switches, and what leaves them. */
#include "front/standard.h"

static struct target push(struct function *f, struct block *on_break, struct block *on_continue)
{
    return (struct target){
        .outer = f->target, .on_break = on_break, .on_continue = on_continue, .cleanups = f->cleanups};
}

static void body(struct function *f, CXCursor cursor, struct block *on_break, struct block *on_continue)
{
    struct target target = push(f, on_break, on_continue);
    f->target = &target;
    statement(f, cursor);
    f->target = target.outer;
}

void lower_while(struct function *f, CXCursor cursor)
{
    struct ir_location at = start_of(f->unit, cursor);
    struct children parts = children_of(f->unit, cursor, true);
    struct block *test = block_new(f), *inside = block_new(f), *after = block_new(f);
    if (parts.n < 2) {
        statements(f, cursor);
        return;
    }
    end_jump(f, test, at);
    begin(f, test);
    if (parts.n > 2) /* while (T *x = e) */
        statement(f, parts.at[0]);
    condition(f, parts.at[parts.n - 2], inside, after);
    begin(f, inside);
    body(f, parts.at[parts.n - 1], after, test);
    end_jump(f, test, at);
    begin(f, after);
}

void lower_do(struct function *f, CXCursor cursor)
{
    struct ir_location at = start_of(f->unit, cursor);
    struct children parts = children_of(f->unit, cursor, true);
    struct block *inside = block_new(f), *test = block_new(f), *after = block_new(f);
    if (parts.n < 2) {
        statements(f, cursor);
        return;
    }
    end_jump(f, inside, at);
    begin(f, inside);
    body(f, parts.at[0], after, test);
    end_jump(f, test, at);
    begin(f, test);
    condition(f, parts.at[1], inside, after);
    begin(f, after);
}

void lower_for(struct function *f, CXCursor cursor)
{
    struct ir_location at = start_of(f->unit, cursor);
    const struct cleanup *outer = f->cleanups;
    struct children parts = children_of(f->unit, cursor, true);
    const CXCursor *clause[3] = {NULL, NULL, NULL};
    struct block *test = block_new(f), *inside = block_new(f), *step = block_new(f), *after = block_new(f);
    if (parts.n == 0)
        return;
    for_clauses(f->unit, cursor, parts, clause);
    if (clause[0])
        statement(f, *clause[0]);
    end_jump(f, test, at);
    begin(f, test);
    if (clause[1])
        condition(f, *clause[1], inside, after);
    else
        end_jump(f, inside, at);
    begin(f, inside);
    body(f, parts.at[parts.n - 1], after, step);
    end_jump(f, step, at);
    begin(f, step);
    if (clause[2])
        statement(f, *clause[2]);
    end_jump(f, test, at);
    begin(f, after);
    leave_scope(f, outer, at);
}

/* What a loop goes over. */
struct range {
    const struct ir_expr *item; /* of an array or a container; else `?` */
    const struct ir_expr *channel; /* of a library: each round receives from it; else NULL */
    const char *class;
    CXCursor cursor;
};

/* A library's class that can be closed is a channel. */
static struct range range_of(struct function *f, CXCursor cursor)
{
    struct range range = {ir_expr_unknown(), NULL, NULL, cursor};
    CXType type = clang_getCursorType(cursor);
    CXCursor class = clang_getTypeDeclaration(clang_getCanonicalType(type));
    if (is_array(type) || is_container(f->unit, type))
        range.item = index_place(f, place(f, cursor), ir_expr_unknown());
    else if ((range.class = class_name(f->unit, type)) && !clang_Cursor_isNull(member_named(class, "close")))
        range.channel = place(f, cursor);
    else
        statement(f, cursor);
    return range;
}

/* Is there one more round? */
static const struct ir_expr *more(struct function *f, const struct range *range, struct ir_location at)
{
    if (!range->channel)
        return ir_expr_unknown();
    g_autofree char *name = g_strdup_printf("%s::begin", range->class);
    g_autoptr(GPtrArray) args = g_ptr_array_new();
    g_ptr_array_add(args, (gpointer)address(f, range->channel));
    return call_named(f, name, args, at, range->cursor);
}

/* The range is evaluated once, and each round sets the variable to one of its items. */
void lower_range_for(struct function *f, CXCursor cursor)
{
    struct ir_location at = start_of(f->unit, cursor);
    struct children parts = children_of(f->unit, cursor, true);
    struct block *test = block_new(f), *inside = block_new(f), *after = block_new(f);
    const struct ir_expr *variable_place = NULL;
    struct range range = {.item = ir_expr_unknown()};
    bool by_reference = false;
    if (parts.n == 0)
        return;
    for (unsigned i = 0; i + 1 < parts.n; i++) {
        if (parts.at[i].kind == CXCursor_VarDecl) {
            variable_place = variable(f, parts.at[i]);
            by_reference = is_reference(clang_getCursorType(parts.at[i]));
        } else if (clang_isExpression(parts.at[i].kind)) {
            range = range_of(f, parts.at[i]);
        } else {
            statement(f, parts.at[i]);
        }
    }
    end_jump(f, test, at);
    begin(f, test);
    end_branch(f, more(f, &range, at), inside, after, at);
    begin(f, inside);
    if (variable_place)
        emit_set(f, variable_place, by_reference ? address(f, range.item) : range.item, at);
    body(f, parts.at[parts.n - 1], after, test);
    end_jump(f, test, at);
    begin(f, after);
}

void lower_switch(struct function *f, CXCursor cursor)
{
    struct ir_location at = start_of(f->unit, cursor);
    const struct cleanup *outer = f->cleanups;
    struct children parts = children_of(f->unit, cursor, true);
    if (parts.n < 2) {
        statements(f, cursor);
        return;
    }
    for (unsigned i = 0; i + 2 < parts.n; i++)
        statement(f, parts.at[i]);
    const struct ir_expr *on = value(f, parts.at[parts.n - 2]);
    struct block *head = f->block, *after = block_new(f);
    struct cases cases = {g_array_new(FALSE, FALSE, sizeof(struct ir_range)), g_ptr_array_new(), NULL};
    struct target target = push(f, after, NULL);
    target.cases = &cases;
    f->target = &target;
    f->block = block_new(f);
    statement(f, parts.at[parts.n - 1]);
    f->target = target.outer;
    end_jump(f, after, at);
    if (!cases.otherwise)
        cases.otherwise = after;
    f->block = head;
    end_switch(f, on, &cases, at);
    begin(f, after);
    leave_scope(f, outer, at);
    g_array_free(cases.ranges, TRUE);
    g_ptr_array_free(cases.blocks, TRUE);
}

static struct target *enclosing_switch(struct function *f)
{
    struct target *target = f->target;
    while (target && !target->cases)
        target = target->outer;
    return target;
}

static void add_case(struct function *f, struct target *target, struct children parts)
{
    struct ir_range range = {G_MININT64, G_MAXINT64};
    struct block *block = block_new(f);
    if (constant(f->unit, parts.at[0], &range.low)) {
        range.high = range.low;
        if (parts.n > 2 && !constant(f->unit, parts.at[1], &range.high))
            range.high = G_MAXINT64;
    }
    g_array_append_val(target->cases->ranges, range);
    g_ptr_array_add(target->cases->blocks, block);
    begin(f, block);
}

/* case LOW: or case LOW ... HIGH: and the statement it labels, which often is the next case; a value that is
 * not constant, in a template or after an error, may be any. */
void lower_case(struct function *f, CXCursor cursor)
{
    struct target *target = enclosing_switch(f);
    while (cursor.kind == CXCursor_CaseStmt) {
        struct children parts = children_of(f->unit, cursor, true);
        if (target && parts.n)
            add_case(f, target, parts);
        if (parts.n < 2)
            return;
        cursor = parts.at[parts.n - 1];
    }
    statement(f, cursor);
}

void lower_default(struct function *f, CXCursor cursor)
{
    struct target *target = enclosing_switch(f);
    if (target) {
        target->cases->otherwise = block_new(f);
        begin(f, target->cases->otherwise);
    }
    statements(f, cursor);
}

static void leave(struct function *f, CXCursor cursor, bool on_break)
{
    struct ir_location at = start_of(f->unit, cursor);
    struct target *target = f->target;
    while (target && !(on_break ? target->on_break : target->on_continue))
        target = target->outer;
    if (!target) {
        end_stop(f, at); /* outside of any loop, after an error */
        return;
    }
    run_cleanups(f, target->cleanups, at);
    end_jump(f, on_break ? target->on_break : target->on_continue, at);
}

void lower_break(struct function *f, CXCursor cursor)
{
    leave(f, cursor, true);
}

void lower_continue(struct function *f, CXCursor cursor)
{
    leave(f, cursor, false);
}
