#include "source/scan_private.h"

#include <glib.h>
#include <string.h>

/* leaves: the state between two declarations */
static void next_declaration(struct scanner *scanner)
{
    struct head *head = &scanner->state.head;
    uint32_t old_style = head->old_style, old_style_mark = head->old_style_mark;
    *head = (struct head){
        .first = SCAN_NO_NAME,
        .last = SCAN_NO_NAME,
        .old_style = old_style,
        .old_style_mark = old_style_mark,
        .argument = SCAN_NO_NAME,
        .pointer = SCAN_NO_NAME,
        .plain = true,
    };
    head->mark = scanner->lists[SCAN_FILE].n;
    scanner->lists[SCAN_FUNCTION].n = 0;
    if (old_style == SCAN_NO_NAME)
        scanner->variables.n = 0;
}

void declare_begin(struct scanner *scanner)
{
    scanner->state = (struct state){.head.old_style = SCAN_NO_NAME, .assigned = SCAN_NO_NAME};
    scanner->n_conditionals = 0;
    next_declaration(scanner);
}

static bool is_in_class(const struct state *state)
{
    return state->n_scopes && (state->classes >> (MIN(state->n_scopes, MOST_SCOPES) - 1) & 1);
}

static void begin_function(struct scanner *scanner, uint32_t first, uint32_t last)
{
    struct state *state = &scanner->state;
    state->function = (struct scan_definition){.kind = SCAN_FUNCTION,
        .local = state->head.is_static && !is_in_class(state),
        .name = first,
        .alias = last};
    state->mode = MODE_FUNCTION;
    state->phase = PHASE_START;
    state->depth = 1;
    state->serial = ++scanner->serial;
}

void declare_close(struct scanner *scanner)
{
    struct state *state = &scanner->state;
    bool was_function = state->mode == MODE_FUNCTION;
    if (was_function)
        scan_define(scanner, &state->function);
    state->mode = MODE_FILE;
    state->depth = 0;
    /* `int a[] = {1}, b[] = {2};`, `f({1})`, `A::A() : a{1} {}` go on */
    if (was_function || !(state->head.initialiser || state->head.parens || state->head.members)) {
        state->head.old_style = SCAN_NO_NAME;
        next_declaration(scanner);
    }
}

void declare_end(struct scanner *scanner)
{
    if (scanner->state.mode == MODE_FUNCTION)
        scan_define(scanner, &scanner->state.function);
}

/* Back to where the #if found the file. A function that the other branch ended goes on in a second definition
 * of the same name. */
void declare_restore(struct scanner *scanner, const struct state *saved)
{
    struct state *state = &scanner->state;
    bool same =
        state->mode == MODE_FUNCTION && saved->mode == MODE_FUNCTION && state->serial == saved->serial;
    if (!same && state->mode == MODE_FUNCTION)
        scan_define(scanner, &state->function);
    *state = *saved;
    scanner->variables.n = MIN(scanner->variables.n, saved->n_variables);
    if (!same && state->mode == MODE_FUNCTION)
        state->serial = ++scanner->serial;
    if (state->mode == MODE_FILE)
        state->head.mark = scanner->lists[SCAN_FILE].n;
}

static void open_scope(struct scanner *scanner, bool is_class)
{
    struct state *state = &scanner->state;
    if (state->n_scopes < MOST_SCOPES) {
        uint64_t bit = (uint64_t)1 << state->n_scopes;
        state->classes = is_class ? state->classes | bit : state->classes & ~bit;
    }
    state->n_scopes++;
    next_declaration(scanner);
}

/* `DEFINE(f) {`: what the macro makes of it is unknown; its argument may be the function's name. */
static void name_invocation(struct scanner *scanner)
{
    struct state *state = &scanner->state;
    if (!state->head.invocation || state->head.argument == SCAN_NO_NAME)
        return;
    scan_use_in_function(scanner, state->function.name, SCAN_CALLED);
    state->function.alias = state->head.argument;
}

