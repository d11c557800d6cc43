#include "ir/ir.h"
#include "ir/text.h"

const char *const ir_kind_prefix[] = {
    [IR_FUNC] = "fn:",
    [IR_PARAM] = "param",
    [IR_LOCAL] = "local:",
    [IR_GLOBAL] = "global:",
    [IR_RESULT] = "%",
};

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

bool ir_is_place(const struct ir_expr *expr)
{
    switch (expr->kind) {
    case IR_PARAM:
    case IR_LOCAL:
    case IR_GLOBAL:
    case IR_FIELD:
    case IR_DEREF:
    case IR_INDEX:
        return true;
    default:
        return false;
    }
}

void ir_write_number(int64_t number, GString *text)
{
    char digits[20];
    size_t first = sizeof digits;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do
        digits[--first] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (number < 0)
        digits[--first] = '-';
    g_string_append_len(text, digits + first, (gssize)(sizeof digits - first));
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\';
}

void ir_write_string(const char *string, GString *text)
{
    static const char hex[] = "0123456789abcdef";
    g_string_append_c(text, '"');
    for (const char *s = string; *s; s++) {
        const char *start = s;
        while (is_plain((unsigned char)*s))
            s++;
        g_string_append_len(text, start, s - start);
        if (!*s)
            break;
        g_string_append_c(text, '\\');
        if (*s == '"' || *s == '\\') {
            g_string_append_c(text, *s);
            continue;
        }
        g_string_append_c(text, 'x');
        g_string_append_c(text, hex[*s >> 4]);
        g_string_append_c(text, hex[*s & 15]);
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
        ir_write_number(expr->value, text);
        break;
    case IR_STRING:
        ir_write_string(expr->name, text);
        break;
    case IR_PARAM:
    case IR_RESULT:
        g_string_append(text, ir_kind_prefix[expr->kind]);
        ir_write_number(expr->value, text);
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
        g_string_append_c(text, '(');
        g_string_append(text, expr->name);
        g_string_append_c(text, ' ');
        ir_expr_write(expr->a, text);
        if (expr->b) {
            g_string_append_c(text, ' ');
            ir_expr_write(expr->b, text);
        }
        g_string_append_c(text, ')');
        break;
    }
}
