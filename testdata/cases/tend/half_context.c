/* The quotes of a stock arrive with the client's context, and are passed on without it: when the client leaves, its
 * context is cancelled, which the send does not hear. */
#include <stdlib.h>
#include <tend.h>

struct client {
    int fd;
    struct tend_context *context;
    struct tend_channel *quotes, *out;
};

struct tend_channel *exchange_quotes(void);

static void relay(void *argument)
{
    struct client *client = argument;
    int quote;
    while (tend_receive(client->context, client->quotes, &quote) == 0) {
        tend_send(TEND_BACKGROUND, client->out, &quote); /* EXPECT error blocking-send: it has no context */
    }
    tend_context_free(client->context);
    tend_channel_free(client->out);
    free(client);
}

static void serve_client(void *argument)
{
    struct client *client = calloc(1, sizeof *client);
    int quote;
    client->fd = *(int *)argument;
    client->context = tend_context_make(TEND_BACKGROUND);
    client->quotes = exchange_quotes();
    client->out = tend_channel_make(sizeof(int), 0);
    tend_go(relay, client);
    while (tend_receive(TEND_BACKGROUND, client->out, &quote) == 0)
        if (tend_write(TEND_BACKGROUND, client->fd, &quote, sizeof quote))
            break;
    tend_context_cancel(client->context, -1);
}

static void serve(void *listener)
{
    int fd;
    while ((fd = tend_accept(TEND_BACKGROUND, *(int *)listener)) >= 0)
        tend_go(serve_client, &fd);
}

int main(void)
{
    int listener = 3;
    return tend_run(serve, &listener) != 0;
}
