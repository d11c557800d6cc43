/* Private to front/: what the files that lower clang's syntax tree share.
 *
 *     front.c       parses, and reports what the compiler said
 *     unit.c        enumerates what a unit defines, and assembles the IR
 *     names.c       names of files, records, functions and types
 *     text.c        the source text behind a place: calls, `for` headers, designators
 *     build.c       blocks and instructions of one function, and their final order
 *     function.c    variables, scopes, labels and cleanups of one function
 *     statement.c   one row a kind of statement;  loop.c those that jump
 *     expression.c  one row a kind of expression; operator.c, call.c, atomic.c those with operands
 *     constant.c    integer constants
 *     condition.c   `&&`, `||`, `!`, `?:` as control flow
 *     init.c        initialisers
 *     lost.c        names in text that was not understood
 *     class.c       objects of C++: members' initialisers, virtual methods, `new` and `delete`
 *     destroy.c     their destructors, and those of what they own
 *     make.c        those that make_unique and emplace make
 *     throw.c       exceptions
 *     lambda.c      lambdas and what they capture
 *     coroutine.c   coroutines: what starts one, `co_await`, `co_return`
 *     standard.c    classes of C++'s standard library that are no classes in the IR;  threads.c those of
 *                   its locks, threads and waits
 *
 * What is not understood has its children lowered in order, so that no call is lost, and has the value `?`.
 */
#ifndef CHANLINT_FRONT_LOWER_H
#define CHANLINT_FRONT_LOWER_H

#include "base/arena.h"
#include "front/front.h"
#include "ir/ir.h"

#include <clang-c/Index.h>

enum {
    MAX_NESTING = 1000, /* of statements and expressions: hostile input must not exhaust the stack */
    MAX_EXPR_DEPTH = 40, /* what nests deeper is `?`; ir_read takes 200 */
    MAX_TEXT = 96, /* bytes of a call's text */
};

struct function;

struct lowering {
    struct arena *arena;
    CXTranslationUnit tu;
    const char *root, *directory;
    bool cxx;
    bool broken; /* it has compile errors */
    bool loses; /* the main file has some, which are no headers that are missing */
    GHashTable *files; /* CXFile -> struct file */
    GHashTable *file_numbers; /* shown path -> number */
    GPtrArray *file_names; /* [0] is "" */
    GHashTable *declared; /* name -> header */
    GHashTable *functions; /* canonical declaration -> struct callee */
    GArray *annotations; /* struct ir_annotation */
    GHashTable *throws; /* canonical declaration -> 1: its call may throw, -1: not */
    GHashTable *members; /* FieldDecl -> struct member */
    GHashTable *cleanups; /* names of the functions of cleanup attributes that were looked for */
    bool undeclared; /* one of them was not found */
    GHashTable *taken; /* C++: names of functions */
    GHashTable *defined; /* names of the functions that are lowered */
    GArray *lowered; /* struct ir_function */
    struct function *init; /* what globals start with */
    struct function *current; /* the function whose body is being lowered */
    unsigned nesting;
    GArray *instances; /* CXCursor: what templates became, as far as it is named */
    GArray *scratch; /* CXCursor */
};

struct children {
    const CXCursor *at;
    unsigned n;
};

/* The children of `cursor`, without references to types, namespaces and attributes when `code` is set. */
struct children children_of(struct lowering *u, CXCursor cursor, bool code);

/* -- cursor tables: keys are CXCursor */
guint cursor_hash(gconstpointer key);
gboolean cursor_equal(gconstpointer a, gconstpointer b);

/* -- names.c */
struct file {
    CXFile handle;
    uint32_t number; /* in the IR, 0 until it is named there */
    bool in_root;
    const char *shown; /* relative to the root where it is inside */
};

struct member {
    const char *name; /* NULL: of an anonymous struct */
    const char *record;
};

struct callee {
    const char *name;
    bool noreturn, annotated;
};

const char *take_string(struct lowering *u, CXString string); /* interned; disposes of `string` */
struct file *file_of(struct lowering *u, CXFile handle);
struct ir_location location_of(struct lowering *u, CXSourceLocation location); /* outermost expansion */
struct ir_location start_of(struct lowering *u, CXCursor cursor);
const char *type_name(struct lowering *u, CXType type);
const char *record_name(struct lowering *u, CXCursor record);
const struct callee *callee_of(struct lowering *u, CXCursor function);
/* Finds the function that an attribute names, so that it is declared. */
void declare_by_name(struct lowering *u, const char *name);
bool in_root(struct lowering *u, CXCursor cursor);
char *absolute_path(const char *directory, const char *path);

