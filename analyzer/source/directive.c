#include "base/arena.h"
#include "source/scan_private.h"

#include <glib.h>
#include <string.h>

enum { LONGEST_INCLUDE = 4096 };

/* At a `#`: does it begin its line, but for blanks and a comment? */
bool directive_begins(const char *text, const char *at)
{
    while (at > text && lexical_class(at - 1) == BLANK)
        at--;
    return at == text || at[-1] == '\n' || (at - text >= 2 && at[-1] == '/' && at[-2] == '*');
}

const char *directive_skip(const char *at, const char *end)
{
    while (at < end && *at != '\n') {
        const char *behind = *at == '/' ? lexical_comment(at, end) : at;
        at = behind > at ? behind : *at == '"' ? lexical_quoted(at, end) : at + 1;
    }
    return at;
}

static void use_in_macro(struct scanner *scanner, uint32_t name, bool is_field, bool called)
{
    if (called || !is_field)
        scan_use(scanner, &scanner->lists[SCAN_MACRO], name,
            called ? SCAN_CALLED | (is_field ? SCAN_FIELD : 0) : SCAN_NAMED);
}

/* requires: at is behind the macro's name; leaves: its definition. Comments may go over lines. */
static const char *scan_macro_body(struct scanner *scanner, const char *at, const char *end)
{
    while (at < end && *at != '\n') {
        const char *begin = at;
        if (lexical_class(at) != LETTER) {
            at = lexical_token(at, end);
            continue;
        }
        at = lexical_end_of_word(at);
        uint32_t name = names_intern(&scanner->names, begin, (size_t)(at - begin));
        const char *literal = lexical_prefixed(begin, at, end);
        if (literal)
            at = literal;
        else if (scan_is_use(name))
            use_in_macro(scanner, name, lexical_is_field(begin - 2, begin), lexical_is_called(at, end));
    }
    return at;
}

static const char *scan_macro_parameters(struct scanner *scanner, const char *at, const char *end)
{
    while (at < end && *at != ')' && *at != '\n') {
        const char *begin = at = lexical_line_blanks(at, end);
        at = lexical_end_of_word(at);
        if (at == begin)
            at += at < end && *at != ')' && *at != '\n';
        else
            scan_use(
                scanner, &scanner->parameters, names_intern(&scanner->names, begin, (size_t)(at - begin)), 0);
    }
    return at;
}

static const char *scan_macro(struct scanner *scanner, const char *at, const char *end)
{
    const char *begin = at = lexical_line_blanks(at, end);
    at = lexical_end_of_word(at);
    if (at == begin)
        return directive_skip(at, end);
    struct scan_definition definition = {.kind = SCAN_MACRO};
    definition.name = definition.alias = names_intern(&scanner->names, begin, (size_t)(at - begin));
    const char *value = lexical_line_blanks(at, end);
    if (*value == '"' || *value == '<')
        g_array_append_val(scanner->headers, ((struct header_macro){definition.name, value}));
    if (*at == '(')
        at = scan_macro_parameters(scanner, at, end);
    const char *body = at;
    at = scan_macro_body(scanner, at, end);
    definition.pastes = memmem(body, (size_t)(at - body), "##", 2) != NULL;
    scan_define(scanner, &definition);
    scanner->parameters.n = 0;
    return at;
}

/* At the quote of an include's path. */
static void add_include(struct scanner *scanner, const char *at, const char *end)
{
    char closing = *at == '<' ? '>' : '"';
    const char *begin = at + 1, *line_end = memchr(begin, '\n', (size_t)(end - begin));
    const char *stop = memchr(begin, closing, (size_t)((line_end ? line_end : end) - begin));
    if (!stop || stop == begin || stop - begin > LONGEST_INCLUDE)
        return;
    SCAN_GROW(scanner->includes, scanner->n_includes, scanner->includes_capacity);
    char *path = arena_alloc(scanner->arena, (gsize)(stop - begin) + 1);
    memcpy(path, begin, (size_t)(stop - begin));
    scanner->includes[scanner->n_includes++] = (struct scan_include){path, closing == '>'};
}

static void add_computed_include(struct scanner *scanner, const char *at, const char *end)
{
    uint32_t name = names_intern(&scanner->names, at, (size_t)(lexical_end_of_word(at) - at));
    bool found = false;
    for (guint i = 0; i < scanner->headers->len; i++) {
        const struct header_macro *header = &g_array_index(scanner->headers, struct header_macro, i);
        if (header->name != name)
            continue;
        add_include(scanner, header->at, end);
        found = true;
    }
    scanner->computed |= !found;
}

