/* The sampler of leaky_telemetry, which the connection's task deletes before it leaves. */
#include "FreeRTOS.h"
#include "queue.h"
#include "task.h"

struct sample {
    uint32_t at;
    int16_t value;
};

struct client {
    int socket;
    QueueHandle_t samples;
};

int accept_client(void);
int read_sensor(void);
int send_sample(int socket, const struct sample *sample);

static void sampler(void *argument)
{
    struct client *client = argument;
    for (;;) {
        struct sample sample = {xTaskGetTickCount(), (int16_t)read_sensor()};
        xQueueSend(client->samples, &sample, portMAX_DELAY);
        vTaskDelay(pdMS_TO_TICKS(10));
    }
}

static void serve(int socket)
{
    struct client *client = pvPortMalloc(sizeof *client);
    struct sample sample;
    TaskHandle_t task;
    client->socket = socket;
    client->samples = xQueueCreate(8, sizeof sample);
    xTaskCreate(sampler, "sampler", 256, client, tskIDLE_PRIORITY + 1, &task);
    while (xQueueReceive(client->samples, &sample, portMAX_DELAY) == pdTRUE)
        if (send_sample(socket, &sample) < 0)
            break;
    vTaskDelete(task);
    vQueueDelete(client->samples);
    vPortFree(client);
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
