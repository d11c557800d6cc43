/* What the leaky and the fixed poller have in common: an HTTP service on loopback whose clients ask for
   /events and get one after the other as they come, until they leave. */
#ifndef SERVICE_H
#define SERVICE_H

#include "tend.h"

struct event {
    int64_t number;
};

struct client {
    int fd;
    int64_t every; /* milliseconds between two events */
};

/* Asks upstream until there is another event, which is every so many milliseconds. 0, or why there is none.
 */
int upstream_poll(struct tend_context *context, int64_t every, struct event *event);

/* 0, or why the client cannot be told. */
int client_tell(struct tend_context *context, const struct client *client, const struct event *event);

void client_free(struct client *client);

/* The main function: runs the service until SIGTERM or SIGINT. Starts `serve` as a task for each client,
   which is its to free. The argument of the program is the port, and the next one the port of the gauges; 0
   is any. */
int service_main(int argc, char **argv, void (*serve)(void *client));

/* Is cancelled when the service has to end. */
struct tend_context *service_context(void);

#endif
