/* Reads the text form by recursive descent; the grammar is in ir/README.md and over each function. */
#include "base/error.h"
#include "ir/ir.h"
#include "ir/text.h"

#include <string.h>

enum { MAX_DEPTH = 200 }; /* of an expression: malformed input must not exhaust the stack */

/* What is not finished yet: an array for each level of the grammar, which none of them enters twice. */
enum level {
    FILES,
    DECLARATIONS,
    ANNOTATIONS,
    FUNCTIONS,
    PARAMS,
    BLOCKS,
    INSTRS,
    ARGS,
    NEXT,
    RANGES,
    N_LEVELS
};

static const guint element_sizes[] = {
    [FILES] = sizeof(const char *),
    [DECLARATIONS] = sizeof(struct ir_declaration),
    [ANNOTATIONS] = sizeof(struct ir_annotation),
    [FUNCTIONS] = sizeof(struct ir_function),
    [PARAMS] = sizeof(struct ir_param),
    [BLOCKS] = sizeof(struct ir_block),
    [INSTRS] = sizeof(struct ir_instr),
    [ARGS] = sizeof(const struct ir_expr *),
    [NEXT] = sizeof(uint32_t),
    [RANGES] = sizeof(struct ir_range),
};

struct reader {
    struct arena *arena;
    const char *at, *end;
    uint32_t line, depth;
    const char *problem; /* of the first error; reading stops there */
    uint32_t problem_line;
    uint32_t n_files, n_results;
    GArray *parts[N_LEVELS];
    GString *scratch;
};

static bool fail(struct reader *r, const char *problem)
{
    if (!r->problem) {
        r->problem = problem;
        r->problem_line = r->line;
    }
    return false;
}

static inline char peek(const struct reader *r)
{
    return r->at < r->end ? *r->at : '\0';
}

static inline void skip_space(struct reader *r)
{
    while (r->at < r->end && *r->at == ' ')
        r->at++;
}

static inline bool accept(struct reader *r, const char *token)
{
    size_t length = strlen(token);
    if ((size_t)(r->end - r->at) < length || memcmp(r->at, token, length) != 0)
        return false;
    r->at += length;
    return true;
}

static inline bool expect(struct reader *r, const char *token, const char *problem)
{
    return accept(r, token) || fail(r, problem);
}

/* WORD = a keyword followed by white space */
static inline bool accept_word(struct reader *r, const char *word)
{
    const char *start = r->at;
    skip_space(r);
    if (peek(r) == *word && accept(r, word) && (peek(r) == ' ' || peek(r) == '\n')) {
        skip_space(r);
        return true;
    }
    r->at = start;
    return false;
}

static bool end_line(struct reader *r)
{
    skip_space(r);
    if (!expect(r, "\n", "the line has more than it should"))
        return false;
    r->line++;
    return true;
}

static int64_t read_int(struct reader *r)
{
    bool negative = accept(r, "-");
    uint64_t value = 0;
    const char *at = r->at;
    for (; at < r->end && (unsigned char)(*at - '0') < 10; at++)
        value = value * 10 + (uint64_t)(*at - '0');
    if (at == r->at)
        fail(r, "a number is missing");
    r->at = at;
    return (int64_t)(negative ? 0 - value : value);
}

static uint32_t read_count(struct reader *r, uint32_t limit, const char *problem)
{
    int64_t value = read_int(r);
    if (value < 0 || value > limit) {
        fail(r, problem);
        return 0;
    }
    return (uint32_t)value;
}

/* What stands in a string from an escape on: the part before it is in `scratch`. */
static void read_escapes(struct reader *r)
{
    while (r->at < r->end && *r->at != '"' && *r->at != '\n') {
        if (*r->at == '\\' && r->end - r->at >= 4 && r->at[1] == 'x') {
            int high = g_ascii_xdigit_value(r->at[2]), low = g_ascii_xdigit_value(r->at[3]);
            if (high < 0 || low < 0 || high + low == 0)
                fail(r, "a string holds a malformed escape");
            g_string_append_c(r->scratch, (char)(high * 16 + low));
            r->at += 4;
            continue;
        }
        if (*r->at == '\\' && r->end - r->at >= 2)
            r->at++;
        if (*r->at == '\0')
            fail(r, "a string holds a NUL byte");
        g_string_append_c(r->scratch, *r->at++);
    }
}

