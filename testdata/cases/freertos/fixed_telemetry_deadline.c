/* The sampler of leaky_telemetry gives up when there is no room within 100 ms, and ends. */
#include "FreeRTOS.h"
#include "queue.h"
#include "task.h"

struct client {
    int socket;
    QueueHandle_t samples;
};

int accept_client(void);
int read_sensor(void);
int send_sample(int socket, int sample);

static void sampler(void *argument)
{
    struct client *client = argument;
    for (;;) {
        int sample = read_sensor();
        if (xQueueSend(client->samples, &sample, pdMS_TO_TICKS(100)) == errQUEUE_FULL)
            break;
        vTaskDelay(pdMS_TO_TICKS(10));
    }
    vTaskDelete(NULL);
}

static void serve(int socket)
{
    struct client *client = pvPortMalloc(sizeof *client);
    int sample;
    client->samples = xQueueCreate(8, sizeof sample);
    xTaskCreate(sampler, "sampler", 256, client, 1, NULL);
    while (xQueueReceive(client->samples, &sample, portMAX_DELAY) == pdTRUE)
        if (send_sample(socket, sample) < 0)
            break;
}

static void server(void *argument)
{
    (void)argument;
    for (;;)
        serve(accept_client());
}

int main(void)
{
    xTaskCreate(server, "server", 512, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