static void open_brace(struct scanner *scanner)
{
    struct state *state = &scanner->state;
    struct head *head = &state->head;
    uint32_t old_style = head->old_style;
    bool is_body = head->first != SCAN_NO_NAME && !(head->members && head->after_word);
    head->old_style = SCAN_NO_NAME;
    if (head->parens || head->initialiser) {
        state->mode = MODE_BRACES;
        state->depth = 1;
    } else if (is_body) {
        scanner->lists[SCAN_FILE].n = head->mark; /* what looked like an invocation was its parameters */
        begin_function(scanner, head->first, head->last);
        name_invocation(scanner);
    } else if (head->after_end && old_style != SCAN_NO_NAME) {
        scanner->lists[SCAN_FILE].n = head->old_style_mark;
        begin_function(scanner, old_style, old_style);
    } else if (((head->is_tag && !head->is_enum) || head->is_space) && !head->members)
        open_scope(scanner, head->is_tag);
    else {
        state->mode = MODE_BRACES;
        state->depth = 1;
    }
}

static void end_declaration(struct scanner *scanner)
{
    struct head *head = &scanner->state.head;
    if (head->first != SCAN_NO_NAME && head->is_static && !is_in_class(&scanner->state)) {
        scan_use(scanner, &scanner->statics, head->first, SCAN_NAMED);
        scan_use(scanner, &scanner->statics, head->last, SCAN_NAMED);
    }
    /* `f(a, b) int a; char *b; {` */
    if (head->first != SCAN_NO_NAME && head->tail && !head->initialiser) {
        head->old_style = head->last;
        head->old_style_mark = head->mark;
    }
    next_declaration(scanner);
    head->after_end = true;
}

static void colon(struct scanner *scanner)
{
    struct head *head = &scanner->state.head;
    if (head->parens || head->initialiser)
        return;
    if (head->first != SCAN_NO_NAME)
        head->members = true;
    else if (head->is_access || !(head->is_tag || head->is_enum))
        next_declaration(scanner);
}

/* `(*name(`, `(name)(`: the name that a parenthesis in a declarator holds, or NULL. */
static const char *grouped_name(const char *at, const char *end, size_t *length)
{
    const char *begin = at = lexical_blanks(at, end);
    while (*at == '_' || g_ascii_isalnum(*at))
        at++;
    *length = (size_t)(at - begin);
    at = lexical_blanks(at, end);
    if (*length == 0 || g_ascii_isdigit(*begin) || *at != ')')
        return NULL;
    return *lexical_blanks(at + 1, end) == '(' ? begin : NULL;
}

static void open_paren(struct scanner *scanner, char mark, const char *at)
{
    struct head *head = &scanner->state.head;
    size_t length;
    if (head->parens++ || mark != '(' || head->first != SCAN_NO_NAME || head->initialiser)
        return;
    head->group = *lexical_blanks(at, scanner->end) == '*';
    const char *name = grouped_name(at, scanner->end, &length);
    if (name)
        head->first = head->last = names_intern(&scanner->names, name, length);
}

const char *declare_mark(struct scanner *scanner, char mark, const char *at)
{
    struct head *head = &scanner->state.head;
    bool is_name_end = mark == '>';
    switch (mark) {
    case '{':
        open_brace(scanner);
        break;
    case '}':
        if (scanner->state.n_scopes)
            scanner->state.n_scopes--;
        head->old_style = SCAN_NO_NAME;
        next_declaration(scanner);
        return at;
    case ';':
        end_declaration(scanner);
        return at;
    case '(':
    case '[':
        open_paren(scanner, mark, at);
        break;
    case ')':
    case ']':
        if (head->parens && --head->parens == 0)
            head->group = false;
        break;
    case '=':
        if (head->parens)
            break;
        head->initialiser = true;
        if (head->pointer != SCAN_NO_NAME)
            scan_use(scanner, &scanner->lists[SCAN_FILE], head->pointer, SCAN_STORED);
        break;
    case ':':
        if (*at == ':')
            return at + 1;
        colon(scanner);
        break;
    default:
        break;
    }
    head->plain = false;
    head->after_word = is_name_end;
    head->after_open = mark == '(';
    head->after_tag = head->after_end = false;
    return at;
}

void declare_string(struct scanner *scanner)
{
    struct head *head = &scanner->state.head;
    head->is_space = head->is_space || (head->is_extern && !head->parens);
}

