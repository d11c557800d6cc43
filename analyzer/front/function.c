/* Variables, scopes, labels and cleanups of one function. */
#include "front/lower.h"

#include <string.h>

/* A goto whose label's scope is known at the end of the function only. */
struct pending_goto {
    struct block *block;
    const struct cleanup *cleanups;
    struct label *label;
    struct ir_location at;
};

struct function *function_new(struct lowering *u, const char *name)
{
    struct function *f = arena_alloc(u->arena, sizeof *f);
    f->unit = u;
    f->outer = u->current;
    f->name = name;
    f->entry = f->block = block_new(f);
    f->variables = g_hash_table_new(cursor_hash, cursor_equal);
    f->labels = g_hash_table_new(g_direct_hash, g_direct_equal);
    f->names = g_hash_table_new(g_direct_hash, g_direct_equal);
    f->gotos = g_ptr_array_new();
    f->computed = g_ptr_array_new();
    return f;
}

void function_free(struct function *f)
{
    g_hash_table_destroy(f->variables);
    g_hash_table_destroy(f->labels);
    g_hash_table_destroy(f->names);
    g_ptr_array_free(f->gotos, TRUE);
    g_ptr_array_free(f->computed, TRUE);
}

/* -- variables */

void remember_variable(struct function *f, CXCursor declaration, const struct ir_expr *expr)
{
    g_hash_table_insert(
        f->variables, arena_copy(f->unit->arena, &declaration, sizeof declaration), (gpointer)expr);
}

/* The second `x` of a function is `x.2`. */
static const char *unique_name(struct function *f, CXCursor declaration)
{
    const char *name = take_string(f->unit, clang_getCursorSpelling(declaration));
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(f->names, name)) + 1;
    g_hash_table_insert(f->names, (gpointer)name, GUINT_TO_POINTER(n));
    if (n == 1)
        return name;
    g_autofree char *numbered = g_strdup_printf("%s.%u", name, n);
    return arena_intern(f->unit->arena, numbered, -1);
}

static const struct ir_expr *static_variable(struct function *f, const char *function, const char *name)
{
    g_autofree char *full = g_strdup_printf("%s.%s", function, name);
    return ir_expr_new(f->unit->arena, IR_GLOBAL, arena_intern(f->unit->arena, full, -1), 1, NULL, NULL);
}

/* `extern int x;` in a block names the global; in C++ so do members and variables of a namespace. */
static const struct ir_expr *global_variable(struct function *f, CXCursor declaration)
{
    struct lowering *u = f->unit;
    bool is_static = clang_getCursorLinkage(declaration) == CXLinkage_Internal;
    const char *name = take_string(u, clang_getCursorSpelling(declaration));
    CXCursor scope = clang_getCursorSemanticParent(declaration);
    if (u->cxx && clang_isDeclaration(scope.kind)) {
        g_autofree char *full = NULL;
        const char *spelling = take_string(u, clang_getCursorSpelling(scope));
        if (*spelling && !strchr(spelling, '('))
            full = g_strdup_printf("%s::%s", spelling, name);
        name = full ? arena_intern(u->arena, full, -1) : name;
    }
    return ir_expr_new(u->arena, IR_GLOBAL, name, is_static, NULL, NULL);
}

static bool is_global(CXCursor declaration)
{
    enum CXLinkageKind linkage = clang_getCursorLinkage(declaration);
    return linkage == CXLinkage_External || linkage == CXLinkage_Internal ||
           linkage == CXLinkage_UniqueExternal;
}

static bool is_static_local(CXCursor declaration)
{
    return clang_Cursor_getStorageClass(declaration) == CX_SC_Static;
}

