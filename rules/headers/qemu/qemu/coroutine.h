/* QEMU's coroutines. */
#ifndef CHANLINT_QEMU_COROUTINE_H
#define CHANLINT_QEMU_COROUTINE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define coroutine_fn
typedef struct Coroutine Coroutine;
typedef void coroutine_fn CoroutineEntry(void *opaque);
typedef struct QemuLockable QemuLockable;
typedef struct CoMutex {
    unsigned locked;
    Coroutine *holder;
} CoMutex;
typedef struct CoQueue {
    Coroutine *first, **last;
} CoQueue;

Coroutine *qemu_coroutine_create(CoroutineEntry *body, void *opaque);
void qemu_coroutine_enter(Coroutine *coroutine);
void coroutine_fn qemu_coroutine_yield(void);
Coroutine *qemu_coroutine_self(void);
bool qemu_in_coroutine(void);
void qemu_co_mutex_init(CoMutex *mutex);
void coroutine_fn qemu_co_mutex_lock(CoMutex *mutex);
void coroutine_fn qemu_co_mutex_unlock(CoMutex *mutex);
void qemu_co_queue_init(CoQueue *queue);
void coroutine_fn qemu_co_queue_wait_impl(CoQueue *queue, QemuLockable *lock, int flags);
#define qemu_co_queue_wait(queue, lock) qemu_co_queue_wait_impl(queue, (QemuLockable *)(void *)(lock), 0)
bool coroutine_fn qemu_co_queue_next(CoQueue *queue);
void coroutine_fn qemu_co_queue_restart_all(CoQueue *queue);
bool qemu_co_enter_next_impl(CoQueue *queue, QemuLockable *lock);
#define qemu_co_enter_next(queue, lock) qemu_co_enter_next_impl(queue, (QemuLockable *)(void *)(lock))
bool qemu_co_queue_empty(CoQueue *queue);

#ifdef __cplusplus
}
#endif

#endif
