/* ChibiOS/RT: threads, mailboxes, semaphores, mutexes and messages. */
#ifndef CH_H
#define CH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t msg_t;
typedef int32_t cnt_t;
typedef uint32_t tprio_t;
typedef uint32_t sysinterval_t;
typedef uint32_t systime_t;
typedef uint32_t eventmask_t;
typedef uint32_t stkalign_t;

#define MSG_OK ((msg_t)0)
#define MSG_TIMEOUT ((msg_t)-1)
#define MSG_RESET ((msg_t)-2)
#define TIME_IMMEDIATE ((sysinterval_t)0)
#define TIME_INFINITE ((sysinterval_t)-1)
#define TIME_MS2I(ms) ((sysinterval_t)((ms)*10))
#define TIME_S2I(seconds) TIME_MS2I((seconds)*1000)
#define TIME_US2I(us) ((sysinterval_t)((us) / 100 + 1))
#define LOWPRIO ((tprio_t)2)
#define NORMALPRIO ((tprio_t)128)
#define HIGHPRIO ((tprio_t)255)

typedef struct ch_thread {
    const char *name;
} thread_t;
typedef void (*tfunc_t)(void *argument);
typedef struct memory_heap memory_heap_t;
#define THD_WORKING_AREA(name, size) stkalign_t name[(size)]
#define THD_FUNCTION(name, argument) void name(void *argument)

void chSysInit(void);
#define chSysLock() ((void)0)
#define chSysUnlock() ((void)0)
#define chSysLockFromISR() ((void)0)
#define chSysUnlockFromISR() ((void)0)
thread_t *chThdCreateStatic(void *area, size_t size, tprio_t priority, tfunc_t function, void *argument);
thread_t *chThdCreateFromHeap(
    memory_heap_t *heap, size_t size, const char *name, tprio_t priority, tfunc_t function, void *argument);
void chThdTerminate(thread_t *thread);
bool chThdShouldTerminateX(void);
msg_t chThdWait(thread_t *thread);
void chThdExit(msg_t message);
thread_t *chThdGetSelfX(void);
void chThdSleep(sysinterval_t time);
#define chThdSleepMilliseconds(ms) chThdSleep(TIME_MS2I(ms))
#define chThdSleepSeconds(seconds) chThdSleep(TIME_S2I(seconds))
void chRegSetThreadName(const char *name);

typedef struct ch_mailbox {
    msg_t *buffer;
    msg_t *top;
    size_t cnt;
} mailbox_t;
#define MAILBOX_DECL(name, memory, size) \
    mailbox_t name = {.buffer = (msg_t *)(memory), .top = (msg_t *)(memory) + (size), .cnt = 0}
void chMBObjectInit(mailbox_t *mailbox, msg_t *memory, size_t size);
void chMBReset(mailbox_t *mailbox);
void chMBResetI(mailbox_t *mailbox);
void chMBResumeX(mailbox_t *mailbox);
msg_t chMBPostTimeout(mailbox_t *mailbox, msg_t message, sysinterval_t timeout);
msg_t chMBPostTimeoutS(mailbox_t *mailbox, msg_t message, sysinterval_t timeout);
msg_t chMBPostI(mailbox_t *mailbox, msg_t message);
msg_t chMBPostAheadTimeout(mailbox_t *mailbox, msg_t message, sysinterval_t timeout);
msg_t chMBPostAheadTimeoutS(mailbox_t *mailbox, msg_t message, sysinterval_t timeout);
msg_t chMBPostAheadI(mailbox_t *mailbox, msg_t message);
msg_t chMBFetchTimeout(mailbox_t *mailbox, msg_t *message, sysinterval_t timeout);
msg_t chMBFetchTimeoutS(mailbox_t *mailbox, msg_t *message, sysinterval_t timeout);
msg_t chMBFetchI(mailbox_t *mailbox, msg_t *message);

typedef struct ch_semaphore {
    cnt_t cnt;
} semaphore_t;
typedef struct ch_binary_semaphore {
    semaphore_t sem;
} binary_semaphore_t;
#define SEMAPHORE_DECL(name, n) semaphore_t name = {.cnt = (n)}
void chSemObjectInit(semaphore_t *semaphore, cnt_t n);
msg_t chSemWait(semaphore_t *semaphore);
msg_t chSemWaitTimeout(semaphore_t *semaphore, sysinterval_t timeout);
void chSemSignal(semaphore_t *semaphore);
void chSemSignalI(semaphore_t *semaphore);
void chBSemObjectInit(binary_semaphore_t *semaphore, bool taken);
msg_t chBSemWait(binary_semaphore_t *semaphore);
msg_t chBSemWaitTimeout(binary_semaphore_t *semaphore, sysinterval_t timeout);
void chBSemSignal(binary_semaphore_t *semaphore);
void chBSemSignalI(binary_semaphore_t *semaphore);

typedef struct ch_mutex {
    thread_t *owner;
} mutex_t;
#define MUTEX_DECL(name) mutex_t name = {.owner = NULL}
void chMtxObjectInit(mutex_t *mutex);
void chMtxLock(mutex_t *mutex);
bool chMtxTryLock(mutex_t *mutex);
void chMtxUnlock(mutex_t *mutex);
typedef struct condition_variable {
    void *queue;
} condition_variable_t;
void chCondObjectInit(condition_variable_t *condition);
void chCondSignal(condition_variable_t *condition);
void chCondBroadcast(condition_variable_t *condition);
msg_t chCondWait(condition_variable_t *condition);
msg_t chCondWaitTimeout(condition_variable_t *condition, sysinterval_t timeout);

#ifdef __cplusplus
}
#endif

#endif
