/* Does a task stop once its operation fails? Each loop around the operation, up to the task's body, is asked
 * what ends it. */
#include "link/heed.h"

#include "link/sends.h"
#include "link/terms.h"

/* Calls down to which an operation is looked for that tells as well. */
enum { DEPTH = 3 };

/* One of the calls that lead to the operation, which fails and does not wait, and a loop around it. */
struct round {
    struct linked *linked;
    const struct model *library;
    struct call *call;
    struct function *function;
    const struct cfg *cfg;
    uint32_t header;
};

/* -- what a result tells -- */

static bool is_declared_by(const struct call *call, const struct model *library)
{
    const struct ir_unit *unit = call->function->unit;
    if (library->everywhere) /* what is annotated has no header of its own */
        return call->callee && call->n_targets == 0 && !call->model;
    for (uint32_t i = 0; call->callee && i < unit->n_declarations; i++)
        if (g_str_equal(unit->declarations[i].name, call->callee))
            return model_has_header(library, unit->declarations[i].header);
    return false;
}

/* `while (!is_over())`: what is not seen, and is given nothing to look at, is asked how things stand. */
static bool asks_elsewhere(const struct call *call)
{
    return call->callee && !call->model && call->n_targets == 0 && call->ir->n_args == 0;
}

/* May the call's result tell of cancellation: is it the library's, or of what calls the library? */
static bool may_tell(const struct call *call, const struct model *library, unsigned down)
{
    if (asks_elsewhere(call))
        return true;
    if (call->model ? call->model->model == library : is_declared_by(call, library))
        return true;
    for (uint32_t t = 0; down > 0 && t < call->n_targets; t++)
        for (uint32_t c = 0; c < call->targets[t]->n_calls; c++)
            if (may_tell(&call->targets[t]->calls[c], library, down - 1))
                return true;
    return false;
}

/* Of a condition: a place in memory that may be a flag, or a result of something else that tells. */
static bool tells(const struct ir_expr *part, void *context)
{
    const struct round *round = context;
    const struct function *function = round->function;
    if (part->kind == IR_RESULT && part->value > 0 && part->value <= function->ir->n_results) {
        const struct call *call = function->results[part->value];
        return call && call != round->call && may_tell(call, round->library, DEPTH);
    }
    return term_is_memory(part);
}

static bool condition_tells(const struct round *round, const struct ir_expr *condition)
{
    const struct ir_expr *expr = term_expand(round->linked->program, round->function, condition);
    bool is_own =
        outcome_is_in(round->call, condition); /* then it was looked at: a failure stays in the loop */
    return term_any(expr, tells, (void *)round) || (!is_own && outcome_is_in(round->call, expr));
}

/* -- loops -- */

static bool leads_out(const struct round *round, const struct ir_block *block)
{
    for (uint32_t i = 0; i < block->n_next; i++)
        if (!cfg_in_loop(round->cfg, block->next[i], round->header) && round->cfg->ends[block->next[i]])
            return true;
    return false;
}

static enum heed heed_in(const struct round *round)
{
    enum heed heed = HEED_NEVER;
    for (uint32_t b = 0; b < round->cfg->n; b++) {
        const struct ir_block *block = &round->function->ir->blocks[b];
        if (!round->cfg->live[b] || !cfg_in_loop(round->cfg, b, round->header) || !leads_out(round, block))
            continue;
        if (!block->value || condition_tells(round, block->value))
            return HEED_STOPS;
        if (!outcome_is_in(round->call, block->value))
            heed = HEED_UNLIKELY;
    }
    return heed;
}

/* Is it a loop that ends for good, or when the operation fails? Then it comes down to those around it. */
static bool is_left(struct round *round)
{
    return loop_is_bounded(round->function, round->cfg, round->header) ||
           (round->call->model && outcome_leaves_loop(round->call, round->header));
}

/* Asks the loops around the call, inner ones first; true: one of them is certain. */
static bool is_settled(struct round *round, enum heed *heed)
{
    for (uint32_t loop = round->cfg->loop[round->call->block]; loop; loop = round->cfg->outer[loop - 1]) {
        round->header = loop - 1;
        if (is_left(round))
            continue;
        *heed = heed_in(round);
        if (*heed != HEED_UNLIKELY)
            return true;
    }
    return false;
}

/* Does a branch look at the result? What is only returned, the caller may look at. */
static bool is_tested(const struct call *call)
{
    const struct ir_function *ir = call->function->ir;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        if (ir->blocks[b].exit != IR_RETURN && ir->blocks[b].value &&
            outcome_is_in(call, ir->blocks[b].value))
            return true;
    return false;
}

/* What failure says, by the model: 0 is no failure where that is any other number. */
static bool is_failure(const struct model_function *model, int64_t value)
{
    return model && ((model->fails == MODEL_FAILS_NONZERO && value != 0) ||
                        (model->fails == MODEL_FAILS_NEGATIVE && value < 0));
}

struct question {
    struct call *call;
    bool leads_out;
};

/* `result == CODE`, a failure with which control leaves the loop? */
static bool asks_for_code(const struct ir_expr *part, void *context)
{
    struct question *question = context;
    const bool compares = part->kind == IR_OP && part->b && part->b->kind == IR_INT &&
                          (g_str_equal(part->name, "eq") || g_str_equal(part->name, "ne"));
    if (compares && outcome_is_in(question->call, part->a) &&
        is_failure(question->call->model, part->b->value))
        question->leads_out |= outcome_leads_out(question->call, part->b->value);
    return question->leads_out;
}

/* Does the task leave for one of the failures that it knows by their codes? That may be this one. */
static bool leaves_for_code(struct call *call)
{
    const struct ir_function *ir = call->function->ir;
    struct question question = {call, false};
    for (uint32_t b = 0; b < ir->n_blocks && !question.leads_out; b++)
        if (ir->blocks[b].exit == IR_BRANCH && ir->blocks[b].value)
            term_any(ir->blocks[b].value, asks_for_code, &question);
    return question.leads_out;
}

enum heed heed_of(struct linked *linked, guint task, const struct op *op)
{
    g_autoptr(GPtrArray) calls = sends_path(linked, task, op);
    enum heed heed = HEED_STOPS;
    for (guint i = calls->len; i-- > 0;) {
        struct call *call = g_ptr_array_index(calls, i);
        struct round round = {linked, op->site->library, call, call->function, cfg_of(call->function), 0};
        if (is_tested(call) &&
            (i + 1 < calls->len || outcome_of(call) == OUTCOME_LEADS_OUT || leaves_for_code(call)))
            return HEED_STOPS;
        if (is_settled(&round, &heed))
            break;
    }
    return heed;
}
