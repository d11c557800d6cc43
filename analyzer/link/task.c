#include "link/task.h"

#include "base/multimap.h"
#include "link/cfg.h"
#include "link/terms.h"

#include <string.h>

/* A spawn as one of the functions on the way to it sees it. */
struct spawn {
    struct call *spawn, *at;
    struct function *function; /* in whose frame `body` is */
    const struct ir_expr *body, *argument; /* argument: what the body gets; NULL: not followed */
    uint32_t parameter; /* of the body: which one gets it */
    struct function *trampoline;
    unsigned depth;
};

enum { WRAPPER_DEPTH = 6 };

struct search {
    struct program *program;
    struct classes *classes;
    GPtrArray *tasks;
    GHashTable *seen; /* "at body": a task */
};

/* The handle that names the task: an argument, or the bundle it is put into unless that argument is negative.
 */
static uint32_t handle_of(struct search *search, const struct call *spawn)
{
    const struct model_function *model = spawn->model;
    const struct ir_expr *group = call_argument(spawn, model->group);
    int64_t value;
    if (group && !(term_constant(group, &value) && value < 0))
        return classes_value(search->classes, spawn->function, group);
    return model->handle == MODEL_NONE
               ? CLASS_NONE
               : classes_argument(search->classes, spawn, model->handle, model->handle_way);
}

/* The call that opened the macro's block, which has the handle. */
static const struct call *opening_of(const struct call *body)
{
    const struct function *function = body->function;
    const struct call *opening = NULL;
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        if (call->model && call->model->role == MODEL_SPAWN_BEGIN && call->ir->at.line == body->ir->at.line &&
            call->ir->at.file == body->ir->at.file)
            opening = call;
    }
    return opening;
}

/* Has control been in a loop when it comes to the block? */
static bool is_behind_loop(const struct cfg *cfg, uint32_t block)
{
    g_autofree bool *before = cfg_reach_back(cfg, block);
    for (uint32_t b = 0; b < cfg->n; b++)
        if (before[b] && cfg->loop[b])
            return true;
    return false;
}

/* The call `ctx->func(ctx->arg)` of a body that starts what its argument says, by its pointer; or NULL. It
 * may hand on what stands before the body's own argument: `ctx->func(thread, ctx->arg)`. A body with a loop
 * before it has work of its own. */
static const struct call *trampoline_call(struct program *program, struct function *body, uint32_t parameter)
{
    for (uint32_t c = 0; c < body->n_calls; c++) {
        const struct call *call = &body->calls[c];
        if (call->callee || call->ir->n_args > parameter + 1)
            continue;
        const struct ir_expr *target = term_expand(program, body, call->ir->target);
        if (target->kind == IR_FIELD && target->a->kind == IR_DEREF && target->a->a->kind == IR_PARAM &&
            !is_behind_loop(cfg_of(body), call->block))
            return call;
    }
    return NULL;
}

/* What the trampoline calls the body with. */
static const struct ir_expr *handed_on(struct program *program, const struct spawn *spawn)
{
    const struct call *call = trampoline_call(program, spawn->trampoline, spawn->spawn->model->parameter);
    return call ? call_argument(call, (int)spawn->parameter) : NULL;
}

static void add_task(struct search *search, const struct spawn *spawn, struct function *body)
{
    g_autofree char *key = g_strdup_printf("%p %u", (void *)spawn->at, body->id);
    if (!g_hash_table_add(search->seen, g_strdup(key)))
        return;
    const struct call *model_call = spawn->spawn->spawns ? opening_of(spawn->spawn) : spawn->spawn;
    struct task *task = arena_alloc(search->program->arena, sizeof *task);
    *task = (struct task){
        .body = body,
        .trampoline = spawn->trampoline,
        .spawn = spawn->spawn,
        .at = spawn->at,
        .argument = spawn->argument,
        .parameter = spawn->parameter,
        .library = model_call ? model_call->model->model : NULL,
        .handle = model_call ? handle_of(search, model_call) : CLASS_NONE,
    };
    g_ptr_array_add(search->tasks, task);
    const struct ir_expr parameter = {.kind = IR_PARAM, .value = spawn->parameter};
    const struct ir_expr *handed = spawn->trampoline ? handed_on(search->program, spawn) : NULL;
    uint32_t got = classes_value(search->classes, body, &parameter);
    if (spawn->argument)
        classes_unify(search->classes, got, classes_value(search->classes, spawn->function, spawn->argument));
    else if (handed)
        classes_unify(search->classes, got, classes_value(search->classes, spawn->trampoline, handed));
}

