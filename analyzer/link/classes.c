#include "link/nodes.h"
#include "link/select.h"
#include "link/terms.h"

#include <string.h>

/* -- statements -- */

static struct function *add_function(
    struct classes *classes, struct function *function, uint32_t to, const struct ir_expr *value)
{
    struct function *target = program_find(classes->program, function->unit, value->name);
    if (target)
        node_add_function(classes, to, target);
    return target;
}

static void assign(
    struct classes *classes, struct function *function, uint32_t to, const struct ir_expr *value)
{
    if (value->kind == IR_FUNC) {
        const struct model_function *model = program_model(classes->program, function->unit, value->name);
        if (model) {
            node_add_model(classes, to, model);
            return;
        }
        struct function *target = add_function(classes, function, to, value);
        if (target)
            target->address_taken = true;
        return;
    }
    uint32_t from = classes_value(classes, function, value);
    if (from && to)
        node_unify(classes, to, from);
}

/* The last name of a method: `run` of `app::Task::run(int)`; `length` of it. NULL: it is no method. */
static const char *method_of(const char *name, size_t *length)
{
    size_t whole = strcspn(name, "(");
    const char *colons = g_strrstr_len(name, (gssize)whole, "::");
    *length = colons ? whole - (size_t)(colons - name) : 0;
    return colons;
}

/* What overrides a method is no handler because of that: `set global:"Task::run" fn:"Blink::run"`
 * (ir/README.md). */
static bool overrides(const struct ir_instr *instr)
{
    size_t n, m;
    if (instr->target->kind != IR_GLOBAL || instr->value->kind != IR_FUNC)
        return false;
    const char *a = method_of(instr->target->name, &n), *b = method_of(instr->value->name, &m);
    return a && b && n == m && strncmp(a, b, n) == 0;
}

static uint32_t returned_value(struct classes *classes, const struct function *function)
{
    struct frame *frame = &classes->frames[function->id];
    if (!frame->returned)
        frame->returned = node_new(classes, false);
    return classes_find(classes, frame->returned);
}

static void find_selects(struct classes *classes)
{
    const struct program *program = classes->program;
    for (guint i = 0; i < program->functions->len; i++) {
        const struct function *function = program_function(program, i);
        for (uint32_t c = 0; c < function->n_calls; c++) {
            const struct model_function *model = function->calls[c].model;
            if (model && model->clauses.record && !g_ptr_array_find(classes->selects, &model->clauses, NULL))
                g_ptr_array_add(classes->selects, (gpointer)&model->clauses);
        }
    }
}

bool classes_is_operand(const struct classes *classes, const struct ir_expr *place)
{
    for (guint i = 0; place->kind == IR_FIELD && i < classes->selects->len; i++) {
        const struct model_clauses *clauses = g_ptr_array_index(classes->selects, i);
        if (g_str_equal(place->record, clauses->record) &&
            (g_str_equal(place->name, clauses->channel) || g_strcmp0(place->name, clauses->value) == 0))
            return true;
    }
    return false;
}

struct frame_of {
    struct classes *classes;
    struct function *function;
};

/* Looks at each place with an index that is not known, and at each pointer that walks, wherever it stands:
 * what arrays are whole must not depend on who asks for what. */
static bool look_at(const struct ir_expr *part, void *context)
{
    const struct frame_of *frame = context;
    bool indexes = part->kind == IR_INDEX && part->b->kind != IR_INT;
    bool walks = (part->kind == IR_OP && g_str_equal(part->name, "move")) ||
                 (part->kind == IR_ADDR && part->a->kind == IR_INDEX);
    if (indexes || walks)
        classes_value(frame->classes, frame->function, part);
    return false;
}

static void look_at_arrays(struct classes *classes, struct function *function, const struct ir_block *block)
{
    struct frame_of frame = {classes, function};
    for (uint32_t i = 0; i < block->n_instrs; i++) {
        const struct ir_instr *instr = &block->instrs[i];
        term_any(instr->target, look_at, &frame);
        term_any(instr->value, look_at, &frame);
        for (uint32_t a = 0; a < instr->n_args; a++)
            term_any(instr->args[a], look_at, &frame);
    }
    term_any(block->value, look_at, &frame);
}

