/* Names in text that the parser made nothing of: a statement with a type that it does not know, a function
 * behind a macro that it does not have. Who is named there may be used there, and `@init` hands them to
 * IR_LOST.
 *
 * It errs in the direction of silence: what the preprocessor leaves out is taken for such text, and so is a
 * function that is named in such text alone. */
#include "front/lower.h"

#include <string.h>

struct loss {
    struct lowering *u;
    CXFile file;
    const char *text, *end;
    GHashTable *read; /* offset + 1 of each name that the syntax tree has */
    GHashTable *uses; /* name -> how often it refers to a function or variable of that name */
    GHashTable *variables, *members; /* names in the rest; those behind `.` and `->` */
    GArray *functions; /* CXCursor: those that the file defines, while nobody is seen to name them */
    GPtrArray *args; /* struct ir_expr * */
    GHashTable *known; /* labels of those in `args` */
};

/* -- what the syntax tree has */

static bool offset_in(const struct loss *loss, CXSourceLocation location, unsigned *offset)
{
    CXFile file;
    clang_getSpellingLocation(location, &file, NULL, NULL, offset);
    return file && clang_File_isEqual(file, loss->file);
}

static void count_use(struct loss *loss, CXCursor cursor, int times)
{
    const char *name = take_string(loss->u, clang_getCursorSpelling(cursor));
    int uses = GPOINTER_TO_INT(g_hash_table_lookup(loss->uses, name));
    g_hash_table_insert(loss->uses, (gpointer)name, GINT_TO_POINTER(uses + times));
}

static enum CXChildVisitResult note_name(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct loss *loss = data;
    unsigned offset;
    if (offset_in(loss, clang_getCursorLocation(cursor), &offset))
        g_hash_table_add(loss->read, GUINT_TO_POINTER(offset + 1));
    else if (parent.kind == CXCursor_TranslationUnit)
        return CXChildVisit_Continue;
    if (cursor.kind == CXCursor_DeclRefExpr)
        count_use(loss, cursor, 1);
    if (cursor.kind == CXCursor_FunctionDecl && clang_isCursorDefinition(cursor))
        g_array_append_val(loss->functions, cursor);
    return CXChildVisit_Recurse;
}

/* -- the rest of the text */

/* The end of the preprocessor's line. */
static const char *skip_directive(const char *at, const char *end)
{
    while (at < end && *at != '\n') {
        const char *next = skip_opaque(at, end);
        at = next != at ? next : *at == '\\' && end - at >= 2 ? at + 2 : at + 1;
    }
    return at;
}

