/* A heartbeat thread for each client, whose loop has no end: the client goes, its heartbeat stays. No channel has a
 * part in it.
 */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct client {
    int fd;
    char name[32];
};

int client_accept(struct client *client);
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

int main(void)
{
    for (;;) {
        struct client *client = calloc(1, sizeof *client);
        pthread_t thread;
        client->fd = client_accept(client);
        pthread_create(&thread, NULL, heartbeat, client); /* EXPECT warning immortal-task: one more for each client */
        pthread_detach(thread);
    }
}
