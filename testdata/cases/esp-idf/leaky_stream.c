/* A stream's task decodes into a ring buffer, on the other core. The player stops at the first write error, and the
 * decoder waits for room. */
#include "freertos/FreeRTOS.h"
#include "freertos/ringbuf.h"
#include "freertos/task.h"

static RingbufHandle_t pcm;

int decode(uint8_t *frame, size_t size);
int i2s_write_frame(const void *frame, size_t size);

static void decoder(void *argument)
{
    uint8_t frame[512];
    (void)argument;
    while (decode(frame, sizeof frame) > 0)
        xRingbufferSend(pcm, frame, sizeof frame, portMAX_DELAY); // EXPECT error blocking-send: the player has stopped
    vTaskDelete(NULL);
}

static void player(void *argument)
{
    (void)argument;
    for (;;) {
        size_t size;
        void *frame = xRingbufferReceive(pcm, &size, portMAX_DELAY);
        int written = i2s_write_frame(frame, size);
        vRingbufferReturnItem(pcm, frame);
        if (written < 0)
            break;
    }
    vTaskDelete(NULL);
}

void app_main(void)
{
    pcm = xRingbufferCreate(4096, RINGBUF_TYPE_NOSPLIT);
    xTaskCreatePinnedToCore(decoder, "decoder", 4096, NULL, 5, NULL, 1);
    xTaskCreate(player, "player", 4096, NULL, 6, NULL);
}
