/* What a semaphore is: one that counts room, or one that excludes others for a while, as a lock does. */
#include "link/study.h"

#include "link/cfg.h"

/* Does the region itself take the semaphore: to exclude others for a while, as with a lock? */
static bool taken_after(struct study *study, const struct ir_expr *semaphore)
{
    for (guint i = 0; i < study->calls->len; i++)
        if (study_call_does(study, g_ptr_array_index(study->calls, i), MODEL_ACQUIRE, semaphore))
            return true;
    return false;
}

const struct ir_expr *study_given_after(struct study *study)
{
    for (guint i = 0; i < study->calls->len; i++) {
        const struct call *call = g_ptr_array_index(study->calls, i);
        const GPtrArray *syncs = summary_syncs_of_call(study->waits->summaries, call);
        for (guint s = 0; s < syncs->len; s++) {
            const struct sync *sync = g_ptr_array_index(syncs, s);
            if (sync->role == MODEL_RELEASE && !study_same_object(study, sync->object, study->wait->object) &&
                !taken_after(study, sync->object))
                return sync->object;
        }
    }
    return NULL;
}

static bool gives_back(const struct function *function, uint32_t block, void *context)
{
    struct study *study = context;
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        bool before = block == study->wait->call->block && call->instr < study->wait->call->instr;
        if (call->block == block && !before && call != study->wait->call &&
            study_call_does(study, call, MODEL_RELEASE, study->wait->object))
            return true;
    }
    return false;
}

bool study_is_lock(struct study *study)
{
    const struct function *function = study->function;
    uint32_t wait = study->wait->call->block;
    if (gives_back(function, wait, study))
        return true;
    if (cfg_returns_here(function, wait))
        return false;
    g_autofree bool *kept = cfg_reach_behind(function, wait, gives_back, study);
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        if (kept[b] && (b == wait || cfg_returns_here(function, b)))
            return false;
    return true;
}
