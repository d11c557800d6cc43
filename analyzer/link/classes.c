#include "link/classes.h"

#include "link/marks.h"

#include <string.h>

/* Two kinds of nodes: a location holds a value, a value may point to a location. */
struct node {
    uint32_t parent;
    uint32_t link; /* of a value: the location it points to; of a location: the value that it holds */
    uint32_t address; /* of a location: the value that points to it */
    uint8_t rank;
    bool is_location;
    bool rigid; /* it is reachable from a field or global: one value for all calls */
    bool foreign; /* it also comes from code that is not seen */
    uint8_t label_rank;
    const char *label;
    struct marks *creations, *functions;
};

enum label_rank { LABEL_NONE, LABEL_PARAM, LABEL_LOCAL, LABEL_GLOBAL, LABEL_FIELD };

/* A function's variables and results; nodes are made when first asked for. */
struct frame {
    uint32_t *params, *results;
    uint32_t returned;
    GHashTable *locals; /* name -> node */
};

struct classes {
    struct program *program;
    GArray *nodes; /* struct node; [0] is none */
    struct frame *frames; /* by function id */
    GHashTable *globals; /* key -> location */
    GHashTable *fresh; /* struct call * -> struct creation * of memory */
    GPtrArray *selects; /* const struct model_clauses *: those that take an array of structs */
    uint64_t changes;
};

static struct node *at(const struct classes *classes, uint32_t node)
{
    return &g_array_index(classes->nodes, struct node, node);
}

static uint32_t new_node(struct classes *classes, bool is_location)
{
    uint32_t id = classes->nodes->len;
    struct node node = {.parent = id, .is_location = is_location};
    g_array_append_val(classes->nodes, node);
    return id;
}

uint32_t classes_find(const struct classes *classes, uint32_t value)
{
    while (at(classes, value)->parent != value) {
        struct node *node = at(classes, value);
        node->parent = at(classes, node->parent)->parent;
        value = node->parent;
    }
    return value;
}

static uint32_t find(const struct classes *classes, uint32_t node)
{
    return classes_find(classes, node);
}

static void make_rigid(struct classes *classes, uint32_t id)
{
    id = find(classes, id);
    struct node *node = at(classes, id);
    if (!id || node->rigid)
        return;
    node->rigid = true;
    classes->changes++;
    uint32_t link = node->link, address = node->address;
    if (link)
        make_rigid(classes, link);
    if (address)
        make_rigid(classes, address);
}

static void unify(struct classes *classes, uint32_t a, uint32_t b);

static void unify_links(struct classes *classes, uint32_t a, uint32_t b)
{
    if (a && b)
        unify(classes, a, b);
}

static bool better_label(const struct node *a, const struct node *b)
{
    if (a->label_rank != b->label_rank)
        return a->label_rank > b->label_rank;
    return a->label && b->label && strcmp(a->label, b->label) < 0;
}

static void unify(struct classes *classes, uint32_t a, uint32_t b)
{
    a = find(classes, a);
    b = find(classes, b);
    if (a == b || !a || !b)
        return;
    if (at(classes, a)->rank < at(classes, b)->rank) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    struct node *root = at(classes, a), *child = at(classes, b);
    classes->changes++;
    if (root->rank == child->rank)
        root->rank++;
    child->parent = a;
    uint32_t link = child->link, address = child->address, other_link = root->link,
             other_address = root->address;
    root->link = other_link ? other_link : link;
    root->address = other_address ? other_address : address;
    root->foreign |= child->foreign;
    if (better_label(child, root)) {
        root->label = child->label;
        root->label_rank = child->label_rank;
    }
    root->creations = marks_merge(root->creations, child->creations);
    root->functions = marks_merge(root->functions, child->functions);
    child->creations = child->functions = NULL;
    bool rigid = root->rigid || child->rigid;
    root->rigid = child->rigid = false;
    unify_links(classes, link, other_link);
    unify_links(classes, address, other_address);
    if (rigid)
        make_rigid(classes, a);
}

uint32_t classes_unify(struct classes *classes, uint32_t a, uint32_t b)
{
    unify(classes, a, b);
    return find(classes, a ? a : b);
}

/* -- from expressions to nodes -- */

static uint32_t value_of(struct classes *classes, uint32_t location)
{
    location = find(classes, location);
    if (!location)
        return CLASS_NONE;
    if (!at(classes, location)->link) {
        uint32_t value = new_node(classes, false);
        at(classes, location)->link = value;
        at(classes, value)->rigid = at(classes, location)->rigid;
        at(classes, value)->label = at(classes, location)->label;
        at(classes, value)->label_rank = at(classes, location)->label_rank;
    }
    return find(classes, at(classes, location)->link);
}

