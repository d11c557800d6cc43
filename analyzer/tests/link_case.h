/* What the tests of link/ share: programs as IR, its parts and its relations.
 *
 * The IR is that of ir/README.md in short: `;` ends a line as well, `@12` is `@1:12:5`, what has no place has
 * that of the line before, a function ends where the next one starts, is `void` and its parameters `void *`
 * unless they say otherwise, and the text of a call is the name of what it calls. */
#ifndef CHANLINT_LINK_CASE_H
#define CHANLINT_LINK_CASE_H

#include "link/cfg.h"
#include "link/link.h"
#include "link/summary.h"
#include "link/terms.h"
#include "suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* What join leaves, until the test ends. */
struct joined {
    struct program *program;
    struct classes *classes;
    GPtrArray *order;
    struct summaries *summaries;
};

static struct model_set *models;
static struct annotations *annotations;
static struct arena *arena;
static struct link_input input;
static struct joined joined;
static struct relations *rel; /* what link_text leaves, until the test ends */

static inline void set_up(void)
{
    g_autoptr(GError) error = NULL;
    models = model_load(SOURCE_DIR "/rules/models", NULL, NULL, &error);
    ck_assert_msg(models != NULL, "%s", error ? error->message : "");
    annotations = annotations_new();
    arena = arena_new();
    joined = (struct joined){0};
    rel = NULL;
}

static inline void unjoin(void)
{
    if (joined.summaries)
        summaries_free(joined.summaries);
    if (joined.classes)
        classes_free(joined.classes);
    if (joined.order)
        g_ptr_array_unref(joined.order);
    if (joined.program)
        program_free(joined.program);
    joined = (struct joined){0};
}

static inline void tear_down(void)
{
    unjoin();
    if (rel)
        relations_free(rel);
    arena_free(arena);
    annotations_free(annotations);
    model_free(models);
}

/* -- from the short form to units -- */

/* Appends the line with its places in full; false when it has none. */
static inline bool add_places(GString *text, const char *line)
{
    bool any = false;
    for (const char *at = line; *at;) {
        gsize digits = *at == '@' ? strspn(at + 1, "0123456789") : 0;
        if (digits == 0) {
            g_string_append_c(text, *at++);
            continue;
        }
        any = true;
        bool full = at[1 + digits] == ':';
        g_string_append_printf(text, full ? "@%.*s" : "@1:%.*s:5", (int)digits, at + 1);
        at += 1 + digits;
        if (full) {
            gsize rest = strspn(at, ":0123456789");
            g_string_append_len(text, at, (gssize)rest);
            at += rest;
        }
    }
    return any;
}

/* What stands behind the place: a call's text, a function's type. */
static inline void add_text(GString *text, const char *line)
{
    const char *callee = strstr(line, " fn:");
    if (g_str_has_prefix(line, "function "))
        g_string_append(text, " \"void\"");
    else if (g_str_has_prefix(line, "call ") && callee)
        g_string_append_printf(text, " \"%.*s\"", (int)strcspn(callee + 4, " "), callee + 4);
    else if (g_str_has_prefix(line, "call "))
        g_string_append(text, " \"call\"");
}

static inline void add_line(GString *text, const char *line, GString *place)
{
    bool is_short = !g_str_has_suffix(line, "\"");
    if (g_str_has_prefix(line, "param ") || g_str_has_prefix(line, "declare ")) {
        g_string_append_printf(text, is_short ? "%s \"void *\"\n" : "%s\n", line);
        return;
    }
    gsize start = text->len;
    if (!add_places(text, line))
        g_string_append(text, place->str);
    const char *at = strrchr(text->str + start, '@');
    g_string_assign(place, " ");
    g_string_append_len(place, at, (gssize)(1 + strspn(at + 1, ":0123456789")));
    if (is_short)
        add_text(text, line);
    g_string_append_c(text, '\n');
}

