/* The tailer's loop tests `stop`; its send does not, and closing a buffered channel does not wake it either. */
#include <chan.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct tail {
    atomic_bool stop;
    chan_t *lines;
};

char *file_next_line(void);
int pager_open(void);
int pager_show(char *line);

static void *tail(void *arg)
{
    struct tail *t = arg;
    while (!t->stop) {
        char *line = file_next_line();
        if (line && chan_send(t->lines, line) != 0) /* EXPECT error uncovered-send: stop is not seen in the send */
            break;
    }
    return NULL;
}

static void page(void)
{
    struct tail *t = calloc(1, sizeof *t);
    pthread_t thread;
    void *line;
    t->lines = chan_init(100);
    pthread_create(&thread, NULL, tail, t);
    while (chan_recv(t->lines, &line) == 0) {
        if (pager_show(line) < 0)
            break;
    }
    t->stop = 1;
    chan_close(t->lines);
    pthread_join(thread, NULL);
}

int main(void)
{
    while (pager_open())
        page();
    return 0;
}
