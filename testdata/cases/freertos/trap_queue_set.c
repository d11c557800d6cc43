/* The receiver waits for a set, and takes from the member that the set names: by comparing it, or as it comes. */
#include "FreeRTOS.h"
#include "queue.h"
#include "task.h"

static QueueHandle_t keys, touches;
static QueueSetHandle_t inputs;

int read_key(void);
int read_touch(void);
void handle(int input);

static void key_task(void *argument)
{
    (void)argument;
    for (;;) {
        int key = read_key();
        xQueueSend(keys, &key, portMAX_DELAY); // EXPECT note blocking-send: the receiver stays
    }
}

static void touch_task(void *argument)
{
    (void)argument;
    for (;;) {
        int touch = read_touch();
        xQueueSend(touches, &touch, portMAX_DELAY); // EXPECT note blocking-send: the receiver stays
    }
}

static void input_task(void *argument)
{
    int input;
    (void)argument;
    for (;;) {
        QueueSetMemberHandle_t active = xQueueSelectFromSet(inputs, portMAX_DELAY);
        if (active == keys && xQueueReceive(keys, &input, 0) == pdTRUE)
            handle(input);
        else if (active && xQueueReceive(active, &input, 0) == pdTRUE)
            handle(input);
    }
}

int main(void)
{
    keys = xQueueCreate(2, sizeof(int));
    touches = xQueueCreate(2, sizeof(int));
    inputs = xQueueCreateSet(4);
    xQueueAddToSet(keys, inputs);
    xQueueAddToSet(touches, inputs);
    xTaskCreate(key_task, "key", 128, NULL, 1, NULL);
    xTaskCreate(touch_task, "touch", 128, NULL, 1, NULL);
    xTaskCreate(input_task, "input", 128, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