/* STRING = '"' { byte | '\"' | '\\' | '\xHH' } '"' */
static const char *read_string(struct reader *r)
{
    skip_space(r);
    if (!expect(r, "\"", "a string is missing"))
        return "";
    const char *start = r->at, *at = start;
    while (at < r->end && *at != '"' && *at != '\\' && *at != '\n' && *at != '\0')
        at++;
    gssize length = at - start;
    r->at = at;
    if (accept(r, "\""))
        return arena_intern(r->arena, start, length);
    g_string_truncate(r->scratch, 0);
    g_string_append_len(r->scratch, start, length);
    read_escapes(r);
    expect(r, "\"", "a string does not end");
    return arena_intern(r->arena, r->scratch->str, (gssize)r->scratch->len);
}

/* NAME = bare bytes | STRING */
static const char *read_name(struct reader *r)
{
    const char *start = r->at, *at = start;
    if (peek(r) == '"')
        return read_string(r);
    while (at < r->end && ir_is_name_byte((unsigned char)*at))
        at++;
    if (at == start)
        fail(r, "a name is missing");
    r->at = at;
    return arena_intern(r->arena, start, at - start);
}

/* AT = "@" file ":" line ":" column */
static struct ir_location read_location(struct reader *r)
{
    struct ir_location at = {0};
    skip_space(r);
    if (!expect(r, "@", "a location (@file:line:column) is missing"))
        return at;
    at.file = read_count(r, r->n_files, "the location names a file that is not listed");
    expect(r, ":", "a location is file:line:column");
    at.line = read_count(r, UINT32_MAX, "a line number is out of range");
    expect(r, ":", "a location is file:line:column");
    at.column = read_count(r, UINT32_MAX, "a column is out of range");
    return at;
}

static const struct ir_expr *read_expr(struct reader *r);

static const char *const operators[] = {"move", "add", "sub", "mul", "div", "rem", "and", "or", "xor", "shl",
    "shr", "neg", "inv", "not", "eq", "ne", "lt", "le", "gt", "ge"};

/* Equal expressions are one. */
static const struct ir_expr *make(struct reader *r, struct ir_expr expr)
{
    return arena_share(r->arena, &expr, sizeof expr);
}

static const struct ir_expr *make_over(
    struct reader *r, enum ir_kind kind, const struct ir_expr *a, const struct ir_expr *b)
{
    return make(r, (struct ir_expr){.kind = kind, .a = a, .b = b});
}

static const char *const unary_operators[] = {"neg", "inv", "not", NULL};

static const char *accept_operator(struct reader *r)
{
    skip_space(r);
    for (size_t i = 0; i < G_N_ELEMENTS(operators); i++)
        if (peek(r) == operators[i][0] && accept_word(r, operators[i]))
            return arena_intern(r->arena, operators[i], -1);
    return NULL;
}

/* PAREN = "(" operator EXPR [ EXPR ] ")" | "(" EXPR ")" */
static const struct ir_expr *read_paren(struct reader *r)
{
    const char *name = accept_operator(r);
    const struct ir_expr *a = read_expr(r), *b = NULL;
    skip_space(r);
    if (name && peek(r) != ')')
        b = read_expr(r);
    skip_space(r);
    expect(r, ")", "a parenthesis is not closed");
    if (name && g_strv_contains(unary_operators, name) == (b != NULL))
        fail(r, "an operator has the wrong number of operands");
    return name ? make(r, (struct ir_expr){.kind = IR_OP, .name = name, .a = a, .b = b}) : a;
}

