/* A receiver stays when it comes back for the next value until the process ends, or when each value answers
 * what it asked for and it waits for the answer on every way. Else it leaves: its loop ends, or it takes one
 * value of several. */
#include "link/taker.h"

#include "base/multimap.h"
#include "link/cfg.h"
#include "link/terms.h"

/* -- what depends on the value that was received -- */

struct derivation {
    const struct call *call; /* the receive, as its function sees it */
    const struct clause *clause; /* of a select: its result is not the value, but says which fired; or NULL */
    const struct ir_expr *target; /* the pointer to where it puts the value, not to a local; or NULL */
    GHashTable *locals; /* names */
};

static const char *const comparisons[] = {"strcmp", "strncmp", "strcasecmp", "memcmp", NULL};

static bool is_derived(const struct derivation *derivation, const struct ir_expr *expr);

static bool is_derived_result(const struct derivation *derivation, int64_t number)
{
    const struct function *function = derivation->call->function;
    if (number == derivation->call->ir->result)
        return !derivation->clause;
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
    case IR_DEREF:
        return (derivation->target && term_equal(expr->a, derivation->target)) ||
               is_derived(derivation, expr->a);
    default:
        return is_derived(derivation, expr->a) && is_derived(derivation, expr->b);
    }
}

static bool points_to_local(const struct ir_expr *pointer)
{
    return pointer && pointer->kind == IR_ADDR && term_root(pointer->a)->kind == IR_LOCAL;
}

