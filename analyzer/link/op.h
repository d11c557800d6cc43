/* Operations: where the source has them, and as the functions that reach them see them. Private to link/.
 *
 * A site is one call in the source. An op is a site in the frame of one of the functions that get there:
 * `send(c, x)` in a helper with parameter `c` is one op for each caller, with the caller's channel. An op is
 * lifted from callee to caller until its channel is known, or the function is one that nobody calls. */
#ifndef CHANLINT_OP_H
#define CHANLINT_OP_H

#include "link/summary.h"

enum op_kind {
    OP_SEND,
    OP_RECEIVE,
    OP_SELECT,
    OP_WAIT,
    OP_JOIN,
    OP_CLOSE,
    OP_CANCEL,
    OP_SIGNAL,
    OP_INTERRUPT
};

enum { OP_KINDS = OP_INTERRUPT + 1 };

enum clause_kind { CLAUSE_SEND, CLAUSE_RECEIVE, CLAUSE_TIMEOUT, CLAUSE_DEFAULT };

struct clause {
    enum clause_kind kind;
    const struct ir_expr *channel; /* in the frame of the site's function; or NULL */
    int64_t index; /* what the select returns when this clause fires */
    bool leads_out; /* control then leaves the loop around the select */
    const struct ir_expr *value; /* what points at what is sent or received, likewise; or NULL */
    const struct call *call; /* of a macro's: what announces it; or NULL */
};

/* Why a hand-made operation ends besides its peer: a place in its wait's condition that somebody sets. */
struct flag {
    const char *label; /* of the place */
    uint32_t place;
    bool closes; /* the place belongs to the channel itself */
    bool single; /* its setter wakes one sleeper, and no more */
    const struct function *setter;
    const struct ir_expr
        *object; /* in the setter's frame: the pointer to what the place belongs to; or NULL */
    struct ir_location at; /* where it is set */
    const struct ir_instr *store; /* which sets it */
    const struct wait *sleep; /* the wait that tests it */
    const struct ir_expr *tested; /* the place, in the frame of that wait's function, as that is classified */
};

/* A branch by which a task learns that it should stop: a place that somebody else sets. */
struct stop_test {
    uint32_t place;
    const char *label; /* of the place; or NULL */
    const struct ir_expr *condition, *tested; /* `tested`: the place, as the condition names it */
    bool stops; /* the condition's value on the way out */
    const struct function *function;
    struct ir_location at;
};

struct wait;

struct op_site {
    enum op_kind kind;
    struct function *function;
    struct call *call; /* the library's call, or the wait of a hand-made operation */
    const struct model *library;
    bool handmade;
    GPtrArray *clauses; /* SELECT: struct clause *; NULL: not known */
    GPtrArray *flags; /* hand-made: struct flag *, may be NULL */
    GPtrArray *unheard; /* likewise: those that would be, if their setter signalled */
    uint32_t group; /* hand-made: which of several channels in one object: the places it is made of */
    const char *label; /* hand-made, of globals: the name of one of them */
    bool inlined; /* hand-made: its function is not the operation, but has it in its midst */
    bool weak; /* hand-made: a channel only if somebody takes what it puts */
    bool picks; /* hand-made: it waits for one certain value, which its caller names, and leaves others alone
                 */
    uint32_t condition; /* of a wait: the class of the condition variable or semaphore */
    GPtrArray *places; /* of a wait: the numbers of those that it tests before it sleeps again; or NULL */
    GPtrArray *late; /* of a wait: struct stop_test *, that come only once it has been woken; or NULL */
    const struct ir_expr *lock; /* the lock that its wait lets go of; or NULL */
    int delta; /* hand-made: 1 when it makes the place that it waited on grow, -1: shrink, 0: not known */
};

/* A condition on the parameters under which a site is reached. */
struct guard {
    const struct ir_expr *condition;
    bool holds;
};

struct op_path { /* the calls from the op's function down to the site */
    const struct call *call;
    const struct function *callee; /* the one of its targets that leads there */
    const struct op_path *next;
};

struct op {
    const struct op_site *site;
    struct function *function; /* in whose frame the expressions are */
    const struct ir_expr *channel; /* its handle, or the pointer to it; NULL: none */
    enum model_mode mode;
    const struct ir_expr *timeout; /* decides the mode once it is known; else NULL */
    const struct model_function *timeout_model;
    GPtrArray *guards; /* struct guard *, those not decided yet; or NULL */
    const struct op_path *path; /* NULL: the site stands in the function itself */
    struct call *anchor; /* where it is reported: the site's call or one on the path */
    unsigned depth; /* calls from the function to the anchor's function */
    uint32_t class; /* of the channel; CLASS_NONE when not known */
    uint32_t id; /* in the relations */
};

