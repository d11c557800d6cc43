#include "queue.h"
#include "watcher.h"

int client_accept(void);
const char *client_key(int client);
int client_send(int client, void *change);

static void serve(int client)
{
    struct queue *changes = queue_new(32);
    watcher_start(client_key(client), changes);
    while (client_send(client, queue_pop(changes)) == 0)
        ;
    queue_close(changes);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
