/* FreeRTOS: tasks, queues, semaphores, notifications, timers, event groups, stream and message buffers. The kernel
 * spreads these over task.h, queue.h and others, which here only lead to this file. */
#ifndef INC_FREERTOS_H
#define INC_FREERTOS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef long BaseType_t;
typedef unsigned long UBaseType_t;
typedef uint32_t TickType_t;
typedef uint32_t StackType_t;
typedef uint32_t EventBits_t;
typedef uint32_t configRUN_TIME_COUNTER_TYPE;

/* As they were called before version 8. */
#define portTickType TickType_t
#define portBASE_TYPE BaseType_t
#define portSTACK_TYPE StackType_t
#define xTaskHandle TaskHandle_t
#define xQueueHandle QueueHandle_t
#define xSemaphoreHandle SemaphoreHandle_t
#define xTimerHandle TimerHandle_t
#define portTICK_RATE_MS portTICK_PERIOD_MS

#define pdFALSE ((BaseType_t)0)
#define pdTRUE ((BaseType_t)1)
#define pdPASS pdTRUE
#define pdFAIL pdFALSE
#define errQUEUE_EMPTY ((BaseType_t)0)
#define errQUEUE_FULL ((BaseType_t)0)
#define errCOULD_NOT_ALLOCATE_REQUIRED_MEMORY (-1)

#define configTICK_RATE_HZ ((TickType_t)1000)
#define configMAX_PRIORITIES 25
#define configMINIMAL_STACK_SIZE 512
#define configMAX_TASK_NAME_LEN 16
#define configSTACK_DEPTH_TYPE uint32_t
#define configASSERT(condition) ((void)(condition))
#define portMAX_DELAY ((TickType_t)0xffffffffUL)
#define portTICK_PERIOD_MS ((TickType_t)1000 / configTICK_RATE_HZ)
#define pdMS_TO_TICKS(ms) ((TickType_t)(((uint64_t)(ms)*configTICK_RATE_HZ) / (uint64_t)1000))
#define pdTICKS_TO_MS(ticks) ((TickType_t)(((uint64_t)(ticks)*1000) / (uint64_t)configTICK_RATE_HZ))

/* What the port does to the processor blocks nobody. */
#define portYIELD() ((void)0)
#define portYIELD_FROM_ISR(...) ((void)0)
#define portEND_SWITCHING_ISR(...) ((void)0)
#define portYIELD_WITHIN_API() ((void)0)
#define portENTER_CRITICAL(...) ((void)0)
#define portEXIT_CRITICAL(...) ((void)0)
#define portDISABLE_INTERRUPTS() ((void)0)
#define portENABLE_INTERRUPTS() ((void)0)
#define portSET_INTERRUPT_MASK_FROM_ISR() 0
#define portCLEAR_INTERRUPT_MASK_FROM_ISR(mask) ((void)(mask))
#define portTASK_FUNCTION_PROTO(function, argument) void function(void *argument)
#define portTASK_FUNCTION(function, argument) void function(void *argument)
#define taskYIELD() portYIELD()
#define taskENTER_CRITICAL(...) ((void)0)
#define taskEXIT_CRITICAL(...) ((void)0)
#define taskENTER_CRITICAL_FROM_ISR() 0
#define taskEXIT_CRITICAL_FROM_ISR(mask) ((void)(mask))
#define taskDISABLE_INTERRUPTS() ((void)0)
#define taskENABLE_INTERRUPTS() ((void)0)

void *pvPortMalloc(size_t size);
void *pvPortCalloc(size_t count, size_t size);
void vPortFree(void *memory);
size_t xPortGetFreeHeapSize(void);
size_t xPortGetMinimumEverFreeHeapSize(void);

/* -- tasks: task.h -- */

