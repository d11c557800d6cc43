/* A receiver stays when it comes back for the next value until the process ends, or when each value answers
 * what it asked for and it waits for the answer on every way. Else it leaves: its loop ends, or it takes one
 * value of several. */
#include "link/taker.h"

#include "link/cfg.h"
#include "link/sends.h"
#include "link/terms.h"

/* -- what depends on the value that was received -- */

struct derivation {
    const struct call *call; /* the receive, as its function sees it */
    GHashTable *locals; /* names */
};

static const char *const comparisons[] = {"strcmp", "strncmp", "strcasecmp", "memcmp", NULL};

static bool is_derived(const struct derivation *derivation, const struct ir_expr *expr);

static bool is_derived_result(const struct derivation *derivation, int64_t number)
{
    const struct function *function = derivation->call->function;
    if (number == derivation->call->ir->result)
        return true;
    const struct call *call =
        number > 0 && number <= function->ir->n_results ? function->results[number] : NULL;
    if (!call || !call->callee || !g_strv_contains(comparisons, call->callee))
        return false;
    for (uint32_t i = 0; i < call->ir->n_args; i++)
        if (!is_derived(derivation, call->ir->args[i]))
            return false;
    return true;
}

/* Does nothing but the value, and constants, decide it? */
static bool is_derived(const struct derivation *derivation, const struct ir_expr *expr)
{
    if (!expr)
        return true;
    switch (expr->kind) {
    case IR_INT:
    case IR_STRING:
        return true;
    case IR_LOCAL:
        return g_hash_table_contains(derivation->locals, expr->name);
    case IR_RESULT:
        return is_derived_result(derivation, expr->value);
    case IR_PARAM:
    case IR_GLOBAL:
    case IR_FUNC:
    case IR_UNKNOWN:
        return false;
    default:
        return is_derived(derivation, expr->a) && is_derived(derivation, expr->b);
    }
}

static void find_derived(struct derivation *derivation)
{
    const struct ir_function *ir = derivation->call->function->ir;
    for (uint32_t i = 0; i < derivation->call->ir->n_args; i++) {
        const struct ir_expr *arg = derivation->call->ir->args[i];
        if (arg->kind == IR_ADDR && term_root(arg->a)->kind == IR_LOCAL)
            g_hash_table_add(derivation->locals, (gpointer)term_root(arg->a)->name);
    }
    for (unsigned round = 0; round < 2; round++)
        for (uint32_t b = 0; b < ir->n_blocks; b++)
            for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
                const struct ir_instr *instr = &ir->blocks[b].instrs[i];
                if (instr->kind == IR_SET && instr->target->kind == IR_LOCAL &&
                    instr->value->kind != IR_INT && is_derived(derivation, instr->value))
                    g_hash_table_add(derivation->locals, (gpointer)instr->target->name);
            }
}

/* -- ways out of a loop -- */

/* The outermost loop that the block is in. */
static uint32_t outermost(const struct cfg *cfg, uint32_t block)
{
    uint32_t loop = cfg->loop[block];
    while (loop && cfg->outer[loop - 1])
        loop = cfg->outer[loop - 1];
    return loop;
}

/* The first branch out of the loop that something else than the value decides; or NULL. */
static const struct ir_block *way_out(const struct call *call, uint32_t header, bool value_counts)
{
    const struct function *function = call->function;
    const struct cfg *cfg = cfg_of(call->function);
    struct derivation derivation = {call, g_hash_table_new(g_str_hash, g_str_equal)};
    const struct ir_block *found = NULL;
    find_derived(&derivation);
    for (uint32_t b = 0; b < cfg->n && !found; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        if (!cfg->live[b] || !cfg_in_loop(cfg, b, header))
            continue;
        bool ends = cfg_ends_here(function, b), leaves = ends;
        for (uint32_t i = 0; i < block->n_next; i++)
            leaves |= !cfg_in_loop(cfg, block->next[i], header) && cfg->ends[block->next[i]];
        bool by_value = block->value && !ends && is_derived(&derivation, block->value);
        if (leaves && (value_counts || !by_value))
            found = block;
    }
    g_hash_table_destroy(derivation.locals);
    return found;
}

/* -- for good -- */

/* Calls down to which a join is looked for. */
enum { JOIN_DEPTH = 4, CALLERS_UP = 4 };

static bool joins(const struct call *call, unsigned down)
{
    if (call->model && call->model->role == MODEL_JOIN)
        return true;
    for (uint32_t t = 0; down > 0 && !call->spawns && t < call->n_targets; t++) {
        const struct function *callee = call->targets[t];
        for (uint32_t c = 0; c < callee->n_calls; c++)
            if (joins(&callee->calls[c], down - 1))
                return true;
    }
    return false;
}

