/* The watcher of a client is closed by the same words that decide whether the client is greeted. */
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
        if (chsend(out, &event, sizeof event, -1) < 0) /* EXPECT warning lost-cancel: not if it is not greeted */
            return;
    }
}

static void serve(int client)
{
    int event, ch[2], greeted;
    if (chmake(ch) < 0)
        return;
    int watcher = go(watch(ch[1]));
    greeted = client_greet(client);
    while (chrecv(ch[0], &event, sizeof event, -1) == 0)
        if (client_write(client, event) < 0)
            break;
    if (greeted)
        hclose(watcher);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
