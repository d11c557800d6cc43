#include "link/nodes.h"

#include "link/terms.h"

#include <string.h>

struct node *node_at(const struct classes *classes, uint32_t node)
{
    return &g_array_index(classes->nodes, struct node, node);
}

uint32_t node_new(struct classes *classes, bool is_location)
{
    uint32_t id = classes->nodes->len;
    struct node node = {.parent = id, .is_location = is_location};
    g_array_append_val(classes->nodes, node);
    return id;
}

uint32_t classes_find(const struct classes *classes, uint32_t value)
{
    while (node_at(classes, value)->parent != value) {
        struct node *node = node_at(classes, value);
        node->parent = node_at(classes, node->parent)->parent;
        value = node->parent;
    }
    return value;
}

void node_make_rigid(struct classes *classes, uint32_t id)
{
    id = classes_find(classes, id);
    struct node *node = node_at(classes, id);
    if (!id || node->rigid)
        return;
    node->rigid = true;
    classes->changes++;
    uint32_t link = node->link, address = node->address;
    if (link)
        node_make_rigid(classes, link);
    if (address)
        node_make_rigid(classes, address);
    g_autoptr(GArray) indices = node_indices(classes, id);
    for (guint i = 0; indices && i < indices->len; i++)
        node_make_rigid(classes, node_element(classes, id, g_array_index(indices, int64_t, i)));
}

static void unify_links(struct classes *classes, uint32_t a, uint32_t b)
{
    if (a && b)
        node_unify(classes, a, b);
}

static bool better_label(const struct node *a, const struct node *b)
{
    if (a->label_rank != b->label_rank)
        return a->label_rank > b->label_rank;
    return a->label && b->label && strcmp(a->label, b->label) < 0;
}

/* The array gets the elements too that another one had before both became one; frees them. */
static void take_elements(struct classes *classes, uint32_t array, GHashTable *elements)
{
    GHashTableIter iter;
    gpointer index, element;
    for (g_hash_table_iter_init(&iter, elements); g_hash_table_iter_next(&iter, &index, &element);) {
        struct node *node = node_at(classes, classes_find(classes, array));
        if (node->whole) {
            node_unify(classes, array, GPOINTER_TO_UINT(element));
            continue;
        }
        node->elements = node->elements ? node->elements : g_hash_table_new(NULL, NULL);
        gpointer own = g_hash_table_lookup(node->elements, index);
        if (own)
            node_unify(classes, GPOINTER_TO_UINT(own), GPOINTER_TO_UINT(element));
        else
            g_hash_table_insert(node->elements, index, element);
    }
    g_hash_table_destroy(elements);
}

void node_unify(struct classes *classes, uint32_t a, uint32_t b)
{
    a = classes_find(classes, a);
    b = classes_find(classes, b);
    if (a == b || !a || !b)
        return;
    if (node_at(classes, a)->rank < node_at(classes, b)->rank) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    struct node *root = node_at(classes, a), *child = node_at(classes, b);
    classes->changes++;
    if (root->rank == child->rank)
        root->rank++;
    child->parent = a;
    uint32_t link = child->link, address = child->address, other_link = root->link,
             other_address = root->address;
    root->link = other_link ? other_link : link;
    root->address = other_address ? other_address : address;
    root->foreign |= child->foreign;
    root->lost |= child->lost;
    if (better_label(child, root)) {
        root->label = child->label;
        root->label_rank = child->label_rank;
    }
    root->creations = marks_merge(root->creations, child->creations);
    root->functions = marks_merge(root->functions, child->functions);
    root->models = marks_merge(root->models, child->models);
    child->creations = child->functions = child->models = NULL;
    GHashTable *elements = child->elements;
    const bool whole = root->whole || child->whole;
    child->elements = NULL;
    bool rigid = root->rigid || child->rigid;
    root->rigid = child->rigid = false;
    unify_links(classes, link, other_link);
    unify_links(classes, address, other_address);
    if (whole)
        node_make_whole(classes, a);
    if (elements)
        take_elements(classes, a, elements);
    if (rigid)
        node_make_rigid(classes, a);
}

uint32_t classes_unify(struct classes *classes, uint32_t a, uint32_t b)
{
    node_unify(classes, a, b);
    return classes_find(classes, a ? a : b);
}

/* -- from expressions to nodes -- */

/* A value that comes from the location, and is called as that is. */
static uint32_t value_from(struct classes *classes, uint32_t location)
{
    uint32_t value = node_new(classes, false);
    struct node *node = node_at(classes, value), *place = node_at(classes, location);
    node->rigid = place->rigid;
    node->label = place->label;
    node->label_rank = place->label_rank;
    return value;
}

uint32_t node_value(struct classes *classes, uint32_t location)
{
    location = classes_find(classes, location);
    if (!location)
        return CLASS_NONE;
    if (!node_at(classes, location)->link) {
        uint32_t value = value_from(classes, location);
        node_at(classes, location)->link = value;
    }
    return classes_find(classes, node_at(classes, location)->link);
}

