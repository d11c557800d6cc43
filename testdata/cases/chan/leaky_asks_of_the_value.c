/* A sensor sends while it reads what is good: that says nothing of the channel, which may be closed. */
#include <chan/chan.h>
#include <pthread.h>

int panel_next(void);
int panel_show(int panel, int value);
void panel_leave(int panel);
int sensor_is_good(int value);

static void *sensor(void *arg)
{
    chan_t *out = arg;
    int value = 1;
    for (; sensor_is_good(value); value++)
        chan_send_int32(out, value); /* EXPECT warning ignored-cancel: it fails once the panel is closed */
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
