/* A watcher that is closed on each way out behind its start. */
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
        if (chsend(out, &event, sizeof event, -1) < 0)
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
        goto out;
    while (chrecv(ch[0], &event, sizeof event, -1) == 0)
        if (client_write(client, event) < 0)
            break;
out:
    hclose(watcher);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
