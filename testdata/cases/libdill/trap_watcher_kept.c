/* A connection keeps its watcher, and whoever ends the connection closes it. */
#include <libdill.h>
#include <stdlib.h>

struct connection {
    int client, watcher, ch[2];
};

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

static int open_connection(struct connection *c)
{
    if (chmake(c->ch) < 0)
        return -1;
    c->watcher = go(watch(c->ch[1]));
    return client_greet(c->client);
}

static void close_connection(struct connection *c)
{
    hclose(c->watcher);
    hclose(c->ch[0]);
    hclose(c->ch[1]);
}

static void serve(int client)
{
    struct connection c = {.client = client};
    int event;
    if (open_connection(&c) == 0)
        while (chrecv(c.ch[0], &event, sizeof event, -1) == 0)
            if (client_write(client, event) < 0)
                break;
    close_connection(&c);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
