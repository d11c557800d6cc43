/* The same test with ten threads fewer on the side that takes: room for four, and six threads send for ever. */
#include "chan.h"
#include <pthread.h>

static void *give(void *channel)
{
    chan_send(channel, "value"); // EXPECT error blocking-send: thirty send, twenty take, there is room for four
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
    pthread_t threads[50];
    for (int i = 0; i < 30; i++)
        pthread_create(&threads[i], NULL, give, channel);
    for (int i = 30; i < 50; i++)
        pthread_create(&threads[i], NULL, take, channel);
    for (int i = 0; i < 50; i++)
        pthread_join(threads[i], NULL);
    chan_dispose(channel);
}