typedef struct tskTaskControlBlock *TaskHandle_t;
typedef void (*TaskFunction_t)(void *);
typedef TaskFunction_t pdTASK_CODE;
typedef BaseType_t (*TaskHookFunction_t)(void *);
typedef struct xSTATIC_TCB {
    void *reserved[32];
} StaticTask_t;
typedef enum { eRunning, eReady, eBlocked, eSuspended, eDeleted, eInvalid } eTaskState;
typedef enum {
    eNoAction,
    eSetBits,
    eIncrement,
    eSetValueWithOverwrite,
    eSetValueWithoutOverwrite
} eNotifyAction;
typedef struct xMEMORY_REGION {
    void *pvBaseAddress;
    uint32_t ulLengthInBytes;
    uint32_t ulParameters;
} MemoryRegion_t;
typedef struct xTASK_PARAMETERS {
    TaskFunction_t pvTaskCode;
    const char *pcName;
    configSTACK_DEPTH_TYPE usStackDepth;
    void *pvParameters;
    UBaseType_t uxPriority;
    StackType_t *puxStackBuffer;
    MemoryRegion_t xRegions[3];
    StaticTask_t *pxTaskBuffer;
} TaskParameters_t;
typedef struct xTASK_STATUS {
    TaskHandle_t xHandle;
    const char *pcTaskName;
    UBaseType_t xTaskNumber;
    eTaskState eCurrentState;
    UBaseType_t uxCurrentPriority;
    UBaseType_t uxBasePriority;
    configRUN_TIME_COUNTER_TYPE ulRunTimeCounter;
    StackType_t *pxStackBase;
    configSTACK_DEPTH_TYPE usStackHighWaterMark;
    BaseType_t xCoreID;
} TaskStatus_t;

#define tskIDLE_PRIORITY ((UBaseType_t)0)
#define tskNO_AFFINITY ((BaseType_t)0x7fffffff)
#define taskSCHEDULER_SUSPENDED ((BaseType_t)0)
#define taskSCHEDULER_NOT_STARTED ((BaseType_t)1)
#define taskSCHEDULER_RUNNING ((BaseType_t)2)

BaseType_t xTaskCreate(TaskFunction_t body, const char *name, configSTACK_DEPTH_TYPE depth, void *argument,
    UBaseType_t priority, TaskHandle_t *created);
TaskHandle_t xTaskCreateStatic(TaskFunction_t body, const char *name, uint32_t depth, void *argument,
    UBaseType_t priority, StackType_t *stack, StaticTask_t *buffer);
BaseType_t xTaskCreateRestricted(const TaskParameters_t *parameters, TaskHandle_t *created);
BaseType_t xTaskCreateRestrictedStatic(const TaskParameters_t *parameters, TaskHandle_t *created);
BaseType_t xTaskCreateAffinitySet(TaskFunction_t body, const char *name, configSTACK_DEPTH_TYPE depth,
    void *argument, UBaseType_t priority, UBaseType_t affinity, TaskHandle_t *created);
TaskHandle_t xTaskCreateStaticAffinitySet(TaskFunction_t body, const char *name, uint32_t depth,
    void *argument, UBaseType_t priority, StackType_t *stack, StaticTask_t *buffer, UBaseType_t affinity);
void vTaskDelete(TaskHandle_t task);
void vTaskDelay(TickType_t ticks);
BaseType_t xTaskDelayUntil(TickType_t *previous, TickType_t increment);
#define vTaskDelayUntil(previous, increment) ((void)xTaskDelayUntil((previous), (increment)))
BaseType_t xTaskAbortDelay(TaskHandle_t task);
UBaseType_t uxTaskPriorityGet(const TaskHandle_t task);
void vTaskPrioritySet(TaskHandle_t task, UBaseType_t priority);
eTaskState eTaskGetState(TaskHandle_t task);
void vTaskSuspend(TaskHandle_t task);
void vTaskResume(TaskHandle_t task);
BaseType_t xTaskResumeFromISR(TaskHandle_t task);
void vTaskStartScheduler(void);
void vTaskEndScheduler(void);
void vTaskSuspendAll(void);
BaseType_t xTaskResumeAll(void);
TickType_t xTaskGetTickCount(void);
TickType_t xTaskGetTickCountFromISR(void);
UBaseType_t uxTaskGetNumberOfTasks(void);
TaskHandle_t xTaskGetCurrentTaskHandle(void);
TaskHandle_t xTaskGetIdleTaskHandle(void);
TaskHandle_t xTaskGetHandle(const char *name);
BaseType_t xTaskGetSchedulerState(void);
char *pcTaskGetName(TaskHandle_t task);
#define pcTaskGetTaskName pcTaskGetName
UBaseType_t uxTaskGetStackHighWaterMark(TaskHandle_t task);
UBaseType_t uxTaskGetSystemState(
    TaskStatus_t *array, UBaseType_t size, configRUN_TIME_COUNTER_TYPE *total);
