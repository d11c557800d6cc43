/* Receivers that wait for one value: the answer to what they asked for, or the next of several. */
#include "link/taker.h"

#include "link/cfg.h"
#include "link/terms.h"
#include "link/ways.h"

#include <string.h>

/* A select that may send asks only when it does; it is left out. */
static bool may_send(const struct call *call, unsigned down)
{
    if (call->model && (call->model->role == MODEL_SEND || call->model->role == MODEL_SIGNAL))
        return true;
    for (uint32_t t = 0; down > 0 && !call->spawns && t < call->n_targets; t++) {
        const struct function *callee = call->targets[t];
        for (uint32_t c = 0; c < callee->n_calls; c++)
            if (may_send(&callee->calls[c], down - 1))
                return true;
    }
    return false;
}

/* The last call before the receive, on every way to it, that may ask for what it takes; NULL: none. */
static const struct call *request_of(const struct call *receive)
{
    enum { REQUEST_DEPTH = 3 };
    const struct function *function = receive->function;
    const struct call *request = NULL;
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        if (call != receive && may_send(call, REQUEST_DEPTH) && call_precedes(call, receive) &&
            (!request || call_precedes(request, call)))
            request = call;
    }
    return request;
}

/* Results that say that the request was made: what it does when it was not, is no way around its answer. */
static GArray *successes_of(const struct call *request)
{
    static const struct {
        enum model_failure fails;
        int64_t success;
    } known[] = {{MODEL_FAILS_NEVER, 1}, {MODEL_FAILS_NEGATIVE, 0}, {MODEL_FAILS_NEGATIVE, 1},
        {MODEL_FAILS_NONZERO, 0}, {MODEL_FAILS_ZERO, 1}};
    GArray *values = g_array_new(FALSE, FALSE, sizeof(int64_t));
    for (size_t i = 0; request->model && i < G_N_ELEMENTS(known); i++)
        if (known[i].fails == request->model->fails)
            g_array_append_val(values, known[i].success);
    return values;
}

/* The blocks between the request, once it is made, and the receive, which is not left. */
static bool *reach_unanswered(const struct call *request, const struct call *receive)
{
    const struct function *function = request->function;
    uint32_t barrier = receive->block;
    g_autoptr(GArray) successes = successes_of(request);
    if (successes->len == 0)
        return cfg_reach_behind(function, request->block, cfg_is_block, &barrier);
    bool *around = NULL;
    for (guint i = 0; i < successes->len; i++) {
        bool *reached = outcome_reach((struct call *)request, g_array_index(successes, int64_t, i), barrier);
        for (uint32_t b = 0; around && b < function->ir->n_blocks; b++)
            reached[b] &= around[b];
        g_free(around);
        around = reached;
    }
    around[barrier] = false;
    return around;
}

/* -- requests without a channel -- */

static bool is_set(const struct ir_expr *part, void *context)
{
    const struct function *function = context;
    for (uint32_t b = 0; (part->kind == IR_LOCAL || part->kind == IR_PARAM) && b < function->ir->n_blocks;
         b++)
        for (uint32_t i = 0; i < function->ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &function->ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET && term_equal(term_root(instr->target), part))
                return true;
        }
    return part->kind == IR_DEREF || part->kind == IR_GLOBAL || part->kind == IR_RESULT;
}

/* Is the local set to a channel, and on that side of the branch not? */
static bool leaves_unset(
    const struct function *function, uint32_t branch, uint32_t side, const struct ir_expr *local)
{
    const uint32_t *next = function_block(function, branch)->next;
    bool set = false;
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        for (uint32_t i = 0; i < function->ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &function->ir->blocks[b].instrs[i];
            if (instr->kind != IR_SET || instr->value->kind == IR_INT || !term_equal(instr->target, local))
                continue;
            if (!cfg_leads_to(function, branch, next[1 - side], b) ||
                cfg_leads_to(function, branch, next[side], b))
                return false;
            set = true;
        }
    return set;
}

