/* A proxy's coroutine chooses between a packet and the stop channel, and then sends the packet on with a plain chsend.
 */
#include <libdill.h>

int tunnel_open(void);
void tunnel_source(int in);
int tunnel_write(int packet);

static coroutine void forward(int in, int stop, int out)
{
    int packet, bye;
    for (;;) {
        struct chclause clauses[] = {
            {CHRECV, in, &packet, sizeof packet},
            {CHRECV, stop, &bye, sizeof bye},
        };
        switch (choose(clauses, 2, -1)) {
        case 0:
            chsend(out, &packet, sizeof packet, -1); /* EXPECT error uncovered-send: stop has no clause here */
            break;
        default:
            return;
        }
    }
}

static void tunnel(void)
{
    int packet, in[2], stop[2], out[2];
    chmake(in);
    chmake(stop);
    chmake(out);
    go(forward(in[0], stop[0], out[1]));
    tunnel_source(in[1]);
    do
        chrecv(out[0], &packet, sizeof packet, -1);
    while (tunnel_write(packet) >= 0);
    chdone(stop[1]);
}

int main(void)
{
    while (tunnel_open())
        tunnel();
    return 0;
}
