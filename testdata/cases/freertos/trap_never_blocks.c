/* Sends that nobody receives, and that never wait: overwriting, from an interrupt, without ticks, giving. */
#include "FreeRTOS.h"
#include "message_buffer.h"
#include "queue.h"
#include "semphr.h"
#include "task.h"

static QueueHandle_t latest, events;
static MessageBufferHandle_t log_lines;
static SemaphoreHandle_t done;

int read_key(void);

void key_isr(void)
{
    BaseType_t woken = pdFALSE;
    int key = read_key();
    xQueueSendFromISR(events, &key, &woken);
    xSemaphoreGiveFromISR(done, &woken);
    portYIELD_FROM_ISR(woken);
}

static void key_task(void *argument)
{
    (void)argument;
    for (;;) {
        int key = read_key();
        xQueueOverwrite(latest, &key);
        xQueueSend(events, &key, 0);
        xMessageBufferSend(log_lines, &key, sizeof key, 0);
        xSemaphoreGive(done);
        vTaskDelay(1);
    }
}

int main(void)
{
    latest = xQueueCreate(1, sizeof(int));
    events = xQueueCreate(4, sizeof(int));
    log_lines = xMessageBufferCreate(128);
    done = xSemaphoreCreateBinary();
    xTaskCreate(key_task, "key", 128, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
