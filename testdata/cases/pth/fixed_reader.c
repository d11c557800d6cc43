/* The same with a reader that is cancelled when the connection's thread leaves: it ends where it waits. */
#include <pth.h>
#include <stdlib.h>

struct lines {
    pth_mutex_t lock;
    pth_cond_t room, some;
    char *items[4];
    int n;
};
char *read_line(void);
int understand(char *line);

static void lines_put(struct lines *lines, char *line)
{
    pth_mutex_acquire(&lines->lock, FALSE, NULL);
    while (lines->n == 4)
        pth_cond_await(&lines->room, &lines->lock, NULL);
    lines->items[lines->n++] = line;
    pth_cond_notify(&lines->some, FALSE);
    pth_mutex_release(&lines->lock);
}

static char *lines_take(struct lines *lines)
{
    pth_mutex_acquire(&lines->lock, FALSE, NULL);
    while (lines->n == 0)
        pth_cond_await(&lines->some, &lines->lock, NULL);
    char *line = lines->items[--lines->n];
    pth_cond_notify(&lines->room, FALSE);
    pth_mutex_release(&lines->lock);
    return line;
}

static void *read_lines(void *lines)
{
    char *line;
    while ((line = read_line()))
        lines_put(lines, line); // SEES forever send
    return NULL;
}

static void *serve(void *argument)
{
    struct lines *lines = calloc(1, sizeof *lines);
    pth_t reader = pth_spawn(PTH_ATTR_DEFAULT, read_lines, lines); // SEES spawn
    while (understand(lines_take(lines)))
        ;
    pth_cancel(reader); // SEES cancel
    pth_join(reader, NULL); // SEES join
    return argument;
}

int main(void)
{
    pth_init();
    for (;;)
        pth_spawn(PTH_ATTR_DEFAULT, serve, NULL);
}
