/* Queues are in memory of the firmware's own heap, a list of free blocks: that makes them not one. The log's task stays
 * with its queue, while a connection leaves the queue of its own, into which nobody waits to send. */
#include "FreeRTOS.h"
#include "queue.h"
#include "task.h"

#include <stdlib.h>

struct lines {
    StaticQueue_t container;
    uint8_t storage[16];
};

static struct lines *log_lines;

int accept_client(void);
int next_line(void);
void write_line(int line);
int push_line(int socket, int line);

static struct lines *lines_alloc(void)
{
    struct lines *lines = malloc(sizeof *lines);
    xQueueCreateStatic(4, sizeof(int), lines->storage, &lines->container);
    return lines;
}

static void log_task(void *argument)
{
    int line;
    (void)argument;
    for (;;)
        if (xQueueReceive((QueueHandle_t)log_lines, &line, portMAX_DELAY) == pdTRUE)
            write_line(line);
}

static void serve(int socket)
{
    struct lines *mine = lines_alloc();
    int line = next_line();
    xQueueSend((QueueHandle_t)mine, &line, 0);
    xQueueSend((QueueHandle_t)log_lines, &line, portMAX_DELAY); // EXPECT note blocking-send: the log's task stays
    while (xQueueReceive((QueueHandle_t)mine, &line, pdMS_TO_TICKS(10)) == pdTRUE)
        if (push_line(socket, line) < 0)
            break;
    free(mine);
}

static void serve_task(void *argument)
{
    (void)argument;
    for (;;)
        serve(accept_client());
}

int main(void)
{
    log_lines = lines_alloc();
    xTaskCreate(log_task, "log", 256, NULL, 1, NULL);
    xTaskCreate(serve_task, "serve", 256, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
