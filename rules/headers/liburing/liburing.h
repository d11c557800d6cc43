/* liburing: what a program needs to be parsed. After liburing 2.9's manual pages. */
#ifndef LIB_URING_H
#define LIB_URING_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/uio.h>

#ifdef __cplusplus
extern "C" {
#endif

struct __kernel_timespec {
    int64_t tv_sec;
    long long tv_nsec;
};
struct io_uring_sqe {
    uint8_t opcode, flags;
    int32_t fd;
    uint64_t off, addr;
    uint32_t len;
    uint64_t user_data;
};
struct io_uring_cqe {
    uint64_t user_data;
    int32_t res;
    uint32_t flags;
};
struct io_uring {
    unsigned flags;
    int ring_fd;
    unsigned features;
};
struct io_uring_params {
    uint32_t sq_entries, cq_entries, flags, sq_thread_cpu, sq_thread_idle, features, wq_fd;
};

#define IOSQE_FIXED_FILE (1U << 0)
#define IOSQE_IO_LINK (1U << 2)
#define IOSQE_ASYNC (1U << 4)
#define IOSQE_BUFFER_SELECT (1U << 5)
#define IORING_SETUP_IOPOLL (1U << 0)
#define IORING_SETUP_SQPOLL (1U << 1)
#define IORING_SETUP_CQSIZE (1U << 3)
#define IORING_SETUP_SINGLE_ISSUER (1U << 12)
#define IORING_SETUP_DEFER_TASKRUN (1U << 13)
#define IORING_CQE_F_MORE (1U << 1)
#define IORING_ASYNC_CANCEL_ALL (1U << 0)

int io_uring_queue_init(unsigned entries, struct io_uring *ring, unsigned flags);
int io_uring_queue_init_params(unsigned entries, struct io_uring *ring, struct io_uring_params *params);
void io_uring_queue_exit(struct io_uring *ring);
struct io_uring_sqe *io_uring_get_sqe(struct io_uring *ring);
int io_uring_submit(struct io_uring *ring);
int io_uring_submit_and_wait(struct io_uring *ring, unsigned n);
int io_uring_submit_and_wait_timeout(struct io_uring *ring, struct io_uring_cqe **cqe, unsigned n,
    struct __kernel_timespec *time, sigset_t *mask);
int io_uring_wait_cqe(struct io_uring *ring, struct io_uring_cqe **cqe);
int io_uring_wait_cqe_nr(struct io_uring *ring, struct io_uring_cqe **cqe, unsigned n);
int io_uring_wait_cqes(struct io_uring *ring, struct io_uring_cqe **cqe, unsigned n,
    struct __kernel_timespec *time, sigset_t *mask);
int io_uring_wait_cqe_timeout(
    struct io_uring *ring, struct io_uring_cqe **cqe, struct __kernel_timespec *time);
int io_uring_peek_cqe(struct io_uring *ring, struct io_uring_cqe **cqe);
unsigned io_uring_peek_batch_cqe(struct io_uring *ring, struct io_uring_cqe **cqes, unsigned n);
void io_uring_cqe_seen(struct io_uring *ring, struct io_uring_cqe *cqe);
void io_uring_cq_advance(struct io_uring *ring, unsigned n);
unsigned io_uring_cq_ready(const struct io_uring *ring);
unsigned io_uring_sq_ready(const struct io_uring *ring);
int io_uring_register_eventfd(struct io_uring *ring, int fd);
int io_uring_register_buffers(struct io_uring *ring, const struct iovec *vectors, unsigned n);
int io_uring_register_files(struct io_uring *ring, const int *files, unsigned n);
#define io_uring_for_each_cqe(ring, head, cqe) \
    for ((head) = 0; io_uring_peek_cqe(ring, &(cqe)) == 0; (head)++)

void io_uring_sqe_set_data(struct io_uring_sqe *sqe, void *data);
void *io_uring_cqe_get_data(const struct io_uring_cqe *cqe);
void io_uring_sqe_set_data64(struct io_uring_sqe *sqe, uint64_t data);
uint64_t io_uring_cqe_get_data64(const struct io_uring_cqe *cqe);
void io_uring_sqe_set_flags(struct io_uring_sqe *sqe, unsigned flags);

void io_uring_prep_nop(struct io_uring_sqe *sqe);
void io_uring_prep_read(struct io_uring_sqe *sqe, int fd, void *buffer, unsigned n, uint64_t offset);
void io_uring_prep_readv(
    struct io_uring_sqe *sqe, int fd, const struct iovec *vectors, unsigned n, uint64_t offset);
void io_uring_prep_write(struct io_uring_sqe *sqe, int fd, const void *buffer, unsigned n, uint64_t offset);
void io_uring_prep_writev(
    struct io_uring_sqe *sqe, int fd, const struct iovec *vectors, unsigned n, uint64_t offset);
void io_uring_prep_fsync(struct io_uring_sqe *sqe, int fd, unsigned flags);
void io_uring_prep_recv(struct io_uring_sqe *sqe, int fd, void *buffer, size_t n, int flags);
void io_uring_prep_send(struct io_uring_sqe *sqe, int fd, const void *buffer, size_t n, int flags);
void io_uring_prep_recvmsg(struct io_uring_sqe *sqe, int fd, struct msghdr *message, unsigned flags);
void io_uring_prep_sendmsg(struct io_uring_sqe *sqe, int fd, const struct msghdr *message, unsigned flags);
void io_uring_prep_accept(
    struct io_uring_sqe *sqe, int fd, struct sockaddr *address, socklen_t *length, int flags);
void io_uring_prep_multishot_accept(
    struct io_uring_sqe *sqe, int fd, struct sockaddr *address, socklen_t *length, int flags);
void io_uring_prep_connect(
    struct io_uring_sqe *sqe, int fd, const struct sockaddr *address, socklen_t length);
void io_uring_prep_close(struct io_uring_sqe *sqe, int fd);
void io_uring_prep_poll_add(struct io_uring_sqe *sqe, int fd, unsigned mask);
void io_uring_prep_timeout(
    struct io_uring_sqe *sqe, struct __kernel_timespec *time, unsigned n, unsigned flags);
void io_uring_prep_cancel(struct io_uring_sqe *sqe, void *data, int flags);
void io_uring_prep_cancel64(struct io_uring_sqe *sqe, uint64_t data, int flags);
void io_uring_prep_msg_ring(
    struct io_uring_sqe *sqe, int fd, unsigned n, uint64_t data, unsigned flags);

#ifdef __cplusplus
}
#endif

#endif
