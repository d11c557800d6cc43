#include "front/parse.h"

#include "base/error.h"

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
    /* without, a statement with an unknown name in it is none: with, the name alone is unknown. names.c
     * undoes the corrections. */
    "-fspell-checking",
    "-fspell-checking-limit=50",
    "-fno-color-diagnostics",
};

/* Behind those above: what is new is to be right. */
static const char *const strict[] = {
    "-Werror=implicit-function-declaration",
    "-Werror=int-conversion",
    "-Werror=incompatible-pointer-types",
    "-Werror=return-type",
};

static bool is_cxx_language(const char *language)
{
    return g_str_has_prefix(language, "c++") || g_str_has_prefix(language, "objective-c++");
}

/* libclang does not say which language it took a file for: the last -x does, else the file's name. */
bool parse_is_cxx(const struct front_unit *unit)
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

static GPtrArray *arguments(const struct parse *parse)
{
    GPtrArray *args = g_ptr_array_new();
    g_ptr_array_add(args, (gpointer) "-working-directory");
    g_ptr_array_add(args, (gpointer)parse->unit->directory);
    g_ptr_array_add(args, (gpointer) "-resource-dir");
    g_ptr_array_add(args, (gpointer)CLANG_RESOURCE_DIR);
    for (const char *const *flag = parse->unit->flags; flag && *flag; flag++)
        g_ptr_array_add(args, (gpointer)*flag);
    for (size_t i = 0; i < G_N_ELEMENTS(quiet); i++)
        g_ptr_array_add(args, (gpointer)quiet[i]);
    for (size_t i = 0; parse->unit->strict && i < G_N_ELEMENTS(strict); i++)
        g_ptr_array_add(args, (gpointer)strict[i]);
    for (const char *const *last = parse->last; last && *last; last++)
        g_ptr_array_add(args, (gpointer)*last);
    return args;
}

/* The texts that stand for what files hold. The caller's. */
static GArray *unsaved_files(const struct parse *parse)
{
    GArray *files = g_array_new(FALSE, FALSE, sizeof(struct CXUnsavedFile));
    const struct CXUnsavedFile main_file = {parse->path, parse->text, parse->length};
    if (parse->text)
        g_array_append_val(files, main_file);
    for (unsigned i = 0; i < parse->unit->n_files; i++) {
        const struct overlay *file = &parse->unit->files[i];
        const struct CXUnsavedFile unsaved = {file->path, file->text, file->length};
        g_array_append_val(files, unsaved);
    }
    return files;
}

CXTranslationUnit parse_run(const struct parse *parse, CXIndex index, GError **error)
{
    static const char *const reasons[] = {
        [CXError_Failure] = "the parser failed",
        [CXError_Crashed] = "the parser crashed",
        [CXError_InvalidArguments] = "the parser refused its arguments",
        [CXError_ASTReadError] = "the syntax tree could not be read",
    };
    g_autoptr(GPtrArray) args = arguments(parse);
    g_autoptr(GArray) files = unsaved_files(parse);
    CXTranslationUnit tu = NULL;
    enum CXErrorCode code = clang_parseTranslationUnit2(index, parse->path, (const char *const *)args->pdata,
        (int)args->len, (struct CXUnsavedFile *)files->data, files->len,
        CXTranslationUnit_KeepGoing | parse->options, &tu);
    if (tu)
        return tu;
    const char *reason = code > 0 && code < G_N_ELEMENTS(reasons) ? reasons[code] : reasons[CXError_Failure];
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: %s; check the file's flags", parse->path, reason);
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

void parse_report(CXTranslationUnit tu, const struct front_unit *unit, struct front_result *result)
{
    count_errors(tu, result);
    list_includes(tu, unit, result);
}

static bool is_missed_file(CXDiagnostic diagnostic)
{
    CXString text = clang_getDiagnosticSpelling(diagnostic);
    bool missed = g_str_has_suffix(clang_getCString(text), "' file not found");
    clang_disposeString(text);
    return missed;
}

bool parse_only_misses_files(CXTranslationUnit tu, const char *path)
{
    const CXFile main_file = clang_getFile(tu, path);
    const unsigned n = clang_getNumDiagnostics(tu);
    bool other = false;
    for (unsigned i = 0; i < n && !other; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(tu, i);
        CXFile file = NULL;
        clang_getExpansionLocation(clang_getDiagnosticLocation(diagnostic), &file, NULL, NULL, NULL);
        other = clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error &&
                (!file || clang_File_isEqual(file, main_file)) && !is_missed_file(diagnostic);
        clang_disposeDiagnostic(diagnostic);
    }
    return !other;
}
