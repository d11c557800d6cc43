/* Zephyr's kernel: threads, message queues, pipes, mailboxes, queues, semaphores, mutexes, condition variables, polling,
 * work and timers; and what programs take for granted around them. Objects that macros define have the kernel's fields,
 * as far as they are initialised. */
#ifndef CHANLINT_ZEPHYR_KERNEL_H
#define CHANLINT_ZEPHYR_KERNEL_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef __maybe_unused
#define __maybe_unused __attribute__((unused))
#endif
#define __aligned(bytes) __attribute__((aligned(bytes)))
#ifndef __packed
#define __packed __attribute__((packed))
#endif
#define __unused __attribute__((unused))
#define ARG_UNUSED(argument) ((void)(argument))
#ifndef ARRAY_SIZE
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#endif
#define CONTAINER_OF(pointer, type, field) ((type *)((char *)(pointer)-offsetof(type, field)))
#define BIT(n) (1UL << (n))
#define BIT_MASK(n) (BIT(n) - 1UL)
#ifndef MIN
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#endif
#ifndef MAX
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#endif
#define BUILD_ASSERT(...)
#define __ASSERT(condition, ...) ((void)(condition))
#define __ASSERT_NO_MSG(condition) ((void)(condition))

/* IS_ENABLED(CONFIG_X) is 1 where CONFIG_X is defined as 1, and 0 where it is not defined. */
#define IS_ENABLED(option) Z_IS_ENABLED1(option)
#define Z_IS_ENABLED1(option) Z_IS_ENABLED2(Z_ENABLED_##option)
#define Z_ENABLED_1 0,
#define Z_IS_ENABLED2(one) Z_IS_ENABLED3(one 1, 0)
#define Z_IS_ENABLED3(ignored, value, ...) value

/* -- time -- */

typedef int64_t k_ticks_t;
typedef struct {
    k_ticks_t ticks;
} k_timeout_t;

#define K_TICKS_FOREVER ((k_ticks_t)-1)
#define K_FOREVER ((k_timeout_t){K_TICKS_FOREVER})
#define K_NO_WAIT ((k_timeout_t){0})
#define K_TICKS(n) ((k_timeout_t){(k_ticks_t)(n)})
#define K_MSEC(n) K_TICKS((n)*10)
#define K_USEC(n) K_TICKS((n) / 100)
#define K_NSEC(n) K_TICKS((n) / 100000)
#define K_CYC(n) K_TICKS(n)
#define K_SECONDS(n) K_MSEC((n)*1000)
#define K_MINUTES(n) K_SECONDS((n)*60)
#define K_HOURS(n) K_MINUTES((n)*60)
#define K_TIMEOUT_ABS_MS(n) K_MSEC(n)
#define SYS_FOREVER_MS (-1)
#define SYS_TIMEOUT_MS(ms) ((ms) == SYS_FOREVER_MS ? K_FOREVER : K_MSEC(ms))
#define K_TIMEOUT_EQ(a, b) ((a).ticks == (b).ticks)
#define MSEC_PER_SEC 1000U
#define USEC_PER_MSEC 1000U

int32_t k_sleep(k_timeout_t timeout);
int32_t k_msleep(int32_t milliseconds);
int32_t k_usleep(int32_t microseconds);
void k_busy_wait(uint32_t microseconds);
int64_t k_uptime_get(void);
uint32_t k_uptime_get_32(void);
int64_t k_uptime_delta(int64_t *reference);
uint32_t k_cycle_get_32(void);

/* -- threads -- */

typedef void (*k_thread_entry_t)(void *, void *, void *);
typedef unsigned char k_thread_stack_t;
struct k_thread {
    void *stack;
};
typedef struct k_thread *k_tid_t;
struct _static_thread_data {
    struct k_thread *init_thread;
    k_thread_stack_t *init_stack;
    unsigned int init_stack_size;
    k_thread_entry_t init_entry;
    void *init_p1;
    void *init_p2;
    void *init_p3;
    int init_prio;
    uint32_t init_options;
    const char *init_name;
};

