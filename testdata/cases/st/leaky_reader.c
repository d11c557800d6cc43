/* A server's reader hands lines over, four at most, and without a lock, since threads change only where one waits. The
 * connection's thread leaves when a line makes no sense. */
#include <st.h>
#include <stdlib.h>

struct lines {
    st_cond_t room, some;
    char *items[4];
    int n;
};
char *read_line(void);
int understand(char *line);

static void lines_put(struct lines *lines, char *line)
{
    while (lines->n == 4)
        st_cond_wait(lines->room);
    lines->items[lines->n++] = line;
    st_cond_signal(lines->some);
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
    while ((line = read_line()))
        lines_put(lines, line); // EXPECT error blocking-send: the connection leaves at the first bad line
    return NULL;
}

static void *serve(void *argument)
{
    struct lines *lines = calloc(1, sizeof *lines);
    lines->room = st_cond_new();
    lines->some = st_cond_new();
    st_thread_create(read_lines, lines, 0, 0);
    while (understand(lines_take(lines)))
        ;
    return argument;
}

int main(void)
{
    st_init();
    for (;;)
        st_thread_create(serve, NULL, 0, 0);
}