void vTaskGetInfo(TaskHandle_t task, TaskStatus_t *status, BaseType_t free_stack, eTaskState state);
void vTaskSetThreadLocalStoragePointer(TaskHandle_t task, BaseType_t index, void *value);
void *pvTaskGetThreadLocalStoragePointer(TaskHandle_t task, BaseType_t index);
void vTaskListTasks(char *buffer, size_t length);
#define vTaskList(buffer) vTaskListTasks((buffer), 0xffff)
void vTaskGetRunTimeStatistics(char *buffer, size_t length);
#define vTaskGetRunTimeStats(buffer) vTaskGetRunTimeStatistics((buffer), 0xffff)

#define tskDEFAULT_INDEX_TO_NOTIFY ((UBaseType_t)0)
BaseType_t xTaskGenericNotify(
    TaskHandle_t task, UBaseType_t index, uint32_t value, eNotifyAction action, uint32_t *previous);
BaseType_t xTaskGenericNotifyFromISR(TaskHandle_t task, UBaseType_t index, uint32_t value,
    eNotifyAction action, uint32_t *previous, BaseType_t *woken);
void vTaskGenericNotifyGiveFromISR(TaskHandle_t task, UBaseType_t index, BaseType_t *woken);
BaseType_t xTaskGenericNotifyWait(
    UBaseType_t index, uint32_t at_entry, uint32_t at_exit, uint32_t *value, TickType_t ticks);
uint32_t ulTaskGenericNotifyTake(UBaseType_t index, BaseType_t clear, TickType_t ticks);
BaseType_t xTaskGenericNotifyStateClear(TaskHandle_t task, UBaseType_t index);
uint32_t ulTaskGenericNotifyValueClear(TaskHandle_t task, UBaseType_t index, uint32_t bits);
#define xTaskNotify(task, value, action) \
    xTaskGenericNotify((task), tskDEFAULT_INDEX_TO_NOTIFY, (value), (action), NULL)
#define xTaskNotifyIndexed(task, index, value, action) \
    xTaskGenericNotify((task), (index), (value), (action), NULL)
#define xTaskNotifyAndQuery(task, value, action, previous) \
    xTaskGenericNotify((task), tskDEFAULT_INDEX_TO_NOTIFY, (value), (action), (previous))
#define xTaskNotifyFromISR(task, value, action, woken) \
    xTaskGenericNotifyFromISR((task), tskDEFAULT_INDEX_TO_NOTIFY, (value), (action), NULL, (woken))
#define xTaskNotifyGive(task) \
    xTaskGenericNotify((task), tskDEFAULT_INDEX_TO_NOTIFY, 0, eIncrement, NULL)
#define xTaskNotifyGiveIndexed(task, index) xTaskGenericNotify((task), (index), 0, eIncrement, NULL)
#define vTaskNotifyGiveFromISR(task, woken) \
    vTaskGenericNotifyGiveFromISR((task), tskDEFAULT_INDEX_TO_NOTIFY, (woken))
#define vTaskNotifyGiveIndexedFromISR(task, index, woken) \
    vTaskGenericNotifyGiveFromISR((task), (index), (woken))
#define xTaskNotifyWait(at_entry, at_exit, value, ticks) \
    xTaskGenericNotifyWait(tskDEFAULT_INDEX_TO_NOTIFY, (at_entry), (at_exit), (value), (ticks))
#define xTaskNotifyWaitIndexed(index, at_entry, at_exit, value, ticks) \
    xTaskGenericNotifyWait((index), (at_entry), (at_exit), (value), (ticks))
#define ulTaskNotifyTake(clear, ticks) \
    ulTaskGenericNotifyTake(tskDEFAULT_INDEX_TO_NOTIFY, (clear), (ticks))
#define ulTaskNotifyTakeIndexed(index, clear, ticks) ulTaskGenericNotifyTake((index), (clear), (ticks))
#define xTaskNotifyStateClear(task) xTaskGenericNotifyStateClear((task), tskDEFAULT_INDEX_TO_NOTIFY)
#define ulTaskNotifyValueClear(task, bits) \
    ulTaskGenericNotifyValueClear((task), tskDEFAULT_INDEX_TO_NOTIFY, (bits))

/* -- queues: queue.h -- */

