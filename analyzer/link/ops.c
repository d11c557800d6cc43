/* Finds operations and lifts them from callee to caller until it is known which channel they are on. */
#include "link/op.h"

#include "link/cfg.h"
#include "link/terms.h"

enum {
    MOST_LIFTED = 64,
    MOST_CALLS = 10
}; /* ops of one function that its callers look at; calls down to a site */

/* A wait that its function only wraps: what it means, the callers say. */
struct wrapped {
    struct op op; /* the frame, guards, path and anchor; the site is made once it is classified */
    struct wait wait;
};

struct lifting {
    struct program *program;
    struct classes *classes;
    struct waits *waits;
    GHashTable *bodies;
    struct ops *ops;
    GPtrArray **open; /* by function id: struct op *, for the callers */
    GPtrArray **wrapped; /* by function id: struct wrapped * */
};

static GPtrArray *keep(struct lifting *lifting, GPtrArray *array)
{
    if (array)
        g_ptr_array_add(lifting->ops->arrays, array);
    return array;
}

static void push(GPtrArray **array, gpointer element)
{
    if (!*array)
        *array = g_ptr_array_new();
    g_ptr_array_add(*array, element);
}

/* -- modes and guards: what the arguments decide -- */

static bool is_param(const struct ir_expr *part, void *context)
{
    (void)context;
    return part->kind == IR_PARAM;
}

/* What the only member of a local struct is set to: Zephyr's K_FOREVER is `(k_timeout_t){-1}`. NULL: it has
 * more. */
static const struct ir_expr *only_member(const struct function *function, const struct ir_expr *local)
{
    const struct ir_function *ir = function->ir;
    const struct ir_expr *value = NULL;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &ir->blocks[b].instrs[i];
            if (instr->kind != IR_SET || instr->target->kind != IR_FIELD ||
                !term_equal(instr->target->a, local))
                continue;
            if (value)
                return NULL;
            value = instr->value;
        }
    return value;
}

static void decide_mode(struct op *op)
{
    int64_t value;
    if (!op->timeout)
        return;
    const struct ir_expr *member =
        op->timeout->kind == IR_LOCAL ? only_member(op->function, op->timeout) : NULL;
    if (member)
        op->timeout = member;
    if (term_constant(op->timeout, &value)) {
        op->mode = model_mode_of(op->timeout_model, value);
        op->timeout = NULL;
    } else if (op->timeout->kind != IR_PARAM) {
        op->mode = MODEL_TIMEOUT;
        op->timeout = NULL;
    }
}

static bool is_only_params(const struct ir_expr *expr)
{
    if (!expr)
        return true;
    if (expr->kind == IR_OP)
        return is_only_params(expr->a) && is_only_params(expr->b);
    return expr->kind == IR_PARAM || expr->kind == IR_INT;
}

static bool sets_params(const struct function *function)
{
    const struct ir_function *ir = function->ir;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++)
            if (ir->blocks[b].instrs[i].kind == IR_SET && ir->blocks[b].instrs[i].target->kind == IR_PARAM)
                return true;
    return false;
}

/* The conditions on parameters alone under which control gets to the block. */
static GPtrArray *guards_of(struct lifting *lifting, struct function *function, uint32_t block)
{
    GPtrArray *guards = NULL;
    if (function->ir->n_params == 0 || sets_params(function))
        return NULL;
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        const struct ir_block *branch = &function->ir->blocks[b];
        if (branch->exit != IR_BRANCH || b == block)
            continue;
        const struct ir_expr *condition = term_expand(lifting->program, function, branch->value);
        if (!is_only_params(condition) || !term_any(condition, is_param, NULL))
            continue;
        bool holds = cfg_leads_to(function, b, branch->next[0], block);
        if (holds == cfg_leads_to(function, b, branch->next[1], block))
            continue;
        struct guard *guard = arena_alloc(lifting->program->arena, sizeof *guard);
        *guard = (struct guard){condition, holds};
        push(&guards, guard);
    }
    return keep(lifting, guards);
}

/* The guards with the caller's arguments: false when one does not hold; `open` are those not decided yet.
 * `unknown`: whether the block is reached may depend on something else. */
