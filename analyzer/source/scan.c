#include "base/arena.h"
#include "source/scan_private.h"

#include <string.h>

/* In the order of these rows the keywords are the first names of every scanner. */
static const struct keyword {
    const char *text;
    enum word word;
} keywords[] = {
    {"auto", WORD_TYPE},
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

bool scan_is_use(uint32_t name)
{
    if (name >= G_N_ELEMENTS(keywords))
        return true;
    enum word word = keywords[name].word;
    return word == WORD_CLASS || word == WORD_NAMESPACE || word == WORD_ACCESS || word == WORD_SUFFIX ||
           word == WORD_OPERATOR;
}

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
    SCAN_GROW(list->items, list->n, list->capacity);
    list->places[name] = list->n;
    list->items[list->n++] = name << SCAN_FLAG_BITS | flags;
}

void scan_use_in_function(struct scanner *scanner, uint32_t name, unsigned flags)
{
    if (flags & SCAN_FIELD || !has_name(&scanner->variables, name))
        scan_use(scanner, &scanner->lists[SCAN_FUNCTION], name, flags);
    else if (flags & SCAN_CALLED)
        scanner->state.function.indirect = true;
}

void scan_define(struct scanner *scanner, const struct scan_definition *definition)
{
    struct use_list *list = &scanner->lists[definition->kind];
    bool is_macro = definition->kind == SCAN_MACRO;
    SCAN_GROW(scanner->definitions, scanner->n_definitions, scanner->definitions_capacity);
    struct scan_definition *added = &scanner->definitions[scanner->n_definitions++];
    *added = *definition;
    added->conditional = scanner->n_conditionals > 0;
    added->first_use = scanner->n_uses;
    for (uint32_t i = 0; i < list->n; i++) {
        if (is_macro && has_name(&scanner->parameters, SCAN_USE_NAME(list->items[i])))
            continue;
        SCAN_GROW(scanner->uses, scanner->n_uses, scanner->uses_capacity);
        scanner->uses[scanner->n_uses++] = list->items[i];
    }
    added->n_uses = scanner->n_uses - added->first_use;
    list->n = 0;
}

static void scan_brace(struct scanner *scanner, char brace)
{
    struct state *state = &scanner->state;
    uint32_t *block = &scanner->blocks[MIN(state->depth, MOST_BLOCKS - 1)];
    state->phase = PHASE_START;
    if (brace == '{') {
        *block = state->depth < MOST_BLOCKS ? scanner->variables.n : *block;
        state->depth++;
        return;
    }
    if (--state->depth == 0)
        declare_close(scanner);
    else if (state->depth < MOST_BLOCKS)
        scanner->variables.n = MIN(scanner->variables.n, scanner->blocks[state->depth]);
}

/* Follows a function's statements as far as it takes to find declarations like `struct queue *q, *spare =
 * q;`. */
static void scan_mark(struct scanner *scanner, char mark, const char *at)
{
    struct state *state = &scanner->state;
    bool opens = mark == '(' || mark == '[', closes = mark == ')' || mark == ']';
    if (mark == ';') {
        state->phase = PHASE_START;
        state->assigned = SCAN_NO_NAME;
    } else if (state->phase == PHASE_DECLARED) {
        state->phase_parens += opens;
        state->phase_parens -= closes && state->phase_parens;
        if (mark == ',' && state->phase_parens == 0)
            state->phase = PHASE_TYPE;
    } else if (state->phase == PHASE_TYPE && mark != '*' &&
               !(mark == '(' && *lexical_blanks(at, scanner->end) == '*'))
        state->phase = PHASE_NONE;
    else if (state->phase == PHASE_START)
        state->phase = PHASE_NONE;
}

/* Whether the name is a variable's being declared, or a label: no use. */
static bool is_declared(struct scanner *scanner, uint32_t name, bool called, const char *at)
{
    struct state *state = &scanner->state;
    const char *next = lexical_blanks(at, scanner->end);
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
    if (state->phase == PHASE_START && (word == WORD_TYPE || word == WORD_TAG || word == WORD_ENUM))
        state->phase = PHASE_TYPE;
    if (word == WORD_TAG || word == WORD_ENUM || word == WORD_GOTO)
        return lexical_end_of_word(lexical_blanks(at, scanner->end)); /* tags and labels are no uses */
    if (word == WORD_FOR) {
        at = lexical_blanks(at, scanner->end);
        state->phase = PHASE_START;
        return *at == '(' ? at + 1 : at;
    }
    if (word == WORD_ELSE)
        state->phase = PHASE_START;
    else if (word >= WORD_STATEMENT)
        state->phase = PHASE_NONE;
    return at;
}

/* In a function, or in braces that are none's. */
static void use_here(struct scanner *scanner, uint32_t name, unsigned flags)
{
    if (scanner->state.mode == MODE_FUNCTION)
        scan_use_in_function(scanner, name, flags);
    else /* `A::A() : a{b} {` */
        scan_use(
            scanner, &scanner->lists[scanner->state.head.members ? SCAN_FUNCTION : SCAN_FILE], name, flags);
}