/* PRIMARY = "?" | INT | STRING | "%"N | "param"N | ("fn:"|"local:"|"global:"|"static:") NAME | PAREN */
static const struct ir_expr *read_primary(struct reader *r)
{
    if (accept(r, "?"))
        return ir_expr_unknown();
    if (accept(r, "("))
        return read_paren(r);
    if (peek(r) == '"')
        return make(r, (struct ir_expr){.kind = IR_STRING, .name = read_string(r)});
    if (peek(r) == '-' || g_ascii_isdigit(peek(r)))
        return make(r, (struct ir_expr){.kind = IR_INT, .value = read_int(r)});
    if (accept(r, "static:"))
        return make(r, (struct ir_expr){.kind = IR_GLOBAL, .name = read_name(r), .value = 1});
    for (enum ir_kind kind = IR_FUNC; kind <= IR_RESULT; kind++) {
        if (!accept(r, ir_kind_prefix[kind]))
            continue;
        if (kind == IR_PARAM || kind == IR_RESULT)
            return make(r, (struct ir_expr){
                               .kind = kind, .value = read_count(r, UINT32_MAX, "an index is out of range")});
        return make(r, (struct ir_expr){.kind = kind, .name = read_name(r)});
    }
    fail(r, "an expression is missing");
    return ir_expr_unknown();
}

/* POSTFIX = PRIMARY { ("." | "->") record "." field | "[" EXPR "]" } */
static const struct ir_expr *read_postfix(struct reader *r)
{
    const struct ir_expr *expr = read_primary(r);
    while (!r->problem) {
        if (accept(r, "[")) {
            const struct ir_expr *index = read_expr(r);
            expect(r, "]", "an index is not closed");
            expr = make_over(r, IR_INDEX, expr, index);
            continue;
        }
        if (accept(r, "->"))
            expr = make_over(r, IR_DEREF, expr, NULL);
        else if (!accept(r, "."))
            break;
        const char *record = read_name(r);
        expect(r, ".", "a field is record.name");
        const char *name = read_name(r);
        expr = make(r, (struct ir_expr){.kind = IR_FIELD, .name = name, .record = record, .a = expr});
    }
    return expr;
}

/* EXPR = { "*" | "&" } POSTFIX */
static const struct ir_expr *read_expr(struct reader *r)
{
    const struct ir_expr *expr;
    skip_space(r);
    if (r->depth >= MAX_DEPTH) {
        fail(r, "an expression is nested too deeply");
        return ir_expr_unknown();
    }
    r->depth++;
    if (accept(r, "*"))
        expr = make_over(r, IR_DEREF, read_expr(r), NULL);
    else if (accept(r, "&"))
        expr = make_over(r, IR_ADDR, read_expr(r), NULL);
    else
        expr = read_postfix(r);
    r->depth--;
    return expr;
}

static GArray *begin(struct reader *r, enum level level)
{
    return g_array_set_size(r->parts[level], 0);
}

static void *freeze(struct reader *r, enum level level)
{
    const GArray *parts = r->parts[level];
    return parts->len ? arena_copy(r->arena, parts->data, parts->len * (gsize)element_sizes[level]) : NULL;
}

/* As freeze, of what many functions have: equal arrays are one. */
static const void *freeze_shared(struct reader *r, enum level level)
{
    const GArray *parts = r->parts[level];
    return parts->len ? arena_share(r->arena, parts->data, parts->len * (gsize)element_sizes[level]) : NULL;
}

/* CALL = "%"N EXPR "(" { EXPR } ")" AT STRING */
static void read_call(struct reader *r, struct ir_instr *instr)
{
    GArray *args = begin(r, ARGS);
    instr->kind = IR_CALL;
    expect(r, "%", "a call's result (%N) is missing");
    instr->result = read_count(r, UINT32_MAX - 1, "a result's number is out of range");
    r->n_results = MAX(r->n_results, instr->result);
    instr->target = read_expr(r);
    skip_space(r);
    expect(r, "(", "a call's arguments are missing");
    for (skip_space(r); !r->problem && peek(r) != ')'; skip_space(r)) {
        const struct ir_expr *arg = read_expr(r);
        g_array_append_val(args, arg);
    }
    expect(r, ")", "a call's arguments are not closed");
    instr->n_args = args->len;
    instr->args = freeze_shared(r, ARGS);
    instr->at = read_location(r);
    instr->text = read_string(r);
}

static bool read_instr(struct reader *r, struct ir_instr *instr)
{
    if (accept_word(r, "set")) {
        instr->kind = IR_SET;
        instr->target = read_expr(r);
        instr->value = read_expr(r);
        instr->at = read_location(r);
    } else if (accept_word(r, "call")) {
        read_call(r, instr);
    } else {
        return false;
    }
    return end_line(r);
}

