/* Stop flags that are set without a signal, or with one that wakes too few: who sleeps in the wait that tests
 * them does not look. */
#include "link/sends.h"

bool linked_signals(struct linked *linked, const struct call *call, uint32_t condition)
{
    const bool wakes =
        call->model && (call->model->role == MODEL_SIGNAL || call->model->role == MODEL_RELEASE);
    const struct ir_expr *object = wakes ? call_argument(call, sync_argument(call->model)) : NULL;
    const uint32_t class = object ? classes_value(linked->classes, call->function, object) : CLASS_NONE;
    return class && classes_find(linked->classes, class) == classes_find(linked->classes, condition);
}

/* Does the task signal what it sleeps on? Then who is woken may wake the next. */
static bool passes_on(struct linked *linked, guint task, const struct op_site *site)
{
    const GArray *functions = linked_reach(linked, task)->functions;
    for (guint i = 0; i < functions->len; i++) {
        const struct function *function =
            program_function(linked->program, g_array_index(functions, uint32_t, i));
        for (uint32_t c = 0; c < function->n_calls; c++)
            if (linked_signals(linked, &function->calls[c], site->condition))
                return true;
    }
    return false;
}

/* Do several tasks sleep in it, of which who is woken wakes no other? */
static bool leaves_some_asleep(struct linked *linked, guint row)
{
    const struct op *op = row_op(linked_row(linked, row));
    g_autoptr(GArray) tasks = linked_tasks_of(linked, row);
    bool several = false;
    for (guint i = 0; op->site->condition && i < tasks->len; i++) {
        guint task = g_array_index(tasks, uint32_t, i);
        if (passes_on(linked, task, op->site))
            return false;
        several |= sends_by_several(linked, task, op);
    }
    return several;
}

static void add(struct linked *linked, guint row, const struct flag *flag)
{
    const struct relation_unheard_flag relation = {
        .op = row + 1,
        .flag = linked_text(linked, flag->label ? flag->label : "a flag"),
        .setter = linked_text(linked, flag->setter->ir->name),
        .file = linked_file(linked, flag->setter, flag->at),
        .line = flag->at.line,
        .single = flag->single,
    };
    g_array_append_val(linked->relations->unheard_flags, relation);
}

void link_unheard_flags(struct linked *linked)
{
    for (guint i = 0; i < linked->rows->len; i++) {
        const struct op_site *site = row_op(linked_row(linked, i))->site;
        for (guint f = 0; site->unheard && f < site->unheard->len; f++)
            add(linked, i, g_ptr_array_index(site->unheard, f));
        for (guint f = 0; site->flags && f < site->flags->len; f++) {
            const struct flag *flag = g_ptr_array_index(site->flags, f);
            if (flag->single && leaves_some_asleep(linked, i))
                add(linked, i, flag);
        }
    }
}