static inline void add_lines(GString *text, const char *source)
{
    g_auto(GStrv) lines = g_strsplit_set(source, ";\n", -1);
    g_autoptr(GString) place = g_string_new(" @1:1:5");
    bool open = false;
    for (char **line = lines; *line; line++) {
        char *rest = g_strstrip(*line);
        if (g_str_has_prefix(rest, "function ")) {
            g_string_append(text, open ? "end\n" : "");
            open = true;
        }
        gsize label = *rest == 'b' ? 1 + strspn(rest + 1, "0123456789") : 0;
        if (label > 1 && rest[label] == ':') {
            g_string_append_printf(text, "%.*s:\n", (int)label, rest);
            rest = g_strchug(rest + label + 1);
        }
        if (*rest)
            add_line(text, rest, place);
    }
    g_string_append(text, open ? "end\n" : "");
}

static inline struct ir_unit *unit_of(const char *path, const char *source)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_printf(text, "unit \"%s\"\nfile 1 \"%s\"\n", path, path);
    add_lines(text, source);
    struct ir_unit *unit = ir_read(arena, path, text->str, text->len, &error);
    ck_assert_msg(unit != NULL, "%s\n%s", error ? error->message : "", text->str);
    return unit;
}

/* -- programs and their parts -- */

static inline void join_units(struct ir_unit *const *units, unsigned n)
{
    struct ir_unit *const *kept = arena_copy(arena, units, n * sizeof *units);
    input = (struct link_input){.units = kept, .n_units = n, .models = models, .annotations = annotations};
    ck_assert(link_annotate(kept, n, annotations, NULL));
    unjoin();
    joined.program = program_new(&input);
    joined.classes = classes_new(joined.program);
    joined.order = summary_order(joined.program);
    program_find_returns(joined.order);
    joined.summaries = summaries_new(joined.program);
}

static inline void join(const char *source)
{
    struct ir_unit *unit = unit_of("a.c", source);
    join_units(&unit, 1);
}

static inline struct function *function_of(const char *name)
{
    for (guint i = 0; i < joined.program->functions->len; i++) {
        struct function *function = program_function(joined.program, i);
        if (g_str_equal(function->ir->name, name))
            return function;
    }
    ck_abort_msg("no function %s", name);
    return NULL;
}

/* The first call on the line. */
static inline struct call *call_on(uint32_t line)
{
    for (guint i = 0; i < joined.program->functions->len; i++) {
        struct function *function = program_function(joined.program, i);
        for (uint32_t c = 0; c < function->n_calls; c++)
            if (function->calls[c].ir->at.line == line)
                return &function->calls[c];
    }
    ck_abort_msg("no call on line %u", line);
    return NULL;
}

static inline const struct ir_expr *expr_of(const char *text)
{
    g_autofree char *source = g_strdup_printf("function f; b0: return %s", text);
    return unit_of("expr", source)->functions[0].blocks[0].value;
}

static inline const char *text_of(const struct ir_expr *expr)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (expr)
        ir_expr_write(expr, text);
    return expr ? arena_intern(arena, text->str, -1) : "none";
}

/* The class of an expression in a function, and of a place. */
static inline uint32_t class_of(const char *function, const char *expr)
{
    return classes_value(joined.classes, function_of(function), expr_of(expr));
}

static inline uint32_t place_of(const char *function, const char *expr)
{
    return classes_place(joined.classes, function_of(function), expr_of(expr));
}

/* -- relations -- */

static inline void link_units(struct ir_unit *const *units, unsigned n)
{
    if (rel)
        relations_free(rel);
    rel = link_program(&(struct link_input){.units = units, .n_units = n, .models = models});
}

static inline void link_text(const char *source)
{
    struct ir_unit *unit = unit_of("a.c", source);
    link_units(&unit, 1);
}

/* The row of the first operation of this kind on this line; 0: none. */
static inline uint32_t op_at(const char *kind, uint32_t line)
{
    for (guint i = 0; i < rel->ops->len; i++) {
        const struct relation_op *op = &g_array_index(rel->ops, struct relation_op, i);
        if (op->line == line && g_str_equal(op->kind, kind))
            return i + 1;
    }
    return 0;
}