/* Has the request no channel on the ways that take the block's successor: `r = NULL; if (wait) r = c; ask(r);
 * if (wait) receive(r);`? */
static bool asks_for_nothing(
    const struct call *request, const struct ir_expr *channel, uint32_t block, uint32_t side)
{
    struct function *function = request->function;
    const struct ir_block *later = function_block(function, block);
    if (!channel || channel->kind != IR_LOCAL || later->exit != IR_BRANCH ||
        term_any(later->value, is_set, function))
        return false;
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        const struct ir_block *earlier = function_block(function, b);
        if (b != block && earlier->exit == IR_BRANCH && term_equal(earlier->value, later->value) &&
            cfg_leads_to(function, b, earlier->next[side], request->block) &&
            leaves_unset(function, b, side, channel))
            return true;
    }
    return false;
}

/* The blocks behind the request to which control comes when it had a channel, up to the receive. */
static bool *reach_asked(const struct taker *taker, const struct call *request)
{
    const struct function *function = request->function;
    bool *reached = g_new0(bool, function->ir->n_blocks + 1);
    g_autoptr(GArray) pending = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(pending, request->block);
    for (guint next = 0; next < pending->len; next++) {
        uint32_t number = g_array_index(pending, uint32_t, next);
        const struct ir_block *block = function_block(function, number);
        for (uint32_t i = 0; i < block->n_next; i++) {
            uint32_t to = block->next[i];
            if (reached[to] || to == taker_call(taker)->block ||
                asks_for_nothing(request, taker->handle, number, i))
                continue;
            reached[to] = true;
            g_array_append_val(pending, to);
        }
    }
    return reached;
}

/* Where the function ends, or asks again, with the answer not taken; NULL: nowhere. */
static const struct ir_block *way_around(const struct taker *taker, const struct call *request)
{
    const struct function *function = request->function;
    const struct call *receive = taker_call(taker);
    if (request->block == receive->block)
        return NULL;
    g_autofree bool *around = reach_unanswered(request, receive), *asked = reach_asked(taker, request);
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        if (around[b] && asked[b] && (b == request->block || cfg_ends_here(function, b)))
            return &function->ir->blocks[b];
    return NULL;
}

/* Does control only get to the block, in this round of the loop, when the clause has fired? */
static bool is_behind_clause(const struct op_site *select, const struct clause *clause, uint32_t block)
{
    for (guint i = 0; i < select->clauses->len; i++) {
        const struct clause *other = g_ptr_array_index(select->clauses, i);
        g_autofree bool *reached = outcome_reach(select->call, other->index, select->call->block);
        if (reached[block] != (other->index == clause->index))
            return false;
    }
    return true;
}

uint32_t select_channel_behind(struct linked *linked, const struct op_site *select, uint32_t block)
{
    for (guint i = 0; select->clauses && i < select->clauses->len; i++) {
        const struct clause *clause = g_ptr_array_index(select->clauses, i);
        if (clause->kind == CLAUSE_RECEIVE && clause->channel && is_behind_clause(select, clause, block))
            return linked_channel(linked, select, clause);
    }
    return 0;
}

/* What is received in the innermost loop around the send, before it each time: what the send answers. 0: the
 * sender asks nobody. The channel's row. */
static uint32_t question_of(struct linked *linked, const struct op *send)
{
    const struct call *call = op_call(send);
    const struct cfg *cfg = cfg_of(call->function);
    uint32_t loop = cfg->loop[call->block];
    const GPtrArray *ops = linked->ops->by_function[call->function->id];
    for (guint i = 0; loop && ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        if (op->mode != MODEL_FOREVER || cfg->loop[op_call(op)->block] != loop ||
            !call_precedes(op_call(op), call))
            continue;
        if (op->site->kind == OP_RECEIVE)
            return linked_row(linked, op->id - 1)->channel;
        uint32_t asked =
            op->site->kind == OP_SELECT ? select_channel_behind(linked, op->site, call->block) : 0;
        if (asked)
            return asked;
    }
    return 0;
}

/* The last operation of the function on one of the two channels before the call in its block, or, with no
 * call, at the end of the block; NULL: none. */
