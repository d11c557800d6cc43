/* As leaky_log_stream, but lines that find no room within a second are lost. */
#include "FreeRTOS.h"
#include "message_buffer.h"
#include "task.h"

static MessageBufferHandle_t lines;

int sense(char *line, int size);
int push_to_page(const char *line, size_t length);

static void sense_task(void *argument)
{
    char line[64];
    (void)argument;
    for (;;) {
        int length = sense(line, sizeof line);
        xMessageBufferSend(lines, line, (size_t)length, pdMS_TO_TICKS(1000));
    }
}

static void page_task(void *argument)
{
    char line[64];
    size_t length;
    (void)argument;
    do
        length = xMessageBufferReceive(lines, line, sizeof line, portMAX_DELAY);
    while (push_to_page(line, length) == 0);
    vTaskDelete(NULL);
}

int main(void)
{
    lines = xMessageBufferCreate(512);
    xTaskCreate(sense_task, "sense", 256, NULL, 2, NULL);
    xTaskCreate(page_task, "page", 256, NULL, 1, NULL);
    vTaskStartScheduler();
    return 0;
}
