/* Without a buffer it is different: chan_close wakes the sender that waits, and the next send fails. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

int upstream_poll(int *event);
int client_accept(void);

static void *watch(void *arg)
{
    chan_t *out = arg;
    int event;
    while (upstream_poll(&event)) {
        if (chan_send_int32(out, event) != 0)
            break;
    }
    return NULL;
}

static void serve(int fd)
{
    chan_t *events = chan_init(0);
    pthread_t watcher;
    int32_t event;
    pthread_create(&watcher, NULL, watch, events);
    while (chan_recv_int32(events, &event) == 0) {
        if (write(fd, &event, sizeof event) < 0)
            break;
    }
    chan_close(events);
    pthread_join(watcher, NULL);
    chan_dispose(events);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
