/* An endless loop that starts a coroutine for each packet and takes its verdict before the next packet. */
#include <libmill.h>

int packet_next(void);
int packet_inspect(int packet);
void packet_forward(int packet);
void packet_drop(int packet);

static coroutine void inspect(int packet, chan verdict)
{
    chs(verdict, int, packet_inspect(packet));
    chclose(verdict);
}

int main(void)
{
    for (;;) {
        int packet = packet_next();
        chan verdict = chmake(int, 0);
        go(inspect(packet, chdup(verdict)));
        if (chr(verdict, int))
            packet_forward(packet);
        else
            packet_drop(packet);
        chclose(verdict);
    }
}
