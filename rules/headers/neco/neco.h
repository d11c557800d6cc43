/* neco's coroutines and channels. */
#ifndef CHANLINT_NECO_H
#define CHANLINT_NECO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct neco_chan neco_chan;
typedef struct neco_gen neco_gen;
typedef struct {
    int64_t state;
    intptr_t waiting[5];
} neco_mutex;
typedef struct {
    int64_t state;
    intptr_t waiting[5];
} neco_cond;
typedef struct {
    int64_t state;
    intptr_t waiting[5];
} neco_waitgroup;

#define NECO_OK 0
#define NECO_CLOSED -8
#define NECO_EMPTY -9
#define NECO_TIMEDOUT -10
#define NECO_CANCELED -11
#define NECO_MILLISECOND INT64_C(1000000)
#define NECO_SECOND INT64_C(1000000000)
#define NECO_CANCEL_ASYNC 1
#define NECO_CANCEL_INLINE 2

int neco_start(void (*body)(int argc, void *argv[]), int argc, ...);
int neco_startv(void (*body)(int argc, void *argv[]), int argc, void *argv[]);
int neco_yield(void);
int neco_sleep(int64_t time);
int neco_join(int64_t id);
int neco_join_dl(int64_t id, int64_t deadline);
void neco_exit(void);
int64_t neco_getid(void);
int64_t neco_lastid(void);
int neco_cancel(int64_t id);
int neco_cancel_dl(int64_t id, int64_t deadline);
int neco_setcanceltype(int type, int *old);
int64_t neco_now(void);

int neco_chan_make(neco_chan **chan, size_t size, size_t capacity);
int neco_chan_retain(neco_chan *chan);
int neco_chan_release(neco_chan *chan);
int neco_chan_send(neco_chan *chan, void *data);
int neco_chan_send_dl(neco_chan *chan, void *data, int64_t deadline);
int neco_chan_broadcast(neco_chan *chan, void *data);
int neco_chan_recv(neco_chan *chan, void *data);
int neco_chan_recv_dl(neco_chan *chan, void *data, int64_t deadline);
int neco_chan_tryrecv(neco_chan *chan, void *data);
int neco_chan_close(neco_chan *chan);
int neco_chan_select(int count, ...);
int neco_chan_select_dl(int64_t deadline, int count, ...);
int neco_chan_selectv(int count, neco_chan *chans[]);
int neco_chan_tryselect(int count, ...);
int neco_chan_case(neco_chan *chan, void *data);

int neco_gen_start(neco_gen **gen, size_t size, void (*body)(int argc, void *argv[]), int argc, ...);
int neco_gen_release(neco_gen *gen);
int neco_gen_yield(void *data);
int neco_gen_next(neco_gen *gen, void *data);
int neco_gen_close(neco_gen *gen);

int neco_mutex_init(neco_mutex *mutex);
int neco_mutex_lock(neco_mutex *mutex);
int neco_mutex_trylock(neco_mutex *mutex);
int neco_mutex_unlock(neco_mutex *mutex);
int neco_cond_init(neco_cond *cond);
int neco_cond_signal(neco_cond *cond);
int neco_cond_broadcast(neco_cond *cond);
int neco_cond_wait(neco_cond *cond, neco_mutex *mutex);
int neco_cond_wait_dl(neco_cond *cond, neco_mutex *mutex, int64_t deadline);
int neco_waitgroup_init(neco_waitgroup *group);
int neco_waitgroup_add(neco_waitgroup *group, int delta);
int neco_waitgroup_done(neco_waitgroup *group);
int neco_waitgroup_wait(neco_waitgroup *group);

ssize_t neco_read(int fd, void *data, size_t size);
ssize_t neco_write(int fd, const void *data, size_t size);
int neco_accept(int fd, struct sockaddr *address, socklen_t *size);
int neco_serve(const char *network, const char *address);
int neco_dial(const char *network, const char *address);

/* The program's main runs it in a coroutine. */
#define neco_main                                                                                            \
    neco_main_body(int argc, char *argv[]);                                                                  \
    int main(int argc, char *argv[])                                                                         \
    {                                                                                                        \
        return neco_main_body(argc, argv);                                                                   \
    }                                                                                                        \
    int neco_main_body

#ifdef __cplusplus
}
#endif

#endif
