/* A thread pushes readings. Nobody closes its socket, and without a peer it waits for ever. */
#include <nng/nng.h>
#include <nng/protocol/pipeline0/push.h>
#include <nng/supplemental/util/platform.h>

size_t read_sensor(char *to);

static void watch(void *argument)
{
    char value[32];
    nng_socket out;
    (void)argument;
    if (nng_push0_open(&out) != 0)
        return;
    nng_dial(out, "tcp://localhost:4000", NULL, NNG_FLAG_NONBLOCK);
    for (;;)
        if (nng_send(out, value, read_sensor(value), 0) != 0) // EXPECT warning blocking-send: nothing closes the socket
            break;
}

int main(void)
{
    nng_thread *thread;
    nng_thread_create(&thread, watch, NULL); // SEES spawn
    for (;;)
        nng_msleep(1000);
}
