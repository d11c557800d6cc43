/* The service of the story, as it was. Each client has a poller that sends it what comes from upstream. When
   the client has gone nobody receives any more, and the poller waits in its send for good: one task is left
   behind a client. */
#include "../service.h"
#include <stdlib.h>

struct poller {
    int64_t every;
    struct tend_channel *out;
};

static void poller_watch(void *argument)
{
    struct poller *poller = argument;
    struct event event = {0};
    while (upstream_poll(TEND_BACKGROUND, poller->every, &event) == 0)
        tend_send(TEND_BACKGROUND, poller->out, &event); /* EXPECT error blocking-send: nobody is left */
}

static void serve_client(void *argument)
{
    struct client *client = argument;
    struct event event;
    struct poller *poller = malloc(sizeof *poller);
    *poller = (struct poller){client->every, tend_channel_make(sizeof event, 0)};
    tend_go(poller_watch, poller);
    while (tend_receive(TEND_BACKGROUND, poller->out, &event) == 0)
        if (client_tell(service_context(), client, &event))
            break;
    client_free(client);
}

int main(int argc, char **argv)
{
    return service_main(argc, argv, serve_client);
}
