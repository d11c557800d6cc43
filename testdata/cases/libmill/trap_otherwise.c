/* A scoreboard: with an otherwise clause the choose never waits, and an update that nobody takes is skipped. */
#include <libmill.h>

int score_poll(int *score);
int fan_accept(void);
int fan_show(int fan, int score);

static coroutine void scores(chan sink)
{
    int score;
    while (score_poll(&score)) {
        choose {
        out(sink, int, score):
        otherwise:
        end
        }
    }
}

static void fan(int fd)
{
    chan sink = chmake(int, 0);
    go(scores(chdup(sink)));
    while (fan_show(fd, chr(sink, int)) == 0)
        ;
    chclose(sink);
}

int main(void)
{
    for (;;)
        fan(fan_accept());
}
