/* As leaky_stream, but the player deletes the decoder's task when it stops. */
#include "freertos/FreeRTOS.h"
#include "freertos/ringbuf.h"
#include "freertos/task.h"

static RingbufHandle_t pcm;
static TaskHandle_t decoding;

int decode(uint8_t *frame, size_t size);
int i2s_write_frame(const void *frame, size_t size);

static void decoder(void *argument)
{
    uint8_t frame[512];
    (void)argument;
    while (decode(frame, sizeof frame) > 0)
        xRingbufferSend(pcm, frame, sizeof frame, portMAX_DELAY);
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
    vTaskDelete(decoding);
    vTaskDelete(NULL);
}

void app_main(void)
{
    pcm = xRingbufferCreate(4096, RINGBUF_TYPE_NOSPLIT);
    xTaskCreatePinnedToCore(decoder, "decoder", 4096, NULL, 5, &decoding, 1);
    xTaskCreate(player, "player", 4096, NULL, 6, NULL);
}