static const struct op *last_on(const struct linked *linked, const struct function *function, uint32_t block,
    const struct call *before, const uint32_t channels[2])
{
    const GPtrArray *ops = linked->ops->by_function[function->id];
    const struct op *last = NULL;
    for (guint i = 0; ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        const struct call *call = op_call(op);
        uint32_t channel = linked_row(linked, op->id - 1)->channel;
        if (call->block == block && (!before || call->instr < before->instr) &&
            (channel == channels[0] || channel == channels[1]) &&
            (!last || call->instr > op_call(last)->instr))
            last = op;
    }
    return last;
}

/* Is the last thing before the send, on every way from the function's entry, a receive from the question's
 * channel, and no other send: does it answer each question once? */
static bool answers_each(
    const struct linked *linked, const struct op *send, uint32_t answer, uint32_t question)
{
    const struct call *call = op_call(send);
    const struct function *function = call->function;
    const struct cfg *cfg = cfg_of(call->function);
    const uint32_t channels[2] = {answer, question};
    g_autoptr(GArray) pending = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autofree bool *seen = g_new0(bool, cfg->n + 1);
    const struct call *before = call;
    g_array_append_val(pending, call->block);
    for (guint next = 0; next < pending->len; next++, before = NULL) {
        uint32_t block = g_array_index(pending, uint32_t, next);
        const struct op *last = last_on(linked, function, block, before, channels);
        if (last ? last->site->kind != OP_RECEIVE || last->mode != MODEL_FOREVER : block == 0)
            return false;
        for (guint i = 0; !last && i < cfg->preds[block]->len; i++) {
            uint32_t pred = g_array_index(cfg->preds[block], uint32_t, i);
            if (!seen[pred])
                g_array_append_val(pending, pred);
            seen[pred] = true;
        }
    }
    return true;
}

/* The channel that the send's function receives from once before each send of an answer; 0: there is none. */
static uint32_t question_of_each(const struct linked *linked, const struct op *send)
{
    const GPtrArray *ops = linked->ops->by_function[send->function->id];
    const uint32_t answer = linked_row(linked, send->id - 1)->channel;
    for (guint i = 0; !send->path && ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        const uint32_t question = linked_row(linked, op->id - 1)->channel;
        if (op->site->kind == OP_RECEIVE && question && question != answer &&
            answers_each(linked, send, answer, question))
            return question;
    }
    return 0;
}

/* Does the asker, before it takes the answer, always send into the channel? */
static bool asks(struct linked *linked, const struct op *taking, uint32_t question)
{
    for (guint i = question ? linked->first_on[question] : NO_ROW; i != NO_ROW;
         i = linked_row(linked, i)->next_on) {
        const struct op *op = row_op(linked_row(linked, i));
        if (op->site->kind == OP_SEND && op->function == taking->function &&
            call_precedes(op_call(op), op_call(taking)))
            return true;
    }
    return false;
}

/* Do all tasks that come to the send send one value into a channel, for a start that is met or for a request?
 */
static bool answers(struct linked *linked, const struct op *taking, guint send)
{
    enum { STARTER_DEPTH = 3 };
    const struct op_row *row = linked_row(linked, send);
    for (guint i = 0; i < row->ops->len; i++) {
        const struct op *op = g_ptr_array_index(row->ops, i);
        const GArray *tasks = linked->tasks_of[op->function->id];
        for (guint n = 0; tasks && n < tasks->len; n++) {
            uint32_t t = g_array_index(tasks, uint32_t, n);
            const struct task *task = g_ptr_array_index(linked->tasks, t);
            if (!linked_gets_to(linked, t, op) || starts_are_met(linked, task->at->function, row->channel))
                continue;
            if (asks(linked, taking, question_of(linked, op)) ||
                asks(linked, taking, question_of_each(linked, op)))
                continue;
            if (sends_many(linked, t, op) ||
                ways_lead_to(taking->function, task->at->function, STARTER_DEPTH))
                return false;
        }
    }
    return true;
}