static uint32_t address_of(struct classes *classes, uint32_t location)
{
    location = find(classes, location);
    if (!location)
        return CLASS_NONE;
    if (!at(classes, location)->address) {
        uint32_t value = new_node(classes, false);
        struct node *node = at(classes, value), *place = at(classes, location);
        node->link = location;
        node->rigid = place->rigid;
        node->label = place->label;
        node->label_rank = place->label_rank;
        place->address = value;
    }
    return find(classes, at(classes, location)->address);
}

static uint32_t pointed(struct classes *classes, uint32_t value)
{
    value = find(classes, value);
    if (!value)
        return CLASS_NONE;
    if (!at(classes, value)->link) {
        uint32_t location = new_node(classes, true);
        at(classes, location)->address = value;
        at(classes, location)->rigid = at(classes, value)->rigid;
        at(classes, value)->link = location;
    }
    return find(classes, at(classes, value)->link);
}

static uint32_t named_location(struct classes *classes, const char *label, enum label_rank rank, bool rigid)
{
    uint32_t location = new_node(classes, true);
    struct node *node = at(classes, location);
    node->label = label;
    node->label_rank = rank;
    node->rigid = rigid;
    return location;
}

/* The location with this key, shared by all functions. */
static uint32_t global_location(
    struct classes *classes, const char *key, const char *label, enum label_rank rank)
{
    uint32_t location = GPOINTER_TO_UINT(g_hash_table_lookup(classes->globals, key));
    if (!location) {
        location = named_location(classes, label, rank, true);
        g_hash_table_insert(classes->globals, g_strdup(key), GUINT_TO_POINTER(location));
    }
    return location;
}

static uint32_t field_location(
    struct classes *classes, const struct function *function, const struct ir_expr *field)
{
    g_autofree char *key =
        g_strdup_printf("%s.%s", program_scoped(classes->program, function, field->record), field->name);
    uint32_t known = GPOINTER_TO_UINT(g_hash_table_lookup(classes->globals, key));
    if (known)
        return known;
    g_autofree char *label = g_strdup_printf("%s.%s", field->record, field->name);
    return global_location(classes, key, arena_intern(classes->program->arena, label, -1), LABEL_FIELD);
}

static uint32_t variable_location(
    struct classes *classes, const struct function *function, const struct ir_expr *global)
{
    g_autofree char *key = global->value
                               ? g_strdup_printf("%p %s", (const void *)function->unit, global->name)
                               : g_strdup(program_scoped(classes->program, function, global->name));
    return global_location(classes, key, global->name, LABEL_GLOBAL);
}

static uint32_t local_location(struct classes *classes, struct frame *frame, const char *name)
{
    if (!frame->locals)
        frame->locals = g_hash_table_new(g_str_hash, g_str_equal);
    uint32_t location = GPOINTER_TO_UINT(g_hash_table_lookup(frame->locals, name));
    if (!location) {
        location = named_location(
            classes, *name == '$' ? NULL : name, *name == '$' ? LABEL_NONE : LABEL_LOCAL, false);
        g_hash_table_insert(frame->locals, (gpointer)name, GUINT_TO_POINTER(location));
    }
    return location;
}

static uint32_t param_location(struct classes *classes, const struct function *function, int64_t index)
{
    struct frame *frame = &classes->frames[function->id];
    if (index < 0 || index >= (int64_t)function->ir->n_params)
        return CLASS_NONE;
    if (!frame->params[index])
        frame->params[index] = named_location(classes, function->ir->params[index].name, LABEL_PARAM, false);
    return frame->params[index];
}

static uint32_t result_value(struct classes *classes, const struct function *function, int64_t number)
{
    struct frame *frame = &classes->frames[function->id];
    if (number < 1 || number > (int64_t)function->ir->n_results)
        return CLASS_NONE;
    if (!frame->results[number])
        frame->results[number] = new_node(classes, false);
    return find(classes, frame->results[number]);
}

static uint32_t location_of(struct classes *classes, struct function *function, const struct ir_expr *place)
{
    switch (place->kind) {
    case IR_PARAM:
        return param_location(classes, function, place->value);
    case IR_LOCAL:
        return local_location(classes, &classes->frames[function->id], place->name);
    case IR_GLOBAL:
        return variable_location(classes, function, place);
    case IR_FIELD:
        return field_location(classes, function, place);
    case IR_INDEX:
        return location_of(classes, function, place->a);
    case IR_DEREF:
        return pointed(classes, classes_value(classes, function, place->a));
    default:
        return CLASS_NONE;
    }
}

