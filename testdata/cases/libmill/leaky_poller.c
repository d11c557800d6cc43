/* libmill has no way to cancel a coroutine. The poller's send waits for the client's loop, which has returned. */
#include <libmill.h>

int upstream_poll(int *event);
int client_accept(void);
int client_write(int client, int event);

static coroutine void watch(chan out)
{
    int event;
    while (upstream_poll(&event))
        chs(out, int, event); /* EXPECT error blocking-send: the client may be gone */
    chclose(out);
}

static void serve(int client)
{
    chan events = chmake(int, 0);
    go(watch(chdup(events)));
    for (;;) {
        int event = chr(events, int);
        if (client_write(client, event) < 0)
            break;
    }
    chclose(events);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
