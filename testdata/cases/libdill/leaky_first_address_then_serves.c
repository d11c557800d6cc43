/* main takes the first address that the watcher of the network finds, and serves on it for good. The second address
 * stays with the watcher. Nothing takes from that channel again: an error.
 */
#include <libdill.h>

int network_next_address(void);
int serve_on(int address);
int connection_accept(int listener);
void connection_serve(int connection);

static coroutine void watch_network(int out)
{
    int address;
    while ((address = network_next_address()) != 0)
        chsend(out, &address, sizeof address, -1); /* EXPECT error blocking-send: main takes one, and serves */
}

int main(void)
{
    int ch[2], address;
    if (chmake(ch) < 0)
        return 1;
    go(watch_network(ch[1]));
    if (chrecv(ch[0], &address, sizeof address, -1) < 0)
        return 1;
    int listener = serve_on(address);
    for (;;)
        connection_serve(connection_accept(listener));
}
