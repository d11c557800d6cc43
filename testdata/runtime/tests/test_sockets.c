#include "task_test.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in loopback(uint16_t port)
{
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

/* A listener at any port; fills its address. */
static int listen_anywhere(struct sockaddr_in *address)
{
    socklen_t length = sizeof *address;
    *address = loopback(0);
    int listener = tend_listen((struct sockaddr *)address, length);
    ck_assert_int_ge(listener, 0);
    ck_assert_int_eq(getsockname(listener, (struct sockaddr *)address, &length), 0);
    return listener;
}

static void echo(void *listener)
{
    char buffer[4096];
    ssize_t size;
    int fd = tend_accept(TEND_BACKGROUND, *(int *)listener);
    while ((size = tend_read(TEND_BACKGROUND, fd, buffer, sizeof buffer)) > 0)
        ck_assert_int_eq(tend_write(TEND_BACKGROUND, fd, buffer, (size_t)size), 0);
    ck_assert_int_eq(size, 0);
    close(fd);
}

struct upload {
    int fd;
    const char *data;
    size_t size;
};

static void write_all(void *argument)
{
    struct upload *upload = argument;
    ck_assert_int_eq(tend_write(TEND_BACKGROUND, upload->fd, upload->data, upload->size), 0);
    shutdown(upload->fd, SHUT_WR);
}

/* More than the buffers of the kernel hold, so that both directions have to wait. */
TASK_TEST(what_is_written_is_read)
{
    enum { SIZE = 8 << 20 };
    char *sent = malloc(SIZE), *received = malloc(SIZE);
    for (size_t i = 0; i < SIZE; i++)
        sent[i] = (char)(i * 7 + i / 4096);
    struct sockaddr_in address;
    int listener = listen_anywhere(&address);
    tend_go(echo, &listener);
    int fd = tend_connect(TEND_BACKGROUND, (struct sockaddr *)&address, sizeof address);
    ck_assert_int_ge(fd, 0);
    struct upload upload = {fd, sent, SIZE};
    tend_go(write_all, &upload);
    size_t count = 0;
    for (ssize_t size; (size = tend_read(TEND_BACKGROUND, fd, received + count, SIZE - count)) > 0;)
        count += (size_t)size;
    ck_assert_uint_eq(count, SIZE);
    ck_assert_int_eq(memcmp(sent, received, SIZE), 0);
    close(fd);
    close(listener);
    free(sent);
    free(received);
}

TASK_TEST(errors_of_sockets_are_told)
{
    struct sockaddr_in address;
    int listener = listen_anywhere(&address);
    ck_assert_int_eq(tend_listen((struct sockaddr *)&address, sizeof address), -EADDRINUSE);
    close(listener);
    ck_assert_int_eq(
        tend_connect(TEND_BACKGROUND, (struct sockaddr *)&address, sizeof address), -ECONNREFUSED);
    char byte = 0;
    ck_assert_int_eq(tend_read(TEND_BACKGROUND, -1, &byte, 1), -EBADF);
    ck_assert_int_eq(tend_write(TEND_BACKGROUND, -1, &byte, 1), -EBADF);
    ck_assert_int_eq(tend_accept(TEND_BACKGROUND, -1), -EBADF);
}

TASK_TEST(writing_to_who_has_gone_fails)
{
    int ends[2];
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    close(ends[1]);
    ck_assert_int_eq(tend_write(TEND_BACKGROUND, ends[0], "x", 1), -EPIPE);
    close(ends[0]);
}

/* A descriptor's number comes back with the next one: what waits then is the new one's. */
TASK_TEST(a_descriptor_can_be_closed_and_opened_again)
{
    for (int round = 0; round < 3; round++) {
        int ends[2];
        char byte;
        struct tend_context *soon = tend_context_timeout(TEND_BACKGROUND, 2);
        ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
        ck_assert_int_eq(tend_read(soon, ends[0], &byte, 1), -ETIMEDOUT);
        ck_assert_int_eq(tend_write(TEND_BACKGROUND, ends[1], "x", 1), 0);
        ck_assert_int_eq(tend_read(TEND_BACKGROUND, ends[0], &byte, 1), 1);
        tend_context_free(soon);
        close(ends[0]);
        close(ends[1]);
    }
}

TASK_TEST(waiting_for_what_cannot_be_waited_for_fails)
{
    ck_assert_int_eq(tend_wait_fd(TEND_BACKGROUND, -1, TEND_READABLE), -EBADF);
    int file = open("/proc/self/exe", O_RDONLY);
    ck_assert_int_eq(tend_wait_fd(TEND_BACKGROUND, file, TEND_READABLE), -EPERM);
    close(file);
}

int main(void)
{
    const TTest *tests[] = {what_is_written_is_read, errors_of_sockets_are_told,
        writing_to_who_has_gone_fails, a_descriptor_can_be_closed_and_opened_again,
        waiting_for_what_cannot_be_waited_for_fails, NULL};
    return tests_run("sockets", tests);
}
