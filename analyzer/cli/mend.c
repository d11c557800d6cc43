#include "cli/mend.h"

#include <string.h>

/* A file as it is. */
struct source {
    const char *file; /* relative to the root */
    char *path, *text; /* text: NULL when it cannot be read, or is not to be */
    gsize length;
    int64_t digest;
};

struct fix_edit {
    const struct source *source;
    struct edit edit;
};

enum { ERRORS_UNKNOWN = INT_MAX };

/* All that is to be done for a finding. */
struct fix {
    const char *fingerprint, *defect;
    GArray *edits; /* of struct fix_edit */
};

struct mender {
    const struct mending *mending;
    struct arena *arena;
    GHashTable *sources; /* file -> struct source */
    GHashTable *before; /* defect -> how often */
    unsigned *errors; /* by unit: how many there are as it is, or ERRORS_UNKNOWN */
};

static void source_clear(gpointer data)
{
    struct source *source = data;
    g_free(source->path);
    g_free(source->text);
    g_free(source);
}

static void fix_free(gpointer data)
{
    struct fix *fix = data;
    g_array_unref(fix->edits);
    g_free(fix);
}

static const struct source *source_of(struct mender *mender, const char *file)
{
    const char *root = mender->mending->extraction->tree->root;
    struct source *source = g_hash_table_lookup(mender->sources, file);
    if (source)
        return source;
    source = g_new0(struct source, 1);
    source->file = file;
    source->path = g_canonicalize_filename(file, root);
    source->text = store_source(root, file, &source->length, &source->digest);
    g_hash_table_insert(mender->sources, (gpointer)file, source);
    return source;
}

/* -- the texts that fixes make -- */

/* One file with what fixes do to it. */
struct variant {
    const struct source *source;
    GArray *edits; /* of struct edit */
    GString *text;
};

static void variant_free(gpointer data)
{
    struct variant *variant = data;
    g_array_unref(variant->edits);
    if (variant->text)
        g_string_free(variant->text, TRUE);
    g_free(variant);
}

static struct variant *variant_of(GPtrArray *variants, const struct source *source)
{
    for (guint i = 0; i < variants->len; i++) {
        struct variant *variant = g_ptr_array_index(variants, i);
        if (variant->source == source)
            return variant;
    }
    struct variant *variant = g_new0(struct variant, 1);
    variant->source = source;
    variant->edits = g_array_new(FALSE, FALSE, sizeof(struct edit));
    g_ptr_array_add(variants, variant);
    return variant;
}

/* What the fixes make of the files; NULL when two of them touch the same place. */
static GPtrArray *vary(const GPtrArray *fixes)
{
    g_autoptr(GPtrArray) variants = g_ptr_array_new_with_free_func(variant_free);
    for (guint f = 0; f < fixes->len; f++) {
        const GArray *edits = ((const struct fix *)g_ptr_array_index(fixes, f))->edits;
        for (guint i = 0; i < edits->len; i++) {
            const struct fix_edit *edit = &g_array_index(edits, struct fix_edit, i);
            g_array_append_val(variant_of(variants, edit->source)->edits, edit->edit);
        }
    }
    for (guint i = 0; i < variants->len; i++) {
        struct variant *variant = g_ptr_array_index(variants, i);
        if (!edits_order(variant->edits))
            return NULL;
        variant->text = edits_apply(variant->source->text, variant->source->length, variant->edits);
    }
    return g_steal_pointer(&variants);
}

/* -- what comes of them -- */

static unsigned sum_of(const struct mender *mender, const GPtrArray *units, const unsigned *errors)
{
    unsigned sum = 0;
    for (guint i = 0; i < units->len; i++)
        sum += errors[(const struct source_unit *)g_ptr_array_index(units, i) -
                      mender->mending->extraction->tree->units];
    return sum;
}

/* leaves: of these units, the errors that they have as they are; parses those of which that is not known */
static bool count_errors(const struct mender *mender, const GPtrArray *units, const GPtrArray *variants)
{
    const struct extraction *extraction = mender->mending->extraction;
    g_autoptr(GPtrArray) unknown = g_ptr_array_new();
    g_autofree struct overlay *files = g_new(struct overlay, variants->len);
    g_autofree struct ir_unit **parsed = g_new0(struct ir_unit *, extraction->tree->n_units);
    for (guint i = 0; i < units->len; i++) {
        const struct source_unit *unit = g_ptr_array_index(units, i);
        if (mender->errors[unit - extraction->tree->units] == ERRORS_UNKNOWN)
            g_ptr_array_add(unknown, (gpointer)unit);
    }
    for (guint i = 0; i < variants->len; i++) {
        const struct source *source = ((const struct variant *)g_ptr_array_index(variants, i))->source;
        files[i] = (struct overlay){source->path, source->text, source->length};
    }
    return unknown->len == 0 ||
           extraction_vary(extraction, unknown, files, variants->len, parsed, mender->errors);
}

