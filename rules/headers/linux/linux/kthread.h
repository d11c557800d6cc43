/* Linux's kernel threads and what they wait with: what a module needs to be parsed. After the kernel's documentation
 * ("Basics", "Workqueue") and include/linux of 6.12. What user space has of the same name (linux/wait.h, linux/sched.h)
 * comes first where it is installed, and so all of it is here. */
#ifndef CHANLINT_LINUX_KERNEL_H
#define CHANLINT_LINUX_KERNEL_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int8_t s8;
typedef int16_t s16;
typedef int32_t s32;
typedef int64_t s64;
typedef unsigned gfp_t;
typedef int64_t ktime_t;
typedef struct {
    int counter;
} atomic_t;

#define __init
#define __exit
#define __user
#define __must_check
#define THIS_MODULE ((struct module *)0)
#define EXPORT_SYMBOL(name) extern int chanlint_exported_##name
#define EXPORT_SYMBOL_GPL(name) extern int chanlint_exported_##name
#define MODULE_LICENSE(text) extern int chanlint_module
#define MODULE_AUTHOR(text) extern int chanlint_module
#define MODULE_DESCRIPTION(text) extern int chanlint_module
#define MODULE_VERSION(text) extern int chanlint_module
#define module_param(name, type, mode) extern int chanlint_module
#define MODULE_PARM_DESC(name, text) extern int chanlint_module
#define module_init(f) int init_module(void) __attribute__((alias(#f)))
#define module_exit(f) void cleanup_module(void) __attribute__((alias(#f)))

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, value) (*(volatile __typeof__(x) *)&(x) = (value))
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define container_of(pointer, type, member) ((type *)((char *)(pointer)-offsetof(type, member)))
#define might_sleep() do { } while (0)

#define GFP_KERNEL 0xcc0u
#define GFP_ATOMIC 0x820u
#ifndef ENOMEM
#define ENOMEM 12
#define EFAULT 14
#define EBUSY 16
#define EINVAL 22
#define EINTR 4
#define EAGAIN 11
#endif
#define ERESTARTSYS 512
#define HZ 250
#define MAX_SCHEDULE_TIMEOUT __LONG_MAX__
#define NUMA_NO_NODE (-1)
extern unsigned long volatile jiffies;
unsigned long msecs_to_jiffies(unsigned milliseconds);
void msleep(unsigned milliseconds);
unsigned long msleep_interruptible(unsigned milliseconds);
void usleep_range(unsigned long least, unsigned long most);
void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void *kcalloc(size_t n, size_t size, gfp_t flags);
void *vmalloc(unsigned long size);
void kfree(const void *object);
void vfree(const void *object);
int printk(const char *format, ...);
#define KERN_ERR "3"
#define KERN_WARNING "4"
#define KERN_INFO "6"
#define pr_err(...) printk(__VA_ARGS__)
#define pr_warn(...) printk(__VA_ARGS__)
#define pr_info(...) printk(__VA_ARGS__)
#define pr_debug(...) printk(__VA_ARGS__)

static inline bool IS_ERR(const void *pointer)
{
    return (unsigned long)pointer >= (unsigned long)-4095;
}
static inline bool IS_ERR_OR_NULL(const void *pointer)
{
    return !pointer || IS_ERR(pointer);
}
static inline long PTR_ERR(const void *pointer)
{
    return (long)pointer;
}
static inline void *ERR_PTR(long error)
{
    return (void *)error;
}

#define ATOMIC_INIT(n) {(n)}
int atomic_read(const atomic_t *v);
void atomic_set(atomic_t *v, int n);
void atomic_inc(atomic_t *v);
void atomic_dec(atomic_t *v);
bool atomic_dec_and_test(atomic_t *v);
int atomic_inc_return(atomic_t *v);
int atomic_dec_return(atomic_t *v);

/* -- lists */

struct list_head {
    struct list_head *next, *prev;
};
#define LIST_HEAD_INIT(name) {&(name), &(name)}
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)
static inline void INIT_LIST_HEAD(struct list_head *list)
{
    list->next = list->prev = list;
}
void list_add(struct list_head *entry, struct list_head *head);
void list_add_tail(struct list_head *entry, struct list_head *head);
void list_del(struct list_head *entry);
void list_del_init(struct list_head *entry);
void list_splice_init(struct list_head *list, struct list_head *head);
int list_empty(const struct list_head *head);
#define list_entry(pointer, type, member) container_of(pointer, type, member)
#define list_first_entry(head, type, member) list_entry((head)->next, type, member)
#define list_first_entry_or_null(head, type, member) (list_empty(head) ? NULL : list_first_entry(head, type, member))
#define list_for_each_entry(at, head, member) \
    for (at = list_first_entry(head, __typeof__(*at), member); &at->member != (head); \
         at = list_entry(at->member.next, __typeof__(*at), member))
