/* The review page over HTTP, live on a database, for those who have its address. It listens on loopback only.
 */
#ifndef CHANLINT_SERVE_H
#define CHANLINT_SERVE_H

#include "store/store.h"

struct server;

/* Starts to answer, in a thread of its own that alone uses `store` from now on. `port` 0 takes a free one.
 * NULL and an error when the port is taken. */
struct server *serve_start(struct store *store, unsigned port, GError **error);

/* What to open in a browser: it holds the token that each request must show. The server's. */
const char *serve_address(const struct server *server);

void serve_stop(struct server *server);

#endif
