/* Three watchers in a bundle, which is closed unless a write fails. */
#include <libdill.h>

int upstream_wait(void);
int client_accept(void);
int client_greet(int client);
int client_write(int client, int event);

static coroutine void watch(int out)
{
    int event;
    for (;;) {
        event = upstream_wait();
        if (chsend(out, &event, sizeof event, -1) < 0) /* EXPECT warning lost-cancel: a write may fail */
            return;
    }
}

static void serve(int client)
{
    int event, ch[2], watchers = bundle();
    if (watchers < 0 || chmake(ch) < 0)
        return;
    for (int i = 0; i < 3; i++)
        bundle_go(watchers, watch(ch[1]));
    while (chrecv(ch[0], &event, sizeof event, -1) == 0 && event != 0)
        if (client_write(client, event) < 0)
            return;
    hclose(watchers);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
