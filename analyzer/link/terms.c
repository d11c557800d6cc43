#include "link/terms.h"

#include <string.h>

enum { EXPAND_DEPTH = 6 };

/* The values that a function's locals are set to: name -> struct ir_expr *, or the mark below. */
static const struct ir_expr many = {.kind = IR_UNKNOWN};

static void note_addresses(GHashTable *values, const struct ir_expr *expr)
{
    for (; expr; expr = expr->a) {
        if (expr->kind == IR_ADDR) {
            const struct ir_expr *root = term_root(expr->a);
            if (root->kind == IR_LOCAL && expr->a->kind == IR_LOCAL)
                g_hash_table_insert(values, (gpointer)root->name, (gpointer)&many);
        }
        if (expr->b)
            note_addresses(values, expr->b);
    }
}

static void note_set(GHashTable *values, const struct ir_instr *instr)
{
    const struct ir_expr *target = instr->target;
    note_addresses(values, instr->value);
    if (target->kind != IR_LOCAL)
        return;
    bool known = g_hash_table_contains(values, target->name);
    g_hash_table_insert(values, (gpointer)target->name, (gpointer)(known ? &many : instr->value));
}

/* What is sent from a variable leaves it as it is. */
static void note_arguments(GHashTable *values, const struct call *call)
{
    bool sends = call->model && (call->model->role == MODEL_SEND || call->model->role == MODEL_SELECT_SEND);
    for (uint32_t a = 0; a < call->ir->n_args; a++)
        if (!sends || call->model->value != (int)a)
            note_addresses(values, call->ir->args[a]);
}

static GHashTable *local_values(struct function *function)
{
    if (function->values)
        return function->values;
    function->values = g_hash_table_new(g_str_hash, g_str_equal);
    const struct ir_function *ir = function->ir;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET)
                note_set(function->values, instr);
        }
    for (uint32_t c = 0; c < function->n_calls; c++)
        note_arguments(function->values, &function->calls[c]);
    return function->values;
}

const struct ir_expr *term_with(
    struct program *program, const struct ir_expr *expr, const struct ir_expr *a, const struct ir_expr *b)
{
    if (a == expr->a && b == expr->b)
        return expr;
    struct ir_expr copy = *expr;
    copy.a = a;
    copy.b = b;
    return arena_share(program->arena, &copy, sizeof copy);
}

/* The same, where what points to itself is left out. */
static const struct ir_expr *rebuild(
    struct program *program, const struct ir_expr *expr, const struct ir_expr *a, const struct ir_expr *b)
{
    if (a == expr->a && b == expr->b)
        return expr;
    if (expr->kind == IR_DEREF && a->kind == IR_ADDR)
        return a->a;
    if (expr->kind == IR_ADDR && a->kind == IR_DEREF)
        return a->a;
    return term_with(program, expr, a, b);
}

static const struct ir_expr *expand(
    struct program *program, struct function *function, const struct ir_expr *expr, unsigned depth)
{
    if (!expr || depth > EXPAND_DEPTH)
        return expr;
    if (expr->kind == IR_LOCAL) {
        const struct ir_expr *value = g_hash_table_lookup(local_values(function), expr->name);
        return value && value != &many ? expand(program, function, value, depth + 1) : expr;
    }
    return rebuild(
        program, expr, expand(program, function, expr->a, depth), expand(program, function, expr->b, depth));
}

const struct ir_expr *term_expand(
    struct program *program, struct function *function, const struct ir_expr *expr)
{
    return expand(program, function, expr, 0);
}

const struct ir_expr *term_expand_target(
    struct program *program, struct function *function, const struct ir_expr *target)
{
    return target->kind == IR_LOCAL ? target : expand(program, function, target, 0);
}

const struct ir_expr *term_substitute(struct program *program, const struct call *call,
    const struct function *callee, const struct ir_expr *expr)
{
    if (!expr)
        return NULL;
    switch (expr->kind) {
    case IR_PARAM:
        return expr->value >= 0 && expr->value < (int64_t)call->ir->n_args ? call->ir->args[expr->value]
                                                                           : ir_expr_unknown();
    case IR_LOCAL:
    case IR_RESULT:
        return ir_expr_unknown();
    case IR_GLOBAL:
        return expr->value && callee->unit != call->function->unit ? ir_expr_unknown() : expr;
    default:
        return rebuild(program, expr, term_substitute(program, call, callee, expr->a),
            term_substitute(program, call, callee, expr->b));
    }
}

/* -- constants -- */

