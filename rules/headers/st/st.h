/* State Threads. */
#ifndef CHANLINT_ST_H
#define CHANLINT_ST_H

#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned long long st_utime_t;
typedef struct _st_thread *st_thread_t;
typedef struct _st_cond *st_cond_t;
typedef struct _st_mutex *st_mutex_t;
typedef struct _st_netfd *st_netfd_t;

#define ST_UTIME_NO_TIMEOUT ((st_utime_t)-1LL)
#define ST_UTIME_NO_WAIT 0

int st_init(void);
st_thread_t st_thread_create(void *(*body)(void *), void *argument, int joinable, int stack_size);
st_thread_t st_thread_self(void);
void st_thread_exit(void *result);
int st_thread_join(st_thread_t thread, void **result);
void st_thread_interrupt(st_thread_t thread);
st_utime_t st_utime(void);
int st_usleep(st_utime_t time);
int st_sleep(int seconds);
st_cond_t st_cond_new(void);
int st_cond_destroy(st_cond_t cond);
int st_cond_timedwait(st_cond_t cond, st_utime_t timeout);
int st_cond_wait(st_cond_t cond);
int st_cond_signal(st_cond_t cond);
int st_cond_broadcast(st_cond_t cond);
st_mutex_t st_mutex_new(void);
int st_mutex_destroy(st_mutex_t mutex);
int st_mutex_lock(st_mutex_t mutex);
int st_mutex_unlock(st_mutex_t mutex);
int st_mutex_trylock(st_mutex_t mutex);
st_netfd_t st_netfd_open(int fd);
st_netfd_t st_netfd_open_socket(int fd);
int st_netfd_close(st_netfd_t fd);
st_netfd_t st_accept(st_netfd_t fd, struct sockaddr *address, int *size, st_utime_t timeout);
int st_connect(st_netfd_t fd, const struct sockaddr *address, int size, st_utime_t timeout);
ssize_t st_read(st_netfd_t fd, void *data, size_t size, st_utime_t timeout);
ssize_t st_write(st_netfd_t fd, const void *data, size_t size, st_utime_t timeout);

#ifdef __cplusplus
}
#endif

#endif