static uint32_t address_of(struct classes *classes, uint32_t location)
{
    location = classes_find(classes, location);
    if (!location)
        return CLASS_NONE;
    if (!node_at(classes, location)->address) {
        uint32_t value = value_from(classes, location);
        node_at(classes, value)->link = location;
        node_at(classes, location)->address = value;
    }
    return classes_find(classes, node_at(classes, location)->address);
}

uint32_t node_pointed(struct classes *classes, uint32_t value)
{
    value = classes_find(classes, value);
    if (!value)
        return CLASS_NONE;
    if (!node_at(classes, value)->link) {
        uint32_t location = node_new(classes, true);
        node_at(classes, location)->address = value;
        node_at(classes, location)->rigid = node_at(classes, value)->rigid;
        node_at(classes, value)->link = location;
    }
    return classes_find(classes, node_at(classes, value)->link);
}

/* -- arrays -- */

void node_make_whole(struct classes *classes, uint32_t array)
{
    array = classes_find(classes, array);
    struct node *node = node_at(classes, array);
    GHashTable *elements = node->elements;
    if (!array || node->whole)
        return;
    node->whole = true;
    node->elements = NULL;
    classes->changes++;
    if (elements)
        take_elements(classes, array, elements);
}

uint32_t node_element(struct classes *classes, uint32_t array, int64_t index)
{
    array = classes_find(classes, array);
    if (!array || index == 0 || node_at(classes, array)->whole)
        return array;
    GHashTable *elements = node_at(classes, array)->elements;
    uint32_t element =
        elements ? GPOINTER_TO_UINT(g_hash_table_lookup(elements, GSIZE_TO_POINTER(index))) : 0;
    if (element)
        return classes_find(classes, element);
    element = node_new(classes, true);
    struct node *node = node_at(classes, element), *all = node_at(classes, array);
    node->rigid = all->rigid;
    node->label = all->label;
    node->label_rank = all->label_rank;
    all->elements = all->elements ? all->elements : g_hash_table_new(NULL, NULL);
    g_hash_table_insert(all->elements, GSIZE_TO_POINTER(index), GUINT_TO_POINTER(element));
    return element;
}

GArray *node_indices(const struct classes *classes, uint32_t array)
{
    GHashTable *elements = node_at(classes, classes_find(classes, array))->elements;
    GArray *indices = elements ? g_array_new(FALSE, FALSE, sizeof(int64_t)) : NULL;
    GHashTableIter iter;
    gpointer index;
    if (!elements)
        return NULL;
    for (g_hash_table_iter_init(&iter, elements); g_hash_table_iter_next(&iter, &index, NULL);)
        g_array_append_vals(indices, &(int64_t){(int64_t)GPOINTER_TO_SIZE(index)}, 1);
    return indices;
}

/* -- variables -- */

static uint32_t named_location(struct classes *classes, const char *label, enum label_rank rank, bool rigid)
{
    uint32_t location = node_new(classes, true);
    struct node *node = node_at(classes, location);
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
    g_autofree char *key = program_scoped(classes->program, function, field->record, field->name);
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
                               : program_scoped(classes->program, function, global->name, NULL);
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

uint32_t node_of_param(struct classes *classes, const struct function *function, int64_t index)
{
    struct frame *frame = &classes->frames[function->id];
    if (index < 0 || index >= (int64_t)function->ir->n_params)
        return CLASS_NONE;
    if (!frame->params[index])
        frame->params[index] = named_location(classes, function->ir->params[index].name, LABEL_PARAM, false);
    return frame->params[index];
}

uint32_t node_of_result(struct classes *classes, const struct function *function, int64_t number)
{
    struct frame *frame = &classes->frames[function->id];
    if (number < 1 || number > (int64_t)function->ir->n_results)
        return CLASS_NONE;
    if (!frame->results[number])
        frame->results[number] = node_new(classes, false);
    return classes_find(classes, frame->results[number]);
}

static uint32_t indexed_location(
    struct classes *classes, struct function *function, const struct ir_expr *indexed)
{
    uint32_t array = node_location(classes, function, indexed->a);
    if (indexed->b->kind == IR_INT)
        return node_element(classes, array, indexed->b->value);
    node_make_whole(classes, array);
    return classes_find(classes, array);
}

uint32_t node_location(struct classes *classes, struct function *function, const struct ir_expr *place)
{
    switch (place->kind) {
    case IR_PARAM:
        return node_of_param(classes, function, place->value);
    case IR_LOCAL:
        return local_location(classes, &classes->frames[function->id], place->name);
    case IR_GLOBAL:
        return variable_location(classes, function, place);
    case IR_FIELD:
        return field_location(classes, function, place);
    case IR_INDEX:
        return indexed_location(classes, function, place);
    case IR_DEREF:
        return node_pointed(classes, classes_value(classes, function, place->a));
    default:
        return CLASS_NONE;
    }
}

/* A pointer that is moved, or points into the midst of an array, may point to any element. */
static void make_walked_whole(struct classes *classes, struct function *function, const struct ir_expr *expr)
{
    if (expr->kind == IR_OP && g_str_equal(expr->name, "move"))
        node_make_whole(classes, node_pointed(classes, classes_value(classes, function, expr->a)));
    else if (expr->kind == IR_ADDR && expr->a->kind == IR_INDEX &&
             !(expr->a->b->kind == IR_INT && expr->a->b->value == 0))
        node_make_whole(classes, node_location(classes, function, expr->a->a));
}

/* A local that is pointed to is memory made by its function. */
static uint32_t address_value(struct classes *classes, struct function *function, const struct ir_expr *place)
{
    uint32_t location = node_location(classes, function, place);
    bool first = location && !node_at(classes, classes_find(classes, location))->address;
    uint32_t value = address_of(classes, location);
    if (first && place->kind == IR_LOCAL) {
        struct creation *creation = arena_alloc(classes->program->arena, sizeof *creation);
        *creation = (struct creation){function, NULL, NULL, MODEL_UNKNOWN};
        node_add_creation(classes, value, creation);
    }
    return value;
}

/* The one value, but for numbers, that the function puts into the place; NULL: none, or several. */
static const struct ir_expr *only_store(const struct function *function, const struct ir_expr *place)
{
    const struct ir_expr *found = NULL;
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        const struct ir_block *block = &function->ir->blocks[b];
        for (uint32_t i = 0; i < block->n_instrs; i++) {
            const struct ir_instr *instr = &block->instrs[i];
            if (instr->kind != IR_SET || instr->value->kind == IR_INT || !term_equal(instr->target, place))
                continue;
            if (found && !term_equal(found, instr->value))
                return NULL;
            found = instr->value;
        }
    }
    return found;
}

