/* ESP-IDF's ring buffers: esp_ringbuf, "FreeRTOS (Supplemental Features)". */
#ifndef CHANLINT_RINGBUF_H
#define CHANLINT_RINGBUF_H

#include "freertos/idf.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef void *RingbufHandle_t;
typedef enum { RINGBUF_TYPE_NOSPLIT, RINGBUF_TYPE_ALLOWSPLIT, RINGBUF_TYPE_BYTEBUF, RINGBUF_TYPE_MAX } RingbufferType_t;
typedef struct xSTATIC_RINGBUFFER {
    void *reserved[32];
} StaticRingbuffer_t;

RingbufHandle_t xRingbufferCreate(size_t size, RingbufferType_t type);
RingbufHandle_t xRingbufferCreateNoSplit(size_t item_size, size_t items);
RingbufHandle_t xRingbufferCreateStatic(
    size_t size, RingbufferType_t type, uint8_t *storage, StaticRingbuffer_t *buffer);
RingbufHandle_t xRingbufferCreateWithCaps(size_t size, RingbufferType_t type, uint32_t caps);
BaseType_t xRingbufferSend(RingbufHandle_t ring, const void *item, size_t size, TickType_t ticks);
BaseType_t xRingbufferSendFromISR(RingbufHandle_t ring, const void *item, size_t size, BaseType_t *woken);
BaseType_t xRingbufferSendAcquire(RingbufHandle_t ring, void **item, size_t size, TickType_t ticks);
BaseType_t xRingbufferSendComplete(RingbufHandle_t ring, void *item);
void *xRingbufferReceive(RingbufHandle_t ring, size_t *size, TickType_t ticks);
void *xRingbufferReceiveFromISR(RingbufHandle_t ring, size_t *size);
BaseType_t xRingbufferReceiveSplit(RingbufHandle_t ring, void **head, void **tail, size_t *head_size,
    size_t *tail_size, TickType_t ticks);
void *xRingbufferReceiveUpTo(RingbufHandle_t ring, size_t *size, TickType_t ticks, size_t most);
void *xRingbufferReceiveUpToFromISR(RingbufHandle_t ring, size_t *size, size_t most);
void vRingbufferReturnItem(RingbufHandle_t ring, void *item);
void vRingbufferReturnItemFromISR(RingbufHandle_t ring, void *item, BaseType_t *woken);
void vRingbufferDelete(RingbufHandle_t ring);
void vRingbufferDeleteWithCaps(RingbufHandle_t ring);
void vRingbufferReset(RingbufHandle_t ring);
size_t xRingbufferGetMaxItemSize(RingbufHandle_t ring);
size_t xRingbufferGetCurFreeSize(RingbufHandle_t ring);
BaseType_t xRingbufferAddToQueueSetRead(RingbufHandle_t ring, QueueSetHandle_t set);
void vRingbufferGetInfo(RingbufHandle_t ring, UBaseType_t *free_at, UBaseType_t *read_at, UBaseType_t *write_at,
    UBaseType_t *acquired_at, UBaseType_t *waiting);

#ifdef __cplusplus
}
#endif

#endif
