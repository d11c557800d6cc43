/* A request carries the queue for its answer, a block at a time. Who asks gives up after a second, and the server waits
 * with the second block. */
#include "FreeRTOS.h"
#include "queue.h"
#include "task.h"

struct request {
    int key;
    QueueHandle_t answers;
};

static QueueHandle_t requests;

int look_up(int key, int block);
int next_key(void);
void use(int value);

static void flash_task(void *argument)
{
    struct request request;
    (void)argument;
    for (;;) {
        xQueueReceive(requests, &request, portMAX_DELAY);
        for (int block = 0; block < 4; block++) {
            int value = look_up(request.key, block);
            xQueueSend(request.answers, &value, portMAX_DELAY); // EXPECT error blocking-send: who asked has given up
        }
    }
}

static void ask(int key)
{
    struct request request = {key, xQueueCreate(1, sizeof(int))};
    int value;
    xQueueSend(requests, &request, portMAX_DELAY); // EXPECT note blocking-send: the server stays
    for (int block = 0; block < 4; block++) {
        if (xQueueReceive(request.answers, &value, pdMS_TO_TICKS(1000)) != pdTRUE)
            return;
        use(value);
    }
    vQueueDelete(request.answers);
}

static void ask_task(void *argument)
{
    (void)argument;
    for (;;)
        ask(next_key());
}

int main(void)
{
    requests = xQueueCreate(4, sizeof(struct request));
    xTaskCreate(flash_task, "flash", 256, NULL, 2, NULL);
    xTaskCreate(ask_task, "ask", 256, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
