/* Loops that count to a bound which does not change. Private to link/. */
#ifndef CHANLINT_TRIPS_H
#define CHANLINT_TRIPS_H

#include "link/cfg.h"

struct trip { /* for (i = from; i COMPARE limit; i++) */
    int64_t from;
    const char *compare;
    const struct ir_expr *limit;
    uint32_t body, out; /* the header's successors */
    bool more; /* a round may not count: there are as many as that says, or more */
};

/* The innermost loop around the call, when it counts by one and nothing but its bound ends it. */
bool trip_around(struct program *program, const struct call *call, struct trip *trip);

/* How often at least, when that is a number. */
bool trip_rounds(const struct trip *trip, int64_t *rounds);

/* As often as each other? */
bool trip_same(const struct trip *a, const struct trip *b);

/* As often as the value says? */
bool trip_is_bounded_by(
    struct program *program, struct function *function, const struct trip *trip, const struct ir_expr *value);

#endif
