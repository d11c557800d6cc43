#include "fix/place.h"

#include "base/arena.h"

#include <string.h>

/* -- the text -- */

gsize place_offset(const char *text, gsize length, unsigned line, unsigned column)
{
    const char *at = text, *end = text + length;
    for (; line > 1 && at < end; line--) {
        const char *newline = memchr(at, '\n', (gsize)(end - at));
        at = newline ? newline + 1 : end;
    }
    return line == 1 && column > 0 ? MIN((gsize)(at - text) + column - 1, length) : length;
}

gsize place_line_start(const char *text, gsize at)
{
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

gsize place_line_end(const struct place *place, gsize at)
{
    const char *newline = memchr(place->text + at, '\n', place->length - at);
    return newline ? (gsize)(newline - place->text) : place->length;
}

/* The blanks that the line begins with. */
gsize place_indent(const struct place *place, gsize line)
{
    gsize at = line;
    while (at < place->length && (place->text[at] == ' ' || place->text[at] == '\t'))
        at++;
    return at - line;
}

/* How lines end, there. */
const char *place_newline(const struct place *place, gsize at)
{
    gsize end = place_line_end(place, at);
    if (end == place->length && place->line > 0) /* the last line does not */
        end = place->line - 1;
    return end > 0 && end < place->length && place->text[end - 1] == '\r' ? "\r\n" : "\n";
}

bool place_is_mark(const struct place *place, guint i, char mark)
{
    return i < place->n_tokens && place->tokens[i].kind == TOKEN_MARK &&
           place->text[place->tokens[i].at] == mark;
}

bool place_is_word(const struct place *place, guint i, const char *word)
{
    return i < place->n_tokens && place->tokens[i].kind == TOKEN_WORD &&
           place->tokens[i].length == strlen(word) &&
           memcmp(place->text + place->tokens[i].at, word, place->tokens[i].length) == 0;
}

/* 1 at what opens, -1 at what closes. */
int place_nesting(const struct place *place, guint i)
{
    return place_is_mark(place, i, '(') || place_is_mark(place, i, '[') || place_is_mark(place, i, '{')   ? 1
           : place_is_mark(place, i, ')') || place_is_mark(place, i, ']') || place_is_mark(place, i, '}') ? -1
                                                                                                          : 0;
}

/* -- where a step may be done -- */

guint place_token(const struct place *place, gsize at)
{
    guint i = 0;
    while (i < place->n_tokens && place->tokens[i].at < at)
        i++;
    return i < place->n_tokens && place->tokens[i].at == at ? i : place->n_tokens;
}

bool place_find(struct place *place, gsize at)
{
    const guint i = place_token(place, at);
    if (i == place->n_tokens)
        return false;
    place->first = i;
    place->line = place_line_start(place->text, at);
    return true;
}

bool place_find_end(struct place *place)
{
    guint i = place->first;
    int depth = 0;
    for (; i < place->n_tokens && !(depth == 0 && place_is_mark(place, i, ';')); i++)
        if (place->tokens[i].kind == TOKEN_DIRECTIVE || (depth += place_nesting(place, i)) < 0)
            return false;
    place->end = i;
    return i < place->n_tokens;
}

/* The `(` of the `)`, or n_tokens. */
guint place_opening(const struct place *place, guint i)
{
    for (int depth = 0;; i--) {
        depth += place_nesting(place, i);
        if (depth == 0)
            return i;
        if (i == 0)
            return place->n_tokens;
    }
}

/* Does a statement begin there that could be another one, too: in braces, and not in the parentheses of a
 * `for`? */
bool place_stands_alone(const struct place *place)
{
    guint i = place->first;
    int depth = 0;
    while (i > 0 && place->tokens[i - 1].kind == TOKEN_DIRECTIVE)
        i--;
    if (!(i > 0 && (place_is_mark(place, i - 1, ';') || place_is_mark(place, i - 1, '{') ||
                       place_is_mark(place, i - 1, '}') || place_is_mark(place, i - 1, ':'))))
        return false;
    while (i-- > 0)
        if ((depth += place_nesting(place, i)) > 0)
            return place_is_mark(place, i, '{');
    return false;
}

/* Is it all that a loop does, without braces, and no `else` behind it to be taken for its own? */
bool place_is_body_of_loop(const struct place *place)
{
    const guint i = place->first;
    guint open = i > 0 && place_is_mark(place, i - 1, ')') ? place_opening(place, i - 1) : place->n_tokens;
    return open < place->n_tokens && open > 0 &&
           (place_is_word(place, open - 1, "for") || place_is_word(place, open - 1, "while")) &&
           !place_is_word(place, place->end + 1, "else");
}

/* A part of `.`, `->` or `::`. */
static bool is_join(const struct place *place, guint i)
{
    const char *text = place->text + place->tokens[i].at;
    return place_is_mark(place, i, '.') || (place_is_mark(place, i, '-') && text[1] == '>') ||
           (place_is_mark(place, i, '>') && text[-1] == '-') ||
           (place_is_mark(place, i, ':') && (text[1] == ':' || text[-1] == ':'));
}

/* Is the statement one call, `f(x);` or `a->b.f(x);`, whose value nobody wants? */
bool place_is_call(const struct place *place)
{
    int depth = 0;
    if (place->end == place->first || !place_is_mark(place, place->end - 1, ')') ||
        place->tokens[place->first].kind != TOKEN_WORD)
        return false;
    for (guint i = place->first; i < place->end; i++) {
        const bool closes = place_nesting(place, i) < 0, word = place->tokens[i].kind == TOKEN_WORD;
        depth += place_nesting(place, i);
        if (depth == 0 && !closes && !word && !is_join(place, i))
            return false;
        if (depth == 0 && word && i > place->first && !is_join(place, i - 1))
            return false;
    }
    return true;
}

bool place_binds_less(const struct place *place, guint first, guint end, bool conjunction)
{
    int depth = 0;
    for (guint i = first; i < end; i++) {
        const bool sets = place_is_mark(place, i, '=') && !place_is_mark(place, i - 1, '=') &&
                          !place_is_mark(place, i + 1, '=') && !place_is_mark(place, i - 1, '!') &&
                          !place_is_mark(place, i - 1, '<') && !place_is_mark(place, i - 1, '>');
        depth += place_nesting(place, i);
        if (depth == 0 && (sets || place_is_mark(place, i, '?') || place_is_mark(place, i, ',') ||
                              (conjunction && place_is_mark(place, i, '|'))))
            return true;
    }
    return false;
}

/* -- how it is laid out -- */

/* Does nothing but blanks and whole comments stand between the `;` and the end of its line? */
static bool ends_line(const struct place *place)
{
    const gsize behind = place->tokens[place->end].at + 1, end = place_line_end(place, behind);
    if (place->end + 1 < place->n_tokens && place->tokens[place->end + 1].at < end)
        return false;
    g_autofree char *rest = g_strndup(place->text + behind, end - behind);
    const char *comment = strstr(rest, "/*"), *line = strstr(rest, "//");
    return !comment || (line && line < comment) || strstr(comment + 2, "*/");
}

/* Has the statement lines for itself? */
bool place_has_lines(const struct place *place)
{
    const gsize indent = place_indent(place, place->line);
    return place->line + indent == place->tokens[place->first].at && ends_line(place);
}

/* By what the statement is indented against the one around it. */
char *place_unit(const struct place *place)
{
    guint around = place->first - 1;
    if (!place_is_mark(place, around, ')'))
        for (int depth = 0; around > 0 && (depth += place_nesting(place, around)) <= 0;)
            around--;
    const gsize outer = place_line_start(place->text, place->tokens[around].at);
    const gsize outer_length = place_indent(place, outer), length = place_indent(place, place->line);
    const bool deeper = length > outer_length && outer != place->line &&
                        memcmp(place->text + outer, place->text + place->line, outer_length) == 0;
    return deeper ? g_strndup(place->text + place->line + outer_length, length - outer_length)
                  : g_strdup(place->text[place->line] == '\t' ? "\t" : "    ");
}

void place_add(const struct place *place, GArray *edits, gsize at, gsize length, const char *text)
{
    const struct edit edit = {at, length, arena_intern(place->arena, text, -1)};
    g_array_append_val(edits, edit);
}