static bool pass_guards(struct lifting *lifting, const struct call *call, const struct function *callee,
    const GPtrArray *guards, GPtrArray **open, bool *unknown)
{
    bool pass = true;
    *unknown = !guards;
    for (guint i = 0; guards && i < guards->len; i++) {
        const struct guard *guard = g_ptr_array_index(guards, i);
        const struct ir_expr *condition = term_expand(lifting->program, call->function,
            term_substitute(lifting->program, call, callee, guard->condition));
        int64_t value;
        if (term_constant(condition, &value)) {
            pass &= (value != 0) == guard->holds;
        } else if (is_only_params(condition)) {
            struct guard *outer = arena_alloc(lifting->program->arena, sizeof *outer);
            *outer = (struct guard){condition, guard->holds};
            push(open, outer);
        } else {
            *unknown = true;
        }
    }
    keep(lifting, *open);
    return pass;
}

/* -- ops in one function -- */

static bool is_root(struct lifting *lifting, const struct function *function)
{
    return function->callers->len == 0 || g_hash_table_contains(lifting->bodies, function);
}

static bool is_open(const struct op *op)
{
    if (op->site->handmade && !op->site->inlined && !op->path)
        return true; /* the function is itself the operation, for its callers */
    if (op->guards && op->channel && term_root(op->channel)->kind == IR_PARAM)
        return true;
    return op->timeout || (op->channel && term_is_open(op->channel));
}

static void settle(struct lifting *lifting, struct op *op)
{
    struct ops *ops = lifting->ops;
    op->class = op->channel ? classes_value(lifting->classes, op->function, op->channel) : CLASS_NONE;
    g_ptr_array_add(ops->ops, op);
    GPtrArray **here = &ops->by_function[op->function->id];
    bool first = !*here;
    push(here, op);
    if (first)
        keep(lifting, *here);
}

static void add_op(struct lifting *lifting, const struct op *given)
{
    struct function *function = given->function;
    struct op *op = arena_copy(lifting->program->arena, given, sizeof *given);
    decide_mode(op);
    if (!is_open(op)) {
        settle(lifting, op);
        return;
    }
    GPtrArray **open = &lifting->open[function->id];
    if (!*open || (*open)->len < MOST_LIFTED)
        push(open, op);
    if (is_root(lifting, function))
        settle(lifting, arena_copy(lifting->program->arena, op, sizeof *op));
}

static struct op_site *new_site(
    struct lifting *lifting, enum op_kind kind, struct call *call, const struct model_function *model)
{
    struct op_site *site = arena_alloc(lifting->program->arena, sizeof *site);
    *site = (struct op_site){.kind = kind, .function = call->function, .call = call, .library = model->model};
    g_ptr_array_add(lifting->ops->sites, site);
    return site;
}

/* -- waits -- */

/* Does it hang off what only the function itself knows? */
static bool is_of_function(const struct ir_expr *channel)
{
    const struct ir_expr *root = term_root(channel);
    return root->kind == IR_LOCAL || root->kind == IR_RESULT;
}

static void add_wait(struct lifting *lifting, const struct wrapped *given)
{
    const struct wait *wait = &given->wait;
    struct function *function = given->op.function;
    struct wait_result result;
    wait_classify(lifting->waits, wait, &result);
    keep(lifting, result.flags);
    keep(lifting, result.unheard);
    keep(lifting, result.places);
    keep(lifting, result.late);
    if (!result.decides && !is_root(lifting, function)) {
        struct wrapped *wrapped = arena_copy(lifting->program->arena, given, sizeof *given);
        wrapped->wait.conditions = keep(lifting, result.conditions);
        wrapped->wait.mode = result.mode;
        push(&lifting->wrapped[function->id], wrapped);
        return;
    }
    keep(lifting, result.conditions);
    struct op_site *site = new_site(lifting, result.kind, wait->call, wait->model);
    site->handmade = result.kind != OP_WAIT;
    site->flags = result.flags;
    site->unheard = result.unheard;
    site->places = result.places;
    site->late = result.late;
    site->group = result.group;
    site->label = result.label;
    site->weak = result.weak;
    site->picks = result.picks;
    site->condition = result.condition;
    site->lock = wait->lock;
    site->delta = result.delta;
    site->inlined = result.repeats || (result.channel && is_of_function(result.channel));
    struct op op = given->op;
    op.site = site;
    op.anchor = wait->call;
    op.mode = result.mode;
    op.channel = site->handmade ? result.channel : NULL;
    op.path = NULL; /* for the callers, this function is the operation */
    op.depth = 0;
    add_op(lifting, &op);
}