typedef struct QueueDefinition *QueueHandle_t;
typedef struct QueueDefinition *QueueSetHandle_t;
typedef struct QueueDefinition *QueueSetMemberHandle_t;
typedef struct xSTATIC_QUEUE {
    void *reserved[20];
} StaticQueue_t;

#define queueSEND_TO_BACK ((BaseType_t)0)
#define queueSEND_TO_FRONT ((BaseType_t)1)
#define queueOVERWRITE ((BaseType_t)2)
#define queueQUEUE_TYPE_BASE ((uint8_t)0U)
#define queueQUEUE_TYPE_MUTEX ((uint8_t)1U)
#define queueQUEUE_TYPE_COUNTING_SEMAPHORE ((uint8_t)2U)
#define queueQUEUE_TYPE_BINARY_SEMAPHORE ((uint8_t)3U)
#define queueQUEUE_TYPE_RECURSIVE_MUTEX ((uint8_t)4U)

QueueHandle_t xQueueGenericCreate(UBaseType_t length, UBaseType_t item_size, uint8_t type);
QueueHandle_t xQueueGenericCreateStatic(
    UBaseType_t length, UBaseType_t item_size, uint8_t *storage, StaticQueue_t *queue, uint8_t type);
BaseType_t xQueueGenericSend(QueueHandle_t queue, const void *item, TickType_t ticks, BaseType_t position);
BaseType_t xQueueGenericSendFromISR(
    QueueHandle_t queue, const void *item, BaseType_t *woken, BaseType_t position);
BaseType_t xQueueReceive(QueueHandle_t queue, void *buffer, TickType_t ticks);
BaseType_t xQueueReceiveFromISR(QueueHandle_t queue, void *buffer, BaseType_t *woken);
BaseType_t xQueuePeek(QueueHandle_t queue, void *buffer, TickType_t ticks);
BaseType_t xQueuePeekFromISR(QueueHandle_t queue, void *buffer);
BaseType_t xQueueGenericReset(QueueHandle_t queue, BaseType_t is_new);
void vQueueDelete(QueueHandle_t queue);
UBaseType_t uxQueueMessagesWaiting(const QueueHandle_t queue);
UBaseType_t uxQueueMessagesWaitingFromISR(const QueueHandle_t queue);
UBaseType_t uxQueueSpacesAvailable(const QueueHandle_t queue);
BaseType_t xQueueIsQueueEmptyFromISR(const QueueHandle_t queue);
BaseType_t xQueueIsQueueFullFromISR(const QueueHandle_t queue);
void vQueueAddToRegistry(QueueHandle_t queue, const char *name);
void vQueueUnregisterQueue(QueueHandle_t queue);
QueueSetHandle_t xQueueCreateSet(UBaseType_t length);
BaseType_t xQueueAddToSet(QueueSetMemberHandle_t member, QueueSetHandle_t set);
BaseType_t xQueueRemoveFromSet(QueueSetMemberHandle_t member, QueueSetHandle_t set);
QueueSetMemberHandle_t xQueueSelectFromSet(QueueSetHandle_t set, TickType_t ticks);
QueueSetMemberHandle_t xQueueSelectFromSetFromISR(QueueSetHandle_t set);

#define xQueueCreate(length, item_size) xQueueGenericCreate((length), (item_size), queueQUEUE_TYPE_BASE)
#define xQueueCreateStatic(length, item_size, storage, queue) \
    xQueueGenericCreateStatic((length), (item_size), (storage), (queue), queueQUEUE_TYPE_BASE)
#define xQueueSend(queue, item, ticks) xQueueGenericSend((queue), (item), (ticks), queueSEND_TO_BACK)
#define xQueueSendToBack(queue, item, ticks) xQueueGenericSend((queue), (item), (ticks), queueSEND_TO_BACK)
#define xQueueSendToFront(queue, item, ticks) xQueueGenericSend((queue), (item), (ticks), queueSEND_TO_FRONT)
#define xQueueOverwrite(queue, item) xQueueGenericSend((queue), (item), 0, queueOVERWRITE)
#define xQueueSendFromISR(queue, item, woken) \
    xQueueGenericSendFromISR((queue), (item), (woken), queueSEND_TO_BACK)
#define xQueueSendToBackFromISR(queue, item, woken) \
    xQueueGenericSendFromISR((queue), (item), (woken), queueSEND_TO_BACK)