static bool block_joins(const struct function *function, uint32_t block)
{
    for (uint32_t c = 0; c < function->n_calls; c++)
        if (function->calls[c].block == block && joins(&function->calls[c], JOIN_DEPTH))
            return true;
    return false;
}

static bool is_block(const struct function *function, uint32_t block, void *context)
{
    (void)function;
    return block == *(const uint32_t *)context;
}

static bool is_marked(const struct function *function, uint32_t block, void *context)
{
    (void)function;
    return ((const bool *)context)[block];
}

/* Blocks from which control can come to `block` again. */
static bool *leads_back(const struct function *function, const struct cfg *cfg, uint32_t block)
{
    bool *back = g_new0(bool, cfg->n + 1);
    for (uint32_t b = 0; b < cfg->n; b++) {
        if (!cfg->live[b])
            continue;
        g_autofree bool *reached = cfg_reach(function, b, NULL, NULL);
        back[b] = b != block && reached[block];
    }
    return back;
}

/* Once control has left for good: does it linger, while what it left behind is blocked? */
static bool lingers(const struct function *function, const struct cfg *cfg, uint32_t block)
{
    uint32_t loop = cfg->loop[block];
    return (loop && !loop_is_bounded(function, cfg, loop - 1)) || block_joins(function, block);
}

/* Does control, from the call on, come back to it until the process ends? last: it ends with the function. */
static bool goes_on(const struct call *call, bool last)
{
    const struct function *function = call->function;
    const struct cfg *cfg = cfg_of(call->function);
    const struct ir_block *block = &function->ir->blocks[call->block];
    g_autofree bool *back = leads_back(function, cfg, call->block);
    if (!last && cfg_ends_here(function, call->block))
        return false;
    for (uint32_t i = 0; cfg_falls_through(function, call->block) && i < block->n_next; i++) {
        g_autofree bool *reached = cfg_reach(function, block->next[i], NULL, NULL);
        for (uint32_t b = 0; b < cfg->n; b++)
            if (reached[b] && ((!last && cfg_ends_here(function, b)) ||
                                  (b != call->block && !back[b] && lingers(function, cfg, b))))
                return false;
    }
    return true;
}

static bool ends_process(const struct function *function)
{
    return function->is_main && g_str_equal(function->ir->name, "main");
}

static bool made_in(struct linked *linked, uint32_t channel_class, const struct function *function)
{
    const GPtrArray *creations = classes_creations(linked->classes, channel_class);
    for (guint i = 0; creations && i < creations->len; i++)
        if (((const struct creation *)g_ptr_array_index(creations, i))->function == function)
            return true;
    return false;
}

/* In its function, or in one that calls it again and again. */
static bool stays_for_good(struct linked *linked, const struct call *call, uint32_t class, unsigned up)
{
    const struct function *function = call->function;
    bool own = up == CALLERS_UP, repeats = cfg_repeats(cfg_of(call->function), call->block);
    if ((repeats || own) && goes_on(call, own && ends_process(function)))
        return true;
    if (up == 0 || made_in(linked, class, function))
        return false;
    for (guint i = 0; i < function->callers->len; i++)
        if (stays_for_good(linked, g_ptr_array_index(function->callers, i), class, up - 1))
            return true;
    return false;
}

/* -- answers -- */

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

static bool dominates(const struct call *first, const struct call *then)
{
    uint32_t barrier = first->block;
    if (first->block == then->block)
        return first->instr < then->instr;
    g_autofree bool *around = cfg_reach(first->function, 0, is_block, &barrier);
    return !around[then->block];
}

/* The last call before the receive, on every way to it, that may ask for what it takes; NULL: none. */
static const struct call *request_of(const struct call *receive)
{
    enum { REQUEST_DEPTH = 3 };
    const struct function *function = receive->function;
    const struct call *request = NULL;
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        if (call != receive && may_send(call, REQUEST_DEPTH) && dominates(call, receive) &&
            (!request || dominates(request, call)))
            request = call;
    }
    return request;
}

/* Where the function ends, or asks again, with the answer not taken; NULL: nowhere. */
static const struct ir_block *way_around(const struct call *request, const struct call *receive)
{
    const struct function *function = request->function;
    const struct ir_block *start = &function->ir->blocks[request->block];
    uint32_t barrier = receive->block;
    if (request->block == receive->block)
        return NULL;
    for (uint32_t i = 0; i < start->n_next; i++) {
        g_autofree bool *around = cfg_reach(function, start->next[i], is_block, &barrier);
        for (uint32_t b = 0; b < function->ir->n_blocks; b++)
            if (around[b] && (b == request->block || cfg_ends_here(function, b)))
                return &function->ir->blocks[b];
    }
    return NULL;
}

