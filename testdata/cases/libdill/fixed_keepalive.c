/* The pings of leaky_keepalive, which end when the connection closes their coroutine. */
#include <libdill.h>

int connection_accept(void);
int connection_serve(int connection);
void connection_ping(int connection);

static coroutine void keep_alive(int connection)
{
    while (msleep(now() + 30000) == 0)
        connection_ping(connection);
}

static void serve(int connection)
{
    int pings = go(keep_alive(connection));
    while (connection_serve(connection) == 0)
        ;
    hclose(pings);
}

int main(void)
{
    for (;;)
        serve(connection_accept());
}
