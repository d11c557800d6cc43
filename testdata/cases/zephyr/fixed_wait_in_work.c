/* As leaky_wait_in_work, but the uploader closes the pipe when it ends: what waits to write fails, and stops. */
#include <zephyr/kernel.h>

K_PIPE_DEFINE(trace, 256, 4);

int read_trace(uint8_t *bytes);
int upload(const uint8_t *bytes, size_t length);

static int put(const uint8_t *bytes, size_t length, k_timeout_t timeout)
{
    return k_pipe_write(&trace, bytes, length, timeout);
}

static void on_trace(struct k_work *work)
{
    uint8_t bytes[32];
    while (read_trace(bytes) > 0)
        if (put(bytes, sizeof bytes, K_FOREVER) < 0)
            break;
}

K_WORK_DEFINE(trace_work, on_trace);

static void upload_thread(void *p1, void *p2, void *p3)
{
    uint8_t bytes[32];
    int length;
    while ((length = k_pipe_read(&trace, bytes, sizeof bytes, K_FOREVER)) > 0)
        if (upload(bytes, (size_t)length) < 0)
            break;
    k_pipe_close(&trace);
}

K_THREAD_DEFINE(uploader, 1024, upload_thread, NULL, NULL, NULL, 5, 0, 0);
