/* nPth's threads. */
#ifndef CHANLINT_NPTH_H
#define CHANLINT_NPTH_H

#include <pthread.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

#define npth_t pthread_t
#define npth_attr_t pthread_attr_t
#define npth_attr_init pthread_attr_init
#define npth_attr_destroy pthread_attr_destroy
#define NPTH_CREATE_JOINABLE PTHREAD_CREATE_JOINABLE
#define NPTH_CREATE_DETACHED PTHREAD_CREATE_DETACHED
#define npth_attr_setdetachstate pthread_attr_setdetachstate
#define npth_self pthread_self
#define npth_detach pthread_detach
#define npth_mutex_t pthread_mutex_t
#define NPTH_MUTEX_INITIALIZER PTHREAD_MUTEX_INITIALIZER
#define npth_mutex_init pthread_mutex_init
#define npth_mutex_destroy pthread_mutex_destroy
#define npth_mutex_trylock pthread_mutex_trylock
#define npth_mutex_unlock pthread_mutex_unlock
#define npth_rwlock_init pthread_rwlock_init
#define npth_rwlock_destroy pthread_rwlock_destroy
#define npth_rwlock_tryrdlock pthread_rwlock_tryrdlock
#define npth_rwlock_trywrlock pthread_rwlock_trywrlock
#define npth_rwlock_unlock pthread_rwlock_unlock
#define NPTH_COND_INITIALIZER PTHREAD_COND_INITIALIZER
#define npth_cond_init pthread_cond_init
#define npth_cond_destroy pthread_cond_destroy
#define npth_cond_signal pthread_cond_signal
#define npth_cond_broadcast pthread_cond_broadcast
typedef pthread_rwlock_t npth_rwlock_t;
typedef pthread_cond_t npth_cond_t;

int npth_init(void);
int npth_create(npth_t *thread, const npth_attr_t *attr, void *(*body)(void *), void *argument);
int npth_join(npth_t thread, void **result);
void npth_exit(void *result);
int npth_mutex_lock(npth_mutex_t *mutex);
int npth_mutex_timedlock(npth_mutex_t *mutex, const struct timespec *until);
int npth_rwlock_rdlock(npth_rwlock_t *lock);
int npth_rwlock_timedrdlock(npth_rwlock_t *lock, const struct timespec *until);
int npth_rwlock_wrlock(npth_rwlock_t *lock);
int npth_rwlock_timedwrlock(npth_rwlock_t *lock, const struct timespec *until);
int npth_cond_wait(npth_cond_t *cond, npth_mutex_t *mutex);
int npth_cond_timedwait(npth_cond_t *cond, npth_mutex_t *mutex, const struct timespec *until);
int npth_usleep(unsigned int microseconds);
unsigned int npth_sleep(unsigned int seconds);
int npth_accept(int socket, struct sockaddr *address, socklen_t *size);
int npth_connect(int socket, const struct sockaddr *address, socklen_t size);
ssize_t npth_read(int fd, void *data, size_t size);
ssize_t npth_write(int fd, const void *data, size_t size);
void npth_unprotect(void);
void npth_protect(void);

#ifdef __cplusplus
}
#endif

#endif