#define K_PRIO_COOP(n) (-1 - (n))
#define K_PRIO_PREEMPT(n) (n)
#define K_ESSENTIAL BIT(0)
#define K_FP_REGS BIT(1)
#define K_USER BIT(2)
#define K_INHERIT_PERMS BIT(3)
#define K_THREAD_STACK_DEFINE(name, size) k_thread_stack_t name[size]
#define K_KERNEL_STACK_DEFINE(name, size) k_thread_stack_t name[size]
#define K_THREAD_STACK_MEMBER(name, size) k_thread_stack_t name[size]
#define K_KERNEL_STACK_MEMBER(name, size) k_thread_stack_t name[size]
#define K_THREAD_STACK_ARRAY_DEFINE(name, count, size) k_thread_stack_t name[count][size]
#define K_THREAD_STACK_SIZEOF(stack) sizeof(stack)
#define K_KERNEL_STACK_SIZEOF(stack) sizeof(stack)
#define K_THREAD_DEFINE(name, size, entry, p1, p2, p3, prio, options, delay) \
    K_THREAD_STACK_DEFINE(_k_thread_stack_##name, 64); \
    struct k_thread _k_thread_obj_##name; \
    struct _static_thread_data _k_thread_data_##name = { \
        .init_thread = &_k_thread_obj_##name, \
        .init_entry = (k_thread_entry_t)entry, \
        .init_p1 = (void *)p1, \
        .init_p2 = (void *)p2, \
        .init_p3 = (void *)p3, \
        .init_name = #name, \
    }; \
    __maybe_unused const k_tid_t name = (k_tid_t)&_k_thread_obj_##name
#define K_KERNEL_THREAD_DEFINE K_THREAD_DEFINE

k_tid_t k_thread_create(struct k_thread *thread, k_thread_stack_t *stack, size_t size, k_thread_entry_t entry,
    void *p1, void *p2, void *p3, int priority, uint32_t options, k_timeout_t delay);
void k_thread_start(k_tid_t thread);
void k_thread_abort(k_tid_t thread);
int k_thread_join(struct k_thread *thread, k_timeout_t timeout);
void k_thread_suspend(k_tid_t thread);
void k_thread_resume(k_tid_t thread);
void k_thread_priority_set(k_tid_t thread, int priority);
int k_thread_name_set(k_tid_t thread, const char *name);
const char *k_thread_name_get(k_tid_t thread);
k_tid_t k_current_get(void);
void k_yield(void);
void k_wakeup(k_tid_t thread);
bool k_is_in_isr(void);
void k_sched_lock(void);
void k_sched_unlock(void);
unsigned int irq_lock(void);
void irq_unlock(unsigned int key);
struct k_spinlock {
    int locked;
};
typedef struct {
    int key;
} k_spinlock_key_t;
k_spinlock_key_t k_spin_lock(struct k_spinlock *lock);
void k_spin_unlock(struct k_spinlock *lock, k_spinlock_key_t key);

/* -- message queues, pipes, mailboxes -- */

struct k_msgq {
    size_t msg_size;
    uint32_t max_msgs;
    char *buffer_start;
};
#define K_MSGQ_DEFINE(name, size, max, align) \
    struct k_msgq name = {.msg_size = (size), .max_msgs = (max), .buffer_start = NULL}
void k_msgq_init(struct k_msgq *queue, char *buffer, size_t size, uint32_t max);
int k_msgq_alloc_init(struct k_msgq *queue, size_t size, uint32_t max);
int k_msgq_cleanup(struct k_msgq *queue);
int k_msgq_put(struct k_msgq *queue, const void *data, k_timeout_t timeout);
int k_msgq_put_front(struct k_msgq *queue, const void *data);
int k_msgq_get(struct k_msgq *queue, void *data, k_timeout_t timeout);
int k_msgq_peek(struct k_msgq *queue, void *data);
int k_msgq_peek_at(struct k_msgq *queue, void *data, uint32_t index);
void k_msgq_purge(struct k_msgq *queue);
uint32_t k_msgq_num_free_get(struct k_msgq *queue);
uint32_t k_msgq_num_used_get(struct k_msgq *queue);