static void add_statements(struct classes *classes, struct function *function)
{
    const struct ir_function *ir = function->ir;
    for (uint32_t b = 0; b < ir->n_blocks; b++) {
        const struct ir_block *block = &ir->blocks[b];
        look_at_arrays(classes, function, block);
        for (uint32_t i = 0; i < block->n_instrs; i++) {
            const struct ir_instr *instr = &block->instrs[i];
            if (instr->kind != IR_SET || classes_is_operand(classes, instr->target))
                continue;
            uint32_t to = node_value(classes, node_location(classes, function, instr->target));
            if (overrides(instr))
                add_function(classes, function, to, instr->value);
            else
                assign(classes, function, to, instr->value);
        }
        if (block->exit == IR_RETURN && block->value)
            assign(classes, function, returned_value(classes, function), block->value);
    }
}

/* What comes out of a channel by a clause is what was sent into it, as with operations: see move_value. */
static void move_values(struct classes *classes, struct call *select)
{
    struct select_row rows[MOST_CLAUSES];
    uint32_t n = select_rows(classes->program, select, rows);
    for (uint32_t i = 0; i < n; i++) {
        if (!rows[i].channel || !rows[i].value)
            continue;
        uint32_t channel = classes_value(classes, select->function, rows[i].channel);
        node_unify(classes, node_value(classes, node_pointed(classes, channel)),
            classes_pointed(classes, select->function, rows[i].value));
    }
}

/* requires: what functions do; a clause's channel is looked up there */
static void add_selects(struct classes *classes, struct function *function)
{
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct model_function *model = function->calls[c].model;
        if (model && model->clauses.value)
            move_values(classes, &function->calls[c]);
    }
}

/* -- calls -- */

static struct creation *memory_made_by(struct classes *classes, struct call *call)
{
    struct creation *creation = g_hash_table_lookup(classes->fresh, call);
    if (!creation) {
        creation = arena_alloc(classes->program->arena, sizeof *creation);
        *creation = (struct creation){call->function, call, NULL, MODEL_UNKNOWN};
        g_hash_table_insert(classes->fresh, call, creation);
    }
    return creation;
}

static void copy_models(struct classes *classes, uint32_t from, uint32_t to)
{
    const GPtrArray *models = from ? marks_items(node_at(classes, from)->models) : NULL;
    for (guint i = 0; models && i < models->len; i++)
        node_add_model(classes, to, g_ptr_array_index(models, i));
}

/* Memory that a wrapper of malloc returns was made where the wrapper was called. */
static void copy_marks(struct classes *classes, struct call *call, uint32_t from, uint32_t to)
{
    const struct node *source = node_at(classes, from);
    if (source->foreign && !node_at(classes, to)->foreign) {
        node_at(classes, to)->foreign = true;
        classes->changes++;
    }
    if (source->lost && !node_at(classes, to)->lost) {
        node_at(classes, to)->lost = true;
        classes->changes++;
    }
    const GPtrArray *functions = marks_items(source->functions), *creations = marks_items(source->creations);
    for (guint i = 0; functions && i < functions->len; i++)
        node_add_function(classes, to, g_ptr_array_index(functions, i));
    copy_models(classes, from, to);
    bool memory = false;
    for (guint i = 0; creations && i < creations->len; i++) {
        struct creation *creation = g_ptr_array_index(creations, i);
        if (creation->model)
            node_add_creation(classes, to, creation);
        memory |= !creation->model;
    }
    if (memory)
        node_add_creation(classes, to, memory_made_by(classes, call));
}

enum { INSTANCE_DEPTH = 3 };

static void instantiate_pointed(
    struct classes *classes, struct call *call, uint32_t callee, uint32_t caller, unsigned depth);

/* What the callee does to a value, done to the caller's: unified when the callee keeps it, else only what was
 * learned of it is copied, and so on through pointers. */
static void instantiate(
    struct classes *classes, struct call *call, uint32_t callee, uint32_t caller, unsigned depth)
{
    callee = classes_find(classes, callee);
    caller = classes_find(classes, caller);
    if (!callee || !caller || callee == caller)
        return;
    if (node_at(classes, callee)->rigid) {
        node_unify(classes, callee, caller);
        return;
    }
    copy_marks(classes, call, callee, caller);
    uint32_t place = node_at(classes, callee)->link;
    if (place && depth < INSTANCE_DEPTH)
        instantiate_pointed(classes, call, place, node_pointed(classes, caller), depth + 1);
}

