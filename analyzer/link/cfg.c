#include "link/cfg.h"

#include <string.h>

static bool never_returns(const struct call *call)
{
    if (call->spawns)
        return false;
    if (call->model)
        return call->model->role == MODEL_EXIT || call->model->role == MODEL_EXIT_PROCESS;
    for (uint32_t i = 0; i < call->n_targets; i++)
        if (call->targets[i]->returns)
            return false;
    return call->n_targets > 0;
}

/* The calls of a block stand together in function->calls. */
static const struct call *first_call(const struct function *function, uint32_t block, const struct call **end)
{
    uint32_t low = 0, high = function->n_calls;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (function->calls[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    *end = function->calls + function->n_calls;
    return function->calls + low;
}

static bool falls_through(const struct function *function, uint32_t block)
{
    const struct call *end;
    for (const struct call *call = first_call(function, block, &end); call < end && call->block == block;
         call++)
        if (never_returns(call))
            return false;
    return function_block(function, block)->exit != IR_STOP;
}

bool cfg_falls_through(const struct function *function, uint32_t block)
{
    return function->cfg ? function->cfg->falls_through[block] : falls_through(function, block);
}

static bool ends_caller(const struct call *call)
{
    if (call->model)
        return call->model->role == MODEL_EXIT;
    for (uint32_t i = 0; !call->spawns && i < call->n_targets; i++)
        if (call->targets[i]->exits)
            return true;
    return false;
}

/* The call in which the task may end; or NULL, and whether control gets behind the block's calls. */
static const struct call *ending_call(const struct function *function, uint32_t block, bool *goes_on)
{
    const struct call *end;
    *goes_on = false;
    for (const struct call *call = first_call(function, block, &end); call < end && call->block == block;
         call++) {
        if (ends_caller(call))
            return call;
        if (never_returns(call))
            return NULL;
    }
    *goes_on = true;
    return NULL;
}

bool cfg_ends_here(const struct function *function, uint32_t block)
{
    bool goes_on;
    return ending_call(function, block, &goes_on) ||
           (goes_on && function_block(function, block)->exit == IR_RETURN);
}

static bool ends_itself(const struct function *function)
{
    for (uint32_t c = 0; c < function->n_calls; c++)
        if (function->calls[c].model && function->calls[c].model->role == MODEL_EXIT)
            return true;
    return false;
}

bool cfg_ends_below(const struct function *function, uint32_t block)
{
    bool goes_on;
    const struct call *call = ending_call(function, block, &goes_on);
    bool below = call && !call->model;
    for (uint32_t i = 0; below && i < call->n_targets; i++)
        below = !ends_itself(call->targets[i]);
    return below;
}

bool cfg_returns_here(const struct function *function, uint32_t block)
{
    bool goes_on;
    return !ending_call(function, block, &goes_on) && goes_on &&
           function_block(function, block)->exit == IR_RETURN;
}

struct ir_location cfg_place_of_end(const struct function *function, uint32_t block)
{
    bool goes_on;
    const struct call *call = ending_call(function, block, &goes_on);
    return call ? call->ir->at : function_block(function, block)->at;
}

static uint32_t n_next(const struct function *function, uint32_t block)
{
    return cfg_falls_through(function, block) ? function_block(function, block)->n_next : 0;
}

/* -- reverse postorder from the entry: live blocks only -- */

struct order {
    uint32_t *blocks, *number; /* number: position + 1; 0: not reached */
    uint32_t n;
};

static void order_blocks(const struct function *function, struct order *order)
{
    uint32_t n = function->ir->n_blocks;
    g_autofree uint32_t *stack = g_new(uint32_t, n + 1);
    g_autofree uint32_t *next = g_new0(uint32_t, n + 1);
    g_autofree bool *seen = g_new0(bool, n + 1);
    uint32_t depth = 0, last = n;
    order->blocks = g_new(uint32_t, n + 1);
    order->number = g_new0(uint32_t, n + 1);
    if (n == 0)
        return;
    stack[depth++] = 0;
    seen[0] = true;
    while (depth > 0) {
        uint32_t block = stack[depth - 1];
        if (next[block] < n_next(function, block)) {
            uint32_t to = function_block(function, block)->next[next[block]++];
            if (!seen[to]) {
                seen[to] = true;
                stack[depth++] = to;
            }
        } else {
            order->blocks[--last] = block;
            depth--;
        }
    }
    order->n = n - last;
    memmove(order->blocks, order->blocks + last, order->n * sizeof *order->blocks);
    for (uint32_t i = 0; i < order->n; i++)
        order->number[order->blocks[i]] = i + 1;
}

/* -- dominators: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm" (2001) -- */

static uint32_t intersect(const uint32_t *idom, const struct order *order, uint32_t a, uint32_t b)
{
    while (a != b) {
        while (order->number[a] > order->number[b])
            a = idom[a];
        while (order->number[b] > order->number[a])
            b = idom[b];
    }
    return a;
}

static uint32_t *dominators(const struct cfg *cfg, const struct order *order)
{
    uint32_t *idom = g_new(uint32_t, cfg->n + 1);
    for (uint32_t i = 0; i < cfg->n; i++)
        idom[i] = UINT32_MAX;
    idom[0] = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 1; i < order->n; i++) {
            uint32_t block = order->blocks[i], best = UINT32_MAX;
            for (guint p = 0; p < cfg->preds[block]->len; p++) {
                uint32_t pred = g_array_index(cfg->preds[block], uint32_t, p);
                if (idom[pred] != UINT32_MAX)
                    best = best == UINT32_MAX ? pred : intersect(idom, order, pred, best);
            }
            if (best != idom[block]) {
                idom[block] = best;
                changed = true;
            }
        }
    }
    return idom;
}

