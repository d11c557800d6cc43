/* Stop flags that a wait does not test, though its task tests them elsewhere. */
#include "link/propose.h"
#include "link/sends.h"
#include "link/spell.h"
#include "link/terms.h"
#include "link/watch.h"

#include <string.h>

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
    struct function *sleeper = listening->site->function;
    for (uint32_t c = 0; c < sleeper->n_calls; c++) {
        const struct call *call = &sleeper->calls[c];
        const bool asked = call->callee && call->model && call->model->role == role &&
                           call->model->mode == MODEL_FOREVER && call->ir->n_args == 1;
        const struct ir_expr *taken = asked ? call_argument(call, call->model->lock) : NULL;
        if (taken &&
            term_equal(term_expand(listening->linked->program, sleeper, taken), listening->site->lock))
            return spell_call(
                function, propose_last_name(call->callee), propose_is_method(call->model), lock);
    }
    return NULL;
}

/* Does the wait take a guard, which lets go of its lock when the function leaves? */
static bool is_guarded(const struct call *wait)
{
    const int lock = wait->model->lock;
    const struct ir_expr *guard =
        lock >= 0 && (uint32_t)lock < wait->ir->n_args ? wait->ir->args[lock] : NULL;
    return propose_is_method(wait->model) && guard && (guard->kind == IR_LOCAL || guard->kind == IR_PARAM);
}

/* The lines by which the wait's function leaves; NULL: not known. The caller's. */
static char *say_way_out(const struct listening *listening, const struct stop_test *test)
{
    const struct op_site *site = listening->site;
    g_autofree char *leave = propose_leaving_as(site->function, test);
    if (!leave || is_guarded(site->call))
        return g_steal_pointer(&leave);
    g_autofree char *let_go = say_lock(listening, MODEL_UNLOCK, site->function, site->lock);
    return let_go ? g_strdup_printf("%s\n%s", let_go, leave) : NULL;
}

/* Does the function take no lock but the wait's, so that it may leave once that is let go of? */
static bool takes_one_lock(const struct function *function)
{
    unsigned n = 0;
    for (uint32_t c = 0; c < function->n_calls; c++)
        n += function->calls[c].model && function->calls[c].model->role == MODEL_LOCK;
    return n == 1;
}

/* Does the setter wake all who sleep, right behind the store? */
static bool wakes_already(const struct listening *listening, const struct write *write)
{
    const struct function *setter = write->function;
    for (uint32_t c = 0; c < setter->n_calls; c++) {
        const struct call *call = &setter->calls[c];
        if (call->block == write->block && call->instr > write->number &&
            propose_signals(listening->linked, call, listening->site->condition, false))
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
    if (!object || !lock || propose_may_handle_signals(setter, CALLERS))
        return false;
    const bool held = linked_holds(linked, setter, write->instr, lock);
    if (held && wakes_already(listening, write))
        return true;
    g_autofree char *wake =
        spell_call(setter, listening->wait->waker, propose_is_method(listening->wait), object);
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

static void listen_to(struct listening *listening, const struct stop_test *test)
{
    GArray *proposals = listening->linked->relations->proposals;
    const struct op_site *site = listening->site;
    listening->flag = flag_below(listening->linked, test, site->function);
    listening->place = test->place;
    g_autofree char *out = say_way_out(listening, test);
    g_autofree char *flag = listening->flag ? spell(site->function, listening->flag) : NULL;
    if (!means_set(test) || !flag || !out || !takes_one_lock(site->function))
        return;
    const guint before = proposals->len;
    propose(listening->linked, listening->row, 0, "listen", site->function, site->call->ir->at, out, flag);
    if (!add_settings(listening))
        g_array_set_size(proposals, before);
}

/* Of each hand-made send, one flag that its task tests elsewhere. */
static void listen_too(struct linked *linked, const struct relation_token *token)
{
    const struct op *op = row_op(linked_row(linked, token->op - 1));
    const struct call *call = op->site->call;
    if (!op->site->handmade || !op->site->lock || !call->model || !call->model->waker ||
        call->model->role != MODEL_WAIT || call->function != op->site->function ||
        (propose_is_method(call->model) && !is_guarded(call)))
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
        listen_to(&listening, &g_array_index(tests, struct stop_test, 0));
}

void propose_listening(struct linked *linked)
{
    const GArray *tokens = linked->relations->tokens;
    g_autofree bool *done = g_new0(bool, linked->rows->len + 1);
    for (guint i = 0; i < tokens->len; i++) {
        const struct relation_token *token = &g_array_index(tokens, struct relation_token, i);
        if (!done[token->op])
            listen_too(linked, token);
        done[token->op] = true;
    }
}
