/* The sampler of leaky_close_buffered, without a buffer: closing then wakes its sender. What is sent in that moment is
 * lost, and the next send fails.
 */
#include <chan.h>
#include <pthread.h>

void *sensor_read(void);
int sensor_accept(void);
int chart_add(int client, void *sample);

static void *sample(void *arg)
{
    chan_t *samples = arg;
    void *value;
    while ((value = sensor_read()))
        if (chan_send(samples, value) != 0)
            break;
    return NULL;
}

static void chart(int client)
{
    chan_t *samples = chan_init(0);
    pthread_t thread;
    void *value;
    pthread_create(&thread, NULL, sample, samples);
    pthread_detach(thread);
    while (chan_recv(samples, &value) == 0)
        if (chart_add(client, value) < 0)
            break;
    chan_close(samples);
}

int main(void)
{
    for (;;)
        chart(sensor_accept());
}
