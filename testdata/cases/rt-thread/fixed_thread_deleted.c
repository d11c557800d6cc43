/* As leaky_display, but the display deletes the sampling thread. */
#include <rtthread.h>

static rt_mq_t samples;
static rt_thread_t sampler;

int read_sensor(void);
int show(int sample);

static void sample(void *parameter)
{
    while (1) {
        int value = read_sensor();
        rt_mq_send_wait(samples, &value, sizeof value, RT_WAITING_FOREVER);
    }
}

static void display(void *parameter)
{
    int value;
    while (rt_mq_recv(samples, &value, sizeof value, RT_WAITING_FOREVER) >= 0)
        if (show(value) < 0)
            break;
    rt_thread_delete(sampler);
}

int main(void)
{
    samples = rt_mq_create("samples", sizeof(int), 8, RT_IPC_FLAG_FIFO);
    sampler = rt_thread_create("sample", sample, RT_NULL, 1024, 10, 5);
    rt_thread_startup(sampler);
    rt_thread_startup(rt_thread_create("display", display, RT_NULL, 1024, 11, 5));
    for (;;)
        rt_thread_mdelay(1000);
}
