/* The source text behind a place. libclang does not say which clauses a `for` has, nor what a builtin is
 * called; the text does. */
#include "front/lower.h"

#include <string.h>

const char *skip_opaque(const char *at, const char *end)
{
    if (end - at >= 2 && at[0] == '/' && at[1] == '*') {
        for (at += 2; end - at >= 2 && (at[0] != '*' || at[1] != '/');)
            at++;
        return MIN(at + 2, end);
    }
    if (end - at >= 2 && at[0] == '/' && at[1] == '/') {
        while (at < end && *at != '\n')
            at++;
        return at;
    }
    if (at < end && (*at == '"' || *at == '\'')) {
        char quote = *at++;
        while (at < end && *at != quote && *at != '\n')
            at += *at == '\\' && end - at >= 2 ? 2 : 1;
        return MIN(at + 1, end);
    }
    return at;
}

static const char *skip_space(const char *at, const char *end)
{
    for (;;) {
        const char *start = at;
        while (at < end && (g_ascii_isspace(*at) || *at == '\\'))
            at++;
        if (at < end && *at == '/')
            at = skip_opaque(at, end);
        if (at == start)
            return at;
    }
}

bool is_word_byte(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '$';
}

/* The end of what the bracket at `at` opens. */
static const char *skip_brackets(const char *at, const char *end)
{
    unsigned depth = 0;
    while (at < end) {
        const char *next = skip_opaque(at, end);
        if (next != at) {
            at = next;
            continue;
        }
        if (*at == '(' || *at == '[' || *at == '{')
            depth++;
        else if (*at == ')' || *at == ']' || *at == '}')
            depth--;
        at++;
        if (depth == 0)
            break;
    }
    return at;
}

/* A macro's use: its name and, where they follow, its arguments. */
static const char *macro_end(const char *at, const char *end)
{
    while (at < end && is_word_byte(*at))
        at++;
    const char *next = skip_space(at, end);
    return next < end && *next == '(' ? skip_brackets(next, end) : at;
}

static const char *folded(struct lowering *u, const char *at, const char *end)
{
    char text[MAX_TEXT + 1];
    size_t n = 0;
    for (; at < end && n < MAX_TEXT; at++) {
        bool space = (unsigned char)*at <= ' ' || (*at == '\\' && end - at >= 2 && at[1] == '\n');
        if (!space)
            text[n++] = *at;
        else if (n && text[n - 1] != ' ')
            text[n++] = ' ';
    }
    text[n] = '\0';
    if (at < end || !g_utf8_validate(text, (gssize)n, NULL)) {
        const char *valid;
        g_utf8_validate(text, (gssize)n, &valid);
        if (valid - text > (ptrdiff_t)n - 4) /* a character that was cut */
            n = (size_t)(valid - text);
    }
    while (n && text[n - 1] == ' ')
        n--;
    text[n] = '\0';
    g_autofree char *whole = g_utf8_make_valid(text, (gssize)n);
    return arena_intern(u->arena, whole, -1);
}

const char *call_text(struct lowering *u, CXCursor call)
{
    CXSourceRange range = clang_getCursorExtent(call);
    CXFile file, end_file;
    unsigned start, end;
    size_t size = 0;
    clang_getExpansionLocation(clang_getRangeStart(range), &file, NULL, NULL, &start);
    clang_getExpansionLocation(clang_getRangeEnd(range), &end_file, NULL, NULL, &end);
    const char *text = file ? clang_getFileContents(u->tu, file, &size) : NULL;
    if (!text || start >= size)
        return "";
    const char *stop = text + MIN(end, size);
    /* libclang ends an argument of a macro where the macro's use starts */
    if (!clang_File_isEqual(file, end_file) || end <= start)
        stop = macro_end(text + start, text + size);
    return folded(u, text + start, stop);
}

static const char *spelled(
    struct lowering *u, CXSourceLocation location, CXFile *file, unsigned *offset, const char **end)
{
    size_t size = 0;
    clang_getSpellingLocation(location, file, NULL, NULL, offset);
    const char *text = *file ? clang_getFileContents(u->tu, *file, &size) : NULL;
    if (!text || *offset >= size)
        return NULL;
    *end = text + size;
    return text + *offset;
}

static const char *spelled_from(struct lowering *u, CXSourceLocation location, size_t *length)
{
    CXFile file;
    unsigned offset;
    const char *end, *at = spelled(u, location, &file, &offset, &end);
    *length = at ? (size_t)(end - at) : 0;
    return at;
}

const char *spelled_at(struct lowering *u, CXCursor cursor, size_t *length)
{
    return spelled_from(u, clang_getRangeStart(clang_getCursorExtent(cursor)), length);
}

static bool word_at(struct lowering *u, CXSourceLocation location, const char **word, size_t *length)
{
    size_t rest;
    *word = spelled_from(u, location, &rest);
    *length = 0;
    while (*word && *length < rest && is_word_byte((*word)[*length]))
        ++*length;
    return *length > 0;
}

bool spelled_word(struct lowering *u, CXCursor cursor, const char **word, size_t *length)
{
    return word_at(u, clang_getRangeStart(clang_getCursorExtent(cursor)), word, length);
}

static bool is_spelled(struct lowering *u, CXCursor cursor, const char *name)
{
    const char *word;
    size_t length;
    return !word_at(u, clang_getCursorLocation(cursor), &word, &length) || !is_word_byte(name[0]) ||
           g_str_has_prefix(name, "operator") || (strlen(name) == length && memcmp(name, word, length) == 0);
}

