/* Atomic operations as what they do to a place. libclang shows __atomic_* and __c11_atomic_* as their
 * operands in the order of clang's AtomicExpr: pointer, order, value, order on failure, second value. Which
 * operation it is, the text tells. */
#include "front/lower.h"

#include <string.h>

static const char *const prefixes[] = {"__c11_atomic_", "__atomic_", "__scoped_atomic_", "__sync_"};

/* Past the prefix, or NULL. */
static const char *operation_of(const char *word, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        size_t n = strlen(prefixes[i]);
        if (length > n && memcmp(word, prefixes[i], n) == 0)
            return word + n;
    }
    return NULL;
}

enum shape { LOAD, STORE, EXCHANGE, COMPARE, COMPARE_VALUE, COMPARE_PLAIN, FETCH_OP, OP_FETCH, SET, CLEAR };

static const struct row {
    const char *prefix; /* of the operation's name; the longest come first */
    enum shape shape;
    const char *operator;
} rows[] = {
    {"load", LOAD, NULL},
    {"store", STORE, NULL},
    {"init", STORE, NULL},
    {"exchange", EXCHANGE, NULL},
    {"compare_exchange", COMPARE, NULL},
    {"bool_compare_and_swap", COMPARE_PLAIN, NULL},
    {"val_compare_and_swap", COMPARE_VALUE, NULL},
    {"lock_test_and_set", EXCHANGE, NULL},
    {"lock_release", CLEAR, NULL},
    {"test_and_set", SET, NULL},
    {"clear", CLEAR, NULL},
    {"fetch_add", FETCH_OP, "add"},
    {"fetch_sub", FETCH_OP, "sub"},
    {"fetch_and_add", FETCH_OP, "add"},
    {"fetch_and_sub", FETCH_OP, "sub"},
    {"fetch_and_or", FETCH_OP, "or"},
    {"fetch_and_xor", FETCH_OP, "xor"},
    {"fetch_and_and", FETCH_OP, "and"},
    {"fetch_and_nand", FETCH_OP, NULL},
    {"fetch_and", FETCH_OP, "and"},
    {"fetch_or", FETCH_OP, "or"},
    {"fetch_xor", FETCH_OP, "xor"},
    {"fetch", FETCH_OP, NULL},
    {"add_", OP_FETCH, "add"},
    {"sub_", OP_FETCH, "sub"},
    {"and_", OP_FETCH, "and"},
    {"or_", OP_FETCH, "or"},
    {"xor_", OP_FETCH, "xor"},
    {"nand_", OP_FETCH, NULL},
    {"max_", OP_FETCH, NULL},
    {"min_", OP_FETCH, NULL},
};

static const struct row *find(const char *word, size_t length)
{
    const char *name = operation_of(word, length);
    size_t left = name ? length - (size_t)(name - word) : 0;
    for (size_t i = 0; name && i < G_N_ELEMENTS(rows); i++) {
        size_t n = strlen(rows[i].prefix);
        if (n <= left && memcmp(name, rows[i].prefix, n) == 0)
            return &rows[i];
    }
    return NULL;
}

bool is_atomic(const char *word, size_t length)
{
    return find(word, length) != NULL;
}

struct operands {
    const struct ir_expr *target; /* the place */
    const struct ir_expr *first, *second; /* the values, NULL when there are none */
    struct ir_location at;
};

/* The old value, for what follows may change the place. */
static const struct ir_expr *read_old(struct function *f, const struct operands *o)
{
    const struct ir_expr *old = temporary(f);
    emit_set(f, old, o->target, o->at);
    return old;
}

