/* The whole program: every unit's IR joined into one call graph, tasks found, channels identified, and for
 * each operation that a task can reach, what wakes it. */
#ifndef CHANLINT_LINK_H
#define CHANLINT_LINK_H

#include "ir/ir.h"
#include "link/relations.h"
#include "model/model.h"

/* Links `n` units (which must outlive the call). The caller frees the result. Never fails: what is not
 * understood is left out, in the direction of silence. */
struct relations *link_program(struct ir_unit *const *units, unsigned n, const struct model_set *models);

#endif
