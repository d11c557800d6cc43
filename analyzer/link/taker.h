/* Receivers, and how they go away. Private to link/. */
#ifndef CHANLINT_TAKER_H
#define CHANLINT_TAKER_H

#include "link/sends.h"

/* A receive, alone or as a clause of a select. */
struct taker {
    uint32_t row; /* of the op that blocks in it */
    struct op *op;
    uint32_t channel;
    const struct ir_expr *handle; /* the channel, as the function of taker_call sees it; or NULL */
    uint32_t class; /* its class */
    const struct clause *clause; /* of the select; NULL: it is a receive */
    bool polls; /* it does not wait: `op` signals that there is room */
};

static inline const struct call *taker_call(const struct taker *taker)
{
    return taker->clause ? taker->op->site->call : op_call(taker->op);
}

struct departure {
    const char *how; /* what follows the taker's name; NULL: it does not leave */
    bool below; /* only where what its callees call may end the task */
    bool sated; /* it has taken its one value */
};

/* taker.c: how the taker can go away, as the program is written, while the send in row `send` is blocked. */
struct departure taker_leaves(struct linked *linked, const struct taker *taker, guint send);

/* "WHAT at FILE:LINE", where the block ends. */
const char *taker_leaves_at(
    struct linked *linked, const char *what, const struct function *function, const struct ir_block *block);

/* May the function run in something else than a task that does the send? */
bool taker_runs_elsewhere(const struct linked *linked, const struct function *function, guint send);

/* polls.c: who gives the signal in that row takes without waiting, and makes room for the send. Does nothing
 * but such a receiver, which can leave, stand behind it? Leaves one in `poll`. */
bool poll_may_leave(struct linked *linked, guint signal, guint send, struct taker *poll);

/* tied.c: the taker leaves so; but may whatever lets it leave see to it that nothing is sent then? It takes
 * one value, and the send is made only where a place in memory says so; or each sender still has to tell its
 * select something else. */
bool taker_is_tied(
    struct linked *linked, const struct taker *taker, const struct departure *departure, guint send);

/* told.c: does control take that successor of the block only when a task that does the send has set
 * something? */
bool taker_is_told(
    struct linked *linked, struct function *function, uint32_t block, unsigned side, guint send);

/* dismissed.c: does control take that successor of the block only by a message, from another clause of the
 * select, that is sent before any task is started which does the send? */
bool taker_is_dismissed_before(
    struct linked *linked, const struct op_site *select, uint32_t block, unsigned side, guint send);

/* Is the task started only once control has come to the call, and will not again? */
bool task_starts_behind(const struct linked *linked, guint task, const struct call *call);

/* awaited.c: does the wait end only once the task, which comes to the send, has said that it is done with it?
 */
bool task_is_awaited(struct linked *linked, guint task, const struct op *wait, guint send);

/* countdown.c: does it take that when a counter has come down to a bound, which shrinks by what each of the
 * senders sends as its last? */
bool taker_counts_down(
    struct linked *linked, struct function *function, uint32_t block, unsigned side, guint send);

/* abandon.c */

/* Does the function, or one that it calls for that, make the channel, or the object that it is in? */
bool taker_is_made_by(struct linked *linked, const struct taker *taker, const struct function *function);

/* The function that made the channel, and started the task that does the send, ends in the block
 * without having come to the receive; no function: it does not, or it made no channel. */
struct abandonment {
    const struct function *function;
    const struct ir_block *end;
};
struct abandonment taker_abandons(struct linked *linked, const struct taker *taker, guint send);

/* own.c: does nobody receive there but the very task that blocks in the send? */
bool taker_is_sender(struct linked *linked, const struct taker *taker, guint send);

/* Does the function of the send also come to the receive, on the same channel and once it has sent there: for
 * the answer, which somebody else gives? */
bool taker_is_answer(const struct linked *linked, const struct taker *taker, guint send);

/* The one task that comes to the row's operation; false: others do, or code that no task runs. */
bool row_only_task(const struct linked *linked, guint row, uint32_t *number);

/* serves.c: does it take the one value that is sent from a channel which a message has brought it? */
bool taker_serves(struct linked *linked, const struct taker *taker, guint send);

/* asked.c: is what it takes sent only where a place says so, and does whoever sets it so take the value? */
bool taker_has_asked(struct linked *linked, const struct taker *taker, guint send);

/* token.c: does the operation take a value into the variable, as a whole or into a part of it? Of this
 * channel; 0: of any. */
bool op_takes_into(
    struct linked *linked, const struct op *op, uint32_t channel, const struct ir_expr *variable, bool whole);

/* token.c: does the send put back what its function has taken from the same channel, which has room? */
bool row_puts_back(struct linked *linked, guint send);

/* only.c: is what it takes the one value that the channel is made for: each start of the task that sends
 * makes a channel, and sends into it once? */
bool taker_takes_only(struct linked *linked, const struct taker *taker);

/* stays.c */

/* Is the function's end that of the process: main's, or that of what is called once and then leads there? */
bool function_ends_process(struct linked *linked, const struct function *function);

bool taker_stays(struct linked *linked, const struct taker *taker); /* until the process ends */

/* Does it stay, and take from the very channel that the send is to, a variable's that is set once? */
bool taker_keeps_up(struct linked *linked, const struct taker *taker, guint send);
bool taker_comes_again(
    struct linked *linked, const struct taker *taker); /* if it leaves, to the same channel */
bool taker_is_renewed(
    struct linked *linked, const struct taker *taker); /* each time around its loop, the channel */

/* Once control has come to the block, and will not come back: does the function go on for long, or join? */
bool taker_lingers(const struct function *function, uint32_t block);

/* answers.c */

/* The channel of the select's receiving clause in whose branch the block stands; 0: none. */
uint32_t select_channel_behind(struct linked *linked, const struct op_site *select, uint32_t block);

/* Does the function, once it has the value, come to another receive from the channel on every way, but for
 * those where the senders have told it that they are done? */
bool taker_takes_again(struct linked *linked, const struct taker *taker, guint send);

/* Is what it takes one value that nobody sends unasked? */
bool taker_awaits_answer(struct linked *linked, const struct taker *taker, guint send);

/* Does it take the next one without having asked for it: is what it takes no answer, after all? */
bool taker_takes_unasked(const struct taker *taker);

/* Where its function ends, or asks again, without having taken the answer; NULL: nowhere. */
const struct ir_block *taker_way_around(const struct taker *taker);

#endif
