/* The control task holds the recursive mutex of the settings when it sends; the motor's task takes it before each
 * receive. */
#include "FreeRTOS.h"
#include "queue.h"
#include "semphr.h"
#include "task.h"

static SemaphoreHandle_t settings;
static QueueHandle_t steps;
static int gain;

int next_step(void);
void drive(int step);

static void control_task(void *argument)
{
    (void)argument;
    for (;;) {
        int step = next_step();
        xSemaphoreTakeRecursive(settings, portMAX_DELAY);
        step *= gain;
        xQueueSend(steps, &step, portMAX_DELAY); // EXPECT error send-under-lock: the motor takes the mutex first
        xSemaphoreGiveRecursive(settings);
    }
}

static void motor_task(void *argument)
{
    int step;
    (void)argument;
    for (;;) {
        xSemaphoreTakeRecursive(settings, portMAX_DELAY);
        int limit = gain * 10;
        xSemaphoreGiveRecursive(settings);
        xQueueReceive(steps, &step, portMAX_DELAY);
        drive(step < limit ? step : limit);
    }
}

int main(void)
{
    settings = xSemaphoreCreateRecursiveMutex();
    steps = xQueueCreate(2, sizeof(int));
    xTaskCreate(control_task, "control", 128, NULL, 2, NULL);
    xTaskCreate(motor_task, "motor", 128, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
