/* FreeRTOS as ESP-IDF has it: on two cores, under other paths, and with additions (idf_additions.h, portmacro.h). */
#ifndef CHANLINT_IDF_H
#define CHANLINT_IDF_H

#include <FreeRTOS.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    uint32_t owner;
    uint32_t count;
} portMUX_TYPE;
#define portMUX_INITIALIZER_UNLOCKED {0, 0}
#define portMUX_INITIALIZE(mux) ((void)(mux))
#define portENTER_CRITICAL_ISR(...) ((void)0)
#define portEXIT_CRITICAL_ISR(...) ((void)0)
#define portENTER_CRITICAL_SAFE(...) ((void)0)
#define portEXIT_CRITICAL_SAFE(...) ((void)0)
#define portTRY_ENTER_CRITICAL(...) 1
#define portNUM_PROCESSORS 2

typedef void (*TlsDeleteCallbackFunction_t)(int, void *);

BaseType_t xTaskCreatePinnedToCore(TaskFunction_t body, const char *name, uint32_t depth, void *argument,
    UBaseType_t priority, TaskHandle_t *created, BaseType_t core);
TaskHandle_t xTaskCreateStaticPinnedToCore(TaskFunction_t body, const char *name, uint32_t depth,
    void *argument, UBaseType_t priority, StackType_t *stack, StaticTask_t *buffer, BaseType_t core);
BaseType_t xTaskCreatePinnedToCoreWithCaps(TaskFunction_t body, const char *name, uint32_t depth,
    void *argument, UBaseType_t priority, TaskHandle_t *created, BaseType_t core, uint32_t caps);
BaseType_t xTaskCreateWithCaps(TaskFunction_t body, const char *name, uint32_t depth, void *argument,
    UBaseType_t priority, TaskHandle_t *created, uint32_t caps);
void vTaskDeleteWithCaps(TaskHandle_t task);
QueueHandle_t xQueueCreateWithCaps(UBaseType_t length, UBaseType_t item_size, uint32_t caps);
void vQueueDeleteWithCaps(QueueHandle_t queue);
SemaphoreHandle_t xSemaphoreGenericCreateWithCaps(
    UBaseType_t most, UBaseType_t initial, uint8_t type, uint32_t caps);
#define xSemaphoreCreateBinaryWithCaps(caps) \
    xSemaphoreGenericCreateWithCaps(1, 0, queueQUEUE_TYPE_BINARY_SEMAPHORE, (caps))
#define xSemaphoreCreateMutexWithCaps(caps) \
    xSemaphoreGenericCreateWithCaps(0, 0, queueQUEUE_TYPE_MUTEX, (caps))
void vSemaphoreDeleteWithCaps(SemaphoreHandle_t semaphore);
StreamBufferHandle_t xStreamBufferGenericCreateWithCaps(
    size_t size, size_t trigger, BaseType_t type, uint32_t caps);
#define xStreamBufferCreateWithCaps(size, trigger, caps) \
    xStreamBufferGenericCreateWithCaps((size), (trigger), sbTYPE_STREAM_BUFFER, (caps))
#define xMessageBufferCreateWithCaps(size, caps) \
    xStreamBufferGenericCreateWithCaps((size), (size_t)0, sbTYPE_MESSAGE_BUFFER, (caps))
void vStreamBufferGenericDeleteWithCaps(StreamBufferHandle_t buffer, BaseType_t is_message);
#define vStreamBufferDeleteWithCaps(buffer) vStreamBufferGenericDeleteWithCaps((buffer), pdFALSE)

BaseType_t xPortGetCoreID(void);
#define xTaskGetCoreID xTaskGetAffinity
BaseType_t xTaskGetAffinity(TaskHandle_t task);
TaskHandle_t xTaskGetCurrentTaskHandleForCore(BaseType_t core);
TaskHandle_t xTaskGetIdleTaskHandleForCPU(UBaseType_t core);
bool xPortInIsrContext(void);
bool xPortCanYield(void);

#ifdef __cplusplus
}
#endif

#endif
