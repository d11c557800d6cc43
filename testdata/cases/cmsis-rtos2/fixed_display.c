/* As leaky_display, but the sampling thread ends when there is no room for a second. */
#include "cmsis_os2.h"

static osMessageQueueId_t samples;

int read_sensor(void);
int show(int sample);

static void sample(void *argument)
{
    for (;;) {
        int value = read_sensor();
        if (osMessageQueuePut(samples, &value, 0, 1000U) != osOK)
            osThreadExit();
    }
}

static void display(void *argument)
{
    int value;
    while (osMessageQueueGet(samples, &value, NULL, osWaitForever) == osOK)
        if (show(value) < 0)
            break;
}

int main(void)
{
    osKernelInitialize();
    samples = osMessageQueueNew(8, sizeof(int), NULL);
    osThreadNew(sample, NULL, NULL);
    osThreadNew(display, NULL, NULL);
    osKernelStart();
    return 0;
}
