/* As leaky_display, but the display deletes the queue: the send fails with TX_DELETED, and the thread ends. */
#include "tx_api.h"

static TX_THREAD sampler, shower;
static TX_QUEUE samples;
static ULONG memory[8];

ULONG read_sensor(void);
int show(ULONG sample);

static VOID sample(ULONG input)
{
    for (;;) {
        ULONG value = read_sensor();
        if (tx_queue_send(&samples, &value, TX_WAIT_FOREVER) != TX_SUCCESS)
            return;
    }
}

static VOID display(ULONG input)
{
    ULONG value;
    while (tx_queue_receive(&samples, &value, TX_WAIT_FOREVER) == TX_SUCCESS)
        if (show(value) < 0)
            break;
    tx_queue_delete(&samples);
}

VOID tx_application_define(VOID *first_unused_memory)
{
    tx_queue_create(&samples, "samples", TX_1_ULONG, memory, sizeof memory);
    tx_thread_create(&sampler, "sampler", sample, 0, first_unused_memory, 1024, 4, 4, TX_NO_TIME_SLICE, TX_AUTO_START);
    tx_thread_create(&shower, "display", display, 0, first_unused_memory, 1024, 5, 5, TX_NO_TIME_SLICE, TX_AUTO_START);
}

int main(void)
{
    tx_kernel_enter();
    return 0;
}