/* NEXT = { [ LOW ".." HIGH ":" ] "b"N } */
static void read_next(struct reader *r, struct ir_block *block)
{
    GArray *next = begin(r, NEXT);
    GArray *ranges = begin(r, RANGES);
    for (skip_space(r); !r->problem && peek(r) != '@'; skip_space(r)) {
        if (peek(r) != 'b') {
            struct ir_range range = {.low = read_int(r)};
            expect(r, "..", "a case is LOW..HIGH:bN");
            range.high = read_int(r);
            expect(r, ":", "a case is LOW..HIGH:bN");
            g_array_append_val(ranges, range);
        }
        expect(r, "b", "a block (bN) is missing");
        uint32_t target = read_count(r, UINT32_MAX - 1, "a block's number is out of range");
        g_array_append_val(next, target);
    }
    if (block->exit == IR_SWITCH ? ranges->len + 1 != next->len : ranges->len != 0)
        fail(r, "a switch has one default and a range for each other block");
    block->n_next = next->len;
    block->next = (uint32_t *)freeze_shared(r, NEXT);
    block->ranges = (struct ir_range *)freeze_shared(r, RANGES);
}

static void read_exit(struct reader *r, struct ir_block *block)
{
    static const struct {
        const char *word;
        enum ir_exit exit;
        int value; /* 1: has one, 0: none, -1: may have one */
        int next; /* how many blocks follow, -1: at least one */
    } exits[] = {
        {"jump", IR_JUMP, 0, 1},
        {"branch", IR_BRANCH, 1, 2},
        {"switch", IR_SWITCH, 1, -1},
        {"goto", IR_GOTO, 0, -1},
        {"return", IR_RETURN, -1, 0},
        {"stop", IR_STOP, 0, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(exits); i++) {
        if (!accept_word(r, exits[i].word))
            continue;
        block->exit = exits[i].exit;
        if (exits[i].value == 1 || (exits[i].value == -1 && peek(r) != '@'))
            block->value = read_expr(r);
        read_next(r, block);
        if (exits[i].next < 0 ? block->n_next == 0 : block->n_next != (uint32_t)exits[i].next)
            fail(r, "the exit has the wrong number of blocks");
        block->at = read_location(r);
        end_line(r);
        return;
    }
    fail(r, "a block ends with jump, branch, switch, goto, return or stop");
}

/* BLOCK = "b"N ":" { INSTR } EXIT */
static void read_block(struct reader *r, uint32_t number, struct ir_block *block)
{
    GArray *instrs = begin(r, INSTRS);
    expect(r, "b", "a block (bN:) is missing");
    if (read_count(r, UINT32_MAX, "a block's number is out of range") != number)
        fail(r, "blocks are numbered from 0 in order");
    expect(r, ":", "a block's name ends with a colon");
    end_line(r);
    for (struct ir_instr instr = {0}; !r->problem && read_instr(r, &instr); instr = (struct ir_instr){0})
        g_array_append_val(instrs, instr);
    block->n_instrs = instrs->len;
    block->instrs = freeze(r, INSTRS);
    if (!r->problem)
        read_exit(r, block);
}

static void check_targets(struct reader *r, const struct ir_function *function)
{
    for (uint32_t b = 0; b < function->n_blocks; b++)
        for (uint32_t i = 0; i < function->blocks[b].n_next; i++)
            if (function->blocks[b].next[i] >= function->n_blocks)
                fail(r, "an exit leads to a block that is not in the function");
    if (function->n_blocks == 0)
        fail(r, "a function has no block");
}

/* FUNCTION = "function" [ "static" ] NAME AT STRING { "param" NAME STRING } { BLOCK } "end" */
static void read_function(struct reader *r, struct ir_function *function)
{
    GArray *params = begin(r, PARAMS);
    GArray *blocks = begin(r, BLOCKS);
    r->n_results = 0;
    function->is_static = accept_word(r, "static");
    function->name = read_name(r);
    function->at = read_location(r);
    function->type = read_string(r);
    end_line(r);
    while (!r->problem && accept_word(r, "param")) {
        struct ir_param param = {.name = read_name(r)};
        param.type = read_string(r);
        end_line(r);
        g_array_append_val(params, param);
    }
    while (!r->problem && !accept_word(r, "end")) {
        struct ir_block block = {0};
        read_block(r, blocks->len, &block);
        g_array_append_val(blocks, block);
    }
    if (!r->problem)
        end_line(r);
    function->n_params = params->len;
    function->params = freeze(r, PARAMS);
    function->n_blocks = blocks->len;
    function->blocks = freeze(r, BLOCKS);
    function->n_results = r->n_results;
    check_targets(r, function);
}

static void read_files(struct reader *r, struct ir_unit *unit)
{
    GArray *files = begin(r, FILES);
    const char *path = arena_intern(r->arena, "", 0);
    g_array_append_val(files, path);
    while (!r->problem && accept_word(r, "file")) {
        if (read_count(r, UINT32_MAX, "a file's number is out of range") != files->len)
            fail(r, "files are numbered from 1 in order");
        path = read_string(r);
        end_line(r);
        g_array_append_val(files, path);
    }
    unit->n_files = r->n_files = files->len - 1;
    unit->files = freeze(r, FILES);
}

static void read_declarations(struct reader *r, struct ir_unit *unit)
{
    GArray *declarations = begin(r, DECLARATIONS);
    while (!r->problem && accept_word(r, "declare")) {
        struct ir_declaration declaration = {.name = read_name(r)};
        declaration.header = read_string(r);
        end_line(r);
        g_array_append_val(declarations, declaration);
    }
    unit->n_declarations = declarations->len;
    unit->declarations = freeze(r, DECLARATIONS);
}

static void read_annotations(struct reader *r, struct ir_unit *unit)
{
    GArray *annotations = begin(r, ANNOTATIONS);
    while (!r->problem && accept_word(r, "annotate")) {
        struct ir_annotation annotation = {.name = read_name(r)};
        annotation.at = read_location(r);
        annotation.text = read_string(r);
        end_line(r);
        if (annotations->len && !r->problem &&
            strcmp(g_array_index(annotations, struct ir_annotation, annotations->len - 1).name,
                annotation.name) > 0)
            fail(r, "annotations are in the order of their names");
        g_array_append_val(annotations, annotation);
    }
    unit->n_annotations = annotations->len;
    unit->annotations = freeze(r, ANNOTATIONS);
}

/* UNIT = "unit" STRING { "file" N STRING } { "declare" NAME STRING } { "annotate" NAME AT STRING } { FUNCTION
 * } */
static void read_unit(struct reader *r, struct ir_unit *unit)
{
    GArray *functions = begin(r, FUNCTIONS);
    if (!accept_word(r, "unit"))
        fail(r, "a unit starts with: unit \"path\"");
    unit->path = read_string(r);
    end_line(r);
    read_files(r, unit);
    read_declarations(r, unit);
    read_annotations(r, unit);
    while (!r->problem && r->at < r->end) {
        struct ir_function function = {0};
        if (!accept_word(r, "function")) {
            fail(r, "a function starts with: function NAME");
            break;
        }
        read_function(r, &function);
        g_array_append_val(functions, function);
    }
    unit->n_functions = functions->len;
    unit->functions = freeze(r, FUNCTIONS);
}

struct ir_unit *ir_read(struct arena *arena, const char *name, const char *text, gsize length, GError **error)
{
    struct reader r = {.arena = arena, .at = text, .end = text + length, .line = 1};
    struct ir_unit *unit = arena_alloc(arena, sizeof *unit);
    r.scratch = g_string_new(NULL);
    for (enum level level = 0; level < N_LEVELS; level++)
        r.parts[level] = g_array_new(FALSE, FALSE, element_sizes[level]);
    read_unit(&r, unit);
    for (enum level level = 0; level < N_LEVELS; level++)
        g_array_free(r.parts[level], TRUE);
    g_string_free(r.scratch, TRUE);
    if (!r.problem)
        return unit;
    g_set_error(
        error, CHANLINT_ERROR, ERROR_INPUT, "%s:%u: malformed IR: %s", name, r.problem_line, r.problem);
    return NULL;
}
