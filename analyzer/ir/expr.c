#include "ir/ir.h"
#include "ir/text.h"

const char *const ir_kind_prefix[] = {
    [IR_FUNC] = "fn:",
    [IR_PARAM] = "param",
    [IR_LOCAL] = "local:",
    [IR_GLOBAL] = "global:",
    [IR_RESULT] = "%",
};

bool ir_is_name_byte(unsigned char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '$' || c == ':' || c == '@' || c == '~';
}

const struct ir_expr *ir_expr_unknown(void)
{
    static const struct ir_expr unknown = {.kind = IR_UNKNOWN};
    return &unknown;
}

struct ir_expr *ir_expr_new(struct arena *arena, enum ir_kind kind, const char *name, int64_t value,
    const struct ir_expr *a, const struct ir_expr *b)
{
    struct ir_expr *expr = arena_alloc(arena, sizeof *expr);
    *expr = (struct ir_expr){.kind = kind, .name = name, .value = value, .a = a, .b = b};
    return expr;
}

void ir_write_string(const char *string, GString *text)
{
    g_string_append_c(text, '"');
    for (const unsigned char *s = (const unsigned char *)string; *s; s++) {
        if (*s == '"' || *s == '\\')
            g_string_append_c(text, '\\');
        if (*s < 0x20)
            g_string_append_printf(text, "\\x%02x", *s);
        else
            g_string_append_c(text, (char)*s);
    }
    g_string_append_c(text, '"');
}

void ir_write_name(const char *name, GString *text)
{
    const char *s = name;
    while (ir_is_name_byte((unsigned char)*s))
        s++;
    if (*s || s == name)
        ir_write_string(name, text);
    else
        g_string_append_len(text, name, s - name);
}

/* A prefix operator binds loosest, so as the base of a selector it needs parentheses. */
static void write_base(const struct ir_expr *expr, GString *text)
{
    bool prefix = expr->kind == IR_DEREF || expr->kind == IR_ADDR;
    if (prefix)
        g_string_append_c(text, '(');
    ir_expr_write(expr, text);
    if (prefix)
        g_string_append_c(text, ')');
}

static void write_selector(const struct ir_expr *expr, GString *text)
{
    bool arrow = expr->kind == IR_FIELD && expr->a->kind == IR_DEREF;
    write_base(arrow ? expr->a->a : expr->a, text);
    if (expr->kind == IR_INDEX) {
        g_string_append_c(text, '[');
        ir_expr_write(expr->b, text);
        g_string_append_c(text, ']');
        return;
    }
    g_string_append(text, arrow ? "->" : ".");
    ir_write_name(expr->record, text);
    g_string_append_c(text, '.');
    ir_write_name(expr->name, text);
}

void ir_expr_write(const struct ir_expr *expr, GString *text)
{
    switch (expr->kind) {
    case IR_UNKNOWN:
        g_string_append_c(text, '?');
        break;
    case IR_INT:
        g_string_append_printf(text, "%" G_GINT64_FORMAT, expr->value);
        break;
    case IR_STRING:
        ir_write_string(expr->name, text);
        break;
    case IR_PARAM:
    case IR_RESULT:
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT, ir_kind_prefix[expr->kind], expr->value);
        break;
    case IR_FUNC:
    case IR_LOCAL:
    case IR_GLOBAL:
        g_string_append(
            text, expr->kind == IR_GLOBAL && expr->value ? "static:" : ir_kind_prefix[expr->kind]);
        ir_write_name(expr->name, text);
        break;
    case IR_FIELD:
    case IR_INDEX:
        write_selector(expr, text);
        break;
    case IR_DEREF:
    case IR_ADDR:
        g_string_append_c(text, expr->kind == IR_DEREF ? '*' : '&');
        ir_expr_write(expr->a, text);
        break;
    case IR_OP:
        g_string_append_printf(text, "(%s ", expr->name);
        ir_expr_write(expr->a, text);
        if (expr->b) {
            g_string_append_c(text, ' ');
            ir_expr_write(expr->b, text);
        }
        g_string_append_c(text, ')');
        break;
    }
}
