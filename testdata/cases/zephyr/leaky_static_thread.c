/* The kernel starts both threads, by their definitions. The one that shows leaves when the display fails, and the one
 * that samples fills the queue. */
#include <zephyr/kernel.h>

K_MSGQ_DEFINE(samples, sizeof(int), 8, 4);

int read_sensor(void);
int show(int sample);

static void sample_thread(void *p1, void *p2, void *p3)
{
    for (;;) {
        int sample = read_sensor();
        k_msgq_put(&samples, &sample, K_FOREVER); // EXPECT error blocking-send: the display fails
        k_msleep(100);
    }
}

static void show_thread(void *p1, void *p2, void *p3)
{
    int sample;
    do
        k_msgq_get(&samples, &sample, K_FOREVER);
    while (show(sample) == 0);
}

K_THREAD_DEFINE(sampler, 1024, sample_thread, NULL, NULL, NULL, 5, 0, 0);
K_THREAD_DEFINE(shower, 1024, show_thread, NULL, NULL, NULL, 6, 0, 0);
