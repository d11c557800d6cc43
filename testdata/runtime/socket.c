#include "tend.h"
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

enum { BACKLOG = 4096, STREAM = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC };

/* After a call has failed: 0 when it is worth another attempt, once the descriptor is ready. */
static int wait_or_fail(struct tend_context *context, int fd, enum tend_readiness readiness)
{
    if (errno == EINTR || errno == ECONNABORTED)
        return 0;
    return errno == EAGAIN ? tend_wait_fd(context, fd, readiness) : -errno;
}

static int close_failed(int fd, int error)
{
    close(fd);
    return error;
}

int tend_listen(const struct sockaddr *address, socklen_t length)
{
    int fd = socket(address->sa_family, STREAM, 0);
    if (fd < 0)
        return -errno;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(fd, address, length) || listen(fd, BACKLOG))
        return close_failed(fd, -errno);
    return fd;
}

static int connect_fd(struct tend_context *context, int fd, const struct sockaddr *address, socklen_t length)
{
    if (connect(fd, address, length) == 0)
        return 0;
    if (errno != EINPROGRESS && errno != EINTR)
        return -errno;
    int error = tend_wait_fd(context, fd, TEND_WRITABLE);
    if (error)
        return error;
    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &(socklen_t){sizeof error});
    return -error;
}

int tend_connect(struct tend_context *context, const struct sockaddr *address, socklen_t length)
{
    int error = tend_context_reason(context);
    if (error)
        return error;
    int fd = socket(address->sa_family, STREAM, 0);
    if (fd < 0)
        return -errno;
    error = connect_fd(context, fd, address, length);
    return error ? close_failed(fd, error) : fd;
}

int tend_accept(struct tend_context *context, int listener)
{
    int error = tend_context_reason(context);
    while (!error) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0)
            return fd;
        error = wait_or_fail(context, listener, TEND_READABLE);
    }
    return error;
}

ssize_t tend_read(struct tend_context *context, int fd, void *buffer, size_t size)
{
    int error = tend_context_reason(context);
    while (!error) {
        ssize_t count = recv(fd, buffer, size, MSG_DONTWAIT);
        if (count >= 0)
            return count;
        error = wait_or_fail(context, fd, TEND_READABLE);
    }
    return error;
}

int tend_write(struct tend_context *context, int fd, const void *buffer, size_t size)
{
    int error = tend_context_reason(context);
    while (!error && size) {
        ssize_t count = send(fd, buffer, size, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count >= 0) {
            buffer = (const char *)buffer + count;
            size -= (size_t)count;
        } else {
            error = wait_or_fail(context, fd, TEND_WRITABLE);
        }
    }
    return error;
}
