/* What the scanner's files share: lexical.c knows tokens, scan.c reads a text's and what functions make of
 * them, directive.c those of directives, declare.c decides what those outside of functions define. */
#ifndef CHANLINT_SOURCE_SCAN_PRIVATE_H
#define CHANLINT_SOURCE_SCAN_PRIVATE_H

#include "source/names.h"
#include "source/scan.h"

#include <glib.h>

enum {
    MOST_SCOPES = 64, /* deeper namespaces and classes are taken for classes */
    MOST_CONDITIONALS = 32, /* deeper #if are not undone at their #else */
    MOST_BLOCKS = 64 /* the variables of deeper ones are those of the block around */
};

/* ---- lexical.c ---- */

enum byte_class { OTHER, BLANK, NEWLINE, LETTER, DIGIT, QUOTE, SLASH, HASH, BRACE };
extern const unsigned char lexical_classes[256];

static inline enum byte_class lexical_class(const char *at)
{
    return lexical_classes[(unsigned char)*at];
}

static inline bool lexical_is_word(const char *at)
{
    return lexical_class(at) == LETTER || lexical_class(at) == DIGIT;
}

static inline const char *lexical_end_of_word(const char *at)
{
    while (lexical_is_word(at))
        at++;
    return at;
}

/* Joins lines and makes all blanks blank: NUL bytes and a byte order mark too. Returns the new size; a NUL is
 * behind it. */
size_t lexical_clean(char *text, size_t size);

/* Each returns where to go on; `end` is the text's. */
const char *lexical_comment(
    const char *at, const char *end); /* at a slash; stays there if that begins none */
const char *lexical_blanks(const char *at, const char *end); /* and comments */
const char *lexical_line_blanks(const char *at, const char *end); /* no newline outside of a comment */
const char *lexical_quoted(const char *at, const char *end); /* which ends with its line at the latest */
const char *lexical_number(const char *at); /* with exponents (1e+5) and separators (1'000) */
/* Behind a number, literal or comment, or else a byte: behind any token but a word. */
const char *lexical_token(const char *at, const char *end);
/* `word` ends at `quote`: behind the literal whose prefix it is, or NULL. */
const char *lexical_prefixed(const char *word, const char *quote, const char *end);

/* Is the name behind a `.` or `->`? */
bool lexical_is_field(const char *text, const char *at);
/* Behind a name: is it called, `f(`, or as pointers may be, `(*f)(`? */
bool lexical_is_called(const char *at, const char *end);
/* Is it assigned to? */
bool lexical_is_assigned(const char *at, const char *end);

/* ---- what was read ---- */

/* What a keyword is to a declaration. */
enum word {
    WORD_NAME, /* no keyword */
    WORD_TYPE,
    WORD_QUALIFIER, /* may stand before a macro that makes a declaration */
    WORD_STATIC,
    WORD_EXTERN,
    WORD_TAG, /* struct, union */
    WORD_ENUM,
    WORD_CLASS, /* class, when a name follows */
    WORD_NAMESPACE,
    WORD_OPERATOR,
    WORD_ACCESS,
    WORD_ATTRIBUTE, /* what its parentheses hold is no parameter list */
    WORD_SUFFIX, /* the same behind a parameter list; elsewhere a name */
    WORD_STATEMENT, /* this and the following begin or belong to statements */
    WORD_ELSE, /* a statement follows directly */
    WORD_FOR,
    WORD_GOTO
};

/* The names that a definition uses, each once. */
struct use_list {
    uint32_t *items;
    uint32_t n, capacity;
    uint32_t *places; /* by name: where in items, if that holds the name */
    uint32_t n_places;
};

/* What was seen of a declaration since the last boundary. */
struct head {
    uint32_t first, last; /* names that a parameter list may belong to */
    uint32_t old_style; /* the function whose parameters the current declarations declare */
    uint32_t argument; /* `f` in `DEFINE(f) {` */
    uint32_t pointer; /* `f` in `void (*f)(void) = g;` */
    uint32_t mark; /* the file's uses before this declaration */
    uint32_t old_style_mark; /* and before that of the old-style function */
    unsigned parens;
    bool begun, is_static, is_tag, is_enum, is_extern, is_space, is_access;
    bool plain; /* nothing but qualifiers so far */
    bool invocation; /* begins like a macro's invocation */
    bool group; /* inside of `(*` */
    bool initialiser; /* behind `=` */
    bool statement; /* of a function that macros begin and end */
    bool members; /* behind the `:` of a constructor */
    bool tail; /* a word stands behind the parameter list */
    bool after_word, after_tag, after_end,
        after_open; /* the token before: a word, a tag's keyword, `;`, `(` */
};