static bool dominates(const uint32_t *idom, uint32_t a, uint32_t b)
{
    while (b != a && b != 0)
        b = idom[b];
    return b == a;
}

/* The blocks of the natural loop whose back edges lead to `header`. */
static bool *loop_of(const struct cfg *cfg, uint32_t header, const bool *tails)
{
    g_autofree uint32_t *stack = g_new(uint32_t, cfg->n + 1);
    bool *seen = g_new0(bool, cfg->n + 1);
    uint32_t depth = 0;
    seen[header] = true;
    for (uint32_t i = 0; i < cfg->n; i++)
        if (tails[i] && !seen[i]) {
            seen[i] = true;
            stack[depth++] = i;
        }
    while (depth > 0) {
        const GArray *preds = cfg->preds[stack[--depth]];
        for (guint p = 0; p < preds->len; p++) {
            uint32_t pred = g_array_index(preds, uint32_t, p);
            if (!seen[pred]) {
                seen[pred] = true;
                stack[depth++] = pred;
            }
        }
    }
    return seen;
}

/* A macro that announces the clauses, waits, and comes back to run the one that fired: begun outside of the
 * loop.
 */
static bool is_choice(const struct function *function, const bool *loop)
{
    bool waits = false;
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct model_function *model = function->calls[c].model;
        if (!model || !loop[function->calls[c].block])
            continue;
        if (model->role == MODEL_SELECT_BEGIN)
            return false;
        waits |= model->role == MODEL_SELECT_WAIT;
    }
    return waits;
}

/* Inner loops' first: they keep theirs. */
static void mark_loop(const struct function *function, struct cfg *cfg, uint32_t header, const bool *tails)
{
    g_autofree bool *seen = loop_of(cfg, header, tails);
    bool choice = is_choice(function, seen);
    for (uint32_t i = 0; i < cfg->n; i++) {
        if (!seen[i])
            continue;
        if (choice)
            cfg->choice[i] = header + 1;
        else if (!cfg->loop[i])
            cfg->loop[i] = header + 1;
        else {
            uint32_t inner = cfg->loop[i] - 1;
            while (cfg->outer[inner])
                inner = cfg->outer[inner] - 1;
            if (inner != header)
                cfg->outer[inner] = header + 1;
        }
    }
}

static void find_loops(const struct function *function, struct cfg *cfg, const struct order *order)
{
    g_autofree uint32_t *idom = dominators(cfg, order);
    g_autofree bool *tails = g_new(bool, cfg->n + 1);
    for (uint32_t i = order->n; i-- > 0;) { /* inner headers come later in the order */
        uint32_t header = order->blocks[i];
        bool any = false;
        memset(tails, 0, cfg->n * sizeof *tails);
        for (guint p = 0; p < cfg->preds[header]->len; p++) {
            uint32_t pred = g_array_index(cfg->preds[header], uint32_t, p);
            if (dominates(idom, header, pred))
                any = tails[pred] = true;
        }
        if (any)
            mark_loop(function, cfg, header, tails);
    }
}

/* leaves: ends, by walking back from what ends */
static void find_ends(const struct function *function, struct cfg *cfg)
{
    g_autofree uint32_t *stack = g_new(uint32_t, cfg->n + 1);
    uint32_t depth = 0;
    for (uint32_t i = 0; i < cfg->n; i++)
        if (cfg->live[i] && cfg_ends_here(function, i)) {
            cfg->ends[i] = true;
            stack[depth++] = i;
        }
    while (depth > 0) {
        const GArray *preds = cfg->preds[stack[--depth]];
        for (guint p = 0; p < preds->len; p++) {
            uint32_t pred = g_array_index(preds, uint32_t, p);
            if (!cfg->ends[pred]) {
                cfg->ends[pred] = true;
                stack[depth++] = pred;
            }
        }
    }
}

