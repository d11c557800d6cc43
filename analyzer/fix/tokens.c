#include "fix/tokens.h"

#include <string.h>

struct scanner {
    const char *text, *at, *end;
    bool starts_line; /* nothing but blanks and comments stands before it in its line */
};

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '$' || (guchar)c >= 0x80;
}

static bool begins(const struct scanner *scanner, const char *what)
{
    gsize length = strlen(what);
    return (gsize)(scanner->end - scanner->at) >= length && memcmp(scanner->at, what, length) == 0;
}

static const char *find(const struct scanner *scanner, const char *from, const char *what)
{
    const char *found = from < scanner->end ? g_strstr_len(from, (gssize)(scanner->end - from), what) : NULL;
    return found ? found : scanner->end;
}

/* Behind the line, and those that it goes on in. */
static const char *end_of_line(const struct scanner *scanner, const char *at)
{
    while (at < scanner->end && *at != '\n') {
        bool splice = *at == '\\' && at + 1 < scanner->end;
        at += splice ? 1 + (at[1] == '\r') : 0;
        at += at < scanner->end;
    }
    return at;
}

static void skip_blanks(struct scanner *scanner)
{
    while (scanner->at < scanner->end)
        if (begins(scanner, "/*"))
            scanner->at = MIN(find(scanner, scanner->at + 2, "*/") + 2, scanner->end);
        else if (begins(scanner, "//"))
            scanner->at = end_of_line(scanner, scanner->at);
        else if (*scanner->at == '\\' && scanner->at + 1 < scanner->end && strchr("\r\n", scanner->at[1]))
            scanner->at++;
        else if (g_ascii_isspace(*scanner->at) || !*scanner->at)
            scanner->starts_line |= *scanner->at++ == '\n';
        else
            return;
}

/* Behind the literal whose quote stands there; it ends with its line at the latest. */
static const char *end_of_quoted(const struct scanner *scanner, const char *at)
{
    const char quote = *at++;
    while (at < scanner->end && *at != quote && *at != '\n')
        at += *at == '\\' && at + 1 < scanner->end ? 2 : 1;
    return at < scanner->end && *at == quote ? at + 1 : MIN(at, scanner->end);
}

/* R"x(...)x": `at` is its quote. */
static const char *end_of_raw(const struct scanner *scanner, const char *at)
{
    const char *open = find(scanner, at, "(");
    g_autofree char *name = g_strndup(at + 1, (gsize)MAX(open - at - 1, 0));
    g_autofree char *close = g_strdup_printf(")%s\"", name);
    return MIN(find(scanner, open, close) + strlen(close), scanner->end);
}

static const char *end_of_word(const struct scanner *scanner)
{
    const char *at = scanner->at;
    const bool number = g_ascii_isdigit(*at);
    while (at < scanner->end &&
           (is_word(*at) ||
               (number && (*at == '.' || (*at == '\'' && at + 1 < scanner->end && is_word(at[1]))))))
        at++;
    return at;
}

static struct token next_token(struct scanner *scanner)
{
    const char *start = scanner->at;
    enum token_kind kind = TOKEN_MARK;
    if (*start == '#' && scanner->starts_line) {
        kind = TOKEN_DIRECTIVE;
        scanner->at = end_of_line(scanner, start);
    } else if (*start == '"' || *start == '\'') {
        kind = TOKEN_LITERAL;
        scanner->at = end_of_quoted(scanner, start);
    } else if (is_word(*start)) {
        kind = g_ascii_isdigit(*start) ? TOKEN_LITERAL : TOKEN_WORD;
        scanner->at = end_of_word(scanner);
        if (scanner->at < scanner->end && *scanner->at == '"' && scanner->at[-1] == 'R') {
            kind = TOKEN_LITERAL;
            scanner->at = end_of_raw(scanner, scanner->at);
        }
    } else {
        scanner->at++;
    }
    scanner->starts_line = false;
    return (struct token){kind, (gsize)(start - scanner->text), (gsize)(scanner->at - start)};
}

GArray *tokens_of(const char *text, gsize length)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(struct token));
    struct scanner scanner = {text, text, text + length, true};
    for (skip_blanks(&scanner); scanner.at < scanner.end; skip_blanks(&scanner)) {
        struct token token = next_token(&scanner);
        g_array_append_val(tokens, token);
    }
    return tokens;
}
