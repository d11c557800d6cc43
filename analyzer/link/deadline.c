/* Waits of one function, one with a deadline and one without: are they two ways of doing the same, and does
 * whoever calls it say whether there is a deadline? */
#include "link/op.h"

#include "link/cfg.h"
#include "link/terms.h"

static bool comes_back(const struct function *function, uint32_t wait, uint32_t branch)
{
    g_autofree bool *reached = cfg_reach_behind(function, wait, NULL, NULL);
    return reached[branch];
}

/* Does the branch lead to the one wait or to the other, and is it not the condition of the first alone? */
static bool chooses(const struct function *function, uint32_t branch, uint32_t a, uint32_t b)
{
    const struct ir_block *block = function_block(function, branch);
    if (block->exit != IR_BRANCH || block->next[0] == block->next[1])
        return false;
    bool to_a = cfg_leads_to(function, branch, block->next[0], a);
    bool to_b = cfg_leads_to(function, branch, block->next[0], b);
    return to_a != to_b && cfg_leads_to(function, branch, block->next[1], a) == to_b &&
           cfg_leads_to(function, branch, block->next[1], b) == to_a &&
           comes_back(function, a, branch) == comes_back(function, b, branch);
}

/* Does the function do more with the place than branch on it? A deadline is made of it, then. */
static bool is_used(struct program *program, struct function *function, const struct ir_expr *place)
{
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        for (uint32_t i = 0; i < function->ir->blocks[b].n_instrs; i++) {
            const struct ir_instr *instr = &function->ir->blocks[b].instrs[i];
            if (instr->kind == IR_SET && term_contains(term_expand(program, function, instr->value), place))
                return true;
            for (uint32_t a = 0; instr->kind == IR_CALL && a < instr->n_args; a++)
                if (term_contains(term_expand(program, function, instr->args[a]), place))
                    return true;
        }
    return false;
}

bool wait_may_have_deadline(struct program *program, const struct call *forever, const struct call *timed)
{
    struct function *function = forever->function;
    bool may = timed->function != function;
    for (uint32_t b = 0; b < function->ir->n_blocks && !may; b++) {
        if (!chooses(function, b, forever->block, timed->block))
            continue;
        const struct ir_expr *condition = term_expand(program, function, function_block(function, b)->value);
        g_autoptr(GPtrArray) places = g_ptr_array_new();
        term_places(condition, places);
        may = places->len == 0;
        for (guint i = 0; i < places->len; i++)
            may |= is_used(program, function, g_ptr_array_index(places, i));
    }
    return may;
}