/* A path may hold what begins a comment elsewhere. */
const char *directive_skip_include(const char *at, const char *end)
{
    if (*at != '"' && *at != '<')
        return directive_skip(at, end);
    const char *stop = strpbrk(at + 1, *at == '<' ? ">\n" : "\"\n");
    return directive_skip(!stop ? end : *stop == '\n' ? stop : stop + 1, end);
}

static const char *scan_include_line(struct scanner *scanner, const char *at, const char *end)
{
    at = lexical_line_blanks(at, end);
    if (lexical_class(at) == LETTER)
        add_computed_include(scanner, at, end);
    if (*at == '"' || *at == '<')
        add_include(scanner, at, end);
    return directive_skip_include(at, end);
}

/* Is the line's condition a plain 0? */
static bool is_never(const char *at, const char *end)
{
    at = lexical_line_blanks(at, end);
    if (*at != '0' || lexical_is_word(at + 1))
        return false;
    at = lexical_line_blanks(at + 1, end);
    return at == end || *at == '\n' || (at[0] == '/' && at[1] == '/');
}

/* At the `#` of a line in a group that is never compiled: whether that line ends the group. */
static bool ends_group(const char *at, const char *end, unsigned *depth)
{
    const char *begin = lexical_line_blanks(at + 1, end);
    size_t length = (size_t)(lexical_end_of_word(begin) - begin);
    bool opens = length >= 2 && memcmp(begin, "if", 2) == 0;
    bool closes = length == 5 && memcmp(begin, "endif", 5) == 0;
    bool divides = length >= 4 && memcmp(begin, "el", 2) == 0;
    if (*depth == 0 && (closes || divides))
        return true;
    *depth += opens;
    *depth -= closes;
    return false;
}

/* Over what an `#if 0` leaves out, which may be any words that are no C. */
static const char *skip_group(const char *text, const char *at, const char *end)
{
    unsigned depth = 0;
    while (at < end) {
        const char *begin = at;
        if (*at == '#' && directive_begins(text, at) && ends_group(at, end, &depth))
            return at;
        if (lexical_class(at) != LETTER) {
            at = lexical_token(at, end);
            continue;
        }
        at = lexical_end_of_word(at);
        const char *literal = lexical_prefixed(begin, at, end);
        at = literal ? literal : at;
    }
    return at;
}

static const char *begin_conditional(struct scanner *scanner, const char *at, const char *end)
{
    scanner->state.n_variables = scanner->variables.n;
    if (scanner->n_conditionals < MOST_CONDITIONALS)
        scanner->conditionals[scanner->n_conditionals] = scanner->state;
    scanner->n_conditionals++;
    return directive_skip(at, end);
}

static const char *begin_if(struct scanner *scanner, const char *at, const char *end)
{
    bool never = is_never(at, end);
    at = begin_conditional(scanner, at, end);
    return never ? skip_group(at, at, end) : at;
}

static const char *other_branch(struct scanner *scanner, const char *at, const char *end)
{
    if (scanner->n_conditionals > 0 && scanner->n_conditionals <= MOST_CONDITIONALS)
        declare_restore(scanner, &scanner->conditionals[scanner->n_conditionals - 1]);
    return directive_skip(at, end);
}

static const char *end_conditional(struct scanner *scanner, const char *at, const char *end)
{
    if (scanner->n_conditionals > 0)
        scanner->n_conditionals--;
    return directive_skip(at, end);
}

static const struct directive {
    const char *name;
    const char *(*scan)(struct scanner *scanner, const char *at, const char *end);
} directives[] = {
    {"define", scan_macro},
    {"include", scan_include_line},
    {"include_next", scan_include_line},
    {"import", scan_include_line},
    {"if", begin_if},
    {"ifdef", begin_conditional},
    {"ifndef", begin_conditional},
    {"else", other_branch},
    {"elif", other_branch},
    {"elifdef", other_branch},
    {"elifndef", other_branch},
    {"endif", end_conditional},
};

const char *directive_scan(struct scanner *scanner, const char *at, const char *end)
{
    const char *begin = lexical_line_blanks(at + 1, end);
    size_t length = (size_t)((at = lexical_end_of_word(begin)) - begin);
    for (size_t i = 0; i < G_N_ELEMENTS(directives); i++)
        if (strlen(directives[i].name) == length && memcmp(begin, directives[i].name, length) == 0)
            return directives[i].scan(scanner, at, end);
    return directive_skip(at, end);
}
