/* Whether a task stops once an operation of it fails, as it does when it is cancelled. Private to link/. */
#ifndef CHANLINT_HEED_H
#define CHANLINT_HEED_H

#include "link/linked.h"

enum heed {
    HEED_STOPS, /* it looks at the result, or comes to something else that tells; or it is over soon */
    HEED_UNLIKELY, /* nothing that ends its loop has to do with that */
    HEED_NEVER /* its loop has no other way out */
};

/* Requires that the task gets to the op. */
enum heed heed_of(struct linked *linked, guint task, const struct op *op);

#endif
