/* The reader waits for room for a second, then drops the line. */
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
        if (st_cond_timedwait(lines->room, 1000000) < 0)
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
    while ((line = read_line()))
        if (!lines_put(lines, line)) // SEES timeout send
            free(line);
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
