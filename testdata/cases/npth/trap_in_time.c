/* The reader gives up on a line when there is no room for it in time. */
#include <npth.h>
#include <stdlib.h>

struct lines {
    npth_mutex_t lock;
    npth_cond_t room, some;
    char *items[4];
    int n;
};
char *read_line(void);
int understand(char *line);

static int lines_put(struct lines *lines, char *line, const struct timespec *until)
{
    npth_mutex_lock(&lines->lock);
    while (lines->n == 4)
        if (npth_cond_timedwait(&lines->room, &lines->lock, until) != 0) {
            npth_mutex_unlock(&lines->lock);
            return 0;
        }
    lines->items[lines->n++] = line;
    npth_cond_signal(&lines->some);
    npth_mutex_unlock(&lines->lock);
    return 1;
}

static char *lines_take(struct lines *lines)
{
    npth_mutex_lock(&lines->lock);
    while (lines->n == 0)
        npth_cond_wait(&lines->some, &lines->lock);
    char *line = lines->items[--lines->n];
    npth_cond_signal(&lines->room);
    npth_mutex_unlock(&lines->lock);
    return line;
}

static void *read_lines(void *lines)
{
    char *line;
    struct timespec until = {.tv_sec = time(NULL) + 10};
    while ((line = read_line()))
        if (!lines_put(lines, line, &until)) // SEES timeout send
            free(line);
    return NULL;
}

static void *serve(void *argument)
{
    struct lines *lines = calloc(1, sizeof *lines);
    npth_t reader;
    npth_create(&reader, NULL, read_lines, lines);
    while (understand(lines_take(lines)))
        ;
    return argument;
}

int main(void)
{
    npth_t server;
    for (;;)
        npth_create(&server, NULL, serve, NULL);
}
