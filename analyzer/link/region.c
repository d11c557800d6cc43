/* What runs behind a wait: the region whose effects say what the wait means. It ends where the function lets
 * go of the lock; when nothing of what was waited for is changed there, it goes on to the function's end. */
#include "link/study.h"

#include "link/cfg.h"
#include "link/terms.h"

/* The wait, or another call of the helper that it stands in. */
static bool is_wait(const struct study *study, const struct call *call)
{
    const struct call *wait = study->wait->call;
    return call == wait ||
           (wait->n_targets > 0 && call->n_targets > 0 && call->targets[0] == wait->targets[0]);
}

static bool ends_region(struct study *study, const struct call *call)
{
    if (is_wait(study, call))
        return true;
    if (study->wait->model->role == MODEL_ACQUIRE || study->beyond)
        return false;
    return study_call_does(study, call, MODEL_UNLOCK, study->wait->lock);
}

static struct call *call_at(const struct function *function, uint32_t block, uint32_t instr)
{
    const struct ir_instr *ir = &function_block(function, block)->instrs[instr];
    return ir->kind == IR_CALL ? function->results[ir->result] : NULL;
}

/* Does nothing that it calls wait, or call further? */
static bool is_simple(const struct call *call)
{
    for (uint32_t t = 0; t < call->n_targets; t++)
        for (uint32_t c = 0; c < call->targets[t]->n_calls; c++) {
            const struct call *inner = &call->targets[t]->calls[c];
            if (inner->n_targets > 0 || (inner->model && inner->model->role == MODEL_WAIT))
                return false;
        }
    return true;
}

/* Beyond the lock, what other functions do is none of the wait's; nor is, behind a helper that waits, what
 * may be an operation of its own. */
static void add_call(struct study *study, struct call *call)
{
    if ((study->beyond && call->n_targets > 0) || (study->wait->conditions && !is_simple(call)))
        return;
    g_ptr_array_add(study->calls, call);
    g_ptr_array_extend(
        study->effects, (GPtrArray *)summary_effects_of_call(study->waits->summaries, call), NULL, NULL);
}

/* Does a helper let go of the lock that it was called with, and what it does belong to the region? */
static bool is_last_of_region(struct study *study, const struct call *call)
{
    return !is_wait(study, call) && !call->model &&
           !study_call_does(study, call, MODEL_LOCK, study->wait->lock);
}

/* True when the region goes on behind the block. */
static bool scan_block(struct study *study, uint32_t number, uint32_t first)
{
    struct program *program = study->waits->program;
    const struct ir_block *block = function_block(study->function, number);
    for (uint32_t i = first; i < block->n_instrs; i++) {
        struct call *call = call_at(study->function, number, i);
        if (call) {
            bool ends = ends_region(study, call);
            if (!ends || is_last_of_region(study, call))
                add_call(study, call);
            if (ends)
                return false;
            continue;
        }
        struct effect *effect = arena_alloc(program->arena, sizeof *effect);
        *effect = (struct effect){
            term_expand_target(program, study->function, block->instrs[i].target), block->instrs[i].value};
        g_ptr_array_add(study->effects, effect);
    }
    if (block->exit == IR_RETURN && block->value) {
        struct effect *effect = arena_alloc(program->arena, sizeof *effect);
        *effect = (struct effect){NULL, block->value};
        g_ptr_array_add(study->effects, effect);
    }
    return cfg_falls_through(study->function, number);
}

static void scan_from(struct study *study, uint32_t start, uint32_t first, bool *seen)
{
    g_autoptr(GArray) worklist = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool semaphore = study->wait->model->role == MODEL_ACQUIRE;
    if (first == 0) {
        if (seen[start])
            return;
        seen[start] = true;
    }
    for (uint32_t block = start;; first = 0) {
        bool locks = first == 0 && study->locks[block] && !semaphore && !study->beyond;
        if (!locks && scan_block(study, block, first))
            g_array_append_vals(worklist, function_block(study->function, block)->next,
                function_block(study->function, block)->n_next);
        do {
            if (worklist->len == 0)
                return;
            block = g_array_index(worklist, uint32_t, worklist->len - 1);
            g_array_set_size(worklist, worklist->len - 1);
        } while (seen[block]);
        seen[block] = true;
    }
}

static bool is_condition(const struct function *function, uint32_t block, void *context)
{
    (void)function;
    const struct study *study = context;
    for (guint i = 0; i < study->conditions->len; i++)
        if (((const struct condition *)g_ptr_array_index(study->conditions, i))->block == block)
            return true;
    return false;
}

/* Does the function return, or wait once more, in one of the blocks? Else they end the process. */
static bool goes_on(const struct study *study, const bool *reached)
{
    bool on = reached[study->wait->call->block];
    for (uint32_t b = 0; b < study->function->ir->n_blocks && !on; b++)
        on = reached[b] && cfg_returns_here(study->function, b);
    return on;
}

/* Does all that the wait's end leads to come to its conditions again, or end the process? Then it is part of
 * the waiting. */
static bool looks_again(struct study *study)
{
    uint32_t wait = study->wait->call->block;
    g_autofree bool *behind = cfg_reach_behind(study->function, wait, is_condition, study);
    return is_condition(study->function, wait, study) ||
           (function_block(study->function, wait)->n_next > 0 && !goes_on(study, behind));
}

/* Where control goes once it need not wait: the wait's end, and the ways past it. */
void study_scan_region(struct study *study)
{
    g_autofree bool *seen = g_new0(bool, study->function->ir->n_blocks + 1);
    const struct call *wait = study->wait->call;
    if (!looks_again(study))
        scan_from(study, wait->block, wait->instr + 1, seen);
    for (guint i = 0; i < study->conditions->len; i++) {
        const struct condition *condition = g_ptr_array_index(study->conditions, i);
        if (condition->probe)
            add_call(study, condition->probe);
        if (condition->block == NO_BLOCK)
            continue;
        g_autofree bool *reached = cfg_reach(study->function, condition->leave, NULL, NULL);
        if (goes_on(study, reached))
            scan_from(study, condition->leave, 0, seen);
    }
}
