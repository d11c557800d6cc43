/* Fixes: what is proposed is done to the text in memory, and what comes of that is analysed. Only what mends
 * its finding, and makes no other one and no compile error, is kept. */
#ifndef CHANLINT_MEND_H
#define CHANLINT_MEND_H

#include "cli/extraction.h"
#include "link/link.h"

struct mending {
    const struct extraction *extraction; /* which is open */
    struct store *store;
    int64_t run;
    const struct link_input *input; /* whose units are those of the extraction */
    GPtrArray *checks;
};

/* Keeps the fixes of the run's findings that hold, each by itself and all together. */
bool mend_run(const struct mending *mending, GError **error);

#endif