#define xQueueSendToFrontFromISR(queue, item, woken) \
    xQueueGenericSendFromISR((queue), (item), (woken), queueSEND_TO_FRONT)
#define xQueueOverwriteFromISR(queue, item, woken) \
    xQueueGenericSendFromISR((queue), (item), (woken), queueOVERWRITE)
#define xQueueReset(queue) xQueueGenericReset((queue), pdFALSE)

/* -- semaphores and mutexes: semphr.h -- */

typedef QueueHandle_t SemaphoreHandle_t;
typedef StaticQueue_t StaticSemaphore_t;

QueueHandle_t xQueueCreateMutex(uint8_t type);
QueueHandle_t xQueueCreateMutexStatic(uint8_t type, StaticQueue_t *queue);
QueueHandle_t xQueueCreateCountingSemaphore(UBaseType_t most, UBaseType_t initial);
QueueHandle_t xQueueCreateCountingSemaphoreStatic(
    UBaseType_t most, UBaseType_t initial, StaticQueue_t *queue);
BaseType_t xQueueSemaphoreTake(QueueHandle_t semaphore, TickType_t ticks);
BaseType_t xQueueGiveFromISR(QueueHandle_t semaphore, BaseType_t *woken);
BaseType_t xQueueTakeMutexRecursive(QueueHandle_t mutex, TickType_t ticks);
BaseType_t xQueueGiveMutexRecursive(QueueHandle_t mutex);
TaskHandle_t xQueueGetMutexHolder(QueueHandle_t mutex);

#define xSemaphoreCreateBinary() xQueueGenericCreate((UBaseType_t)1, 0, queueQUEUE_TYPE_BINARY_SEMAPHORE)
#define xSemaphoreCreateBinaryStatic(semaphore) \
    xQueueGenericCreateStatic((UBaseType_t)1, 0, NULL, (semaphore), queueQUEUE_TYPE_BINARY_SEMAPHORE)
#define xSemaphoreCreateMutex() xQueueCreateMutex(queueQUEUE_TYPE_MUTEX)
#define xSemaphoreCreateMutexStatic(mutex) xQueueCreateMutexStatic(queueQUEUE_TYPE_MUTEX, (mutex))
#define xSemaphoreCreateRecursiveMutex() xQueueCreateMutex(queueQUEUE_TYPE_RECURSIVE_MUTEX)
#define xSemaphoreCreateRecursiveMutexStatic(mutex) \
    xQueueCreateMutexStatic(queueQUEUE_TYPE_RECURSIVE_MUTEX, (mutex))
#define xSemaphoreCreateCounting(most, initial) xQueueCreateCountingSemaphore((most), (initial))
#define xSemaphoreCreateCountingStatic(most, initial, semaphore) \
    xQueueCreateCountingSemaphoreStatic((most), (initial), (semaphore))
#define vSemaphoreCreateBinary(semaphore) \
    do { \
        (semaphore) = xSemaphoreCreateBinary(); \
        if ((semaphore) != NULL) \
            (void)xSemaphoreGive((semaphore)); \
    } while (0)
#define xSemaphoreTake(semaphore, ticks) xQueueSemaphoreTake((semaphore), (ticks))
#define xSemaphoreTakeRecursive(mutex, ticks) xQueueTakeMutexRecursive((mutex), (ticks))
#define xSemaphoreGive(semaphore) \
    xQueueGenericSend((QueueHandle_t)(semaphore), NULL, (TickType_t)0, queueSEND_TO_BACK)
#define xSemaphoreGiveRecursive(mutex) xQueueGiveMutexRecursive((mutex))
#define xSemaphoreGiveFromISR(semaphore, woken) xQueueGiveFromISR((QueueHandle_t)(semaphore), (woken))
#define xSemaphoreTakeFromISR(semaphore, woken) \
    xQueueReceiveFromISR((QueueHandle_t)(semaphore), NULL, (woken))
#define vSemaphoreDelete(semaphore) vQueueDelete((QueueHandle_t)(semaphore))
#define xSemaphoreGetMutexHolder(mutex) xQueueGetMutexHolder((mutex))
#define uxSemaphoreGetCount(semaphore) uxQueueMessagesWaiting((QueueHandle_t)(semaphore))

/* -- timers: timers.h -- */

