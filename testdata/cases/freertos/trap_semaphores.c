/* A mutex, a recursive mutex and a binary semaphore that an interrupt gives: none of them is a channel. */
#include "FreeRTOS.h"
#include "semphr.h"
#include "task.h"

static SemaphoreHandle_t bus, tree, ready;
static int transfers, nodes;

void start_transfer(void);

void transfer_done_isr(void)
{
    BaseType_t woken = pdFALSE;
    xSemaphoreGiveFromISR(ready, &woken);
    portYIELD_FROM_ISR(woken);
}

static void add_node(void)
{
    xSemaphoreTakeRecursive(tree, portMAX_DELAY);
    nodes++;
    xSemaphoreGiveRecursive(tree);
}

static void transfer_task(void *argument)
{
    (void)argument;
    for (;;) {
        xSemaphoreTake(bus, portMAX_DELAY);
        start_transfer();
        xSemaphoreTake(ready, portMAX_DELAY);
        transfers++;
        xSemaphoreGive(bus);
        add_node();
    }
}

int main(void)
{
    bus = xSemaphoreCreateMutex();
    tree = xSemaphoreCreateRecursiveMutex();
    ready = xSemaphoreCreateBinary();
    xTaskCreate(transfer_task, "transfer", 128, NULL, 1, NULL);
    xTaskCreate(transfer_task, "transfer", 128, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
