/* Changes that may mend what findings speak of, as far as they are mechanical. Whether they do is found out
 * by analysing what they make of the source. */
#include "link/propose.h"

#include "link/sends.h"
#include "link/spell.h"
#include "link/terms.h"

#include <string.h>

void propose(struct linked *linked, guint row, uint32_t n, const char *verb, const struct function *function,
    struct ir_location at, const char *word, const char *text)
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

char *propose_return(const struct function *function, const struct ir_expr *value)
{
    const char *type = function->ir->type;
    if (g_str_equal(type, "void"))
        return g_strdup("return;");
    if (!value || value->kind != IR_INT)
        return NULL;
    if (g_str_equal(type, "_Bool") || g_str_equal(type, "bool"))
        return g_strdup(value->value ? "return true;" : "return false;");
    if (g_str_has_suffix(type, "*"))
        return value->value ? NULL : g_strdup("return NULL;");
    return g_strdup_printf("return %" G_GINT64_FORMAT ";", value->value);
}

char *propose_leaving_as(const struct function *function, const struct stop_test *test)
{
    enum { MOST = 8 };
    const struct ir_function *ir = function->ir;
    const struct ir_block *branch = NULL;
    if (g_str_equal(ir->type, "void"))
        return propose_return(function, NULL);
    for (uint32_t b = 0; test->function == function && b < ir->n_blocks; b++)
        if (ir->blocks[b].exit == IR_BRANCH && ir->blocks[b].at.line == test->at.line &&
            ir->blocks[b].at.column == test->at.column)
            branch = &ir->blocks[b];
    const struct ir_block *block = branch ? &ir->blocks[branch->next[test->stops ? 0 : 1]] : NULL;
    for (unsigned i = 0; block && block->exit == IR_JUMP && i < MOST; i++)
        block = &ir->blocks[block->next[0]];
    return block && block->exit == IR_RETURN ? propose_return(function, block->value) : NULL;
}

/* -- stop flags that nobody hears -- */

bool propose_may_handle_signals(const struct function *function, unsigned up)
{
    const struct ir_function *ir = function->ir;
    if (function->address_taken && ir->n_params && g_str_equal(ir->params[0].type, "int") &&
        g_str_equal(ir->type, "void"))
        return true;
    for (guint i = 0; up > 0 && i < function->callers->len; i++)
        if (propose_may_handle_signals(
                ((const struct call *)g_ptr_array_index(function->callers, i))->function, up - 1))
            return true;
    return false;
}

bool propose_is_method(const struct model_function *model)
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
    if (!object || propose_may_handle_signals(setter, CALLERS) ||
        (wait->model->role == MODEL_WAIT && !(lock && linked_holds(linked, setter, flag->store, lock))))
        return;
    g_autofree char *text = spell_call(setter, wait->model->waker, propose_is_method(wait->model), object);
    if (text)
        propose(linked, row, 0, "after", setter, flag->at, NULL, text);
}

const char *propose_last_name(const char *qualified)
{
    const char *colon = strrchr(qualified, ':');
    return colon ? colon + 1 : qualified;
}

bool propose_signals(struct linked *linked, const struct call *call, uint32_t condition, bool one)
{
    const struct model_function *model = call->model;
    return model && model->role == MODEL_SIGNAL && !!(model->wakes & MODEL_WAKES_ONE) == one &&
           linked_signals(linked, call, condition);
}

/* Wakes all where the setter wakes one. */
static void propose_waking_all(struct linked *linked, guint row, const struct flag *flag, uint32_t condition)
{
    const struct call *found = NULL;
    for (uint32_t c = 0; c < flag->setter->n_calls; c++) {
        const struct call *call = &flag->setter->calls[c];
        if (call->callee && propose_signals(linked, call, condition, true)) {
            if (found)
                return;
            found = call;
        }
    }
    if (found)
        propose(linked, row, 0, "rename", flag->setter, found->ir->at, propose_last_name(found->callee),
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

bool propose_leave(struct linked *linked, guint row, uint32_t n, const struct call *call, const char *word)
{
    static const char *const tests[] = {
        [MODEL_FAILS_NEGATIVE] = "< 0",
        [MODEL_FAILS_NONZERO] = "!= 0",
        [MODEL_FAILS_ZERO] = "== 0",
    };
    const char *test = call->model ? tests[call->model->fails] : NULL;
    if (!test || outcome_of((struct call *)call) != OUTCOME_IGNORED)
        return false;
    propose(linked, row, n, "leave", call->function, call->ir->at, word, test);
    return true;
}

static void propose_leaving(struct linked *linked, const struct relation_unheeded *unheeded)
{
    const struct op_site *site = row_op(linked_row(linked, unheeded->op - 1))->site;
    if (!site->handmade && propose_leave(linked, unheeded->op - 1, CHANGE_BREAK, site->call, "break") &&
        g_str_equal(site->call->function->ir->type, "void"))
        propose_leave(linked, unheeded->op - 1, CHANGE_RETURN, site->call, "return");
}

void link_proposals(struct linked *linked)
{
    propose_listening(linked);
    propose_covering(linked);
    const struct relations *relations = linked->relations;
    for (guint i = 0; i < relations->unheard_flags->len; i++)
        propose_for_flags(linked, &g_array_index(relations->unheard_flags, struct relation_unheard_flag, i));
    for (guint i = 0; i < relations->unheeded->len; i++)
        propose_leaving(linked, &g_array_index(relations->unheeded, struct relation_unheeded, i));
}
