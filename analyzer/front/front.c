/* From a unit to its IR: as a whole, or behind its preamble. */
#include "front/front.h"

#include "base/error.h"
#include "front/parse.h"

#include <string.h>
#include <xxhash.h>

struct lowered {
    unsigned n_functions;
    bool undeclared; /* a function that is named was not found among what was visited */
};

/* leaves: result's IR */
static struct lowered lower(CXTranslationUnit tu, const struct parse *parse, struct front_result *result)
{
    const struct front_unit *unit = parse->unit;
    struct lowering u = {.arena = arena_new(),
        .tu = tu,
        .root = unit->root,
        .directory = unit->directory,
        .cxx = parse_is_cxx(unit)};
    result->ir = g_string_new(NULL);
    unsigned n = lower_unit(&u, parse->path, result->ir);
    arena_free(u.arena);
    return (struct lowered){n, u.undeclared};
}

static bool extract(
    const struct parse *parse, bool excludes_preamble, struct front_result *result, GError **error)
{
    CXIndex index = clang_createIndex(excludes_preamble, 0);
    CXTranslationUnit tu = parse_run(parse, index, error);
    bool again = false;
    if (tu) {
        parse_report(tu, parse->unit, result);
        again = lower(tu, parse, result).undeclared && excludes_preamble;
        clang_disposeTranslationUnit(tu);
    }
    clang_disposeIndex(index);
    if (!again)
        return tu != NULL;
    front_clear(result);
    return extract(parse, false, result, error);
}

/* ---- preambles ---- */

/* The main file, if it still begins with the preamble; NULL if not. */
static char *read_main(const struct front_unit *unit, const char *path, gsize *length)
{
    const struct front_preamble *preamble = &unit->preamble;
    char *text = NULL;
    if (g_file_get_contents(path, &text, length, NULL) && *length >= preamble->length &&
        XXH32(text, preamble->length, 0) == preamble->hash)
        return text;
    g_free(text);
    return NULL;
}

/* Places in the file stay what they are. */
static void blank(char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (text[i] != '\n')
            text[i] = ' ';
}

static bool extract_rest(const struct front_unit *unit, const char *path, struct front_result *result)
{
    const struct front_preamble *preamble = &unit->preamble;
    gsize length = 0;
    g_autofree char *text = preamble->file ? read_main(unit, path, &length) : NULL;
    if (!text)
        return false;
    blank(text, preamble->length);
    const char *const use[] = {"-include-pch", preamble->file, NULL};
    const struct parse rest = {.unit = unit, .path = path, .text = text, .length = length, .last = use};
    return extract(&rest, !preamble->defines, result, NULL);
}

/* leaves: the preamble's file, and result */
static bool compile(const struct parse *head, struct front_result *result)
{
    const char *file = head->unit->preamble.file;
    CXIndex index = clang_createIndex(0, 0);
    CXTranslationUnit tu = parse_run(head, index, NULL);
    bool compiled = false;
    if (tu) {
        parse_report(tu, head->unit, result);
        if (lower(tu, head, result).n_functions == 0)
            g_string_truncate(result->ir, 0);
        compiled = result->n_errors == 0 &&
                   clang_saveTranslationUnit(tu, file, CXSaveTranslationUnit_None) == CXSaveError_None;
        clang_disposeTranslationUnit(tu);
    }
    clang_disposeIndex(index);
    return compiled;
}

bool front_precompile(const struct front_unit *unit, struct front_result *result, GError **error)
{
    const char *const flags[] = {"-x", parse_is_cxx(unit) ? "c++-header" : "c-header", NULL};
    g_autofree char *path = absolute_path(unit->root, unit->path);
    g_autofree char *name = g_strconcat(path, ".preamble", NULL); /* beside it, for what it includes */
    gsize length;
    *result = (struct front_result){0};
    g_autofree char *text = read_main(unit, path, &length);
    const struct parse head = {
        .unit = unit,
        .path = name,
        .text = text,
        .length = unit->preamble.length,
        .last = flags,
        .options = CXTranslationUnit_ForSerialization | CXTranslationUnit_Incomplete,
    };
    if (text && compile(&head, result))
        return true;
    front_clear(result);
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: what it begins with cannot be compiled alone", path);
    return false;
}

/* ---- units ---- */

bool front_extract(const struct front_unit *unit, struct front_result *result, GError **error)
{
    g_autofree char *path = absolute_path(unit->root, unit->path);
    *result = (struct front_result){0};
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s: there is no such file to parse", path);
        return false;
    }
    const struct parse whole = {.unit = unit, .path = path};
    return extract_rest(unit, path, result) || extract(&whole, false, result, error);
}

void front_clear(struct front_result *result)
{
    if (result->ir)
        g_string_free(result->ir, TRUE);
    g_free(result->first_error);
    g_clear_pointer(&result->includes, g_ptr_array_unref);
    *result = (struct front_result){0};
}