/* The blocks with other receives from the channel, which the function certainly does. */
static bool *other_receives(struct linked *linked, const struct taker *taker)
{
    const struct function *function = taker->op->function;
    const struct call *call = taker_call(taker);
    bool *blocks = g_new0(bool, function->ir->n_blocks + 1);
    for (guint i = linked->first_on[taker->channel]; i != NO_ROW; i = linked_row(linked, i)->next_on) {
        const struct op *op = row_op(linked_row(linked, i));
        if (i == taker->row || op->site->kind != OP_RECEIVE || op->function != function ||
            op->mode != MODEL_FOREVER || !op_is_certain(op))
            continue;
        const struct call *other = op_call(op);
        if (other->block != call->block || other->instr > call->instr)
            blocks[other->block] = true;
    }
    return blocks;
}

/* Adds the blocks to which control comes only when the senders are done. */
static void add_told(struct linked *linked, struct function *function, guint send, bool *stops)
{
    const struct cfg *cfg = cfg_of(function);
    for (uint32_t b = 0; b < cfg->n; b++) {
        const struct ir_block *block = function_block(function, b);
        for (uint32_t i = 0; i < block->n_next; i++)
            stops[block->next[i]] |=
                cfg->preds[block->next[i]]->len == 1 && taker_is_told(linked, function, b, i, send);
    }
}

/* Is the block in a loop around one of those? */
static bool is_around_any(const struct cfg *cfg, uint32_t block, const bool *blocks)
{
    for (uint32_t b = 0; cfg->loop[block] && b < cfg->n; b++)
        if (blocks[b] && cfg_in_loop(cfg, b, cfg->loop[block] - 1))
            return true;
    return false;
}

/* Does the function, or its task, end in the block? One that has other receives to come to does not where
 * that may only be further down: the library's yield ends tasks that are done, and comes back to who calls
 * it. */
static bool ends_with_block(const struct function *function, uint32_t block, bool others)
{
    bool returns = function_block(function, block)->exit == IR_RETURN && cfg_falls_through(function, block);
    return cfg_ends_here(function, block) && (returns || !others || !cfg_ends_below(function, block));
}

bool taker_takes_again(struct linked *linked, const struct taker *taker, guint send)
{
    const struct call *call = taker_call(taker);
    const struct function *function = call->function;
    const struct cfg *cfg = cfg_of(call->function);
    g_autofree bool *receives = other_receives(linked, taker);
    if (receives[call->block])
        return true;
    const bool others = memchr(receives, true, cfg->n) != NULL;
    if (ends_with_block(function, call->block, others))
        return false;
    g_autofree bool *stops = g_memdup2(receives, (cfg->n + 1) * sizeof(bool));
    add_told(linked, call->function, send, stops);
    receives[call->block] = true;
    g_autofree bool *around = cfg_reach_behind(function, call->block, cfg_is_marked, stops);
    for (uint32_t b = 0; b < cfg->n; b++)
        if (around[b] && (ends_with_block(function, b, others) ||
                             (!is_around_any(cfg, b, receives) && taker_lingers(function, b))))
            return false;
    return (!around[call->block] || !taker_is_renewed(linked, taker)) &&
           function->ir->blocks[call->block].n_next > 0;
}

bool taker_awaits_answer(struct linked *linked, const struct taker *taker, guint send)
{
    const struct op *op = taker->op;
    return !taker->clause && op->site->kind == OP_RECEIVE && op->mode == MODEL_FOREVER &&
           (op->path || !op->site->handmade) && op_is_certain(op) && answers(linked, op, send);
}

bool taker_takes_unasked(const struct taker *taker)
{
    const struct call *receive = taker_call(taker), *request = request_of(receive);
    if (!request)
        return false;
    g_autofree bool *unasked = outcome_reach((struct call *)receive, 1, request->block);
    return unasked[receive->block];
}

const struct ir_block *taker_way_around(const struct taker *taker)
{
    const struct call *request = request_of(taker_call(taker));
    return request ? way_around(taker, request) : NULL;
}
