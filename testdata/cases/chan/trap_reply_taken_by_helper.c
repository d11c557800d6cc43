/* One thread talks to the sensor bus, for only one may. Requests are taken by a helper, and answered on the channel
 * that they bring; whoever brings one waits on it.
 */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

struct request {
    int sensor;
    chan_t *value;
};

static chan_t *requests;

int bus_read(int sensor);
int panel_accept(void);
int panel_sensor(int panel);
void panel_show(int panel, int value);

static struct request *take(void)
{
    void *message = NULL;
    while (chan_recv(requests, &message) != 0)
        ;
    return message;
}

static void *bus(void *arg)
{
    (void)arg;
    for (;;) {
        struct request *request = take();
        int value = bus_read(request->sensor);
        chan_send_int32(request->value, value); /* EXPECT note blocking-send: who brought it is waiting */
    }
    return NULL;
}

static int read_sensor(int sensor)
{
    struct request request = {sensor, chan_init(0)};
    int32_t value = 0;
    chan_send(requests, &request); /* EXPECT note blocking-send: the bus's thread loops for good */
    chan_recv_int32(request.value, &value);
    chan_dispose(request.value);
    return value;
}

static void *panel(void *arg)
{
    int *id = arg, sensor;
    while ((sensor = panel_sensor(*id)) >= 0)
        panel_show(*id, read_sensor(sensor));
    free(id);
    return NULL;
}

int main(void)
{
    pthread_t thread;
    requests = chan_init(0);
    pthread_create(&thread, NULL, bus, NULL);
    for (;;) {
        int *id = malloc(sizeof *id);
        *id = panel_accept();
        pthread_create(&thread, NULL, panel, id);
        pthread_detach(thread);
    }
}
