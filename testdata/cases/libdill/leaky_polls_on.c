/* A poller that is closed by its session, and polls on for as long as there is something upstream. */
#include <libdill.h>

int upstream_poll(int *event);
int client_accept(void);
int client_write(int client, int event);

static coroutine void watch(int out)
{
    int event;
    while (upstream_poll(&event))
        chsend(out, &event, sizeof event, -1); /* EXPECT warning ignored-cancel: only the end of upstream stops it */
}

static void serve(int client)
{
    int event, ch[2];
    if (chmake(ch) < 0)
        return;
    int watcher = go(watch(ch[1]));
    while (chrecv(ch[0], &event, sizeof event, -1) == 0)
        if (client_write(client, event) < 0)
            break;
    hclose(watcher);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