/* A name with `(` behind it, outside of parentheses, may be the function that is being defined. */
static void candidate(struct scanner *scanner, uint32_t name)
{
    struct head *head = &scanner->state.head;
    if (head->invocation) {
        /* a macro's invocation needs no `;`: `DEFINE(x) static int f() {` */
        head->mark = scanner->lists[SCAN_FILE].n;
        head->invocation = false;
        if (head->tail)
            head->first = SCAN_NO_NAME;
    }
    if (head->first == SCAN_NO_NAME)
        head->first = name;
    head->last = name;
    if (head->plain) {
        head->invocation = true;
        scan_use(scanner, &scanner->lists[SCAN_FILE], name, SCAN_CALLED);
    }
}

/* `int (*f(int a))(void)`, or a pointer: `int (*f)(int a)`. */
static void group_name(struct scanner *scanner, uint32_t name, bool called)
{
    struct head *head = &scanner->state.head;
    if (!head->group || head->parens != 1 || head->first != SCAN_NO_NAME)
        return;
    if (called) {
        head->first = head->last = name;
        return;
    }
    head->pointer = name;
    if (is_in_class(&scanner->state))
        scan_use(scanner, &scanner->fields, name, 0);
}

static void declare_name(struct scanner *scanner, uint32_t name, bool called, const char *at)
{
    struct head *head = &scanner->state.head;
    if (head->after_open && head->parens == 1 && head->invocation &&
        strchr(",)", *lexical_blanks(at, scanner->end)))
        head->argument = name;
    if (head->parens && head->first != SCAN_NO_NAME && !head->initialiser && !head->members)
        scan_use(scanner, &scanner->variables, name, SCAN_NAMED);
    if (head->members)
        scan_use_in_function(scanner, name, called ? SCAN_CALLED : SCAN_NAMED);
    else if (head->initialiser || head->statement || (head->parens && head->invocation))
        scan_use(scanner, &scanner->lists[SCAN_FILE], name, called ? SCAN_CALLED : SCAN_NAMED);
    else if (head->parens) {
        group_name(scanner, name, called);
    } else {
        if (is_in_class(&scanner->state))
            scan_use(scanner, &scanner->fields, name, 0);
        if (called && !head->after_tag)
            candidate(scanner, name);
        else if (head->first != SCAN_NO_NAME)
            head->tail = true;
    }
}

/* The parameter list of `operator()(int)`, `operator==(...)`. */
static const char *skip_operator(const char *at, const char *end)
{
    at = lexical_blanks(at, end);
    if (at[0] == '(' && at[1] == ')')
        return at + 2;
    while (*at && strchr("+-*/%^&|~!=<>,[] \t", *at))
        at++;
    return at;
}

static void declare_keyword(struct head *head, enum word word)
{
    head->is_static |= word == WORD_STATIC;
    head->is_extern |= word == WORD_EXTERN;
    head->is_tag |= word == WORD_TAG || word == WORD_CLASS;
    head->is_enum |= word == WORD_ENUM;
    head->is_space |= word == WORD_NAMESPACE;
    head->is_access |= word == WORD_ACCESS;
    head->statement |= word >= WORD_STATEMENT;
    head->tail |= head->first != SCAN_NO_NAME && word != WORD_ATTRIBUTE && word != WORD_SUFFIX;
}

const char *declare_word(struct scanner *scanner, uint32_t name, enum word word, bool called, const char *at)
{
    struct head *head = &scanner->state.head;
    bool may_be_name = word == WORD_CLASS || word == WORD_NAMESPACE || word == WORD_ACCESS ||
                       (word == WORD_SUFFIX && head->first == SCAN_NO_NAME);
    if (word == WORD_OPERATOR && !head->parens && !head->initialiser) {
        head->first = head->last = name;
        at = skip_operator(at, scanner->end);
    } else if (word == WORD_NAME || word == WORD_OPERATOR || (may_be_name && called)) {
        declare_name(scanner, name, called, at);
        word = WORD_NAME;
    } else if (!head->parens && !head->initialiser)
        declare_keyword(head, word);
    head->plain = head->plain && (word == WORD_STATIC || word == WORD_EXTERN || word == WORD_QUALIFIER);
    head->after_word = true;
    head->after_tag = word == WORD_TAG || word == WORD_CLASS || word == WORD_ENUM;
    head->after_end = head->after_open = false;
    return at;
}
