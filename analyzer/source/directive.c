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

/* To the end of a directive's line, or of the comment that begins in it. */
static const char *skip_directive(const char *at, const char *end)
{
    while (at < end && *at != '\n') {
        const char *behind = *at == '/' ? lexical_comment(at, end) : at;
        at = behind > at ? behind : *at == '"' ? lexical_quoted(at, end) : at + 1;
    }
    return at;
}

/* requires: at is behind the macro's name; leaves: its definition. Comments may go over lines. */
static const char *scan_macro_body(struct scanner *scanner, const char *at, const char *end)
{
    while (at < end && *at != '\n') {
        const char *begin = at;
        switch (lexical_class(at)) {
        case LETTER:
            at = lexical_end_of_word(at);
            uint32_t name = names_intern(&scanner->names, begin, (size_t)(at - begin));
            bool called = *lexical_line_blanks(at, end) == '(';
            const char *literal = lexical_prefixed(begin, at, end);
            if (literal)
                at = literal;
            else if (scan_is_use(name) && !lexical_is_field(begin - 2, begin, called))
                scan_use(scanner, &scanner->lists[SCAN_MACRO], name, called ? SCAN_CALLED : SCAN_NAMED);
            break;
        case DIGIT:
            at = lexical_number(at);
            break;
        case QUOTE:
            at = lexical_quoted(at, end);
            break;
        case SLASH:
            at = lexical_comment(at, end);
            at += at == begin;
            break;
        default:
            at++;
        }
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
        return skip_directive(at, end);
    struct scan_definition definition = {.kind = SCAN_MACRO};
    definition.name = definition.alias = names_intern(&scanner->names, begin, (size_t)(at - begin));
    if (*at == '(')
        at = scan_macro_parameters(scanner, at, end);
    at = scan_macro_body(scanner, at, end);
    scan_define(scanner, &definition);
    scanner->parameters.n = 0;
    return at;
}

static const char *scan_include_line(struct scanner *scanner, const char *at, const char *end)
{
    at = lexical_line_blanks(at, end);
    if (*at != '"' && *at != '<') {
        scanner->computed |= lexical_class(at) == LETTER;
        return skip_directive(at, end);
    }
    char closing = *at == '<' ? '>' : '"';
    const char *begin = at + 1, *line_end = memchr(begin, '\n', (size_t)(end - begin));
    const char *stop = memchr(begin, closing, (size_t)((line_end ? line_end : end) - begin));
    if (!stop || stop == begin || stop - begin > LONGEST_INCLUDE)
        return skip_directive(begin, end);
    SCAN_GROW(scanner->includes, scanner->n_includes, scanner->includes_capacity);
    char *path = arena_alloc(scanner->arena, (gsize)(stop - begin) + 1);
    memcpy(path, begin, (size_t)(stop - begin));
    scanner->includes[scanner->n_includes++] = (struct scan_include){path, closing == '>'};
    return skip_directive(stop + 1, end);
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
        switch (lexical_class(at)) {
        case LETTER:
            at = lexical_end_of_word(at);
            const char *literal = lexical_prefixed(begin, at, end);
            at = literal ? literal : at;
            break;
        case DIGIT:
            at = lexical_number(at);
            break;
        case QUOTE:
            at = lexical_quoted(at, end);
            break;
        case SLASH:
            at = lexical_comment(at, end);
            at += at == begin;
            break;
        case HASH:
            if (directive_begins(text, at) && ends_group(at, end, &depth))
                return at;
            G_GNUC_FALLTHROUGH;
        default:
            at++;
        }
    }
    return at;
}

static const char *begin_conditional(struct scanner *scanner, const char *at, const char *end)
{
    scanner->state.n_variables = scanner->variables.n;
    if (scanner->n_conditionals < MOST_CONDITIONALS)
        scanner->conditionals[scanner->n_conditionals] = scanner->state;
    scanner->n_conditionals++;
    return skip_directive(at, end);
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
    return skip_directive(at, end);
}

static const char *end_conditional(struct scanner *scanner, const char *at, const char *end)
{
    if (scanner->n_conditionals > 0)
        scanner->n_conditionals--;
    return skip_directive(at, end);
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
    return skip_directive(at, end);
}
