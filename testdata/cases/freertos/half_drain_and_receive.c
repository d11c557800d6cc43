/* Besides the writer, which stays, the driver empties the queue when it is reset: that it takes no more then says
 * nothing. */
#include "FreeRTOS.h"
#include "queue.h"
#include "task.h"

static QueueHandle_t packets;

int next_packet(void);
void transmit(int packet);
int link_is_reset(void);

static void drain(void)
{
    int packet;
    while (xQueueReceive(packets, &packet, 0) == pdTRUE)
        if (link_is_reset())
            break;
    xQueueReset(packets);
}

static void packet_task(void *argument)
{
    (void)argument;
    for (;;) {
        int packet = next_packet();
        xQueueSend(packets, &packet, portMAX_DELAY); // EXPECT note blocking-send: the writer stays
    }
}

static void writer_task(void *argument)
{
    int packet;
    (void)argument;
    for (;;) {
        if (link_is_reset())
            drain();
        xQueueReceive(packets, &packet, portMAX_DELAY);
        transmit(packet);
    }
}

int main(void)
{
    packets = xQueueCreate(8, sizeof(int));
    xTaskCreate(packet_task, "packet", 128, NULL, 1, NULL);
    xTaskCreate(writer_task, "writer", 128, NULL, 2, NULL);
    vTaskStartScheduler();
    return 0;
}