#define list_for_each_entry_safe(at, then, head, member) \
    for (at = list_first_entry(head, __typeof__(*at), member), \
        then = list_entry(at->member.next, __typeof__(*at), member); \
         &at->member != (head); at = then, then = list_entry(then->member.next, __typeof__(*at), member))

/* -- locks */

typedef struct {
    unsigned slock;
} spinlock_t;
#define __SPIN_LOCK_UNLOCKED(name) {0}
#define DEFINE_SPINLOCK(name) spinlock_t name = __SPIN_LOCK_UNLOCKED(name)
void spin_lock_init(spinlock_t *lock);
void spin_lock(spinlock_t *lock);
void spin_lock_bh(spinlock_t *lock);
void spin_lock_irq(spinlock_t *lock);
int spin_trylock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
void spin_unlock_bh(spinlock_t *lock);
void spin_unlock_irq(spinlock_t *lock);
void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags);
unsigned long _raw_spin_lock_irqsave(spinlock_t *lock);
#define spin_lock_irqsave(lock, flags) do { flags = _raw_spin_lock_irqsave(lock); } while (0)

struct mutex {
    long owner;
};
#define DEFINE_MUTEX(name) struct mutex name = {0}
void mutex_init(struct mutex *lock);
void mutex_destroy(struct mutex *lock);
void mutex_lock(struct mutex *lock);
int mutex_lock_interruptible(struct mutex *lock);
int mutex_lock_killable(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);

struct semaphore {
    unsigned count;
};
#define DEFINE_SEMAPHORE(name, n) struct semaphore name = {.count = n}
void sema_init(struct semaphore *semaphore, int n);
void down(struct semaphore *semaphore);
int down_interruptible(struct semaphore *semaphore);
int down_killable(struct semaphore *semaphore);
int down_trylock(struct semaphore *semaphore);
int down_timeout(struct semaphore *semaphore, long jiffies);
void up(struct semaphore *semaphore);

/* -- tasks */

struct task_struct {
    unsigned __state;
};
extern struct task_struct *current;
#define TASK_RUNNING 0x0000u
#define TASK_INTERRUPTIBLE 0x0001u
#define TASK_UNINTERRUPTIBLE 0x0002u
#define TASK_WAKEKILL 0x0100u
#define TASK_KILLABLE (TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
#define TASK_IDLE (TASK_UNINTERRUPTIBLE | 0x0400u)
#define TASK_FREEZABLE 0x2000u
#define TASK_NORMAL (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define set_current_state(state) WRITE_ONCE(current->__state, (state))
#define __set_current_state(state) WRITE_ONCE(current->__state, (state))
void schedule(void);
void io_schedule(void);
long schedule_timeout(long jiffies);
long schedule_timeout_interruptible(long jiffies);
long schedule_timeout_uninterruptible(long jiffies);
int cond_resched(void);
int wake_up_process(struct task_struct *task);
int signal_pending(struct task_struct *task);
int fatal_signal_pending(struct task_struct *task);
void allow_signal(int signal);
bool try_to_freeze(void);
void set_freezable(void);

struct completion;
struct task_struct *kthread_create_on_node(int (*body)(void *data), void *data, int node, const char *format, ...);
struct task_struct *kthread_create_on_cpu(int (*body)(void *data), void *data, unsigned cpu, const char *format);
#define kthread_create(body, data, ...) kthread_create_on_node(body, data, NUMA_NO_NODE, __VA_ARGS__)
#define kthread_run(body, data, ...) \
    ({ \
        struct task_struct *__k = kthread_create(body, data, __VA_ARGS__); \
        if (!IS_ERR(__k)) \
            wake_up_process(__k); \
        __k; \
    })
void kthread_bind(struct task_struct *task, unsigned cpu);
int kthread_stop(struct task_struct *task);
bool kthread_should_stop(void);
bool kthread_should_park(void);
bool kthread_freezable_should_stop(bool *was_frozen);
int kthread_park(struct task_struct *task);
void kthread_unpark(struct task_struct *task);
void kthread_parkme(void);
void kthread_complete_and_exit(struct completion *done, long code) __attribute__((noreturn));

/* -- wait queues */