typedef struct tmrTimerControl *TimerHandle_t;
typedef void (*TimerCallbackFunction_t)(TimerHandle_t timer);
typedef void (*PendedFunction_t)(void *argument, uint32_t number);
typedef struct xSTATIC_TIMER {
    void *reserved[12];
} StaticTimer_t;

TimerHandle_t xTimerCreate(const char *name, TickType_t period, BaseType_t reload, void *id,
    TimerCallbackFunction_t callback);
TimerHandle_t xTimerCreateStatic(const char *name, TickType_t period, BaseType_t reload, void *id,
    TimerCallbackFunction_t callback, StaticTimer_t *buffer);
void *pvTimerGetTimerID(TimerHandle_t timer);
void vTimerSetTimerID(TimerHandle_t timer, void *id);
BaseType_t xTimerIsTimerActive(TimerHandle_t timer);
TickType_t xTimerGetPeriod(TimerHandle_t timer);
TickType_t xTimerGetExpiryTime(TimerHandle_t timer);
BaseType_t xTimerGenericCommandFromTask(
    TimerHandle_t timer, BaseType_t command, TickType_t value, BaseType_t *woken, TickType_t ticks);
BaseType_t xTimerGenericCommandFromISR(
    TimerHandle_t timer, BaseType_t command, TickType_t value, BaseType_t *woken, TickType_t ticks);
BaseType_t xTimerPendFunctionCall(
    PendedFunction_t function, void *argument, uint32_t number, TickType_t ticks);
BaseType_t xTimerPendFunctionCallFromISR(
    PendedFunction_t function, void *argument, uint32_t number, BaseType_t *woken);
#define xTimerStart(timer, ticks) \
    xTimerGenericCommandFromTask((timer), 1, xTaskGetTickCount(), NULL, (ticks))
#define xTimerReset(timer, ticks) \
    xTimerGenericCommandFromTask((timer), 2, xTaskGetTickCount(), NULL, (ticks))
#define xTimerStop(timer, ticks) xTimerGenericCommandFromTask((timer), 3, 0U, NULL, (ticks))
#define xTimerChangePeriod(timer, period, ticks) \
    xTimerGenericCommandFromTask((timer), 4, (period), NULL, (ticks))
#define xTimerDelete(timer, ticks) xTimerGenericCommandFromTask((timer), 5, 0U, NULL, (ticks))
#define xTimerStartFromISR(timer, woken) xTimerGenericCommandFromISR((timer), 6, 0U, (woken), 0U)
#define xTimerResetFromISR(timer, woken) xTimerGenericCommandFromISR((timer), 7, 0U, (woken), 0U)
#define xTimerStopFromISR(timer, woken) xTimerGenericCommandFromISR((timer), 8, 0U, (woken), 0U)
#define xTimerChangePeriodFromISR(timer, period, woken) \
    xTimerGenericCommandFromISR((timer), 9, (period), (woken), 0U)

/* -- event groups: event_groups.h -- */

typedef struct EventGroupDef_t *EventGroupHandle_t;
typedef struct xSTATIC_EVENT_GROUP {
    void *reserved[8];
} StaticEventGroup_t;

EventGroupHandle_t xEventGroupCreate(void);
EventGroupHandle_t xEventGroupCreateStatic(StaticEventGroup_t *buffer);
EventBits_t xEventGroupWaitBits(
    EventGroupHandle_t group, EventBits_t bits, BaseType_t clear, BaseType_t all, TickType_t ticks);
EventBits_t xEventGroupSetBits(EventGroupHandle_t group, EventBits_t bits);
BaseType_t xEventGroupSetBitsFromISR(EventGroupHandle_t group, EventBits_t bits, BaseType_t *woken);
EventBits_t xEventGroupClearBits(EventGroupHandle_t group, EventBits_t bits);
BaseType_t xEventGroupClearBitsFromISR(EventGroupHandle_t group, EventBits_t bits);
EventBits_t xEventGroupSync(
    EventGroupHandle_t group, EventBits_t set, EventBits_t wait, TickType_t ticks);
EventBits_t xEventGroupGetBitsFromISR(EventGroupHandle_t group);
void vEventGroupDelete(EventGroupHandle_t group);
#define xEventGroupGetBits(group) xEventGroupClearBits((group), 0)

/* -- stream and message buffers: stream_buffer.h, message_buffer.h -- */

