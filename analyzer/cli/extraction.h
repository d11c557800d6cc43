/* The extract phase: every relevant unit's IR, from the cache or from the workers. */
#ifndef CHANLINT_EXTRACTION_H
#define CHANLINT_EXTRACTION_H

#include "ir/ir.h"
#include "store/store.h"

struct extraction {
    struct source_tree *tree;
    struct arena *arena; /* the IR goes there */
    struct store_cache *cache; /* NULL: every unit is parsed */
    const char *worker;
    unsigned jobs;
    unsigned seconds; /* that a unit may take; 0: more than any needs */
    bool progress; /* a line on stderr that is erased at the end */
    unsigned missing; /* units that are still to be parsed */
    bool open; /* units will be read anew: extraction_vary */

    /* left by extraction_run; the arrays are by unit, NULL where there is nothing to say */
    struct ir_unit **units;
    char **failures; /* why it could not be analysed */
    char **first_errors; /* the compiler's first error */
    unsigned parsed, cached, failed, with_errors;
    char *cache_error; /* why results could not be kept, or NULL */
};

/* Names the content of all relevant units and of what they included; false when one is not in the cache. */
bool extraction_digest(const struct extraction *extraction, uint64_t *digest);

/* In place of extraction_run, when the IR is not needed and extraction_digest knows all units: leaves the
 * same, but for `units`. */
void extraction_recall(struct extraction *extraction);

/* False when the workers cannot be run at all. */
bool extraction_run(struct extraction *extraction, GError **error);

/* Several, whose units share the workers, which are those of the first. `done`, which may end it, is called
 * with each as soon as it is whole. */
typedef void extraction_done(struct extraction *extraction, void *context);
bool extraction_run_all(
    struct extraction *const *extractions, unsigned n, extraction_done *done, void *context, GError **error);

/* The units in whose IR one of the files is, const struct source_unit *. The caller's. */
GPtrArray *extraction_units_with(
    const struct extraction *extraction, const struct overlay *files, unsigned n_files);

/* Parses these units with these texts in place of the files. `units` and `errors`, as many as there are units
 * in the tree, get what the units are now, and how many errors the compiler has in them, where old code is
 * let through with nothing. False when one cannot be analysed. */
bool extraction_vary(const struct extraction *extraction, const GPtrArray *varied_units,
    const struct overlay *files, unsigned n_files, struct ir_unit **units, unsigned *errors);

void extraction_clear(struct extraction *extraction);

#endif
