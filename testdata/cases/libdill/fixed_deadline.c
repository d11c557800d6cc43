/* A stock feed gives each quote two seconds; when nobody has taken it by then, the coroutine ends. */
#include <libdill.h>

int feed_read(int *quote);
int trader_accept(void);

static coroutine void feed(int out)
{
    int quote;
    while (feed_read(&quote)) {
        if (chsend(out, &quote, sizeof quote, now() + 2000) < 0)
            return;
    }
}

static void trader(int fd)
{
    int quote, ch[2];
    chmake(ch);
    go(feed(ch[1]));
    while (chrecv(ch[0], &quote, sizeof quote, -1) == 0 && write(fd, &quote, sizeof quote) > 0)
        ;
}

int main(void)
{
    for (;;)
        trader(trader_accept());
}
