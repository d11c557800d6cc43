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
        .cxx = parse_is_cxx(unit),
        .broken = result->n_errors > 0,
        .loses = !parse_only_misses_files(tu, parse->path)};
    result->ir = g_string_new(NULL);
    unsigned n = lower_unit(&u, parse->path, result->ir);
    arena_free(u.arena);
    return (struct lowered){n, u.undeclared};
}

struct tree {
    CXIndex index;
    CXTranslationUnit tu; /* NULL: there is nothing to work with */
    struct lowered lowered;
};

/* leaves: result */
static struct tree open_tree(
    const struct parse *parse, bool excludes_preamble, struct front_result *result, GError **error)
{
    struct tree tree = {.index = clang_createIndex(excludes_preamble, 0)};
    tree.tu = parse_run(parse, tree.index, error);
    if (tree.tu) {
        parse_report(tree.tu, parse->unit, result);
        tree.lowered = lower(tree.tu, parse, result);
    }
    return tree;
}

static void close_tree(const struct tree *tree)
{
    if (tree->tu)
        clang_disposeTranslationUnit(tree->tu);
    clang_disposeIndex(tree->index);
}

static bool extract(
    const struct parse *parse, bool excludes_preamble, struct front_result *result, GError **error)
{
    const struct tree tree = open_tree(parse, excludes_preamble, result, error);
    close_tree(&tree);
    if (!tree.lowered.undeclared || !excludes_preamble)
        return tree.tu != NULL;
    front_clear(result);
    return extract(parse, false, result, error);
}

/* ---- preambles ---- */

/* A preamble with errors is as good as the units would be. */
#define WITH_ERRORS "-Xclang", "-fallow-pch-with-compiler-errors"

/* Behind the path of the main file, for what its preamble is called. */
#define SUFFIX ".preamble"

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

/* Where in the unit the error in the preamble is that names this header, `PATH.preamble:1:10: 'a.h' file not
 * found`: other comments stand around the same directives. Any other error is in a header, and stays as it
 * is. */
static char *place_error(const char *error, const char *path, const char *text, gsize length)
{
    const char *message = strstr(error, SUFFIX ":"), *name = message ? strchr(message, '\'') : NULL;
    const char *end = name ? strchr(name + 1, '\'') : NULL;
    if (!end)
        return g_strdup(error);
    g_autofree char *header = g_strndup(name + 1, (gsize)(end - name) - 1);
    g_autofree char *quoted = g_strdup_printf("\"%s\"", header), *angled = g_strdup_printf("<%s>", header);
    const char *at = g_strstr_len(text, (gssize)length, quoted);
    at = at ? at : g_strstr_len(text, (gssize)length, angled);
    unsigned line = 1, column = 1;
    for (const char *c = text; c < at; c++, column++)
        if (*c == '\n') {
            line++;
            column = 0;
        }
    return g_strdup_printf("%s:%u:%u: %s", path, line, column, name);
}

static void add_errors(
    const struct front_unit *unit, const char *path, const char *text, struct front_result *result)
{
    const struct front_preamble *preamble = &unit->preamble;
    result->n_errors += preamble->n_errors;
    if (preamble->n_errors) {
        g_free(result->first_error);
        result->first_error = place_error(preamble->first_error, path, text, preamble->length);
    }
}

static bool extract_rest(const struct front_unit *unit, const char *path, struct front_result *result)
{
    const struct front_preamble *preamble = &unit->preamble;
    gsize length = 0;
    g_autofree char *text = preamble->file ? read_main(unit, path, &length) : NULL;
    if (!text)
        return false;
    g_autofree char *head = g_strndup(text, preamble->length);
    blank(text, preamble->length);
    const char *const use[] = {"-include-pch", preamble->file, WITH_ERRORS, NULL};
    const struct parse rest = {.unit = unit, .path = path, .text = text, .length = length, .last = use};
    if (!extract(&rest, !preamble->defines, result, NULL))
        return false;
    add_errors(unit, path, head, result);
    return true;
}

/* leaves: the preamble's file, and result */
static bool compile(const struct parse *head, struct front_result *result)
{
    const struct tree tree = open_tree(head, false, result, NULL);
    bool compiled = tree.tu && parse_only_misses_files(tree.tu, head->path) &&
                    clang_saveTranslationUnit(
                        tree.tu, head->unit->preamble.file, CXSaveTranslationUnit_None) == CXSaveError_None;
    if (tree.tu && tree.lowered.n_functions == 0)
        g_string_truncate(result->ir, 0);
    close_tree(&tree);
    return compiled;
}

bool front_precompile(const struct front_unit *unit, struct front_result *result, GError **error)
{
    const char *const flags[] = {"-x", parse_is_cxx(unit) ? "c++-header" : "c-header", WITH_ERRORS, NULL};
    g_autofree char *path = absolute_path(unit->root, unit->path);
    g_autofree char *name = g_strconcat(path, SUFFIX, NULL); /* beside it, for what it includes */
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
