/* Changes that may mend what findings speak of, as far as they are mechanical. Whether they do is found out
 * by analysing what they make of the source. */
#include "link/propose.h"

#include "link/sends.h"
#include "link/spell.h"
#include "link/terms.h"
#include "link/watch.h"

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
        propose(linked, row, 0, "after", setter, flag->at, NULL, text);
}

static const char *last_name(const char *qualified)
{
    const char *colon = strrchr(qualified, ':');
    return colon ? colon + 1 : qualified;
}

/* Does the call signal the condition, one who sleeps on it, or all? */
static bool signals(struct linked *linked, const struct call *call, uint32_t condition, bool one)
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
        if (call->callee && signals(linked, call, condition, true)) {
            if (found)
                return;
            found = call;
        }
    }
    if (found)
        propose(linked, row, 0, "rename", flag->setter, found->ir->at, last_name(found->callee),
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

/* -- stop flags that a wait does not test -- */

/* A flag, as the function sees it whose wait is to test it too. */
struct listening {
    struct linked *linked;
    guint row;
    const struct op_site *site;
    const struct model_function *wait;
    const struct ir_expr *flag, *object; /* object: what the wait sleeps on */
    uint32_t place;
};

/* Is the flag set when the place is not 0? */
static bool means_set(const struct stop_test *test)
{
    const struct ir_expr *condition = test->condition;
    const bool compared = condition->kind == IR_OP && condition->b && condition->b->kind == IR_INT &&
                          !condition->b->value && term_equal(condition->a, test->tested);
    if (term_equal(condition, test->tested) || (compared && g_str_equal(condition->name, "ne")))
        return test->stops;
    const bool negated = condition->kind == IR_OP && !condition->b && g_str_equal(condition->name, "not");
    return ((compared && g_str_equal(condition->name, "eq")) ||
               (negated && term_equal(condition->a, test->tested))) &&
           !test->stops;
}

/* The one call of the function by the other. */
static const struct call *call_of(const struct function *caller, const struct function *callee)
{
    const struct call *found = NULL;
    for (uint32_t c = 0; c < caller->n_calls; c++) {
        const struct call *call = &caller->calls[c];
        if (call->n_targets != 1 || call->targets[0] != callee)
            continue;
        if (found)
            return NULL;
        found = call;
    }
    return found;
}

/* The place that a caller tests, as the callee sees it: through the arguments. */
static const struct ir_expr *flag_below(
    struct linked *linked, const struct stop_test *test, const struct function *callee)
{
    struct program *program = linked->program;
    struct function *caller = program_function(program, test->function->id);
    const struct call *call = call_of(caller, callee);
    if (caller == callee)
        return test->tested;
    for (uint32_t i = 0; call && i < MIN(call->ir->n_args, callee->ir->n_params); i++) {
        const struct ir_expr *argument = term_expand(program, caller, call->ir->args[i]);
        const struct ir_expr *moved = spell_replace(
            program, test->tested, argument, ir_expr_new(program->arena, IR_PARAM, NULL, i, NULL, NULL));
        if (moved && (callee->unit == caller->unit || !spell_is_static(moved)))
            return moved;
    }
    const bool global = term_root(test->tested)->kind == IR_GLOBAL;
    return call && global && (callee->unit == caller->unit || !spell_is_static(test->tested)) ? test->tested
                                                                                              : NULL;
}

/* The statement that lets go of the lock, or takes it, as the wait's function does: with the lock as
 * `function` sees it. NULL: not known. */
static char *say_lock(const struct listening *listening, enum model_role role,
    const struct function *function, const struct ir_expr *lock)
{
    const struct function *sleeper = listening->site->function;
    for (uint32_t c = 0; c < sleeper->n_calls; c++) {
        const struct call *call = &sleeper->calls[c];
        if (call->callee && call->model && call->model->role == role && call->model->mode == MODEL_FOREVER &&
            call->ir->n_args == 1 && !is_method(call->model) &&
            term_equal(call_argument(call, call->model->lock), listening->site->lock))
            return spell_call(function, call->callee, false, lock);
    }
    return NULL;
}

/* Does the function take no lock but the wait's, so that it may leave once that is let go of? */
static bool takes_one_lock(const struct function *function)
{
    unsigned n = 0;
    for (uint32_t c = 0; c < function->n_calls; c++)
        n += function->calls[c].model && function->calls[c].model->role == MODEL_LOCK;
    return n == 1;
}

/* How the function leaves: as where it tests the flag already, or with nothing to say. */
static char *say_return(const struct function *function, const struct stop_test *test)
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

/* Does the setter wake all who sleep, right behind the store? */
static bool wakes_already(const struct listening *listening, const struct write *write)
{
    const struct function *setter = write->function;
    for (uint32_t c = 0; c < setter->n_calls; c++) {
        const struct call *call = &setter->calls[c];
        const struct ir_block *block = function_block(setter, call->block);
        if (write->instr >= block->instrs && write->instr < block->instrs + call->instr &&
            signals(listening->linked, call, listening->site->condition, false))
            return true;
    }
    return false;
}

/* The steps for one store to the flag: under the lock, and who sleeps is woken. */
static bool add_setting(const struct listening *listening, const struct write *write)
{
    enum { CALLERS = 3 };
    struct linked *linked = listening->linked;
    struct function *setter = write->function;
    const struct function *sleeper = listening->site->function;
    const struct ir_expr *target = write->instr->target;
    const struct ir_location at = write->instr->at;
    const struct ir_expr *object =
        spell_move(linked->program, listening->object, listening->flag, sleeper, target, setter);
    const struct ir_expr *lock =
        spell_move(linked->program, listening->site->lock, listening->flag, sleeper, target, setter);
    if (!object || !lock || may_handle_signals(setter, CALLERS))
        return false;
    const bool held = linked_holds(linked, setter, write->instr, lock);
    if (held && wakes_already(listening, write))
        return true;
    g_autofree char *wake = spell_call(setter, listening->wait->waker, false, object);
    g_autofree char *take = say_lock(listening, MODEL_LOCK, setter, lock);
    g_autofree char *let_go = say_lock(listening, MODEL_UNLOCK, setter, lock);
    if (!wake || (!held && (!take || !let_go || linked_may_hold(linked, setter, lock))))
        return false;
    if (!held)
        propose(linked, listening->row, 0, "before", setter, at, NULL, take);
    g_autofree char *behind = held ? g_strdup(wake) : g_strdup_printf("%s\n%s", wake, let_go);
    propose(linked, listening->row, 0, "after", setter, at, NULL, behind);
    return true;
}

/* All stores that set the flag; false when one cannot be mended. */
static bool add_settings(const struct listening *listening)
{
    const GPtrArray *writes = writes_of(listening->linked->writes, listening->place);
    bool any = false;
    for (guint i = 0; writes && i < writes->len; i++) {
        const struct write *write = g_ptr_array_index(writes, i);
        int64_t value;
        if (term_constant(write->instr->value, &value) && !value)
            continue;
        if (!add_setting(listening, write))
            return false;
        any = true;
    }
    return any;
}

static void propose_listening_to(struct listening *listening, const struct stop_test *test)
{
    GArray *proposals = listening->linked->relations->proposals;
    const struct op_site *site = listening->site;
    listening->flag = flag_below(listening->linked, test, site->function);
    listening->place = test->place;
    g_autofree char *leave = say_return(site->function, test);
    g_autofree char *let_go = say_lock(listening, MODEL_UNLOCK, site->function, site->lock);
    g_autofree char *flag = listening->flag ? spell(site->function, listening->flag) : NULL;
    if (!means_set(test) || !flag || !leave || !let_go || !takes_one_lock(site->function))
        return;
    g_autofree char *both = g_strdup_printf("%s\n%s", let_go, leave);
    const guint before = proposals->len;
    propose(listening->linked, listening->row, 0, "listen", site->function, site->call->ir->at, both, flag);
    if (!add_settings(listening))
        g_array_set_size(proposals, before);
}

/* Of each hand-made send, one flag that its task tests elsewhere. */
static void propose_listening(struct linked *linked, const struct relation_token *token)
{
    const struct op *op = row_op(linked_row(linked, token->op - 1));
    const struct call *call = op->site->call;
    if (!op->site->handmade || !op->site->lock || !call->model || !call->model->waker ||
        call->model->role != MODEL_WAIT || is_method(call->model) || call->function != op->site->function)
        return;
    struct listening listening = {
        .linked = linked,
        .row = token->op - 1,
        .site = op->site,
        .wait = call->model,
        .object = call_argument(call, call->model->condition),
    };
    g_autoptr(GArray) tests = watch_tests(linked, token->task - 1, op, NULL);
    if (listening.object && tests->len)
        propose_listening_to(&listening, &g_array_index(tests, struct stop_test, 0));
}

static void propose_listening_to_all(struct linked *linked)
{
    const GArray *tokens = linked->relations->tokens;
    g_autofree bool *done = g_new0(bool, linked->rows->len + 1);
    for (guint i = 0; i < tokens->len; i++) {
        const struct relation_token *token = &g_array_index(tokens, struct relation_token, i);
        if (!done[token->op])
            propose_listening(linked, token);
        done[token->op] = true;
    }
}

void link_proposals(struct linked *linked)
{
    propose_listening_to_all(linked);
    propose_covering(linked);
    const struct relations *relations = linked->relations;
    for (guint i = 0; i < relations->unheard_flags->len; i++)
        propose_for_flags(linked, &g_array_index(relations->unheard_flags, struct relation_unheard_flag, i));
    for (guint i = 0; i < relations->unheeded->len; i++)
        propose_leaving(linked, &g_array_index(relations->unheeded, struct relation_unheeded, i));
}
