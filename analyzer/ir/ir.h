/* The intermediate representation: what the link needs to know of one translation unit, and no more.
 *
 * A function is a control-flow graph of basic blocks over *places* (variables and what hangs off them) and
 * the expressions made of them. The IR knows no library: a call is a call. What the call does is said by the
 * models and found by the link, so that a cached unit outlives a change of models.
 *
 * The in-memory form lives in a program's arena; its text form (ir_write, ir_read) is what `chanlint extract`
 * prints, what the cache keeps, what tests write by hand, and what a cluster ships. The grammar stands in
 * ir/README.md. Reading what was written gives the same unit.
 */
#ifndef CHANLINT_IR_H
#define CHANLINT_IR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum ir_kind {
    IR_UNKNOWN, /* ?                    a value that is not followed */
    IR_INT, /* 42                   value */
    IR_STRING, /* "text"               name */
    IR_FUNC, /* fn:name              a function as a value */
    IR_PARAM, /* param0               value: its index */
    IR_LOCAL, /* local:name           unique in its function: a second `x` is `x.2` */
    IR_GLOBAL, /* global:name          external linkage; or static:name (value 1), of this unit */
    IR_RESULT, /* %3                   value: the call's number in its function */
    IR_FIELD, /* A.record.name  A->record.name   member `name` of struct `record`; -> where A is a DEREF */
    IR_DEREF, /* *A */
    IR_INDEX, /* A[B]                 element; B is `?` when not constant */
    IR_ADDR, /* &A */
    IR_OP, /* (add A B) (not A)    name: an operator of ir/README.md */
};

struct ir_expr {
    enum ir_kind kind;
    uint32_t zero; /* instead of padding: equal expressions have equal bytes, for arena_share */
    const char *name; /* interned in the arena, as all strings of the IR */
    const char *record; /* FIELD only: the struct's name, made of [A-Za-z0-9_:$] */
    int64_t value;
    const struct ir_expr *a, *b;
};

struct ir_location {
    uint32_t file; /* index in unit->files; 0: nowhere */
    uint32_t line, column;
};

enum ir_instr_kind {
    IR_SET, /* set TARGET VALUE */
    IR_CALL /* call %RESULT TARGET (ARGS...) "text" */
};

struct ir_instr {
    enum ir_instr_kind kind;
    struct ir_location at; /* of a macro's expansion: where the outermost macro is used */
    const struct ir_expr
        *target; /* SET: the place; CALL: the callee, fn:name or a place that holds a pointer */
    const struct ir_expr *value; /* SET */
    const struct ir_expr *const *args; /* CALL */
    uint32_t n_args;
    uint32_t result; /* CALL: its number, unique in the function, from 1 */
    const char *text; /* CALL: the source text where it stands, white space folded, cut at 96 bytes */
};

enum ir_exit {
    IR_JUMP, /* jump b1 */
    IR_BRANCH, /* branch VALUE bTRUE bFALSE */
    IR_SWITCH, /* switch VALUE bDEFAULT LOW..HIGH:b2 ... */
    IR_GOTO, /* goto b1 b2 ...          computed goto: any of them */
    IR_RETURN, /* return [VALUE] */
    IR_STOP /* stop                    control never gets here: after a noreturn call */
};

struct ir_range {
    int64_t low, high; /* inclusive */
};

struct ir_block {
    struct ir_instr *instrs;
    const struct ir_expr *value; /* BRANCH, SWITCH; RETURN or NULL */
    uint32_t *next; /* successors, in the order of the text form */
    struct ir_range *ranges; /* SWITCH: of next[1..n_next-1], n_next-1 of them */
    uint32_t n_instrs, n_next;
    struct ir_location at;
    enum ir_exit exit;
};

struct ir_param {
    const char *name, *type; /* the type as C spells it, typedefs resolved */
};

struct ir_function {
    const char *name; /* C: the identifier. C++: qualified, with parameter types when overloaded */
    bool is_static; /* not visible from other units */
    struct ir_location at;
    const char *type; /* of the result */
    struct ir_param *params;
    uint32_t n_params;
    struct ir_block *blocks; /* blocks[0] is the entry; unreachable blocks are dropped */
    uint32_t n_blocks;
    uint32_t n_results; /* results are numbered 1..n_results */
};

/* Where a function that this unit names was first declared: tells a library's function from a namesake. */
struct ir_declaration {
    const char *name;
    const char *header; /* the file's path as the compiler knew it */
};

/* What the code says that a function does which this unit names or defines, for the link to understand:
 * `__attribute__((annotate("chanlint:send(0)")))`. */
#define IR_ANNOTATION_PREFIX "chanlint:"
struct ir_annotation {
    const char *name; /* of the function */
    struct ir_location at; /* of its declaration */
    const char *text; /* what follows the prefix */
};

/* The function named IR_INIT, one block, sets what the unit's globals are initialised with. */
#define IR_INIT "@init"

/* A call in IR_INIT of the function of this name has as arguments what is named in text of the unit that was
 * not understood. */
#define IR_LOST "@lost"

struct ir_unit {
    const char *path; /* of the main file, relative to the root where it is inside */
    const char **files; /* files[1..n_files]; files[0] is "" */
    uint32_t n_files;
    struct ir_declaration *declarations;
    uint32_t n_declarations;
    struct ir_annotation *annotations; /* sorted by name */
    uint32_t n_annotations;
    struct ir_function *functions;
    uint32_t n_functions;
};

/* The first of those of the function, or NULL. */
const struct ir_annotation *ir_annotation_of(const struct ir_unit *unit, const char *function);

/* The text form of `unit`, appended to `text`. */
void ir_write(const struct ir_unit *unit, GString *text);

/* Reads one unit (from `text` of `length` bytes, which need not outlive the call) into `arena`, where equal
 * expressions are one: units that are read into the same arena share them. NULL and an error that names the
 * line when the text is malformed; `name` stands for the text in it. */
struct ir_unit *ir_read(
    struct arena *arena, const char *name, const char *text, gsize length, GError **error);

/* Constructors; equal arguments give equal trees, not equal pointers. */
struct ir_expr *ir_expr_new(struct arena *arena, enum ir_kind kind, const char *name, int64_t value,
    const struct ir_expr *a, const struct ir_expr *b);
const struct ir_expr *ir_expr_unknown(void);

/* Is it a place: a variable, or what hangs off one? */
bool ir_is_place(const struct ir_expr *expr);

/* The text form of one expression, appended to `text`. */
void ir_expr_write(const struct ir_expr *expr, GString *text);

#endif