typedef struct StreamBufferDef_t *StreamBufferHandle_t;
typedef StreamBufferHandle_t MessageBufferHandle_t;
typedef void (*StreamBufferCallbackFunction_t)(
    StreamBufferHandle_t buffer, BaseType_t in_isr, BaseType_t *woken);
typedef struct xSTATIC_STREAM_BUFFER {
    void *reserved[10];
} StaticStreamBuffer_t;
typedef StaticStreamBuffer_t StaticMessageBuffer_t;

#define sbTYPE_STREAM_BUFFER ((BaseType_t)0)
#define sbTYPE_MESSAGE_BUFFER ((BaseType_t)1)

StreamBufferHandle_t xStreamBufferGenericCreate(size_t size, size_t trigger, BaseType_t type,
    StreamBufferCallbackFunction_t sent, StreamBufferCallbackFunction_t received);
StreamBufferHandle_t xStreamBufferGenericCreateStatic(size_t size, size_t trigger, BaseType_t type,
    uint8_t *storage, StaticStreamBuffer_t *buffer, StreamBufferCallbackFunction_t sent,
    StreamBufferCallbackFunction_t received);
size_t xStreamBufferSend(StreamBufferHandle_t buffer, const void *data, size_t length, TickType_t ticks);
size_t xStreamBufferSendFromISR(
    StreamBufferHandle_t buffer, const void *data, size_t length, BaseType_t *woken);
size_t xStreamBufferReceive(StreamBufferHandle_t buffer, void *data, size_t length, TickType_t ticks);
size_t xStreamBufferReceiveFromISR(
    StreamBufferHandle_t buffer, void *data, size_t length, BaseType_t *woken);
void vStreamBufferDelete(StreamBufferHandle_t buffer);
BaseType_t xStreamBufferReset(StreamBufferHandle_t buffer);
BaseType_t xStreamBufferResetFromISR(StreamBufferHandle_t buffer);
BaseType_t xStreamBufferIsFull(StreamBufferHandle_t buffer);
BaseType_t xStreamBufferIsEmpty(StreamBufferHandle_t buffer);
size_t xStreamBufferSpacesAvailable(StreamBufferHandle_t buffer);
size_t xStreamBufferBytesAvailable(StreamBufferHandle_t buffer);
BaseType_t xStreamBufferSetTriggerLevel(StreamBufferHandle_t buffer, size_t trigger);
size_t xStreamBufferNextMessageLengthBytes(StreamBufferHandle_t buffer);

#define xStreamBufferCreate(size, trigger) \
    xStreamBufferGenericCreate((size), (trigger), sbTYPE_STREAM_BUFFER, NULL, NULL)
#define xStreamBufferCreateStatic(size, trigger, storage, buffer) \
    xStreamBufferGenericCreateStatic( \
        (size), (trigger), sbTYPE_STREAM_BUFFER, (storage), (buffer), NULL, NULL)
#define xMessageBufferCreate(size) \
    xStreamBufferGenericCreate((size), (size_t)0, sbTYPE_MESSAGE_BUFFER, NULL, NULL)
#define xMessageBufferCreateStatic(size, storage, buffer) \
    xStreamBufferGenericCreateStatic( \
        (size), 0, sbTYPE_MESSAGE_BUFFER, (storage), (buffer), NULL, NULL)
#define xMessageBufferSend(buffer, data, length, ticks) \
    xStreamBufferSend((buffer), (data), (length), (ticks))
#define xMessageBufferSendFromISR(buffer, data, length, woken) \
    xStreamBufferSendFromISR((buffer), (data), (length), (woken))
#define xMessageBufferReceive(buffer, data, length, ticks) \
    xStreamBufferReceive((buffer), (data), (length), (ticks))
#define xMessageBufferReceiveFromISR(buffer, data, length, woken) \
    xStreamBufferReceiveFromISR((buffer), (data), (length), (woken))
#define vMessageBufferDelete(buffer) vStreamBufferDelete(buffer)
#define xMessageBufferReset(buffer) xStreamBufferReset(buffer)
#define xMessageBufferIsFull(buffer) xStreamBufferIsFull(buffer)
#define xMessageBufferIsEmpty(buffer) xStreamBufferIsEmpty(buffer)
#define xMessageBufferSpacesAvailable(buffer) xStreamBufferSpacesAvailable(buffer)

#ifdef __cplusplus
}
#endif

#endif
