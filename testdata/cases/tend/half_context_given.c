/* The helper is given the context of the client, and leaves it aside when it sends. */
#include <tend.h>

struct client {
    int fd;
    struct tend_context *context;
    struct tend_channel *out;
};

int position_read(int *position);

static int report(struct tend_context *context, struct tend_channel *out)
{
    int position;
    if (position_read(&position))
        return -1;
    return tend_send(TEND_BACKGROUND, out, &position); /* EXPECT error join-deadlock: the context is not passed on */
}

static void track(void *argument)
{
    struct client *client = argument;
    while (report(client->context, client->out) == 0)
        tend_sleep(client->context, 100);
}

static void serve_client(void *argument)
{
    struct tend_group group = {0};
    struct client client = {*(int *)argument, tend_context_make(TEND_BACKGROUND), tend_channel_make(sizeof(int), 0)};
    int position;
    tend_group_go(&group, track, &client);
    while (tend_receive(TEND_BACKGROUND, client.out, &position) == 0)
        if (tend_write(TEND_BACKGROUND, client.fd, &position, sizeof position))
            break;
    tend_context_cancel(client.context, -1);
    tend_group_wait(TEND_BACKGROUND, &group);
    tend_context_free(client.context);
    tend_channel_free(client.out);
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