static void instantiate_held(
    struct classes *classes, struct call *call, uint32_t callee, uint32_t caller, unsigned depth)
{
    uint32_t held = node_at(classes, classes_find(classes, callee))->link;
    if (held)
        instantiate(classes, call, held, node_value(classes, caller), depth);
}

/* Does the callee take the array's elements, whichever they are, for more than bytes: does it look into them,
 * keep them, or put something there? */
static bool takes_any(const struct classes *classes, uint32_t array)
{
    const struct node *node = node_at(classes, classes_find(classes, array));
    const struct node *held =
        node->whole && node->link ? node_at(classes, classes_find(classes, node->link)) : NULL;
    return held && (held->rigid || held->link || held->creations || held->functions || held->models);
}

/* The same of locations, and of the elements that they have when they are arrays. */
static void instantiate_pointed(
    struct classes *classes, struct call *call, uint32_t callee, uint32_t caller, unsigned depth)
{
    if (takes_any(classes, callee))
        node_make_whole(classes, caller);
    instantiate_held(classes, call, callee, caller, depth);
    g_autoptr(GArray) indices = node_indices(classes, callee);
    for (guint i = 0; indices && i < indices->len; i++) {
        int64_t index = g_array_index(indices, int64_t, i);
        instantiate_held(
            classes, call, node_element(classes, callee, index), node_element(classes, caller, index), depth);
    }
}

/* A flow does once more what the callee has learned to do since. Functions go down into parameters without
 * making the arguments one class. */
static void follow(struct classes *classes, const struct flow *flow)
{
    instantiate(classes, flow->call, flow->callee, flow->caller, 0);
    if (!flow->functions)
        return;
    const GPtrArray *functions = classes_functions(classes, flow->caller);
    for (guint i = 0; functions && i < functions->len; i++)
        node_add_function(classes, flow->callee, g_ptr_array_index(functions, i));
    copy_models(classes, classes_find(classes, flow->caller), flow->callee);
}

static void add_flow(struct classes *classes, struct flow flow)
{
    if (!flow.callee || !flow.caller)
        return;
    g_array_append_val(classes->flows, flow);
    follow(classes, &flow);
}

static uint32_t param_value(struct classes *classes, const struct function *function, uint32_t index)
{
    return node_value(classes, node_of_param(classes, function, index));
}

/* May a value of this type lead to a channel? Not a number or text; but plain int is some libraries' handle.
 */
static bool is_followed(const char *type)
{
    static const char *const skipped[] = {"const ", "volatile ", "unsigned ", "signed ", NULL};
    static const char *const plain[] = {
        "char", "short", "long", "float", "double", "_Bool", "bool", "enum ", NULL};
    bool is_unsigned = false;
    for (unsigned i = 0; skipped[i]; i++)
        if (g_str_has_prefix(type, skipped[i])) {
            type += strlen(skipped[i]);
            is_unsigned |= i == 2;
        }
    if (is_unsigned && g_str_has_prefix(type, "int"))
        return false;
    for (unsigned i = 0; plain[i]; i++)
        if (g_str_has_prefix(type, plain[i]))
            return strchr(type, '*') != strrchr(type, '*') ||
                   (strchr(type, '*') && !g_str_equal(plain[i], "char")) || strchr(type, '(');
    return true;
}

/* What a task gets is one value, for the task and for who started it. */
static void share(struct classes *classes, uint32_t param, uint32_t value)
{
    node_unify(classes, param, value);
    node_make_rigid(classes, param);
}

/* A number may be some library's handle, but is no function, though a union may hold either. */
static bool takes_functions(const struct function *target, uint32_t param)
{
    return !g_str_equal(target->ir->params[param].type, "int");
}