/* The first name behind `=`. */
static void note_assignment(struct scanner *scanner, uint32_t name, bool called)
{
    struct state *state = &scanner->state;
    uint32_t assigned = state->assigned;
    bool in_function = state->mode == MODE_FUNCTION;
    bool passes = in_function && has_name(&scanner->variables, name);
    state->assigned = SCAN_NO_NAME;
    if (assigned != SCAN_NO_NAME && !called)
        scan_use(scanner, &scanner->lists[in_function ? SCAN_FUNCTION : SCAN_FILE], assigned,
            (passes ? SCAN_PASSED : SCAN_STORED) | (state->assigned_field ? SCAN_FIELD : 0));
}

static const char *scan_word(struct scanner *scanner, const char *text, const char *at, const char *end)
{
    const char *begin = at;
    at = lexical_end_of_word(at);
    size_t length = (size_t)(at - begin);
    const char *literal = lexical_prefixed(begin, at, end);
    if (literal)
        return literal;
    uint32_t name = names_intern(&scanner->names, begin, length);
    bool called = *lexical_blanks(at, end) == '(', is_field = lexical_is_field(text, begin);
    if (scanner->state.mode == MODE_FILE) {
        enum word word = name < G_N_ELEMENTS(keywords) ? keywords[name].word : WORD_NAME;
        return word == WORD_NAME && is_field && !called ? at : declare_word(scanner, name, word, called, at);
    }
    if (!scan_is_use(name))
        return scan_keyword(scanner, name, at);
    if (scanner->state.mode == MODE_FUNCTION && is_declared(scanner, name, called, at))
        return at;
    called = called || lexical_is_called(at, end);
    note_assignment(scanner, name, called);
    if (lexical_is_assigned(at, end))
        scanner->state.assigned = name, scanner->state.assigned_field = is_field;
    if (called || !is_field)
        use_here(scanner, name, !called ? SCAN_NAMED : is_field ? SCAN_CALLED | SCAN_FIELD : SCAN_CALLED);
    return at;
}

static void scan_text(struct scanner *scanner, const char *text, const char *end)
{
    for (const char *at = text; at < end;) {
        switch (lexical_class(at)) {
        case BLANK:
        case NEWLINE:
            at++;
            break;
        case LETTER:
            at = scan_word(scanner, text, at, end);
            break;
        case DIGIT:
        case SLASH:
            at = lexical_token(at, end);
            break;
        case QUOTE:
            at = lexical_token(at, end);
            if (scanner->state.mode == MODE_FILE)
                declare_string(scanner);
            break;
        case HASH:
            at = directive_begins(text, at) ? directive_scan(scanner, at, end) : at + 1;
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
                scan_mark(scanner, at[-1], at);
        }
    }
    declare_end(scanner);
}

void scanner_scan(struct scanner *scanner, char *text, size_t size, struct scan_file *file)
{
    size = lexical_clean(text, size);
    scanner->end = text + size;
    scanner->computed = false;
    g_array_set_size(scanner->headers, 0);
    scanner->n_includes = scanner->n_definitions = scanner->n_uses = 0;
    for (unsigned kind = 0; kind < G_N_ELEMENTS(scanner->lists); kind++)
        scanner->lists[kind].n = 0;
    scanner->variables.n = scanner->statics.n = scanner->fields.n = 0;
    declare_begin(scanner);
    scan_text(scanner, text, text + size);
    if (scanner->lists[SCAN_FILE].n)
        scan_define(scanner,
            &(struct scan_definition){.kind = SCAN_FILE, .name = SCAN_NO_NAME, .alias = SCAN_NO_NAME});
    /* C17 6.2.2: what was declared static is, even if its definition does not say so */
    for (unsigned i = 0; i < scanner->n_definitions; i++) {
        struct scan_definition *definition = &scanner->definitions[i];
        definition->local |=
            definition->kind == SCAN_FUNCTION && has_name(&scanner->statics, definition->name);
    }
    for (uint32_t i = 0; i < scanner->fields.n; i++)
        scanner->fields.items[i] = SCAN_USE_NAME(scanner->fields.items[i]);
    *file = (struct scan_file){
        .read = true,
        .computed = scanner->computed,
        .n_includes = scanner->n_includes,
        .n_definitions = scanner->n_definitions,
        .n_uses = scanner->n_uses,
        .n_fields = scanner->fields.n,
        .includes =
            arena_copy(scanner->arena, scanner->includes, scanner->n_includes * sizeof *scanner->includes),
        .definitions = arena_copy(
            scanner->arena, scanner->definitions, scanner->n_definitions * sizeof *scanner->definitions),
        .uses = arena_copy(scanner->arena, scanner->uses, scanner->n_uses * sizeof *scanner->uses),
        .fields = arena_copy(
            scanner->arena, scanner->fields.items, scanner->fields.n * sizeof *scanner->fields.items),
    };
}

struct scanner *scanner_new(void)
{
    struct scanner *scanner = g_new0(struct scanner, 1);
    scanner->arena = arena_new();
    scanner->headers = g_array_new(FALSE, FALSE, sizeof(struct header_macro));
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
    struct use_list *const lists[] = {
        &scanner->parameters, &scanner->variables, &scanner->statics, &scanner->fields};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_free(lists[i]->items);
        g_free(lists[i]->places);
    }
    g_free(scanner->includes);
    g_free(scanner->definitions);
    g_free(scanner->uses);
    names_clear(&scanner->names);
    g_array_unref(scanner->headers);
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
