/* What the link knows of a whole program, as rows: the tables of rules/README.md, which checks are queries
 * over. Row i of a table has id i + 1 in the database; references are such ids, 0 is none (NULL in SQL). */
#ifndef CHANLINT_RELATIONS_H
#define CHANLINT_RELATIONS_H

#include "base/arena.h"

#include <stdint.h>

struct relation_task {
    const char *kind; /* thread, coroutine, task */
    const char *body; /* the function it runs */
    const char *body_file;
    uint32_t body_line;
    const char *spawn_file;
    uint32_t spawn_line, spawn_column;
    const char *spawn_text;
    const char *spawned_in; /* the function that starts it */
    const char *repeated; /* once, bounded (a loop at start-up), unbounded (as often as something happens) */
    const char *library;
};

struct relation_channel {
    const char *label; /* as a reader would name it: `poller.out` */
    const char *created_file; /* NULL when no creation is seen */
    uint32_t created_line;
    int64_t capacity; /* INT64_MIN: not known */
    const char *library;
    int escapes; /* 1: it reaches code that is not seen; 2: it is named in text that was not understood */
};

struct relation_op {
    const char *kind; /* send receive select wait join close cancel signal */
    uint32_t channel;
    const char *function;
    const char *file;
    uint32_t line, column;
    const char *mode; /* forever timeout nonblocking; fits: it provably finds room or a receiver */
    int in_loop;
    const char *result; /* ignored tested leads-out */
    uint32_t select_id; /* the select op that this is the only clause of */
    const char *text;
    const char *library;
    int handmade; /* the program makes it itself of a wait and what stands around that */
};

struct relation_fix {
    const char *library;
    const char *kind; /* send receive; wait: of a channel that is made by hand */
    const char *words; /* what to do about an operation that nothing wakes */
};

/* A step of a change that may mend what a finding says of the op: those of one n belong together. */
struct relation_proposal {
    uint32_t op, n; /* those with a smaller n come first */
    const char *verb; /* of struct fix_step: after before rename leave listen */
    const char *file;
    uint32_t line, column;
    const char *word, *text;
};

struct relation_clause {
    uint32_t select_op;
    const char *kind; /* send receive timeout default */
    uint32_t channel;
    int leads_out;
};

struct relation_reach {
    uint32_t task, op, depth;
};

struct relation_step {
    uint32_t task, op, n; /* n counts from 0: the spawn */
    const char *file;
    uint32_t line;
    const char *text;
};

struct relation_wake {
    uint32_t op;
    const char *kind; /* peer timeout cancel close kill */
    uint32_t by_op;
    const char *why;
    const char *set_in, *set_file; /* of a stop flag: the function and place that set it */
    uint32_t set_line;
};

/* The op fails because of by_op, and the task goes on around its loop all the same. */
struct relation_unheeded {
    uint32_t op, task;
    const char *kind; /* cancel close */
    uint32_t by_op;
    int endless; /* the loop has no other way out */
};

/* Who started the task leaves there without having cancelled it, as elsewhere it does with by_op. */
struct relation_lost {
    uint32_t task, by_op;
    const char *file;
    uint32_t line;
};

struct relation_exit {
    uint32_t task;
    const char *kind; /* returns exits process killed cancelled */
    uint32_t op;
    const char *why;
};

struct relation_peer {
    uint32_t op, peer_op;
    const char *leaves; /* how the peer can go away while this side is blocked; NULL: it cannot */
    int again; /* it leaves, but comes again to the same channel */
    int below; /* it leaves only where what its callees call may end the task */
    int tied; /* it leaves, but what lets it leave may see to it that nothing is sent then */
    int abandons; /* it, or who calls it, made the channel and started the sender, and does not come to it */
};

/* On its way around a loop in which it does the op, the task learns there that it should stop: from `place`.
 */
struct relation_token {
    uint32_t task, op;
    const char *place;
    const char *file;
    uint32_t line;
};

/* The join waits for the task. */
struct relation_joined {
    uint32_t op, task;
};

/* Who tells a receiver of the send to leave waits before for the end of others that send, not of this task.
 */
struct relation_straggler {
    uint32_t op, task;
};

/* A send of a task that `join_op` waits for, when who joins is the only one to receive. */
struct relation_joined_send {
    uint32_t op, task, join_op;
    const char *leaves; /* how the receiver goes away before it joins; NULL: it does not receive before */
};

/* A stop flag that the op's wait tests is set there, and nobody signals the wait then. */
struct relation_unheard_flag {
    uint32_t op;
    const char *flag; /* its label */
    const char *setter;
    const char *file;
    uint32_t line;
    int single; /* one task is woken, and several may sleep */
};

/* The task tests the flag, but not when it sleeps in the op; setter sets it there, join_op waits for the task
 * then, and nothing wakes it in between. */
struct relation_overslept {
    uint32_t op, task;
    const char *flag; /* its label */
    int late; /* the op tests it, once it has been woken */
    const char *setter;
    const char *file;
    uint32_t line;
    uint32_t join_op;
};

/* When the task blocks in the send, it holds the lock, which it has taken there. */
struct relation_lock_held {
    uint32_t op, task;
    const char *lock; /* its label */
    const char *file;
    uint32_t line;
};

/* The receiver takes the lock there, before it comes to the receive. */
struct relation_lock_needed {
    uint32_t op, task;
    const char *lock; /* these three: as in lock_held */
    uint32_t peer_op;
    int certain; /* on every way */
    const char *file;
    uint32_t line;
};

/* A call of a function that a model may be wanted for. Not a table of the database: link_input.suggest. */
struct relation_candidate {
    const char *function, *header; /* where it is declared; or NULL */
    const char
        *kind; /* send receive: of the tree's own making. Of unknown libraries spawn: it is given a function;
                  shared: it is given an object that tasks share; create: its result is one */
    int argument; /* which that is; of a create MODEL_RESULT */
    uint32_t n_arguments;
    const char *file;
    uint32_t line;
    const char *text;
};

struct relations {
    struct arena *arena; /* owns the strings */
    GArray *tasks, *channels, *ops, *clauses, *reaches, *steps, *wakes, *exits, *peers, *tokens, *joined,
        *joined_sends, *locks_held, *locks_needed, *unheard_flags, *unheeded, *lost, *overslept, *stragglers,
        *fixes, *proposals, *candidates;
};

struct relations *relations_new(void);
void relations_free(struct relations *relations);

#endif
