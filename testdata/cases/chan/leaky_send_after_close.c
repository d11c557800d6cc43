/* A sensor sends without looking whether its unbuffered channel is closed: then it reads and throws away for good. */
#include <chan/chan.h>
#include <pthread.h>

int panel_next(void);
int panel_show(int panel, int value);
int sensor_read(void);

static void *sensor(void *arg)
{
    chan_t *out = arg;
    for (;;)
        chan_send_int32(out, sensor_read()); /* EXPECT error ignored-cancel: it fails once the panel is closed */
    return NULL;
}

static void panel(int number)
{
    chan_t *values = chan_init(0);
    pthread_t thread;
    int32_t value;
    pthread_create(&thread, NULL, sensor, values);
    while (chan_recv_int32(values, &value) == 0 && panel_show(number, value))
        ;
    chan_close(values);
    pthread_join(thread, NULL);
}

int main(void)
{
    for (;;)
        panel(panel_next());
}