/* leaves: units; false when there are more compile errors than without */
static bool parse(const struct mender *mender, const GPtrArray *variants, struct ir_unit **units)
{
    const struct extraction *extraction = mender->mending->extraction;
    g_autofree struct overlay *files = g_new(struct overlay, variants->len);
    g_autofree unsigned *errors = g_new0(unsigned, extraction->tree->n_units);
    for (guint i = 0; i < variants->len; i++) {
        const struct variant *variant = g_ptr_array_index(variants, i);
        files[i] = (struct overlay){variant->source->path, variant->text->str, variant->text->len};
    }
    g_autoptr(GPtrArray) varied = extraction_units_with(extraction, files, variants->len);
    return varied->len > 0 && count_errors(mender, varied, variants) &&
           extraction_vary(extraction, varied, files, variants->len, units, errors) &&
           sum_of(mender, varied, errors) <= sum_of(mender, varied, mender->errors);
}

/* What the units' annotations say counts here, too; NULL when they make no sense. */
static struct relations *link_variant(const struct mending *mending, const GPtrArray *units)
{
    struct annotations *annotations = annotations_new();
    struct link_input input = *mending->input;
    input.units = (struct ir_unit *const *)units->pdata;
    input.n_units = units->len;
    input.annotations = annotations;
    bool annotated = link_annotate(input.units, input.n_units, annotations, NULL);
    struct relations *relations = annotated ? link_program(&input) : NULL;
    annotations_free(annotations);
    return relations;
}

/* The defects of the program with these units; NULL when it cannot be told. */
static GHashTable *check(const struct mender *mender, struct ir_unit *const *units)
{
    const struct mending *mending = mender->mending;
    const struct source_tree *tree = mending->extraction->tree;
    g_autoptr(GPtrArray) present = g_ptr_array_new();
    for (unsigned i = 0; i < tree->n_units; i++)
        if (units[i])
            g_ptr_array_add(present, units[i]);
    struct relations *relations = link_variant(mending, present);
    if (!relations)
        return NULL;
    const struct store_run run = {
        .root = tree->root, .version = CHANLINT_VERSION, .clang_version = CHANLINT_CLANG_VERSION};
    struct store *store = store_open(":memory:", NULL);
    int64_t id = store ? store_save(store, &run, relations, mending->checks, NULL) : 0;
    GHashTable *defects = id ? store_defects(store, id, NULL) : NULL;
    store_close(store);
    relations_free(relations);
    return defects;
}

static int count(GHashTable *defects, const char *defect)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(defects, defect));
}

/* Is there nothing now that was not there before? */
static bool adds_none(const struct mender *mender, GHashTable *after)
{
    GHashTableIter iter;
    gpointer defect;
    g_hash_table_iter_init(&iter, after);
    while (g_hash_table_iter_next(&iter, &defect, NULL))
        if (count(after, defect) > count(mender->before, defect))
            return false;
    return true;
}

/* Is each fix's finding gone? */
static bool mends_all(const struct mender *mender, GHashTable *after, const GPtrArray *fixes)
{
    for (guint i = 0; i < fixes->len; i++) {
        const struct fix *fix = g_ptr_array_index(fixes, i);
        int mended = 0;
        for (guint j = 0; j < fixes->len; j++)
            mended += g_str_equal(fix->defect, ((const struct fix *)g_ptr_array_index(fixes, j))->defect);
        if (count(after, fix->defect) > count(mender->before, fix->defect) - mended)
            return false;
    }
    return true;
}

/* Do the fixes, all done at once, mend their findings and nothing else? */
static bool hold(const struct mender *mender, const GPtrArray *fixes)
{
    const struct extraction *extraction = mender->mending->extraction;
    const unsigned n = extraction->tree->n_units;
    g_autofree struct ir_unit **units = g_memdup2(extraction->units, n * sizeof *extraction->units);
    g_autoptr(GPtrArray) variants = vary(fixes);
    if (!variants || !parse(mender, variants, units))
        return false;
    g_autoptr(GHashTable) after = check(mender, units);
    return after && adds_none(mender, after) && mends_all(mender, after, fixes);
}

/* -- which fixes there are -- */

/* The fix that these steps are; NULL when one cannot be done. */
static struct fix *plan(struct mender *mender, const struct store_proposal *proposals, guint n)
{
    struct fix *fix = g_new0(struct fix, 1);
    *fix = (struct fix){
        proposals->fingerprint, proposals->defect, g_array_new(FALSE, FALSE, sizeof(struct fix_edit))};
    for (guint i = 0; i < n; i++) {
        const struct source *source = source_of(mender, proposals[i].file);
        g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(struct edit));
        if (!source->text ||
            !fix_plan(mender->arena, source->text, source->length, &proposals[i].step, edits)) {
            fix_free(fix);
            return NULL;
        }
        for (guint e = 0; e < edits->len; e++) {
            const struct fix_edit edit = {source, g_array_index(edits, struct edit, e)};
            g_array_append_val(fix->edits, edit);
        }
    }
    return fix;
}

