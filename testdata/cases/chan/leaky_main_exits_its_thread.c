/* main takes three lines and ends with pthread_exit, which leaves the other threads running: the process goes on, and
 * its reader waits for somebody who takes the fourth.
 */
#include <chan.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

char *console_line(void);
int command_run(const char *line);

static void *read_lines(void *arg)
{
    chan_t *lines = arg;
    char *line;
    while ((line = console_line()))
        chan_send(lines, line); /* EXPECT error blocking-send: main's thread takes three, and is gone */
    return NULL;
}

int main(void)
{
    chan_t *lines = chan_init(0);
    pthread_t reader;
    pthread_create(&reader, NULL, read_lines, lines);
    pthread_detach(reader);
    for (int i = 0; i < 3; i++) {
        void *line;
        chan_recv(lines, &line);
        command_run(line);
        free(line);
    }
    pthread_exit(NULL);
}
