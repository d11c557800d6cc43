/* The ticker of a session, which ends once its send fails. */
#include <libdill.h>

int session_next(void);
int session_show(int session, int tick);

static coroutine void ticker(int out)
{
    int tick = 0;
    for (;;) {
        tick++;
        if (chsend(out, &tick, sizeof tick, -1) < 0)
            return;
    }
}

static void session(int id)
{
    int tick, ch[2];
    if (chmake(ch) < 0)
        return;
    int ticking = go(ticker(ch[1]));
    while (chrecv(ch[0], &tick, sizeof tick, -1) == 0)
        if (!session_show(id, tick))
            break;
    hclose(ticking);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        session(session_next());
}
