/* The relay waits for a line or for the end of the client, and then passes the line on without looking for the end. */
#include <tend.h>

struct feed {
    struct tend_channel *lines, *out, *done;
};

struct tend_channel *log_lines(void);

static void relay(void *argument)
{
    struct feed *feed = argument;
    int line;
    struct tend_clause clauses[] = {
        {feed->lines, TEND_RECEIVE, .value = &line},
        {feed->done, TEND_RECEIVE},
    };
    for (;;) {
        if (tend_select(TEND_BACKGROUND, clauses, 2, -1) != 0)
            return;
        tend_send(TEND_BACKGROUND, feed->out, &line); /* EXPECT error uncovered-send: done is not heard here */
    }
}

static void client(void *fd)
{
    struct feed feed = {log_lines(), tend_channel_make(sizeof(int), 0), tend_channel_make(sizeof(int), 0)};
    int line;
    tend_go(relay, &feed);
    while (tend_receive(TEND_BACKGROUND, feed.out, &line) == 0)
        if (tend_write(TEND_BACKGROUND, *(int *)fd, &line, sizeof line))
            break;
    tend_channel_close(feed.done);
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