const struct ir_expr *variable(struct function *f, CXCursor declaration)
{
    const struct ir_expr *known = g_hash_table_lookup(f->variables, &declaration);
    if (known)
        return known;
    for (struct function *outer = f->outer; outer; outer = outer->outer) {
        known = g_hash_table_lookup(outer->variables, &declaration);
        if (known && known->kind == IR_GLOBAL)
            return known;
    }
    if (is_global(declaration))
        known = global_variable(f, declaration);
    else if (is_static_local(declaration))
        known = static_variable(f, f->name, unique_name(f, declaration));
    else if (!(known = captured_variable(f, declaration)))
        known = ir_expr_new(f->unit->arena, IR_LOCAL, unique_name(f, declaration), 0, NULL, NULL);
    remember_variable(f, declaration, known);
    return known;
}

const struct ir_expr *temporary(struct function *f)
{
    g_autofree char *name = g_strdup_printf("$%u", ++f->n_temporaries);
    if (f == f->unit->init)
        return static_variable(f, f->name, name);
    return ir_expr_new(f->unit->arena, IR_LOCAL, arena_intern(f->unit->arena, name, -1), 0, NULL, NULL);
}

static bool reads_memory(const struct ir_expr *value)
{
    return ir_is_place(value) ||
           (value->kind == IR_OP && (reads_memory(value->a) || (value->b && reads_memory(value->b))));
}

const struct ir_expr *saved(struct function *f, const struct ir_expr *value, struct ir_location at)
{
    if (!reads_memory(value))
        return value;
    const struct ir_expr *copy = temporary(f);
    emit_set(f, copy, value, at);
    return copy;
}

/* libclang shows that a variable has an attribute, the printed declaration shows which. */
static const char *cleanup_function(struct lowering *u, CXCursor declaration)
{
    if (!clang_Cursor_hasAttrs(declaration))
        return NULL;
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(declaration);
    clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_SuppressInitializers, 1);
    const char *text = take_string(u, clang_getCursorPrettyPrinted(declaration, policy));
    clang_PrintingPolicy_dispose(policy);
    const char *at = strstr(text, "cleanup(");
    if (!at)
        return NULL;
    at += strlen("cleanup(");
    size_t length = strcspn(at, ")");
    return length ? arena_intern(u->arena, at, (gssize)length) : NULL;
}

static void lower_array_sizes(struct function *f, CXCursor declaration, CXCursor initialiser)
{
    if (clang_getCanonicalType(clang_getCursorType(declaration)).kind != CXType_VariableArray)
        return;
    struct children parts = children_of(f->unit, declaration, true);
    for (unsigned i = 0; i < parts.n; i++)
        if (clang_isExpression(parts.at[i].kind) && !clang_equalCursors(parts.at[i], initialiser))
            effects(f, parts.at[i]);
}

static void lower_static_local(struct function *f, CXCursor declaration, CXCursor initialiser)
{
    const struct ir_expr *target = variable(f, declaration);
    struct function *init = f->unit->init;
    if (clang_Cursor_isNull(initialiser))
        return;
    init->outer = f; /* it may name other static variables of the function */
    initialise(init, target, clang_getCursorType(declaration), initialiser, start_of(f->unit, declaration));
    init->outer = NULL;
}

void lower_variable(struct function *f, CXCursor declaration)
{
    CXCursor initialiser = clang_Cursor_getVarDeclInitializer(declaration);
    if (is_global(declaration)) /* `extern` in a block */
        return;
    if (is_static_local(declaration)) {
        lower_static_local(f, declaration, initialiser);
        return;
    }
    struct ir_location at = start_of(f->unit, declaration);
    CXType type = clang_getCursorType(declaration);
    lower_array_sizes(f, declaration, initialiser);
    if (f->unit->cxx && is_guard(f->unit, type)) {
        lower_guard(f, declaration, initialiser);
        return;
    }
    const struct ir_expr *target = variable(f, declaration);
    if (!clang_Cursor_isNull(initialiser))
        initialise(f, target, type, initialiser, at);
    const char *name = cleanup_function(f->unit, declaration);
    if (name) {
        declare_by_name(f->unit, name);
        push_cleanup(f, name, target);
    }
    if (f->unit->cxx && !is_handed_on(f, declaration))
        push_destructors(f, type, target);
}

