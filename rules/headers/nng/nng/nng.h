/* NNG's sockets. */
#ifndef CHANLINT_NNG_H
#define CHANLINT_NNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nng_socket_s {
    uint32_t id;
} nng_socket;
typedef struct nng_dialer_s {
    uint32_t id;
} nng_dialer;
typedef struct nng_listener_s {
    uint32_t id;
} nng_listener;
typedef struct nng_ctx_s {
    uint32_t id;
} nng_ctx;
typedef int32_t nng_duration;
typedef struct nng_msg nng_msg;
typedef struct nng_aio nng_aio;

#define NNG_DURATION_INFINITE (-1)
#define NNG_DURATION_DEFAULT (-2)
#define NNG_FLAG_ALLOC 1u
#define NNG_FLAG_NONBLOCK 2u
#define NNG_OPT_RECVTIMEO "recv-timeout"
#define NNG_OPT_SENDTIMEO "send-timeout"
enum nng_errno_enum { NNG_EINTR = 1, NNG_ENOMEM = 2, NNG_ETIMEDOUT = 5, NNG_ECLOSED = 7, NNG_EAGAIN = 8 };

void nng_fini(void);
void nng_closeall(void);
int nng_close(nng_socket socket);
int nng_socket_close(nng_socket socket);
int nng_socket_set_ms(nng_socket socket, const char *option, nng_duration value);
int nng_setopt_ms(nng_socket socket, const char *option, nng_duration value);
int nng_listen(nng_socket socket, const char *url, nng_listener *listener, int flags);
int nng_dial(nng_socket socket, const char *url, nng_dialer *dialer, int flags);
int nng_send(nng_socket socket, void *data, size_t size, int flags);
int nng_recv(nng_socket socket, void *data, size_t *size, int flags);
int nng_sendmsg(nng_socket socket, nng_msg *message, int flags);
int nng_recvmsg(nng_socket socket, nng_msg **message, int flags);
void nng_free(void *data, size_t size);
int nng_msg_alloc(nng_msg **message, size_t size);
void nng_msg_free(nng_msg *message);
int nng_msg_append(nng_msg *message, const void *data, size_t size);
void *nng_msg_body(nng_msg *message);
size_t nng_msg_len(const nng_msg *message);
const char *nng_strerror(int error);

#ifdef __cplusplus
}
#endif

#endif
