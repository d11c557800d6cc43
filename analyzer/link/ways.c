/* Is there a way past an operation, to the end of the function? */
#include "link/ways.h"

#include "base/multimap.h"
#include "link/taker.h"
#include "link/terms.h"

/* Calls down to which an operation is looked for. */
enum { DEPTH = 4 };

/* -- blocks that come to an operation -- */

bool ways_lead_to(const struct function *function, const struct function *callee, unsigned calls)
{
    if (function == callee || calls == 0)
        return function == callee;
    if (callee->callers->len < function->n_calls) { /* from the end that branches less */
        for (guint i = 0; i < callee->callers->len; i++)
            if (ways_lead_to(function, ((const struct call *)g_ptr_array_index(callee->callers, i))->function,
                    calls - 1))
                return true;
        return false;
    }
    for (uint32_t c = 0; c < function->n_calls; c++)
        for (uint32_t t = 0; !function->calls[c].spawns && t < function->calls[c].n_targets; t++)
            if (ways_lead_to(function->calls[c].targets[t], callee, calls - 1))
                return true;
    return false;
}

static bool comes_to_any(const struct call *call, GHashTable *functions, unsigned down)
{
    for (uint32_t t = 0; down > 0 && !call->spawns && t < call->n_targets; t++) {
        const struct function *callee = call->targets[t];
        if (g_hash_table_contains(functions, callee))
            return true;
        for (uint32_t c = 0; c < callee->n_calls; c++)
            if (comes_to_any(&callee->calls[c], functions, down - 1))
                return true;
    }
    return false;
}

static bool hands_over(struct linked *linked, const struct call *call, uint32_t class)
{
    for (uint32_t i = 0; class && call->exposes && i < call->ir->n_args; i++) {
        uint32_t argument = classes_value(linked->classes, call->function, call->ir->args[i]);
        if (argument && classes_find(linked->classes, argument) == class)
            return true;
    }
    return false;
}

bool ways_call_comes_to(const struct linked *linked, const struct call *call, const GArray *rows)
{
    g_autoptr(GHashTable) functions = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < rows->len; i++) {
        const GPtrArray *ops = linked_row(linked, g_array_index(rows, guint, i))->ops;
        for (guint o = 0; o < ops->len; o++) {
            const struct op *op = g_ptr_array_index(ops, o);
            if (op_call(op) == call)
                return true;
            g_hash_table_add(functions, op->function);
        }
    }
    return comes_to_any(call, functions, DEPTH);
}

/* What is looked for, and what of it is found. */
struct finding {
    struct function *function;
    const struct call *from;
    GHashTable *functions; /* those that have such an operation */
    uint32_t class; /* of the channel */
    bool *blocks;
};

static void mark(struct finding *finding, const struct call *call)
{
    const struct call *from = finding->from;
    if (!from || call->block != from->block || call->instr > from->instr)
        finding->blocks[call->block] = true;
}

static void note(struct linked *linked, struct finding *finding, const struct op *op)
{
    g_hash_table_add(finding->functions, op->function);
    if (op->function == finding->function)
        mark(finding, op_call(op));
    if (op->class)
        finding->class = classes_find(linked->classes, op->class);
}

GArray *ways_rows(const struct linked *linked, enum op_kind kind, uint32_t channel)
{
    const enum clause_kind clause_kind = kind == OP_SEND ? CLAUSE_SEND : CLAUSE_RECEIVE;
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = linked->first_on[channel]; i != NO_ROW; i = linked_row(linked, i)->next_on)
        if (row_op(linked_row(linked, i))->site->kind == kind)
            g_array_append_val(rows, i);
    const GPtrArray *clauses = multimap_find(linked->clauses_on, GUINT_TO_POINTER(channel));
    for (guint i = 0; clauses && i < clauses->len; i++) {
        const struct clause_row *clause = g_ptr_array_index(clauses, i);
        guint row = clause->op->id - 1;
        if (clause->clause->kind == clause_kind)
            g_array_append_val(rows, row);
    }
    return rows;
}

void ways_add_unknown(const struct linked *linked, GArray *rows)
{
    g_array_append_vals(rows, linked->unclear->data, linked->unclear->len);
}

static bool does_any(const struct linked *linked, guint task, const GArray *rows)
{
    for (guint i = 0; i < rows->len; i++)
        if (task_does(linked, task, g_array_index(rows, guint, i)))
            return true;
    return false;
}

bool *ways_blocks_with(
    struct linked *linked, struct function *function, const GArray *rows, const struct call *from)
{
    g_autoptr(GHashTable) functions = g_hash_table_new(NULL, NULL);
    struct finding finding = {
        function, from, functions, CLASS_NONE, g_new0(bool, function->ir->n_blocks + 1)};
    for (guint i = 0; i < rows->len; i++) {
        const GPtrArray *ops = linked_row(linked, g_array_index(rows, guint, i))->ops;
        for (guint o = 0; o < ops->len; o++)
            note(linked, &finding, g_ptr_array_index(ops, o));
    }
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        if (comes_to_any(call, functions, DEPTH) || hands_over(linked, call, finding.class))
            mark(&finding, call);
    }
    const GArray *starts = linked->starts[function->id];
    for (guint i = 0; starts && i < starts->len; i++) {
        uint32_t t = g_array_index(starts, uint32_t, i);
        const struct task *task = g_ptr_array_index(linked->tasks, t);
        if (task->at != from && does_any(linked, t, rows))
            mark(&finding, task->at);
    }
    return finding.blocks;
}