/* -- scopes */

void push_cleanup(struct function *f, const char *function, const struct ir_expr *variable)
{
    struct cleanup *cleanup = arena_alloc(f->unit->arena, sizeof *cleanup);
    *cleanup = (struct cleanup){f->cleanups, function, variable};
    f->cleanups = cleanup;
}

void run_cleanups(struct function *f, const struct cleanup *until, struct ir_location at)
{
    struct arena *arena = f->unit->arena;
    for (const struct cleanup *c = f->cleanups; c && c != until; c = c->outer) {
        const struct ir_expr **args = arena_new_array(arena, const struct ir_expr *, 1);
        args[0] = address(f, c->variable);
        emit_call(f, ir_expr_new(arena, IR_FUNC, c->function, 0, NULL, NULL), args, 1, at, c->function);
    }
}

void leave_scope(struct function *f, const struct cleanup *outer, struct ir_location at)
{
    run_cleanups(f, outer, at);
    f->cleanups = outer;
}

/* -- labels */

/* Keyed by the statement alone: a reference to a label comes with another parent than the label itself. */
struct label *label_of(struct function *f, CXCursor statement)
{
    struct label *label = g_hash_table_lookup(f->labels, statement.data[1]);
    if (label)
        return label;
    label = arena_alloc(f->unit->arena, sizeof *label);
    label->block = block_new(f);
    label->name = take_string(f->unit, clang_getCursorSpelling(statement));
    g_hash_table_insert(f->labels, (gpointer)statement.data[1], label);
    return label;
}

void lower_goto(struct function *f, struct label *label, struct ir_location at)
{
    struct pending_goto *pending = arena_alloc(f->unit->arena, sizeof *pending);
    *pending = (struct pending_goto){f->block, f->cleanups, label, at};
    g_ptr_array_add(f->gotos, pending);
    f->block = block_new(f);
}

/* The labels of `asm goto`: those of that name, for libclang does not say which is meant. */
GPtrArray *labels_named(struct function *f, const char *names)
{
    GPtrArray *blocks = g_ptr_array_new();
    g_auto(GStrv) parts = g_strsplit(names, ",", -1);
    for (char **part = parts; *part; part++) {
        struct label *label = arena_alloc(f->unit->arena, sizeof *label);
        label->name = arena_intern(f->unit->arena, g_strstrip(*part), -1);
        label->block = block_new(f);
        g_ptr_array_add(blocks, label->block);
        g_ptr_array_add(f->computed, label);
    }
    return blocks;
}

static const struct cleanup *common(const struct cleanup *a, const struct cleanup *b)
{
    for (; a; a = a->outer)
        for (const struct cleanup *c = b; c; c = c->outer)
            if (a == c)
                return a;
    return NULL;
}

static void finish_gotos(struct function *f)
{
    for (guint i = 0; i < f->gotos->len; i++) {
        const struct pending_goto *pending = g_ptr_array_index(f->gotos, i);
        f->block = pending->block;
        f->cleanups = pending->cleanups;
        run_cleanups(f, common(pending->cleanups, pending->label->cleanups), pending->at);
        end_jump(f, pending->label->block, pending->at);
    }
}

/* A computed goto leads to every label whose address is taken; a label of `asm goto` to those of its name. */
static void finish_computed(struct function *f)
{
    for (guint i = 0; i < f->computed->len; i++) {
        const struct label *from = g_ptr_array_index(f->computed, i);
        g_autoptr(GPtrArray) to = g_ptr_array_new();
        GHashTableIter iter;
        gpointer value;
        g_hash_table_iter_init(&iter, f->labels);
        while (g_hash_table_iter_next(&iter, NULL, &value)) {
            const struct label *label = value;
            if (label->placed && (from->name ? label->name == from->name : label->address_taken))
                g_ptr_array_add(to, label->block);
        }
        f->block = from->block;
        end_goto(f, to, from->block->at);
    }
}

