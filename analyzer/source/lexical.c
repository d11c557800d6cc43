#include "source/scan_private.h"

#include <glib.h>
#include <string.h>

/* Bytes over 127 are letters: names in UTF-8, or in whatever it is. */
const unsigned char lexical_classes[256] = {
    [' '] = BLANK,
    ['\t'] = BLANK,
    ['\v'] = BLANK,
    ['\f'] = BLANK,
    ['\r'] = BLANK,
    ['\n'] = NEWLINE,
    ['0' ... '9'] = DIGIT,
    ['A' ... 'Z'] = LETTER,
    ['a' ... 'z'] = LETTER,
    ['_'] = LETTER,
    ['$'] = LETTER,
    [0x80 ... 0xff] = LETTER,
    ['"'] = QUOTE,
    ['\''] = QUOTE,
    ['/'] = SLASH,
    ['#'] = HASH,
    ['{'] = BRACE,
    ['}'] = BRACE,
};

/* How long the line splice at a backslash is. Compilers allow blanks behind the backslash, and warn. */
static size_t splice_length(const char *at, const char *end)
{
    const char *behind = at + 1;
    while (behind < end && lexical_class(behind) == BLANK)
        behind++;
    return behind < end && *behind == '\n' ? (size_t)(behind - at) + 1 : 0;
}

/* Joins the lines that end in a backslash. Returns the new size. */
static size_t join_lines(char *text, size_t size)
{
    char *end = text + size, *to = NULL, *from = text;
    for (char *at = text; (at = memchr(at, '\\', (size_t)(end - at)));) {
        size_t length = splice_length(at, end);
        if (length == 0) {
            at++;
            continue;
        }
        size_t kept = (size_t)(at - from);
        to = to ? memmove(to, from, kept) : from;
        to += kept;
        from = at = at + length;
    }
    if (!to)
        return size;
    memmove(to, from, (size_t)(end - from));
    return (size_t)(to - text) + (size_t)(end - from);
}

size_t lexical_clean(char *text, size_t size)
{
    static const char mark[] = "\xef\xbb\xbf";
    char *end = text + size;
    if (size >= 3 && memcmp(text, mark, 3) == 0)
        memset(text, ' ', 3);
    for (char *at = text; (at = memchr(at, '\0', (size_t)(end - at))); at++)
        *at = ' ';
    /* clang ends a line at a carriage return alone, too */
    for (char *at = text; (at = memchr(at, '\r', (size_t)(end - at))); at++)
        if (at + 1 == end || at[1] != '\n')
            *at = '\n';
    size = join_lines(text, size);
    text[size] = '\0';
    return size;
}

const char *lexical_comment(const char *at, const char *end)
{
    if (at[1] == '/') {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        return newline ? newline : end;
    }
    if (at[1] != '*')
        return at;
    const char *star = at + 2;
    while (star < end && (star = memchr(star, '*', (size_t)(end - star)))) {
        if (star[1] == '/')
            return star + 2;
        star++;
    }
    return end;
}

const char *lexical_blanks(const char *at, const char *end)
{
    for (;;) {
        while (lexical_class(at) == BLANK || *at == '\n')
            at++;
        const char *behind = *at == '/' ? lexical_comment(at, end) : at;
        if (behind == at)
            return at;
        at = behind;
    }
}

const char *lexical_line_blanks(const char *at, const char *end)
{
    for (;;) {
        while (lexical_class(at) == BLANK)
            at++;
        if (at[0] != '/' || at[1] != '*')
            return at;
        at = lexical_comment(at, end);
    }
}

const char *lexical_quoted(const char *at, const char *end)
{
    char quote = *at++;
    for (; at < end && *at != quote && *at != '\n'; at++)
        if (*at == '\\' && at + 1 < end && at[1] != '\n')
            at++;
    return at < end && *at == quote ? at + 1 : at;
}

/* At the quote of R"delimiter( ... )delimiter"; NULL when that is no raw string. */
static const char *skip_raw_string(const char *at, const char *end)
{
    char closing[19] = ")";
    size_t length = 0;
    while (length < 16 && at[1 + length] && !strchr("()\\\" \t\n\r", at[1 + length]))
        length++;
    if (at[1 + length] != '(')
        return NULL;
    memcpy(closing + 1, at + 1, length);
    closing[length + 1] = '"';
    at += length + 2;
    const char *found = memmem(at, (size_t)(end - at), closing, length + 2);
    return found ? found + length + 2 : end;
}

/* `text` stands directly before a quote: a prefix of strings and characters. */
static bool is_prefix(const char *text, size_t length)
{
    length -= text[length - 1] == 'R';
    return length == 0 || (length == 1 && strchr("LuU", *text)) ||
           (length == 2 && memcmp(text, "u8", 2) == 0);
}

const char *lexical_prefixed(const char *word, const char *quote, const char *end)
{
    if ((*quote != '"' && *quote != '\'') || !is_prefix(word, (size_t)(quote - word)))
        return NULL;
    const char *raw = quote[-1] == 'R' && *quote == '"' ? skip_raw_string(quote, end) : NULL;
    return raw ? raw : lexical_quoted(quote, end);
}

const char *lexical_number(const char *at)
{
    for (;; at++) {
        bool is_sign = (*at == '+' || *at == '-') && strchr("eEpP", at[-1]);
        bool is_separator = *at == '\'' && g_ascii_isxdigit(at[-1]) && g_ascii_isxdigit(at[1]);
        if (!lexical_is_word(at) && *at != '.' && !is_sign && !is_separator)
            return at;
    }
}

const char *lexical_token(const char *at, const char *end)
{
    const char *behind = at;
    switch (lexical_class(at)) {
    case DIGIT:
        return lexical_number(at);
    case QUOTE:
        return lexical_quoted(at, end);
    case SLASH:
        behind = lexical_comment(at, end);
        return behind > at ? behind : at + 1;
    default:
        return at + 1;
    }
}

bool lexical_is_field(const char *text, const char *at)
{
    while (at > text && lexical_class(at - 1) == BLANK)
        at--;
    if (at - text < 2)
        return false;
    return (at[-1] == '.' && at[-2] != '.') || (at[-1] == '>' && at[-2] == '-');
}

bool lexical_is_called(const char *at, const char *end)
{
    at = lexical_blanks(at, end);
    return *at == '(' || (*at == ')' && *lexical_blanks(at + 1, end) == '(');
}

bool lexical_is_assigned(const char *at, const char *end)
{
    at = lexical_blanks(at, end);
    return at[0] == '=' && at[1] != '=';
}
