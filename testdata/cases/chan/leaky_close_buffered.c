/* GoKer: communication deadlock, channel: a close that races with the send. The reader closes the channel when it has
 * enough. That wakes nobody who already waits for room in a buffer: it looks for room again, and not whether the
 * channel is closed.
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
        if (chan_send(samples, value) != 0) /* EXPECT error blocking-send: closing does not wake it */
            break;
    return NULL;
}

static void chart(int client)
{
    chan_t *samples = chan_init(16);
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
