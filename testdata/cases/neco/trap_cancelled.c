/* A coroutine that is cancelled ends where it waits; another one sends with a deadline. */
#include <neco.h>

int next_value(void);

static void produce(int argc, void *argv[])
{
    neco_chan *values = argv[argc - 1];
    for (;;) {
        int value = next_value();
        neco_chan_send(values, &value); // SEES forever send
    }
}

int neco_main(int argc, char *argv[])
{
    neco_chan *values;
    int value = 0, sum = 0;
    neco_chan_make(&values, sizeof value, 0);
    neco_start(produce, 1, values);
    int64_t producer = neco_lastid();
    while (value >= 0) {
        neco_chan_recv_dl(values, &value, neco_now() + NECO_SECOND); // SEES timeout receive
        sum += value;
    }
    neco_cancel(producer); // SEES cancel
    return sum + argc + (argv == NULL);
}