static void find_wait(struct lifting *lifting, struct call *call)
{
    const struct model_function *model = call->model;
    struct function *function = call->function;
    const bool anonymous = model->role == MODEL_WAIT && model->condition == MODEL_NONE;
    const struct ir_expr *object =
        anonymous ? ir_expr_unknown()
                  : call_argument(call, model->role == MODEL_WAIT ? model->condition : model->channel);
    const struct ir_expr *lock = call_argument(call, model->lock);
    if (!object)
        return;
    struct op mode = {.function = function,
        .mode = model->mode,
        .timeout = call_argument(call, model->timeout_argument),
        .timeout_model = model};
    decide_mode(&mode);
    if (mode.timeout) /* whatever it is called with */
        mode.mode = MODEL_TIMEOUT;
    const struct wrapped wrapped = {
        .op = {.function = function, .guards = guards_of(lifting, function, call->block)},
        .wait = {call, term_expand(lifting->program, function, object),
            lock ? term_expand(lifting->program, function, lock) : NULL, model, mode.mode, NULL},
    };
    if (mode.mode != MODEL_NONBLOCKING)
        add_wait(lifting, &wrapped);
}

/* -- libraries' operations -- */

static const struct {
    enum model_role role;
    enum op_kind kind;
} kinds[] = {
    {MODEL_SEND, OP_SEND},
    {MODEL_RECEIVE, OP_RECEIVE},
    {MODEL_SELECT, OP_SELECT},
    {MODEL_SELECT_WAIT, OP_SELECT},
    {MODEL_JOIN, OP_JOIN},
    {MODEL_CLOSE, OP_CLOSE},
    {MODEL_CANCEL, OP_CANCEL},
    {MODEL_INTERRUPT, OP_INTERRUPT},
    {MODEL_SIGNAL, OP_SIGNAL},
};

static const struct ir_expr *pointed(struct program *program, const struct ir_expr *expr)
{
    return expr->kind == IR_ADDR ? expr->a : ir_expr_new(program->arena, IR_DEREF, NULL, 0, expr, NULL);
}

/* The channel, or the handle of what is joined or cancelled. */
static const struct ir_expr *operand(struct lifting *lifting, const struct call *call, enum op_kind kind)
{
    const struct model_function *model = call->model;
    bool by_handle = kind == OP_JOIN || kind == OP_CANCEL || kind == OP_INTERRUPT;
    int index = by_handle ? model->handle : kind == OP_SIGNAL ? model->condition : model->channel;
    enum model_way way = by_handle           ? model->handle_way
                         : kind == OP_SIGNAL ? MODEL_ITSELF
                                             : model->channel_way;
    const struct ir_expr *arg = call_argument(call, index);
    if (!arg)
        return NULL;
    const struct ir_expr *expr = term_expand(lifting->program, call->function, arg);
    return way == MODEL_ITSELF ? expr : pointed(lifting->program, expr);
}

/* A select with one clause is that clause, blocking. */
static void add_only_clause(struct lifting *lifting, const struct op *select)
{
    const GPtrArray *clauses = select->site->clauses;
    const struct clause *clause = clauses && clauses->len == 1 ? g_ptr_array_index(clauses, 0) : NULL;
    if (!clause || clause->kind > CLAUSE_RECEIVE || !clause->channel || select->mode != MODEL_FOREVER)
        return;
    struct op_site *site = new_site(lifting, clause->kind == CLAUSE_SEND ? OP_SEND : OP_RECEIVE,
        select->site->call, select->site->call->model);
    struct op op = *select;
    op.site = site;
    op.channel = term_expand(lifting->program, select->function, clause->channel);
    add_op(lifting, &op);
}

