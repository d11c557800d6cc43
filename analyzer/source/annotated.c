/* Which functions the tree annotates, `CHANLINT(send(0)) void push(struct queue *q, int item);`, as far as
 * the text shows it: any name that is called in a declaration which has an annotation, or a macro that makes
 * one. */
#include "source/private.h"
#include "source/scan_private.h"

#include <string.h>

#define MACRO "CHANLINT" /* of rules/headers/chanlint/chanlint.h */
#define PREFIX "chanlint:"

struct annotation_search {
    struct source_private *source;
    GHashTable *makers; /* names of macros that make annotations -> whether these may be a spawn's */
    GHashTable *found; /* what annotated_names returns */
    bool grew; /* a macro was found */
    const char *end; /* of the text at hand */
    GArray *called; /* names since the last `;` or brace */
    bool annotated, spawns; /* what stands there, too */
};

/* ---- what an annotation looks like ---- */

static bool has_text(const char *at, const char *end, const char *text)
{
    return memmem(at, (size_t)(end - at), text, strlen(text)) != NULL;
}

static bool is_word_at(const char *at, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(at, word, length) == 0;
}

static bool is_maker(const struct annotation_search *search, const char *at, size_t length, bool *spawns)
{
    g_autofree char *name = g_strndup(at, length);
    gpointer value;
    bool found = g_hash_table_lookup_extended(search->makers, name, NULL, &value);
    *spawns |= found && value;
    return found;
}

/* Behind the parentheses at the name's end, if there are any. */
static const char *behind_parentheses(const char *at, const char *end)
{
    const char *open = lexical_blanks(at, end);
    unsigned depth = 0;
    if (*open != '(')
        return at;
    for (at = open; at < end;
         at = lexical_class(at) == LETTER ? lexical_end_of_word(at) : lexical_token(at, end)) {
        depth += *at == '(';
        if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return end;
}

/* ---- macros ---- */

/* Does the text name what makes annotations, or write one? */
static bool makes_annotations(
    const struct annotation_search *search, const char *at, const char *end, bool *spawns)
{
    bool makes = has_text(at, end, "\"" PREFIX);
    while (at < end) {
        const char *begin = at;
        if (lexical_class(at) != LETTER) {
            at = lexical_token(at, end);
            continue;
        }
        at = lexical_end_of_word(at);
        makes |= is_maker(search, begin, (size_t)(at - begin), spawns);
    }
    return makes;
}

/* At the `#` of a line; leaves: makers */
static const char *read_directive(struct annotation_search *search, const char *at, const char *end)
{
    const char *word = lexical_line_blanks(at + 1, end), *behind = directive_skip(at, end);
    const char *name = lexical_end_of_word(word);
    if (!is_word_at(word, (size_t)(name - word), "define"))
        return behind;
    name = lexical_line_blanks(name, end);
    const char *body = lexical_end_of_word(name);
    g_autofree char *macro = g_strndup(name, (gsize)(body - name));
    bool spawns = has_text(body, behind, "spawn");
    if (g_hash_table_contains(search->makers, macro) || !makes_annotations(search, body, behind, &spawns))
        return behind;
    g_hash_table_insert(search->makers, g_steal_pointer(&macro), GINT_TO_POINTER(spawns));
    search->grew = true;
    return behind;
}

/* ---- declarations ---- */

static void end_declaration(struct annotation_search *search)
{
    for (guint i = 0; search->annotated && i < search->called->len; i++) {
        gpointer name = GUINT_TO_POINTER(g_array_index(search->called, uint32_t, i));
        bool spawns = search->spawns || g_hash_table_lookup(search->found, name);
        g_hash_table_insert(search->found, name, GINT_TO_POINTER(spawns));
    }
    g_array_set_size(search->called, 0);
    search->annotated = search->spawns = false;
}

static const char *read_word(struct annotation_search *search, const char *at, const char *end)
{
    const char *begin = at;
    at = lexical_end_of_word(at);
    const size_t length = (size_t)(at - begin);
    const char *literal = lexical_prefixed(begin, at, end);
    if (literal)
        return literal;
    if (is_maker(search, begin, length, &search->spawns)) {
        const char *behind = behind_parentheses(at, end);
        search->annotated = true;
        search->spawns |= has_text(at, behind, "spawn");
        return behind;
    }
    if (*lexical_blanks(at, end) != '(' || is_word_at(begin, length, "annotate"))
        return at;
    g_autofree char *word = g_strndup(begin, length);
    uint32_t name = scan_find(search->source->scan, word);
    if (name != SCAN_NO_NAME)
        g_array_append_val(search->called, name);
    return at;
}

static const char *read_string(struct annotation_search *search, const char *at, const char *end)
{
    const char *behind = lexical_token(at, end);
    if (has_text(at, behind, PREFIX)) {
        search->annotated = true;
        search->spawns |= has_text(at, behind, "spawn");
    }
    return behind;
}

static void read_text(struct annotation_search *search, const char *text, const char *end)
{
    for (const char *at = text; at < end;) {
        switch (lexical_class(at)) {
        case LETTER:
            at = read_word(search, at, end);
            break;
        case QUOTE:
            at = read_string(search, at, end);
            break;
        case HASH:
            at = directive_begins(text, at) ? read_directive(search, at, end) : at + 1;
            break;
        default:
            if (*at == ';' || *at == '{' || *at == '}')
                end_declaration(search);
            at = lexical_token(at, end);
        }
    }
    end_declaration(search);
}

/* ---- the tree ---- */

static bool may_annotate(const struct annotation_search *search, const char *text, const char *end)
{
    GHashTableIter iter;
    gpointer maker;
    if (has_text(text, end, PREFIX))
        return true;
    g_hash_table_iter_init(&iter, search->makers);
    while (g_hash_table_iter_next(&iter, &maker, NULL))
        if (has_text(text, end, maker))
            return true;
    return false;
}

static void read_file(struct annotation_search *search, const struct source_file *file)
{
    g_autofree char *path =
        g_build_filename(*search->source->root ? search->source->root : "/", file->path, NULL);
    g_autofree char *text = NULL;
    gsize size;
    if (!file->scan.read || !g_file_get_contents(path, &text, &size, NULL) ||
        !may_annotate(search, text, text + size))
        return;
    size = lexical_clean(text, size); /* there is room for its NUL: that of g_file_get_contents */
    read_text(search, text, text + size);
}

/* A macro may be made of one that a file further down defines. */
static void read_files(struct annotation_search *search)
{
    do {
        search->grew = false;
        for (guint i = 0; i < search->source->files->len; i++)
            read_file(search, search->source->files->pdata[i]);
    } while (search->grew);
}

GHashTable *annotated_names(struct source_private *source)
{
    if (scan_find(source->scan, MACRO) == SCAN_NO_NAME && scan_find(source->scan, "annotate") == SCAN_NO_NAME)
        return NULL;
    struct annotation_search search = {
        .source = source,
        .makers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .found = g_hash_table_new(NULL, NULL),
        .called = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
    };
    g_hash_table_insert(search.makers, g_strdup(MACRO), NULL);
    read_files(&search);
    g_array_free(search.called, TRUE);
    g_hash_table_destroy(search.makers);
    return search.found;
}
