/* Tasks whose body comes in a message: what receives it starts one a message, so that a body is started as
 * often as it is sent, however long the receiver's loop. */
#include "link/task.h"

#include "base/multimap.h"
#include "link/terms.h"

static bool fills(const struct call *call, const struct ir_expr *local)
{
    const struct model_function *model = call->model;
    const struct ir_expr *value =
        model && model->role == MODEL_RECEIVE ? call_argument(call, model->value) : NULL;
    return value && value->kind == IR_ADDR && term_equal(term_root(value->a), local);
}

bool task_is_of_message(const struct task *task)
{
    const struct call *spawn = task->spawn;
    const struct ir_expr *body = spawn->model ? call_argument(spawn, spawn->model->body) : NULL;
    const struct ir_expr *root = body ? term_root(body) : NULL;
    if (!root || root->kind != IR_LOCAL || task->at != spawn)
        return false;
    for (uint32_t c = 0; c < spawn->function->n_calls; c++)
        if (fills(&spawn->function->calls[c], root))
            return true;
    return false;
}

/* A function that is also kept in a variable may be sent from there again and again. */
static void note_sets(GHashTable *named, const struct program *program, const struct function *function)
{
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        for (uint32_t i = 0; i < function->ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &function->ir->blocks[b].instrs[i];
            const struct function *kept =
                instr->kind == IR_SET ? program_named(program, function, instr->value) : NULL;
            if (kept)
                multimap_add(named, kept, NULL);
        }
}

GHashTable *functions_named(const struct program *program)
{
    GHashTable *named = multimap_new();
    for (guint f = 0; f < program->functions->len; f++) {
        const struct function *function = program_function(program, f);
        note_sets(named, program, function);
        for (uint32_t c = 0; c < function->n_calls; c++)
            for (uint32_t i = 0; i < function->calls[c].ir->n_args; i++) {
                const struct function *handed =
                    program_named(program, function, function->calls[c].ir->args[i]);
                if (handed)
                    multimap_add(named, handed, &function->calls[c]);
            }
    }
    return named;
}