bool ways_comes_to(struct linked *linked, const struct call *from, const GArray *rows)
{
    struct function *function = from->function;
    g_autofree bool *there = ways_blocks_with(linked, function, rows, from);
    if (there[from->block])
        return true;
    if (cfg_ends_here(function, from->block))
        return false;
    g_autofree bool *past = cfg_reach_behind(function, from->block, cfg_is_marked, there);
    bool comes = false;
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        if (past[b] && (b == from->block || cfg_ends_here(function, b)))
            return false;
        comes |= there[b];
    }
    return comes;
}

/* -- what is where -- */

struct ways {
    struct linked *linked;
    struct function *function;
    const struct cfg *cfg;
    const struct call *from;
    uint32_t start, handle;
    bool *stops;
    bool *before; /* by block: it leads to `from`, in one round of the loops around that */
    bool *meets; /* to a stop, likewise */
    bool *after; /* control can come to it from `from` */
    guint send; /* a row whose senders may tell that they are done; or NO_ROW */
    uint32_t handed; /* the class of what the task was handed at `from`; or CLASS_NONE */
    bool returns; /* what was made is the caller's where it is returned */
};

static bool starts_round(const struct cfg *cfg, uint32_t inner, uint32_t block)
{
    for (uint32_t loop = cfg->loop[inner]; loop; loop = cfg->outer[loop - 1])
        if (loop - 1 == block)
            return true;
    return false;
}

/* Adds to `blocks` all those that lead to one of them, in one round of the loops around `from`. */
static void close_backwards(const struct ways *ways, bool *blocks)
{
    const struct cfg *cfg = ways->cfg;
    g_autoptr(GArray) worklist = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t b = 0; b < cfg->n; b++)
        if (blocks[b])
            g_array_append_val(worklist, b);
    while (worklist->len > 0) {
        uint32_t block = g_array_index(worklist, uint32_t, worklist->len - 1);
        g_array_set_size(worklist, worklist->len - 1);
        for (guint p = 0; p < cfg->preds[block]->len; p++) {
            uint32_t pred = g_array_index(cfg->preds[block], uint32_t, p);
            if (!blocks[pred] && !starts_round(cfg, ways->start, pred)) {
                blocks[pred] = true;
                g_array_append_val(worklist, pred);
            }
        }
    }
}

struct ways *ways_new(
    struct linked *linked, struct function *function, const struct call *from, uint32_t handle, bool *stops)
{
    uint32_t n = function->ir->n_blocks;
    struct ways *ways = g_new0(struct ways, 1);
    *ways = (struct ways){
        .linked = linked,
        .function = function,
        .cfg = cfg_of(function),
        .from = from,
        .start = from ? from->block : 0,
        .handle = handle,
        .stops = stops,
        .before = g_new0(bool, n + 1),
        .meets = g_memdup2(stops, (n + 1) * sizeof(bool)),
        .after = from ? cfg_reach_behind(function, from->block, NULL, NULL) : g_new0(bool, n + 1),
        .send = NO_ROW,
    };
    if (from) {
        ways->before[ways->start] = true;
        close_backwards(ways, ways->before);
    }
    close_backwards(ways, ways->meets);
    return ways;
}

void ways_end_when_told(struct ways *ways, guint send)
{
    ways->send = send;
}

void ways_end_when_given_back(struct ways *ways)
{
    ways->returns = true;
}

void ways_free(struct ways *ways)
{
    g_free(ways->stops);
    g_free(ways->before);
    g_free(ways->meets);
    g_free(ways->after);
    g_free(ways);
}

static void add_loops(const struct function *function, uint32_t start, bool *stops)
{
    const struct cfg *cfg = cfg_of((struct function *)function);
    for (uint32_t b = 0; b < cfg->n; b++) {
        if (stops[b] && cfg->choice[b])
            stops[cfg->choice[b] - 1] = true;
        for (uint32_t loop = stops[b] ? cfg->loop[b] : 0; loop; loop = cfg->outer[loop - 1])
            if (!cfg_in_loop(cfg, start, loop - 1))
                stops[loop - 1] = true;
    }
}

struct ways *ways_from_start(struct linked *linked, const struct task *task, const GArray *rows)
{
    struct function *starter = task->at->function;
    bool *stops = ways_blocks_with(linked, starter, rows, task->at);
    add_loops(starter, task->at->block, stops);
    struct ways *ways = ways_new(linked, starter, task->at,
        task->handle ? classes_find(linked->classes, task->handle) : CLASS_NONE, stops);
    if (task->argument)
        ways->handed = classes_find(linked->classes, classes_value(linked->classes, starter, task->argument));
    return ways;
}