enum mode { MODE_FILE, MODE_FUNCTION, MODE_BRACES };

/* Where in a statement the scanner is, as far as that tells which names are a function's own variables. */
enum phase {
    PHASE_NONE,
    PHASE_START,
    PHASE_TYPE, /* behind words that may be a type: a name now is a variable's */
    PHASE_DECLARED
};

/* Where in the file's structure the scanner is; an #else goes back to that of its #if. */
struct state {
    enum mode mode;
    enum phase phase;
    unsigned phase_parens;
    unsigned depth; /* of braces, in the modes but MODE_FILE */
    uint32_t assigned; /* what a `=` stands behind, until the next word or `;` */
    bool assigned_field; /* and that is a field */
    unsigned n_scopes; /* namespaces, classes and extern "C" that are open */
    uint64_t classes; /* a bit for each of them */
    uint32_t serial; /* of the function's definition */
    uint32_t n_variables; /* at the #if */
    struct scan_definition function;
    struct head head;
};

/* `#define HEADER "a.h"`, for `#include HEADER`. */
struct header_macro {
    uint32_t name;
    const char *at; /* the header's name, at its quote */
};

struct scanner {
    struct arena *arena;
    struct names names;
    struct use_list lists[3]; /* by scan_kind, while a definition is open */
    struct use_list
        variables; /* the open function's parameters and variables, which hide what they are named like */
    uint32_t blocks[MOST_BLOCKS]; /* by depth of braces: how many of these are of the blocks around */
    struct use_list parameters; /* of the macro that is being scanned: the same */
    struct use_list statics; /* functions that were declared static */
    struct use_list fields; /* names in structs */
    bool computed; /* an include names a macro of another file */
    GArray *headers; /* struct header_macro */
    const char *end; /* of the text */
    struct scan_include *includes;
    struct scan_definition *definitions;
    uint32_t *uses;
    unsigned n_includes, includes_capacity, n_definitions, definitions_capacity, n_uses, uses_capacity;
    uint32_t serial;
    struct state state;
    struct state conditionals[MOST_CONDITIONALS];
    unsigned n_conditionals;
};

#define SCAN_GROW(array, n, capacity)                                                                        \
    do {                                                                                                     \
        if ((n) == (capacity)) {                                                                             \
            (capacity) = MAX(2 * (capacity), 64u);                                                           \
            (array) = g_realloc_n((array), (capacity), sizeof *(array));                                     \
        }                                                                                                    \
    } while (0)

/* scan.c */
void scan_use(struct scanner *scanner, struct use_list *list, uint32_t name, unsigned flags);
void scan_use_in_function(
    struct scanner *scanner, uint32_t name, unsigned flags); /* unless a variable hides it */
void scan_define(struct scanner *scanner, const struct scan_definition *definition);
bool scan_is_use(uint32_t name); /* no keyword; one of C++ alone is a name to C */

/* directive.c: at a `#`: whether it begins its line, but for blanks and a comment; what it says. */
bool directive_begins(const char *text, const char *at);
const char *directive_scan(struct scanner *scanner, const char *at, const char *end);
/* To the end of a directive's line, or of the comment that begins in it; from an include's path, too. */
const char *directive_skip(const char *at, const char *end);
const char *directive_skip_include(const char *at, const char *end);

/* declare.c: tokens outside of functions. Each gets what stands behind the token, and says where to go on. */
void declare_begin(struct scanner *scanner);
const char *declare_word(struct scanner *scanner, uint32_t name, enum word word, bool called, const char *at);
const char *declare_mark(struct scanner *scanner, char mark, const char *at);
void declare_string(struct scanner *scanner);
void declare_end(struct scanner *scanner); /* of the file */
void declare_restore(struct scanner *scanner, const struct state *state);
void declare_close(struct scanner *scanner); /* the last `}` of a function or of braces */

#endif
