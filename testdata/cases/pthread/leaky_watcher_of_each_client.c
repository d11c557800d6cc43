/* One watcher a client, and the client remembers that it has one: that limits nothing, for clients come and go. */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

struct client {
    int socket;
    bool watched;
};

static void *watch(void *arg)
{
    struct client *client = arg;
    for (;;) {
        sleep(1);
        client->watched = true;
    }
    return NULL;
}

static void serve(struct client *client)
{
    pthread_t thread;
    if (!client->watched) {
        client->watched = true;
        pthread_create(&thread, NULL, watch, client); // EXPECT warning immortal-task: another one for each client
    }
}

int main(void)
{
    for (int socket = 3;; socket++) {
        struct client *client = calloc(1, sizeof *client);
        client->socket = socket;
        serve(client);
    }
}