struct k_pipe {
    unsigned char *buffer;
    size_t size;
};
#define K_PIPE_DEFINE(name, bytes, align) struct k_pipe name = {.buffer = NULL, .size = (bytes)}
void k_pipe_init(struct k_pipe *pipe, unsigned char *buffer, size_t size);
int k_pipe_put(struct k_pipe *pipe, const void *data, size_t length, size_t *written, size_t least,
    k_timeout_t timeout);
int k_pipe_get(
    struct k_pipe *pipe, void *data, size_t length, size_t *read, size_t least, k_timeout_t timeout);
int k_pipe_write(struct k_pipe *pipe, const uint8_t *data, size_t length, k_timeout_t timeout);
int k_pipe_read(struct k_pipe *pipe, uint8_t *data, size_t length, k_timeout_t timeout);
void k_pipe_reset(struct k_pipe *pipe);
void k_pipe_close(struct k_pipe *pipe);
void k_pipe_flush(struct k_pipe *pipe);

struct k_mbox {
    void *queues;
};
struct k_mbox_msg {
    size_t size;
    uint32_t info;
    void *tx_data;
    k_tid_t rx_source_thread;
    k_tid_t tx_target_thread;
};
#define K_MBOX_DEFINE(name) struct k_mbox name = {.queues = NULL}
void k_mbox_init(struct k_mbox *mbox);
int k_mbox_put(struct k_mbox *mbox, struct k_mbox_msg *message, k_timeout_t timeout);
struct k_sem;
void k_mbox_async_put(struct k_mbox *mbox, struct k_mbox_msg *message, struct k_sem *sem);
int k_mbox_get(struct k_mbox *mbox, struct k_mbox_msg *message, void *buffer, k_timeout_t timeout);
void k_mbox_data_get(struct k_mbox_msg *message, void *buffer);

/* -- queues without a bound; stacks -- */

struct k_queue {
    void *data;
};
struct k_fifo {
    struct k_queue _queue;
};
struct k_lifo {
    struct k_queue _queue;
};
#define K_QUEUE_DEFINE(name) struct k_queue name = {.data = NULL}
#define K_FIFO_DEFINE(name) struct k_fifo name = {._queue = {.data = NULL}}
#define K_LIFO_DEFINE(name) struct k_lifo name = {._queue = {.data = NULL}}
void k_queue_init(struct k_queue *queue);
void k_queue_append(struct k_queue *queue, void *data);
int32_t k_queue_alloc_append(struct k_queue *queue, void *data);
void k_queue_prepend(struct k_queue *queue, void *data);
void *k_queue_get(struct k_queue *queue, k_timeout_t timeout);
void k_queue_cancel_wait(struct k_queue *queue);
int k_queue_is_empty(struct k_queue *queue);
void k_fifo_init(struct k_fifo *fifo);
void k_fifo_put(struct k_fifo *fifo, void *data);
int32_t k_fifo_alloc_put(struct k_fifo *fifo, void *data);
void *k_fifo_get(struct k_fifo *fifo, k_timeout_t timeout);
void k_fifo_cancel_wait(struct k_fifo *fifo);
int k_fifo_is_empty(struct k_fifo *fifo);
void *k_fifo_peek_head(struct k_fifo *fifo);
void k_lifo_init(struct k_lifo *lifo);
void k_lifo_put(struct k_lifo *lifo, void *data);
int k_lifo_alloc_put(struct k_lifo *lifo, void *data);
void *k_lifo_get(struct k_lifo *lifo, k_timeout_t timeout);

typedef uintptr_t stack_data_t;
struct k_stack {
    stack_data_t *base;
};
#define K_STACK_DEFINE(name, entries) struct k_stack name = {.base = NULL}
void k_stack_init(struct k_stack *stack, stack_data_t *buffer, uint32_t entries);
int k_stack_push(struct k_stack *stack, stack_data_t data);
int k_stack_pop(struct k_stack *stack, stack_data_t *data, k_timeout_t timeout);

/* -- semaphores, mutexes, condition variables, events -- */

struct k_sem {
    unsigned int count;
    unsigned int limit;
};
#define K_SEM_MAX_LIMIT UINT32_MAX
#define K_SEM_DEFINE(name, initial, most) struct k_sem name = {.count = (initial), .limit = (most)}
int k_sem_init(struct k_sem *sem, unsigned int initial, unsigned int limit);
int k_sem_take(struct k_sem *sem, k_timeout_t timeout);
void k_sem_give(struct k_sem *sem);
void k_sem_reset(struct k_sem *sem);
unsigned int k_sem_count_get(struct k_sem *sem);