struct wait_queue_head {
    spinlock_t lock;
    struct list_head head;
};
typedef struct wait_queue_head wait_queue_head_t;
struct wait_queue_entry {
    unsigned flags;
    void *private;
    struct list_head entry;
};
typedef struct wait_queue_entry wait_queue_entry_t;
#define DECLARE_WAIT_QUEUE_HEAD(name) struct wait_queue_head name = {{0}, LIST_HEAD_INIT(name.head)}
#define DECLARE_WAIT_QUEUE_HEAD_ONSTACK(name) DECLARE_WAIT_QUEUE_HEAD(name)
#define DEFINE_WAIT(name) struct wait_queue_entry name = {.private = current}
#define DECLARE_WAITQUEUE(name, task) struct wait_queue_entry name = {.private = task}
void init_waitqueue_head(struct wait_queue_head *queue);
void init_wait_entry(struct wait_queue_entry *entry, int flags);
void add_wait_queue(struct wait_queue_head *queue, struct wait_queue_entry *entry);
void remove_wait_queue(struct wait_queue_head *queue, struct wait_queue_entry *entry);
bool prepare_to_wait(struct wait_queue_head *queue, struct wait_queue_entry *entry, int state);
long prepare_to_wait_event(struct wait_queue_head *queue, struct wait_queue_entry *entry, int state);
void finish_wait(struct wait_queue_head *queue, struct wait_queue_entry *entry);
int waitqueue_active(struct wait_queue_head *queue);
int __wake_up(struct wait_queue_head *queue, unsigned mode, int n, void *key);
void __wake_up_sync(struct wait_queue_head *queue, unsigned mode);
#define wake_up(queue) __wake_up(queue, TASK_NORMAL, 1, NULL)
#define wake_up_nr(queue, n) __wake_up(queue, TASK_NORMAL, n, NULL)
#define wake_up_all(queue) __wake_up(queue, TASK_NORMAL, 0, NULL)
#define wake_up_interruptible(queue) __wake_up(queue, TASK_INTERRUPTIBLE, 1, NULL)
#define wake_up_interruptible_nr(queue, n) __wake_up(queue, TASK_INTERRUPTIBLE, n, NULL)
#define wake_up_interruptible_all(queue) __wake_up(queue, TASK_INTERRUPTIBLE, 0, NULL)
#define wake_up_interruptible_sync(queue) __wake_up_sync(queue, TASK_INTERRUPTIBLE)

#define ___wait_cond_timeout(condition) \
    ({ \
        bool __cond = (condition); \
        if (__cond && !__ret) \
            __ret = 1; \
        __cond || !__ret; \
    })
#define ___wait_event(queue, condition, state, exclusive, ret, cmd) \
    ({ \
        __label__ __out; \
        struct wait_queue_entry __entry; \
        long __ret = ret; \
        init_wait_entry(&__entry, exclusive); \
        for (;;) { \
            long __int = prepare_to_wait_event(&queue, &__entry, state); \
            if (condition) \
                break; \
            if (((state) & (TASK_INTERRUPTIBLE | TASK_WAKEKILL)) && __int) { \
                __ret = __int; \
                goto __out; \
            } \
            cmd; \
            if (condition) \
                break; \
        } \
        finish_wait(&queue, &__entry); \
    __out: \
        __ret; \
    })
#define wait_event_cmd(queue, condition, before, after) \
    do { \
        if (condition) \
            break; \
        (void)___wait_event(queue, condition, TASK_UNINTERRUPTIBLE, 0, 0, before; schedule(); after); \
    } while (0)
#define wait_event(queue, condition) \
    do { \
        might_sleep(); \
        if (condition) \
            break; \
        (void)___wait_event(queue, condition, TASK_UNINTERRUPTIBLE, 0, 0, schedule()); \
    } while (0)
#define io_wait_event(queue, condition) \
    do { \
        if (condition) \
            break; \
        (void)___wait_event(queue, condition, TASK_UNINTERRUPTIBLE, 0, 0, io_schedule()); \
    } while (0)
#define wait_event_idle(queue, condition) \
    do { \
        if (!(condition)) \
            ___wait_event(queue, condition, TASK_IDLE, 0, 0, schedule()); \
    } while (0)
#define __wait_event_failing(queue, condition, state, exclusive, cmd) \
    ({ \
        int __ret = 0; \
        might_sleep(); \
        if (!(condition)) \
            __ret = ___wait_event(queue, condition, state, exclusive, 0, cmd); \
        __ret; \
    })
#define wait_event_interruptible(queue, condition) \
    __wait_event_failing(queue, condition, TASK_INTERRUPTIBLE, 0, schedule())
#define wait_event_interruptible_exclusive(queue, condition) \
    __wait_event_failing(queue, condition, TASK_INTERRUPTIBLE, 1, schedule())
#define wait_event_freezable(queue, condition) \
    __wait_event_failing(queue, condition, (TASK_INTERRUPTIBLE | TASK_FREEZABLE), 0, schedule())
