#include "base/arena.h"
#include "source/scan_private.h"

#include <string.h>

enum { LONGEST_INCLUDE = 4096 };

enum byte_class { OTHER, BLANK, NEWLINE, LETTER, DIGIT, QUOTE, SLASH, HASH, BRACE, NUL };

/* Bytes over 127 are letters: names in UTF-8, or in whatever it is. */
static const unsigned char classes[256] = {
    [0] = NUL,
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

/* In the order of these rows the keywords are the first names of every scanner. */
static const struct keyword {
    const char *text;
    enum word word;
} keywords[] = {
    {"auto", WORD_QUALIFIER},
    {"const", WORD_QUALIFIER},
    {"inline", WORD_QUALIFIER},
    {"__inline", WORD_QUALIFIER},
    {"__inline__", WORD_QUALIFIER},
    {"register", WORD_QUALIFIER},
    {"restrict", WORD_QUALIFIER},
    {"volatile", WORD_QUALIFIER},
    {"_Noreturn", WORD_QUALIFIER},
    {"_Thread_local", WORD_QUALIFIER},
    {"_Atomic", WORD_TYPE},
    {"_Bool", WORD_TYPE},
    {"_Complex", WORD_TYPE},
    {"char", WORD_TYPE},
    {"double", WORD_TYPE},
    {"float", WORD_TYPE},
    {"int", WORD_TYPE},
    {"long", WORD_TYPE},
    {"short", WORD_TYPE},
    {"signed", WORD_TYPE},
    {"typedef", WORD_TYPE},
    {"unsigned", WORD_TYPE},
    {"void", WORD_TYPE},
    {"static", WORD_STATIC},
    {"extern", WORD_EXTERN},
    {"struct", WORD_TAG},
    {"union", WORD_TAG},
    {"enum", WORD_ENUM},
    {"class", WORD_CLASS},
    {"namespace", WORD_NAMESPACE},
    {"operator", WORD_OPERATOR},
    {"private", WORD_ACCESS},
    {"protected", WORD_ACCESS},
    {"public", WORD_ACCESS},
    {"__attribute", WORD_ATTRIBUTE},
    {"__attribute__", WORD_ATTRIBUTE},
    {"__declspec", WORD_ATTRIBUTE},
    {"__asm__", WORD_ATTRIBUTE},
    {"__asm", WORD_ATTRIBUTE},
    {"asm", WORD_ATTRIBUTE},
    {"__typeof__", WORD_ATTRIBUTE},
    {"typeof", WORD_ATTRIBUTE},
    {"decltype", WORD_ATTRIBUTE},
    {"alignas", WORD_ATTRIBUTE},
    {"_Alignas", WORD_ATTRIBUTE},
    {"_Pragma", WORD_ATTRIBUTE},
    {"_Static_assert", WORD_ATTRIBUTE},
    {"static_assert", WORD_ATTRIBUTE},
    {"__extension__", WORD_QUALIFIER},
    {"noexcept", WORD_SUFFIX},
    {"requires", WORD_SUFFIX},
    {"throw", WORD_SUFFIX},
    {"break", WORD_STATEMENT},
    {"case", WORD_STATEMENT},
    {"continue", WORD_STATEMENT},
    {"default", WORD_STATEMENT},
    {"do", WORD_ELSE},
    {"else", WORD_ELSE},
    {"for", WORD_FOR},
    {"goto", WORD_GOTO},
    {"if", WORD_STATEMENT},
    {"return", WORD_STATEMENT},
    {"sizeof", WORD_STATEMENT},
    {"switch", WORD_STATEMENT},
    {"while", WORD_STATEMENT},
};

static bool is_word_byte(char c)
{
    return classes[(unsigned char)c] == LETTER || classes[(unsigned char)c] == DIGIT;
}

/* A keyword of C++ alone is a name to C. */
static bool is_use(uint32_t name)
{
    if (name >= G_N_ELEMENTS(keywords))
        return true;
    enum word word = keywords[name].word;
    return word == WORD_CLASS || word == WORD_NAMESPACE || word == WORD_ACCESS || word == WORD_SUFFIX ||
           word == WORD_OPERATOR;
}

const char *scan_blanks(const char *at)
{
    while (classes[(unsigned char)*at] == BLANK || *at == '\n')
        at++;
    return at;
}

static const char *skip_line_blanks(const char *at)
{
    while (classes[(unsigned char)*at] == BLANK)
        at++;
    return at;
}

#define GROW(array, n, capacity)                                                                             \
    do {                                                                                                     \
        if ((n) == (capacity)) {                                                                             \
            (capacity) = MAX(2 * (capacity), 64u);                                                           \
            (array) = g_realloc_n((array), (capacity), sizeof *(array));                                     \
        }                                                                                                    \
    } while (0)

static bool has_name(const struct use_list *list, uint32_t name)
{
    if (name >= list->n_places)
        return false;
    uint32_t place = list->places[name];
    return place < list->n && SCAN_USE_NAME(list->items[place]) == name;
}

void scan_use(struct scanner *scanner, struct use_list *list, uint32_t name, unsigned flags)
{
    if (name >= list->n_places) {
        uint32_t n = list->n_places;
        list->n_places = scanner->names.capacity;
        list->places = g_renew(uint32_t, list->places, list->n_places);
        memset(list->places + n, 0, (list->n_places - n) * sizeof *list->places);
    }
    if (has_name(list, name)) {
        list->items[list->places[name]] |= flags;
        return;
    }
    GROW(list->items, list->n, list->capacity);
    list->places[name] = list->n;
    list->items[list->n++] = name << SCAN_FLAG_BITS | flags;
}

void scan_define(struct scanner *scanner, const struct scan_definition *definition)
{
    struct use_list *list = &scanner->lists[definition->kind];
    const struct use_list *hidden = definition->kind == SCAN_FUNCTION ? &scanner->variables
                                    : definition->kind == SCAN_MACRO  ? &scanner->parameters
                                                                      : NULL;
    GROW(scanner->definitions, scanner->n_definitions, scanner->definitions_capacity);
    struct scan_definition *added = &scanner->definitions[scanner->n_definitions++];
    *added = *definition;
    added->conditional = scanner->n_conditionals > 0;
    added->first_use = scanner->n_uses;
    for (uint32_t i = 0; i < list->n; i++) {
        if (hidden && has_name(hidden, SCAN_USE_NAME(list->items[i])))
            continue;
        GROW(scanner->uses, scanner->n_uses, scanner->uses_capacity);
        scanner->uses[scanner->n_uses++] = list->items[i];
    }
    added->n_uses = scanner->n_uses - added->first_use;
    list->n = 0;
}

/* Joins the lines that end in a backslash. Returns the new size. */
static size_t join_lines(char *text, size_t size)
{
    char *end = text + size, *to = NULL, *from = text;
    for (char *at = text; (at = memchr(at, '\\', (size_t)(end - at)));) {
        size_t length = at + 1 < end && at[1] == '\n'                    ? 2
                        : at + 2 < end && at[1] == '\r' && at[2] == '\n' ? 3
                                                                         : 0;
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

static const char *skip_block_comment(const char *at, const char *end)
{
    const char *star = at + 2;
    while (star < end && (star = memchr(star, '*', (size_t)(end - star)))) {
        if (star[1] == '/')
            return star + 2;
        star++;
    }
    return end;
}

static const char *find_newline(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline : end;
}

/* A string or character, which ends with its line at the latest. */
static const char *skip_quoted(const char *at, const char *end)
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
    length -= text[length - 1] == 'R' && length > 0;
    return length == 0 || (length == 1 && strchr("LuU", *text)) ||
           (length == 2 && memcmp(text, "u8", 2) == 0);
}

static const char *skip_literal(const char *word, const char *quote, const char *end)
{
    const char *raw = quote > word && quote[-1] == 'R' && *quote == '"' ? skip_raw_string(quote, end) : NULL;
    return raw ? raw : skip_quoted(quote, end);
}

/* A number, with exponents (1e+5) and separators (1'000). */
static const char *skip_number(const char *at)
{
    for (;; at++) {
        bool is_sign = (*at == '+' || *at == '-') && strchr("eEpP", at[-1]);
        bool is_separator = *at == '\'' && g_ascii_isxdigit(at[-1]) && g_ascii_isxdigit(at[1]);
        if (!is_word_byte(*at) && *at != '.' && !is_sign && !is_separator)
            return at;
    }
}

/* To the end of a directive's line, or of the comment that begins in it. */
static const char *skip_directive(const char *at, const char *end)
{
    while (at < end && *at != '\n') {
        if (at[0] == '/' && at[1] == '*')
            at = skip_block_comment(at, end);
        else if (at[0] == '/' && at[1] == '/')
            at = find_newline(at, end);
        else
            at = *at == '"' ? skip_quoted(at, end) : at + 1;
    }
    return at;
}

/* Is the name behind a `.` or `->`, and no call? */
static bool is_field(const char *text, const char *at, bool called)
{
    if (called)
        return false;
    while (at > text && classes[(unsigned char)at[-1]] == BLANK)
        at--;
    if (at - text < 2)
        return false;
    return (at[-1] == '.' && at[-2] != '.') || (at[-1] == '>' && at[-2] == '-');
}

static const char *end_of_word(const char *at)
{
    while (is_word_byte(*at))
        at++;
    return at;
}

/* requires: at is behind the macro's name; leaves: its definition. Comments may go over lines. */
static const char *scan_macro_body(struct scanner *scanner, const char *at, const char *end)
{
    while (at < end && *at != '\n') {
        const char *begin = at;
        switch (classes[(unsigned char)*at]) {
        case LETTER:
            at = end_of_word(at);
            uint32_t name = names_intern(&scanner->names, begin, (size_t)(at - begin));
            bool called = *skip_line_blanks(at) == '(';
            if ((*at == '"' || *at == '\'') && is_prefix(begin, (size_t)(at - begin)))
                at = skip_literal(begin, at, end);
            else if (is_use(name) && !is_field(begin - 2, begin, called))
                scan_use(scanner, &scanner->lists[SCAN_MACRO], name, called ? SCAN_CALLED : SCAN_NAMED);
            break;
        case DIGIT:
            at = skip_number(at);
            break;
        case QUOTE:
            at = skip_quoted(at, end);
            break;
        case SLASH:
            at = at[1] == '*' ? skip_block_comment(at, end) : at[1] == '/' ? find_newline(at, end) : at + 1;
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
        const char *begin = at;
        at = end_of_word(at);
        if (at == begin)
            at++;
        else
            scan_use(
                scanner, &scanner->parameters, names_intern(&scanner->names, begin, (size_t)(at - begin)), 0);
    }
    return at;
}

static const char *scan_macro(struct scanner *scanner, const char *at, const char *end)
{
    const char *begin = at = skip_line_blanks(at);
    at = end_of_word(at);
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
    at = skip_line_blanks(at);
    if (*at != '"' && *at != '<')
        return skip_directive(at, end);
    char closing = *at == '<' ? '>' : '"';
    const char *begin = at + 1, *line_end = find_newline(begin, end);
    const char *stop = memchr(begin, closing, (size_t)(line_end - begin));
    if (!stop || stop == begin || stop - begin > LONGEST_INCLUDE ||
        memchr(begin, '\0', (size_t)(stop - begin)))
        return skip_directive(begin, end);
    GROW(scanner->includes, scanner->n_includes, scanner->includes_capacity);
    char *path = arena_alloc(scanner->arena, (gsize)(stop - begin) + 1);
    memcpy(path, begin, (size_t)(stop - begin));
    scanner->includes[scanner->n_includes++] = (struct scan_include){path, closing == '>'};
    return skip_directive(stop + 1, end);
}

static const char *begin_conditional(struct scanner *scanner, const char *at, const char *end)
{
    if (scanner->n_conditionals < MOST_CONDITIONALS)
        scanner->conditionals[scanner->n_conditionals] = scanner->state;
    scanner->n_conditionals++;
    return skip_directive(at, end);
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
    {"if", begin_conditional},
    {"ifdef", begin_conditional},
    {"ifndef", begin_conditional},
    {"else", other_branch},
    {"elif", other_branch},
    {"elifdef", other_branch},
    {"elifndef", other_branch},
    {"endif", end_conditional},
};

/* At a `#`: does it begin its line, but for blanks and a comment? */
static bool begins_line(const char *text, const char *at)
{
    while (at > text && classes[(unsigned char)at[-1]] == BLANK)
        at--;
    return at == text || at[-1] == '\n' || (at - text >= 2 && at[-1] == '/' && at[-2] == '*');
}

static const char *scan_directive(struct scanner *scanner, const char *at, const char *end)
{
    const char *begin = skip_line_blanks(at + 1);
    size_t length = (size_t)((at = end_of_word(begin)) - begin);
    for (size_t i = 0; i < G_N_ELEMENTS(directives); i++)
        if (strlen(directives[i].name) == length && memcmp(begin, directives[i].name, length) == 0)
            return directives[i].scan(scanner, at, end);
    return skip_directive(at, end);
}

static void scan_brace(struct scanner *scanner, char brace)
{
    struct state *state = &scanner->state;
    state->phase = PHASE_START;
    if (brace == '{')
        state->depth++;
    else if (--state->depth == 0)
        declare_close(scanner);
}

/* Follows a function's statements as far as it takes to find declarations like `struct queue *q, *spare =
 * q;`. */
static void scan_mark(struct state *state, char mark, const char *at)
{
    bool opens = mark == '(' || mark == '[', closes = mark == ')' || mark == ']';
    if (mark == ';')
        state->phase = PHASE_START;
    else if (state->phase == PHASE_DECLARED) {
        state->phase_parens += opens;
        state->phase_parens -= closes && state->phase_parens;
        if (mark == ',' && state->phase_parens == 0)
            state->phase = PHASE_TYPE;
    } else if (state->phase == PHASE_TYPE && mark != '*' && !(mark == '(' && *scan_blanks(at) == '*'))
        state->phase = PHASE_NONE;
    else if (state->phase == PHASE_START)
        state->phase = PHASE_NONE;
}

/* Whether the name is a variable's being declared, or a label: no use. */
static bool is_declared(struct scanner *scanner, uint32_t name, bool called, const char *at)
{
    struct state *state = &scanner->state;
    const char *next = scan_blanks(at);
    bool is_label = state->phase == PHASE_START && next[0] == ':' && next[1] != ':';
    bool is_variable = state->phase == PHASE_TYPE && !called;
    if (is_variable) {
        scan_use(scanner, &scanner->variables, name, SCAN_NAMED);
        state->phase = PHASE_DECLARED;
        state->phase_parens = 0;
    } else if (!is_label && state->phase != PHASE_DECLARED)
        state->phase = state->phase == PHASE_START && !called ? PHASE_TYPE : PHASE_NONE;
    return is_label || is_variable;
}

/* Returns where to go on. */
static const char *scan_keyword(struct scanner *scanner, uint32_t name, const char *at)
{
    enum word word = keywords[name].word;
    struct state *state = &scanner->state;
    if (state->phase == PHASE_START && word < WORD_ATTRIBUTE)
        state->phase = PHASE_TYPE;
    if (word == WORD_TAG || word == WORD_ENUM || word == WORD_GOTO)
        return end_of_word(skip_line_blanks(at)); /* tags and labels are no uses */
    if (word == WORD_FOR) {
        at = scan_blanks(at);
        state->phase = PHASE_START;
        return *at == '(' ? at + 1 : at;
    }
    if (word == WORD_ELSE)
        state->phase = PHASE_START;
    else if (word >= WORD_STATEMENT)
        state->phase = PHASE_NONE;
    return at;
}

static const char *scan_word(struct scanner *scanner, const char *text, const char *at, const char *end)
{
    const char *begin = at;
    at = end_of_word(at);
    size_t length = (size_t)(at - begin);
    if ((*at == '"' || *at == '\'') && is_prefix(begin, length))
        return skip_literal(begin, at, end);
    uint32_t name = names_intern(&scanner->names, begin, length);
    bool called = *scan_blanks(at) == '(';
    if (scanner->state.mode == MODE_FILE) {
        enum word word = name < G_N_ELEMENTS(keywords) ? keywords[name].word : WORD_NAME;
        if (word != WORD_NAME || !is_field(text, begin, called))
            return declare_word(scanner, name, word, called, at);
    } else if (!is_use(name))
        return scan_keyword(scanner, name, at);
    else if (scanner->state.mode == MODE_BRACES) {
        if (!is_field(text, begin, called))
            scan_use(scanner, &scanner->lists[SCAN_FILE], name, called ? SCAN_CALLED : SCAN_NAMED);
    } else if (!is_declared(scanner, name, called, at) && !is_field(text, begin, called))
        scan_use(scanner, &scanner->lists[SCAN_FUNCTION], name, called ? SCAN_CALLED : SCAN_NAMED);
    return at;
}

static void scan_text(struct scanner *scanner, const char *text, const char *end)
{
    for (const char *at = text; at < end;) {
        switch (classes[(unsigned char)*at]) {
        case BLANK:
        case NEWLINE:
        case NUL:
            at++;
            break;
        case LETTER:
            at = scan_word(scanner, text, at, end);
            break;
        case DIGIT:
            at = skip_number(at);
            break;
        case QUOTE:
            at = skip_quoted(at, end);
            if (scanner->state.mode == MODE_FILE)
                declare_string(scanner);
            break;
        case SLASH:
            at = at[1] == '*' ? skip_block_comment(at, end) : at[1] == '/' ? find_newline(at, end) : at + 1;
            break;
        case HASH:
            at = begins_line(text, at) ? scan_directive(scanner, at, end) : at + 1;
            break;
        case BRACE:
            if (scanner->state.mode != MODE_FILE) {
                scan_brace(scanner, *at++);
                break;
            }
            G_GNUC_FALLTHROUGH;
        default:
            at++;
            if (scanner->state.mode == MODE_FILE)
                at = declare_mark(scanner, at[-1], at);
            else if (scanner->state.mode == MODE_FUNCTION)
                scan_mark(&scanner->state, at[-1], at);
        }
    }
    declare_end(scanner);
}

void scanner_scan(struct scanner *scanner, char *text, size_t size, struct scan_file *file)
{
    size = join_lines(text, size);
    text[size] = '\0';
    scanner->n_includes = scanner->n_definitions = scanner->n_uses = 0;
    for (unsigned kind = 0; kind < G_N_ELEMENTS(scanner->lists); kind++)
        scanner->lists[kind].n = 0;
    scanner->variables.n = 0;
    declare_begin(scanner);
    scan_text(scanner, text, text + size);
    if (scanner->lists[SCAN_FILE].n)
        scan_define(scanner,
            &(struct scan_definition){.kind = SCAN_FILE, .name = SCAN_NO_NAME, .alias = SCAN_NO_NAME});
    *file = (struct scan_file){
        .read = true,
        .n_includes = scanner->n_includes,
        .n_definitions = scanner->n_definitions,
        .n_uses = scanner->n_uses,
        .includes =
            arena_copy(scanner->arena, scanner->includes, scanner->n_includes * sizeof *scanner->includes),
        .definitions = arena_copy(
            scanner->arena, scanner->definitions, scanner->n_definitions * sizeof *scanner->definitions),
        .uses = arena_copy(scanner->arena, scanner->uses, scanner->n_uses * sizeof *scanner->uses),
    };
}

struct scanner *scanner_new(void)
{
    struct scanner *scanner = g_new0(struct scanner, 1);
    scanner->arena = arena_new();
    names_init(&scanner->names, scanner->arena);
    for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++)
        names_intern(&scanner->names, keywords[i].text, strlen(keywords[i].text));
    return scanner;
}

void scanner_free(struct scanner *scanner)
{
    if (!scanner)
        return;
    for (unsigned kind = 0; kind < G_N_ELEMENTS(scanner->lists); kind++) {
        g_free(scanner->lists[kind].items);
        g_free(scanner->lists[kind].places);
    }
    g_free(scanner->parameters.items);
    g_free(scanner->parameters.places);
    g_free(scanner->variables.items);
    g_free(scanner->variables.places);
    g_free(scanner->includes);
    g_free(scanner->definitions);
    g_free(scanner->uses);
    names_clear(&scanner->names);
    arena_free(scanner->arena);
    g_free(scanner);
}

unsigned scanner_n_names(const struct scanner *scanner)
{
    return scanner->names.n;
}

const char *scanner_name(const struct scanner *scanner, uint32_t name, size_t *length)
{
    const struct name *found = &scanner->names.names[name];
    if (length)
        *length = found->length;
    return found->text;
}

uint32_t scanner_find(const struct scanner *scanner, const char *text, size_t length)
{
    return names_find(&scanner->names, text, length);
}

uint32_t scanner_intern(struct scanner *scanner, const char *text, size_t length)
{
    return names_intern(&scanner->names, text, length);
}
