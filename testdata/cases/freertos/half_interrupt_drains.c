/* The transmitter's interrupt takes from the queue whenever the line is free: it has no loop that it could leave. */
#include "FreeRTOS.h"
#include "queue.h"
#include "task.h"

static QueueHandle_t bytes;

int next_byte(void);
void uart_write(uint8_t byte);
void register_handler(void (*handler)(void));

static void uart_isr(void)
{
    BaseType_t woken = pdFALSE;
    uint8_t byte;
    for (int i = 0; i < 16 && xQueueReceiveFromISR(bytes, &byte, &woken) == pdTRUE; i++)
        uart_write(byte);
    portYIELD_FROM_ISR(woken);
}

static void talk_task(void *argument)
{
    (void)argument;
    for (;;) {
        uint8_t byte = (uint8_t)next_byte();
        xQueueSend(bytes, &byte, portMAX_DELAY); // EXPECT note blocking-send: the interrupt comes again
    }
}

int main(void)
{
    bytes = xQueueCreate(64, 1);
    register_handler(uart_isr);
    xTaskCreate(talk_task, "talk", 128, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
