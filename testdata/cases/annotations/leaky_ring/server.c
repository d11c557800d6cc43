#include "ring.h"
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

void log_open(void);

static void *watch(void *argument)
{
    struct ring *out = argument;
    for (int event = 0; event < 1000; event++)
        ring_put(out, event); // EXPECT error blocking-send: the server has left
    return NULL;
}

static void serve(int client)
{
    struct ring *out = calloc(1, sizeof *out);
    pthread_t thread;
    pthread_create(&thread, NULL, watch, out); // SEES spawn
    for (;;) {
        int event = ring_take(out); // SEES forever receive
        if (write(client, &event, sizeof event) < 0)
            return;
    }
}

int main(void)
{
    log_open();
    for (int client = 3;; client++)
        serve(client);
}
