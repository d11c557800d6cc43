/* What files, records, functions and types are called in the IR. */
#include "front/lower.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

const char *take_string(struct lowering *u, CXString string)
{
    const char *text = clang_getCString(string);
    const char *copy = arena_intern(u->arena, text ? text : "", -1);
    clang_disposeString(string);
    return copy;
}

/* What `..` leads to is asked of the file system: behind a symbolic link it is not the folder before. */
char *absolute_path(const char *directory, const char *path)
{
    char resolved[PATH_MAX];
    g_autofree char *whole =
        g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(directory, path, NULL);
    char *last = g_strrstr(whole, "/../");
    if (!last)
        return g_canonicalize_filename(whole, NULL);
    g_autofree char *climb = g_strndup(whole, (gsize)(last - whole) + strlen("/.."));
    if (!realpath(climb, resolved))
        return g_canonicalize_filename(whole, NULL);
    return g_canonicalize_filename(last + strlen("/../"), resolved);
}

struct file *file_of(struct lowering *u, CXFile handle)
{
    struct file *file = g_hash_table_lookup(u->files, handle);
    if (file)
        return file;
    file = arena_alloc(u->arena, sizeof *file);
    file->handle = handle;
    const char *opened = handle ? take_string(u, clang_getFileName(handle)) : "";
    g_autofree char *path = absolute_path(u->directory, opened);
    size_t root = strlen(u->root);
    while (root && u->root[root - 1] == '/')
        root--;
    file->in_root = handle && strncmp(path, u->root, root) == 0 && path[root] == '/';
    file->shown = arena_intern(u->arena, file->in_root ? path + root + 1 : path, -1);
    g_hash_table_insert(u->files, handle, file);
    return file;
}

static uint32_t file_number(struct lowering *u, struct file *file)
{
    if (file->number)
        return file->number;
    gpointer number = g_hash_table_lookup(u->file_numbers, file->shown);
    if (!number) {
        number = GUINT_TO_POINTER(u->file_names->len);
        g_ptr_array_add(u->file_names, (gpointer)file->shown);
        g_hash_table_insert(u->file_numbers, (gpointer)file->shown, number);
    }
    return file->number = GPOINTER_TO_UINT(number);
}

struct ir_location location_of(struct lowering *u, CXSourceLocation location)
{
    CXFile handle;
    struct ir_location at = {0};
    clang_getExpansionLocation(location, &handle, &at.line, &at.column, NULL);
    if (!handle)
        return (struct ir_location){0};
    at.file = file_number(u, file_of(u, handle));
    return at;
}

struct ir_location start_of(struct lowering *u, CXCursor cursor)
{
    return location_of(u, clang_getRangeStart(clang_getCursorExtent(cursor)));
}

bool in_root(struct lowering *u, CXCursor cursor)
{
    CXFile handle;
    clang_getExpansionLocation(clang_getCursorLocation(cursor), &handle, NULL, NULL, NULL);
    return handle && file_of(u, handle)->in_root;
}

const char *type_name(struct lowering *u, CXType type)
{
    return take_string(u, clang_getTypeSpelling(clang_getCanonicalType(type)));
}

/* libclang spells a record without a name `struct (unnamed at FILE:1:2)`, and one that has its name from a
 * typedef by that. */
static bool is_unnamed(const char *spelling)
{
    return !*spelling || strchr(spelling, '(');
}

static bool is_record_kind(enum CXCursorKind kind)
{
    return kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl || kind == CXCursor_ClassDecl ||
           kind == CXCursor_ClassTemplate || kind == CXCursor_ClassTemplatePartialSpecialization;
}