/* -- text.c */
/* What a name, or a call, refers to: null where that is open, or what the parser takes an unknown name for.
 */
CXCursor meant_by(struct lowering *u, CXCursor cursor);
const char *call_text(struct lowering *u, CXCursor call);
/* The source where `cursor` is spelled, up to the file's end; NULL when it is spelled in no file. */
const char *spelled_at(struct lowering *u, CXCursor cursor, size_t *length);
bool spelled_word(struct lowering *u, CXCursor cursor, const char **word, size_t *length);
/* Whether `...` stands between the two. */
bool is_range(struct lowering *u, CXCursor low, CXCursor high);
/* The end of the comment, string or character constant that starts at `at`; `at` when none does. */
const char *skip_opaque(const char *at, const char *end);
bool is_word_byte(char c);
/* Which of the three clauses of a `for` its children but the last are. */
void for_clauses(struct lowering *u, CXCursor loop, struct children parts, const CXCursor *clause[3]);
/* The label operands of `asm goto`, comma-separated, or NULL. */
char *asm_labels(struct lowering *u, CXCursor statement);

/* -- build.c */
struct node {
    struct ir_instr instr;
    struct ir_expr *result; /* CALL: the expression that stands for it; renumbered at the end */
    struct node *next;
};

struct block {
    struct node *first, *last;
    enum ir_exit exit;
    bool closed;
    struct ir_location at;
    const struct ir_expr *value;
    struct block **next;
    uint32_t n_next;
    struct ir_range *ranges;
    uint32_t predecessors;
    uint32_t number; /* 1 + place in the order, 0: not reached */
};

/* A variable with a cleanup; the list of those in scope, innermost first. Equal lists are equal pointers. */
struct cleanup {
    const struct cleanup *outer;
    const char *function;
    const struct ir_expr *variable;
};

struct label {
    struct block *block;
    const struct cleanup *cleanups;
    const char *name;
    bool address_taken, placed;
};

/* Where `break`, `continue` and `case` lead. */
struct target {
    struct target *outer;
    struct block *on_break, *on_continue; /* NULL: this one has none */
    const struct cleanup *cleanups;
    struct cases *cases; /* of a switch */
};

struct cases {
    GArray *ranges; /* struct ir_range */
    GPtrArray *blocks; /* struct block */
    struct block *otherwise;
};

struct function {
    struct lowering *unit;
    struct function *outer; /* whose static variables it can name */
    const char *name;
    struct block *entry, *block; /* block: where instructions go now */
    GHashTable *variables; /* declaration -> struct ir_expr */
    GHashTable *names; /* name -> how many locals have it */
    GHashTable *labels; /* the statement's handle -> struct label */
    GPtrArray *gotos; /* struct pending_goto */
    GPtrArray *computed; /* struct block: computed gotos, whose targets are known at the end */
    const struct cleanup *cleanups;
    struct target *target;
    struct handlers *handlers; /* of the innermost `try` */
    struct inlined *inlined; /* the lambda that is lowered in its midst */
    const struct ir_expr *captured_this; /* of a lambda; NULL: not asked for */
    unsigned n_temporaries, n_lambdas, depth;
    CXCursor class; /* whose method it is, or that of the function around a lambda; or a null cursor */
    CXCursor awaited, object; /* calls: the one that is awaited, the one whose result a method is called of */
    bool keeps; /* arguments of a coroutine that nobody holds are lowered: it keeps them */
    bool has_this, is_lambda, returns_reference;
    struct ir_location at; /* of a lambda: where it is made */
    const char *introducer; /* of a lambda: what stands in its brackets */
};

/* Where `throw` leads. */
struct handlers {
    struct handlers *outer;
    struct block *block;
    const struct cleanup *cleanups;
    bool reached;
};

/* A lambda that is lowered where it is called: returning is a branch. */
struct inlined {
    struct inlined *outer;
    struct block *yes, *no;
    const struct cleanup *cleanups;
};

struct block *block_new(struct function *f);
void begin(struct function *f, struct block *block); /* goes on in `block`; jumps there from an open one */
void emit_set(
    struct function *f, const struct ir_expr *place, const struct ir_expr *value, struct ir_location at);
const struct ir_expr *emit_call(struct function *f, const struct ir_expr *callee, const struct ir_expr **args,
    uint32_t n_args, struct ir_location at, const char *text);