/* What the spawning function puts into the field that the trampoline calls, or hands over; or NULL. */
static const struct ir_expr *put_into(
    struct program *program, struct function *function, const struct ir_expr *field)
{
    const struct ir_function *ir = function->ir;
    for (uint32_t b = 0; b < ir->n_blocks; b++)
        for (uint32_t i = 0; i < ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET && instr->target->kind == IR_FIELD && field->kind == IR_FIELD &&
                g_str_equal(instr->target->name, field->name) &&
                g_str_equal(instr->target->record, field->record))
                return term_expand(program, function, instr->value);
        }
    return NULL;
}

static void resolve(struct search *search, const struct spawn *spawn);

/* What the body behind the trampoline gets, as the spawning function sees it; NULL: only the trampoline does.
 */
static const struct ir_expr *argument_behind(
    struct search *search, const struct spawn *spawn, const struct call *trampoline)
{
    const struct ir_expr *handed = call_argument(trampoline, (int)spawn->parameter);
    return handed ? put_into(search->program, spawn->function,
                        term_expand(search->program, trampoline->function, handed))
                  : NULL;
}

static void resolve_trampoline(
    struct search *search, const struct spawn *spawn, const struct call *trampoline)
{
    struct spawn through = *spawn;
    struct function *function = trampoline->function;
    const struct ir_expr *target = term_expand(search->program, function, trampoline->ir->target);
    const struct ir_expr *given = put_into(search->program, spawn->function, target);
    through.trampoline = function;
    through.parameter = trampoline->ir->n_args > 0 ? trampoline->ir->n_args - 1 : 0;
    through.argument = argument_behind(search, &through, trampoline);
    through.body = given;
    if (given && given->kind != IR_INT) {
        resolve(search, &through);
        return;
    }
    const GPtrArray *functions =
        classes_functions(search->classes, classes_value(search->classes, function, target));
    for (guint i = 0; functions && i < functions->len; i++)
        add_task(search, &through, g_ptr_array_index(functions, i));
    if (!functions || functions->len == 0)
        add_task(search, spawn, function);
}

static void resolve_function(struct search *search, const struct spawn *spawn, struct function *body)
{
    const struct call *trampoline =
        spawn->trampoline ? NULL : trampoline_call(search->program, body, spawn->parameter);
    if (trampoline)
        resolve_trampoline(search, spawn, trampoline);
    else
        add_task(search, spawn, body);
}

/* The body is an argument of the function that spawns: each caller starts its own. */
static void resolve_in_callers(struct search *search, const struct spawn *spawn)
{
    const GPtrArray *callers = spawn->function->callers;
    for (guint i = 0; i < callers->len; i++) {
        struct call *call = g_ptr_array_index(callers, i);
        const struct ir_expr *body = term_substitute(search->program, call, spawn->function, spawn->body);
        struct spawn outer = *spawn;
        outer.function = call->function;
        outer.body = term_expand(search->program, call->function, body);
        if (spawn->argument)
            outer.argument = term_expand(search->program, call->function,
                term_substitute(search->program, call, spawn->function, spawn->argument));
        outer.at = call;
        outer.depth++;
        resolve(search, &outer);
    }
}

static void resolve(struct search *search, const struct spawn *spawn)
{
    const struct ir_expr *body = spawn->body;
    if (body->kind == IR_FUNC) {
        struct function *function = program_named(search->program, spawn->function, body);
        if (function)
            resolve_function(search, spawn, function);
        return;
    }
    if (body->kind == IR_PARAM && spawn->depth < WRAPPER_DEPTH && spawn->function->callers->len > 0) {
        resolve_in_callers(search, spawn);
        return;
    }
    const GPtrArray *functions =
        classes_functions(search->classes, classes_value(search->classes, spawn->function, body));
    for (guint i = 0; functions && i < functions->len; i++)
        resolve_function(search, spawn, g_ptr_array_index(functions, i));
}

static void find_spawn(struct search *search, struct call *call)
{
    struct spawn spawn = {.spawn = call, .at = call, .function = call->function};
    if (call->spawns) {
        for (uint32_t i = 0; i < call->n_targets; i++)
            add_task(search, &spawn, call->targets[i]);
        return;
    }
    const struct ir_expr *body = call_argument(call, call->model->body);
    if (!body)
        return;
    const struct ir_expr *given = call->model->packed ? NULL : call_argument(call, call->model->argument);
    spawn.parameter = call->model->parameter;
    spawn.body = term_expand(search->program, call->function, body);
    spawn.argument = given ? term_expand(search->program, call->function, given) : NULL;
    resolve(search, &spawn);
}

