/* A function's control flow: who precedes whom, what reaches what, which blocks repeat. Private to link/. */
#ifndef CHANLINT_CFG_H
#define CHANLINT_CFG_H

#include "link/program.h"

struct cfg {
    uint32_t n;
    GArray **preds; /* of uint32_t */
    uint32_t *loop; /* the innermost loop that the block is in, as its header's number + 1; 0: none */
    uint32_t *outer; /* by header: the loop around the loop, likewise */
    uint32_t *choice; /* the loop that a select's macro makes around its wait, as its header's number + 1: no
                         loop of the program's */
    bool *live; /* control gets here: not behind a call that never returns */
    bool *falls_through; /* as cfg_falls_through */
    bool *ends; /* a return or the task's exit can be reached from the block's end */
};

/* The function's, made once. requires: returns and exits of its callees */
const struct cfg *cfg_of(struct function *function);

/* Frees what is not in the arena. */
void cfg_free(struct cfg *cfg);

/* Is `block` in the loop with this header (itself or nested)? */
bool cfg_in_loop(const struct cfg *cfg, uint32_t block, uint32_t header);

/* Does control run on to the block's end? Not when it calls what never returns, or ends the task or process.
 */
bool cfg_falls_through(const struct function *function, uint32_t block);

/* Does the function return, or the task end, in this block? */
bool cfg_ends_here(const struct function *function, uint32_t block);
bool cfg_ends_below(
    const struct function *function, uint32_t block); /* may the task end more than one call down? */
bool cfg_returns_here(const struct function *function, uint32_t block);

/* Where in the block: at the call in which the task ends, or where the block branches or returns. */
struct ir_location cfg_place_of_end(const struct function *function, uint32_t block);

/* Which blocks can be reached from the edges into `from`, `from` included unless `stop` says so; a block for
 * which `stop` is true is not entered. The caller frees the flags. */
typedef bool cfg_stop(const struct function *function, uint32_t block, void *context);
bool *cfg_reach(const struct function *function, uint32_t from, cfg_stop *stop, void *context);

/* A cfg_stop: at the blocks that `context` marks, bool * by block. */
bool cfg_is_marked(const struct function *function, uint32_t block, void *context);

/* The same from the edges out of a block. */
bool *cfg_reach_behind(const struct function *function, uint32_t block, cfg_stop *stop, void *context);

/* The other way round: the blocks from which control can come to `block`, which is included. */
bool *cfg_reach_back(const struct cfg *cfg, uint32_t block);

/* Does the branch's successor lead to the block without coming to the branch again? */
bool cfg_leads_to(const struct function *function, uint32_t branch, uint32_t successor, uint32_t block);

/* A cfg_stop: is it the block whose number `context` points to? */
bool cfg_is_block(const struct function *function, uint32_t block, void *context);

/* Can `block` run again after it has run? */
bool cfg_repeats(const struct cfg *cfg, uint32_t block);

#endif
