/* The clauses of a select: from the array of structs that it takes, from its arrays of channels, or from the
 * calls that a macro spreads over the function. */
#include "link/select.h"

#include "link/cfg.h"
#include "link/op.h"
#include "link/terms.h"

#include <string.h>

static void add_clause(struct program *program, GPtrArray *clauses, const struct clause *said)
{
    struct clause *clause = arena_alloc(program->arena, sizeof *clause);
    *clause = *said;
    g_ptr_array_add(clauses, clause);
}

/* -- an array of structs -- */

/* `array[index].record.field`: the field's name, when `target` is one. */
static const char *element_field(const struct ir_expr *target, const struct ir_expr *array, int64_t *index)
{
    if (target->kind != IR_FIELD)
        return NULL;
    const struct ir_expr *element = target->a;
    if (term_equal(element, array)) { /* (*p).field, or an array's first */
        *index = 0;
        return target->name;
    }
    if (element->kind != IR_INDEX || !term_equal(element->a, array) || element->b->kind != IR_INT)
        return NULL;
    *index = element->b->value;
    return target->name;
}

static void add_operation(struct select_row *row, const struct model_clauses *model, int64_t value)
{
    row->known = true;
    if (value == model->send)
        row->sends = true;
    else if (value == model->receive)
        row->receives = true;
    else if (model_has_value(&model->end, value))
        row->ends = true;
    else if (model_has_value(&model->nonblocking, value))
        row->polls = true;
}

/* What the local is set to: `stopping ? CHANNOP : CHANRCV` is a local that is set on two ways. */
static void add_operations_of(struct select_row *row, const struct model_clauses *model,
    const struct ir_function *ir, const struct ir_expr *local)
{
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET && term_equal(instr->target, local) && instr->value->kind == IR_INT)
                add_operation(row, model, instr->value->value);
        }
}

/* Where `rows` are read: the stores of one function into `array`. */
struct reading {
    const struct model_clauses *model;
    const struct ir_expr *array;
    const struct ir_function *ir;
    struct program *program;
    struct function *function; /* NULL: the select stands in another one, to which locals mean nothing */
    struct select_row *rows;
};

/* Does the value mean the same to the select's function? */
static bool is_meant(const struct reading *reading, const struct ir_expr *value)
{
    return value->kind != IR_INT && (reading->function || term_root(value)->kind == IR_GLOBAL);
}

static void read_field(
    const struct reading *reading, int64_t index, const char *field, const struct ir_expr *value)
{
    const struct model_clauses *model = reading->model;
    if (index < 0 || index >= MOST_CLAUSES)
        return;
    struct select_row *row = &reading->rows[index];
    if (g_str_equal(field, model->operation) && value->kind == IR_INT)
        add_operation(row, model, value->value);
    else if (g_str_equal(field, model->operation))
        add_operations_of(row, model, reading->ir, value);
    else if (g_str_equal(field, model->channel) && is_meant(reading, value))
        row->channel = value;
    else if (model->value && g_str_equal(field, model->value) && is_meant(reading, value))
        row->value = value;
}

/* The local that the function returns, whole, wherever it does; NULL: something else. */
static const struct ir_expr *returned_local(const struct ir_function *ir)
{
    const struct ir_expr *local = NULL;
    for (uint32_t b = 0; b < ir->n_blocks; b++) {
        const struct ir_block *block = &ir->blocks[b];
        if (block->exit != IR_RETURN)
            continue;
        if (!block->value || block->value->kind != IR_LOCAL || (local && !term_equal(local, block->value)))
            return NULL;
        local = block->value;
    }
    return local;
}

/* A helper has filled the struct, and returned it: `rows[0] = row(c, &value, RECEIVE)`. */
static void read_returned(const struct reading *reading, int64_t index, const struct call *call)
{
    const struct function *helper = call && call->n_targets == 1 ? call->targets[0] : NULL;
    const struct ir_expr *local = helper ? returned_local(helper->ir) : NULL;
    for (uint32_t b = 0; local && b < helper->ir->n_blocks; b++)
        for (uint32_t i = 0; i < helper->ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &helper->ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET && instr->target->kind == IR_FIELD &&
                term_equal(instr->target->a, local))
                read_field(reading, index, instr->target->name,
                    term_substitute(reading->program, call, helper, instr->value));
        }
}

static void read_store(const struct reading *reading, const struct ir_instr *instr)
{
    const struct ir_expr *target = instr->target, *value = instr->value;
    int64_t index;
    const char *field = element_field(target, reading->array, &index);
    if (field)
        read_field(reading, index, field, value);
    else if (target->kind == IR_INDEX && term_equal(target->a, reading->array) && target->b->kind == IR_INT &&
             value->kind == IR_RESULT && reading->function && value->value > 0 &&
             value->value <= reading->ir->n_results)
        read_returned(reading, target->b->value, reading->function->results[value->value]);
}

static void read_stores(const struct reading *reading)
{
    for (uint32_t b = 0; b < reading->ir->n_blocks; b++)
        for (uint32_t i = 0; i < reading->ir->blocks[b].n_instrs; i++)
            if (reading->ir->blocks[b].instrs[i].kind == IR_SET)
                read_store(reading, &reading->ir->blocks[b].instrs[i]);
}

