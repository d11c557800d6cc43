/* What a clause does to its channel. */
#ifndef TEND_PRIVATE_CHANNEL_H
#define TEND_PRIVATE_CHANNEL_H

#include "tend.h"

/* Does what the clause says, if that needs no waiting. */
bool channel_attempt(struct tend_clause *clause);

/* Where those wait who want to do what the clause says. */
struct tend_queue *channel_queue(const struct tend_clause *clause);

/* The clause at which a task waits. */
struct tend_clause *channel_clause(struct tend_hook *hook);

#endif