static void pass_argument(struct classes *classes, struct call *call, struct function *target, uint32_t i)
{
    const struct ir_expr *arg = call->ir->args[i];
    uint32_t param = param_value(classes, target, i), value = classes_value(classes, call->function, arg);
    if (call->spawns)
        share(classes, param, value);
    if (arg->kind == IR_FUNC)
        assign(classes, call->function, param, arg);
    else if (!call->spawns)
        add_flow(classes, (struct flow){call, param, value, takes_functions(target, i)});
}

static void pass_arguments(struct classes *classes, struct call *call, struct function *target)
{
    const bool *followed = classes->frames[target->id].followed;
    uint32_t n = MIN(call->ir->n_args, target->ir->n_params);
    for (uint32_t i = 0; i < n; i++)
        if (followed[i])
            pass_argument(classes, call, target, i);
    if (!call->spawns && followed[target->ir->n_params])
        add_flow(classes, (struct flow){call, returned_value(classes, target),
                              node_of_result(classes, call->function, call->ir->result), false});
}

static int64_t constant(const struct ir_expr *expr)
{
    return expr && expr->kind == IR_INT ? expr->value : MODEL_UNKNOWN;
}

uint32_t classes_argument(struct classes *classes, const struct call *call, int index, enum model_way way)
{
    if (index == MODEL_RESULT)
        return node_of_result(classes, call->function, call->ir->result);
    const struct ir_expr *arg = call_argument(call, index);
    if (!arg)
        return CLASS_NONE;
    return way == MODEL_ITSELF ? classes_value(classes, call->function, arg)
                               : classes_pointed(classes, call->function, arg);
}

static void make_channel(struct classes *classes, struct call *call)
{
    const struct model_function *model = call->model;
    struct creation *creation = memory_made_by(classes, call);
    if (!creation->model) {
        creation->model = model;
        creation->capacity = model->capacity_argument == MODEL_NONE
                                 ? model->capacity
                                 : constant(call_argument(call, model->capacity_argument));
    }
    uint32_t channel = classes_argument(classes, call, model->channel, model->channel_way);
    node_add_creation(classes, channel, creation);
    if (channel && model->public)
        node_at(classes, channel)->foreign = true;
}

/* All that is handed over is in one array, an element each. */
static void pass_packed(struct classes *classes, struct call *call, struct function *body)
{
    const struct model_function *model = call->model;
    const struct ir_expr *given;
    if (model->parameter >= body->ir->n_params)
        return;
    uint32_t array = node_pointed(classes, param_value(classes, body, model->parameter));
    for (int i = model->argument; (given = call_argument(call, i)); i++)
        share(classes, node_value(classes, node_element(classes, array, i - model->argument)),
            classes_value(classes, call->function, given));
}

/* The values that a task's body gets are those that its spawn hands over. */
static void pass_to_body(struct classes *classes, struct call *call)
{
    const struct model_function *model = call->model;
    const struct ir_expr *given;
    struct function *target =
        program_named(classes->program, call->function, call_argument(call, model->body));
    if (!target)
        return;
    target->address_taken = true;
    uint32_t first = model->parameter;
    if (model->packed) {
        pass_packed(classes, call, target);
        return;
    }
    uint32_t n = model->spreads ? target->ir->n_params : MIN(target->ir->n_params, first + 1);
    for (uint32_t i = first; i < n && (given = call_argument(call, model->argument + (int)(i - first))); i++)
        share(classes, param_value(classes, target, i), classes_value(classes, call->function, given));
}

/* What is sent into a channel is what comes out of it: one value, which its handle leads to. */
static void move_value(struct classes *classes, struct call *call)
{
    const struct model_function *model = call->model;
    uint32_t channel = classes_argument(classes, call, model->channel, model->channel_way);
    const struct ir_expr *arg = call_argument(call, model->value);
    if (!channel || model->value == MODEL_NONE)
        return;
    uint32_t content = node_value(classes, node_pointed(classes, channel));
    if (arg && model->role == MODEL_SEND && model->value_way == MODEL_ITSELF)
        assign(classes, call->function, content, arg);
    else
        node_unify(classes, content, classes_argument(classes, call, model->value, model->value_way));
}