/* A global array may be filled anywhere in its unit, by its initialiser too. */
static void read_rows(
    struct program *program, const struct call *call, const struct ir_expr *array, struct select_row *rows)
{
    const struct ir_unit *unit = call->function->unit;
    struct reading reading = {
        &call->model->clauses, array, call->function->ir, program, call->function, rows};
    if (term_root(array)->kind != IR_GLOBAL) {
        read_stores(&reading);
        return;
    }
    for (uint32_t f = 0; f < unit->n_functions; f++) {
        reading.ir = &unit->functions[f];
        reading.function = reading.ir == call->function->ir ? call->function : NULL;
        read_stores(&reading);
    }
}

/* The array that the argument points to, as a place. */
static const struct ir_expr *array_place(struct program *program, const struct ir_expr *arg)
{
    if (arg->kind == IR_ADDR)
        return arg->a->kind == IR_INDEX ? arg->a->a : arg->a;
    return ir_expr_new(program->arena, IR_DEREF, NULL, 0, arg, NULL);
}

uint32_t select_rows(struct program *program, const struct call *call, struct select_row rows[MOST_CLAUSES])
{
    const struct model_clauses *model = &call->model->clauses;
    const struct ir_expr *arg = call_argument(call, model->array);
    const struct ir_expr *count = call_argument(call, model->count);
    int64_t most = MOST_CLAUSES;
    uint32_t n = 0;
    if (!arg)
        return 0;
    memset(rows, 0, MOST_CLAUSES * sizeof *rows);
    read_rows(program, call, array_place(program, arg), rows);
    if (count)
        term_constant(count, &most);
    while (n < MIN(most, MOST_CLAUSES) && rows[n].known) {
        n++;
        if (rows[n - 1].ends || rows[n - 1].polls)
            break;
    }
    return n;
}

static void add_row(struct program *program, struct call *call, GPtrArray *clauses,
    const struct select_row *row, int64_t index)
{
    struct clause clause = {
        .channel = row->channel,
        .index = index,
        .leads_out = outcome_leads_out(call, index),
        .value = row->value,
    };
    for (clause.kind = CLAUSE_SEND; clause.kind <= CLAUSE_RECEIVE; clause.kind++)
        if (clause.kind == CLAUSE_SEND ? row->sends : row->receives)
            add_clause(program, clauses, &clause);
}

static GPtrArray *clauses_of_rows(struct program *program, struct call *call, enum model_mode *mode)
{
    struct select_row rows[MOST_CLAUSES];
    uint32_t n = select_rows(program, call, rows);
    if (n == 0)
        return NULL;
    GPtrArray *clauses = g_ptr_array_new();
    for (uint32_t i = 0; i < n; i++) {
        add_row(program, call, clauses, &rows[i], i);
        if (rows[i].polls)
            *mode = MODEL_NONBLOCKING;
    }
    if (*mode == MODEL_TIMEOUT)
        add_clause(program, clauses,
            &(struct clause){.kind = CLAUSE_TIMEOUT, .index = -1, .leads_out = outcome_leads_out(call, -1)});
    return clauses;
}

/* -- calls of a macro -- */

static bool to_kind(enum model_role role, enum clause_kind *kind)
{
    static const struct {
        enum model_role role;
        enum clause_kind kind;
    } kinds[] = {
        {MODEL_SELECT_SEND, CLAUSE_SEND},
        {MODEL_SELECT_RECEIVE, CLAUSE_RECEIVE},
        {MODEL_SELECT_TIMEOUT, CLAUSE_TIMEOUT},
        {MODEL_SELECT_DEFAULT, CLAUSE_DEFAULT},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].role == role) {
            *kind = kinds[i].kind;
            return true;
        }
    return false;
}

/* The value that decides the mode of a timeout clause says whether it is one at all. */
static bool never_fires(const struct call *clause)
{
    const struct ir_expr *timeout = call_argument(clause, clause->model->timeout_argument);
    int64_t value;
    return timeout && term_constant(timeout, &value) && model_has_value(&clause->model->forever, value);
}

static GPtrArray *clauses_of_calls(struct program *program, struct call *wait, enum model_mode *mode)
{
    struct function *function = wait->function;
    const struct cfg *cfg = cfg_of(function);
    GPtrArray *clauses = g_ptr_array_new();
    for (uint32_t c = 0; c < function->n_calls; c++) {
        struct call *call = &function->calls[c];
        enum clause_kind kind;
        if (!call->model || !to_kind(call->model->role, &kind) ||
            cfg->loop[call->block] != cfg->loop[wait->block] ||
            cfg->choice[call->block] != cfg->choice[wait->block] || never_fires(call))
            continue;
        int64_t index = call->model->fires;
        const struct ir_expr *number = call_argument(call, call->model->index);
        if (number)
            term_constant(number, &index);
        const struct clause clause = {
            .kind = kind,
            .channel = call_argument(call, call->model->channel),
            .index = index,
            .leads_out = outcome_leads_out(wait, index),
            .call = call,
        };
        add_clause(program, clauses, &clause);
        if (kind == CLAUSE_DEFAULT)
            *mode = MODEL_NONBLOCKING;
    }
    return clauses;
}

GPtrArray *select_clauses(struct program *program, struct call *call, enum model_mode *mode)
{
    if (call->model->role == MODEL_SELECT_WAIT)
        return clauses_of_calls(program, call, mode);
    return call->model->clauses.array >= 0 ? clauses_of_rows(program, call, mode) : NULL;
}
