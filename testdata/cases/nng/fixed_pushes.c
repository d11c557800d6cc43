/* The same with a socket that main closes: the send fails with NNG_ECLOSED. */
#include <nng/nng.h>
#include <nng/protocol/pipeline0/push.h>
#include <nng/supplemental/util/platform.h>

size_t read_sensor(char *to);

static nng_socket readings;

static void watch(void *argument)
{
    char value[32];
    (void)argument;
    for (;;)
        if (nng_send(readings, value, read_sensor(value), 0) != 0) // SEES forever send
            break;
}

int main(void)
{
    nng_thread *thread;
    if (nng_push0_open(&readings) != 0)
        return 1;
    nng_dial(readings, "tcp://localhost:4000", NULL, NNG_FLAG_NONBLOCK);
    nng_thread_create(&thread, watch, NULL);
    nng_msleep(60000);
    nng_close(readings); // SEES close
    nng_thread_destroy(thread); // SEES join
    return 0;
}