static bool begins_line(const struct loss *loss, const char *at)
{
    while (at > loss->text && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    return at == loss->text || at[-1] == '\n';
}

static bool is_member(const struct loss *loss, const char *at)
{
    while (at > loss->text && g_ascii_isspace(at[-1]))
        at--;
    return at > loss->text && (at[-1] == '.' || (at - loss->text >= 2 && at[-1] == '>' && at[-2] == '-'));
}

static void lose(struct loss *loss, const char *at, size_t length)
{
    GHashTable *names = is_member(loss, at) ? loss->members : loss->variables;
    g_hash_table_add(names, (gpointer)arena_intern(loss->u->arena, at, (gssize)length));
}

/* `all`: those that the syntax tree has, too. */
static void lose_names(struct loss *loss, const char *at, const char *end, bool all)
{
    while (at < end) {
        const char *next = skip_opaque(at, end), *start = at;
        if (next != at) {
            at = next;
        } else if (*at == '#' && begins_line(loss, at)) {
            at = skip_directive(at, end);
        } else if (!is_word_byte(*at)) {
            at++;
        } else {
            while (at < end && is_word_byte(*at))
                at++;
            gpointer key = GUINT_TO_POINTER((guint)(start - loss->text) + 1);
            if (!g_ascii_isdigit(*start) && (all || !g_hash_table_contains(loss->read, key)))
                lose(loss, start, (size_t)(at - start));
        }
    }
}

/* Is it named in text that is lost, and nowhere else? */
static bool is_lost(const struct loss *loss, CXCursor function)
{
    const char *name = take_string(loss->u, clang_getCursorSpelling(function));
    return g_hash_table_contains(loss->variables, name) && !g_hash_table_lookup(loss->uses, name);
}

static enum CXChildVisitResult forget_use(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (cursor.kind == CXCursor_DeclRefExpr)
        count_use(data, cursor, -1);
    return CXChildVisit_Recurse;
}

static void lose_body(struct loss *loss, CXCursor function)
{
    clang_visitChildren(function, forget_use, loss);
    CXSourceRange range = clang_getCursorExtent(function);
    unsigned start, end;
    if (offset_in(loss, clang_getRangeStart(range), &start) &&
        offset_in(loss, clang_getRangeEnd(range), &end) && start < end && loss->text + end <= loss->end)
        lose_names(loss, loss->text + start, loss->text + end, true);
}

/* What only a lost function names is lost with it. */
static void lose_functions(struct loss *loss)
{
    guint before;
    do {
        before = loss->functions->len;
        for (guint i = before; i-- > 0;) {
            CXCursor function = g_array_index(loss->functions, CXCursor, i);
            if (!is_lost(loss, function))
                continue;
            g_array_remove_index_fast(loss->functions, i);
            lose_body(loss, function);
        }
    } while (loss->functions->len < before);
}

/* -- who is named there */

static void add(struct loss *loss, const struct ir_expr *place, CXType type)
{
    type = clang_getCanonicalType(type);
    const char *label = place->record ? place->record : "";
    g_autofree char *key = g_strdup_printf("%s.%s", label, place->name ? place->name : "");
    if (!place->name || g_hash_table_contains(loss->known, key))
        return;
    g_hash_table_add(loss->known, (gpointer)arena_intern(loss->u->arena, key, -1));
    bool whole = type.kind == CXType_Record || is_array(type);
    g_ptr_array_add(loss->args, (gpointer)(whole ? address(loss->u->init, place) : place));
}

static enum CXChildVisitResult find(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    struct loss *loss = data;
    struct lowering *u = loss->u;
    const bool variable_here = cursor.kind == CXCursor_VarDecl, member = cursor.kind == CXCursor_FieldDecl;
    if (variable_here || member) {
        const char *name = take_string(u, clang_getCursorSpelling(cursor));
        bool named = g_hash_table_contains(member ? loss->members : loss->variables, name) ||
                     (u->cxx && member && g_hash_table_contains(loss->variables, name));
        if (named && in_root(u, cursor))
            add(loss, member ? field(u->init, ir_expr_unknown(), cursor) : variable(u->init, cursor),
                clang_getCursorType(cursor));
        return CXChildVisit_Recurse; /* the struct that it may be of */
    }
    return cursor.kind == CXCursor_FunctionDecl || cursor.kind == CXCursor_CXXMethod ? CXChildVisit_Continue
                                                                                     : CXChildVisit_Recurse;
}

static void hand_over(struct loss *loss)
{
    struct arena *arena = loss->u->arena;
    if (loss->args->len == 0)
        return;
    const struct ir_expr **args = arena_new_array(arena, const struct ir_expr *, loss->args->len);
    memcpy(args, loss->args->pdata, loss->args->len * sizeof *args);
    emit_call(loss->u->init, ir_expr_new(arena, IR_FUNC, arena_intern(arena, IR_LOST, -1), 0, NULL, NULL),
        args, loss->args->len, (struct ir_location){0}, "");
}

void hand_over_lost(struct lowering *u, CXFile file)
{
    size_t size = 0;
    const char *text = file ? clang_getFileContents(u->tu, file, &size) : NULL;
    if (!u->loses || !text)
        return;
    struct loss loss = {
        .u = u,
        .file = file,
        .text = text,
        .end = text + size,
        .read = g_hash_table_new(NULL, NULL),
        .uses = g_hash_table_new(g_str_hash, g_str_equal),
        .variables = g_hash_table_new(g_str_hash, g_str_equal),
        .members = g_hash_table_new(g_str_hash, g_str_equal),
        .functions = g_array_new(FALSE, FALSE, sizeof(CXCursor)),
        .args = g_ptr_array_new(),
        .known = g_hash_table_new(g_str_hash, g_str_equal),
    };
    CXCursor unit = clang_getTranslationUnitCursor(u->tu);
    clang_visitChildren(unit, note_name, &loss);
    lose_names(&loss, text, loss.end, false);
    lose_functions(&loss);
    clang_visitChildren(unit, find, &loss);
    hand_over(&loss);
    g_hash_table_destroy(loss.read);
    g_hash_table_destroy(loss.uses);
    g_hash_table_destroy(loss.variables);
    g_hash_table_destroy(loss.members);
    g_array_free(loss.functions, TRUE);
    g_ptr_array_unref(loss.args);
    g_hash_table_destroy(loss.known);
}
