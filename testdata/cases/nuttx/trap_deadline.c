/* As leaky_display, but a sample that finds no room by the deadline is dropped. */
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
        struct timespec deadline = {1, 0};
        nxmq_timedsend(samples, (const char *)&value, sizeof value, 1, &deadline);
    }
    return 0;
}

static int display(int argc, char *argv[])
{
    int value;
    while (nxmq_receive(samples, (char *)&value, sizeof value, NULL) >= 0)
        if (show(value) < 0)
            break;
    return 0;
}

int main(void)
{
    samples = mq_open("/samples", O_RDWR | O_CREAT, 0600, NULL);
    sampler = kthread_create("sample", 100, 2048, sample, NULL);
    kthread_create("display", 100, 2048, display, NULL);
    return wait_for_shutdown();
}
