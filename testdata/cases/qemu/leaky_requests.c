/* A coroutine queues requests, eight at most, and sleeps on a CoQueue when there is no room. The device takes requests
 * until one fails, and does not wake the queue again. */
#include <qemu/coroutine.h>
#include <stdlib.h>

struct device {
    CoMutex lock;
    CoQueue room, some;
    void *requests[8];
    int n;
};
void *next_request(void);
bool submit(void *request);

static void coroutine_fn device_push(struct device *device, void *request)
{
    qemu_co_mutex_lock(&device->lock);
    while (device->n == 8)
        qemu_co_queue_wait(&device->room, &device->lock);
    device->requests[device->n++] = request;
    qemu_co_queue_next(&device->some);
    qemu_co_mutex_unlock(&device->lock);
}

static void *coroutine_fn device_pop(struct device *device)
{
    qemu_co_mutex_lock(&device->lock);
    while (device->n == 0)
        qemu_co_queue_wait(&device->some, &device->lock);
    void *request = device->requests[--device->n];
    qemu_co_queue_next(&device->room);
    qemu_co_mutex_unlock(&device->lock);
    return request;
}

static void coroutine_fn feed(void *opaque)
{
    void *request;
    while ((request = next_request()))
        device_push(opaque, request); // EXPECT error blocking-send: the device stops at a failed request
}

static void coroutine_fn run(void *opaque)
{
    while (submit(device_pop(opaque))) // SEES forever receive
        ;
}

void device_start(void)
{
    struct device *device = calloc(1, sizeof *device);
    qemu_coroutine_enter(qemu_coroutine_create(feed, device)); // SEES spawn
    qemu_coroutine_enter(qemu_coroutine_create(run, device));
}

int main(void)
{
    for (;;)
        device_start();
}
