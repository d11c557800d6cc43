/* Which units begin with the same directives. A preamble ends behind an #include, or behind an #endif around
 * one: what comes before it is no more than includes, macros and conditionals. */
#include "source/private.h"
#include "source/scan_private.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

enum {
    LONGEST_PREAMBLE = 64 * 1024,
    FEWEST_UNITS = 12, /* to compile a preamble takes as long as to parse it twice */
    MOST_PREAMBLES = 64
};

/* Where a preamble of a unit may end. Equal keys: equal preambles, flags, and places to look for headers. */
struct cut {
    int64_t key;
    unsigned length;
    uint32_t hash; /* of what stands before it */
};

struct unit_cuts {
    struct source_unit *unit;
    GArray *cuts; /* struct cut, the shortest first */
};

/* ---- one unit ---- */

enum directive { NO_PREAMBLE, PLAIN, INCLUDE, OPENS, DIVIDES, CLOSES };

static enum directive directive_of(const char *word, size_t length)
{
    static const struct {
        const char *name;
        enum directive directive;
    } directives[] = {
        {"include", INCLUDE},
        {"define", PLAIN},
        {"undef", PLAIN},
        {"if", OPENS},
        {"ifdef", OPENS},
        {"ifndef", OPENS},
        {"elif", DIVIDES},
        {"else", DIVIDES},
        {"endif", CLOSES},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(directives); i++)
        if (strlen(directives[i].name) == length && memcmp(word, directives[i].name, length) == 0)
            return directives[i].directive;
    return NO_PREAMBLE;
}

/* The beginning of a file, without what would have to be cleaned first: spliced lines, NUL bytes, and lines
 * that end in a carriage return alone. A NUL is behind it. */
static size_t read_beginning(const char *path, char text[static LONGEST_PREAMBLE + 1])
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    ssize_t size = file >= 0 ? read(file, text, LONGEST_PREAMBLE) : 0;
    if (file >= 0)
        close(file);
    text[MAX(size, 0)] = '\0';
    size_t length = strcspn(text, "\\");
    const char *at = text;
    while ((at = memchr(at, '\r', length - (size_t)(at - text))) && at[1] == '\n')
        at++;
    if (at)
        length = (size_t)(at - text);
    text[length] = '\0';
    return length;
}

/* What the meaning of a unit's first directives depends on, besides themselves. */
static void hash_unit(XXH3_state_t *state, const struct source_unit *unit)
{
    const char *suffix = strrchr(unit->path, '.');
    XXH3_64bits_update(state, &unit->flags_hash, sizeof unit->flags_hash);
    if (suffix) /* the language */
        XXH3_64bits_update(state, suffix, strlen(suffix));
}

/* The unit's folder counts once a header is found there. */
static int64_t key_of(const XXH3_state_t *state, const char *folder, bool own)
{
    uint64_t key = XXH3_64bits_digest(state);
    return (int64_t)(own ? XXH3_64bits_withSeed(folder, strlen(folder), key) : key);
}

/* May the header be one of this folder, rather than of the search path? `path` is at what follows #include.
 */
static bool is_own(const char *folder, const char *path)
{
    if (*path != '"')
        return *path != '<';
    g_autofree char *name = g_strndup(path + 1, strcspn(path + 1, "\"\n"));
    g_autofree char *absolute = g_build_filename(folder, name, NULL);
    return access(absolute, F_OK) == 0;
}

static void find_cuts(
    const char *text, size_t size, const struct source_unit *unit, const char *folder, GArray *cuts)
{
    const char *end = text + size, *at = text;
    unsigned depth = 0;
    bool own = false, includes = false; /* since the last cut */
    XXH3_state_t *state = XXH3_createState();
    XXH3_64bits_reset(state);
    hash_unit(state, unit);
    while (*(at = lexical_blanks(at, end)) == '#') {
        const char *begin = at, *word = lexical_line_blanks(at + 1, end);
        at = lexical_end_of_word(word);
        enum directive directive = directive_of(word, (size_t)(at - word));
        const char *path = lexical_line_blanks(at, end);
        at = directive == INCLUDE ? directive_skip_include(path, end) : directive_skip(at, end);
        if (directive == NO_PREAMBLE || at == end || (directive == CLOSES && depth == 0))
            break;
        XXH3_64bits_update(state, begin, (size_t)(at - begin) + 1);
        depth = directive == OPENS ? depth + 1 : directive == CLOSES ? depth - 1 : depth;
        includes |= directive == INCLUDE;
        own |= directive == INCLUDE && is_own(folder, path);
        if (includes && depth == 0) {
            size_t length = (size_t)(at - text) + 1;
            struct cut cut = {key_of(state, folder, own), (unsigned)length, XXH32(text, length, 0)};
            g_array_append_val(cuts, cut);
            includes = false;
        }
    }
    XXH3_freeState(state);
}

