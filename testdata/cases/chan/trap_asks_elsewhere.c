/* A sensor sends until a function that is not seen says that it is over: what closes the channel may have told it. */
#include <chan/chan.h>
#include <pthread.h>

int panel_next(void);
int panel_show(int panel, int value);
void panel_leave(int panel);
int sensor_is_off(void);
int sensor_read(void);

static void *sensor(void *arg)
{
    chan_t *out = arg;
    while (!sensor_is_off())
        chan_send_int32(out, sensor_read());
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
    panel_leave(number);
    chan_close(values);
    pthread_join(thread, NULL);
}

int main(void)
{
    for (;;)
        panel(panel_next());
}
