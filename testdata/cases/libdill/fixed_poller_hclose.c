/* The poller, mended the libdill way: serve keeps the coroutine's handle and closes it, which makes chsend fail with
 * ECANCELED, and the poller looks at that.
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
    while (upstream_poll(&ev)) {
        if (chsend(out, &ev, sizeof ev, -1) < 0)
            break;
    }
}

static void serve(int fd)
{
    struct event ev;
    int ch[2];
    if (chmake(ch) < 0)
        return;
    int watcher = go(watch(ch[1]));
    while (chrecv(ch[0], &ev, sizeof ev, -1) == 0) {
        if (write(fd, &ev, sizeof ev) < 0)
            break;
    }
    hclose(watcher);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
