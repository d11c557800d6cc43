/* QEMU's threads. */
#ifndef CHANLINT_QEMU_THREAD_H
#define CHANLINT_QEMU_THREAD_H

#include <pthread.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct QemuMutex {
    pthread_mutex_t lock;
} QemuMutex;
typedef struct QemuCond {
    pthread_cond_t cond;
} QemuCond;
typedef struct QemuSemaphore {
    unsigned int count;
} QemuSemaphore;
typedef struct QemuThread {
    pthread_t thread;
} QemuThread;

#define QEMU_THREAD_JOINABLE 0
#define QEMU_THREAD_DETACHED 1

void qemu_mutex_init(QemuMutex *mutex);
void qemu_mutex_lock_impl(QemuMutex *mutex, const char *file, const int line);
void qemu_mutex_unlock_impl(QemuMutex *mutex, const char *file, const int line);
#define qemu_mutex_lock(mutex) qemu_mutex_lock_impl(mutex, __FILE__, __LINE__)
#define qemu_mutex_unlock(mutex) qemu_mutex_unlock_impl(mutex, __FILE__, __LINE__)
void qemu_cond_init(QemuCond *cond);
void qemu_cond_signal(QemuCond *cond);
void qemu_cond_broadcast(QemuCond *cond);
void qemu_cond_wait_impl(QemuCond *cond, QemuMutex *mutex, const char *file, const int line);
bool qemu_cond_timedwait_impl(QemuCond *cond, QemuMutex *mutex, int ms, const char *file, const int line);
#define qemu_cond_wait(cond, mutex) qemu_cond_wait_impl(cond, mutex, __FILE__, __LINE__)
#define qemu_cond_timedwait(cond, mutex, ms) qemu_cond_timedwait_impl(cond, mutex, ms, __FILE__, __LINE__)
void qemu_sem_init(QemuSemaphore *sem, int init);
void qemu_sem_post(QemuSemaphore *sem);
void qemu_sem_wait(QemuSemaphore *sem);
int qemu_sem_timedwait(QemuSemaphore *sem, int ms);
void qemu_thread_create(
    QemuThread *thread, const char *name, void *(*body)(void *), void *argument, int mode);
void *qemu_thread_join(QemuThread *thread);
void qemu_thread_exit(void *result);

#ifdef __cplusplus
}
#endif

#endif
