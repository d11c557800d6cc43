/* Ways through a function from one of its calls on, past operations or to them. Private to link/. */
#ifndef CHANLINT_WAYS_H
#define CHANLINT_WAYS_H

#include "link/linked.h"

struct ways;

/* Calls over which who makes a channel, who starts a task, and who sends and receives, may be spread. */
enum { NEAR = 2 };

/* The ways from behind `from` on, or from the function's entry when that is NULL, to the blocks in `stops`,
 * which this frees. `handle`: the class of what tells whether `from` succeeded, besides its result; or
 * CLASS_NONE. */
struct ways *ways_new(
    struct linked *linked, struct function *function, const struct call *from, uint32_t handle, bool *stops);
void ways_free(struct ways *ways);

/* To operations of the rows: from where the task is started in that function; or from the start of its body.
 * A loop with one is as good as the operation. */
struct ways *ways_from_start(struct linked *linked, const struct task *task, const GArray *rows);
struct ways *ways_of_body(struct linked *linked, const struct task *task, const GArray *rows);

/* Leaves out the ways on which the senders of the row have told that they are done. */
void ways_end_when_told(struct ways *ways, guint send);

/* Leaves out the ways that end by giving what was made, or what holds it, to the caller. */
void ways_end_when_given_back(struct ways *ways);

/* Does no way that has come through `from` take the block's successor `next[i]`? It contradicts what decided
 * that control came to `from`; or it is for a `from` that failed, or for a value of a switch that is none of
 * its cases, when all others come to a stop. */
bool ways_contradict(const struct ways *ways, uint32_t block, uint32_t i);

/* The block that decides for a way to the function's end which comes to none of the stops: the last from
 * which control could come to one in the same round of the loops around `from`, or the next when the function
 * ends in that. NULL: there is no such way. `last`: the process ends when the function returns. */
const struct ir_block *ways_past(const struct ways *ways, bool last);

/* The rows with an operation of the kind on the channel, selects with such a clause included. The caller's.
 */
GArray *ways_rows(const struct linked *linked, enum op_kind kind, uint32_t channel);

/* The blocks that come to an operation of the rows, themselves, through what they call, or through a task
 * that they start; in from's own block, only behind `from`. A call that hands their channel to code that is
 * not seen counts too. The caller frees the flags. */
bool *ways_blocks_with(
    struct linked *linked, struct function *function, const GArray *rows, const struct call *from);

/* Does control, from behind `from` on, come to an operation of the rows on every way, before it ends or comes
 * to `from` again? */
bool ways_comes_to(struct linked *linked, const struct call *from, const GArray *rows);

/* Does the call come to an operation of the rows, itself or through what it calls? */
bool ways_call_comes_to(const struct linked *linked, const struct call *call, const GArray *rows);

/* Adds the selects whose clauses are not understood: they may do anything. */
void ways_add_unknown(const struct linked *linked, GArray *rows);

/* Does the one call the other, over so many calls, or is it that? */
bool ways_lead_to(const struct function *function, const struct function *callee, unsigned calls);

#endif