static bool calls(const struct function *function, const struct function *callee, unsigned down)
{
    if (function == callee)
        return true;
    for (uint32_t c = 0; down > 0 && c < function->n_calls; c++)
        for (uint32_t t = 0; t < function->calls[c].n_targets; t++)
            if (!function->calls[c].spawns && calls(function->calls[c].targets[t], callee, down - 1))
                return true;
    return false;
}

/* The blocking receive in the innermost loop around the send that comes before it each time: what it answers.
 * 0: the sender asks nobody. The channel's row. */
static uint32_t question_of(struct linked *linked, const struct op *send)
{
    const struct call *call = op_call(send);
    const struct cfg *cfg = cfg_of(call->function);
    uint32_t loop = cfg->loop[call->block];
    for (guint i = 0; loop && i < linked->rows->len; i++) {
        const struct op_row *row = g_ptr_array_index(linked->rows, i);
        const struct op *op = g_ptr_array_index(row->ops, 0);
        if (op->site->kind == OP_RECEIVE && op->function == call->function && op->mode == MODEL_FOREVER &&
            cfg->loop[op_call(op)->block] == loop && dominates(op_call(op), call))
            return row->channel;
    }
    return 0;
}

/* Does the asker, before it takes the answer, always send into the channel? */
static bool asks(struct linked *linked, const struct op *taking, uint32_t question)
{
    for (guint i = 0; question && i < linked->rows->len; i++) {
        const struct op_row *row = g_ptr_array_index(linked->rows, i);
        const struct op *op = g_ptr_array_index(row->ops, 0);
        if (row->channel == question && op->site->kind == OP_SEND && op->function == taking->function &&
            dominates(op_call(op), op_call(taking)))
            return true;
    }
    return false;
}

/* Do all tasks that come to the send send one value into a channel, for a start that is met or for a request?
 */
static bool answers(struct linked *linked, const struct op *taking, guint send)
{
    enum { STARTER_DEPTH = 3 };
    const struct op_row *row = g_ptr_array_index(linked->rows, send);
    for (guint i = 0; i < row->ops->len; i++) {
        const struct op *op = g_ptr_array_index(row->ops, i);
        for (guint t = 0; t < linked->tasks->len; t++) {
            const struct task *task = g_ptr_array_index(linked->tasks, t);
            if (!linked->reaches[t][op->function->id].reached ||
                starts_are_met(linked, task->at->function, row->channel))
                continue;
            if (asks(linked, taking, question_of(linked, op)))
                continue;
            if (sends_many(linked, t, op) || calls(taking->function, task->at->function, STARTER_DEPTH))
                return false;
        }
    }
    return true;
}

/* The blocks with other receives from the channel, which the function certainly does. */
static bool *other_receives(struct linked *linked, const struct taker *taker)
{
    const struct function *function = taker->op->function;
    const struct call *call = op_call(taker->op);
    bool *blocks = g_new0(bool, function->ir->n_blocks + 1);
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = g_ptr_array_index(linked->rows, i);
        const struct op *op = g_ptr_array_index(row->ops, 0);
        if (i == taker->row || row->channel != taker->channel || op->site->kind != OP_RECEIVE ||
            op->function != function || op->mode != MODEL_FOREVER || !op_is_certain(op))
            continue;
        const struct call *other = op_call(op);
        if (other->block != call->block || other->instr > call->instr)
            blocks[other->block] = true;
    }
    return blocks;
}

/* Does the function, once it has the value, come to another receive from the channel on every way? */
static bool takes_again(struct linked *linked, const struct taker *taker)
{
    const struct call *call = op_call(taker->op);
    const struct function *function = call->function;
    const struct cfg *cfg = cfg_of(call->function);
    const struct ir_block *block = &function->ir->blocks[call->block];
    g_autofree bool *stops = other_receives(linked, taker);
    if (stops[call->block])
        return true;
    if (cfg_ends_here(function, call->block))
        return false;
    for (uint32_t i = 0; i < block->n_next; i++) {
        g_autofree bool *around = cfg_reach(function, block->next[i], is_marked, stops);
        for (uint32_t b = 0; b < cfg->n; b++)
            if (around[b] && (b == call->block || cfg_ends_here(function, b) || lingers(function, cfg, b)))
                return false;
    }
    return block->n_next > 0;
}

