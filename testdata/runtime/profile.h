/* Where tasks are. */
#ifndef TEND_PROFILE_H
#define TEND_PROFILE_H

#include <stdio.h>

/* What libdw and libmicrohttpd need, and this with them. */
#define GAUGE_STACK ((size_t)1 << 20)

/* tend_profile on the stack of the caller, which has to have GAUGE_STACK. */
int profile_write(FILE *out, int debug);

/* The counts, in the text form of Prometheus. */
int metrics_write(FILE *out);

#endif
