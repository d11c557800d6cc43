/* A watcher is closed when its client is gone, but not when the client cannot be greeted in the first place. */
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
        if (chsend(out, &event, sizeof event, -1) < 0) /* EXPECT warning lost-cancel: the greeting may fail */
            return;
    }
}

static void serve(int client)
{
    int event, ch[2];
    if (chmake(ch) < 0)
        return;
    int watcher = go(watch(ch[1]));
    if (client_greet(client) < 0)
        return;
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