struct k_mutex {
    struct k_thread *owner;
};
#define K_MUTEX_DEFINE(name) struct k_mutex name = {.owner = NULL}
int k_mutex_init(struct k_mutex *mutex);
int k_mutex_lock(struct k_mutex *mutex, k_timeout_t timeout);
int k_mutex_unlock(struct k_mutex *mutex);
struct k_condvar {
    void *waiters;
};
#define K_CONDVAR_DEFINE(name) struct k_condvar name = {.waiters = NULL}
int k_condvar_init(struct k_condvar *condvar);
int k_condvar_wait(struct k_condvar *condvar, struct k_mutex *mutex, k_timeout_t timeout);
int k_condvar_signal(struct k_condvar *condvar);
int k_condvar_broadcast(struct k_condvar *condvar);
struct k_event {
    uint32_t events;
};
#define K_EVENT_DEFINE(name) struct k_event name = {.events = 0}
void k_event_init(struct k_event *event);
uint32_t k_event_post(struct k_event *event, uint32_t events);
uint32_t k_event_set(struct k_event *event, uint32_t events);
uint32_t k_event_clear(struct k_event *event, uint32_t events);
uint32_t k_event_wait(struct k_event *event, uint32_t events, bool reset, k_timeout_t timeout);
uint32_t k_event_wait_all(struct k_event *event, uint32_t events, bool reset, k_timeout_t timeout);

/* -- polling -- */

struct k_poll_signal {
    unsigned int signaled;
    int result;
};
enum {
    K_POLL_TYPE_IGNORE = 0,
    K_POLL_TYPE_SIGNAL = 1,
    K_POLL_TYPE_SEM_AVAILABLE = 2,
    K_POLL_TYPE_DATA_AVAILABLE = 4,
    K_POLL_TYPE_FIFO_DATA_AVAILABLE = 4,
    K_POLL_TYPE_MSGQ_DATA_AVAILABLE = 8,
    K_POLL_TYPE_PIPE_DATA_AVAILABLE = 16
};
enum {
    K_POLL_STATE_NOT_READY = 0,
    K_POLL_STATE_SIGNALED = 1,
    K_POLL_STATE_SEM_AVAILABLE = 2,
    K_POLL_STATE_DATA_AVAILABLE = 4,
    K_POLL_STATE_FIFO_DATA_AVAILABLE = 4,
    K_POLL_STATE_CANCELLED = 8,
    K_POLL_STATE_MSGQ_DATA_AVAILABLE = 16
};
enum k_poll_modes { K_POLL_MODE_NOTIFY_ONLY = 0 };
struct k_poll_event {
    uint32_t tag;
    uint32_t type;
    uint32_t state;
    uint32_t mode;
    void *obj;
};
#define K_POLL_EVENT_INITIALIZER(kind, how, object) \
    {.type = (kind), .state = K_POLL_STATE_NOT_READY, .mode = (how), .obj = (void *)(object)}
#define K_POLL_EVENT_STATIC_INITIALIZER(kind, how, object, label) \
    {.tag = (label), .type = (kind), .state = K_POLL_STATE_NOT_READY, .mode = (how), .obj = (void *)(object)}
void k_poll_event_init(struct k_poll_event *event, uint32_t type, int mode, void *object);
int k_poll(struct k_poll_event *events, int count, k_timeout_t timeout);
void k_poll_signal_init(struct k_poll_signal *signal);
void k_poll_signal_reset(struct k_poll_signal *signal);
void k_poll_signal_check(struct k_poll_signal *signal, unsigned int *signaled, int *result);
int k_poll_signal_raise(struct k_poll_signal *signal, int result);

/* -- work and timers -- */

