/* Senders, and how they go away while a receive waits. Private to link/. */
#ifndef CHANLINT_GIVER_H
#define CHANLINT_GIVER_H

#include "link/taker.h"

/* A receive, and the rows with operations that give it what it waits for. */
struct wanting {
    const struct taker *taker;
    const GArray *stops; /* and those that may be such in disguise */
};

/* How the operation of the row, one of those, goes away for good while the receive waits, as what follows
 * "the sender `f`"; NULL: nothing shows that it does. */
const char *giver_leaves(struct linked *linked, const struct wanting *wanting, guint giver);

#endif
