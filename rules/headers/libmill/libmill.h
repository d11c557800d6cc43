/* libmill's public interface, as much of it as a parser needs. The real header is used where it is installed.
 */
#ifndef CHANLINT_LIBMILL_H
#define CHANLINT_LIBMILL_H

#include <errno.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <unistd.h>

#ifdef __cplusplus
extern "C" {
#endif

#define mill_text_(x) #x
#define mill_line_(x) mill_text_(x)
#define mill_paste_(x, y) x##y
#define MILL_HERE_ (__FILE__ ":" mill_line_(__LINE__))

/* clock and descriptors */
#define MILL_FDW_IN_ 1
#define MILL_FDW_OUT_ 2
#define MILL_FDW_ERR_ 4
int64_t mill_now_(void);
pid_t mill_mfork_(void);
void mill_msleep_(int64_t deadline, const char *where);
int mill_fdwait_(int fd, int events, int64_t deadline, const char *where);
void mill_fdclean_(int fd);

/* coroutines */
typedef uint64_t *mill_ctx;
extern volatile int mill_unoptimisable1_;
extern volatile void *mill_unoptimisable2_;
mill_ctx mill_getctx_(void);
void *mill_prologue_(const char *where);
void mill_epilogue_(void);
void mill_goprepare_(int count, size_t stack_size, size_t val_size);
void mill_yield_(const char *where);
void *mill_cls_(void);
void mill_setcls_(void *val);

/* The call of the body stands between mill_prologue_ and mill_epilogue_, in a branch that the parent skips.
 */
#define mill_go_(call)                                                                                       \
    do {                                                                                                     \
        mill_ctx mill_context_ = mill_getctx_();                                                             \
        if (!__extension__({                                                                                 \
                int mill_parent_;                                                                            \
                __asm__("" : "=r"(mill_parent_) : "r"(mill_context_));                                       \
                mill_parent_;                                                                                \
            })) {                                                                                            \
            void *mill_stack_ = mill_prologue_(MILL_HERE_);                                                  \
            mill_unoptimisable2_ = mill_stack_;                                                              \
            call;                                                                                            \
            mill_epilogue_();                                                                                \
        }                                                                                                    \
    } while (0)

/* channels */
struct mill_chan_;
#define MILL_CLAUSELEN_ (7 * sizeof(void *) + 4 * sizeof(int))
struct mill_chan_ *mill_chmake_(size_t sz, size_t bufsz, const char *where);
struct mill_chan_ *mill_chdup_(struct mill_chan_ *ch, const char *where);
void mill_chclose_(struct mill_chan_ *ch, const char *where);
void mill_chs_(struct mill_chan_ *ch, void *val, size_t sz, const char *where);
void *mill_chr_(struct mill_chan_ *ch, size_t sz, const char *where);
void mill_chdone_(struct mill_chan_ *ch, void *val, size_t sz, const char *where);
void mill_choose_init_(const char *where);
void mill_choose_in_(void *clause, struct mill_chan_ *ch, size_t sz, int idx);
void mill_choose_out_(void *clause, struct mill_chan_ *ch, void *val, size_t sz, int idx);
void mill_choose_deadline_(int64_t deadline);
void mill_choose_otherwise_(void);
int mill_choose_wait_(void);
void *mill_choose_val_(size_t sz);

#define mill_chs__(ch, type, value)                                                                          \
    do {                                                                                                     \
        type mill_sent_ = (value);                                                                           \
        mill_chs_((ch), &mill_sent_, sizeof(type), MILL_HERE_);                                              \
    } while (0)
#define mill_chr__(ch, type) (*(type *)mill_chr_((ch), sizeof(type), MILL_HERE_))
#define mill_chdone__(ch, type, value)                                                                       \
    do {                                                                                                     \
        type mill_sent_ = (value);                                                                           \
        mill_chdone_((ch), &mill_sent_, sizeof(type), MILL_HERE_);                                           \
    } while (0)

/* choose is a loop that runs twice: the first round announces every clause and waits, the second goes to the
 * label of the clause that fired. Each clause ends the body of the one before it. */
#define mill_choose_init__                                                                                   \
    {                                                                                                        \
        mill_choose_init_(MILL_HERE_);                                                                       \
        int mill_which_ = -2;                                                                                \
        while (1) {                                                                                          \
            if (mill_which_ != -2) {                                                                         \
                if (0)
#define mill_body_end_(n)                                                                                    \
    break;                                                                                                   \
    }                                                                                                        \
    goto mill_paste_(mill_fired_, n);                                                                        \
    }
#define mill_choose_in__(ch, type, name, n)                                                                  \
    mill_body_end_(n) char mill_paste_(mill_clause_, n)[MILL_CLAUSELEN_];                                    \
    mill_choose_in_(&mill_paste_(mill_clause_, n)[0], (ch), sizeof(type), n);                                \
    if (0) {                                                                                                 \
        type name;                                                                                           \
        mill_paste_(mill_fired_, n) : if (mill_which_ == n)                                                  \
        {                                                                                                    \
            name = *(type *)mill_choose_val_(sizeof(type));                                                  \
            goto mill_paste_(mill_body_, n);                                                                 \
            mill_paste_(mill_body_, n)
#define mill_choose_out__(ch, type, val, n)                                                                  \
    mill_body_end_(n) char mill_paste_(mill_clause_, n)[MILL_CLAUSELEN_];                                    \
    type mill_paste_(mill_out_, n) = (val);                                                                  \
    mill_choose_out_(&mill_paste_(mill_clause_, n)[0], (ch), &mill_paste_(mill_out_, n), sizeof(type), n);   \
    if (0) {                                                                                                 \
        mill_paste_(mill_fired_, n) : if (mill_which_ == n)                                                  \
        {                                                                                                    \
            goto mill_paste_(mill_body_, n);                                                                 \
            mill_paste_(mill_body_, n)
#define mill_choose_deadline__(when, n)                                                                      \
    mill_body_end_(n) mill_choose_deadline_(when);                                                           \
    if (0) {                                                                                                 \
        mill_paste_(mill_fired_, n) : if (mill_which_ == -1)                                                 \
        {                                                                                                    \
            goto mill_paste_(mill_body_, n);                                                                 \
            mill_paste_(mill_body_, n)
#define mill_choose_otherwise__(n)                                                                           \
    mill_body_end_(n) mill_choose_otherwise_();                                                              \
    if (0) {                                                                                                 \
        mill_paste_(mill_fired_, n) : if (mill_which_ == -1)                                                 \
        {                                                                                                    \
            goto mill_paste_(mill_body_, n);                                                                 \
            mill_paste_(mill_body_, n)
#define mill_choose_end__                                                                                    \
    break;                                                                                                   \
    }                                                                                                        \
    }                                                                                                        \
    mill_which_ = mill_choose_wait_();                                                                       \
    }

/* sockets */
#define MILL_IPADDR_IPV4_ 1
#define MILL_IPADDR_IPV6_ 2
#define MILL_IPADDR_PREF_IPV4_ 3
#define MILL_IPADDR_PREF_IPV6_ 4
#define MILL_IPADDR_MAXSTRLEN_ 46
struct mill_ipaddr {
    char data[32];
};
struct mill_tcpsock_;
struct mill_udpsock_;
struct mill_unixsock_;
struct mill_ipaddr mill_iplocal_(const char *name, int port, int mode);
struct mill_ipaddr mill_ipremote_(const char *name, int port, int mode, int64_t deadline);
const char *mill_ipaddrstr_(struct mill_ipaddr addr, char *ipstr);
struct mill_tcpsock_ *mill_tcplisten_(struct mill_ipaddr addr, int backlog);
int mill_tcpport_(struct mill_tcpsock_ *s);
struct mill_tcpsock_ *mill_tcpaccept_(struct mill_tcpsock_ *s, int64_t deadline);
struct mill_ipaddr mill_tcpaddr_(struct mill_tcpsock_ *s);
struct mill_tcpsock_ *mill_tcpconnect_(struct mill_ipaddr addr, int64_t deadline);
size_t mill_tcpsend_(struct mill_tcpsock_ *s, const void *buf, size_t len, int64_t deadline);
void mill_tcpflush_(struct mill_tcpsock_ *s, int64_t deadline);
size_t mill_tcprecv_(struct mill_tcpsock_ *s, void *buf, size_t len, int64_t deadline);
size_t mill_tcprecvuntil_(
    struct mill_tcpsock_ *s, void *buf, size_t len, const char *delims, size_t delimcount, int64_t deadline);
void mill_tcpshutdown_(struct mill_tcpsock_ *s, int how);
void mill_tcpclose_(struct mill_tcpsock_ *s);
struct mill_udpsock_ *mill_udplisten_(struct mill_ipaddr addr);
int mill_udpport_(struct mill_udpsock_ *s);
void mill_udpsend_(struct mill_udpsock_ *s, struct mill_ipaddr addr, const void *buf, size_t len);
size_t mill_udprecv_(
    struct mill_udpsock_ *s, struct mill_ipaddr *addr, void *buf, size_t len, int64_t deadline);
void mill_udpclose_(struct mill_udpsock_ *s);
struct mill_unixsock_ *mill_unixlisten_(const char *addr, int backlog);
struct mill_unixsock_ *mill_unixaccept_(struct mill_unixsock_ *s, int64_t deadline);
struct mill_unixsock_ *mill_unixconnect_(const char *addr);
void mill_unixpair_(struct mill_unixsock_ **a, struct mill_unixsock_ **b);
size_t mill_unixsend_(struct mill_unixsock_ *s, const void *buf, size_t len, int64_t deadline);
void mill_unixflush_(struct mill_unixsock_ *s, int64_t deadline);
size_t mill_unixrecv_(struct mill_unixsock_ *s, void *buf, size_t len, int64_t deadline);
size_t mill_unixrecvuntil_(
    struct mill_unixsock_ *s, void *buf, size_t len, const char *delims, size_t delimcount, int64_t deadline);
void mill_unixshutdown_(struct mill_unixsock_ *s, int how);
void mill_unixclose_(struct mill_unixsock_ *s);

#ifdef MILL_USE_PREFIX
#define mill_coroutine __attribute__((noinline))
#define MILL_FDW_IN MILL_FDW_IN_
#define MILL_FDW_OUT MILL_FDW_OUT_
#define MILL_FDW_ERR MILL_FDW_ERR_
#define MILL_IPADDR_IPV4 MILL_IPADDR_IPV4_
#define MILL_IPADDR_IPV6 MILL_IPADDR_IPV6_
#define MILL_IPADDR_PREF_IPV4 MILL_IPADDR_PREF_IPV4_
#define MILL_IPADDR_PREF_IPV6 MILL_IPADDR_PREF_IPV6_
#define MILL_IPADDR_MAXSTRLEN MILL_IPADDR_MAXSTRLEN_
#define mill_goprepare mill_goprepare_
#define mill_fdclean mill_fdclean_
#define mill_cls mill_cls_
#define mill_setcls mill_setcls_
#define mill_iplocal mill_iplocal_
#define mill_ipremote mill_ipremote_
#define mill_ipaddrstr mill_ipaddrstr_
#define mill_tcplisten mill_tcplisten_
#define mill_tcpport mill_tcpport_
#define mill_tcpaccept mill_tcpaccept_
#define mill_tcpaddr mill_tcpaddr_
#define mill_tcpconnect mill_tcpconnect_
#define mill_tcpsend mill_tcpsend_
#define mill_tcpflush mill_tcpflush_
#define mill_tcprecv mill_tcprecv_
#define mill_tcprecvuntil mill_tcprecvuntil_
#define mill_tcpshutdown mill_tcpshutdown_
#define mill_tcpclose mill_tcpclose_
#define mill_udplisten mill_udplisten_
#define mill_udpport mill_udpport_
#define mill_udpsend mill_udpsend_
#define mill_udprecv mill_udprecv_
#define mill_udpclose mill_udpclose_
#define mill_unixlisten mill_unixlisten_
#define mill_unixaccept mill_unixaccept_
#define mill_unixconnect mill_unixconnect_
#define mill_unixpair mill_unixpair_
#define mill_unixsend mill_unixsend_
#define mill_unixflush mill_unixflush_
#define mill_unixrecv mill_unixrecv_
#define mill_unixrecvuntil mill_unixrecvuntil_
#define mill_unixshutdown mill_unixshutdown_
#define mill_unixclose mill_unixclose_
#define mill_now mill_now_
#define mill_mfork mill_mfork_
#define mill_go(call) mill_go_(call)
#define mill_yield() mill_yield_(MILL_HERE_)
#define mill_msleep(when) mill_msleep_((when), MILL_HERE_)
#define mill_fdwait(fd, events, when) mill_fdwait_((fd), (events), (when), MILL_HERE_)
#define mill_chmake(type, n) mill_chmake_(sizeof(type), n, MILL_HERE_)
#define mill_chdup(ch) mill_chdup_((ch), MILL_HERE_)
#define mill_chclose(ch) mill_chclose_((ch), MILL_HERE_)
#define mill_chs(ch, type, val) mill_chs__((ch), type, (val))
#define mill_chr(ch, type) mill_chr__((ch), type)
#define mill_chdone(ch, type, val) mill_chdone__((ch), type, (val))
#define mill_choose mill_choose_init__
#define mill_in(ch, type, name) mill_choose_in__((ch), type, name, __COUNTER__)
#define mill_out(ch, type, val) mill_choose_out__((ch), type, (val), __COUNTER__)
#define mill_deadline(when) mill_choose_deadline__(when, __COUNTER__)
#define mill_otherwise mill_choose_otherwise__(__COUNTER__)
#define mill_end mill_choose_end__
typedef struct mill_chan_ *mill_chan;
typedef struct mill_ipaddr mill_ipaddr;
typedef struct mill_tcpsock_ *mill_tcpsock;
typedef struct mill_udpsock_ *mill_udpsock;
typedef struct mill_unixsock_ *mill_unixsock;
#else
#define coroutine __attribute__((noinline))
#define FDW_IN MILL_FDW_IN_
#define FDW_OUT MILL_FDW_OUT_
#define FDW_ERR MILL_FDW_ERR_
#define IPADDR_IPV4 MILL_IPADDR_IPV4_
#define IPADDR_IPV6 MILL_IPADDR_IPV6_
#define IPADDR_PREF_IPV4 MILL_IPADDR_PREF_IPV4_
#define IPADDR_PREF_IPV6 MILL_IPADDR_PREF_IPV6_
#define IPADDR_MAXSTRLEN MILL_IPADDR_MAXSTRLEN_
#define goprepare mill_goprepare_
#define fdclean mill_fdclean_
#define cls mill_cls_
#define setcls mill_setcls_
#define iplocal mill_iplocal_
#define ipremote mill_ipremote_
#define ipaddrstr mill_ipaddrstr_
#define tcplisten mill_tcplisten_
#define tcpport mill_tcpport_
#define tcpaccept mill_tcpaccept_
#define tcpaddr mill_tcpaddr_
#define tcpconnect mill_tcpconnect_
#define tcpsend mill_tcpsend_
#define tcpflush mill_tcpflush_
#define tcprecv mill_tcprecv_
#define tcprecvuntil mill_tcprecvuntil_
#define tcpshutdown mill_tcpshutdown_
#define tcpclose mill_tcpclose_
#define udplisten mill_udplisten_
#define udpport mill_udpport_
#define udpsend mill_udpsend_
#define udprecv mill_udprecv_
#define udpclose mill_udpclose_
#define unixlisten mill_unixlisten_
#define unixaccept mill_unixaccept_
#define unixconnect mill_unixconnect_
#define unixpair mill_unixpair_
#define unixsend mill_unixsend_
#define unixflush mill_unixflush_
#define unixrecv mill_unixrecv_
#define unixrecvuntil mill_unixrecvuntil_
#define unixshutdown mill_unixshutdown_
#define unixclose mill_unixclose_
#define now mill_now_
#define mfork mill_mfork_
#define go(call) mill_go_(call)
#define yield() mill_yield_(MILL_HERE_)
#define msleep(when) mill_msleep_((when), MILL_HERE_)
#define fdwait(fd, events, when) mill_fdwait_((fd), (events), (when), MILL_HERE_)
#define chmake(type, n) mill_chmake_(sizeof(type), n, MILL_HERE_)
#define chdup(ch) mill_chdup_((ch), MILL_HERE_)
#define chclose(ch) mill_chclose_((ch), MILL_HERE_)
#define chs(ch, type, val) mill_chs__((ch), type, (val))
#define chr(ch, type) mill_chr__((ch), type)
#define chdone(ch, type, val) mill_chdone__((ch), type, (val))
#define choose mill_choose_init__
#define in(ch, type, name) mill_choose_in__((ch), type, name, __COUNTER__)
#define out(ch, type, val) mill_choose_out__((ch), type, (val), __COUNTER__)
#define deadline(when) mill_choose_deadline__(when, __COUNTER__)
#define otherwise mill_choose_otherwise__(__COUNTER__)
#define end mill_choose_end__
typedef struct mill_chan_ *chan;
typedef struct mill_ipaddr ipaddr;
typedef struct mill_tcpsock_ *tcpsock;
typedef struct mill_udpsock_ *udpsock;
typedef struct mill_unixsock_ *unixsock;
#endif

#ifdef __cplusplus
}
#endif

#endif