#define wait_event_killable(queue, condition) __wait_event_failing(queue, condition, TASK_KILLABLE, 0, schedule())
#define wait_event_interruptible_lock_irq(queue, condition, lock) \
    __wait_event_failing(queue, condition, TASK_INTERRUPTIBLE, 0, spin_unlock_irq(&lock); schedule(); spin_lock_irq(&lock))
#define wait_event_lock_irq(queue, condition, lock) \
    wait_event_cmd(queue, condition, spin_unlock_irq(&lock), spin_lock_irq(&lock))
#define __wait_event_until(queue, condition, state, timeout) \
    ({ \
        long __ret = timeout; \
        might_sleep(); \
        if (!___wait_cond_timeout(condition)) \
            __ret = ___wait_event(queue, ___wait_cond_timeout(condition), state, 0, timeout, \
                __ret = schedule_timeout(__ret)); \
        __ret; \
    })
#define wait_event_timeout(queue, condition, timeout) \
    __wait_event_until(queue, condition, TASK_UNINTERRUPTIBLE, timeout)
#define wait_event_interruptible_timeout(queue, condition, timeout) \
    __wait_event_until(queue, condition, TASK_INTERRUPTIBLE, timeout)
#define wait_event_killable_timeout(queue, condition, timeout) \
    __wait_event_until(queue, condition, TASK_KILLABLE, timeout)
#define wait_event_idle_timeout(queue, condition, timeout) __wait_event_until(queue, condition, TASK_IDLE, timeout)

/* -- completions */

struct completion {
    unsigned done;
    struct wait_queue_head wait;
};
#define DECLARE_COMPLETION(name) struct completion name = {.done = 0}
#define DECLARE_COMPLETION_ONSTACK(name) DECLARE_COMPLETION(name)
void init_completion(struct completion *done);
void reinit_completion(struct completion *done);
void wait_for_completion(struct completion *done);
void wait_for_completion_io(struct completion *done);
int wait_for_completion_interruptible(struct completion *done);
int wait_for_completion_killable(struct completion *done);
unsigned long wait_for_completion_timeout(struct completion *done, unsigned long jiffies);
long wait_for_completion_interruptible_timeout(struct completion *done, unsigned long jiffies);
long wait_for_completion_killable_timeout(struct completion *done, unsigned long jiffies);
bool try_wait_for_completion(struct completion *done);
bool completion_done(struct completion *done);
void complete(struct completion *done);
void complete_all(struct completion *done);

/* -- work */

struct workqueue_struct;
struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);
struct work_struct {
    long data;
    struct list_head entry;
    work_func_t func;
};
struct delayed_work {
    struct work_struct work;
};
#define DECLARE_WORK(name, f) struct work_struct name = {.func = (f)}
#define DECLARE_DELAYED_WORK(name, f) struct delayed_work name = {.work = {.func = (f)}}
#define INIT_WORK(work, f) \
    do { \
        INIT_LIST_HEAD(&(work)->entry); \
        (work)->func = (f); \
    } while (0)
#define INIT_DELAYED_WORK(delayed, f) INIT_WORK(&(delayed)->work, (f))
#define WQ_UNBOUND (1 << 1)
#define WQ_MEM_RECLAIM (1 << 3)
#define WQ_HIGHPRI (1 << 4)
extern struct workqueue_struct *system_wq;
struct workqueue_struct *alloc_workqueue(const char *format, unsigned flags, int most, ...);
#define alloc_ordered_workqueue(format, flags, ...) alloc_workqueue(format, flags, 1, ##__VA_ARGS__)
#define create_singlethread_workqueue(name) alloc_workqueue("%s", WQ_MEM_RECLAIM, 1, name)
#define create_workqueue(name) alloc_workqueue("%s", WQ_MEM_RECLAIM, 1, name)
void destroy_workqueue(struct workqueue_struct *queue);
bool queue_work(struct workqueue_struct *queue, struct work_struct *work);
bool queue_delayed_work(struct workqueue_struct *queue, struct delayed_work *work, unsigned long jiffies);
bool mod_delayed_work(struct workqueue_struct *queue, struct delayed_work *work, unsigned long jiffies);
bool schedule_work(struct work_struct *work);
bool schedule_delayed_work(struct delayed_work *work, unsigned long jiffies);
bool flush_work(struct work_struct *work);
void flush_workqueue(struct workqueue_struct *queue);
bool cancel_work_sync(struct work_struct *work);
bool cancel_delayed_work(struct delayed_work *work);
bool cancel_delayed_work_sync(struct delayed_work *work);
struct delayed_work *to_delayed_work(struct work_struct *work);

#endif
