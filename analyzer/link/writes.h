/* The program's stores to fields, globals and through pointers, by place. Private to link/. */
#ifndef CHANLINT_WRITES_H
#define CHANLINT_WRITES_H

#include "link/classes.h"

struct write {
    struct function *function;
    uint32_t place; /* classes_place */
    const struct ir_instr *instr;
    uint32_t block, number; /* where in the function: the instruction's index in its block */
};

struct writes;

/* Initialisers are left out: what a place starts with is nobody's signal. */
struct writes *writes_new(struct program *program, struct classes *classes);
void writes_free(struct writes *writes);

/* Where the store stands, as if it were a call. */
struct call write_place(const struct write *write);

/* The stores to the place: struct write *, or NULL. */
const GPtrArray *writes_of(const struct writes *writes, uint32_t place);

/* Those that the function does; likewise. */
const GPtrArray *writes_in(const struct writes *writes, const struct function *function);

#endif