CXCursor meant_by(struct lowering *u, CXCursor cursor)
{
    CXCursor declaration = clang_getCursorReferenced(cursor);
    if (!u->broken)
        return declaration;
    if (declaration.kind == CXCursor_OverloadedDeclRef && clang_getNumOverloadedDecls(declaration) == 1)
        declaration = clang_getOverloadedDecl(declaration, 0);
    struct children parts = children_of(u, cursor, true);
    CXCursor name = cursor.kind == CXCursor_CallExpr && parts.n ? peel(u, parts.at[0]) : cursor;
    bool names = name.kind == CXCursor_DeclRefExpr || name.kind == CXCursor_MemberRefExpr;
    if (names && !is_spelled(u, name, take_string(u, clang_getCursorSpelling(declaration))))
        return clang_getNullCursor();
    return declaration;
}

bool is_range(struct lowering *u, CXCursor low, CXCursor high)
{
    size_t length;
    const char *end = spelled_at(u, high, &length), *at = spelled_at(u, low, &length);
    if (!at || !end || end <= at || (size_t)(end - at) > length)
        return false;
    while (at < end && !(end - at >= 3 && memcmp(at, "...", 3) == 0)) {
        const char *next = skip_opaque(at, end);
        if (*at == ']')
            return false;
        at = next == at ? at + 1 : next;
    }
    return at < end;
}

/* -- `for` */

/* Where the header's two `;` and its `)` stand, as offsets in the file. */
struct header {
    CXFile file;
    unsigned semicolon[2], close;
    bool expanded; /* the loop stands in no macro: its clauses are placed by where they are expanded */
};

static bool find_semicolons(const char *text, const char *at, const char *end, struct header *header)
{
    unsigned n = 0;
    at = skip_space(at, end);
    if (at >= end || *at != '(')
        return false;
    for (at++; at < end; at++) {
        const char *next = skip_opaque(at, end);
        if (next == at && (*at == '(' || *at == '[' || *at == '{'))
            next = skip_brackets(at, end);
        if (next != at) {
            at = next - 1;
        } else if (*at == ';') {
            if (n == 2)
                return false;
            header->semicolon[n++] = (unsigned)(at - text);
        } else if (*at == ')') {
            header->close = (unsigned)(at - text);
            return n == 2;
        }
    }
    return false;
}

static bool find_header(struct lowering *u, CXCursor loop, struct header *header)
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(loop));
    unsigned offset, expansion;
    const char *end;
    CXFile file;
    const char *at = spelled(u, start, &header->file, &offset, &end);
    if (!at || end - at < 3 || memcmp(at, "for", 3) != 0)
        return false;
    clang_getExpansionLocation(start, &file, NULL, NULL, &expansion);
    header->expanded = clang_File_isEqual(file, header->file) && expansion == offset;
    return find_semicolons(at - offset, at + 3, end, header);
}

/* The clause that stands at `cursor`'s place, or -1 when its place does not tell. */
static int clause_at(const struct header *header, CXCursor cursor)
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(cursor));
    CXFile file;
    unsigned offset;
    if (header->expanded)
        clang_getExpansionLocation(start, &file, NULL, NULL, &offset);
    else
        clang_getSpellingLocation(start, &file, NULL, NULL, &offset);
    if (!clang_File_isEqual(file, header->file) || offset > header->close)
        return -1;
    return offset < header->semicolon[0] ? 0 : offset < header->semicolon[1] ? 1 : 2;
}

/* Which clause an expression is likely to be when a macro hides the header. */
static int clause_by_kind(CXCursor cursor, int from)
{
    if (cursor.kind == CXCursor_DeclStmt)
        return 0;
    if (cursor.kind == CXCursor_CompoundAssignOperator)
        return 2;
    if (cursor.kind == CXCursor_BinaryOperator) {
        enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(cursor);
        bool sets = kind == CXBinaryOperator_Assign || kind == CXBinaryOperator_Comma;
        return !sets ? 1 : from == 0 ? 0 : 2;
    }
    if (cursor.kind == CXCursor_UnaryOperator) {
        enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(cursor);
        return kind <= CXUnaryOperator_PreDec && kind != CXUnaryOperator_Invalid ? 2 : 1;
    }
    return 1;
}

void for_clauses(struct lowering *u, CXCursor loop, struct children parts, const CXCursor *clause[3])
{
    struct header header = {0};
    unsigned n = parts.n - 1; /* the last is the body */
    bool found = n > 0 && n < 3 && find_header(u, loop, &header);
    int from = 0;
    for (unsigned i = 0; i < n; i++) {
        int at = n >= 3 ? (int)i : found ? clause_at(&header, parts.at[i]) : -1;
        if (at < from)
            at = clause_by_kind(parts.at[i], from);
        at = CLAMP(at, from, 2);
        clause[at] = &parts.at[i];
        from = MIN(at + 1, 2);
    }
}

/* asm goto ( TEMPLATE : OUTPUTS : INPUTS : CLOBBERS : LABELS ) */
char *asm_labels(struct lowering *u, CXCursor statement)
{
    size_t length;
    const char *at = spelled_at(u, statement, &length), *end = at + length, *labels = NULL;
    if (!at)
        return NULL;
    const char *open = memchr(at, '(', length);
    if (!open)
        return NULL;
    g_autofree char *head = g_strndup(at, (gsize)(open - at));
    if (!strstr(head, "goto"))
        return NULL;
    end = skip_brackets(open, end);
    for (at = open + 1; at < end - 1;) {
        const char *next = skip_opaque(at, end);
        if (next == at && (*at == '(' || *at == '['))
            next = skip_brackets(at, end);
        if (next == at && *at == ':')
            labels = at + 1;
        at = next == at ? at + 1 : next;
    }
    return labels ? g_strndup(labels, (gsize)(end - 1 - labels)) : NULL;
}
