/* A call in other words: what stands between its parentheses is taken over as it is written. */
#include "fix/place.h"

#include <string.h>

enum { SPACES = 4 }; /* by which the lines of a step are indented for each level */

struct argument {
    gsize at, length;
    bool weak; /* it binds less than `||` */
};

/* The arguments of the call whose `(` is that token; empty when it does not end. */
static GArray *arguments_of(const struct place *place, guint open)
{
    GArray *arguments = g_array_new(FALSE, FALSE, sizeof(struct argument));
    guint first = open + 1;
    int depth = 0;
    for (guint i = open; i < place->n_tokens; i++) {
        depth += place_nesting(place, i);
        if ((depth == 0 || (depth == 1 && place_is_mark(place, i, ','))) && i > first) {
            const struct token *last = &place->tokens[i - 1];
            const gsize at = place->tokens[first].at;
            const struct argument argument = {
                at, last->at + last->length - at, place_binds_less(place, first, i, false)};
            g_array_append_val(arguments, argument);
            first = i + 1;
        }
        if (depth == 0)
            return arguments;
    }
    g_array_set_size(arguments, 0);
    return arguments;
}

/* The `(` behind the name of the call that begins at the token, or n_tokens. */
static guint parenthesis_of(const struct place *place, guint first)
{
    guint i = first;
    while (i < place->n_tokens && place->tokens[i].kind != TOKEN_DIRECTIVE && !place_is_mark(place, i, ';') &&
           !place_is_mark(place, i, '('))
        i++;
    return place_is_mark(place, i, '(') ? i : place->n_tokens;
}

static GArray *arguments_at(const struct place *place, unsigned line, unsigned column)
{
    const guint i = place_token(place, place_offset(place->text, place->length, line, column));
    return arguments_of(place, parenthesis_of(place, i));
}

/* `behind`: what follows the argument. */
static bool append_argument(
    const struct place *place, const GArray *arguments, guint64 n, const char *behind, GString *out)
{
    if (n >= arguments->len)
        return false;
    const struct argument *argument = &g_array_index(arguments, struct argument, n);
    const bool wrap = argument->weak && g_str_has_prefix(behind, " ||");
    g_string_append_printf(
        out, "%s%.*s%s", wrap ? "(" : "", (int)argument->length, place->text + argument->at, wrap ? ")" : "");
    return true;
}

/* What is called, without its arguments. */
static void append_callee(const struct place *place, GString *out)
{
    const gsize at = place->tokens[place->first].at;
    const struct token *open = &place->tokens[place_opening(place, place->end - 1)];
    g_string_append_len(out, place->text + at, (gssize)(open->at - at));
}

/* Appends the line with, for `$1`, the argument of that number; for `$7:9.1`, that of the call in line 7; for
 * `$call`, what is called. */
static bool append_line(const struct place *place, const GArray *arguments, const char *line, GString *out)
{
    for (const char *dollar; (dollar = strchr(line, '$'));) {
        if (g_str_has_prefix(dollar, "$call")) {
            g_string_append_len(out, line, dollar - line);
            append_callee(place, out);
            line = dollar + strlen("$call");
            continue;
        }
        char *end;
        guint64 n = g_ascii_strtoull(dollar + 1, &end, 10);
        g_string_append_len(out, line, dollar - line);
        g_autoptr(GArray) others = NULL;
        if (*end == ':') {
            const guint64 column = g_ascii_strtoull(end + 1, &end, 10);
            others = arguments_at(place, (unsigned)n, (unsigned)column);
            n = *end == '.' && g_ascii_isdigit(end[1]) ? g_ascii_strtoull(end + 1, &end, 10) : G_MAXUINT64;
        }
        if (end == dollar + 1 || !append_argument(place, others ? others : arguments, n, end, out))
            return false;
        line = end;
    }
    g_string_append(out, line);
    return true;
}

/* Begins a line that is indented as the one that begins there. */
static void append_newline(const struct place *place, gsize line, GString *out)
{
    const gsize at = place->tokens[place->first].at;
    g_string_append_printf(
        out, "%s%.*s", place_newline(place, at), (int)place_indent(place, line), place->text + line);
}

/* Appends the lines, each one level less indented for `outer`; the first stands where the call does. */
static bool append_lines(const struct place *place, char **lines, guint n, bool outer, GString *out)
{
    g_autoptr(GArray) arguments = arguments_of(place, place_opening(place, place->end - 1));
    g_autofree char *unit = place_unit(place);
    for (guint i = 0; i < n; i++) {
        const gsize blanks = strspn(lines[i], " "), levels = blanks / SPACES;
        if (i > 0)
            append_newline(place, place->line, out);
        for (gsize level = outer; level < levels; level++)
            g_string_append(out, unit);
        if (!append_line(place, arguments, lines[i] + blanks, out))
            return false;
    }
    return true;
}

/* In place of all that a loop without braces does: the loop gets some. */
static bool cover_body(const struct place *place, char **lines, guint n, GArray *edits)
{
    const guint close = place->first - 1, open = place_opening(place, close);
    const gsize at = place->tokens[place->first].at, behind = place->tokens[place->end].at + 1;
    const gsize loop = place_line_start(place->text, place->tokens[open - 1].at);
    const bool braces = n > 2 && g_str_equal(lines[0], "{") && g_str_equal(lines[n - 1], "}");
    g_autoptr(GString) text = g_string_new(NULL), brace = g_string_new(NULL);
    if (!append_lines(place, lines + braces, n - 2 * braces, braces, text))
        return false;
    append_newline(place, loop, brace);
    g_string_append_c(brace, '}');
    place_add(place, edits, place->tokens[close].at + 1, 0, " {");
    place_add(place, edits, at, behind - at, text->str);
    place_add(place, edits, place_line_end(place, behind), 0, brace->str);
    return true;
}

bool place_cover(const struct place *place, const struct fix_step *step, GArray *edits)
{
    const bool body = place_is_body_of_loop(place);
    if (!(body || place_stands_alone(place)) || !place_has_lines(place) || !place_is_call(place))
        return false;
    const gsize at = place->tokens[place->first].at;
    g_auto(GStrv) lines = g_strsplit(step->text, "\n", -1);
    g_autoptr(GString) text = g_string_new(NULL);
    if (body)
        return cover_body(place, lines, g_strv_length(lines), edits);
    if (!append_lines(place, lines, g_strv_length(lines), false, text))
        return false;
    place_add(place, edits, at, place->tokens[place->end].at + 1 - at, text->str);
    return true;
}

bool place_pass(const struct place *place, const struct fix_step *step, GArray *edits)
{
    g_autoptr(GArray) arguments = arguments_of(place, parenthesis_of(place, place->first));
    const guint64 n = g_ascii_strtoull(step->word, NULL, 10);
    if (n >= arguments->len)
        return false;
    const struct argument *argument = &g_array_index(arguments, struct argument, n);
    place_add(place, edits, argument->at, argument->length, step->text);
    return true;
}
