/* From steps to edits: finds the statement or call, and keeps the way in which the text is laid out. */
#include "fix/fix.h"

#include "base/arena.h"
#include "fix/tokens.h"

#include <string.h>

/* The statement that begins at a token. */
struct place {
    struct arena *arena;
    const char *text;
    gsize length;
    const struct token *tokens;
    guint n_tokens;
    guint first, end; /* its first token, and the `;` behind it */
    gsize line; /* where the line of the first token begins */
};

/* -- the text -- */

static gsize offset_of(const char *text, gsize length, unsigned line, unsigned column)
{
    const char *at = text, *end = text + length;
    for (; line > 1 && at < end; line--) {
        const char *newline = memchr(at, '\n', (gsize)(end - at));
        at = newline ? newline + 1 : end;
    }
    return line == 1 && column > 0 ? MIN((gsize)(at - text) + column - 1, length) : length;
}

static gsize line_start(const char *text, gsize at)
{
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

static gsize line_end(const struct place *place, gsize at)
{
    const char *newline = memchr(place->text + at, '\n', place->length - at);
    return newline ? (gsize)(newline - place->text) : place->length;
}

/* The blanks that the line begins with. */
static gsize indent_length(const struct place *place, gsize line)
{
    gsize at = line;
    while (at < place->length && (place->text[at] == ' ' || place->text[at] == '\t'))
        at++;
    return at - line;
}

/* How lines end, there. */
static const char *newline_at(const struct place *place, gsize at)
{
    gsize end = line_end(place, at);
    if (end == place->length && place->line > 0) /* the last line does not */
        end = place->line - 1;
    return end > 0 && end < place->length && place->text[end - 1] == '\r' ? "\r\n" : "\n";
}

static bool is_mark(const struct place *place, guint i, char mark)
{
    return i < place->n_tokens && place->tokens[i].kind == TOKEN_MARK &&
           place->text[place->tokens[i].at] == mark;
}

static bool is_word(const struct place *place, guint i, const char *word)
{
    return i < place->n_tokens && place->tokens[i].kind == TOKEN_WORD &&
           place->tokens[i].length == strlen(word) &&
           memcmp(place->text + place->tokens[i].at, word, place->tokens[i].length) == 0;
}

/* 1 at what opens, -1 at what closes. */
static int nesting(const struct place *place, guint i)
{
    return is_mark(place, i, '(') || is_mark(place, i, '[') || is_mark(place, i, '{')   ? 1
           : is_mark(place, i, ')') || is_mark(place, i, ']') || is_mark(place, i, '}') ? -1
                                                                                        : 0;
}

/* -- where a step may be done -- */

/* leaves: first and end; false when no token begins there, or no `;` ends what does */
static bool find_statement(struct place *place, gsize at)
{
    guint i = 0;
    int depth = 0;
    while (i < place->n_tokens && place->tokens[i].at < at)
        i++;
    if (i == place->n_tokens || place->tokens[i].at != at)
        return false;
    place->first = i;
    place->line = line_start(place->text, at);
    for (; i < place->n_tokens && !(depth == 0 && is_mark(place, i, ';')); i++)
        if (place->tokens[i].kind == TOKEN_DIRECTIVE || (depth += nesting(place, i)) < 0)
            return false;
    place->end = i;
    return i < place->n_tokens;
}

/* The `(` of the `)`, or n_tokens. */
static guint opening(const struct place *place, guint i)
{
    for (int depth = 0;; i--) {
        depth += nesting(place, i);
        if (depth == 0)
            return i;
        if (i == 0)
            return place->n_tokens;
    }
}

/* Does a statement begin there that could be another one, too: in braces, and not in the parentheses of a
 * `for`? */
static bool stands_alone(const struct place *place)
{
    guint i = place->first;
    int depth = 0;
    while (i > 0 && place->tokens[i - 1].kind == TOKEN_DIRECTIVE)
        i--;
    if (!(i > 0 && (is_mark(place, i - 1, ';') || is_mark(place, i - 1, '{') || is_mark(place, i - 1, '}') ||
                       is_mark(place, i - 1, ':'))))
        return false;
    while (i-- > 0)
        if ((depth += nesting(place, i)) > 0)
            return is_mark(place, i, '{');
    return false;
}

/* Is it all that a loop does, without braces, and no `else` behind it to be taken for its own? */
static bool is_body_of_loop(const struct place *place)
{
    const guint i = place->first;
    guint open = i > 0 && is_mark(place, i - 1, ')') ? opening(place, i - 1) : place->n_tokens;
    return open < place->n_tokens && open > 0 &&
           (is_word(place, open - 1, "for") || is_word(place, open - 1, "while")) &&
           !is_word(place, place->end + 1, "else");
}

/* A part of `.`, `->` or `::`. */
static bool is_join(const struct place *place, guint i)
{
    const char *text = place->text + place->tokens[i].at;
    return is_mark(place, i, '.') || (is_mark(place, i, '-') && text[1] == '>') ||
           (is_mark(place, i, '>') && text[-1] == '-') ||
           (is_mark(place, i, ':') && (text[1] == ':' || text[-1] == ':'));
}

/* Is the statement one call, `f(x);` or `a->b.f(x);`, whose value nobody wants? */
static bool is_call(const struct place *place)
{
    int depth = 0;
    if (place->end == place->first || !is_mark(place, place->end - 1, ')') ||
        place->tokens[place->first].kind != TOKEN_WORD)
        return false;
    for (guint i = place->first; i < place->end; i++) {
        const bool closes = nesting(place, i) < 0, word = place->tokens[i].kind == TOKEN_WORD;
        depth += nesting(place, i);
        if (depth == 0 && !closes && !word && !is_join(place, i))
            return false;
        if (depth == 0 && word && i > place->first && !is_join(place, i - 1))
            return false;
    }
    return true;
}

/* -- the steps -- */

static void add(const struct place *place, GArray *edits, gsize at, gsize length, const char *text)
{
    const struct edit edit = {at, length, arena_intern(place->arena, text, -1)};
    g_array_append_val(edits, edit);
}

/* Does nothing but blanks and whole comments stand between the `;` and the end of its line? */
static bool ends_line(const struct place *place)
{
    const gsize behind = place->tokens[place->end].at + 1, end = line_end(place, behind);
    if (place->end + 1 < place->n_tokens && place->tokens[place->end + 1].at < end)
        return false;
    g_autofree char *rest = g_strndup(place->text + behind, end - behind);
    const char *comment = strstr(rest, "/*"), *line = strstr(rest, "//");
    return !comment || (line && line < comment) || strstr(comment + 2, "*/");
}

/* Has the statement lines for itself? */
static bool has_lines(const struct place *place)
{
    const gsize indent = indent_length(place, place->line);
    return place->line + indent == place->tokens[place->first].at && ends_line(place);
}

/* Puts what follows the statement into a line behind its own, so much more indented. */
static void add_line(const struct place *place, GArray *edits, const char *more, const char *text)
{
    const gsize end = line_end(place, place->tokens[place->end].at);
    const bool last = end == place->length;
    const char *newline = newline_at(place, end);
    g_autofree char *line = g_strdup_printf("%s%.*s%s%s%s", last ? newline : "",
        (int)indent_length(place, place->line), place->text + place->line, more, text, last ? "" : newline);
    add(place, edits, last ? end : end + 1, 0, line);
}

/* In a line of its own when the statement has one, too. */
static bool put_behind(const struct place *place, const struct fix_step *step, GArray *edits)
{
    if (!stands_alone(place))
        return false;
    g_auto(GStrv) lines = g_strsplit(step->text, "\n", -1);
    for (char **line = lines; *line; line++) {
        g_autofree char *inserted = g_strdup_printf(" %s", *line);
        if (has_lines(place))
            add_line(place, edits, "", *line);
        else
            add(place, edits, place->tokens[place->end].at + 1, 0, inserted);
    }
    return true;
}

static bool rename_word(const struct place *place, const struct fix_step *step, GArray *edits)
{
    for (guint i = place->first; i < place->end; i++)
        if (is_word(place, i, step->word)) {
            add(place, edits, place->tokens[i].at, place->tokens[i].length, step->text);
            return true;
        }
    return false;
}

/* By what the statement is indented against the one around it. */
static char *indent_unit(const struct place *place)
{
    guint around = place->first - 1;
    if (!is_mark(place, around, ')'))
        for (int depth = 0; around > 0 && (depth += nesting(place, around)) <= 0;)
            around--;
    const gsize outer = line_start(place->text, place->tokens[around].at);
    const gsize outer_length = indent_length(place, outer), length = indent_length(place, place->line);
    const bool deeper = length > outer_length && outer != place->line &&
                        memcmp(place->text + outer, place->text + place->line, outer_length) == 0;
    return deeper ? g_strndup(place->text + place->line + outer_length, length - outer_length)
                  : g_strdup(place->text[place->line] == '\t' ? "\t" : "    ");
}

static bool test_and_leave(const struct place *place, const struct fix_step *step, GArray *edits)
{
    const gsize end = place->tokens[place->end].at;
    if (!(stands_alone(place) || is_body_of_loop(place)) || !is_call(place))
        return false;
    g_autofree char *unit = indent_unit(place), *leave = g_strdup_printf("%s;", step->word);
    const bool own = has_lines(place);
    g_autofree char *test = g_strdup_printf(" %s)%s%s", step->text, own ? "" : " ", own ? "" : leave);
    add(place, edits, place->tokens[place->first].at, 0, "if (");
    add(place, edits, end, 1, test);
    if (own)
        add_line(place, edits, unit, leave);
    return true;
}

static bool put_before(const struct place *place, const struct fix_step *step, GArray *edits)
{
    const gsize indent = indent_length(place, place->line), at = place->tokens[place->first].at;
    if (!stands_alone(place))
        return false;
    const bool own = place->line + indent == at;
    g_autofree char *inserted = own ? g_strdup_printf("%.*s%s%s", (int)indent, place->text + place->line,
                                          step->text, newline_at(place, at))
                                    : g_strdup_printf("%s ", step->text);
    add(place, edits, own ? place->line : at, 0, inserted);
    return true;
}

/* The `while` whose body the statement is, or stands in, with what ends it; false when there is none. */
static bool find_while(const struct place *place, struct place *loop)
{
    guint open = place->first;
    int depth = 0;
    *loop = *place;
    if (open > 0 && !is_mark(place, open - 1, ')')) { /* in braces */
        while (open > 0 && depth <= 0)
            depth += nesting(place, --open);
        for (depth = 1, loop->end = open; depth > 0 && ++loop->end < place->n_tokens;)
            depth += nesting(place, loop->end);
        if (!is_mark(place, open, '{') || depth > 0)
            return false;
    }
    if (open == 0 || !is_mark(place, open - 1, ')'))
        return false;
    open = opening(place, open - 1);
    if (open == 0 || open == place->n_tokens || !is_word(place, open - 1, "while"))
        return false;
    loop->first = open - 1;
    loop->line = line_start(place->text, place->tokens[open - 1].at);
    return true;
}

/* Does the condition, whose `(` is that token, bind less than `&&`? */
static bool needs_parentheses(const struct place *place, guint open, guint close)
{
    int depth = 0;
    for (guint i = open + 1; i < close; i++) {
        depth += nesting(place, i);
        if (depth == 0 && (is_mark(place, i, '|') || is_mark(place, i, '?') || is_mark(place, i, ',') ||
                              (is_mark(place, i, '=') && !is_mark(place, i - 1, '=') &&
                                  !is_mark(place, i + 1, '=') && !is_mark(place, i - 1, '!') &&
                                  !is_mark(place, i - 1, '<') && !is_mark(place, i - 1, '>'))))
            return true;
    }
    return false;
}

static bool listen_too(const struct place *place, const struct fix_step *step, GArray *edits)
{
    struct place loop;
    if (!find_while(place, &loop) || !has_lines(&loop) || !stands_alone(&loop))
        return false;
    guint close = loop.first + 1;
    for (int depth = nesting(place, close); depth > 0;)
        depth += nesting(place, ++close);
    const bool wrap = needs_parentheses(place, loop.first + 1, close);
    g_autofree char *test = g_strdup_printf("%s && !%s", wrap ? ")" : "", step->text);
    if (wrap)
        add(place, edits, place->tokens[loop.first + 1].at + 1, 0, "(");
    add(place, edits, place->tokens[close].at, 0, test);
    g_autofree char *unit = indent_unit(place), *head = g_strdup_printf("if (%s) {", step->text);
    g_auto(GStrv) lines = g_strsplit(step->word, "\n", -1);
    add_line(&loop, edits, "", head);
    for (char **line = lines; *line; line++)
        add_line(&loop, edits, unit, *line);
    add_line(&loop, edits, "", "}");
    return true;
}

static const struct {
    const char *verb;
    bool (*plan)(const struct place *place, const struct fix_step *step, GArray *edits);
} verbs[] = {
    {"after", put_behind},
    {"before", put_before},
    {"listen", listen_too},
    {"rename", rename_word},
    {"leave", test_and_leave},
};

bool fix_plan(struct arena *arena, const char *text, gsize length, const struct fix_step *step, GArray *edits)
{
    g_autoptr(GArray) tokens = tokens_of(text, length);
    struct place place = {
        .arena = arena,
        .text = text,
        .length = length,
        .tokens = (const struct token *)tokens->data,
        .n_tokens = tokens->len,
    };
    if (!find_statement(&place, offset_of(text, length, step->line, step->column)))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
        if (g_str_equal(verbs[i].verb, step->verb))
            return verbs[i].plan(&place, step, edits);
    return false;
}
