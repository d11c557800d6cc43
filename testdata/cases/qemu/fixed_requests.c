/* The same with a device that says it has stopped, and wakes all who wait for room. */
#include <qemu/coroutine.h>
#include <stdlib.h>

struct device {
    CoMutex lock;
    CoQueue room, some;
    void *requests[8];
    int n;
    bool stopped;
};
void *next_request(void);
bool submit(void *request);

static bool coroutine_fn device_push(struct device *device, void *request)
{
    qemu_co_mutex_lock(&device->lock);
    while (device->n == 8 && !device->stopped)
        qemu_co_queue_wait(&device->room, &device->lock);
    bool going = !device->stopped;
    if (going)
        device->requests[device->n++] = request;
    qemu_co_queue_next(&device->some);
    qemu_co_mutex_unlock(&device->lock);
    return going;
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
    while (device_push(opaque, next_request())) // SEES forever send
        ;
}

static void coroutine_fn run(void *opaque)
{
    struct device *device = opaque;
    while (submit(device_pop(opaque))) // SEES forever receive
        ;
    qemu_co_mutex_lock(&device->lock);
    device->stopped = true;
    qemu_co_queue_restart_all(&device->room); // SEES signal
    qemu_co_mutex_unlock(&device->lock);
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