GPtrArray *tasks_find(struct program *program, struct classes *classes)
{
    struct search search = {
        program, classes, g_ptr_array_new(), g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    for (guint f = 0; f < program->functions->len; f++) {
        struct function *function = program_function(program, f);
        for (uint32_t c = 0; c < function->n_calls; c++) {
            struct call *call = &function->calls[c];
            if (call->spawns || (call->model && call->model->role == MODEL_SPAWN))
                find_spawn(&search, call);
        }
    }
    g_hash_table_destroy(search.seen);
    return search.tasks;
}

/* -- what a task gets to -- */

struct reaching {
    struct program *program;
    struct reach *reach;
    GArray *worklist; /* of uint32_t: functions whose calls are still to be followed */
};

static void reach(struct reaching *reaching, uint32_t function, const struct reach_step *step)
{
    GHashTable *steps = reaching->reach->steps;
    struct reach_step *known = g_hash_table_lookup(steps, GUINT_TO_POINTER(function));
    if (known && known->depth <= step->depth)
        return;
    if (!known) {
        known = g_new(struct reach_step, 1);
        g_hash_table_insert(steps, GUINT_TO_POINTER(function), known);
        g_array_append_val(reaching->reach->functions, function);
    }
    *known = *step;
    g_array_append_val(reaching->worklist, function);
}

/* Did the function have the task come here, by one that it hands over? Then it is not what is called here,
 * below it, through a pointer. */
static bool is_layer_above(
    const struct reach *reach, const struct function *above, const struct function *function)
{
    if (above->n_hands == 0)
        return false;
    for (struct reach_step step;; function = step.call->function) {
        for (uint32_t i = 0; i < above->n_hands; i++)
            if (above->hands[i] == function)
                return true;
        step = reach_to(reach, function);
        if (!step.call)
            return false;
    }
}

static void reach_targets(
    struct reaching *reaching, const struct call *call, unsigned depth, const struct call *via)
{
    const struct reach_step step = {depth, call, via};
    for (uint32_t t = 0; !call->spawns && t < call->n_targets; t++)
        if (call->n_targets == 1 || !is_layer_above(reaching->reach, call->targets[t], call->function))
            reach(reaching, call->targets[t]->id, &step);
}

/* What a function is handed to call, it calls for this caller, and not for others: `foreach(list, print)`. */
static void reach_handed(
    struct reaching *reaching, const struct call *call, const struct function *callee, unsigned depth)
{
    for (uint32_t c = 0; c < callee->n_calls; c++) {
        const struct call *inner = &callee->calls[c];
        if (!call_is_of_param(inner))
            continue;
        const struct function *handed = call_handed(reaching->program, call, inner);
        const struct reach_step step = {depth, inner, call};
        if (handed)
            reach(reaching, handed->id, &step);
        else
            reach_targets(reaching, inner, depth, call);
    }
}

static void follow(struct reaching *reaching, uint32_t id, const struct function *body)
{
    const struct function *function = program_function(reaching->program, id);
    unsigned depth = reach_to(reaching->reach, function).depth + 1;
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        if (call_is_of_param(call) && function != body)
            continue; /* followed where the function is called */
        reach_targets(reaching, call, depth, NULL);
        for (uint32_t t = 0; !call->spawns && t < call->n_targets; t++)
            reach_handed(reaching, call, call->targets[t], depth + 1);
    }
}

static gint compare_ids(gconstpointer a, gconstpointer b)
{
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return first < second ? -1 : first > second;
}

struct reach *task_reach(struct program *program, const struct task *task)
{
    struct reach *found = g_new(struct reach, 1);
    *found = (struct reach){
        .functions = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .steps = g_hash_table_new_full(NULL, NULL, NULL, g_free),
    };
    struct reaching reaching = {program, found, g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    reach(&reaching, task->body->id, &(struct reach_step){0});
    for (guint next = 0; next < reaching.worklist->len; next++)
        follow(&reaching, g_array_index(reaching.worklist, uint32_t, next), task->body);
    g_array_free(reaching.worklist, TRUE);
    g_array_sort(found->functions, compare_ids);
    return found;
}

void reach_free(struct reach *reach)
{
    g_array_unref(reach->functions);
    g_hash_table_destroy(reach->steps);
    g_free(reach);
}
