/* Metrics from every connection go to one aggregator that runs as long as the process: a note. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

static chan_t *metrics;

int connection_accept(void);
int connection_step(int connection);
void aggregate(int32_t value);

static void *aggregator(void *arg)
{
    int32_t value;
    (void)arg;
    for (;;) {
        if (chan_recv_int(metrics, &value) == 0)
            aggregate(value);
    }
}

static void *connection(void *arg)
{
    int *fd = arg, value;
    while ((value = connection_step(*fd)) >= 0)
        chan_send_int(metrics, value); /* EXPECT note blocking-send: the aggregator loops for good */
    free(fd);
    return NULL;
}

int main(void)
{
    pthread_t thread;
    metrics = chan_init(1000);
    pthread_create(&thread, NULL, aggregator, NULL);
    for (;;) {
        int *fd = malloc(sizeof *fd);
        *fd = connection_accept();
        pthread_create(&thread, NULL, connection, fd);
        pthread_detach(thread);
    }
}
