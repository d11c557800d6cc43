/* Eclipse ThreadX: threads, queues, semaphores, mutexes, event flags, pools and timers, as tx_api.h declares them when
 * errors are checked: tx_queue_send is _txe_queue_send. */
#ifndef TX_API_H
#define TX_API_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef VOID
#define VOID void
typedef char CHAR;
typedef unsigned char UCHAR;
typedef int INT;
typedef unsigned int UINT;
typedef long LONG;
typedef unsigned long ULONG;
typedef short SHORT;
typedef unsigned short USHORT;
#endif

#define TX_NO_WAIT ((ULONG)0)
#define TX_WAIT_FOREVER ((ULONG)0xFFFFFFFFUL)
#define TX_AND ((UINT)2)
#define TX_AND_CLEAR ((UINT)3)
#define TX_OR ((UINT)0)
#define TX_OR_CLEAR ((UINT)1)
#define TX_1_ULONG ((UINT)1)
#define TX_2_ULONG ((UINT)2)
#define TX_4_ULONG ((UINT)4)
#define TX_8_ULONG ((UINT)8)
#define TX_16_ULONG ((UINT)16)
#define TX_NO_TIME_SLICE ((ULONG)0)
#define TX_AUTO_START ((UINT)1)
#define TX_DONT_START ((UINT)0)
#define TX_AUTO_ACTIVATE ((UINT)1)
#define TX_NO_ACTIVATE ((UINT)0)
#define TX_TRUE ((UINT)1)
#define TX_FALSE ((UINT)0)
#define TX_NULL NULL
#define TX_INHERIT ((UINT)1)
#define TX_NO_INHERIT ((UINT)0)
#define TX_SUCCESS ((UINT)0x00)
#define TX_DELETED ((UINT)0x01)
#define TX_QUEUE_EMPTY ((UINT)0x0A)
#define TX_QUEUE_FULL ((UINT)0x0B)
#define TX_NO_INSTANCE ((UINT)0x0D)
#define TX_WAIT_ABORTED ((UINT)0x1A)
#define TX_NO_EVENTS ((UINT)0x07)
#define TX_TIMER_TICKS_PER_SECOND ((ULONG)100)

typedef struct TX_THREAD_STRUCT {
    ULONG tx_thread_id;
} TX_THREAD;
typedef struct TX_QUEUE_STRUCT {
    ULONG tx_queue_id;
} TX_QUEUE;
typedef struct TX_SEMAPHORE_STRUCT {
    ULONG tx_semaphore_id;
} TX_SEMAPHORE;
typedef struct TX_MUTEX_STRUCT {
    ULONG tx_mutex_id;
} TX_MUTEX;
typedef struct TX_EVENT_FLAGS_GROUP_STRUCT {
    ULONG tx_event_flags_group_id;
} TX_EVENT_FLAGS_GROUP;
typedef struct TX_BYTE_POOL_STRUCT {
    ULONG tx_byte_pool_id;
} TX_BYTE_POOL;
typedef struct TX_BLOCK_POOL_STRUCT {
    ULONG tx_block_pool_id;
} TX_BLOCK_POOL;
typedef struct TX_TIMER_STRUCT {
    ULONG tx_timer_id;
} TX_TIMER;

VOID tx_application_define(VOID *first_unused_memory);
VOID _tx_initialize_kernel_enter(VOID);
#define tx_kernel_enter _tx_initialize_kernel_enter

UINT _txe_thread_create(TX_THREAD *thread, CHAR *name, VOID (*entry)(ULONG input), ULONG input, VOID *stack,
    ULONG size, UINT priority, UINT threshold, ULONG slice, UINT start, UINT control_size);
UINT _txe_thread_delete(TX_THREAD *thread);
UINT _txe_thread_terminate(TX_THREAD *thread);
UINT _txe_thread_wait_abort(TX_THREAD *thread);
UINT _txe_thread_resume(TX_THREAD *thread);
UINT _txe_thread_suspend(TX_THREAD *thread);
UINT _txe_thread_priority_change(TX_THREAD *thread, UINT priority, UINT *old);
UINT _tx_thread_sleep(ULONG ticks);
TX_THREAD *_tx_thread_identify(VOID);
VOID _txe_thread_relinquish(VOID);
#define tx_thread_create(t, n, e, i, s, l, p, r, c, a) \
    _txe_thread_create((t), (n), (e), (i), (s), (l), (p), (r), (c), (a), sizeof(TX_THREAD))
#define tx_thread_delete _txe_thread_delete
#define tx_thread_terminate _txe_thread_terminate
#define tx_thread_wait_abort _txe_thread_wait_abort
#define tx_thread_resume _txe_thread_resume
#define tx_thread_suspend _txe_thread_suspend
#define tx_thread_priority_change _txe_thread_priority_change
#define tx_thread_sleep _tx_thread_sleep
#define tx_thread_identify _tx_thread_identify
#define tx_thread_relinquish _txe_thread_relinquish

