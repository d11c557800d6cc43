/* The same as fixed_closed.c, but nobody closes the channel when the client leaves. */
#include <tend.h>

int sensor_read(void);

static void measure(void *out)
{
    for (;;) {
        int value = sensor_read();
        if (tend_send(TEND_BACKGROUND, out, &value)) /* EXPECT error blocking-send: the client has left */
            return;
    }
}

static void client(void *fd)
{
    struct tend_channel *values = tend_channel_make(sizeof(int), 8);
    int value;
    tend_go(measure, values);
    while (tend_receive(TEND_BACKGROUND, values, &value) == 0)
        if (tend_write(TEND_BACKGROUND, *(int *)fd, &value, sizeof value))
            return;
}

static void serve(void *listener)
{
    int fd;
    while ((fd = tend_accept(TEND_BACKGROUND, *(int *)listener)) >= 0)
        tend_go(client, &fd);
}

int main(void)
{
    int listener = 3;
    return tend_run(serve, &listener) != 0;
}