struct ways *ways_of_body(struct linked *linked, const struct task *task, const GArray *rows)
{
    bool *stops = ways_blocks_with(linked, task->body, rows, NULL);
    add_loops(task->body, 0, stops);
    return ways_new(linked, task->body, NULL, CLASS_NONE, stops);
}

/* -- contradictions -- */

static const struct ir_expr *condition_of(const struct ways *ways, uint32_t block)
{
    return term_expand(ways->linked->program, ways->function, ways->function->ir->blocks[block].value);
}

/* An equal condition decided, before `from`, that control came there: does the successor contradict that? */
static bool was_decided(const struct ways *ways, uint32_t block, uint32_t i)
{
    const struct ir_expr *condition = condition_of(ways, block);
    for (uint32_t b = 0; b < ways->cfg->n; b++) {
        const struct ir_block *earlier = &ways->function->ir->blocks[b];
        if (ways->before[b] && !ways->after[b] && earlier->exit == IR_BRANCH &&
            ways->before[earlier->next[0]] != ways->before[earlier->next[1]] &&
            term_equal(condition_of(ways, b), condition))
            return !ways->before[earlier->next[i]];
    }
    return false;
}

static bool is_handle(const struct ir_expr *part, void *context)
{
    const struct ways *ways = context;
    uint32_t class = classes_value(ways->linked->classes, ways->function, part);
    return class && classes_find(ways->linked->classes, class) == ways->handle;
}

/* Does the branch look whether `from` has failed? */
static bool tests_start(const struct ways *ways, const struct ir_block *block)
{
    return (ways->from && outcome_is_in(ways->from, block->value)) ||
           (ways->handle && term_any(block->value, is_handle, (void *)ways));
}

static bool all_meet(const struct ways *ways, const struct ir_block *block, uint32_t but)
{
    for (uint32_t i = 0; i < block->n_next; i++)
        if (i != but && !ways->meets[block->next[i]])
            return false;
    return block->n_next > 1;
}

bool ways_contradict(const struct ways *ways, uint32_t number, uint32_t i)
{
    const struct ir_block *block = &ways->function->ir->blocks[number];
    if (ways->send != NO_ROW && taker_is_told(ways->linked, ways->function, number, i, ways->send))
        return true;
    bool passes = !ways->meets[block->next[i]] && all_meet(ways, block, i);
    if (block->exit == IR_SWITCH)
        return i == 0 && passes;
    return block->exit == IR_BRANCH && ((passes && tests_start(ways, block)) || was_decided(ways, number, i));
}

/* -- the walk -- */

struct walk {
    const struct ways *ways;
    uint32_t *came; /* by block: the block that the walk came from, plus 1; 0: it did not come */
    GArray *worklist; /* of uint32_t */
};

static void follow(struct walk *walk, uint32_t number)
{
    const struct ways *ways = walk->ways;
    const struct ir_block *block = &ways->function->ir->blocks[number];
    for (uint32_t i = 0; cfg_falls_through(ways->function, number) && i < block->n_next; i++) {
        uint32_t next = block->next[i];
        if (walk->came[next] || ways->stops[next] || ways_contradict(ways, number, i))
            continue;
        walk->came[next] = number + 1;
        g_array_append_val(walk->worklist, next);
    }
}

/* Back along the way to `end`, to where it parts from those that come to a stop. */
static const struct ir_block *parting(const struct walk *walk, uint32_t end)
{
    const struct ways *ways = walk->ways;
    uint32_t block = end;
    while (
        block != ways->start && walk->came[block] - 1 != ways->start && !ways->meets[walk->came[block] - 1])
        block = walk->came[block] - 1;
    if (block != ways->start && !cfg_ends_here(ways->function, block))
        block = walk->came[block] - 1;
    return &ways->function->ir->blocks[block];
}

static bool gives_back(const struct ways *ways, uint32_t number)
{
    struct classes *classes = ways->linked->classes;
    const struct ir_block *block = &ways->function->ir->blocks[number];
    if (!ways->returns || block->exit != IR_RETURN || !block->value)
        return false;
    const uint32_t value = classes_value(classes, ways->function, block->value);
    return classes_creations(classes, value) || (value && classes_find(classes, value) == ways->handed);
}

static bool ends(const struct ways *ways, uint32_t block, bool last)
{
    return cfg_ends_here(ways->function, block) && !(last && cfg_returns_here(ways->function, block)) &&
           !gives_back(ways, block);
}

const struct ir_block *ways_past(const struct ways *ways, bool last)
{
    if (ways->cfg->n == 0 || ways->stops[ways->start])
        return NULL;
    struct walk walk = {
        .ways = ways,
        .came = g_new0(uint32_t, ways->cfg->n + 1),
        .worklist = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
    };
    const struct ir_block *found = NULL;
    for (uint32_t block = ways->start;; block = g_array_index(walk.worklist, uint32_t, walk.worklist->len)) {
        if (ends(ways, block, last)) {
            found = parting(&walk, block);
            break;
        }
        follow(&walk, block);
        if (walk.worklist->len == 0)
            break;
        g_array_set_size(walk.worklist, walk.worklist->len - 1);
    }
    g_free(walk.came);
    g_array_free(walk.worklist, TRUE);
    return found;
}
