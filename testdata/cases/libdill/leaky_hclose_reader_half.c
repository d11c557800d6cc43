/* The connection closes the half that it reads from. Closing one half wakes nobody on the other. */
#include <libdill.h>

int topic_next(int *message);
int subscriber_accept(void);

static coroutine void subscribe(int out)
{
    int message;
    while (topic_next(&message)) {
        if (chsend(out, &message, sizeof message, -1)) /* EXPECT error blocking-send: hclose of the other half */
            break;
    }
    hclose(out);
}

static void connection(int fd)
{
    int message, ch[2];
    if (chmake(ch) != 0)
        return;
    go(subscribe(ch[1]));
    while (chrecv(ch[0], &message, sizeof message, -1) == 0) {
        if (write(fd, &message, sizeof message) < 0)
            break;
    }
    hclose(ch[0]);
}

int main(void)
{
    for (;;)
        connection(subscriber_accept());
}
