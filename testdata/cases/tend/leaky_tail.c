/* Each viewer of a log has a task that sends it the lines. A viewer who leaves is not told about. */
#include <tend.h>

struct viewer {
    int fd;
    struct tend_channel *lines;
};

int log_next(int *line);

static void tail(void *argument)
{
    struct viewer *viewer = argument;
    int line;
    while (log_next(&line))
        tend_send(TEND_BACKGROUND, viewer->lines, &line); /* EXPECT error blocking-send: the viewer has left */
}

static void show(void *argument)
{
    struct viewer viewer = {*(int *)argument, tend_channel_make(sizeof(int), 0)};
    int line;
    tend_go(tail, &viewer);
    while (tend_receive(TEND_BACKGROUND, viewer.lines, &line) == 0)
        if (tend_write(TEND_BACKGROUND, viewer.fd, &line, sizeof line))
            break;
}

static void serve(void *listener)
{
    int fd;
    while ((fd = tend_accept(TEND_BACKGROUND, *(int *)listener)) >= 0)
        tend_go(show, &fd);
}

int main(void)
{
    int listener = 3;
    return tend_run(serve, &listener) != 0;
}
