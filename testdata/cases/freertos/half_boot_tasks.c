/* Two tasks that are started at boot and loop for life: the one blocks while the other is slow, and no longer. */
#include "FreeRTOS.h"
#include "queue.h"
#include "task.h"

static QueueHandle_t readings;

int read_adc(void);
void show(int reading);

static void adc_task(void *argument)
{
    (void)argument;
    for (;;) {
        int reading = read_adc();
        xQueueSendToBack(readings, &reading, portMAX_DELAY); // EXPECT note blocking-send: the display stays
    }
}

static void display_task(void *argument)
{
    int reading;
    (void)argument;
    for (;;)
        if (xQueueReceive(readings, &reading, portMAX_DELAY) == pdPASS)
            show(reading);
}

int main(void)
{
    readings = xQueueCreate(4, sizeof(int));
    xTaskCreate(adc_task, "adc", configMINIMAL_STACK_SIZE, NULL, 2, NULL);
    xTaskCreate(display_task, "display", configMINIMAL_STACK_SIZE, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
