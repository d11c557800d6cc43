/* The poller as it went into production: a coroutine for each client, whose handle is dropped. When the client leaves,
 * the channel has no receiver, and nobody can close the coroutine.
 */
#include <libdill.h>

struct event {
    int64_t time;
    int value;
};

int upstream_poll(struct event *ev);
int client_accept(void);

static coroutine void watch(int out)
{
    struct event ev;
    while (upstream_poll(&ev))
        chsend(out, &ev, sizeof ev, -1); /* EXPECT error blocking-send: the reader may have left */
}

static void serve(int fd)
{
    struct event ev;
    int ch[2];
    if (chmake(ch) < 0)
        return;
    go(watch(ch[1]));
    while (chrecv(ch[0], &ev, sizeof ev, -1) == 0) {
        if (write(fd, &ev, sizeof ev) < 0)
            break;
    }
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