static void add_creation(struct classes *classes, uint32_t value, struct creation *creation);

/* A local that is pointed to is memory made by its function. */
static uint32_t address_value(struct classes *classes, struct function *function, const struct ir_expr *place)
{
    uint32_t location = location_of(classes, function, place);
    bool first = location && !at(classes, find(classes, location))->address;
    uint32_t value = address_of(classes, location);
    if (first && place->kind == IR_LOCAL) {
        struct creation *creation = arena_alloc(classes->program->arena, sizeof *creation);
        *creation = (struct creation){function, NULL, NULL, MODEL_UNKNOWN};
        add_creation(classes, value, creation);
    }
    return value;
}

uint32_t classes_value(struct classes *classes, struct function *function, const struct ir_expr *expr)
{
    switch (expr->kind) {
    case IR_RESULT:
        return result_value(classes, function, expr->value);
    case IR_ADDR:
        return address_value(classes, function, expr->a);
    case IR_OP: /* a pointer that is moved points to the same array */
        return g_str_equal(expr->name, "move") ? classes_value(classes, function, expr->a) : CLASS_NONE;
    default:
        return value_of(classes, location_of(classes, function, expr));
    }
}

uint32_t classes_address(struct classes *classes, struct function *function, const struct ir_expr *place)
{
    return address_of(classes, location_of(classes, function, place));
}

uint32_t classes_place(struct classes *classes, struct function *function, const struct ir_expr *place)
{
    return find(classes, location_of(classes, function, place));
}

uint32_t classes_pointed(struct classes *classes, struct function *function, const struct ir_expr *expr)
{
    return value_of(classes, pointed(classes, classes_value(classes, function, expr)));
}

/* -- marks -- */

static void add_mark(struct classes *classes, struct marks **set, gpointer mark)
{
    classes->changes += marks_add(set, mark);
}

enum { MOST_TARGETS = 100 }; /* of a call through a pointer; more say nothing */

static bool is_full(const struct marks *functions)
{
    return functions && functions->items->len > MOST_TARGETS;
}

static void add_function(struct classes *classes, uint32_t value, struct function *function)
{
    struct node *node = at(classes, find(classes, value));
    if (value && !is_full(node->functions))
        add_mark(classes, &node->functions, function);
}

static void add_creation(struct classes *classes, uint32_t value, struct creation *creation)
{
    if (value)
        add_mark(classes, &at(classes, find(classes, value))->creations, creation);
}

/* -- statements -- */

static void assign(
    struct classes *classes, struct function *function, uint32_t to, const struct ir_expr *value)
{
    if (value->kind == IR_FUNC) {
        struct function *target = program_find(classes->program, function->unit, value->name);
        if (target) {
            target->address_taken = true;
            add_function(classes, to, target);
        }
        return;
    }
    uint32_t from = classes_value(classes, function, value);
    if (from && to)
        unify(classes, to, from);
}

static uint32_t returned_value(struct classes *classes, const struct function *function)
{
    struct frame *frame = &classes->frames[function->id];
    if (!frame->returned)
        frame->returned = new_node(classes, false);
    return find(classes, frame->returned);
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
        if (g_str_equal(place->name, clauses->channel) && g_str_equal(place->record, clauses->record))
            return true;
    }
    return false;
}

