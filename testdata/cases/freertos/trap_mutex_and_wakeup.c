/* A mutex is held while an LED sequence is stored, and the LED's task is woken: the mutex counts no room. */
#include "FreeRTOS.h"
#include "semphr.h"
#include "task.h"

static SemaphoreHandle_t mutex, wake;
static int sequence[4], length;

int battery_level(void);
void show(int colour);

static void set_sequence(int colour)
{
    xSemaphoreTake(mutex, portMAX_DELAY);
    sequence[length] = colour;
    length = (length + 1) % 4;
    xSemaphoreGive(wake);
    xSemaphoreGive(mutex);
}

static void power_task(void *argument)
{
    (void)argument;
    for (;;)
        set_sequence(battery_level());
}

static void led_task(void *argument)
{
    (void)argument;
    for (;;) {
        xSemaphoreTake(wake, portMAX_DELAY);
        length = 0;
        xSemaphoreTake(mutex, portMAX_DELAY);
        show(sequence[0]);
        xSemaphoreGive(mutex);
    }
}

int main(void)
{
    mutex = xSemaphoreCreateMutex();
    wake = xSemaphoreCreateBinary();
    xTaskCreate(power_task, "power", 128, NULL, 2, NULL);
    xTaskCreate(led_task, "led", 128, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
