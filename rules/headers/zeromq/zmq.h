/* ZeroMQ's sockets and messages. */
#ifndef CHANLINT_ZMQ_H
#define CHANLINT_ZMQ_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ETERM
#define ETERM 156384765
#endif
#define ZMQ_IO_THREADS 1
#define ZMQ_PAIR 0
#define ZMQ_PUB 1
#define ZMQ_SUB 2
#define ZMQ_REQ 3
#define ZMQ_REP 4
#define ZMQ_DEALER 5
#define ZMQ_ROUTER 6
#define ZMQ_PULL 7
#define ZMQ_PUSH 8
#define ZMQ_XPUB 9
#define ZMQ_XSUB 10
#define ZMQ_STREAM 11
#define ZMQ_IDENTITY 5
#define ZMQ_SUBSCRIBE 6
#define ZMQ_UNSUBSCRIBE 7
#define ZMQ_RCVMORE 13
#define ZMQ_LINGER 17
#define ZMQ_SNDHWM 23
#define ZMQ_RCVHWM 24
#define ZMQ_RCVTIMEO 27
#define ZMQ_SNDTIMEO 28
#define ZMQ_DONTWAIT 1
#define ZMQ_SNDMORE 2
#define ZMQ_POLLIN 1
#define ZMQ_POLLOUT 2
#define ZMQ_POLLERR 4

typedef struct zmq_msg_t {
    unsigned char _[64];
} zmq_msg_t;
typedef void(zmq_free_fn)(void *data, void *hint);
typedef void(zmq_thread_fn)(void *);
typedef struct zmq_pollitem_t {
    void *socket;
    int fd;
    short events, revents;
} zmq_pollitem_t;

int zmq_errno(void);
const char *zmq_strerror(int error);
void *zmq_ctx_new(void);
int zmq_ctx_term(void *context);
int zmq_ctx_shutdown(void *context);
int zmq_ctx_set(void *context, int option, int value);
int zmq_ctx_get(void *context, int option);
void *zmq_init(int threads);
int zmq_term(void *context);
int zmq_ctx_destroy(void *context);

int zmq_msg_init(zmq_msg_t *message);
int zmq_msg_init_size(zmq_msg_t *message, size_t size);
int zmq_msg_init_data(zmq_msg_t *message, void *data, size_t size, zmq_free_fn *free_data, void *hint);
int zmq_msg_send(zmq_msg_t *message, void *socket, int flags);
int zmq_msg_recv(zmq_msg_t *message, void *socket, int flags);
int zmq_msg_close(zmq_msg_t *message);
void *zmq_msg_data(zmq_msg_t *message);
size_t zmq_msg_size(const zmq_msg_t *message);
int zmq_msg_more(const zmq_msg_t *message);

void *zmq_socket(void *context, int type);
int zmq_close(void *socket);
int zmq_setsockopt(void *socket, int option, const void *value, size_t size);
int zmq_getsockopt(void *socket, int option, void *value, size_t *size);
int zmq_bind(void *socket, const char *address);
int zmq_connect(void *socket, const char *address);
int zmq_unbind(void *socket, const char *address);
int zmq_disconnect(void *socket, const char *address);
int zmq_send(void *socket, const void *data, size_t size, int flags);
int zmq_send_const(void *socket, const void *data, size_t size, int flags);
int zmq_recv(void *socket, void *data, size_t size, int flags);
int zmq_sendmsg(void *socket, zmq_msg_t *message, int flags);
int zmq_recvmsg(void *socket, zmq_msg_t *message, int flags);
int zmq_poll(zmq_pollitem_t *items, int count, long timeout);
int zmq_proxy(void *frontend, void *backend, void *capture);
int zmq_proxy_steerable(void *frontend, void *backend, void *capture, void *control);

void *zmq_threadstart(zmq_thread_fn *body, void *argument);
void zmq_threadclose(void *thread);
void zmq_sleep(int seconds);

#ifdef __cplusplus
}
#endif

#endif
