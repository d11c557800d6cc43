/* What the scanner's two halves share: scan.c reads tokens, declare.c decides what they define. */
#ifndef CHANLINT_SOURCE_SCAN_PRIVATE_H
#define CHANLINT_SOURCE_SCAN_PRIVATE_H

#include "source/names.h"
#include "source/scan.h"

enum {
    MOST_SCOPES = 64, /* deeper namespaces and classes are taken for classes */
    MOST_CONDITIONALS = 32 /* deeper #if are not undone at their #else */
};

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
    uint32_t mark; /* the file's uses before this declaration */
    unsigned parens;
    bool begun, is_static, is_tag, is_enum, is_extern, is_space, is_access;
    bool plain; /* nothing but qualifiers so far */
    bool invocation; /* begins like a macro's invocation */
    bool group; /* inside of `(*` */
    bool initialiser; /* behind `=` */
    bool statement; /* of a function that macros begin and end */
    bool members; /* behind the `:` of a constructor */
    bool tail; /* a word stands behind the parameter list */
    bool after_word, after_tag, after_end; /* the token before: a word, a tag's keyword, a `;` */
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
    unsigned n_scopes; /* namespaces, classes and extern "C" that are open */
    uint64_t classes; /* a bit for each of them */
    uint32_t serial; /* of the function's definition */
    struct scan_definition function;
    struct head head;
};

struct scanner {
    struct arena *arena;
    struct names names;
    struct use_list lists[3]; /* by scan_kind, while a definition is open */
    struct use_list
        variables; /* the open function's parameters and variables, which hide what they are named like */
    struct use_list parameters; /* of the macro that is being scanned: the same */
    struct scan_include *includes;
    struct scan_definition *definitions;
    uint32_t *uses;
    unsigned n_includes, includes_capacity, n_definitions, definitions_capacity, n_uses, uses_capacity;
    uint32_t serial;
    struct state state;
    struct state conditionals[MOST_CONDITIONALS];
    unsigned n_conditionals;
};

/* scan.c */
void scan_use(struct scanner *scanner, struct use_list *list, uint32_t name, unsigned flags);
void scan_define(struct scanner *scanner, const struct scan_definition *definition);
const char *scan_blanks(const char *at);

/* declare.c: tokens outside of functions. Each gets what stands behind the token, and says where to go on. */
void declare_begin(struct scanner *scanner);
const char *declare_word(struct scanner *scanner, uint32_t name, enum word word, bool called, const char *at);
const char *declare_mark(struct scanner *scanner, char mark, const char *at);
void declare_string(struct scanner *scanner);
void declare_end(struct scanner *scanner); /* of the file */
void declare_restore(struct scanner *scanner, const struct state *state);
void declare_close(struct scanner *scanner); /* the last `}` of a function or of braces */

#endif