static void find_operation(struct lifting *lifting, struct call *call, enum op_kind kind)
{
    struct function *function = call->function;
    struct op_site *site = new_site(lifting, kind, call, call->model);
    struct op op = {
        .site = site,
        .function = function,
        .channel = kind == OP_SELECT ? NULL : operand(lifting, call, kind),
        .mode = call->model->mode,
        .timeout_model = call->model,
        .anchor = call,
    };
    const struct ir_expr *timeout = call_argument(call, call->model->timeout_argument);
    op.timeout = timeout ? term_expand(lifting->program, function, timeout) : NULL;
    if (kind == OP_SEND || kind == OP_RECEIVE)
        op.guards = guards_of(lifting, function, call->block);
    if (kind == OP_SELECT) {
        decide_mode(&op);
        site->clauses = keep(lifting, select_clauses(lifting->program, call, &op.mode));
    }
    add_op(lifting, &op);
    if (kind == OP_SELECT)
        add_only_clause(lifting, &op);
}

/* -- lifting -- */

/* A layer of the channel itself: all that the function calls is about the channel that it was given. */
static bool is_layer(const struct op *op)
{
    const struct function *function = op->function;
    const struct ir_expr *root = op->channel ? term_root(op->channel) : NULL;
    if (!root || root->kind != IR_PARAM)
        return false;
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        bool about = false;
        for (uint32_t i = 0; i < call->ir->n_args; i++)
            about |= term_contains(call->ir->args[i], root);
        if (!about)
            return false;
    }
    return true;
}

static const struct op_path *longer(struct lifting *lifting, const struct call *call,
    const struct function *callee, const struct op_path *path, unsigned *length)
{
    *length = 1;
    for (const struct op_path *step = path; step; step = step->next)
        ++*length;
    struct op_path *first = arena_alloc(lifting->program->arena, sizeof *first);
    *first = (struct op_path){call, callee, path};
    return first;
}

/* What the callee is handed to call: does this caller hand it something else than what leads to the op? */
static bool hands_other(struct lifting *lifting, const struct call *call, const struct op *inner)
{
    const struct op_path *path = inner->path;
    const struct function *handed =
        path && call_is_of_param(path->call) ? call_handed(lifting->program, call, path->call) : NULL;
    return handed && handed != path->callee;
}

/* Does the function do the same with a deadline, too? */
static bool has_deadline(struct program *program, const GPtrArray *open, const struct op *forever)
{
    for (guint i = 0; forever->mode == MODEL_FOREVER && forever->channel && i < open->len; i++) {
        const struct op *op = g_ptr_array_index(open, i);
        if (op->mode == MODEL_TIMEOUT && op->site->kind == forever->site->kind && op->channel &&
            term_equal(op->channel, forever->channel) &&
            wait_may_have_deadline(program, forever->site->call, op->site->call))
            return true;
    }
    return false;
}

/* What may wait forever or not, for a reason that is not known, is taken not to. */
static void lift(
    struct lifting *lifting, struct call *call, const struct function *callee, const struct op *inner)
{
    struct program *program = lifting->program;
    struct op op = *inner;
    unsigned length;
    bool unknown;
    op.function = call->function;
    op.guards = NULL;
    op.path = longer(lifting, call, callee, inner->path, &length);
    if (length > MOST_CALLS || hands_other(lifting, call, inner) ||
        !pass_guards(lifting, call, callee, inner->guards, &op.guards, &unknown) ||
        (unknown && has_deadline(program, lifting->open[callee->id], inner)))
        return;
    if (inner->channel)
        op.channel =
            term_expand(program, call->function, term_substitute(program, call, callee, inner->channel));
    if (inner->timeout)
        op.timeout =
            term_expand(program, call->function, term_substitute(program, call, callee, inner->timeout));
    if (inner->site->handmade && inner->depth == 0 && (!inner->path || is_layer(inner)))
        op.anchor = call;
    else
        op.depth = inner->depth + 1;
    add_op(lifting, &op);
}

static bool waits_with_deadline(struct program *program, const GPtrArray *wrapped, const struct wait *forever)
{
    for (guint i = 0; forever->mode == MODEL_FOREVER && i < wrapped->len; i++) {
        const struct wait *wait = &((const struct wrapped *)g_ptr_array_index(wrapped, i))->wait;
        if (wait->mode == MODEL_TIMEOUT && term_equal(wait->object, forever->object) &&
            wait_may_have_deadline(program, forever->call, wait->call))
            return true;
    }
    return false;
}

