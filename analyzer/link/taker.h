/* Receivers, and how they go away. Private to link/. */
#ifndef CHANLINT_TAKER_H
#define CHANLINT_TAKER_H

#include "link/linked.h"

/* A receive, alone or as a clause of a select. */
struct taker {
    uint32_t row; /* of the op that blocks in it */
    struct op *op;
    uint32_t channel;
};

/* How the taker can go away while the send in row `send` is blocked, as what follows its name; NULL: it
 * cannot, as the program is written. */
const char *taker_leaves(struct linked *linked, const struct taker *taker, guint send);

#endif
