/* Each viewer of a log has a task that sends it the lines, with a context that is cancelled when the viewer leaves. */
#include <tend.h>

struct viewer {
    int fd;
    struct tend_context *context;
    struct tend_channel *lines;
};

int log_next(int *line);

static void tail(void *argument)
{
    struct viewer *viewer = argument;
    int line;
    while (log_next(&line))
        if (tend_send(viewer->context, viewer->lines, &line))
            return;
}

static void show(void *argument)
{
    struct tend_group group = {0};
    struct viewer viewer = {*(int *)argument, tend_context_make(TEND_BACKGROUND), tend_channel_make(sizeof(int), 0)};
    int line;
    tend_group_go(&group, tail, &viewer);
    while (tend_receive(TEND_BACKGROUND, viewer.lines, &line) == 0)
        if (tend_write(TEND_BACKGROUND, viewer.fd, &line, sizeof line))
            break;
    tend_context_cancel(viewer.context, -1);
    tend_group_wait(TEND_BACKGROUND, &group);
    tend_context_free(viewer.context);
    tend_channel_free(viewer.lines);
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