/* Of each finding, the first of what is proposed that holds by itself. */
static GPtrArray *find_fixes(struct mender *mender, const GArray *proposals)
{
    const struct store_proposal *all = (const struct store_proposal *)proposals->data;
    GPtrArray *fixes = g_ptr_array_new_with_free_func(fix_free);
    const char *mended = NULL;
    for (guint i = 0, end; i < proposals->len; i = end) {
        for (end = i + 1;
             end < proposals->len && all[end].fingerprint == all[i].fingerprint && all[end].n == all[i].n;)
            end++;
        struct fix *fix = mended != all[i].fingerprint ? plan(mender, all + i, end - i) : NULL;
        g_autoptr(GPtrArray) alone = g_ptr_array_new();
        g_ptr_array_add(alone, fix);
        if (fix && hold(mender, alone)) {
            mended = fix->fingerprint;
            g_ptr_array_add(fixes, fix);
        } else if (fix) {
            fix_free(fix);
        }
    }
    return fixes;
}

/* Those of the fixes that hold together: all, or else one after the other as long as they do. The caller's
 * array of theirs. */
static GPtrArray *find_patch(const struct mender *mender, const GPtrArray *fixes)
{
    GPtrArray *patch = g_ptr_array_copy((GPtrArray *)fixes, NULL, NULL);
    g_ptr_array_set_free_func(patch, NULL);
    if (fixes->len < 2 || hold(mender, fixes))
        return patch;
    g_ptr_array_set_size(patch, 0);
    for (guint i = 0; i < fixes->len; i++) {
        g_ptr_array_add(patch, g_ptr_array_index(fixes, i));
        if (i > 0 && !hold(mender, patch))
            g_ptr_array_remove_index(patch, patch->len - 1);
    }
    return patch;
}

/* -- keeping them -- */

/* SARIF counts what UTF-16 has of characters. */
static void find_place(const struct source *source, gsize at, unsigned *line, unsigned *column)
{
    *line = *column = 1;
    for (gsize i = 0; i < at; i++) {
        const guchar byte = (guchar)source->text[i];
        *column += byte < 0x80 || byte >= 0xc0 ? 1u + (byte >= 0xf0) : 0u;
        if (byte == '\n') {
            ++*line;
            *column = 1;
        }
    }
}

static GArray *edits_to_keep(const GPtrArray *fixes)
{
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(struct store_edit));
    for (guint f = 0; f < fixes->len; f++) {
        const struct fix *fix = g_ptr_array_index(fixes, f);
        for (guint i = 0; i < fix->edits->len; i++) {
            const struct fix_edit *edit = &g_array_index(fix->edits, struct fix_edit, i);
            const struct source *source = edit->source;
            struct store_edit keep = {.fingerprint = fix->fingerprint,
                .file = source->file,
                .digest = source->digest,
                .edit = edit->edit};
            find_place(source, edit->edit.at, &keep.line, &keep.column);
            find_place(source, edit->edit.at + edit->edit.length, &keep.end_line, &keep.end_column);
            g_array_append_val(kept, keep);
        }
    }
    return kept;
}

static bool mend(struct mender *mender, const GArray *proposals, GError **error)
{
    const struct mending *mending = mender->mending;
    if (!(mender->before = store_defects(mending->store, mending->run, error)))
        return false;
    g_autoptr(GPtrArray) fixes = find_fixes(mender, proposals);
    g_autoptr(GPtrArray) patch = find_patch(mender, fixes);
    g_autoptr(GArray) kept = edits_to_keep(patch);
    return store_add_edits(mending->store, mending->run, kept, error);
}

bool mend_run(const struct mending *mending, GError **error)
{
    struct mender mender = {
        .mending = mending,
        .arena = arena_new(),
        .sources = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, source_clear),
        .errors = g_new(unsigned, mending->extraction->tree->n_units),
    };
    for (unsigned i = 0; i < mending->extraction->tree->n_units; i++)
        mender.errors[i] = ERRORS_UNKNOWN;
    g_autoptr(GArray) proposals = store_proposals(mending->store, mending->run, mender.arena, error);
    bool done = proposals && mend(&mender, proposals, error);
    g_hash_table_destroy(mender.sources);
    g_clear_pointer(&mender.before, g_hash_table_destroy);
    g_free(mender.errors);
    arena_free(mender.arena);
    return done;
}