static bool apply(const char *operator, int64_t a, int64_t b, int64_t *value)
{
    const struct {
        const char *name;
        int64_t value;
    } results[] = {
        {"add", (int64_t)((uint64_t)a + (uint64_t)b)},
        {"sub", (int64_t)((uint64_t)a - (uint64_t)b)},
        {"and", a & b},
        {"or", a | b},
        {"xor", a ^ b},
        {"eq", a == b},
        {"ne", a != b},
        {"lt", a < b},
        {"le", a <= b},
        {"gt", a > b},
        {"ge", a >= b},
        {"not", !a},
        {"inv", ~a},
        {"neg", (int64_t)(0 - (uint64_t)a)},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(results); i++)
        if (g_str_equal(operator, results[i].name)) {
            *value = results[i].value;
            return true;
        }
    return false;
}

bool term_constant_given(
    const struct ir_expr *expr, const struct ir_expr *place, int64_t known, int64_t *value)
{
    int64_t a, b = 0;
    if (place && term_equal(expr, place)) {
        *value = known;
        return true;
    }
    if (expr->kind == IR_INT) {
        *value = expr->value;
        return true;
    }
    return expr->kind == IR_OP && term_constant_given(expr->a, place, known, &a) &&
           (!expr->b || term_constant_given(expr->b, place, known, &b)) && apply(expr->name, a, b, value);
}

bool term_constant(const struct ir_expr *expr, int64_t *value)
{
    return term_constant_given(expr, NULL, 0, value);
}

bool term_may_be(const struct ir_expr *condition, const struct ir_expr *place, int64_t known, bool holds)
{
    int64_t result;
    return !term_constant_given(condition, place, known, &result) || (result != 0) == holds;
}

/* -- structure -- */

bool term_equal(const struct ir_expr *a, const struct ir_expr *b)
{
    if (a == b)
        return true;
    if (!a || !b || a->kind != b->kind || a->value != b->value || g_strcmp0(a->name, b->name) != 0 ||
        g_strcmp0(a->record, b->record) != 0)
        return false;
    return a->kind != IR_UNKNOWN && term_equal(a->a, b->a) && term_equal(a->b, b->b);
}

bool term_any(const struct ir_expr *expr, term_test *test, void *context)
{
    return expr &&
           (test(expr, context) || term_any(expr->a, test, context) || term_any(expr->b, test, context));
}

static bool is_equal(const struct ir_expr *part, void *context)
{
    return term_equal(part, context);
}

bool term_contains(const struct ir_expr *expr, const struct ir_expr *part)
{
    return term_any(expr, is_equal, (void *)part);
}

const struct ir_expr *term_root(const struct ir_expr *place)
{
    while (place->a && place->kind != IR_OP)
        place = place->a;
    return place;
}

bool term_is_memory(const struct ir_expr *place)
{
    for (; place && ir_is_place(place); place = place->a)
        if (place->kind == IR_GLOBAL || place->kind == IR_DEREF)
            return true;
    return false;
}

void term_places(const struct ir_expr *expr, GPtrArray *places)
{
    if (!expr)
        return;
    if (ir_is_place(expr)) {
        g_ptr_array_add(places, (gpointer)expr);
        return;
    }
    if (expr->kind == IR_ADDR)
        return;
    term_places(expr->a, places);
    term_places(expr->b, places);
}

bool term_is_open(const struct ir_expr *expr)
{
    while (expr->kind == IR_DEREF || expr->kind == IR_INDEX || expr->kind == IR_ADDR ||
           (expr->kind == IR_OP && g_str_equal(expr->name, "move")))
        expr = expr->a;
    return expr->kind == IR_PARAM;
}

/* -- functions that only compute -- */

static const struct ir_expr *both(struct program *program, const struct ir_expr *a, const struct ir_expr *b)
{
    return a ? ir_expr_new(program->arena, IR_OP, "any", 0, a, b) : b;
}

const struct ir_expr *term_returned(struct program *program, struct function *function)
{
    const struct ir_function *ir = function->ir;
    const struct ir_expr *all = NULL;
    enum { MOST_BLOCKS = 12 };
    unsigned returns = 0;
    if (ir->n_blocks > MOST_BLOCKS)
        return NULL;
    for (uint32_t b = 0; b < ir->n_blocks; b++) {
        const struct ir_block *block = &ir->blocks[b];
        for (uint32_t i = 0; i < block->n_instrs; i++)
            if (block->instrs[i].kind == IR_SET && term_is_memory(block->instrs[i].target))
                return NULL;
        returns += block->exit == IR_RETURN && block->value;
        if (block->value && block->value->kind != IR_INT)
            all = both(program, all, term_expand(program, function, block->value));
    }
    return returns ? all : NULL;
}
