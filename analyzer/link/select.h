/* The rows of a select that takes an array of structs. Private to link/. */
#ifndef CHANLINT_SELECT_H
#define CHANLINT_SELECT_H

#include "link/program.h"

enum { MOST_CLAUSES = 64 };

/* What the function stores into one element of the array. */
struct select_row {
    bool known;
    bool sends, receives, ends, polls; /* what its operation may be */
    const struct ir_expr *channel; /* in the frame of the select's function; or NULL */
    const struct ir_expr *value; /* the pointer to what is sent, or to where it is received; or NULL */
};

/* select.c: reads them, and returns how many there are, up to the one that ends the array; 0: they are not
 * understood, or the call takes no array. requires: direct targets of calls */
uint32_t select_rows(struct program *program, const struct call *call, struct select_row rows[MOST_CLAUSES]);

#endif
