/* As leaky_display, but the display deletes the sampling task. */
#include <fcntl.h>
#include <nuttx/kthread.h>
#include <nuttx/mqueue.h>

static mqd_t samples;
static int sampler;

int read_sensor(void);
int show(int sample);
int wait_for_shutdown(void);

static int sample(int argc, char *argv[])
{
    for (;;) {
        int value = read_sensor();
        nxmq_send(samples, (const char *)&value, sizeof value, 1);
    }
    return 0;
}

static int display(int argc, char *argv[])
{
    int value;
    while (nxmq_receive(samples, (char *)&value, sizeof value, NULL) >= 0)
        if (show(value) < 0)
            break;
    kthread_delete(sampler);
    return 0;
}

int main(void)
{
    samples = mq_open("/samples", O_RDWR | O_CREAT, 0600, NULL);
    sampler = kthread_create("sample", 100, 2048, sample, NULL);
    kthread_create("display", 100, 2048, display, NULL);
    return wait_for_shutdown();
}
