/* The display's task ends itself when the panel does not answer, and the sampling task fills the queue. */
#include "FreeRTOS.h"
#include "queue.h"
#include "task.h"

static QueueHandle_t readings;

int read_adc(void);
int panel_init(void);
int panel_show(int reading);

static void adc_task(void *argument)
{
    (void)argument;
    for (;;) {
        int reading = read_adc();
        xQueueSendToFront(readings, &reading, portMAX_DELAY); // EXPECT error blocking-send: the display ends itself
    }
}

static void display_task(void *argument)
{
    int reading;
    (void)argument;
    for (;;) {
        xQueueReceive(readings, &reading, portMAX_DELAY);
        if (panel_show(reading) != 0)
            vTaskDelete(NULL);
    }
}

int main(void)
{
    readings = xQueueCreate(4, sizeof(int));
    xTaskCreate(adc_task, "adc", configMINIMAL_STACK_SIZE, NULL, 2, NULL);
    xTaskCreate(display_task, "display", configMINIMAL_STACK_SIZE, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
