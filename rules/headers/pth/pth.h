/* GNU Pth's threads. */
#ifndef CHANLINT_PTH_H
#define CHANLINT_PTH_H

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pth_st *pth_t;
typedef struct pth_attr_st *pth_attr_t;
typedef struct pth_event_st *pth_event_t;
typedef struct pth_msgport_st *pth_msgport_t;
typedef struct pth_message_st {
    void *m_node[2];
    pth_msgport_t m_replyport;
    unsigned int m_size;
    void *m_data;
} pth_message_t;
typedef struct pth_mutex_st {
    int mx_state;
    pth_t mx_owner;
} pth_mutex_t;
typedef struct pth_cond_st {
    unsigned long cn_state;
    unsigned int cn_waiters;
} pth_cond_t;

#define PTH_ATTR_DEFAULT ((pth_attr_t)0)
#define PTH_ATTR_NAME 1
#define PTH_ATTR_JOINABLE 3
#define PTH_EVENT_TIME (1 << 2)
#define PTH_EVENT_MSG (1 << 3)
#define PTH_MUTEX_INIT {0}
#define PTH_COND_INIT {0}
#define FALSE (0)
#define TRUE (!FALSE)

int pth_init(void);
int pth_kill(void);
pth_attr_t pth_attr_new(void);
int pth_attr_set(pth_attr_t attr, int key, ...);
pth_t pth_spawn(pth_attr_t attr, void *(*body)(void *), void *argument);
pth_t pth_self(void);
int pth_yield(pth_t to);
int pth_wait(pth_event_t event);
int pth_cancel(pth_t thread);
int pth_abort(pth_t thread);
int pth_join(pth_t thread, void **result);
void pth_exit(void *result);
pth_event_t pth_event(unsigned long what, ...);
int pth_event_free(pth_event_t event, int mode);
pth_msgport_t pth_msgport_create(const char *name);
void pth_msgport_destroy(pth_msgport_t port);
int pth_msgport_pending(pth_msgport_t port);
int pth_msgport_put(pth_msgport_t port, pth_message_t *message);
pth_message_t *pth_msgport_get(pth_msgport_t port);
int pth_msgport_reply(pth_message_t *message);
int pth_mutex_init(pth_mutex_t *mutex);
int pth_mutex_acquire(pth_mutex_t *mutex, int try_only, pth_event_t event);
int pth_mutex_release(pth_mutex_t *mutex);
int pth_cond_init(pth_cond_t *cond);
int pth_cond_await(pth_cond_t *cond, pth_mutex_t *mutex, pth_event_t event);
int pth_cond_notify(pth_cond_t *cond, int all);
unsigned int pth_sleep(unsigned int seconds);
ssize_t pth_read(int fd, void *data, size_t size);
ssize_t pth_write(int fd, const void *data, size_t size);
int pth_accept(int socket, struct sockaddr *address, socklen_t *size);

#ifdef __cplusplus
}
#endif

#endif
