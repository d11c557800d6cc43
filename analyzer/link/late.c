/* What a wait tests before it sleeps, before it sleeps again, and only once it has been woken. */
#include "link/study.h"

#include "link/cfg.h"
#include "link/terms.h"

static bool is_locked(const struct function *function, uint32_t block, void *context)
{
    (void)function;
    const struct study *study = context;
    return study->locks[block];
}

struct past {
    const struct study *study;
    uint32_t block;
};

static bool is_past(const struct function *function, uint32_t block, void *context)
{
    const struct past *past = context;
    return block == past->block || is_locked(function, block, (void *)past->study);
}

/* Does each way from the wait back to it come through the block? */
static bool is_on_way_back(struct study *study, uint32_t block)
{
    uint32_t wait = study->wait->call->block;
    struct past past = {study, block};
    g_autofree bool *around = cfg_reach_behind(study->function, wait, is_past, &past);
    return block == wait || !around[wait];
}

/* Blocks to which control comes with the lock, and without having waited. */
static bool *before_wait(const struct study *study)
{
    const struct function *function = study->function;
    uint32_t wait = study->wait->call->block;
    bool *before = g_new0(bool, function->ir->n_blocks + 1), any = false;
    for (uint32_t b = 0; b < function->ir->n_blocks; b++)
        any |= study->locks[b];
    for (uint32_t b = 0; b < function->ir->n_blocks; b++) {
        if (b == wait || !(any ? study->locks[b] : b == 0))
            continue;
        g_autofree bool *reached = cfg_reach(function, b, cfg_is_block, &wait);
        for (uint32_t r = 0; r < function->ir->n_blocks; r++)
            before[r] |= reached[r];
    }
    return before;
}

static uint32_t place_of(struct study *study, const struct ir_expr *place)
{
    return classes_place(study->waits->classes, study->function, place);
}

static void add_places(struct study *study, const struct condition *condition)
{
    for (guint p = 0; p < condition->places->len; p++) {
        uint32_t place = place_of(study, g_ptr_array_index(condition->places, p));
        g_ptr_array_add(study->places, GUINT_TO_POINTER(place));
    }
}

static bool is_tested_before(struct study *study, const bool *before, uint32_t place)
{
    for (guint i = 0; i < study->conditions->len; i++) {
        const struct condition *condition = g_ptr_array_index(study->conditions, i);
        const bool comes = condition->block == NO_BLOCK || before[condition->block];
        for (guint p = 0; comes && p < condition->places->len; p++)
            if (place_of(study, g_ptr_array_index(condition->places, p)) == place)
                return true;
    }
    return false;
}

static void add_late(struct study *study, const struct condition *condition, const bool *before)
{
    struct waits *waits = study->waits;
    const struct ir_expr *tested =
        condition->places->len == 1 ? g_ptr_array_index(condition->places, 0) : NULL;
    uint32_t place = tested ? place_of(study, tested) : 0;
    if (!place || is_tested_before(study, before, place))
        return;
    struct stop_test *test = arena_alloc(waits->program->arena, sizeof *test);
    *test = (struct stop_test){
        .place = place,
        .label = classes_label(waits->classes, classes_value(waits->classes, study->function, tested)),
        .condition = condition->expr,
        .tested = tested,
        .stops = condition->leave_holds,
        .function = study->function,
        .at = function_block(study->function, condition->block)->at,
    };
    g_ptr_array_add(study->late, test);
}

void study_find_late(struct study *study)
{
    g_autofree bool *before = before_wait(study);
    study->places = g_ptr_array_new();
    study->late = g_ptr_array_new();
    for (guint i = 0; study->cyclic && i < study->conditions->len; i++) {
        const struct condition *condition = g_ptr_array_index(study->conditions, i);
        const bool in_helper = condition->block == NO_BLOCK;
        if (!in_helper && !is_on_way_back(study, condition->block))
            continue;
        add_places(study, condition);
        if (!in_helper)
            add_late(study, condition, before);
    }
}
