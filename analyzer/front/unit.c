/* What a unit defines, in the order of the source, and the IR that is made of it. */
#include "front/lower.h"

#include <string.h>

guint cursor_hash(gconstpointer key)
{
    return clang_hashCursor(*(const CXCursor *)key);
}

gboolean cursor_equal(gconstpointer a, gconstpointer b)
{
    return clang_equalCursors(*(const CXCursor *)a, *(const CXCursor *)b) != 0;
}

/* -- children */

struct collection {
    GArray *cursors;
    bool code;
};

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    const struct collection *c = data;
    if (!c->code || !(clang_isReference(cursor.kind) || clang_isAttribute(cursor.kind)))
        g_array_append_val(c->cursors, cursor);
    return CXChildVisit_Continue;
}

struct children children_of(struct lowering *u, CXCursor cursor, bool code)
{
    struct collection c = {u->scratch, code};
    g_array_set_size(u->scratch, 0);
    clang_visitChildren(cursor, collect, &c);
    struct children result = {NULL, u->scratch->len};
    if (result.n)
        result.at = arena_copy(u->arena, u->scratch->data, result.n * sizeof(CXCursor));
    return result;
}

/* -- definitions */

static bool has_body(struct lowering *u, CXCursor definition)
{
    struct children parts = children_of(u, definition, true);
    enum CXCursorKind kind = parts.n ? parts.at[parts.n - 1].kind : CXCursor_InvalidFile;
    return kind == CXCursor_CompoundStmt || kind == CXCursor_CXXTryStmt || kind == CXCursor_UnexposedStmt;
}

static void define_function(struct lowering *u, CXCursor cursor)
{
    if (clang_Cursor_isNull(cursor) || !clang_isCursorDefinition(cursor) || !in_root(u, cursor) ||
        !has_body(u, cursor))
        return;
    const char *name = callee_of(u, cursor)->name;
    if (g_hash_table_contains(u->defined, name)) /* an error in the source, or another instance */
        return;
    lower_function(u, cursor, name);
    if (u->cxx)
        fill_slot(u, cursor);
}

static void define_variable(struct lowering *u, CXCursor cursor)
{
    CXCursor initialiser = clang_Cursor_getVarDeclInitializer(cursor);
    if (!clang_Cursor_isNull(initialiser) && in_root(u, cursor))
        initialise(u->init, variable(u->init, cursor), clang_getCursorType(cursor), initialiser,
            start_of(u, cursor));
}

static bool stands_at(CXCursor cursor, CXSourceLocation at)
{
    return !clang_Cursor_isNull(cursor) && clang_equalLocations(clang_getCursorLocation(cursor), at);
}

/* What a template became for some arguments stands where the template, or its definition, stands; what is
 * written for certain arguments does not. libclang shows instances in some places and not in others, as it
 * comes by them: they are lowered when something that is lowered names them. */
CXCursor template_of(CXCursor cursor)
{
    CXSourceLocation at = clang_getCursorLocation(cursor);
    CXCursor template = clang_getSpecializedCursorTemplate(cursor), original = clang_getNullCursor();
    bool stands = false;
    for (; !clang_Cursor_isNull(template); template = clang_getSpecializedCursorTemplate(template)) {
        stands |= stands_at(template, at) || stands_at(clang_getCursorDefinition(template), at);
        original = template;
    }
    return stands ? original : clang_getNullCursor();
}

/* A member of a template, defined outside of it. */
static bool is_of_template(CXCursor cursor)
{
    for (; clang_isDeclaration(cursor.kind); cursor = clang_getCursorSemanticParent(cursor))
        if (cursor.kind == CXCursor_ClassTemplate ||
            cursor.kind == CXCursor_ClassTemplatePartialSpecialization)
            return true;
    return false;
}

static void lower_instances(struct lowering *u)
{
    for (guint i = 0; i < u->instances->len; i++)
        define_function(u, clang_getCursorDefinition(g_array_index(u->instances, CXCursor, i)));
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct lowering *u = data;
    if (u->cxx && (!clang_Cursor_isNull(template_of(cursor)) || is_of_template(cursor)))
        return CXChildVisit_Continue;
    switch (cursor.kind) {
    case CXCursor_FunctionDecl:
    case CXCursor_CXXMethod:
    case CXCursor_Constructor:
    case CXCursor_Destructor:
    case CXCursor_ConversionFunction:
        define_function(u, cursor);
        return CXChildVisit_Continue;
    case CXCursor_VarDecl:
        define_variable(u, cursor);
        return CXChildVisit_Continue;
    case CXCursor_Namespace:
    case CXCursor_LinkageSpec:
    case CXCursor_UnexposedDecl:
        return CXChildVisit_Recurse;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_ClassDecl:
        return u->cxx ? CXChildVisit_Recurse : CXChildVisit_Continue;
    default:
        return CXChildVisit_Continue;
    }
}

