/* All coroutines send their lines to one logger that never ends: a note, since only the logger wakes them. */
#include <libdill.h>

int client_accept(void);
int client_line(int client, int *line);
void log_write(int line);

static coroutine void logger(int in)
{
    int line;
    for (;;) {
        if (chrecv(in, &line, sizeof line, -1) == 0)
            log_write(line);
    }
}

static coroutine void client(int fd, int log)
{
    int line;
    while (client_line(fd, &line))
        chsend(log, &line, sizeof line, -1); /* EXPECT note blocking-send: the logger loops for good */
}

int main(void)
{
    int ch[2];
    if (chmake(ch) < 0)
        return 1;
    go(logger(ch[0]));
    for (;;)
        go(client(client_accept(), ch[1]));
}
