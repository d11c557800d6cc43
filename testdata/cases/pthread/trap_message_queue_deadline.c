/* A report that finds no room in time is dropped; and who may not wait says so in the call. */
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <time.h>

struct report {
    long type;
    char text[64];
};
size_t next_report(char *to);

static void *watch(void *argument)
{
    struct report report = {.type = 1};
    mqd_t reports = mq_open("/reports", O_WRONLY);
    int mirror = msgget(ftok("/tmp", 1), 0600);
    for (;;) {
        size_t size = next_report(report.text);
        struct timespec until = {.tv_sec = time(NULL) + 1};
        if (mq_timedsend(reports, report.text, size, 0, &until) < 0) // SEES timeout send
            break;
        if (msgsnd(mirror, &report, size, IPC_NOWAIT) < 0) // SEES nonblocking send
            break;
    }
    return argument;
}

int main(void)
{
    pthread_t watcher;
    pthread_create(&watcher, NULL, watch, NULL);
    pthread_join(watcher, NULL);
    return 0;
}