/* The kinds of the operations on this line that block, `send receive`, in the order of the rows. */
static inline const char *kinds_at(uint32_t line)
{
    g_autoptr(GString) kinds = g_string_new(NULL);
    for (guint i = 0; i < rel->ops->len; i++) {
        const struct relation_op *op = &g_array_index(rel->ops, struct relation_op, i);
        if (op->line == line && !g_str_equal(op->kind, "signal"))
            g_string_append_printf(kinds, kinds->len ? " %s" : "%s", op->kind);
    }
    return arena_intern(arena, kinds->str, -1);
}

static inline const struct relation_op *op_row(uint32_t id)
{
    ck_assert_uint_ne(id, 0);
    return &g_array_index(rel->ops, struct relation_op, id - 1);
}

static inline const struct relation_channel *channel_row(uint32_t id)
{
    ck_assert_uint_ne(id, 0);
    return &g_array_index(rel->channels, struct relation_channel, id - 1);
}

/* What wakes the operation besides its peers, `close cancel`; "" when nothing does. */
static inline const char *wakes_of(uint32_t op)
{
    g_autoptr(GString) kinds = g_string_new(NULL);
    ck_assert_uint_ne(op, 0);
    for (guint i = 0; i < rel->wakes->len; i++) {
        const struct relation_wake *wake = &g_array_index(rel->wakes, struct relation_wake, i);
        if (wake->op == op && !g_str_equal(wake->kind, "peer"))
            g_string_append_printf(kinds, kinds->len ? " %s" : "%s", wake->kind);
    }
    return arena_intern(arena, kinds->str, -1);
}

static inline const struct relation_peer *peer_of(uint32_t op, uint32_t peer)
{
    for (guint i = 0; i < rel->peers->len; i++) {
        const struct relation_peer *row = &g_array_index(rel->peers, struct relation_peer, i);
        if (row->op == op && row->peer_op == peer)
            return row;
    }
    return NULL;
}

/* How the receive on the one line can go away from the send on the other. */
static inline const char *leaves_of(uint32_t send, uint32_t receive)
{
    uint32_t peer = op_at("receive", receive) ? op_at("receive", receive) : op_at("select", receive);
    const struct relation_peer *row = peer_of(op_at("send", send), peer);
    return !row ? "no peer" : row->leaves ? row->leaves : "stays";
}

static inline const struct relation_task *task_of(const char *body)
{
    for (guint i = 0; i < rel->tasks->len; i++) {
        const struct relation_task *task = &g_array_index(rel->tasks, struct relation_task, i);
        if (g_str_equal(task->body, body))
            return task;
    }
    ck_abort_msg("no task runs %s", body);
    return NULL;
}

/* How many calls down the operation is; -1: the task does not get there. */
static inline int depth_of(uint32_t task, uint32_t op)
{
    for (guint i = 0; i < rel->reaches->len; i++) {
        const struct relation_reach *reach = &g_array_index(rel->reaches, struct relation_reach, i);
        if (reach->task == task && reach->op == op)
            return (int)reach->depth;
    }
    return -1;
}

/* The path of the operation from the task's start, `spawn:40 call:12`; "" when the task does not get there.
 */
static inline const char *steps_of(uint32_t task, uint32_t op)
{
    g_autoptr(GString) steps = g_string_new(NULL);
    for (uint32_t n = 0;; n++) {
        const struct relation_step *found = NULL;
        for (guint i = 0; i < rel->steps->len; i++) {
            const struct relation_step *step = &g_array_index(rel->steps, struct relation_step, i);
            if (step->task == task && step->op == op && step->n == n)
                found = step;
        }
        if (!found)
            return arena_intern(arena, steps->str, -1);
        g_string_append_printf(steps, n ? " %s:%u" : "%s:%u", found->text, found->line);
    }
}

/* -- suites -- */

static inline int run_suite(const char *name, const TTest *const *tests, size_t n)
{
    Suite *suite = suite_create("link");
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}

#define RUN_SUITE(NAME, ...)                                                                                 \
    run_suite(NAME, (const TTest *const[]){__VA_ARGS__},                                                     \
        sizeof((const TTest *const[]){__VA_ARGS__}) / sizeof(const TTest *))

#endif