void end_jump(struct function *f, struct block *to, struct ir_location at);
void end_branch(struct function *f, const struct ir_expr *value, struct block *yes, struct block *no,
    struct ir_location at);
void end_switch(
    struct function *f, const struct ir_expr *value, const struct cases *cases, struct ir_location at);
void end_goto(struct function *f, GPtrArray *to, struct ir_location at);
void end_return(struct function *f, const struct ir_expr *value, struct ir_location at);
void end_stop(struct function *f, struct ir_location at);
/* Fills in blocks and results: unreachable blocks dropped, jumps folded, reverse postorder.
 * `flat`: all instructions in one block. */
void build_function(struct function *f, struct ir_function *result, bool flat);

/* -- function.c */
struct function *function_new(struct lowering *u, const char *name);
void function_free(struct function *f);
void lower_function(struct lowering *u, CXCursor definition, const char *name);
void lower_body(struct function *f, CXCursor definition); /* leaves: one more function in u->lowered */
const struct ir_expr *variable(struct function *f, CXCursor declaration);
void remember_variable(struct function *f, CXCursor declaration, const struct ir_expr *expr);
const struct ir_expr *temporary(struct function *f);
/* `value`, or a temporary that holds it when it reads memory that may change before it is used. */
const struct ir_expr *saved(struct function *f, const struct ir_expr *value, struct ir_location at);
void lower_variable(struct function *f, CXCursor declaration);
void push_cleanup(struct function *f, const char *function, const struct ir_expr *variable);
void run_cleanups(struct function *f, const struct cleanup *until, struct ir_location at);
void leave_scope(struct function *f, const struct cleanup *outer, struct ir_location at);
struct label *label_of(struct function *f, CXCursor statement);
void lower_goto(struct function *f, struct label *label, struct ir_location at);
GPtrArray *labels_named(struct function *f, const char *names);

/* -- statement.c, loop.c */
typedef void lower_statement(struct function *f, CXCursor statement);
void statement(struct function *f, CXCursor cursor);
void statements(struct function *f, CXCursor cursor); /* its children, in order */
lower_statement lower_while, lower_do, lower_for, lower_switch, lower_case, lower_default, lower_break,
    lower_continue, lower_range_for;
/* The compound statement of a statement expression; its value, or NULL when it has none. */
const struct ir_expr *compound_value(struct function *f, CXCursor compound);

/* -- expression.c, operator.c, call.c, atomic.c */
typedef const struct ir_expr *lower_expression(struct function *f, CXCursor expression);
const struct ir_expr *place(struct function *f, CXCursor cursor); /* an array stays one */
const struct ir_expr *value(struct function *f, CXCursor cursor);
void effects(struct function *f, CXCursor cursor); /* the value is not needed */
CXCursor peel(struct lowering *u, CXCursor cursor); /* without parentheses, casts and conversions */
lower_expression unary, binary, compound_assign, call;
/* Runs the constructor of `call` on `object`. */
void construct(struct function *f, const struct ir_expr *object, CXCursor call);
bool is_constructor(CXCursor call);
bool is_default(CXCursor argument);
bool is_assignment(CXCursor method); /* of an object of its own class */
const struct ir_expr *atomic(
    struct function *f, struct children parts, const char *word, size_t length, struct ir_location at);
bool is_atomic(const char *word, size_t length);
const struct ir_expr *int_expr(struct function *f, int64_t value);
const struct ir_expr *operation(
    struct function *f, const char *name, const struct ir_expr *a, const struct ir_expr *b);
const struct ir_expr *deref(struct function *f, const struct ir_expr *pointer);
const struct ir_expr *address(struct function *f, const struct ir_expr *place);
const struct ir_expr *element(struct function *f, const struct ir_expr *pointer, const struct ir_expr *index);
const struct ir_expr *index_place(
    struct function *f, const struct ir_expr *array, const struct ir_expr *index);
const struct ir_expr *field(struct function *f, const struct ir_expr *base, CXCursor declaration);
const struct ir_expr *function_expr(struct function *f, CXCursor declaration);
bool is_array(CXType type);
bool is_reference(CXType type);
bool is_bound(struct lowering *u, CXType type); /* a variable of this type is a pointer in the IR */

/* -- constant.c */
bool constant(struct lowering *u, CXCursor cursor, int64_t *result);
bool fold(const char *operation, int64_t a, int64_t b, CXType type, int64_t *result);
int64_t truncated(int64_t value, CXType type);
const char *binary_name(CXCursor cursor); /* "add", or NULL when it is no plain operator */
const char *unary_name(CXCursor cursor);