static void find_derived(struct derivation *derivation)
{
    const struct model_function *model = derivation->call->model;
    if (model && model->role == MODEL_RECEIVE && model->value_way != MODEL_ITSELF)
        derivation->target = call_argument(derivation->call, model->value);
    if (derivation->clause)
        derivation->target = derivation->clause->value;
    if (points_to_local(derivation->target))
        g_hash_table_add(derivation->locals, (gpointer)term_root(derivation->target->a)->name);
    const struct ir_function *ir = derivation->call->function->ir;
    for (uint32_t i = 0; i < derivation->call->ir->n_args; i++) {
        const struct ir_expr *arg = derivation->call->ir->args[i];
        if (points_to_local(arg))
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

/* Does nothing else decide a branch of the function behind the receive? */
static bool decides_all(const struct derivation *derivation)
{
    const struct call *call = derivation->call;
    const struct function *function = call->function;
    g_autofree bool *behind = cfg_reach(function, call->block, NULL, NULL);
    bool decides = true;
    for (uint32_t b = 0; b < function->ir->n_blocks && decides; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        bool branches = behind[b] && (block->exit == IR_BRANCH || block->exit == IR_SWITCH);
        decides = !branches || is_derived(derivation, block->value);
    }
    return decides;
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

/* Do none but senders, or what is over before they are started, make control take the block's successor? */
static bool is_told(struct linked *linked, const struct call *call, const struct taker *select,
    uint32_t block, unsigned side, guint send)
{
    return taker_is_told(linked, call->function, block, side, send) ||
           (select && select->op->site->call == call &&
               taker_is_dismissed_before(linked, select->op->site, block, side, send));
}

/* The first branch out of the loop that something else than the value, or the senders, decides, before any
 * call in which the task may end; or NULL. `select`: the taker, when it is a clause; `live`: blocks that
 * control gets to; NULL: all. */
static const struct ir_block *way_out(struct linked *linked, const struct call *call, uint32_t header,
    guint send, const struct taker *select, bool value_counts, const bool *live)
{
    const struct clause *clause = select ? select->clause : NULL;
    const struct function *function = call->function;
    const struct cfg *cfg = cfg_of(call->function);
    struct derivation derivation = {call, clause, NULL, g_hash_table_new(g_str_hash, g_str_equal)};
    const struct ir_block *found = NULL;
    find_derived(&derivation);
    if (!decides_all(&derivation))
        derivation.target = NULL; /* the caller, who has the value, is told something else, too */
    bool below = true;
    for (uint32_t b = 0; b < cfg->n && below; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        if (!cfg->live[b] || (live && !live[b]) || !cfg_in_loop(cfg, b, header) ||
            (found && cfg_ends_below(function, b)))
            continue;
        bool ends = cfg_ends_here(function, b), leaves = ends;
        for (uint32_t i = 0; i < block->n_next; i++)
            leaves |= !cfg_in_loop(cfg, block->next[i], header) && cfg->ends[block->next[i]] &&
                      (!live || live[block->next[i]]) && !is_told(linked, call, select, b, i, send);
        bool by_value = block->value && !ends && is_derived(&derivation, block->value);
        if (!leaves || (!value_counts && by_value))
            continue;
        found = block;
        below = cfg_ends_below(function, b);
    }
    g_hash_table_destroy(derivation.locals);
    return found;
}

/* -- leaving -- */

bool taker_runs_elsewhere(const struct linked *linked, const struct function *function, guint send)
{
    const GArray *tasks = linked->tasks_of[function->id];
    for (guint i = 0; tasks && i < tasks->len; i++)
        if (!task_does(linked, g_array_index(tasks, uint32_t, i), send))
            return true;
    return !tasks;
}

/* Who calls the setter of a flag with which object: by its class, struct call *. */
static GHashTable *setter_calls(struct linked *linked, const struct flag *flag)
{
    GHashTable *calls = g_hash_table_lookup(linked->setter_calls, flag);
    if (calls)
        return calls;
    calls = multimap_new();
    for (guint i = 0; i < flag->setter->callers->len; i++) {
        const struct call *call = g_ptr_array_index(flag->setter->callers, i);
        uint32_t class = classes_value(linked->classes, call->function,
            term_expand(linked->program, call->function,
                term_substitute(linked->program, call, flag->setter, flag->object)));
        multimap_add(calls, GUINT_TO_POINTER(class), call);
    }
    g_hash_table_insert(linked->setter_calls, (gpointer)flag, calls);
    return calls;
}

static bool one_runs_elsewhere(const struct linked *linked, const GPtrArray *calls, guint send)
{
    for (guint i = 0; calls && i < calls->len; i++)
        if (taker_runs_elsewhere(linked, ((const struct call *)g_ptr_array_index(calls, i))->function, send))
            return true;
    return false;
}

/* May the flag of the taker's channel be set by something else than the senders? A setter that is told of
 * which channel is looked at where it is called. */
static bool is_set_elsewhere(
    struct linked *linked, const struct flag *flag, const struct taker *taker, guint send)
{
    if (!flag->object || term_root(flag->object)->kind != IR_PARAM || flag->setter->callers->len == 0)
        return taker_runs_elsewhere(linked, flag->setter, send);
    GHashTable *calls = setter_calls(linked, flag);
    return one_runs_elsewhere(linked, multimap_find(calls, GUINT_TO_POINTER(CLASS_NONE)), send) ||
           one_runs_elsewhere(linked, multimap_find(calls, GUINT_TO_POINTER(taker->class)), send);
}

/* The receive's result ends its loop when there is nothing to take, the channel is closed or a flag is set,
 * by others than the senders: then the value is not the sender's. */
static bool ends_by_itself(struct linked *linked, const struct taker *taker, guint send)
{
    const GPtrArray *flags = taker->op->site->flags;
    if (taker->polls)
        return true;
    for (guint i = 0; flags && i < flags->len; i++)
        if (is_set_elsewhere(linked, g_ptr_array_index(flags, i), taker, send))
            return true;
    for (guint i = linked->first_on[taker->channel]; taker->channel && i != NO_ROW;
         i = linked_row(linked, i)->next_on) {
        const struct op *other = row_op(linked_row(linked, i));
        if (other->site->kind == OP_CLOSE && taker_runs_elsewhere(linked, other->function, send))
            return true;
    }
    return false;
}

/* Does nothing but the value decide what the function does behind the receive, and so what it returns? */
static bool value_decides(
    struct linked *linked, const struct taker *taker, const struct call *call, guint send)
{
    struct derivation derivation = {call, taker->clause, NULL, g_hash_table_new(g_str_hash, g_str_equal)};
    find_derived(&derivation);
    bool decides = !ends_by_itself(linked, taker, send) && decides_all(&derivation);
    g_hash_table_destroy(derivation.locals);
    return decides;
}

static const char *says(
    struct linked *linked, const char *what, const struct function *function, struct ir_location at)
{
    g_autofree char *text = g_strdup_printf("%s at %s:%u", what, program_file(function, at), at.line);
    return linked_text(linked, text);
}

const char *taker_leaves_at(
    struct linked *linked, const char *what, const struct function *function, const struct ir_block *block)
{
    return says(linked, what, function, cfg_place_of_end(function, (uint32_t)(block - function->ir->blocks)));
}

/* "WHAT at FILE:LINE", or that the task may end there further down. */
static struct departure leaves_at(
    struct linked *linked, const char *what, const struct function *function, const struct ir_block *out)
{
    const bool below = cfg_ends_below(function, (uint32_t)(out - function->ir->blocks));
    return (struct departure){
        .how = taker_leaves_at(linked, below ? "may end in what it calls" : what, function, out),
        .below = below,
    };
}

static struct departure is_sated(struct linked *linked, const struct call *call)
{
    return (struct departure){
        .how = says(linked, "has taken its one value", call->function, call->ir->at),
        .sated = true,
    };
}

static const struct departure stays;

/* It comes to the receive in a loop of its function, and stays when nothing but what it takes ends that. */
static struct departure leaves_loop(
    struct linked *linked, const struct taker *taker, const struct call *call, uint32_t loop, guint send)
{
    if (taker_is_renewed(linked, taker))
        return is_sated(linked, call);
    const bool value_counts = ends_by_itself(linked, taker, send);
    const struct taker *select = taker->clause ? taker : NULL;
    const struct ir_block *out = way_out(linked, call, loop - 1, send, select, value_counts, NULL);
    g_autofree bool *live = out && taker->clause && call == taker->op->site->call
                                ? select_live_blocks(linked, taker->op, send)
                                : NULL;
    if (live)
        out = way_out(linked, call, loop - 1, send, select, value_counts, live);
    return out ? leaves_at(linked, "leaves its loop", call->function, out) : stays;
}

/* It comes to the receive in no loop of its function, a helper: those who call it may have one. */
static struct departure leaves_callers(struct linked *linked, const struct taker *taker, guint send)
{
    const struct call *call = taker->op->anchor;
    struct departure departure = stays;
    bool told = false, by_value = value_decides(linked, taker, call, send);
    for (guint i = 0; i < call->function->callers->len && (!departure.how || departure.below); i++) {
        const struct call *outer = g_ptr_array_index(call->function->callers, i);
        uint32_t around = outermost(cfg_of(outer->function), outer->block);
        const struct ir_block *out =
            around ? way_out(linked, outer, around - 1, send, NULL, true, NULL) : NULL;
        if (out && by_value && !way_out(linked, outer, around - 1, send, NULL, false, NULL))
            told = true; /* it stays until then */
        else if (out)
            departure = leaves_at(linked, "returns to a loop that ends", outer->function, out);
    }
    return departure.how || told ? departure : is_sated(linked, call);
}

static bool in_one_loop(const struct call *a, const struct call *b)
{
    const struct cfg *cfg = cfg_of(a->function);
    for (uint32_t loop = cfg->loop[a->block]; loop && a->function == b->function; loop = cfg->outer[loop - 1])
        if (cfg_in_loop(cfg, b->block, loop - 1))
            return true;
    return false;
}

/* Does the loop of the receive also start what sends, and not take as much as that sends? */
static bool is_outnumbered(struct linked *linked, const struct taker *taker, guint send)
{
    const GArray *starts = linked->starts[taker_call(taker)->function->id];
    for (guint i = 0; starts && i < starts->len; i++) {
        uint32_t t = g_array_index(starts, uint32_t, i);
        const struct task *task = g_ptr_array_index(linked->tasks, t);
        if (task_does(linked, t, send) && in_one_loop(task->at, taker_call(taker)) &&
            !starts_are_met(linked, task->at->function, taker->channel))
            return true;
    }
    return false;
}

struct departure taker_leaves(struct linked *linked, const struct taker *taker, guint send)
{
    const struct call *call = taker->op->anchor;
    if (taker->op->site->picks)
        return stays; /* who is to take the others, it does not say */
    if (!is_outnumbered(linked, taker, send) && taker_stays(linked, taker))
        return stays;
    if (taker_takes_again(linked, taker, send))
        return stays; /* the other receive says whether it leaves */
    if (taker_takes_only(linked, taker))
        return stays; /* and is not seen to be passed by: that is looked at before */
    if (taker_serves(linked, taker, send) || taker_has_asked(linked, taker, send))
        return stays;
    if (taker_awaits_answer(linked, taker, send)) {
        const struct ir_block *around = taker_way_around(taker);
        if (!around)
            return stays;
        if (!taker_takes_unasked(taker))
            return (struct departure){
                .how = taker_leaves_at(linked, "goes on without it", taker_call(taker)->function, around)};
    }
    uint32_t loop = outermost(cfg_of(call->function), call->block);
    if (loop)
        return leaves_loop(linked, taker, call, loop, send);
    return leaves_callers(linked, taker, send);
}