struct ops {
    GPtrArray *sites; /* struct op_site * */
    GPtrArray *ops; /* struct op *: those whose channel is known, or as far as it can be */
    GPtrArray **by_function; /* by function id: struct op *, or NULL */
    GPtrArray *arrays; /* GPtrArray *: those that ops and sites point to */
};

struct waits;

/* requires: classes; leaves: ops, callees' before callers'. `bodies`: functions that tasks run. */
struct ops *ops_new(struct program *program, struct classes *classes, struct waits *waits,
    const GPtrArray *order, GHashTable *bodies);
void ops_free(struct ops *ops);

/* -- the parts, a file each -- */

/* wait.c: what a call that sleeps on a condition variable or semaphore means in its function. */
struct wait {
    struct call *call;
    const struct ir_expr *object; /* the condition variable or semaphore, as the function sees it */
    const struct ir_expr *lock; /* or NULL */
    const struct model_function *model;
    enum model_mode mode;
    const GPtrArray *conditions; /* struct condition *, of the helpers that it stands in; or NULL */
};

struct wait_result {
    enum op_kind kind; /* OP_WAIT when it is no channel's */
    bool decides; /* false: the function only wraps the wait, its callers say what it means */
    GPtrArray
        *conditions; /* then: struct condition *, those that the function waits on; the caller's; or NULL */
    const struct ir_expr *channel; /* the object that the channel is, as a pointer; NULL: globals */
    enum model_mode mode;
    GPtrArray *flags, *unheard; /* struct flag *, the caller's; NULL: none */
    uint32_t group;
    const char *label; /* of a place that it is made of */
    bool repeats; /* the function does it again and again: it is no function that does it for others */
    bool weak, picks;
    uint32_t condition;
    GPtrArray *places, *late; /* the caller's, may be NULL */
    int delta;
};

struct writes;
struct waits *waits_new(struct program *program, struct classes *classes, struct summaries *summaries,
    const struct writes *writes);
void waits_free(struct waits *waits);
void wait_classify(struct waits *waits, const struct wait *wait, struct wait_result *result);

/* The conditions that the callee waits on, as the caller sees them; the caller's. */
GPtrArray *wait_conditions_of(
    struct waits *waits, const struct call *call, const struct function *callee, const GPtrArray *conditions);

/* The groups' representative once all waits are classified. */
uint32_t waits_group(const struct waits *waits, uint32_t group);

/* Does the function undo what the send does, to a place that the send waits on: is there room behind it? */
bool waits_makes_room(const struct waits *waits, const struct op_site *send, const struct function *function);

/* Is the place one that a channel is made of: its count, head, tail? */
bool waits_is_part(const struct waits *waits, uint32_t place);

/* select.c: the clauses of a select, from the array it takes or the calls that its macro leaves; NULL when
 * they are not understood. `mode` is narrowed by what ends the array. */
GPtrArray *select_clauses(struct program *program, struct call *call, enum model_mode *mode);

/* deadline.c: does its caller, or what the function looks at, decide whether there is a deadline: is the one
 * wait what the function does without it, and the other what it does with it? */
bool wait_may_have_deadline(struct program *program, const struct call *forever, const struct call *timed);

/* outcome.c: what is done with a call's result. */
enum outcome { OUTCOME_IGNORED, OUTCOME_TESTED, OUTCOME_LEADS_OUT };
enum outcome outcome_of(struct call *call);

/* Is the call's result, or the local that it is put into, a part of the expression? */
bool outcome_is_in(const struct call *call, const struct ir_expr *expr);

/* The blocks that control gets to behind the call when its result is `value`, up to and with the barrier and
 * the call's own block, where it comes to the call again. The caller frees the flags. */
bool *outcome_reach(struct call *call, int64_t value, uint32_t barrier);

/* With the call's result being `value`, does control leave the loop around the call? */
bool outcome_leads_out(struct call *call, int64_t value);

/* When the call, which has a model, fails: does control leave this loop around it, if perhaps no outer one?
 */
bool outcome_leaves_loop(struct call *call, uint32_t header);

#endif