/* -- the function */

static bool is_parameter_of_method(CXCursor definition)
{
    return (definition.kind == CXCursor_CXXMethod && !clang_CXXMethod_isStatic(definition)) ||
           definition.kind == CXCursor_Constructor || definition.kind == CXCursor_Destructor ||
           definition.kind == CXCursor_ConversionFunction;
}

static void lower_parameters(
    struct function *f, CXCursor definition, struct children parts, struct ir_function *result)
{
    struct lowering *u = f->unit;
    result->params = arena_new_array(u->arena, struct ir_param, parts.n + 1);
    f->has_this = is_parameter_of_method(definition);
    f->class = f->has_this ? clang_getCursorSemanticParent(definition)
               : f->outer  ? f->outer->class
                           : clang_getNullCursor();
    if (f->has_this) {
        const char *record = record_name(u, clang_getCursorSemanticParent(definition));
        g_autofree char *type = g_strdup_printf("%s *", record);
        result->params[result->n_params++] =
            (struct ir_param){arena_intern(u->arena, "this", -1), arena_intern(u->arena, type, -1)};
    }
    for (unsigned i = 0; i < parts.n; i++) {
        if (parts.at[i].kind != CXCursor_ParmDecl)
            continue;
        remember_variable(
            f, parts.at[i], ir_expr_new(u->arena, IR_PARAM, NULL, result->n_params, NULL, NULL));
        result->params[result->n_params++] =
            (struct ir_param){take_string(u, clang_getCursorSpelling(parts.at[i])),
                type_name(u, clang_getCursorType(parts.at[i]))};
    }
}

static struct ir_location closing_brace(struct lowering *u, CXCursor body)
{
    struct ir_location at = location_of(u, clang_getRangeEnd(clang_getCursorExtent(body)));
    at.column -= at.column > 1;
    return at;
}

static void lower_statements(struct function *f, CXCursor definition, struct children parts)
{
    struct ir_location at = start_of(f->unit, definition);
    if (definition.kind == CXCursor_Constructor)
        lower_member_initialisers(f, definition);
    if (definition.kind == CXCursor_Destructor)
        push_destructors_of_parts(f, clang_getCursorSemanticParent(definition));
    for (unsigned i = 0; i < parts.n; i++) {
        CXCursor part = parts.at[i];
        if (part.kind == CXCursor_CompoundStmt || part.kind == CXCursor_CXXTryStmt ||
            part.kind == CXCursor_UnexposedStmt) {
            part = written_body(f->unit, part);
            statement(f, part);
            at = closing_brace(f->unit, part);
        }
    }
    leave_scope(f, NULL, at);
    end_return(f, NULL, at);
    finish_gotos(f);
    finish_computed(f);
}

/* requires: `definition` has a body, of which nothing is lowered */
void lower_body(struct function *f, CXCursor definition)
{
    struct lowering *u = f->unit;
    struct function *outer = u->current;
    struct children parts = children_of(u, definition, true);
    CXType type = clang_getCursorResultType(definition);
    struct ir_function result = {.name = f->name,
        .is_static = definition.kind == CXCursor_LambdaExpr ||
                     clang_getCursorLinkage(definition) == CXLinkage_Internal,
        .at = location_of(u, clang_getCursorLocation(definition)),
        .type = type.kind == CXType_Invalid ? "" : type_name(u, type)};
    u->current = f;
    f->returns_reference = u->cxx && is_reference(type);
    lower_parameters(f, definition, parts, &result);
    lower_statements(f, definition, parts);
    u->current = outer;
    build_function(f, &result, false);
    function_free(f);
    g_array_append_val(u->lowered, result);
    g_hash_table_add(u->defined, (gpointer)f->name);
}

void lower_function(struct lowering *u, CXCursor definition, const char *name)
{
    lower_body(function_new(u, name), definition);
}
