/* The handler of a work item puts with a helper, which is told how long to wait: forever. Who gets has ended. */
#include <zephyr/kernel.h>

K_PIPE_DEFINE(trace, 256, 4);

int read_trace(uint8_t *bytes);
int upload(const uint8_t *bytes, size_t length);

static int put(const uint8_t *bytes, size_t length, k_timeout_t timeout)
{
    return k_pipe_write(&trace, bytes, length, timeout); // EXPECT error blocking-send: the uploader gives up
}

static void on_trace(struct k_work *work)
{
    uint8_t bytes[32];
    while (read_trace(bytes) > 0)
        put(bytes, sizeof bytes, K_FOREVER);
}

K_WORK_DEFINE(trace_work, on_trace);

static void upload_thread(void *p1, void *p2, void *p3)
{
    uint8_t bytes[32];
    int length;
    while ((length = k_pipe_read(&trace, bytes, sizeof bytes, K_FOREVER)) > 0)
        if (upload(bytes, (size_t)length) < 0)
            break;
}

K_THREAD_DEFINE(uploader, 1024, upload_thread, NULL, NULL, NULL, 5, 0, 0);
