/* A ticker for every session, without an end: it would pile up even if the session stayed. */
#include <libmill.h>

int session_accept(void);
int session_tick(int session, int n);

static coroutine void tick(chan ticks)
{
    for (int n = 0;; n++) {
        msleep(now() + 1000);
        chs(ticks, int, n); /* EXPECT error blocking-send: the session may be over */
    }
}

static void session(int id)
{
    chan ticks = chmake(int, 0);
    go(tick(chdup(ticks))); /* EXPECT warning immortal-task: one more for each session */
    while (session_tick(id, chr(ticks, int)) == 0)
        ;
}

int main(void)
{
    for (;;)
        session(session_accept());
}
