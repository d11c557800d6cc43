/* Changes that may mend what findings speak of, as far as they are mechanical. Whether they do is found out
 * by analysing what they make of the source. */
#include "link/linked.h"
#include "link/spell.h"

#include <string.h>

/* A step, at a place of the function. */
static void add(struct linked *linked, guint row, uint32_t n, const char *verb,
    const struct function *function, struct ir_location at, const char *word, const char *text)
{
    const struct relation_proposal proposal = {
        .op = row + 1,
        .n = n,
        .verb = verb,
        .file = linked_file(linked, function, at),
        .line = at.line,
        .column = at.column,
        .word = linked_text(linked, word),
        .text = linked_text(linked, text),
    };
    if (at.line && at.column)
        g_array_append_val(linked->relations->proposals, proposal);
}

/* -- stop flags that nobody hears -- */

/* A handler of signals may not wake anybody in this way. */
static bool may_handle_signals(const struct function *function, unsigned up)
{
    const struct ir_function *ir = function->ir;
    if (function->address_taken && ir->n_params && g_str_equal(ir->params[0].type, "int") &&
        g_str_equal(ir->type, "void"))
        return true;
    for (guint i = 0; up > 0 && i < function->callers->len; i++)
        if (may_handle_signals(
                ((const struct call *)g_ptr_array_index(function->callers, i))->function, up - 1))
            return true;
    return false;
}

static bool is_method(const struct model_function *model)
{
    return strstr(model->name, "::") != NULL;
}

/* Wakes them where the flag is set: under the wait's lock, or who is about to sleep misses it. */
static void propose_waking(struct linked *linked, guint row, const struct flag *flag)
{
    enum { CALLERS = 3 };
    const struct wait *wait = flag->sleep;
    struct function *setter = program_function(linked->program, flag->setter->id);
    const struct function *sleeper = wait->call->function;
    const struct ir_expr *target = flag->store->target, *lock = NULL;
    const struct ir_expr *object =
        spell_move(linked->program, wait->object, flag->tested, sleeper, target, setter);
    if (wait->lock)
        lock = spell_move(linked->program, wait->lock, flag->tested, sleeper, target, setter);
    if (!object || may_handle_signals(setter, CALLERS) ||
        (wait->model->role == MODEL_WAIT && !(lock && linked_holds(linked, setter, flag->store, lock))))
        return;
    g_autofree char *text = spell_call(setter, wait->model->waker, is_method(wait->model), object);
    if (text)
        add(linked, row, 0, "after", setter, flag->at, NULL, text);
}

static const char *last_name(const char *qualified)
{
    const char *colon = strrchr(qualified, ':');
    return colon ? colon + 1 : qualified;
}

/* Wakes all where the setter wakes one. */
static void propose_waking_all(struct linked *linked, guint row, const struct flag *flag, uint32_t condition)
{
    const struct call *found = NULL;
    for (uint32_t c = 0; c < flag->setter->n_calls; c++) {
        const struct call *call = &flag->setter->calls[c];
        const bool wakes_one = call->callee && call->model && call->model->role == MODEL_SIGNAL &&
                               (call->model->wakes & MODEL_WAKES_ONE);
        const struct ir_expr *object = wakes_one ? call_argument(call, sync_argument(call->model)) : NULL;
        if (object && classes_find(linked->classes, classes_value(linked->classes, call->function, object)) ==
                          classes_find(linked->classes, condition)) {
            if (found)
                return;
            found = call;
        }
    }
    if (found)
        add(linked, row, 0, "rename", flag->setter, found->ir->at, last_name(found->callee),
            flag->sleep->model->waker);
}

static void propose_for_flags(struct linked *linked, const struct relation_unheard_flag *unheard)
{
    const struct op_site *site = row_op(linked_row(linked, unheard->op - 1))->site;
    const GPtrArray *flags = unheard->single ? site->flags : site->unheard;
    for (guint i = 0; flags && i < flags->len; i++) {
        const struct flag *flag = g_ptr_array_index(flags, i);
        if (flag->single != unheard->single || flag->at.line != unheard->line || !flag->sleep->model->waker)
            continue;
        if (flag->single)
            propose_waking_all(linked, unheard->op - 1, flag, site->condition);
        else
            propose_waking(linked, unheard->op - 1, flag);
    }
}

/* -- failures that are not looked at -- */

static void propose_leaving(struct linked *linked, const struct relation_unheeded *unheeded)
{
    static const char *const tests[] = {
        [MODEL_FAILS_NEGATIVE] = "< 0",
        [MODEL_FAILS_NONZERO] = "!= 0",
        [MODEL_FAILS_ZERO] = "== 0",
    };
    const struct op_site *site = row_op(linked_row(linked, unheeded->op - 1))->site;
    const struct call *call = site->call;
    const char *test = call->model ? tests[call->model->fails] : NULL;
    if (site->handmade || !test || outcome_of((struct call *)call) != OUTCOME_IGNORED)
        return;
    add(linked, unheeded->op - 1, 0, "leave", call->function, call->ir->at, "break", test);
    if (g_str_equal(call->function->ir->type, "void"))
        add(linked, unheeded->op - 1, 1, "leave", call->function, call->ir->at, "return", test);
}

void link_proposals(struct linked *linked)
{
    const struct relations *relations = linked->relations;
    for (guint i = 0; i < relations->unheard_flags->len; i++)
        propose_for_flags(linked, &g_array_index(relations->unheard_flags, struct relation_unheard_flag, i));
    for (guint i = 0; i < relations->unheeded->len; i++)
        propose_leaving(linked, &g_array_index(relations->unheeded, struct relation_unheeded, i));
}
