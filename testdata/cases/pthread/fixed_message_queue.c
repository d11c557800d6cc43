/* The same with a queue that nobody waits on: O_NONBLOCK fails the send that finds no room. */
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <stdlib.h>

size_t next_report(char *to);
int is_enough(const char *report);

static void *watch(void *argument)
{
    char report[64];
    mqd_t *reports = argument;
    for (;;)
        if (mq_send(*reports, report, next_report(report), 0) < 0) // SEES nonblocking send
            return NULL;
}

static void serve(void)
{
    char report[64];
    pthread_t watcher;
    mqd_t *reports = malloc(sizeof *reports);
    *reports = mq_open("/reports", O_RDWR | O_CREAT | O_NONBLOCK, 0600, NULL);
    pthread_create(&watcher, NULL, watch, reports);
    do
        mq_receive(*reports, report, sizeof report, NULL);
    while (!is_enough(report));
    mq_close(*reports);
}

int main(void)
{
    for (;;)
        serve();
}