/* `ns::Class::` for a declaration of C++; anonymous and inline namespaces and functions add nothing. */
static void add_scopes(struct lowering *u, CXCursor declaration, GString *name, unsigned depth)
{
    CXCursor scope = clang_getCursorSemanticParent(declaration);
    if (depth > 64 || (!is_record_kind(scope.kind) && scope.kind != CXCursor_Namespace))
        return;
    add_scopes(u, scope, name, depth + 1);
    const char *spelling = take_string(u, clang_getCursorSpelling(scope));
    if (!is_unnamed(spelling) && !clang_Cursor_isInlineNamespace(scope))
        g_string_append_printf(name, "%s::", spelling);
}

static const char *sanitised(struct lowering *u, GString *name)
{
    for (char *c = name->str; *c; c++)
        if (!g_ascii_isalnum(*c) && *c != ':' && *c != '_')
            *c = '$';
    return arena_intern(u->arena, name->str, (gssize)name->len);
}

const char *record_name(struct lowering *u, CXCursor record)
{
    while (clang_Cursor_isAnonymousRecordDecl(record))
        record = clang_getCursorSemanticParent(record);
    const char *spelling = take_string(u, clang_getCursorSpelling(record));
    g_autoptr(GString) name = g_string_new(NULL);
    if (is_unnamed(spelling)) {
        struct ir_location at = location_of(u, clang_getCursorLocation(record));
        const char *file = g_ptr_array_index(u->file_names, at.file);
        g_string_printf(name, "%s:%u:%u", file, at.line, at.column);
    } else {
        if (u->cxx)
            add_scopes(u, record, name, 0);
        g_string_append(name, spelling);
    }
    return sanitised(u, name);
}

/* The type says `__attribute__((noreturn))`; `_Noreturn` is an attribute of the declaration alone. */
static bool is_noreturn(struct lowering *u, CXCursor function)
{
    if (strstr(take_string(u, clang_getTypeSpelling(clang_getCursorType(function))), "noreturn"))
        return true;
    if (!clang_Cursor_hasAttrs(function))
        return false;
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(function);
    clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_TerseOutput, 1);
    const char *text = take_string(u, clang_getCursorPrettyPrinted(function, policy));
    clang_PrintingPolicy_dispose(policy);
    return strstr(text, "noreturn") || strstr(text, "_Noreturn");
}

/* What a template makes is spelled with the arguments where it is a constructor or destructor. */
static gssize length_without_arguments(CXCursor function, const char *spelling)
{
    enum CXCursorKind kind =
        function.kind == CXCursor_FunctionTemplate ? clang_getTemplateCursorKind(function) : function.kind;
    bool of_class = kind == CXCursor_Constructor || kind == CXCursor_Destructor;
    return of_class ? (gssize)strcspn(spelling, "<") : -1;
}

/* Names are unique in a unit: of C++ functions of the tree with the same name the first has it, the others
 * are told apart by their parameters. Of others nobody asks but a model, which names them all. */
static const char *function_name(struct lowering *u, CXCursor function)
{
    const char *spelling = take_string(u, clang_getCursorSpelling(function));
    if (!u->cxx)
        return spelling;
    g_autoptr(GString) name = g_string_new(NULL);
    add_scopes(u, function, name, 0);
    g_string_append_len(name, spelling, length_without_arguments(function, spelling));
    if (g_hash_table_contains(u->taken, name->str) && in_root(u, function)) {
        const char *type = type_name(u, clang_getCursorType(function));
        const char *parameters = strchr(type, '(');
        g_string_append(name, parameters ? parameters : type);
    }
    const char *unique = arena_intern(u->arena, name->str, (gssize)name->len);
    g_hash_table_add(u->taken, (gpointer)unique);
    return unique;
}

static bool is_builtin(const char *name)
{
    return g_str_has_prefix(name, "__builtin_") || g_str_has_prefix(name, "__sync_") ||
           g_str_has_prefix(name, "__atomic_");
}

/* Its first call stands for the declaration, which begins nowhere. */
static bool is_implicit(CXCursor canonical)
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(canonical));
    return clang_getCursorType(canonical).kind == CXType_FunctionNoProto &&
           clang_equalLocations(start, clang_getNullLocation());
}

