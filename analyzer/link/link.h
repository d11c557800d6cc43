/* The whole program: every unit's IR joined into one call graph, tasks found, channels identified, and for
 * each operation that a task can reach, what wakes it. */
#ifndef CHANLINT_LINK_H
#define CHANLINT_LINK_H

#include "ir/ir.h"
#include "link/relations.h"
#include "model/annotation.h"

/* How many files of the tree define a function of the name, the units' included. What no unit defines is part
 * of the program all the same, and does nothing to channels. */
typedef unsigned link_definers(const char *name, const void *context);

struct link_input {
    struct ir_unit *const *units; /* must outlive the call */
    unsigned n_units;
    const struct model_set *models;
    const struct annotations
        *annotations; /* of link_annotate; may be NULL: what the code says does not count */
    bool suggest; /* for which functions a model may be wanted, too */
    link_definers *definers; /* may be NULL: the units are all there is */
    const void *context;
};

/* Adds what the units' annotations say. False and an error that names file, line and column when one makes no
 * sense, or a function has several. */
bool link_annotate(struct ir_unit *const *units, unsigned n, struct annotations *annotations, GError **error);

/* The caller frees the result. Never fails: what is not understood is left out, in the direction of silence.
 */
struct relations *link_program(const struct link_input *input);

#endif