UINT _txe_queue_create(
    TX_QUEUE *queue, CHAR *name, UINT words, VOID *memory, ULONG bytes, UINT control_size);
UINT _txe_queue_delete(TX_QUEUE *queue);
UINT _txe_queue_flush(TX_QUEUE *queue);
UINT _txe_queue_send(TX_QUEUE *queue, VOID *message, ULONG wait);
UINT _txe_queue_front_send(TX_QUEUE *queue, VOID *message, ULONG wait);
UINT _txe_queue_receive(TX_QUEUE *queue, VOID *message, ULONG wait);
#define tx_queue_create(q, n, m, s, l) _txe_queue_create((q), (n), (m), (s), (l), sizeof(TX_QUEUE))
#define tx_queue_delete _txe_queue_delete
#define tx_queue_flush _txe_queue_flush
#define tx_queue_send _txe_queue_send
#define tx_queue_front_send _txe_queue_front_send
#define tx_queue_receive _txe_queue_receive

UINT _txe_semaphore_create(TX_SEMAPHORE *semaphore, CHAR *name, ULONG initial, UINT control_size);
UINT _txe_semaphore_get(TX_SEMAPHORE *semaphore, ULONG wait);
UINT _txe_semaphore_put(TX_SEMAPHORE *semaphore);
UINT _txe_semaphore_ceiling_put(TX_SEMAPHORE *semaphore, ULONG ceiling);
UINT _txe_semaphore_delete(TX_SEMAPHORE *semaphore);
#define tx_semaphore_create(s, n, i) _txe_semaphore_create((s), (n), (i), sizeof(TX_SEMAPHORE))
#define tx_semaphore_get _txe_semaphore_get
#define tx_semaphore_put _txe_semaphore_put
#define tx_semaphore_ceiling_put _txe_semaphore_ceiling_put
#define tx_semaphore_delete _txe_semaphore_delete

UINT _txe_mutex_create(TX_MUTEX *mutex, CHAR *name, UINT inherit, UINT control_size);
UINT _txe_mutex_get(TX_MUTEX *mutex, ULONG wait);
UINT _txe_mutex_put(TX_MUTEX *mutex);
UINT _txe_mutex_delete(TX_MUTEX *mutex);
#define tx_mutex_create(m, n, i) _txe_mutex_create((m), (n), (i), sizeof(TX_MUTEX))
#define tx_mutex_get _txe_mutex_get
#define tx_mutex_put _txe_mutex_put
#define tx_mutex_delete _txe_mutex_delete

UINT _txe_event_flags_create(TX_EVENT_FLAGS_GROUP *group, CHAR *name, UINT control_size);
UINT _txe_event_flags_set(TX_EVENT_FLAGS_GROUP *group, ULONG flags, UINT option);
UINT _txe_event_flags_get(
    TX_EVENT_FLAGS_GROUP *group, ULONG requested, UINT option, ULONG *actual, ULONG wait);
#define tx_event_flags_create(g, n) _txe_event_flags_create((g), (n), sizeof(TX_EVENT_FLAGS_GROUP))
#define tx_event_flags_set _txe_event_flags_set
#define tx_event_flags_get _txe_event_flags_get

UINT _txe_byte_pool_create(TX_BYTE_POOL *pool, CHAR *name, VOID *memory, ULONG size, UINT control_size);
UINT _txe_byte_allocate(TX_BYTE_POOL *pool, VOID **memory, ULONG size, ULONG wait);
UINT _txe_byte_release(VOID *memory);
UINT _txe_block_pool_create(
    TX_BLOCK_POOL *pool, CHAR *name, ULONG block, VOID *memory, ULONG size, UINT control_size);
UINT _txe_block_allocate(TX_BLOCK_POOL *pool, VOID **block, ULONG wait);
UINT _txe_block_release(VOID *block);
#define tx_byte_pool_create(p, n, s, l) _txe_byte_pool_create((p), (n), (s), (l), sizeof(TX_BYTE_POOL))
#define tx_byte_allocate _txe_byte_allocate
#define tx_byte_release _txe_byte_release
#define tx_block_pool_create(p, n, b, s, l) \
    _txe_block_pool_create((p), (n), (b), (s), (l), sizeof(TX_BLOCK_POOL))
#define tx_block_allocate _txe_block_allocate
#define tx_block_release _txe_block_release

UINT _txe_timer_create(TX_TIMER *timer, CHAR *name, VOID (*function)(ULONG), ULONG input, ULONG initial,
    ULONG reschedule, UINT activate, UINT control_size);
UINT _txe_timer_activate(TX_TIMER *timer);
UINT _txe_timer_deactivate(TX_TIMER *timer);
#define tx_timer_create(t, n, e, i, c, r, a) \
    _txe_timer_create((t), (n), (e), (i), (c), (r), (a), sizeof(TX_TIMER))
#define tx_timer_activate _txe_timer_activate
#define tx_timer_deactivate _txe_timer_deactivate
ULONG _tx_time_get(VOID);
#define tx_time_get _tx_time_get

#ifdef __cplusplus
}
#endif

#endif