/* NULL: nowhere. */
static const char *declared_in(struct lowering *u, CXCursor canonical)
{
    CXFile handle;
    if (is_implicit(canonical))
        return NULL;
    clang_getExpansionLocation(clang_getCursorLocation(canonical), &handle, NULL, NULL, NULL);
    return handle ? file_of(u, handle)->shown : NULL;
}

/* ---- what the code says that functions do ---- */

struct annotating {
    struct lowering *unit;
    struct callee *callee;
};

static bool has_annotation(const struct lowering *u, const char *name, const char *text)
{
    for (guint i = 0; i < u->annotations->len; i++) {
        const struct ir_annotation *other = &g_array_index(u->annotations, struct ir_annotation, i);
        if (strcmp(other->name, name) == 0 && strcmp(other->text, text) == 0)
            return true;
    }
    return false;
}

static enum CXChildVisitResult note_annotation(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    const struct annotating *annotating = data;
    struct lowering *u = annotating->unit;
    const char *name = annotating->callee->name;
    if (cursor.kind != CXCursor_AnnotateAttr)
        return CXChildVisit_Continue;
    const char *text = take_string(u, clang_getCursorSpelling(cursor));
    if (!g_str_has_prefix(text, IR_ANNOTATION_PREFIX))
        return CXChildVisit_Continue;
    text = arena_intern(u->arena, text + strlen(IR_ANNOTATION_PREFIX), -1);
    annotating->callee->annotated = true;
    if (!has_annotation(u, name, text)) {
        const struct ir_annotation annotation = {name, start_of(u, cursor), text};
        g_array_append_val(u->annotations, annotation);
    }
    return CXChildVisit_Continue;
}

/* An annotation of an earlier declaration is the later ones', too. */
static void find_annotations(struct lowering *u, CXCursor function, struct callee *callee)
{
    struct annotating annotating = {u, callee};
    if (clang_Cursor_hasAttrs(function))
        clang_visitChildren(function, note_annotation, &annotating);
}

/* What a template became has the template's name: all of it is one function. */
const struct callee *callee_of(struct lowering *u, CXCursor function)
{
    CXCursor template = u->cxx ? template_of(function) : clang_getNullCursor();
    bool instance = !clang_Cursor_isNull(template);
    CXCursor canonical = clang_getCanonicalCursor(instance ? template : function);
    struct callee *callee = g_hash_table_lookup(u->functions, &canonical);
    if (callee)
        return callee;
    callee = arena_alloc(u->arena, sizeof *callee);
    g_hash_table_insert(u->functions, arena_copy(u->arena, &canonical, sizeof canonical), callee);
    if (instance)
        g_array_append_val(u->instances, function);
    callee->name = function_name(u, canonical);
    callee->noreturn = is_noreturn(u, function);
    find_annotations(u, function, callee);
    find_annotations(u, canonical, callee);
    const char *header = declared_in(u, canonical);
    if (header && *callee->name && !is_builtin(callee->name))
        g_hash_table_insert(u->declared, (gpointer)callee->name, (gpointer)header);
    return callee;
}

struct search {
    struct lowering *unit;
    const char *name;
};

static enum CXChildVisitResult find_function(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    const struct search *search = data;
    if (cursor.kind != CXCursor_FunctionDecl ||
        strcmp(take_string(search->unit, clang_getCursorSpelling(cursor)), search->name) != 0)
        return CXChildVisit_Continue;
    callee_of(search->unit, cursor);
    return CXChildVisit_Break;
}

void declare_by_name(struct lowering *u, const char *name)
{
    struct search search = {u, name};
    if (!g_hash_table_add(u->cleanups, (gpointer)name))
        return;
    if (!clang_visitChildren(clang_getTranslationUnitCursor(u->tu), find_function, &search))
        u->undeclared = true;
}
