/* Channels on which nobody waits for ever: they are made so, by an argument of their creation, or set so
 * later. What is set anywhere counts everywhere. */
#include "link/linked.h"

#include "link/terms.h"

enum { SENDERS = 1, RECEIVERS = 2 };

struct limits {
    struct linked *linked;
    GHashTable *modes[RECEIVERS + 1]; /* by whose: class -> enum model_mode */
};

/* `flags | O_NONBLOCK`: the bits that it has for certain. */
static int64_t bits_of(const struct ir_expr *expr)
{
    if (expr->kind == IR_INT)
        return expr->value;
    if (expr->kind == IR_OP && expr->b && g_str_equal(expr->name, "or"))
        return bits_of(expr->a) | bits_of(expr->b);
    return 0;
}

/* The mode that the call gives to the channel. A value that is not known may be any. */
static enum model_mode mode_of(const struct limits *limits, const struct call *call)
{
    const struct model_function *model = call->model;
    const struct ir_expr *given = call_argument(call, model->timeout_argument);
    int64_t value;
    if (model->timeout_argument == MODEL_NONE)
        return model->mode;
    if (!given)
        return MODEL_FOREVER;
    const struct ir_expr *expr = term_expand(limits->linked->program, call->function, given);
    if (term_constant(expr, &value))
        return model_mode_of(model, value);
    return model->nonblocking_bits & bits_of(expr) ? MODEL_NONBLOCKING : MODEL_TIMEOUT;
}

static void add_limit(struct limits *limits, const struct call *call)
{
    const struct model_function *model = call->model;
    struct classes *classes = limits->linked->classes;
    const unsigned wakes = model->wakes ? model->wakes : MODEL_WAKES_SENDERS | MODEL_WAKES_RECEIVERS;
    const uint32_t class = classes_argument(classes, call, model->channel, model->channel_way);
    const enum model_mode mode = mode_of(limits, call);
    if (!class || mode == MODEL_FOREVER)
        return;
    gpointer key = GUINT_TO_POINTER(classes_find(classes, class)), value = GUINT_TO_POINTER(mode);
    if (wakes & MODEL_WAKES_SENDERS)
        g_hash_table_insert(limits->modes[SENDERS], key, value);
    if (wakes & MODEL_WAKES_RECEIVERS)
        g_hash_table_insert(limits->modes[RECEIVERS], key, value);
}

static void find_limits(struct limits *limits)
{
    const struct program *program = limits->linked->program;
    for (guint f = 0; f < program->functions->len; f++) {
        const struct function *function = program_function(program, f);
        for (uint32_t c = 0; c < function->n_calls; c++) {
            const struct call *call = &function->calls[c];
            if (call->model && (call->model->role == MODEL_CREATE || call->model->role == MODEL_LIMIT))
                add_limit(limits, call);
        }
    }
}

static void apply(const struct limits *limits, struct op *op)
{
    const int whose = op->site->kind == OP_SEND ? SENDERS : op->site->kind == OP_RECEIVE ? RECEIVERS : 0;
    if (!whose || !op->class || op->mode != MODEL_FOREVER)
        return;
    gpointer key = GUINT_TO_POINTER(classes_find(limits->linked->classes, op->class)), mode;
    if (g_hash_table_lookup_extended(limits->modes[whose], key, NULL, &mode))
        op->mode = (enum model_mode)GPOINTER_TO_UINT(mode);
}

void link_limits(struct linked *linked)
{
    struct limits limits = {linked, {NULL, g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL)}};
    find_limits(&limits);
    for (guint i = 0; i < linked->ops->ops->len; i++)
        apply(&limits, g_ptr_array_index(linked->ops->ops, i));
    g_hash_table_destroy(limits.modes[SENDERS]);
    g_hash_table_destroy(limits.modes[RECEIVERS]);
}
