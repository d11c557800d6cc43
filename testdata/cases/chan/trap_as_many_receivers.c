/* A stress test: as many threads take one value as threads send one, though each side in a loop of its own. */
#include "chan.h"
#include <pthread.h>

static void *give(void *channel)
{
    chan_send(channel, "value");
    return NULL;
}

static void *take(void *channel)
{
    void *value;
    chan_recv(channel, &value);
    return NULL;
}

void exchange(void)
{
    chan_t *channel = chan_init(4);
    pthread_t threads[60];
    for (int i = 0; i < 30; i++)
        pthread_create(&threads[i], NULL, give, channel);
    for (int i = 30; i < 60; i++)
        pthread_create(&threads[i], NULL, take, channel);
    for (int i = 0; i < 60; i++)
        pthread_join(threads[i], NULL);
    chan_dispose(channel);
}