struct k_work;
typedef void (*k_work_handler_t)(struct k_work *work);
struct k_work {
    k_work_handler_t handler;
};
struct k_work_delayable {
    struct k_work work;
};
struct k_work_sync {
    int reserved;
};
struct k_work_q {
    struct k_thread thread;
};
struct k_work_queue_config {
    const char *name;
    bool no_yield;
    bool essential;
};
extern struct k_work_q k_sys_work_q;
#define Z_WORK_INITIALIZER(function) {.handler = (function)}
#define K_WORK_DEFINE(name, function) struct k_work name = Z_WORK_INITIALIZER(function)
#define K_WORK_DELAYABLE_DEFINE(name, function) \
    struct k_work_delayable name = {.work = Z_WORK_INITIALIZER(function)}
void k_work_init(struct k_work *work, k_work_handler_t handler);
void k_work_init_delayable(struct k_work_delayable *work, k_work_handler_t handler);
struct k_work_delayable *k_work_delayable_from_work(struct k_work *work);
int k_work_submit(struct k_work *work);
int k_work_submit_to_queue(struct k_work_q *queue, struct k_work *work);
int k_work_schedule(struct k_work_delayable *work, k_timeout_t delay);
int k_work_schedule_for_queue(struct k_work_q *queue, struct k_work_delayable *work, k_timeout_t delay);
int k_work_reschedule(struct k_work_delayable *work, k_timeout_t delay);
int k_work_reschedule_for_queue(struct k_work_q *queue, struct k_work_delayable *work, k_timeout_t delay);
int k_work_cancel(struct k_work *work);
int k_work_cancel_delayable(struct k_work_delayable *work);
bool k_work_cancel_sync(struct k_work *work, struct k_work_sync *sync);
bool k_work_cancel_delayable_sync(struct k_work_delayable *work, struct k_work_sync *sync);
bool k_work_flush(struct k_work *work, struct k_work_sync *sync);
bool k_work_is_pending(const struct k_work *work);
bool k_work_delayable_is_pending(const struct k_work_delayable *work);
int k_work_delayable_busy_get(const struct k_work_delayable *work);
k_ticks_t k_work_delayable_remaining_get(const struct k_work_delayable *work);
void k_work_queue_init(struct k_work_q *queue);
void k_work_queue_start(struct k_work_q *queue, k_thread_stack_t *stack, size_t size, int priority,
    const struct k_work_queue_config *config);

struct k_timer;
typedef void (*k_timer_expiry_t)(struct k_timer *timer);
struct k_timer {
    k_timer_expiry_t expiry_fn;
    k_timer_expiry_t stop_fn;
    void *user_data;
};
#define K_TIMER_DEFINE(name, expiry, stop) struct k_timer name = {.expiry_fn = (expiry), .stop_fn = (stop)}
void k_timer_init(struct k_timer *timer, k_timer_expiry_t expiry, k_timer_expiry_t stop);
void k_timer_start(struct k_timer *timer, k_timeout_t duration, k_timeout_t period);
void k_timer_stop(struct k_timer *timer);
uint32_t k_timer_status_get(struct k_timer *timer);
uint32_t k_timer_status_sync(struct k_timer *timer);
void k_timer_user_data_set(struct k_timer *timer, void *data);
void *k_timer_user_data_get(const struct k_timer *timer);

/* -- memory -- */

struct k_mem_slab {
    size_t block_size;
};
struct k_heap {
    size_t bytes;
};
#define K_MEM_SLAB_DEFINE(name, size, blocks, align) struct k_mem_slab name = {.block_size = (size)}
#define K_MEM_SLAB_DEFINE_STATIC(name, size, blocks, align) \
    static struct k_mem_slab name = {.block_size = (size)}
#define K_HEAP_DEFINE(name, size) struct k_heap name = {.bytes = (size)}
int k_mem_slab_alloc(struct k_mem_slab *slab, void **memory, k_timeout_t timeout);
void k_mem_slab_free(struct k_mem_slab *slab, void *memory);
void *k_heap_alloc(struct k_heap *heap, size_t bytes, k_timeout_t timeout);
void k_heap_free(struct k_heap *heap, void *memory);
void *k_malloc(size_t size);
void *k_calloc(size_t count, size_t size);
void k_free(void *memory);

void printk(const char *format, ...);
void k_panic(void);
void k_oops(void);

#ifdef __cplusplus
}
#endif

#endif
