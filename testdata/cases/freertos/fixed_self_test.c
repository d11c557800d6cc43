/* As leaky_self_test, but the display's task goes on without its panel. */
#include "FreeRTOS.h"
#include "queue.h"
#include "task.h"

static QueueHandle_t readings;

int read_adc(void);
int panel_show(int reading);

static void adc_task(void *argument)
{
    (void)argument;
    for (;;) {
        int reading = read_adc();
        xQueueSendToFront(readings, &reading, portMAX_DELAY); // EXPECT note blocking-send: the display stays
    }
}

static void display_task(void *argument)
{
    int reading, broken = 0;
    (void)argument;
    for (;;) {
        xQueueReceive(readings, &reading, portMAX_DELAY);
        if (!broken && panel_show(reading) != 0)
            broken = 1;
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
