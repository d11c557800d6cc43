/* As leaky_display, but the display terminates the sampling thread. */
#include "cmsis_os2.h"

static osMessageQueueId_t samples;
static osThreadId_t sampler;

int read_sensor(void);
int show(int sample);

static void sample(void *argument)
{
    for (;;) {
        int value = read_sensor();
        osMessageQueuePut(samples, &value, 0, osWaitForever);
    }
}

static void display(void *argument)
{
    int value;
    while (osMessageQueueGet(samples, &value, NULL, osWaitForever) == osOK)
        if (show(value) < 0)
            break;
    osThreadTerminate(sampler);
}

int main(void)
{
    osKernelInitialize();
    samples = osMessageQueueNew(8, sizeof(int), NULL);
    sampler = osThreadNew(sample, NULL, NULL);
    osThreadNew(display, NULL, NULL);
    osKernelStart();
    return 0;
}