/* -- the unit */

static void add_init(struct lowering *u)
{
    struct ir_function init = {.name = arena_intern(u->arena, IR_INIT, -1), .type = "void"};
    end_return(u->init, NULL, (struct ir_location){0});
    build_function(u->init, &init, true);
    if (init.blocks[0].n_instrs)
        g_array_prepend_val(u->lowered, init);
}

static void add_declarations(struct lowering *u, struct ir_unit *unit)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(u->declared), (GCompareFunc)strcmp);
    unit->declarations = arena_new_array(u->arena, struct ir_declaration, g_hash_table_size(u->declared));
    for (GList *n = names; n; n = n->next)
        if (!g_hash_table_contains(u->defined, n->data))
            unit->declarations[unit->n_declarations++] =
                (struct ir_declaration){n->data, g_hash_table_lookup(u->declared, n->data)};
}

static gint compare_annotations(gconstpointer a, gconstpointer b)
{
    const struct ir_annotation *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->text, y->text);
}

static void add_annotations(struct lowering *u, struct ir_unit *unit)
{
    g_array_sort(u->annotations, compare_annotations);
    unit->annotations = (struct ir_annotation *)(void *)u->annotations->data;
    unit->n_annotations = u->annotations->len;
}

static void open_tables(struct lowering *u)
{
    u->files = g_hash_table_new(g_direct_hash, g_direct_equal);
    u->file_numbers = g_hash_table_new(g_str_hash, g_str_equal);
    u->file_names = g_ptr_array_new();
    g_ptr_array_add(u->file_names, (gpointer) "");
    u->declared = g_hash_table_new(g_str_hash, g_str_equal);
    u->functions = g_hash_table_new(cursor_hash, cursor_equal);
    u->annotations = g_array_new(FALSE, FALSE, sizeof(struct ir_annotation));
    u->throws = g_hash_table_new(cursor_hash, cursor_equal);
    u->members = g_hash_table_new(cursor_hash, cursor_equal);
    u->cleanups = g_hash_table_new(g_str_hash, g_str_equal);
    u->taken = g_hash_table_new(g_str_hash, g_str_equal);
    u->defined = g_hash_table_new(g_str_hash, g_str_equal);
    u->lowered = g_array_new(FALSE, FALSE, sizeof(struct ir_function));
    u->instances = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    u->scratch = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    u->init = function_new(u, arena_intern(u->arena, IR_INIT, -1));
}

static void close_tables(struct lowering *u)
{
    function_free(u->init);
    g_array_free(u->scratch, TRUE);
    g_array_free(u->instances, TRUE);
    g_array_free(u->lowered, TRUE);
    g_hash_table_destroy(u->defined);
    g_hash_table_destroy(u->taken);
    g_hash_table_destroy(u->cleanups);
    g_hash_table_destroy(u->members);
    g_hash_table_destroy(u->throws);
    g_array_free(u->annotations, TRUE);
    g_hash_table_destroy(u->functions);
    g_hash_table_destroy(u->declared);
    g_ptr_array_free(u->file_names, TRUE);
    g_hash_table_destroy(u->file_numbers);
    g_hash_table_destroy(u->files);
}

unsigned lower_unit(struct lowering *u, const char *path, GString *ir)
{
    open_tables(u);
    CXFile main_file = clang_getFile(u->tu, path);
    const char *shown = main_file ? file_of(u, main_file)->shown : path;
    clang_visitChildren(clang_getTranslationUnitCursor(u->tu), visit, u);
    lower_instances(u);
    hand_over_lost(u, main_file);
    add_init(u);
    struct ir_unit unit = {.path = shown,
        .files = (const char **)u->file_names->pdata,
        .n_files = u->file_names->len - 1,
        .functions = (struct ir_function *)(void *)u->lowered->data,
        .n_functions = u->lowered->len};
    add_declarations(u, &unit);
    add_annotations(u, &unit);
    ir_write(&unit, ir);
    close_tables(u);
    return unit.n_functions;
}
