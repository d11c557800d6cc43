/* nanomsg's sockets. */
#ifndef CHANLINT_NN_H
#define CHANLINT_NN_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define AF_SP 1
#define AF_SP_RAW 2
#define NN_SOL_SOCKET 0
#define NN_LINGER 1
#define NN_SNDBUF 2
#define NN_RCVBUF 3
#define NN_SNDTIMEO 4
#define NN_RCVTIMEO 5
#define NN_DONTWAIT 1
#define NN_MSG ((size_t)-1)
#define NN_POLLIN 1
#define NN_POLLOUT 2

struct nn_iovec {
    void *iov_base;
    size_t iov_len;
};
struct nn_msghdr {
    struct nn_iovec *msg_iov;
    int msg_iovlen;
    void *msg_control;
    size_t msg_controllen;
};
struct nn_pollfd {
    int fd;
    short events, revents;
};

int nn_errno(void);
const char *nn_strerror(int error);
void nn_term(void);
void *nn_allocmsg(size_t size, int type);
int nn_freemsg(void *message);
int nn_socket(int domain, int protocol);
int nn_close(int socket);
int nn_setsockopt(int socket, int level, int option, const void *value, size_t size);
int nn_getsockopt(int socket, int level, int option, void *value, size_t *size);
int nn_bind(int socket, const char *address);
int nn_connect(int socket, const char *address);
int nn_shutdown(int socket, int how);
int nn_send(int socket, const void *data, size_t size, int flags);
int nn_recv(int socket, void *data, size_t size, int flags);
int nn_sendmsg(int socket, const struct nn_msghdr *message, int flags);
int nn_recvmsg(int socket, struct nn_msghdr *message, int flags);
int nn_poll(struct nn_pollfd *sockets, int count, int timeout);
int nn_device(int one, int other);

#ifdef __cplusplus
}
#endif

#endif
