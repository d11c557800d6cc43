/* Sends that could listen to what their function listens to elsewhere, or is given: to the branch of a select
 * by which it leaves, to a context, to a stop token. */
#include "link/propose.h"
#include "link/spell.h"
#include "link/terms.h"
#include "link/watch.h"

#include <string.h>

/* A send, and what is to end it, too. */
struct covering {
    struct linked *linked;
    guint row;
    const struct call *send; /* or the wait of one made by hand */
    const struct op_site *select;
    const struct clause *clause;
    char *stop, *into, *leave; /* in the words of the function */
    const char *token;
};

/* -- how the branch leaves -- */

/* Does the call, with nothing but constants, end the task? */
static bool ends_task(const struct function *function, const struct ir_instr *instr)
{
    const struct call *call = function->results[instr->result];
    bool constant = call && call->model && call->model->role == MODEL_EXIT;
    for (uint32_t i = 0; constant && i < instr->n_args; i++)
        constant = instr->args[i]->kind == IR_INT || instr->args[i]->kind == IR_STRING;
    return constant;
}

/* Is it nothing that has to be done on the way out: it sets a variable, or is the clause's own? */
static bool is_idle(const struct covering *covering, const struct ir_instr *instr)
{
    if (instr->kind == IR_SET)
        return instr->target->kind == IR_LOCAL;
    const struct call *own = covering->clause->call;
    return own && own->ir->at.line == instr->at.line && own->ir->at.column == instr->at.column;
}

/* The statement that does what the block does; NULL: that is more than to leave. */
static char *say_block(const struct covering *covering, const struct ir_block *block)
{
    const struct function *function = covering->send->function;
    for (uint32_t i = 0; i < block->n_instrs; i++) {
        const struct ir_instr *instr = &block->instrs[i];
        if (instr->kind == IR_CALL && ends_task(function, instr))
            return g_strdup_printf("%s;", instr->text);
        if (!is_idle(covering, instr))
            return NULL;
    }
    return block->exit == IR_RETURN ? propose_return(function, block->value) : g_strdup("");
}

/* The statement by which the function leaves when the branch fires; NULL: it does more, or it depends. */
static char *say_leave(const struct covering *covering)
{
    struct call *call = covering->select->call;
    const struct ir_function *ir = call->function->ir;
    g_autofree bool *reached = outcome_reach(call, covering->clause->index, UINT32_MAX);
    g_autofree char *leave = NULL;
    for (uint32_t b = 0; b < ir->n_blocks; b++) {
        g_autofree char *said = reached[b] ? say_block(covering, &ir->blocks[b]) : NULL;
        if (reached[b] && (!said || b == call->block || (*said && leave)))
            return NULL;
        if (said && *said)
            leave = g_steal_pointer(&said);
    }
    return g_steal_pointer(&leave);
}

/* -- the template -- */

/* The size of what the pointer, spelled so, leads to. */
static void append_size(GString *out, const char *into)
{
    if (g_str_equal(into, "0"))
        g_string_append(out, into);
    else if (*into == '&')
        g_string_append_printf(out, "sizeof %s", into + 1);
    else
        g_string_append_printf(out, "sizeof *%s", into);
}

static void append_name(GString *out, const char *call)
{
    g_string_append_len(out, call, (gssize)strcspn(call, " ("));
}

/* Appends what the word stands for, of `covered` in a model; false when it stands for nothing here. */
static bool append_word(const struct covering *covering, const char *word, GString *out)
{
    const struct call *clause = covering->clause ? covering->clause->call : NULL;
    if (g_str_equal(word, "leave"))
        g_string_append(out, covering->leave);
    else if (g_str_equal(word, "token") && covering->token)
        g_string_append(out, covering->token);
    else if (!covering->select)
        return false;
    else if (g_str_equal(word, "stop"))
        g_string_append(out, covering->stop);
    else if (g_str_equal(word, "into"))
        g_string_append(out, covering->into);
    else if (g_str_equal(word, "size"))
        append_size(out, covering->into);
    else if (g_str_equal(word, "select"))
        append_name(out, covering->select->call->ir->text);
    else if (g_str_equal(word, "clause") && clause)
        g_string_append_printf(out, "$%u:%u", clause->ir->at.line, clause->ir->at.column);
    else
        return false;
    return true;
}

/* The template with all that is known here; the arguments stand in the text. NULL when that does not do. */
static char *fill(const struct covering *covering)
{
    const char *at = covering->send->model->covered;
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *dollar; (dollar = strchr(at, '$'));) {
        g_string_append_len(out, at, dollar - at);
        at = dollar + 1;
        if (g_ascii_isdigit(*at) || g_str_has_prefix(at, "call")) {
            g_string_append_c(out, '$');
            continue;
        }
        gsize length = 0;
        while (g_ascii_islower(at[length]))
            length++;
        g_autofree char *word = g_strndup(at, length);
        if (!append_word(covering, word, out))
            return NULL;
        at += length;
    }
    g_string_append(out, at);
    return g_strchomp(g_string_free(g_steal_pointer(&out), FALSE));
}

/* -- selects -- */

static bool cover(struct covering *covering)
{
    const struct function *function = covering->send->function;
    const struct clause *clause = covering->clause;
    const bool nowhere = !clause->value || (clause->value->kind == IR_INT && !clause->value->value);
    g_autofree char *stop = clause->channel ? spell(function, clause->channel) : NULL;
    g_autofree char *into = nowhere ? g_strdup("0") : spell(function, clause->value);
    g_autofree char *leave = stop && into ? say_leave(covering) : NULL;
    covering->stop = stop;
    covering->into = into;
    covering->leave = leave;
    g_autofree char *text = leave ? fill(covering) : NULL;
    if (text)
        propose(covering->linked, covering->row, CHANGE_SELECT, "cover", function, covering->send->ir->at,
            NULL, text);
    return text != NULL;
}