/* ---- all units ---- */

static GHashTable *count_new(void)
{
    return g_hash_table_new(g_int64_hash, g_int64_equal);
}

static unsigned count_of(GHashTable *counts, const struct cut *cut)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(counts, &cut->key));
}

static void count(GHashTable *counts, struct cut *cut)
{
    g_hash_table_insert(counts, &cut->key, GUINT_TO_POINTER(count_of(counts, cut) + 1));
}

/* The longest preamble that enough units have; NULL when there is none. */
static struct cut *longest(const struct unit_cuts *unit, GHashTable *counts)
{
    for (guint i = unit->cuts->len; i-- > 0;) {
        struct cut *cut = &g_array_index(unit->cuts, struct cut, i);
        if (count_of(counts, cut) >= FEWEST_UNITS)
            return cut;
    }
    return NULL;
}

/* How many units would choose each preamble that is a choice by `counts`. */
static GHashTable *choose(const struct unit_cuts *units, unsigned n, GHashTable *counts)
{
    GHashTable *chosen = count_new();
    for (unsigned i = 0; i < n; i++) {
        struct cut *cut = longest(&units[i], counts);
        if (cut)
            count(chosen, cut);
    }
    return chosen;
}

static GHashTable *count_all(const struct unit_cuts *units, unsigned n)
{
    GHashTable *counts = count_new();
    for (unsigned i = 0; i < n; i++)
        for (guint k = 0; k < units[i].cuts->len; k++)
            count(counts, &g_array_index(units[i].cuts, struct cut, k));
    return counts;
}

static void share(struct source_tree *tree, const struct unit_cuts *units, unsigned n, GHashTable *chosen)
{
    g_autoptr(GHashTable) preambles = count_new();
    for (unsigned i = 0; i < n; i++) {
        struct cut *cut = longest(&units[i], chosen);
        struct source_preamble *preamble = cut ? g_hash_table_lookup(preambles, &cut->key) : NULL;
        if (cut && !preamble && tree->n_preambles < MOST_PREAMBLES) {
            preamble = &tree->preambles[tree->n_preambles++];
            preamble->unit = units[i].unit;
            g_hash_table_insert(preambles, &cut->key, preamble);
        }
        if (preamble) {
            units[i].unit->preamble = preamble;
            units[i].unit->preamble_length = cut->length;
            units[i].unit->preamble_hash = cut->hash;
        }
    }
}

/* The parser reads what `-include` says before the file's own directives. */
static bool has_include_flag(const struct source_unit *unit)
{
    for (const char *const *flag = unit->flags; *flag; flag++)
        if (g_str_has_prefix(*flag, "-include"))
            return true;
    return false;
}

static GArray *read_cuts(const char *root, const struct source_unit *unit, char *buffer)
{
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(struct cut));
    g_autofree char *path = g_canonicalize_filename(unit->path, root);
    g_autofree char *folder = g_path_get_dirname(path);
    if (!has_include_flag(unit))
        find_cuts(buffer, read_beginning(path, buffer), unit, folder, cuts);
    return cuts;
}

void source_find_preambles(struct source_tree *tree, struct source_unit *const *units, unsigned n)
{
    g_autofree char *buffer = g_malloc(LONGEST_PREAMBLE + 1);
    g_autofree struct unit_cuts *all = g_new(struct unit_cuts, n);
    for (unsigned i = 0; i < n; i++)
        all[i] = (struct unit_cuts){units[i], read_cuts(tree->root, units[i], buffer)};
    /* units that chose what too few others chose take what more have chosen */
    g_autoptr(GHashTable) common = count_all(all, n);
    g_autoptr(GHashTable) chosen = choose(all, n, common);
    tree->preambles = arena_new_array(tree->private->arena, struct source_preamble, MOST_PREAMBLES);
    share(tree, all, n, chosen);
    for (unsigned i = 0; i < n; i++)
        g_array_unref(all[i].cuts);
}
