/* libdill's public interface, as much of it as a parser needs. The real header is used where it is installed.
 */
#ifndef CHANLINT_LIBDILL_H
#define CHANLINT_LIBDILL_H

#include <errno.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __cplusplus
extern "C" {
#endif

/* clock and descriptors; a deadline is in milliseconds, -1 is never and 0 is at once */
int64_t dill_now(void);
int dill_msleep(int64_t deadline);
int dill_fdin(int fd, int64_t deadline);
int dill_fdout(int fd, int64_t deadline);
int dill_fdclean(int fd);

/* handles */
int dill_hown(int h);
int dill_hclose(int h);

/* coroutines */
#define dill_coroutine __attribute__((noinline))

int dill_prologue(sigjmp_buf **context, void **stack, size_t length, int bundle, const char *file, int line);
void dill_epilogue(void);

/* The call of the body stands between dill_prologue and dill_epilogue, in a branch that the parent skips. */
#define dill_go_(call, stack, length, bundle)                                                                \
    __extension__({                                                                                          \
        sigjmp_buf *dill_context_;                                                                           \
        void *dill_stack_ = (stack);                                                                         \
        int dill_handle_ =                                                                                   \
            dill_prologue(&dill_context_, &dill_stack_, (length), (bundle), __FILE__, __LINE__);             \
        if (dill_handle_ >= 0) {                                                                             \
            if (!__extension__({                                                                             \
                    int dill_parent_;                                                                        \
                    __asm__("" : "=r"(dill_parent_));                                                        \
                    dill_parent_;                                                                            \
                })) {                                                                                        \
                call;                                                                                        \
                dill_epilogue();                                                                             \
            }                                                                                                \
        }                                                                                                    \
        dill_handle_;                                                                                        \
    })
#define dill_go(call) dill_go_(call, NULL, 0, -1)
#define dill_go_mem(call, stack, length) dill_go_(call, stack, length, -1)
#define dill_bundle_go(bundle, call) dill_go_(call, NULL, 0, bundle)
#define dill_bundle_go_mem(bundle, call, stack, length) dill_go_(call, stack, length, bundle)

struct dill_bundle_storage {
    char _[64];
};
int dill_bundle(void);
int dill_bundle_mem(struct dill_bundle_storage *memory);
int dill_bundle_wait(int h, int64_t deadline);
int dill_yield(void);

/* channels */
#define DILL_CHSEND 1
#define DILL_CHRECV 2

struct dill_chclause {
    int op;
    int ch;
    void *val;
    size_t len;
};
struct dill_chstorage {
    char _[144];
};
int dill_chmake(int chv[2]);
int dill_chmake_mem(struct dill_chstorage *memory, int chv[2]);
int dill_chsend(int ch, const void *val, size_t len, int64_t deadline);
int dill_chrecv(int ch, void *val, size_t len, int64_t deadline);
int dill_chdone(int ch);
int dill_choose(struct dill_chclause *clauses, int nclauses, int64_t deadline);

#ifndef DILL_DISABLE_RAW_NAMES
#define now dill_now
#define msleep dill_msleep
#define fdin dill_fdin
#define fdout dill_fdout
#define fdclean dill_fdclean
#define hown dill_hown
#define hclose dill_hclose
#define coroutine dill_coroutine
#define go dill_go
#define go_mem dill_go_mem
#define bundle_go dill_bundle_go
#define bundle_go_mem dill_bundle_go_mem
#define bundle_storage dill_bundle_storage
#define bundle dill_bundle
#define bundle_mem dill_bundle_mem
#define bundle_wait dill_bundle_wait
#define yield dill_yield
#define CHSEND DILL_CHSEND
#define CHRECV DILL_CHRECV
#define chclause dill_chclause
#define chstorage dill_chstorage
#define chmake dill_chmake
#define chmake_mem dill_chmake_mem
#define chsend dill_chsend
#define chrecv dill_chrecv
#define chdone dill_chdone
#define choose dill_choose
#endif

/* sockets */
#ifndef DILL_DISABLE_SOCKETS
#include <sys/types.h>

struct sockaddr;
struct dill_iolist {
    void *iol_base;
    size_t iol_len;
    struct dill_iolist *iol_next;
    int iol_rsvd;
};
int dill_bsend(int s, const void *buf, size_t len, int64_t deadline);
int dill_brecv(int s, void *buf, size_t len, int64_t deadline);
int dill_bsendl(int s, struct dill_iolist *first, struct dill_iolist *last, int64_t deadline);
int dill_brecvl(int s, struct dill_iolist *first, struct dill_iolist *last, int64_t deadline);
int dill_msend(int s, const void *buf, size_t len, int64_t deadline);
ssize_t dill_mrecv(int s, void *buf, size_t len, int64_t deadline);
int dill_msendl(int s, struct dill_iolist *first, struct dill_iolist *last, int64_t deadline);
ssize_t dill_mrecvl(int s, struct dill_iolist *first, struct dill_iolist *last, int64_t deadline);

#define DILL_IPADDR_IPV4 1
#define DILL_IPADDR_IPV6 2
#define DILL_IPADDR_PREF_IPV4 3
#define DILL_IPADDR_PREF_IPV6 4
#define DILL_IPADDR_MAXSTRLEN 46
struct dill_ipaddr {
    char _[32];
};
int dill_ipaddr_local(struct dill_ipaddr *addr, const char *name, int port, int mode);
int dill_ipaddr_remote(struct dill_ipaddr *addr, const char *name, int port, int mode, int64_t deadline);
const char *dill_ipaddr_str(const struct dill_ipaddr *addr, char *buf);
int dill_ipaddr_family(const struct dill_ipaddr *addr);
const struct sockaddr *dill_ipaddr_sockaddr(const struct dill_ipaddr *addr);
int dill_ipaddr_len(const struct dill_ipaddr *addr);
int dill_ipaddr_port(const struct dill_ipaddr *addr);
void dill_ipaddr_setport(struct dill_ipaddr *addr, int port);

int dill_tcp_listen(struct dill_ipaddr *addr, int backlog);
int dill_tcp_accept(int s, struct dill_ipaddr *addr, int64_t deadline);
int dill_tcp_connect(const struct dill_ipaddr *addr, int64_t deadline);
int dill_tcp_done(int s, int64_t deadline);
int dill_tcp_close(int s, int64_t deadline);
int dill_ipc_listen(const char *addr, int backlog);
int dill_ipc_accept(int s, int64_t deadline);
int dill_ipc_connect(const char *addr, int64_t deadline);
int dill_ipc_done(int s, int64_t deadline);
int dill_ipc_close(int s, int64_t deadline);
int dill_ipc_pair(int s[2]);
int dill_prefix_attach(int s, size_t hdrlen, int flags);
int dill_prefix_detach(int s, int64_t deadline);
int dill_suffix_attach(int s, const void *suffix, size_t suffixlen);
int dill_suffix_detach(int s, int64_t deadline);

#ifndef DILL_DISABLE_RAW_NAMES
#define iolist dill_iolist
#define bsend dill_bsend
#define brecv dill_brecv
#define bsendl dill_bsendl
#define brecvl dill_brecvl
#define msend dill_msend
#define mrecv dill_mrecv
#define msendl dill_msendl
#define mrecvl dill_mrecvl
#define IPADDR_IPV4 DILL_IPADDR_IPV4
#define IPADDR_IPV6 DILL_IPADDR_IPV6
#define IPADDR_PREF_IPV4 DILL_IPADDR_PREF_IPV4
#define IPADDR_PREF_IPV6 DILL_IPADDR_PREF_IPV6
#define IPADDR_MAXSTRLEN DILL_IPADDR_MAXSTRLEN
#define ipaddr dill_ipaddr
#define ipaddr_local dill_ipaddr_local
#define ipaddr_remote dill_ipaddr_remote
#define ipaddr_str dill_ipaddr_str
#define ipaddr_family dill_ipaddr_family
#define ipaddr_sockaddr dill_ipaddr_sockaddr
#define ipaddr_len dill_ipaddr_len
#define ipaddr_port dill_ipaddr_port
#define ipaddr_setport dill_ipaddr_setport
#define tcp_listen dill_tcp_listen
#define tcp_accept dill_tcp_accept
#define tcp_connect dill_tcp_connect
#define tcp_done dill_tcp_done
#define tcp_close dill_tcp_close
#define ipc_listen dill_ipc_listen
#define ipc_accept dill_ipc_accept
#define ipc_connect dill_ipc_connect
#define ipc_done dill_ipc_done
#define ipc_close dill_ipc_close
#define ipc_pair dill_ipc_pair
#define prefix_attach dill_prefix_attach
#define prefix_detach dill_prefix_detach
#define suffix_attach dill_suffix_attach
#define suffix_detach dill_suffix_detach
#endif
#endif

#ifdef __cplusplus
}
#endif

#endif
