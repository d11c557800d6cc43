/* Whether counts grow. */
#ifndef TEND_CANARY_H
#define TEND_CANARY_H

#include <stdbool.h>
#include <stddef.h>

/* Has the count grown all through the window, oldest first, while the load has not? At least 8 samples.

   Work that comes and goes leaves the least counts of a while where they are; what is left behind lifts them.
   So the window is divided into four, and the least counts of the quarters must rise from each to the next:
   in all by a task for each quarter at least. The least load of the last quarter may be a tenth above that of
   the first. */
bool canary_grown(const double *counts, const double *loads, size_t samples);

#endif
