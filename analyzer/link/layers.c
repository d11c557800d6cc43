/* Layers of one interface: `read` hands a helper to a pool, and the helper calls `read` of what lies below,
 * through a pointer of the same kind. By its class, that may run the very function which handed the helper
 * over. */
#include "link/program.h"

static void add(const struct program *program, const struct function *function, const struct ir_expr *value,
    GPtrArray *hands)
{
    struct function *handed = program_named(program, function, value);
    if (handed)
        g_ptr_array_add(hands, handed);
}

static void find_hands(struct program *program, struct function *function)
{
    g_autoptr(GPtrArray) hands = g_ptr_array_new();
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        for (uint32_t i = 0; i < function->ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &function->ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET)
                add(program, function, instr->value, hands);
            for (uint32_t a = 0; a < instr->n_args; a++)
                add(program, function, instr->args[a], hands);
        }
    function->n_hands = hands->len;
    if (hands->len)
        function->hands = arena_copy(program->arena, hands->pdata, hands->len * sizeof *hands->pdata);
}

void program_find_layers(struct program *program)
{
    for (guint f = 0; f < program->functions->len; f++)
        if (program_function(program, f)->address_taken)
            find_hands(program, program_function(program, f));
}
