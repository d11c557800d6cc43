/* A session has a ticker, and closes it when the session is over. The ticker does not look whether its send failed: it
 * goes round and round, and hclose waits for its end.
 */
#include <libdill.h>

int session_next(void);
int session_show(int session, int tick);

static coroutine void ticker(int out)
{
    int tick = 0;
    for (;;) {
        tick++;
        chsend(out, &tick, sizeof tick, -1); /* EXPECT error ignored-cancel: it fails with ECANCELED from then on */
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