/* By the first branch of the select that does. */
static bool cover_by(struct covering *covering)
{
    const GPtrArray *clauses = covering->select->clauses;
    const struct ir_expr *channel = call_argument(covering->send, covering->send->model->channel);
    for (guint i = 0; clauses && i < clauses->len; i++) {
        covering->clause = g_ptr_array_index(clauses, i);
        if (covering->clause->kind == CLAUSE_RECEIVE && covering->clause->leads_out && channel &&
            covering->clause->channel && !term_equal(covering->clause->channel, channel) && cover(covering))
            return true;
    }
    return false;
}

static void cover_by_select(struct linked *linked, guint row, const struct call *send)
{
    struct covering covering = {.linked = linked, .row = row, .send = send};
    const GPtrArray *ops = linked->ops->by_function[send->function->id];
    for (guint i = 0; send->model->covered && ops && i < ops->len; i++) {
        const struct op *op = g_ptr_array_index(ops, i);
        covering.select = op->site;
        if (op->site->kind == OP_SELECT && op->site->library == send->model->model && !op->path &&
            cover_by(&covering))
            return;
    }
}

/* -- contexts -- */

/* What may end the function's operations: what it passes to others, or is given. */
static char *find_context(const struct call *send)
{
    const struct function *function = send->function;
    const struct model *library = send->model->model;
    for (uint32_t c = 0; c < function->n_calls; c++) {
        const struct call *call = &function->calls[c];
        const struct ir_expr *argument =
            call->model && call->model->model == library && call->model->timeout_argument != MODEL_NONE
                ? call_argument(call, call->model->timeout_argument)
                : NULL;
        char *said = argument && argument->kind != IR_INT ? spell(function, argument) : NULL;
        if (said)
            return said;
    }
    for (uint32_t i = 0; i < function->ir->n_params; i++)
        if (g_str_equal(function->ir->params[i].type, library->context))
            return g_strdup(function->ir->params[i].name);
    return NULL;
}

static void cover_by_context(struct linked *linked, guint row, const struct call *send)
{
    const struct model_function *model = send->model;
    g_autofree char *context =
        model->model->context && model->timeout_argument != MODEL_NONE ? find_context(send) : NULL;
    if (!context)
        return;
    g_autofree char *argument = g_strdup_printf("%d", model->timeout_argument);
    propose(linked, row, CHANGE_CONTEXT_BREAK, "pass", send->function, send->ir->at, argument, context);
    if (propose_leave(linked, row, CHANGE_CONTEXT_BREAK, send, "break") &&
        g_str_equal(send->function->ir->type, "void")) {
        propose(linked, row, CHANGE_CONTEXT_RETURN, "pass", send->function, send->ir->at, argument, context);
        propose_leave(linked, row, CHANGE_CONTEXT_RETURN, send, "return");
    }
}

/* -- waits of sends that are made by hand -- */

/* The parameter by which the function is told to stop; NULL: it has none. */
static const char *find_token(const struct function *function, const char *type)
{
    for (uint32_t i = 0; i < function->ir->n_params; i++) {
        const struct ir_param *param = &function->ir->params[i];
        const char *bare =
            g_str_has_prefix(param->type, "const ") ? param->type + strlen("const ") : param->type;
        if (g_str_has_prefix(bare, type) && strspn(bare + strlen(type), " &") == strlen(bare + strlen(type)))
            return param->name;
    }
    return NULL;
}

/* How the function leaves, when some task of the operation is told to stop as the library tells it; NULL:
 * none is, or it is not known how. */
static char *leave_as_told(const struct covering *covering, const struct op *op)
{
    const struct function *function = covering->send->function;
    g_autoptr(GArray) tasks = linked_tasks_of(covering->linked, covering->row);
    for (guint t = 0; t < tasks->len; t++) {
        g_autoptr(GArray) tests = watch_tests(covering->linked, g_array_index(tasks, uint32_t, t), op, NULL);
        for (guint i = 0; i < tests->len; i++) {
            const struct stop_test *test = &g_array_index(tests, struct stop_test, i);
            if (test->tested && test->tested->kind == IR_GLOBAL &&
                g_str_equal(test->tested->name, covering->send->model->model->context))
                return propose_leaving_as(function, test);
        }
    }
    return NULL;
}

static void cover_wait(struct linked *linked, guint row, const struct op *op)
{
    const struct call *wait = op->site->call;
    const struct model_function *model = wait->model;
    if (!model || !model->covered || !model->model->context || wait->function != op->site->function)
        return;
    struct covering covering = {.linked = linked, .row = row, .send = wait};
    covering.token = find_token(wait->function, model->model->context);
    g_autofree char *leave = leave_as_told(&covering, op);
    if (!leave && covering.token)
        leave = propose_return(wait->function, NULL);
    covering.leave = leave;
    g_autofree char *text = leave ? fill(&covering) : NULL;
    if (text)
        propose(linked, row, CHANGE_SELECT, "cover", wait->function, wait->ir->at, NULL, text);
}

void propose_covering(struct linked *linked)
{
    for (guint row = 0; row < linked->rows->len; row++) {
        const struct op *op = row_op(linked_row(linked, row));
        const struct op_site *site = op->site;
        if (site->kind != OP_SEND || !site->call->model)
            continue;
        if (site->handmade) {
            cover_wait(linked, row, op);
            continue;
        }
        cover_by_context(linked, row, site->call);
        cover_by_select(linked, row, site->call);
    }
}
