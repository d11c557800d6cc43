/* The study of one wait: what it waits for, and what it means. Private to link/, and to the files that make
 * up the study: wait.c, conditions.c, region.c, semaphore.c, traffic.c, flags.c, late.c. */
#ifndef CHANLINT_STUDY_H
#define CHANLINT_STUDY_H

#include "link/op.h"
#include "link/writes.h"

/* What all classifications share. */
struct waits {
    struct program *program;
    struct classes *classes;
    struct summaries *summaries;
    const struct writes *writes;
    GHashTable *places; /* those that channels are made of */
    GHashTable *groups; /* union-find over places: place -> place */
};

/* One classification under way. */
struct study {
    struct waits *waits;
    const struct wait *wait;
    struct function *function;
    bool *locks; /* by block: it takes the wait's lock */
    bool cyclic; /* the wait can come again before the lock is taken anew */
    bool beyond; /* the region goes on where the lock is let go of */
    GPtrArray *conditions; /* struct condition * */
    GPtrArray *effects; /* struct effect *, of the region after the wait */
    GPtrArray *calls; /* struct call *, of the region */
    GPtrArray *changed; /* const struct ir_expr *: places waited on that the region changes */
    const struct ir_expr *base; /* the object they belong to; NULL: globals */
    GHashTable *derived; /* names of locals that hold what was read from the object */
    bool answers; /* what the region makes of them keeps nobody waiting: `while (order == NONE) wait; order =
                     DONE` */
    int delta; /* of a changed place: 1 grows, -1 shrinks, 0 unknown */
    bool puts, takes;
    bool stores; /* it puts into something else than a place waited on */
    bool returns; /* it returns what it takes */
    GPtrArray *flags, *unheard; /* struct flag *: those that end the wait, and those that nobody signals */
    GPtrArray *places, *late; /* as in struct op_site */
};

#define NO_BLOCK UINT32_MAX

/* A branch that decides whether the wait comes. */
struct condition {
    uint32_t block, leave; /* leave: the successor that does not wait; NO_BLOCK: a helper has the branch */
    bool leave_holds; /* the condition's value on the way to it */
    const struct ir_expr *expr; /* in full: locals and simple helpers replaced */
    GPtrArray *places; /* in memory */
    bool on_result; /* it tests what the wait itself returned */
    struct call *probe; /* whose result it is, when that also does what was waited for; or NULL */
};

/* conditions.c: the branches that decide whether the wait comes. */
void study_find_locks(struct study *study);
void study_find_conditions(struct study *study);
void study_find_conditions_after(struct study *study); /* a semaphore's */

/* With one result of the wait, rather than with another, its loop may be left without its condition. */
bool study_result_leads_out(struct study *study);

/* Does the call do `role` to the object (any, when it is not known)? */
bool study_call_does(
    struct study *study, const struct call *call, enum model_role role, const struct ir_expr *object);

/* Do the two lead to the same object, or is one not known? */
bool study_same_object(struct study *study, const struct ir_expr *a, const struct ir_expr *b);
bool study_same_place(struct study *study, const struct ir_expr *a, const struct ir_expr *b);
bool study_is_changed(struct study *study, const struct ir_expr *place);

/* 1: the value is the place's own, grown; -1: shrunk; 0: something else. */
int study_direction(const struct ir_expr *value);

/* region.c; requires: locks, conditions; leaves: effects, calls */
void study_scan_region(struct study *study);

/* semaphore.c: the semaphore that is given in the region, and not taken there; or NULL: one that counts room
 * is taken before a value is put, and another one is given behind it. */
const struct ir_expr *study_given_after(struct study *study);

/* Is the one that is waited for given back on each way, before the function ends or takes it again? */
bool study_is_lock(struct study *study);

/* traffic.c; requires: changed, base, delta; leaves: puts, takes, stores, returns */
void study_traffic(struct study *study);

/* late.c; requires: conditions; leaves: places, late, the caller's */
void study_find_late(struct study *study);

/* flags.c; requires: conditions, base; leaves: flags, unheard, the caller's */
void study_find_flags(struct study *study);

#endif
