/* The service of the story, as it is now. The poller waits with a context that its client's task cancels when
   the client has gone, and the task waits for the end of its poller before it frees what they share. */
#include "../service.h"
#include <errno.h>

struct poller {
    struct client *client;
    struct tend_context *context;
    struct tend_channel *out;
};

static void poller_watch(void *argument)
{
    struct poller *poller = argument;
    struct event event = {0};
    while (upstream_poll(poller->context, poller->client->every, &event) == 0)
        if (tend_send(poller->context, poller->out, &event))
            break;
}

static void pass_on(struct poller *poller)
{
    struct event event;
    while (tend_receive(poller->context, poller->out, &event) == 0)
        if (client_tell(poller->context, poller->client, &event))
            break;
}

static void serve_client(void *client)
{
    struct tend_group group = {0};
    struct poller poller = {
        client, tend_context_make(service_context()), tend_channel_make(sizeof(struct event), 0)};
    if (poller.context && poller.out && tend_group_go(&group, poller_watch, &poller) == 0) {
        pass_on(&poller);
        tend_context_cancel(poller.context, -ECONNRESET);
        tend_group_wait(TEND_BACKGROUND, &group);
    }
    tend_context_free(poller.context);
    tend_channel_free(poller.out);
    client_free(client);
}

int main(int argc, char **argv)
{
    return service_main(argc, argv, serve_client);
}