/* A select's operand holds what the same function has put there. */
static uint32_t operand_value(
    struct classes *classes, struct function *function, const struct ir_expr *operand)
{
    const struct ir_expr *stored = only_store(function, operand);
    return stored && !classes_is_operand(classes, stored) ? classes_value(classes, function, stored)
                                                          : CLASS_NONE;
}

uint32_t classes_value(struct classes *classes, struct function *function, const struct ir_expr *expr)
{
    make_walked_whole(classes, function, expr);
    switch (expr->kind) {
    case IR_RESULT:
        return node_of_result(classes, function, expr->value);
    case IR_ADDR:
        return address_value(classes, function, expr->a);
    case IR_OP: /* a pointer that is moved points to the same array */
        return g_str_equal(expr->name, "move") ? classes_value(classes, function, expr->a) : CLASS_NONE;
    case IR_FIELD:
        if (classes_is_operand(classes, expr))
            return operand_value(classes, function, expr);
        return node_value(classes, node_location(classes, function, expr));
    default:
        return node_value(classes, node_location(classes, function, expr));
    }
}

uint32_t classes_address(struct classes *classes, struct function *function, const struct ir_expr *place)
{
    return address_of(classes, node_location(classes, function, place));
}

uint32_t classes_place(struct classes *classes, struct function *function, const struct ir_expr *place)
{
    return classes_find(classes, node_location(classes, function, place));
}

uint32_t classes_pointed(struct classes *classes, struct function *function, const struct ir_expr *expr)
{
    uint32_t pointed = node_pointed(classes, classes_value(classes, function, expr));
    node_make_whole(classes, pointed);
    return node_value(classes, pointed);
}

/* -- marks -- */

static void add_mark(struct classes *classes, struct marks **set, gpointer mark)
{
    classes->changes += marks_add(set, mark);
}

static bool is_full(const struct marks *functions)
{
    return functions && functions->items->len > MOST_TARGETS;
}

void node_add_function(struct classes *classes, uint32_t value, struct function *function)
{
    struct node *node = node_at(classes, classes_find(classes, value));
    if (value && !is_full(node->functions))
        add_mark(classes, &node->functions, function);
}

void node_add_model(struct classes *classes, uint32_t value, const struct model_function *model)
{
    if (value)
        add_mark(classes, &node_at(classes, classes_find(classes, value))->models, (gpointer)model);
}

void node_add_creation(struct classes *classes, uint32_t value, struct creation *creation)
{
    if (value)
        add_mark(classes, &node_at(classes, classes_find(classes, value))->creations, creation);
}

/* -- questions -- */

const char *classes_label(const struct classes *classes, uint32_t value)
{
    return value ? node_at(classes, classes_find(classes, value))->label : NULL;
}

const GPtrArray *classes_creations(const struct classes *classes, uint32_t value)
{
    return value ? marks_items(node_at(classes, classes_find(classes, value))->creations) : NULL;
}

const GPtrArray *classes_functions(const struct classes *classes, uint32_t value)
{
    return value ? marks_items(node_at(classes, classes_find(classes, value))->functions) : NULL;
}

bool classes_escapes(const struct classes *classes, uint32_t value)
{
    return value && node_at(classes, classes_find(classes, value))->foreign;
}

bool classes_lost(const struct classes *classes, uint32_t value)
{
    return value && node_at(classes, classes_find(classes, value))->lost;
}
