/* Each client has a thread that polls and sends on a buffered channel. The client's loop closes the channel when it
 * leaves, which looks right; but a sender that waits for room in a buffered channel does not look at `closed` and
 * sleeps again.
 */
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
        if (chan_send_int32(out, event) != 0) /* EXPECT error blocking-send: chan_close wakes no buffered sender */
            break;
    }
    return NULL;
}

static void serve(int fd)
{
    chan_t *events = chan_init(16);
    pthread_t watcher;
    int32_t event;
    pthread_create(&watcher, NULL, watch, events);
    pthread_detach(watcher);
    while (chan_recv_int32(events, &event) == 0) {
        if (write(fd, &event, sizeof event) < 0)
            break;
    }
    chan_close(events);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
