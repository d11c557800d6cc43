/* A client's watcher reports over a message queue; the server reads until it has seen enough, and lets the watcher be. */
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
        if (mq_send(*reports, report, next_report(report), 0) < 0) // EXPECT error blocking-send: the server stops reading
            return NULL;
}

static void serve(void)
{
    char report[64];
    pthread_t watcher;
    mqd_t *reports = malloc(sizeof *reports);
    *reports = mq_open("/reports", O_RDWR | O_CREAT, 0600, NULL);
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
