/* Parsing, and what the compiler said about it. */
#include "base/error.h"
#include "front/lower.h"

#include <string.h>

/* Old code must parse: what a newer compiler refuses by default is let through. -Wno-everything also keeps
 * clang from the analyses that only its warnings need. */
static const char *const quiet[] = {
    "-Wno-everything",
    "-Wno-error",
    "-Wno-implicit-function-declaration",
    "-Wno-implicit-int",
    "-Wno-int-conversion",
    "-Wno-incompatible-pointer-types",
    "-Wno-incompatible-function-pointer-types",
    "-Wno-return-type",
    "-ferror-limit=0",
    "-fno-spell-checking",
    "-fno-color-diagnostics",
};

static bool is_cxx_language(const char *language)
{
    return g_str_has_prefix(language, "c++") || g_str_has_prefix(language, "objective-c++");
}

/* libclang does not say which language it took a file for: the last -x does, else the file's name. */
static bool is_cxx(const struct front_unit *unit)
{
    static const char *const suffixes[] = {
        ".cc", ".cpp", ".cxx", ".c++", ".C", ".cppm", ".hh", ".hpp", ".hxx", ".mm"};
    bool said = false, cxx = false;
    for (const char *const *flag = unit->flags; flag && *flag; flag++) {
        const char *language = NULL;
        if (strcmp(*flag, "-x") == 0 && flag[1])
            language = flag[1];
        else if (g_str_has_prefix(*flag, "-x"))
            language = *flag + 2;
        if (language) {
            said = true;
            cxx = is_cxx_language(language);
        }
    }
    for (size_t i = 0; !said && !cxx && i < G_N_ELEMENTS(suffixes); i++)
        cxx = g_str_has_suffix(unit->path, suffixes[i]);
    return cxx;
}

static GPtrArray *arguments(const struct front_unit *unit)
{
    GPtrArray *args = g_ptr_array_new();
    g_ptr_array_add(args, (gpointer) "-working-directory");
    g_ptr_array_add(args, (gpointer)unit->directory);
    g_ptr_array_add(args, (gpointer) "-resource-dir");
    g_ptr_array_add(args, (gpointer)CLANG_RESOURCE_DIR);
    for (const char *const *flag = unit->flags; flag && *flag; flag++)
        g_ptr_array_add(args, (gpointer)*flag);
    for (size_t i = 0; i < G_N_ELEMENTS(quiet); i++)
        g_ptr_array_add(args, (gpointer)quiet[i]);
    return args;
}

static CXTranslationUnit parse(CXIndex index, const struct front_unit *unit, const char *path, GError **error)
{
    static const char *const reasons[] = {
        [CXError_Failure] = "the parser failed",
        [CXError_Crashed] = "the parser crashed",
        [CXError_InvalidArguments] = "the parser refused its arguments",
        [CXError_ASTReadError] = "the syntax tree could not be read",
    };
    g_autoptr(GPtrArray) args = arguments(unit);
    CXTranslationUnit tu = NULL;
    enum CXErrorCode code = clang_parseTranslationUnit2(index, path, (const char *const *)args->pdata,
        (int)args->len, NULL, 0, CXTranslationUnit_KeepGoing, &tu);
    if (tu)
        return tu;
    const char *reason = code > 0 && code < G_N_ELEMENTS(reasons) ? reasons[code] : reasons[CXError_Failure];
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: %s; check the file's flags", path, reason);
    return NULL;
}

static char *message_of(CXDiagnostic diagnostic)
{
    CXFile file;
    unsigned line, column;
    clang_getExpansionLocation(clang_getDiagnosticLocation(diagnostic), &file, &line, &column, NULL);
    CXString name = clang_getFileName(file), text = clang_getDiagnosticSpelling(diagnostic);
    char *message =
        file ? g_strdup_printf("%s:%u:%u: %s", clang_getCString(name), line, column, clang_getCString(text))
             : g_strdup(clang_getCString(text));
    clang_disposeString(name);
    clang_disposeString(text);
    return message;
}

static void count_errors(CXTranslationUnit tu, struct front_result *result)
{
    unsigned n = clang_getNumDiagnostics(tu);
    for (unsigned i = 0; i < n; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(tu, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            result->n_errors++;
            if (!result->first_error)
                result->first_error = message_of(diagnostic);
        }
        clang_disposeDiagnostic(diagnostic);
    }
}

struct inclusions {
    GPtrArray *paths;
    GHashTable *seen;
    const char *directory;
};

static void add_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    (void)stack;
    struct inclusions *inclusions = data;
    if (depth == 0)
        return;
    CXString name = clang_getFileName(file);
    char *path = absolute_path(inclusions->directory, clang_getCString(name));
    clang_disposeString(name);
    if (g_hash_table_contains(inclusions->seen, path)) {
        g_free(path);
        return;
    }
    g_hash_table_add(inclusions->seen, path);
    g_ptr_array_add(inclusions->paths, path);
}

static void list_includes(CXTranslationUnit tu, const struct front_unit *unit, struct front_result *result)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    result->includes = g_ptr_array_new_with_free_func(g_free);
    struct inclusions inclusions = {result->includes, seen, unit->directory};
    clang_getInclusions(tu, add_inclusion, &inclusions);
}

static void lower(CXTranslationUnit tu, const struct front_unit *unit, const char *path, GString *ir)
{
    struct lowering u = {.arena = arena_new(),
        .tu = tu,
        .root = unit->root,
        .directory = unit->directory,
        .cxx = is_cxx(unit)};
    lower_unit(&u, path, ir);
    arena_free(u.arena);
}

bool front_extract(const struct front_unit *unit, struct front_result *result, GError **error)
{
    g_autofree char *path = absolute_path(unit->root, unit->path);
    *result = (struct front_result){0};
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: there is no such file to parse", path);
        return false;
    }
    CXIndex index = clang_createIndex(0, 0);
    CXTranslationUnit tu = parse(index, unit, path, error);
    if (tu) {
        count_errors(tu, result);
        list_includes(tu, unit, result);
        result->ir = g_string_new(NULL);
        lower(tu, unit, path, result->ir);
        clang_disposeTranslationUnit(tu);
    }
    clang_disposeIndex(index);
    return tu != NULL;
}

void front_clear(struct front_result *result)
{
    if (result->ir)
        g_string_free(result->ir, TRUE);
    g_free(result->first_error);
    g_clear_pointer(&result->includes, g_ptr_array_unref);
    *result = (struct front_result){0};
}
