/* GoKer: a loop that misses the context's end. Each connection starts a coroutine that keeps it alive, and that never
 * looks whether it should stop: the result of msleep, which says so, is not looked at.
 */
#include <libdill.h>

int connection_accept(void);
int connection_serve(int connection);
void connection_ping(int connection);

static coroutine void keep_alive(int connection)
{
    for (;;) {
        msleep(now() + 30000);
        connection_ping(connection);
    }
}

static void serve(int connection)
{
    go(keep_alive(connection)); /* EXPECT warning immortal-task: one more for each connection */
    while (connection_serve(connection) == 0)
        ;
}

int main(void)
{
    for (;;)
        serve(connection_accept());
}
