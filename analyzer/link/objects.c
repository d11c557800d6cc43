/* Objects that stand in place of a call: K_THREAD_DEFINE leaves a static struct from which the kernel starts
 * a thread. Where a model names the struct, each such object is a call of the struct's name. So is what puts
 * a function into a field of one: INIT_WORK leaves an assignment. */
#include "link/program.h"

#include "link/terms.h"

#include <string.h>

struct object {
    const struct ir_expr *place;
    const struct model_function *model;
    const struct ir_expr **values; /* of the model's fields */
    struct ir_location at;
};

static unsigned count_fields(const struct model_function *model)
{
    unsigned n = 0;
    while (model->fields[n])
        n++;
    return n;
}

static struct object *find_object(
    GArray *objects, const struct ir_expr *place, const struct model_function *model)
{
    for (guint i = objects->len; i-- > 0;) {
        struct object *object = &g_array_index(objects, struct object, i);
        if (object->model == model && term_equal(object->place, place))
            return object;
    }
    return NULL;
}

static struct object *add_object(struct program *program, GArray *objects, const struct ir_expr *place,
    const struct model_function *model, struct ir_location at)
{
    const unsigned n = count_fields(model);
    struct object object = {place, model, arena_new_array(program->arena, const struct ir_expr *, n), at};
    for (unsigned i = 0; i < n; i++)
        object.values[i] = ir_expr_unknown();
    g_array_append_val(objects, object);
    return &g_array_index(objects, struct object, objects->len - 1);
}

/* Of what sets a field of such a struct: what a model says of that. */
static const struct model_function *model_of(const struct program *program, const struct ir_instr *set)
{
    if (set->kind != IR_SET || set->target->kind != IR_FIELD)
        return NULL;
    const struct model_function *model = model_find(program->input->models, set->target->record, NULL);
    return model && model->fields ? model : NULL;
}

static bool fill(struct object *object, const struct ir_instr *set)
{
    bool named = false;
    for (unsigned i = 0; object->model->fields[i]; i++)
        if (g_str_equal(object->model->fields[i], set->target->name)) {
            object->values[i] = set->value;
            named = true;
        }
    return named;
}

static void look_at(struct program *program, GArray *objects, const struct ir_instr *set)
{
    const struct model_function *model = model_of(program, set);
    if (!model)
        return;
    struct object *object = find_object(objects, set->target->a, model);
    if (!object)
        object = add_object(program, objects, set->target->a, model, set->at);
    fill(object, set);
}

static struct ir_instr call_of(struct program *program, const struct object *object, uint32_t result)
{
    const unsigned n = count_fields(object->model);
    const struct ir_expr **args = arena_new_array(program->arena, const struct ir_expr *, n + 1);
    args[0] = ir_expr_new(program->arena, IR_ADDR, NULL, 0, object->place, NULL);
    for (unsigned i = 0; i < n; i++)
        args[i + 1] = object->values[i];
    const struct ir_expr *root = term_root(object->place);
    return (struct ir_instr){
        .kind = IR_CALL,
        .at = object->at,
        .target = ir_expr_new(program->arena, IR_FUNC, object->model->name, 0, NULL, NULL),
        .args = args,
        .n_args = n + 1,
        .result = result,
        .text = root->name ? root->name : object->model->name,
    };
}

static const struct ir_function *with_calls(
    struct program *program, const struct ir_function *init, const GArray *objects)
{
    struct ir_function *function = arena_copy(program->arena, init, sizeof *init);
    struct ir_block *block = arena_copy(program->arena, init->blocks, sizeof *init->blocks);
    block->instrs = arena_new_array(program->arena, struct ir_instr, block->n_instrs + objects->len);
    memcpy(block->instrs, init->blocks->instrs, block->n_instrs * sizeof *block->instrs);
    for (guint i = 0; i < objects->len; i++)
        block->instrs[block->n_instrs++] =
            call_of(program, &g_array_index(objects, struct object, i), ++function->n_results);
    function->blocks = block;
    return function;
}

const struct ir_function *program_declare_objects(struct program *program, const struct ir_function *init)
{
    g_autoptr(GArray) objects = g_array_new(FALSE, FALSE, sizeof(struct object));
    for (uint32_t i = 0; init->n_blocks == 1 && i < init->blocks->n_instrs; i++)
        look_at(program, objects, &init->blocks->instrs[i]);
    return objects->len ? with_calls(program, init, objects) : init;
}

static bool puts_function(const struct program *program, const struct ir_instr *instr)
{
    return instr->kind == IR_SET && instr->value->kind == IR_FUNC && model_of(program, instr);
}

static unsigned count_puts(const struct program *program, const struct ir_block *block)
{
    unsigned n = 0;
    for (uint32_t i = 0; i < block->n_instrs; i++)
        n += puts_function(program, &block->instrs[i]);
    return n;
}

static void call_behind(
    struct program *program, struct ir_function *function, struct ir_block *block, const struct ir_instr *set)
{
    g_autoptr(GArray) objects = g_array_new(FALSE, FALSE, sizeof(struct object));
    struct object *object = add_object(program, objects, set->target->a, model_of(program, set), set->at);
    if (fill(object, set))
        block->instrs[block->n_instrs++] = call_of(program, object, ++function->n_results);
}

const struct ir_function *program_declare_assigned(struct program *program, const struct ir_function *ir)
{
    struct ir_function *function = NULL;
    for (uint32_t b = 0; b < ir->n_blocks; b++) {
        const struct ir_block *before = &ir->blocks[b];
        unsigned n = count_puts(program, before);
        if (n == 0)
            continue;
        if (!function) {
            function = arena_copy(program->arena, ir, sizeof *ir);
            function->blocks = arena_copy(program->arena, ir->blocks, ir->n_blocks * sizeof *ir->blocks);
        }
        struct ir_block *block = &function->blocks[b];
        block->instrs = arena_new_array(program->arena, struct ir_instr, before->n_instrs + n);
        block->n_instrs = 0;
        for (uint32_t i = 0; i < before->n_instrs; i++) {
            block->instrs[block->n_instrs++] = before->instrs[i];
            if (puts_function(program, &before->instrs[i]))
                call_behind(program, function, block, &before->instrs[i]);
        }
    }
    return function ? function : ir;
}