static void lift_wait(
    struct lifting *lifting, struct call *call, const struct function *callee, const struct wrapped *inner)
{
    struct program *program = lifting->program;
    struct wrapped outer = *inner;
    bool unknown;
    outer.op.function = call->function;
    outer.op.guards = NULL;
    if (!pass_guards(lifting, call, callee, inner->op.guards, &outer.op.guards, &unknown) ||
        (unknown && waits_with_deadline(program, lifting->wrapped[callee->id], &inner->wait)))
        return;
    outer.wait.call = call;
    outer.wait.object =
        term_expand(program, call->function, term_substitute(program, call, callee, inner->wait.object));
    if (inner->wait.lock)
        outer.wait.lock =
            term_expand(program, call->function, term_substitute(program, call, callee, inner->wait.lock));
    outer.wait.conditions =
        keep(lifting, wait_conditions_of(lifting->waits, call, callee, inner->wait.conditions));
    add_wait(lifting, &outer);
}

static void lift_from(struct lifting *lifting, struct call *call, const struct function *callee)
{
    const GPtrArray *open = lifting->open[callee->id], *wrapped = lifting->wrapped[callee->id];
    if (callee == call->function)
        return;
    for (guint i = 0; open && i < open->len; i++)
        lift(lifting, call, callee, g_ptr_array_index(open, i));
    for (guint i = 0; wrapped && i < wrapped->len; i++)
        lift_wait(lifting, call, callee, g_ptr_array_index(wrapped, i));
}

static void visit_call(struct lifting *lifting, struct call *call)
{
    for (uint32_t i = 0; !call->spawns && i < call->n_targets; i++)
        lift_from(lifting, call, call->targets[i]);
    if (!call->model)
        return;
    if (call->model->role == MODEL_WAIT || call->model->role == MODEL_ACQUIRE) {
        find_wait(lifting, call);
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].role == call->model->role)
            find_operation(lifting, call, kinds[i].kind);
}

/* A send that only sets what it waits on is one only when somebody takes that; else it is a lock made by
 * hand. */
static bool has_taker(const struct lifting *lifting, const struct op_site *send)
{
    const GPtrArray *sites = lifting->ops->sites;
    for (guint i = 0; i < sites->len; i++) {
        const struct op_site *site = g_ptr_array_index(sites, i);
        if (site->kind == OP_RECEIVE && site->handmade &&
            waits_group(lifting->waits, site->group) == waits_group(lifting->waits, send->group))
            return true;
    }
    return false;
}

static void finish_sites(struct lifting *lifting)
{
    const GPtrArray *sites = lifting->ops->sites;
    for (guint i = 0; i < sites->len; i++) {
        struct op_site *site = g_ptr_array_index(sites, i);
        site->group = waits_group(lifting->waits, site->group);
        if (site->weak && !has_taker(lifting, site))
            site->kind = OP_WAIT;
        if (site->kind == OP_WAIT)
            site->flags = site->unheard = NULL; /* its condition is what it waits for */
    }
}

struct ops *ops_new(struct program *program, struct classes *classes, struct waits *waits,
    const GPtrArray *order, GHashTable *bodies)
{
    guint n = program->functions->len;
    struct ops *ops = g_new0(struct ops, 1);
    *ops = (struct ops){g_ptr_array_new(), g_ptr_array_new(), g_new0(GPtrArray *, n + 1),
        g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref)};
    struct lifting lifting = {
        program, classes, waits, bodies, ops, g_new0(GPtrArray *, n + 1), g_new0(GPtrArray *, n + 1)};
    for (guint i = 0; i < order->len; i++) {
        struct function *function = g_ptr_array_index(order, i);
        for (uint32_t c = 0; c < function->n_calls; c++)
            visit_call(&lifting, &function->calls[c]);
    }
    finish_sites(&lifting);
    for (guint i = 0; i < n; i++) {
        g_clear_pointer(&lifting.open[i], g_ptr_array_unref);
        g_clear_pointer(&lifting.wrapped[i], g_ptr_array_unref);
    }
    g_free(lifting.open);
    g_free(lifting.wrapped);
    return ops;
}

void ops_free(struct ops *ops)
{
    g_ptr_array_unref(ops->sites);
    g_ptr_array_unref(ops->ops);
    g_ptr_array_unref(ops->arrays);
    g_free(ops->by_function);
    g_free(ops);
}
