/* The same with a reader that is interrupted when the connection's thread leaves: its wait fails with EINTR, and it ends. */
#include <st.h>
#include <stdlib.h>

struct lines {
    st_cond_t room, some;
    char *items[4];
    int n;
};
char *read_line(void);
int understand(char *line);

static int lines_put(struct lines *lines, char *line)
{
    while (lines->n == 4)
        if (st_cond_wait(lines->room) < 0)
            return 0;
    lines->items[lines->n++] = line;
    st_cond_signal(lines->some);
    return 1;
}

static char *lines_take(struct lines *lines)
{
    while (lines->n == 0)
        st_cond_wait(lines->some);
    char *line = lines->items[--lines->n];
    st_cond_signal(lines->room);
    return line;
}

static void *read_lines(void *lines)
{
    char *line;
    while ((line = read_line()) && lines_put(lines, line)) // SEES forever send
        ;
    return NULL;
}

static void *serve(void *argument)
{
    struct lines *lines = calloc(1, sizeof *lines);
    lines->room = st_cond_new();
    lines->some = st_cond_new();
    st_thread_t reader = st_thread_create(read_lines, lines, 1, 0); // SEES spawn
    while (understand(lines_take(lines)))
        ;
    st_thread_interrupt(reader); // SEES cancel
    st_thread_join(reader, NULL); // SEES join
    return argument;
}

int main(void)
{
    st_init();
    for (;;)
        st_thread_create(serve, NULL, 0, 0);
}
