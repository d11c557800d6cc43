/* As leaky_slots, but what finds no slot within 20 ms is lost. */
#include "FreeRTOS.h"
#include "semphr.h"
#include "task.h"

enum { SLOTS = 8 };

static SemaphoreHandle_t slots, items;
static int ring[SLOTS], head, tail;

int read_adc(void);
int record(int value);

static void ring_put(int value)
{
    if (xSemaphoreTake(slots, pdMS_TO_TICKS(20)) != pdTRUE)
        return;
    ring[head] = value;
    head = (head + 1) % SLOTS;
    xSemaphoreGive(items);
}

static int ring_get(void)
{
    xSemaphoreTake(items, portMAX_DELAY);
    int value = ring[tail];
    tail = (tail + 1) % SLOTS;
    xSemaphoreGive(slots);
    return value;
}

static void sample_task(void *argument)
{
    (void)argument;
    for (;;)
        ring_put(read_adc());
}

static void record_task(void *argument)
{
    (void)argument;
    while (record(ring_get()) == 0)
        ;
    vTaskDelete(NULL);
}

int main(void)
{
    slots = xSemaphoreCreateCounting(SLOTS, SLOTS);
    items = xSemaphoreCreateCounting(SLOTS, 0);
    xTaskCreate(sample_task, "sample", 128, NULL, 2, NULL);
    xTaskCreate(record_task, "record", 128, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