static const struct ir_expr *compare(struct function *f, const struct operands *o, enum shape shape)
{
    const struct ir_expr *expected = o->first;
    if (shape == COMPARE)
        expected = deref(f, expected);
    struct block *yes = block_new(f), *no = block_new(f), *join = block_new(f);
    const struct ir_expr *result = shape == COMPARE_VALUE ? read_old(f, o) : temporary(f);
    end_branch(f, operation(f, "eq", o->target, expected), yes, no, o->at);
    begin(f, yes);
    emit_set(f, o->target, o->second, o->at);
    if (shape != COMPARE_VALUE)
        emit_set(f, result, int_expr(f, 1), o->at);
    end_jump(f, join, o->at);
    begin(f, no);
    if (shape == COMPARE)
        emit_set(f, expected, o->target, o->at);
    if (shape != COMPARE_VALUE)
        emit_set(f, result, int_expr(f, 0), o->at);
    end_jump(f, join, o->at);
    begin(f, join);
    return result;
}

static const struct ir_expr *change(struct function *f, const struct operands *o, const struct row *row)
{
    const struct ir_expr *old = row->shape == FETCH_OP ? read_old(f, o) : NULL;
    const struct ir_expr *changed =
        row->operator&& o->first ? operation(f, row->operator, o->target, o->first) : ir_expr_unknown();
    emit_set(f, o->target, changed, o->at);
    return old ? old : o->target;
}

static const struct ir_expr *replace(struct function *f, const struct operands *o, const struct ir_expr *by)
{
    const struct ir_expr *old = read_old(f, o);
    emit_set(f, o->target, by, o->at);
    return old;
}

static const struct ir_expr *perform(struct function *f, const struct operands *o, const struct row *row)
{
    switch (row->shape) {
    case LOAD:
        return o->target;
    case STORE:
        emit_set(f, o->target, o->first ? o->first : ir_expr_unknown(), o->at);
        return ir_expr_unknown();
    case EXCHANGE:
        return replace(f, o, o->first ? o->first : ir_expr_unknown());
    case SET:
        return replace(f, o, int_expr(f, 1));
    case CLEAR:
        emit_set(f, o->target, int_expr(f, 0), o->at);
        return ir_expr_unknown();
    case COMPARE:
    case COMPARE_VALUE:
    case COMPARE_PLAIN:
        return o->first && o->second ? compare(f, o, row->shape) : ir_expr_unknown();
    default:
        return change(f, o, row);
    }
}

/* __atomic_load(p, &to, order) and its like pass values by their address. */
static const struct ir_expr *by_address(struct function *f, struct operands *o, const struct row *row)
{
    if (row->shape == LOAD && o->first) {
        emit_set(f, deref(f, o->first), o->target, o->at);
        return ir_expr_unknown();
    }
    if (row->shape == EXCHANGE && o->first && o->second) {
        const struct ir_expr *old = read_old(f, o);
        emit_set(f, o->target, deref(f, o->first), o->at);
        emit_set(f, deref(f, o->second), old, o->at);
        return ir_expr_unknown();
    }
    if (row->shape == STORE && o->first)
        o->first = deref(f, o->first);
    if (row->shape == COMPARE && o->second)
        o->second = deref(f, o->second);
    return perform(f, o, row);
}

const struct ir_expr *atomic(
    struct function *f, struct children parts, const char *word, size_t length, struct ir_location at)
{
    const struct row *row = find(word, length);
    bool sync = g_str_has_prefix(word, "__sync_");
    bool generic = !sync && g_str_has_prefix(word, "__atomic_") && word[length - 1] != 'n' &&
                   row->shape <= COMPARE && strcmp(row->prefix, "init") != 0;
    const struct ir_expr *values[5] = {NULL};
    for (unsigned i = 0; i < parts.n && i < G_N_ELEMENTS(values); i++)
        values[i] = value(f, parts.at[i]);
    struct operands o = {.target = deref(f, values[0]), .at = at};
    bool two_values = row->shape == COMPARE || row->shape == COMPARE_PLAIN || row->shape == COMPARE_VALUE;
    if (sync || strcmp(row->prefix, "init") == 0) {
        o.first = values[1];
        o.second = values[2];
    } else {
        o.first = values[2];
        o.second = two_values ? values[4] : values[3];
    }
    return generic ? by_address(f, &o, row) : perform(f, &o, row);
}
