/* RT-Thread: threads, message queues, mailboxes, semaphores, mutexes, events and timers. */
#ifndef __RT_THREAD_H__
#define __RT_THREAD_H__

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int rt_bool_t;
typedef long rt_base_t;
typedef unsigned long rt_ubase_t;
typedef rt_base_t rt_err_t;
typedef uint32_t rt_tick_t;
typedef rt_ubase_t rt_size_t;
typedef rt_base_t rt_ssize_t;
typedef uint8_t rt_uint8_t;
typedef uint16_t rt_uint16_t;
typedef uint32_t rt_uint32_t;
typedef int8_t rt_int8_t;
typedef int16_t rt_int16_t;
typedef int32_t rt_int32_t;

#define RT_NULL NULL
#define RT_TRUE 1
#define RT_FALSE 0
#define RT_EOK 0
#define RT_ERROR 1
#define RT_ETIMEOUT 2
#define RT_EFULL 3
#define RT_EEMPTY 4
#define RT_EINTR 9
#define RT_WAITING_FOREVER (-1)
#define RT_WAITING_NO 0
#define RT_IPC_FLAG_FIFO 0x00
#define RT_IPC_FLAG_PRIO 0x01
#define RT_IPC_CMD_RESET 0x01
#define RT_EVENT_FLAG_AND 0x01
#define RT_EVENT_FLAG_OR 0x02
#define RT_EVENT_FLAG_CLEAR 0x04
#define RT_TIMER_FLAG_ONE_SHOT 0x0
#define RT_TIMER_FLAG_PERIODIC 0x2
#define RT_TIMER_FLAG_SOFT_TIMER 0x4
#define RT_TICK_PER_SECOND 1000
#define RT_ASSERT(condition) ((void)(condition))
#define RT_UNUSED(argument) ((void)(argument))
#define INIT_EXPORT(function) \
    __attribute__((unused)) static int (*const __rt_init_##function)(void) = (int (*)(void))function
#define INIT_BOARD_EXPORT INIT_EXPORT
#define INIT_DEVICE_EXPORT INIT_EXPORT
#define INIT_COMPONENT_EXPORT INIT_EXPORT
#define INIT_ENV_EXPORT INIT_EXPORT
#define INIT_APP_EXPORT INIT_EXPORT
#define MSH_CMD_EXPORT(command, text) \
    __attribute__((unused)) static void *const __rt_msh_##command = (void *)command

struct rt_object {
    char name[8];
};
typedef struct rt_thread {
    struct rt_object parent;
} *rt_thread_t;
typedef struct rt_semaphore {
    struct rt_object parent;
} *rt_sem_t;
typedef struct rt_mutex {
    struct rt_object parent;
} *rt_mutex_t;
typedef struct rt_event {
    struct rt_object parent;
} *rt_event_t;
typedef struct rt_mailbox {
    struct rt_object parent;
} *rt_mailbox_t;
typedef struct rt_messagequeue {
    struct rt_object parent;
} *rt_mq_t;
typedef struct rt_timer {
    struct rt_object parent;
} *rt_timer_t;

rt_thread_t rt_thread_create(const char *name, void (*entry)(void *), void *parameter,
    rt_uint32_t stack_size, rt_uint8_t priority, rt_uint32_t tick);
rt_err_t rt_thread_init(struct rt_thread *thread, const char *name, void (*entry)(void *), void *parameter,
    void *stack, rt_uint32_t stack_size, rt_uint8_t priority, rt_uint32_t tick);
rt_err_t rt_thread_startup(rt_thread_t thread);
rt_err_t rt_thread_delete(rt_thread_t thread);
rt_err_t rt_thread_detach(rt_thread_t thread);
rt_err_t rt_thread_suspend(rt_thread_t thread);
rt_err_t rt_thread_resume(rt_thread_t thread);
rt_thread_t rt_thread_self(void);
rt_err_t rt_thread_yield(void);
rt_err_t rt_thread_delay(rt_tick_t ticks);
rt_err_t rt_thread_mdelay(rt_int32_t milliseconds);
rt_tick_t rt_tick_get(void);
rt_tick_t rt_tick_from_millisecond(rt_int32_t milliseconds);

rt_mq_t rt_mq_create(const char *name, rt_size_t size, rt_size_t most, rt_uint8_t flag);
rt_err_t rt_mq_init(
    rt_mq_t queue, const char *name, void *pool, rt_size_t size, rt_size_t pool_size, rt_uint8_t flag);
rt_err_t rt_mq_send(rt_mq_t queue, const void *buffer, rt_size_t size);
rt_err_t rt_mq_urgent(rt_mq_t queue, const void *buffer, rt_size_t size);
rt_err_t rt_mq_send_wait(rt_mq_t queue, const void *buffer, rt_size_t size, rt_int32_t timeout);
rt_ssize_t rt_mq_recv(rt_mq_t queue, void *buffer, rt_size_t size, rt_int32_t timeout);
rt_err_t rt_mq_control(rt_mq_t queue, int command, void *argument);
rt_err_t rt_mq_delete(rt_mq_t queue);
rt_err_t rt_mq_detach(rt_mq_t queue);

rt_mailbox_t rt_mb_create(const char *name, rt_size_t size, rt_uint8_t flag);
rt_err_t rt_mb_init(rt_mailbox_t mailbox, const char *name, void *pool, rt_size_t size, rt_uint8_t flag);
rt_err_t rt_mb_send(rt_mailbox_t mailbox, rt_ubase_t value);
rt_err_t rt_mb_urgent(rt_mailbox_t mailbox, rt_ubase_t value);
rt_err_t rt_mb_send_wait(rt_mailbox_t mailbox, rt_ubase_t value, rt_int32_t timeout);
rt_err_t rt_mb_recv(rt_mailbox_t mailbox, rt_ubase_t *value, rt_int32_t timeout);
rt_err_t rt_mb_control(rt_mailbox_t mailbox, int command, void *argument);
rt_err_t rt_mb_delete(rt_mailbox_t mailbox);
rt_err_t rt_mb_detach(rt_mailbox_t mailbox);

rt_sem_t rt_sem_create(const char *name, rt_uint32_t value, rt_uint8_t flag);
rt_err_t rt_sem_init(rt_sem_t semaphore, const char *name, rt_uint32_t value, rt_uint8_t flag);
rt_err_t rt_sem_take(rt_sem_t semaphore, rt_int32_t timeout);
rt_err_t rt_sem_trytake(rt_sem_t semaphore);
rt_err_t rt_sem_release(rt_sem_t semaphore);
rt_err_t rt_sem_delete(rt_sem_t semaphore);
rt_mutex_t rt_mutex_create(const char *name, rt_uint8_t flag);
rt_err_t rt_mutex_init(rt_mutex_t mutex, const char *name, rt_uint8_t flag);
rt_err_t rt_mutex_take(rt_mutex_t mutex, rt_int32_t timeout);
rt_err_t rt_mutex_release(rt_mutex_t mutex);
rt_err_t rt_mutex_delete(rt_mutex_t mutex);
rt_event_t rt_event_create(const char *name, rt_uint8_t flag);
rt_err_t rt_event_send(rt_event_t event, rt_uint32_t set);
rt_err_t rt_event_recv(
    rt_event_t event, rt_uint32_t set, rt_uint8_t option, rt_int32_t timeout, rt_uint32_t *received);

rt_timer_t rt_timer_create(
    const char *name, void (*timeout)(void *), void *parameter, rt_tick_t time, rt_uint8_t flag);
void rt_timer_init(rt_timer_t timer, const char *name, void (*timeout)(void *), void *parameter,
    rt_tick_t time, rt_uint8_t flag);
rt_err_t rt_timer_start(rt_timer_t timer);
rt_err_t rt_timer_stop(rt_timer_t timer);
void *rt_malloc(rt_size_t size);
void *rt_calloc(rt_size_t count, rt_size_t size);
void rt_free(void *memory);
int rt_kprintf(const char *format, ...);

#ifdef __cplusplus
}
#endif

#endif