static void call_unseen(struct classes *classes, struct call *call)
{
    uint32_t result = node_of_result(classes, call->function, call->ir->result);
    if (call->callee)
        node_add_creation(classes, result, memory_made_by(classes, call));
    for (uint32_t i = 0; i < call->ir->n_args; i++) {
        const struct ir_expr *arg = call->ir->args[i];
        if (arg->kind == IR_FUNC) /* a call-back */
            assign(classes, call->function, CLASS_NONE, arg);
        uint32_t value =
            call->exposes || call->loses ? classes_value(classes, call->function, arg) : CLASS_NONE;
        if (value && call->exposes)
            node_at(classes, value)->foreign = true;
        if (value && call->loses)
            node_at(classes, value)->lost = true;
    }
}

/* The result is another name of the value. */
static void name_anew(struct classes *classes, struct call *call)
{
    const struct model_function *model = call->model;
    if (model->value != MODEL_NONE)
        classes_unify(classes, node_of_result(classes, call->function, call->ir->result),
            classes_argument(classes, call, model->value, model->value_way));
}

/* What the library's function does that the call runs, or one that is not seen. */
static void add_effect(struct classes *classes, struct call *call)
{
    if (call->model && call->model->role == MODEL_CREATE)
        make_channel(classes, call);
    else if (call->model && (call->model->role == MODEL_SEND || call->model->role == MODEL_RECEIVE))
        move_value(classes, call);
    else if (call->model && call->model->role == MODEL_SPAWN)
        pass_to_body(classes, call);
    else if (call->model && call->model->role == MODEL_ALLOCATE)
        node_add_creation(classes, node_of_result(classes, call->function, call->ir->result),
            memory_made_by(classes, call));
    else if (!call->model && call->n_targets == 0)
        call_unseen(classes, call);
    if (call->model && (call->model->role == MODEL_ALIAS || call->model->role == MODEL_SPAWN))
        name_anew(classes, call);
}

static bool is_through_pointer(const struct call *call)
{
    return !call->callee && call->ir->target->kind != IR_FUNC;
}

static void add_call(struct classes *classes, struct call *call)
{
    for (uint32_t i = 0; i < call->n_targets; i++)
        pass_arguments(classes, call, call->targets[i]);
    add_effect(classes, call);
    if (is_through_pointer(call))
        g_ptr_array_add(classes->through_pointers, call);
}

/* Callees tend to stand before callers: any order is right. */
static void add_calls(struct classes *classes)
{
    const GPtrArray *functions = classes->program->functions;
    for (guint i = functions->len; i-- > 0;) {
        struct function *function = g_ptr_array_index(functions, i);
        for (uint32_t c = 0; c < function->n_calls; c++)
            add_call(classes, &function->calls[c]);
    }
}

/* Do the two do the same with the same arguments? */
static bool means_same(const struct model_function *a, const struct model_function *b)
{
    return a->role == b->role && a->mode == b->mode && a->channel == b->channel && a->value == b->value &&
           a->body == b->body && a->argument == b->argument && a->handle == b->handle &&
           a->condition == b->condition && a->lock == b->lock && a->timeout_argument == b->timeout_argument;
}

/* What a call through the pointer does when all that it may be are functions of a library that do the same;
 * or NULL. */
static const struct model_function *model_behind(const struct classes *classes, uint32_t pointer)
{
    const GPtrArray *models = pointer ? marks_items(node_at(classes, pointer)->models) : NULL;
    if (!models || classes_functions(classes, pointer))
        return NULL;
    const struct model_function *first = g_ptr_array_index(models, 0);
    for (guint i = 1; i < models->len; i++)
        if (!means_same(first, g_ptr_array_index(models, i)))
            return NULL;
    return first;
}

/* C's `f()` says nothing of its arguments, and is given any. */
static bool takes(const struct function *target, const struct call *call)
{
    return target->ir->n_params == call->ir->n_args || target->ir->n_params == 0;
}

/* A call through a pointer runs what the pointer's class holds, if it takes these arguments. */
static void add_targets(struct classes *classes, struct call *call)
{
    uint32_t value = classes_value(classes, call->function, call->ir->target);
    const struct model_function *model = model_behind(classes, value);
    if (model != call->model) {
        classes->changes++;
        call->model = model;
        add_effect(classes, call);
    }
    const GPtrArray *functions = classes_functions(classes, value);
    if (!functions || functions->len > MOST_TARGETS)
        return;
    for (guint i = 0; i < functions->len; i++) {
        struct function *target = g_ptr_array_index(functions, i);
        if (takes(target, call) && program_add_target(classes->program, call, target)) {
            classes->changes++;
            pass_arguments(classes, call, target);
        }
    }
}