static bool is_answer(struct linked *linked, const struct taker *taker, guint send)
{
    const struct op *op = taker->op;
    return op->site->kind == OP_RECEIVE && op->mode == MODEL_FOREVER && (op->path || !op->site->handmade) &&
           op_is_certain(op) && answers(linked, op, send);
}

/* -- leaving -- */

static bool sends(const struct linked *linked, guint task, guint send)
{
    const GPtrArray *ops = ((const struct op_row *)g_ptr_array_index(linked->rows, send))->ops;
    for (guint i = 0; i < ops->len; i++)
        if (linked->reaches[task][((const struct op *)g_ptr_array_index(ops, i))->function->id].reached)
            return true;
    return false;
}

/* May the function run in something else than a task that does the send? */
static bool runs_elsewhere(const struct linked *linked, const struct function *function, guint send)
{
    bool in_task = false;
    for (guint t = 0; t < linked->tasks->len; t++) {
        if (!linked->reaches[t][function->id].reached)
            continue;
        if (!sends(linked, t, send))
            return true;
        in_task = true;
    }
    return !in_task;
}

/* May the flag of the taker's channel be set by something else than the senders? A setter that is told of
 * which channel is looked at where it is called. */
static bool is_set_elsewhere(
    struct linked *linked, const struct flag *flag, const struct taker *taker, guint send)
{
    if (!flag->object || term_root(flag->object)->kind != IR_PARAM || flag->setter->callers->len == 0)
        return runs_elsewhere(linked, flag->setter, send);
    for (guint i = 0; i < flag->setter->callers->len; i++) {
        const struct call *call = g_ptr_array_index(flag->setter->callers, i);
        uint32_t class = classes_value(linked->classes, call->function,
            term_expand(linked->program, call->function,
                term_substitute(linked->program, call, flag->setter, flag->object)));
        if ((!class || class == taker->op->class) && runs_elsewhere(linked, call->function, send))
            return true;
    }
    return false;
}

/* The receive's result ends its loop when the channel is closed or a flag is set, by others than the senders:
 * then the value is not the sender's. */
static bool ends_by_itself(struct linked *linked, const struct taker *taker, guint send)
{
    const GPtrArray *flags = taker->op->site->flags;
    for (guint i = 0; flags && i < flags->len; i++)
        if (is_set_elsewhere(linked, g_ptr_array_index(flags, i), taker, send))
            return true;
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_row *row = g_ptr_array_index(linked->rows, i);
        const struct op *other = g_ptr_array_index(row->ops, 0);
        if (row->channel == taker->channel && taker->channel && other->site->kind == OP_CLOSE &&
            runs_elsewhere(linked, other->function, send))
            return true;
    }
    return false;
}

static const char *says(
    struct linked *linked, const char *what, const struct function *function, struct ir_location at)
{
    g_autofree char *text = g_strdup_printf("%s at %s:%u", what, program_file(function, at), at.line);
    return linked_text(linked, text);
}

static const char *leaves_at(
    struct linked *linked, const char *what, const struct function *function, const struct ir_block *block)
{
    return says(linked, what, function, cfg_place_of_end(function, (uint32_t)(block - function->ir->blocks)));
}

static const char *leaves_answer(struct linked *linked, const struct call *receive)
{
    const struct call *request = request_of(receive);
    const struct ir_block *around = request ? way_around(request, receive) : NULL;
    return around ? leaves_at(linked, "goes on without it", receive->function, around) : NULL;
}

const char *taker_leaves(struct linked *linked, const struct taker *taker, guint send)
{
    const struct call *call = taker->op->anchor;
    const struct cfg *cfg = cfg_of(call->function);
    if (stays_for_good(linked, call, taker->op->class, CALLERS_UP))
        return NULL;
    if (takes_again(linked, taker))
        return NULL; /* the other receive says whether it leaves */
    if (is_answer(linked, taker, send))
        return leaves_answer(linked, op_call(taker->op));
    uint32_t loop = outermost(cfg, call->block);
    if (loop) {
        const struct ir_block *out = way_out(call, loop - 1, ends_by_itself(linked, taker, send));
        return out ? leaves_at(linked, "leaves its loop", call->function, out) : NULL;
    }
    for (guint i = 0; i < call->function->callers->len; i++) { /* a helper: look where it is called */
        const struct call *outer = g_ptr_array_index(call->function->callers, i);
        uint32_t around = outermost(cfg_of(outer->function), outer->block);
        const struct ir_block *out = around ? way_out(outer, around - 1, true) : NULL;
        if (out)
            return leaves_at(linked, "returns to a loop that ends", outer->function, out);
    }
    return says(linked, "has taken its one value", call->function, call->ir->at);
}
