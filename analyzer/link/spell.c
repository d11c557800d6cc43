#include "link/spell.h"

#include "link/terms.h"

#include <string.h>

static bool is_name(const char *name)
{
    bool good = *name && !g_ascii_isdigit(*name);
    for (; good && *name; name++)
        good = g_ascii_isalnum(*name) || *name == '_' || *name == ':' || (guchar)*name >= 0x80;
    return good;
}

static bool is_this(const struct function *function, const struct ir_expr *expr)
{
    return expr->kind == IR_PARAM && expr->value >= 0 && expr->value < function->ir->n_params &&
           g_str_equal(function->ir->params[expr->value].name, "this");
}

static bool is_reference(const struct function *function, const struct ir_expr *expr)
{
    return expr->kind == IR_PARAM && expr->value >= 0 && expr->value < function->ir->n_params &&
           g_str_has_suffix(function->ir->params[expr->value].type, "&");
}

/* `x` of a second local `x.2`, and of a function's static variable `f.x`. */
static bool append_variable(const struct function *function, const struct ir_expr *expr, GString *out)
{
    const char *name = expr->name ? expr->name : "", *dot = strrchr(name, '.');
    if (expr->kind == IR_PARAM)
        name = expr->value >= 0 && expr->value < function->ir->n_params
                   ? function->ir->params[expr->value].name
                   : "";
    else if (dot && expr->kind == IR_GLOBAL)
        name = dot + 1;
    gsize length = dot && expr->kind == IR_LOCAL ? (gsize)(dot - name) : strlen(name);
    g_autofree char *shown = g_strndup(name, length);
    g_string_append(out, shown);
    return is_name(shown);
}

/* A place without a `*` or `&` in front. */
static bool append_place(const struct function *function, const struct ir_expr *expr, GString *out)
{
    const struct ir_expr *object = expr->a, *pointer;
    switch (expr->kind) {
    case IR_PARAM:
    case IR_LOCAL:
    case IR_GLOBAL:
        return append_variable(function, expr, out);
    case IR_DEREF:
        return is_reference(function, object) && append_variable(function, object, out);
    case IR_INDEX:
        if (expr->b->kind != IR_INT || !append_place(function, object, out))
            return false;
        g_string_append_printf(out, "[%" G_GINT64_FORMAT "]", expr->b->value);
        return true;
    case IR_FIELD:
        pointer = object->kind == IR_DEREF && !is_reference(function, object->a) ? object->a : NULL;
        if (!(pointer && is_this(function, pointer))) {
            if (!append_place(function, pointer ? pointer : object, out))
                return false;
            g_string_append(out, pointer ? "->" : ".");
        }
        g_string_append(out, expr->name);
        return is_name(expr->name);
    default:
        return false;
    }
}

char *spell(const struct function *function, const struct ir_expr *expr)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (expr->kind == IR_ADDR || (expr->kind == IR_DEREF && !is_reference(function, expr->a))) {
        g_string_append_c(out, expr->kind == IR_ADDR ? '&' : '*');
        expr = expr->a;
    }
    return append_place(function, expr, out) ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}

char *spell_call(
    const struct function *function, const char *name, bool method, const struct ir_expr *pointer)
{
    const bool address = pointer->kind == IR_ADDR;
    g_autofree char *object = spell(function, method && address ? pointer->a : pointer);
    if (!object)
        return NULL;
    return method ? g_strdup_printf("%s%s%s();", object, address ? "." : "->", name)
                  : g_strdup_printf("%s(%s);", name, object);
}

/* -- from frame to frame -- */

static bool is_of_frame(const struct ir_expr *part, void *context)
{
    (void)context;
    return part->kind == IR_PARAM || part->kind == IR_LOCAL || part->kind == IR_RESULT ||
           part->kind == IR_UNKNOWN;
}

static bool is_static(const struct ir_expr *part, void *context)
{
    (void)context;
    return part->kind == IR_GLOBAL && part->value;
}

/* `expr` with `by` for each `part`. */
static const struct ir_expr *replace(
    struct program *program, const struct ir_expr *expr, const struct ir_expr *part, const struct ir_expr *by)
{
    if (!expr || term_equal(expr, part))
        return expr ? by : NULL;
    const struct ir_expr *a = replace(program, expr->a, part, by), *b = replace(program, expr->b, part, by);
    return term_with(program, expr, a, b);
}

/* Nothing of a frame is left when the object is taken out. */
static bool needs_only(struct program *program, const struct ir_expr *expr, const struct ir_expr *object)
{
    static const struct ir_expr nothing = {.kind = IR_INT};
    return !term_any(replace(program, expr, object, &nothing), is_of_frame, NULL);
}

/* A pointer to a variable's object is the variable. */
static const struct ir_expr *point_at(struct program *program, const struct ir_expr *object)
{
    return object->kind == IR_DEREF ? object->a : ir_expr_new(program->arena, IR_ADDR, NULL, 0, object, NULL);
}

const struct ir_expr *spell_move(struct program *program, const struct ir_expr *expr,
    const struct ir_expr *known, const struct function *from, const struct ir_expr *target,
    const struct function *to)
{
    if (from->unit != to->unit && term_any(expr, is_static, NULL))
        return NULL;
    if (from == to || !term_any(expr, is_of_frame, NULL))
        return expr;
    while (known->kind == IR_FIELD && target->kind == IR_FIELD && g_str_equal(known->name, target->name) &&
           g_strcmp0(known->record, target->record) == 0) {
        known = known->a;
        target = target->a;
        if (needs_only(program, expr, known))
            return replace(program, expr, known, target);
        const struct ir_expr *pointer = point_at(program, known);
        if (needs_only(program, expr, pointer))
            return replace(program, expr, pointer, point_at(program, target));
    }
    return NULL;
}

const struct ir_expr *spell_replace(
    struct program *program, const struct ir_expr *expr, const struct ir_expr *part, const struct ir_expr *by)
{
    return term_contains(expr, part) && needs_only(program, expr, part) ? replace(program, expr, part, by)
                                                                        : NULL;
}

bool spell_is_static(const struct ir_expr *expr)
{
    return term_any(expr, is_static, NULL);
}
