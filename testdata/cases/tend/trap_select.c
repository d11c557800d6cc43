/* The send has a branch beside it that ends the task when the client has left. */
#include <tend.h>

struct feed {
    struct tend_channel *out, *done;
};

int price_next(void);

static void quote(void *argument)
{
    struct feed *feed = argument;
    for (;;) {
        int price = price_next(), nothing;
        struct tend_clause clauses[] = {
            {feed->out, TEND_SEND, .value = &price},
            {feed->done, TEND_RECEIVE, .value = &nothing},
        };
        if (tend_select(TEND_BACKGROUND, clauses, 2, -1) != 0)
            return;
    }
}

static void client(void *fd)
{
    struct feed feed = {tend_channel_make(sizeof(int), 0), tend_channel_make(sizeof(int), 0)};
    int price;
    tend_go(quote, &feed);
    while (tend_receive(TEND_BACKGROUND, feed.out, &price) == 0)
        if (tend_write(TEND_BACKGROUND, *(int *)fd, &price, sizeof price))
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
