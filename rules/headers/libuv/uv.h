/* libuv's threads and what they share, and as much of its loop as that needs. */
#ifndef CHANLINT_UV_H
#define CHANLINT_UV_H

#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef pthread_t uv_thread_t;
typedef pthread_mutex_t uv_mutex_t;
typedef pthread_rwlock_t uv_rwlock_t;
typedef pthread_cond_t uv_cond_t;
typedef sem_t uv_sem_t;

enum { UV_ETIMEDOUT = -110 };

typedef struct uv_loop_s {
    void *data;
} uv_loop_t;
typedef struct uv_work_s {
    void *data;
    uv_loop_t *loop;
} uv_work_t;
typedef struct uv_thread_options_s {
    unsigned int flags;
    size_t stack_size;
} uv_thread_options_t;
typedef void (*uv_thread_cb)(void *arg);
typedef void (*uv_work_cb)(uv_work_t *req);
typedef void (*uv_after_work_cb)(uv_work_t *req, int status);

uv_loop_t *uv_default_loop(void);
int uv_queue_work(uv_loop_t *loop, uv_work_t *req, uv_work_cb work, uv_after_work_cb after);

int uv_thread_create(uv_thread_t *thread, uv_thread_cb entry, void *arg);
int uv_thread_create_ex(
    uv_thread_t *thread, const uv_thread_options_t *options, uv_thread_cb entry, void *arg);
uv_thread_t uv_thread_self(void);
int uv_thread_join(uv_thread_t *thread);

int uv_mutex_init(uv_mutex_t *mutex);
void uv_mutex_destroy(uv_mutex_t *mutex);
void uv_mutex_lock(uv_mutex_t *mutex);
int uv_mutex_trylock(uv_mutex_t *mutex);
void uv_mutex_unlock(uv_mutex_t *mutex);
void uv_rwlock_rdlock(uv_rwlock_t *lock);
int uv_rwlock_tryrdlock(uv_rwlock_t *lock);
void uv_rwlock_rdunlock(uv_rwlock_t *lock);
void uv_rwlock_wrlock(uv_rwlock_t *lock);
int uv_rwlock_trywrlock(uv_rwlock_t *lock);
void uv_rwlock_wrunlock(uv_rwlock_t *lock);
int uv_cond_init(uv_cond_t *cond);
void uv_cond_destroy(uv_cond_t *cond);
void uv_cond_wait(uv_cond_t *cond, uv_mutex_t *mutex);
int uv_cond_timedwait(uv_cond_t *cond, uv_mutex_t *mutex, uint64_t nanoseconds);
void uv_cond_signal(uv_cond_t *cond);
void uv_cond_broadcast(uv_cond_t *cond);
int uv_sem_init(uv_sem_t *sem, unsigned int value);
void uv_sem_destroy(uv_sem_t *sem);
void uv_sem_wait(uv_sem_t *sem);
int uv_sem_trywait(uv_sem_t *sem);
void uv_sem_post(uv_sem_t *sem);

#ifdef __cplusplus
}
#endif

#endif