static struct cfg *cfg_new(const struct function *function)
{
    uint32_t n = function->ir->n_blocks;
    struct order order = {0};
    struct cfg *cfg = g_new0(struct cfg, 1);
    *cfg = (struct cfg){
        .n = n,
        .preds = g_new(GArray *, n + 1),
        .loop = g_new0(uint32_t, n + 1),
        .outer = g_new0(uint32_t, n + 1),
        .choice = g_new0(uint32_t, n + 1),
        .live = g_new0(bool, n + 1),
        .falls_through = g_new(bool, n + 1),
        .ends = g_new0(bool, n + 1),
    };
    for (uint32_t i = 0; i < n; i++) {
        cfg->preds[i] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        cfg->falls_through[i] = falls_through(function, i);
    }
    order_blocks(function, &order);
    for (uint32_t i = 0; i < order.n; i++) {
        uint32_t block = order.blocks[i];
        cfg->live[block] = true;
        for (uint32_t k = 0; k < n_next(function, block); k++)
            g_array_append_val(cfg->preds[function_block(function, block)->next[k]], block);
    }
    if (order.n > 0)
        find_loops(function, cfg, &order);
    find_ends(function, cfg);
    g_free(order.blocks);
    g_free(order.number);
    return cfg;
}

const struct cfg *cfg_of(struct function *function)
{
    if (!function->cfg)
        function->cfg = cfg_new(function);
    return function->cfg;
}

void cfg_free(struct cfg *cfg)
{
    if (!cfg)
        return;
    for (uint32_t i = 0; i < cfg->n; i++)
        g_array_free(cfg->preds[i], TRUE);
    g_free(cfg->preds);
    g_free(cfg->loop);
    g_free(cfg->outer);
    g_free(cfg->choice);
    g_free(cfg->live);
    g_free(cfg->falls_through);
    g_free(cfg->ends);
    g_free(cfg);
}

bool cfg_in_loop(const struct cfg *cfg, uint32_t block, uint32_t header)
{
    for (uint32_t loop = cfg->loop[block]; loop; loop = cfg->outer[loop - 1])
        if (loop - 1 == header)
            return true;
    return false;
}

struct search {
    const struct function *function;
    cfg_stop *stop;
    void *context;
    bool *reached;
    uint32_t *stack, depth;
};

static void enter(struct search *search, const uint32_t *blocks, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t block = blocks[i];
        if (search->reached[block] ||
            (search->stop && search->stop(search->function, block, search->context)))
            continue;
        search->reached[block] = true;
        search->stack[search->depth++] = block;
    }
}

static bool *reach_from(
    const struct function *function, const uint32_t *starts, uint32_t n, cfg_stop *stop, void *context)
{
    const uint32_t n_blocks = function->ir->n_blocks;
    struct search search = {
        function, stop, context, g_new0(bool, n_blocks + 1), g_new(uint32_t, n_blocks + 1), 0};
    enter(&search, starts, n);
    while (search.depth > 0) {
        uint32_t block = search.stack[--search.depth];
        enter(&search, function_block(function, block)->next, n_next(function, block));
    }
    g_free(search.stack);
    return search.reached;
}

bool *cfg_reach(const struct function *function, uint32_t from, cfg_stop *stop, void *context)
{
    return reach_from(function, &from, from < function->ir->n_blocks, stop, context);
}

bool cfg_is_marked(const struct function *function, uint32_t block, void *context)
{
    (void)function;
    return ((const bool *)context)[block];
}

bool *cfg_reach_behind(const struct function *function, uint32_t block, cfg_stop *stop, void *context)
{
    const struct ir_block *ir = function_block(function, block);
    return reach_from(function, ir->next, ir->n_next, stop, context);
}

bool *cfg_reach_back(const struct cfg *cfg, uint32_t block)
{
    struct search search = {.reached = g_new0(bool, cfg->n + 1), .stack = g_new(uint32_t, cfg->n + 1)};
    enter(&search, &block, 1);
    while (search.depth > 0) {
        const GArray *preds = cfg->preds[search.stack[--search.depth]];
        enter(&search, (const uint32_t *)preds->data, preds->len);
    }
    g_free(search.stack);
    return search.reached;
}

bool cfg_leads_to(const struct function *function, uint32_t branch, uint32_t successor, uint32_t block)
{
    g_autofree bool *reached = cfg_reach(function, successor, cfg_is_block, &branch);
    return reached[block];
}

bool cfg_is_block(const struct function *function, uint32_t block, void *context)
{
    (void)function;
    return block == *(const uint32_t *)context;
}

bool cfg_repeats(const struct cfg *cfg, uint32_t block)
{
    return cfg->loop[block] != 0;
}
