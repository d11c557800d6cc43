/* The heartbeat's loop has no end of its own, but the client's thread cancels it: sleep is a cancellation point. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct client {
    int fd;
    pthread_t heartbeat;
};

int client_accept(void);
int client_read(struct client *client);
void client_ping(const struct client *client);

static void *heartbeat(void *arg)
{
    struct client *client = arg;
    for (;;) {
        sleep(30);
        client_ping(client);
    }
    return NULL;
}

static void client_run(int fd)
{
    struct client *client = calloc(1, sizeof *client);
    client->fd = fd;
    if (pthread_create(&client->heartbeat, NULL, heartbeat, client) != 0)
        return;
    while (client_read(client) > 0)
        ;
    pthread_cancel(client->heartbeat);
    pthread_join(client->heartbeat, NULL);
    free(client);
}

int main(void)
{
    for (;;)
        client_run(client_accept());
}
