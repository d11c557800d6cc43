/* From steps to edits: finds the statement or call, and keeps the way in which the text is laid out. */
#include "fix/place.h"

#include <string.h>

/* -- the steps -- */

/* Puts what follows the statement into a line behind its own, so much more indented. */
static void add_line(const struct place *place, GArray *edits, const char *more, const char *text)
{
    const gsize end = place_line_end(place, place->tokens[place->end].at);
    const bool last = end == place->length;
    const char *newline = place_newline(place, end);
    g_autofree char *line = g_strdup_printf("%s%.*s%s%s%s", last ? newline : "",
        (int)place_indent(place, place->line), place->text + place->line, more, text, last ? "" : newline);
    place_add(place, edits, last ? end : end + 1, 0, line);
}

/* In a line of its own when the statement has one, too. */
static bool put_behind(const struct place *place, const struct fix_step *step, GArray *edits)
{
    if (!place_stands_alone(place))
        return false;
    g_auto(GStrv) lines = g_strsplit(step->text, "\n", -1);
    for (char **line = lines; *line; line++) {
        g_autofree char *inserted = g_strdup_printf(" %s", *line);
        if (place_has_lines(place))
            add_line(place, edits, "", *line);
        else
            place_add(place, edits, place->tokens[place->end].at + 1, 0, inserted);
    }
    return true;
}

static bool rename_word(const struct place *place, const struct fix_step *step, GArray *edits)
{
    for (guint i = place->first; i < place->end; i++)
        if (place_is_word(place, i, step->word)) {
            place_add(place, edits, place->tokens[i].at, place->tokens[i].length, step->text);
            return true;
        }
    return false;
}

static bool test_and_leave(const struct place *place, const struct fix_step *step, GArray *edits)
{
    const gsize end = place->tokens[place->end].at;
    if (!(place_stands_alone(place) || place_is_body_of_loop(place)) || !place_is_call(place))
        return false;
    g_autofree char *unit = place_unit(place), *leave = g_strdup_printf("%s;", step->word);
    const bool own = place_has_lines(place);
    g_autofree char *test = g_strdup_printf(" %s)%s%s", step->text, own ? "" : " ", own ? "" : leave);
    place_add(place, edits, place->tokens[place->first].at, 0, "if (");
    place_add(place, edits, end, 1, test);
    if (own)
        add_line(place, edits, unit, leave);
    return true;
}

static bool put_before(const struct place *place, const struct fix_step *step, GArray *edits)
{
    const gsize indent = place_indent(place, place->line), at = place->tokens[place->first].at;
    if (!place_stands_alone(place))
        return false;
    const bool own = place->line + indent == at;
    g_autofree char *inserted = own ? g_strdup_printf("%.*s%s%s", (int)indent, place->text + place->line,
                                          step->text, place_newline(place, at))
                                    : g_strdup_printf("%s ", step->text);
    place_add(place, edits, own ? place->line : at, 0, inserted);
    return true;
}

/* The `while` whose body the statement is, or stands in, with what ends it; false when there is none. */
static bool find_while(const struct place *place, struct place *loop)
{
    guint open = place->first;
    int depth = 0;
    *loop = *place;
    if (open > 0 && !place_is_mark(place, open - 1, ')')) { /* in braces */
        while (open > 0 && depth <= 0)
            depth += place_nesting(place, --open);
        for (depth = 1, loop->end = open; depth > 0 && ++loop->end < place->n_tokens;)
            depth += place_nesting(place, loop->end);
        if (!place_is_mark(place, open, '{') || depth > 0)
            return false;
    }
    if (open == 0 || !place_is_mark(place, open - 1, ')'))
        return false;
    open = place_opening(place, open - 1);
    if (open == 0 || open == place->n_tokens || !place_is_word(place, open - 1, "while"))
        return false;
    loop->first = open - 1;
    loop->line = place_line_start(place->text, place->tokens[open - 1].at);
    return true;
}

/* Behind the statement: leaves when the flag is set. */
static void add_way_out(
    const struct place *place, const struct fix_step *step, const char *unit, GArray *edits)
{
    g_auto(GStrv) lines = g_strsplit(step->word, "\n", -1);
    const bool braces = g_strv_length(lines) > 1;
    g_autofree char *head = g_strdup_printf("if (%s)%s", step->text, braces ? " {" : "");
    add_line(place, edits, "", head);
    for (char **line = lines; *line; line++)
        add_line(place, edits, unit, *line);
    if (braces)
        add_line(place, edits, "", "}");
}

/* The `return` of a lambda that does no more, and is the last thing that the call is given; or n_tokens. */
static guint find_predicate(const struct place *place)
{
    const guint close = place->end - 2; /* the body's, before the call's `)` */
    if (!place_is_call(place) || place->end - place->first < 4 || !place_is_mark(place, close, '}') ||
        !place_is_mark(place, close - 1, ';'))
        return place->n_tokens;
    const guint open = place_opening(place, close);
    for (guint i = open + 1; i < close - 1; i++)
        if (place_is_mark(place, i, ';'))
            return place->n_tokens;
    return open > place->first && place_is_word(place, open + 1, "return") ? open + 1 : place->n_tokens;
}

/* Lets a wait's predicate be true when the flag is set. */
static bool listen_in_predicate(
    const struct place *place, guint result, const struct fix_step *step, GArray *edits)
{
    const guint end = place->end - 3;
    if (!place_stands_alone(place) || !place_has_lines(place))
        return false;
    const bool wrap = place_binds_less(place, result + 1, end, false);
    g_autofree char *test = g_strdup_printf("%s || %s", wrap ? ")" : "", step->text);
    if (wrap)
        place_add(place, edits, place->tokens[result + 1].at, 0, "(");
    place_add(place, edits, place->tokens[end].at, 0, test);
    g_autofree char *unit = place_unit(place);
    add_way_out(place, step, unit, edits);
    return true;
}

static bool listen_too(const struct place *place, const struct fix_step *step, GArray *edits)
{
    struct place loop;
    const guint predicate = find_predicate(place);
    if (predicate < place->n_tokens)
        return listen_in_predicate(place, predicate, step, edits);
    if (!find_while(place, &loop) || !place_has_lines(&loop) || !place_stands_alone(&loop))
        return false;
    guint close = loop.first + 1;
    for (int depth = place_nesting(place, close); depth > 0;)
        depth += place_nesting(place, ++close);
    const bool wrap = place_binds_less(place, loop.first + 2, close, true);
    g_autofree char *test = g_strdup_printf("%s && !%s", wrap ? ")" : "", step->text);
    if (wrap)
        place_add(place, edits, place->tokens[loop.first + 1].at + 1, 0, "(");
    place_add(place, edits, place->tokens[close].at, 0, test);
    g_autofree char *unit = place_unit(place);
    add_way_out(&loop, step, unit, edits);
    return true;
}

static const struct {
    const char *verb;
    bool (*plan)(const struct place *place, const struct fix_step *step, GArray *edits);
    bool within; /* may be done in the midst of a statement */
} verbs[] = {
    {"after", put_behind, false},
    {"before", put_before, false},
    {"cover", place_cover, false},
    {"listen", listen_too, false},
    {"pass", place_pass, true},
    {"rename", rename_word, false},
    {"leave", test_and_leave, false},
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
    if (!place_find(&place, place_offset(text, length, step->line, step->column)))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
        if (g_str_equal(verbs[i].verb, step->verb))
            return (verbs[i].within || place_find_end(&place)) && verbs[i].plan(&place, step, edits);
    return false;
}