/* -- condition.c */
void condition(struct function *f, CXCursor cursor, struct block *yes, struct block *no);
const struct ir_expr *logical(struct function *f, CXCursor cursor); /* && || as a value */
const struct ir_expr *conditional(struct function *f, CXCursor cursor); /* ?: */
const struct ir_expr *elvis(struct function *f, struct children parts); /* x ?: y */

/* -- init.c */
void initialise(struct function *f, const struct ir_expr *target, CXType type, CXCursor initialiser,
    struct ir_location at);

/* -- lost.c; leaves: in u->init, who is named in text of the file that was not understood */
void hand_over_lost(struct lowering *u, CXFile file);

/* -- class.c */
const struct ir_expr *this_object(struct function *f); /* the pointer */
void lower_member_initialisers(struct function *f, CXCursor constructor);
const struct ir_expr *slot_of(struct lowering *u, CXCursor method); /* what a virtual method is called by */
void fill_slot(struct lowering *u, CXCursor method); /* of a virtual method, that is lowered */
/* What a call of the method through `named` calls when it is virtual there; or NULL. */
const struct ir_expr *virtual_callee(
    struct function *f, CXCursor method, CXCursor named, const struct ir_expr *object);
lower_expression lower_new, lower_delete;

/* -- destroy.c */
/* What runs when the object's life ends; of a class, but for the destructor that it has itself. */
void push_destructors(struct function *f, CXType type, const struct ir_expr *object);
void push_destructors_of_parts(struct function *f, CXCursor class);
void destroy(struct function *f, CXType type, const struct ir_expr *object, struct ir_location at);
/* Is the variable moved or returned somewhere, so that its destructor has nothing to do? */
bool is_handed_on(struct function *f, CXCursor variable);

/* -- throw.c */
lower_expression throw_expression;
/* Leads to the handlers around, when the function that is called next may throw. */
void before_call(struct function *f, CXCursor function, struct ir_location at);

/* -- lambda.c */
lower_expression lambda;
/* The variable as the lambda `f` has it, or NULL when it is no capture. */
const struct ir_expr *captured_variable(struct function *f, CXCursor declaration);
const struct ir_expr *captured_this(struct function *f);
/* The lambda that an expression is: written there, or what a variable starts with. */
bool find_lambda(struct lowering *u, CXCursor callable, CXCursor *found);
/* Ends the block: calls `callable`, and goes on in `yes` or in `no`. */
void call_condition(struct function *f, CXCursor callable, struct block *yes, struct block *no);

/* -- coroutine.c */
CXCursor written_body(struct lowering *u, CXCursor body); /* of a function */
/* Do coroutines that are arguments live on, whoever holds them? */
bool keeps_coroutines(struct function *f, CXCursor call, CXCursor callee);
/* Of a library's function whose result is awaited: `co_await f`. Else NULL. */
const char *awaited_name(struct function *f, CXCursor call, CXCursor callee);
bool starts_coroutine(struct function *f, CXCursor call, CXCursor callee);
/* Takes `args`. */
const struct ir_expr *start_coroutine(
    struct function *f, CXCursor call, const struct ir_expr *callee, GPtrArray *args);
bool is_await(struct lowering *u, struct children parts);
const struct ir_expr *await(struct function *f, CXCursor cursor, struct children parts);
lower_statement lower_co_return;

/* -- standard.c, threads.c */
struct use { /* of a function of the standard library */
    CXCursor call, declaration;
    const struct ir_expr *object; /* the place of the method's object, else NULL */
    unsigned from; /* the call's argument that is the function's first */
    struct ir_location at;
};

/* The value when the function is one that is lowered in its own way; else NULL, and nothing is lowered. */
const struct ir_expr *standard_call(struct function *f, const struct use *use);
bool standard_construct(struct function *f, const struct use *use);
bool is_guard(struct lowering *u, CXType type); /* a lock guard: in the IR, a reference to its mutex */
bool is_container(struct lowering *u, CXType type);
bool is_callable(struct lowering *u, CXCursor method); /* std::function's operator() */
void lower_guard(struct function *f, CXCursor declaration, CXCursor initialiser);

/* -- unit.c */
CXCursor template_of(CXCursor cursor); /* that the function is an instance of, or a null cursor */
unsigned lower_unit(struct lowering *u, const char *path, GString *ir); /* how many functions that are */

#endif
