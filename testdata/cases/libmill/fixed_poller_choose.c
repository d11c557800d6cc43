/* The poller, mended: its send is one clause of a choose, the other is the channel on which the client's end is told.
 */
#include <libmill.h>

int upstream_poll(int *event);
int client_accept(void);
int client_write(int client, int event);

static coroutine void watch(chan sink, chan gone)
{
    int event;
    while (upstream_poll(&event)) {
        choose {
        out(sink, int, event):
        in(gone, int, reason):
            (void)reason;
            goto done;
        end
        }
    }
done:
    chclose(sink);
    chclose(gone);
}

static void serve(int client)
{
    chan events = chmake(int, 0);
    chan gone = chmake(int, 0);
    go(watch(chdup(events), chdup(gone)));
    for (;;) {
        int event = chr(events, int);
        if (client_write(client, event) < 0)
            break;
    }
    chdone(gone, int, 1);
    chclose(events);
    chclose(gone);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