enum { MOST_ROUNDS = 12 };

static void add_spawned(GHashTable *spawned, const struct function *function)
{
    for (uint32_t c = 0; c < function->n_calls; c++)
        for (uint32_t t = 0; function->calls[c].spawns && t < function->calls[c].n_targets; t++)
            g_hash_table_add(spawned, function->calls[c].targets[t]);
}

/* What functions that nobody here calls or spawns are given comes from code that is not seen. */
static void mark_foreign(struct classes *classes)
{
    g_autoptr(GHashTable) spawned = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < classes->program->functions->len; i++)
        add_spawned(spawned, program_function(classes->program, i));
    for (guint i = 0; i < classes->program->functions->len; i++) {
        struct function *function = program_function(classes->program, i);
        if (function->callers->len > 0 || function->address_taken || function->is_main ||
            g_hash_table_contains(spawned, function))
            continue;
        for (uint32_t p = 0; p < function->ir->n_params; p++)
            node_at(classes, param_value(classes, function, p))->foreign = true;
    }
}

static void make_frame(struct arena *arena, struct frame *frame, const struct ir_function *ir)
{
    frame->params = arena_new_array(arena, uint32_t, ir->n_params + 1);
    frame->results = arena_new_array(arena, uint32_t, ir->n_results + 1);
    frame->followed = arena_new_array(arena, bool, ir->n_params + 1);
    for (uint32_t p = 0; p < ir->n_params; p++)
        frame->followed[p] = is_followed(ir->params[p].type);
    frame->followed[ir->n_params] = is_followed(ir->type);
}

struct classes *classes_new(struct program *program)
{
    struct classes *classes = g_new0(struct classes, 1);
    *classes = (struct classes){
        .program = program,
        .nodes = g_array_new(FALSE, TRUE, sizeof(struct node)),
        .frames = arena_new_array(program->arena, struct frame, program->functions->len + 1),
        .globals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .fresh = g_hash_table_new(NULL, NULL),
        .selects = g_ptr_array_new(),
        .flows = g_array_new(FALSE, FALSE, sizeof(struct flow)),
        .through_pointers = g_ptr_array_new(),
    };
    node_new(classes, false);
    for (guint i = 0; i < program->functions->len; i++)
        make_frame(program->arena, &classes->frames[i], program_function(program, i)->ir);
    find_selects(classes);
    for (guint i = 0; i < program->functions->len; i++)
        add_statements(classes, program_function(program, i));
    for (guint i = 0; i < program->functions->len; i++)
        add_selects(classes, program_function(program, i));
    add_calls(classes);
    uint64_t before;
    unsigned round = 0;
    do {
        before = classes->changes;
        for (guint i = 0; i < classes->flows->len; i++)
            follow(classes, &g_array_index(classes->flows, struct flow, i));
        for (guint i = 0; i < classes->through_pointers->len; i++)
            add_targets(classes, g_ptr_array_index(classes->through_pointers, i));
    } while (classes->changes != before && ++round < MOST_ROUNDS);
    mark_foreign(classes);
    return classes;
}

void classes_free(struct classes *classes)
{
    for (guint i = 0; i < classes->nodes->len; i++) {
        struct node *node = node_at(classes, i);
        g_clear_pointer(&node->elements, g_hash_table_destroy);
        g_clear_pointer(&node->creations, marks_free);
        g_clear_pointer(&node->functions, marks_free);
        g_clear_pointer(&node->models, marks_free);
    }
    for (guint i = 0; i < classes->program->functions->len; i++)
        g_clear_pointer(&classes->frames[i].locals, g_hash_table_destroy);
    g_array_free(classes->nodes, TRUE);
    g_hash_table_destroy(classes->globals);
    g_hash_table_destroy(classes->fresh);
    g_ptr_array_unref(classes->selects);
    g_array_unref(classes->flows);
    g_ptr_array_unref(classes->through_pointers);
    g_free(classes);
}