static void add_statements(struct classes *classes, struct function *function)
{
    const struct ir_function *ir = function->ir;
    for (uint32_t b = 0; b < ir->n_blocks; b++) {
        const struct ir_block *block = &ir->blocks[b];
        for (uint32_t i = 0; i < block->n_instrs; i++) {
            const struct ir_instr *instr = &block->instrs[i];
            if (instr->kind == IR_SET && !classes_is_operand(classes, instr->target))
                assign(classes, function, value_of(classes, location_of(classes, function, instr->target)),
                    instr->value);
        }
        if (block->exit == IR_RETURN && block->value)
            assign(classes, function, returned_value(classes, function), block->value);
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

/* Memory that a wrapper of malloc returns was made where the wrapper was called. */
static void copy_marks(struct classes *classes, struct call *call, uint32_t from, uint32_t to)
{
    const struct node *source = at(classes, from);
    if (source->foreign && !at(classes, to)->foreign) {
        at(classes, to)->foreign = true;
        classes->changes++;
    }
    const GPtrArray *functions = marks_items(source->functions), *creations = marks_items(source->creations);
    for (guint i = 0; functions && i < functions->len; i++)
        add_function(classes, to, g_ptr_array_index(functions, i));
    bool memory = false;
    for (guint i = 0; creations && i < creations->len; i++) {
        struct creation *creation = g_ptr_array_index(creations, i);
        if (creation->model)
            add_creation(classes, to, creation);
        memory |= !creation->model;
    }
    if (memory)
        add_creation(classes, to, memory_made_by(classes, call));
}

enum { INSTANCE_DEPTH = 3 };

/* What the callee does to a value, done to the caller's: unified when the callee keeps it, else only what was
 * learned of it is copied, and so on through pointers. */
static void instantiate(
    struct classes *classes, struct call *call, uint32_t callee, uint32_t caller, unsigned depth)
{
    callee = find(classes, callee);
    caller = find(classes, caller);
    if (!callee || !caller || callee == caller)
        return;
    if (at(classes, callee)->rigid) {
        unify(classes, callee, caller);
        return;
    }
    copy_marks(classes, call, callee, caller);
    uint32_t place = at(classes, callee)->link;
    if (!place || depth == INSTANCE_DEPTH)
        return;
    uint32_t held = at(classes, find(classes, place))->link;
    if (held)
        instantiate(classes, call, held, value_of(classes, pointed(classes, caller)), depth + 1);
}

/* Functions flow down into parameters without making the arguments one class. */
static void pass_functions(
    struct classes *classes, struct function *caller, const struct ir_expr *arg, uint32_t param)
{
    if (arg->kind == IR_FUNC) {
        assign(classes, caller, param, arg);
        return;
    }
    uint32_t value = classes_value(classes, caller, arg);
    const GPtrArray *functions = classes_functions(classes, value);
    for (guint i = 0; functions && i < functions->len; i++)
        add_function(classes, param, g_ptr_array_index(functions, i));
}

static uint32_t param_value(struct classes *classes, const struct function *function, uint32_t index)
{
    return value_of(classes, param_location(classes, function, index));
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
    unify(classes, param, value);
    make_rigid(classes, param);
}

static void pass_arguments(struct classes *classes, struct call *call, struct function *target)
{
    struct function *caller = call->function;
    uint32_t n = MIN(call->ir->n_args, target->ir->n_params);
    for (uint32_t i = 0; i < n; i++) {
        if (!is_followed(target->ir->params[i].type))
            continue;
        const struct ir_expr *arg = call->ir->args[i];
        uint32_t param = param_value(classes, target, i), value = classes_value(classes, caller, arg);
        if (call->spawns)
            share(classes, param, value);
        else
            instantiate(classes, call, param, value, 0);
        pass_functions(classes, caller, arg, param_value(classes, target, i));
    }
    if (!call->spawns && is_followed(target->ir->type))
        instantiate(classes, call, returned_value(classes, target),
            result_value(classes, caller, call->ir->result), 0);
}

static int64_t constant(const struct ir_expr *expr)
{
    return expr && expr->kind == IR_INT ? expr->value : MODEL_UNKNOWN;
}

static const struct ir_expr *argument(const struct call *call, int index)
{
    return index >= 0 && (uint32_t)index < call->ir->n_args ? call->ir->args[index] : NULL;
}

uint32_t classes_argument(struct classes *classes, const struct call *call, int index, enum model_way way)
{
    if (index == MODEL_RESULT)
        return result_value(classes, call->function, call->ir->result);
    const struct ir_expr *arg = argument(call, index);
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
                                 : constant(argument(call, model->capacity_argument));
    }
    add_creation(classes, classes_argument(classes, call, model->channel, model->channel_way), creation);
}

/* The value that a task's body gets is the one that its spawn hands over. */
static void pass_to_body(struct classes *classes, struct call *call)
{
    const struct model_function *model = call->model;
    const struct ir_expr *body = argument(call, model->body), *given = argument(call, model->argument);
    if (!body)
        return;
    if (body->kind == IR_FUNC) {
        struct function *target = program_find(classes->program, call->function->unit, body->name);
        if (target) {
            target->address_taken = true;
            if (given && target->ir->n_params > 0)
                share(
                    classes, param_value(classes, target, 0), classes_value(classes, call->function, given));
        }
        return;
    }
}

static void call_unseen(struct classes *classes, struct call *call)
{
    uint32_t result = result_value(classes, call->function, call->ir->result);
    if (call->callee)
        add_creation(classes, result, memory_made_by(classes, call));
    for (uint32_t i = 0; i < call->ir->n_args; i++) {
        const struct ir_expr *arg = call->ir->args[i];
        if (arg->kind == IR_FUNC) /* a call-back */
            assign(classes, call->function, CLASS_NONE, arg);
        uint32_t value = call->exposes ? classes_value(classes, call->function, arg) : CLASS_NONE;
        if (value)
            at(classes, value)->foreign = true;
    }
}

static void add_call(struct classes *classes, struct call *call)
{
    for (uint32_t i = 0; i < call->n_targets; i++)
        pass_arguments(classes, call, call->targets[i]);
    if (call->model && call->model->role == MODEL_CREATE)
        make_channel(classes, call);
    else if (call->model && call->model->role == MODEL_SPAWN)
        pass_to_body(classes, call);
    else if (call->model && call->model->role == MODEL_ALIAS)
        classes_unify(classes, result_value(classes, call->function, call->ir->result),
            classes_argument(classes, call, call->model->value, call->model->value_way));
    else if (!call->model && call->n_targets == 0)
        call_unseen(classes, call);
}

/* A call through a pointer runs what the pointer's class holds, if it takes as many arguments. */
static void find_targets(struct classes *classes, struct call *call)
{
    if (call->callee || call->ir->target->kind == IR_FUNC)
        return;
    uint32_t value = classes_value(classes, call->function, call->ir->target);
    const GPtrArray *functions = classes_functions(classes, value);
    if (!functions || functions->len > MOST_TARGETS)
        return;
    for (guint i = 0; i < functions->len; i++) {
        struct function *target = g_ptr_array_index(functions, i);
        if (target->ir->n_params == call->ir->n_args && program_add_target(classes->program, call, target))
            classes->changes++;
    }
}

static void for_each_call(struct classes *classes, void (*action)(struct classes *classes, struct call *call))
{
    const GPtrArray *functions = classes->program->functions;
    for (guint i = functions->len; i-- > 0;) { /* callees tend to stand before callers: any order is right */
        struct function *function = g_ptr_array_index(functions, i);
        for (uint32_t c = 0; c < function->n_calls; c++)
            action(classes, &function->calls[c]);
    }
}

enum { MOST_ROUNDS = 12 };

/* What functions that nobody here calls are given comes from code that is not seen. */
static void mark_foreign(struct classes *classes)
{
    for (guint i = 0; i < classes->program->functions->len; i++) {
        struct function *function = program_function(classes->program, i);
        if (function->callers->len > 0 || function->address_taken || function->is_main)
            continue;
        for (uint32_t p = 0; p < function->ir->n_params; p++)
            at(classes, param_value(classes, function, p))->foreign = true;
    }
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
    };
    new_node(classes, false);
    for (guint i = 0; i < program->functions->len; i++) {
        const struct ir_function *ir = program_function(program, i)->ir;
        classes->frames[i].params = arena_new_array(program->arena, uint32_t, ir->n_params + 1);
        classes->frames[i].results = arena_new_array(program->arena, uint32_t, ir->n_results + 1);
    }
    find_selects(classes);
    for (guint i = 0; i < program->functions->len; i++)
        add_statements(classes, program_function(program, i));
    uint64_t before;
    unsigned round = 0;
    do {
        before = classes->changes;
        for_each_call(classes, add_call);
        for_each_call(classes, find_targets);
    } while (classes->changes != before && ++round < MOST_ROUNDS);
    mark_foreign(classes);
    return classes;
}

void classes_free(struct classes *classes)
{
    for (guint i = 0; i < classes->nodes->len; i++) {
        struct node *node = at(classes, i);
        g_clear_pointer(&node->creations, marks_free);
        g_clear_pointer(&node->functions, marks_free);
    }
    for (guint i = 0; i < classes->program->functions->len; i++)
        g_clear_pointer(&classes->frames[i].locals, g_hash_table_destroy);
    g_array_free(classes->nodes, TRUE);
    g_hash_table_destroy(classes->globals);
    g_hash_table_destroy(classes->fresh);
    g_ptr_array_unref(classes->selects);
    g_free(classes);
}

/* -- questions -- */

const char *classes_label(const struct classes *classes, uint32_t value)
{
    return value ? at(classes, find(classes, value))->label : NULL;
}

const GPtrArray *classes_creations(const struct classes *classes, uint32_t value)
{
    return value ? marks_items(at(classes, find(classes, value))->creations) : NULL;
}

const GPtrArray *classes_functions(const struct classes *classes, uint32_t value)
{
    return value ? marks_items(at(classes, find(classes, value))->functions) : NULL;
}

bool classes_escapes(const struct classes *classes, uint32_t value)
{
    return value && at(classes, find(classes, value))->foreign;
}
