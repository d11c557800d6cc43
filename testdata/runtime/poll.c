#include "poll.h"
#include "context.h"
#include "queue.h"
#include "task.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { EVENTS = 256 };

/* Who waits at a descriptor. */
struct watch {
    struct tend_queue readers, writers;
};

/* By descriptor. Each watch stays where it is, for hooks point into it. */
static struct watch **watches;
static size_t watch_count;
static size_t waiting;
static int epoll = -1;

static struct watch *watch_of(int fd)
{
    size_t index = (size_t)fd;
    if (index >= watch_count) {
        size_t count = 2 * index + 64;
        struct watch **grown = realloc(watches, count * sizeof(struct watch *));
        if (!grown)
            return NULL;
        memset(grown + watch_count, 0, (count - watch_count) * sizeof(struct watch *));
        watches = grown;
        watch_count = count;
    }
    if (!watches[index])
        watches[index] = calloc(1, sizeof *watches[index]);
    return watches[index];
}

/* Has epoll tell once when the descriptor is ready. It forgets one by itself when that is closed, hence the
   second attempt. */
static int arm(int fd, bool reads, bool writes)
{
    uint32_t events = (reads ? EPOLLIN | EPOLLRDHUP : 0) | (writes ? EPOLLOUT : 0) | EPOLLONESHOT;
    struct epoll_event event = {.events = events, .data.fd = fd};
    if (epoll < 0 && (epoll = epoll_create1(EPOLL_CLOEXEC)) < 0)
        return -errno;
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event) == 0)
        return 0;
    return errno == ENOENT && epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0 ? 0 : -errno;
}

int tend_wait_fd(struct tend_context *context, int fd, enum tend_readiness readiness)
{
    bool reads = readiness == TEND_READABLE;
    int error = tend_context_reason(context);
    if (error || fd < 0)
        return error ? error : -EBADF;
    struct watch *watch = watch_of(fd);
    error = watch ? arm(fd, reads || watch->readers.first, !reads || watch->writers.first) : -ENOMEM;
    if (error)
        return error;
    struct tend_hook ready;
    task_hook(reads ? &watch->readers : &watch->writers, &ready);
    waiting++;
    struct tend_hook *woken_by = context_wait(context, "IO wait", -1, &error);
    waiting--;
    return woken_by ? 0 : error;
}

bool poll_any(void)
{
    return waiting > 0;
}

static void wake(const struct epoll_event *event)
{
    int fd = event->data.fd;
    struct watch *watch = watches[fd];
    uint32_t failed = EPOLLERR | EPOLLHUP;
    if (event->events & (EPOLLIN | EPOLLRDHUP | failed))
        task_wake_all(&watch->readers, 0);
    if (event->events & (EPOLLOUT | failed))
        task_wake_all(&watch->writers, 0);
    if (watch->readers.first || watch->writers.first)
        arm(fd, watch->readers.first, watch->writers.first);
}

void poll_wait(int64_t milliseconds)
{
    if (!waiting && milliseconds == 0)
        return;
    if (epoll < 0 && (epoll = epoll_create1(EPOLL_CLOEXEC)) < 0)
        abort();
    static struct epoll_event events[EVENTS];
    int count = epoll_wait(epoll, events, EVENTS, milliseconds < INT_MAX ? (int)milliseconds : INT_MAX);
    for (int i = 0; i < count; i++)
        wake(&events[i]);
}

void poll_end(void)
{
    for (size_t i = 0; i < watch_count; i++)
        free(watches[i]);
    free(watches);
    watches = NULL;
    watch_count = waiting = 0;
    if (epoll >= 0)
        close(epoll);
    epoll = -1;
}
