/* A socket with NNG_OPT_SENDTIMEO gives up after a while; a publisher drops what nobody subscribes to; and
 * NNG_FLAG_NONBLOCK only tries. */
#include <nng/nng.h>
#include <nng/protocol/pair0/pair.h>
#include <nng/protocol/pubsub0/pub.h>
#include <nng/supplemental/util/platform.h>

size_t read_sensor(char *to);

static void talk(void *argument)
{
    char value[32];
    nng_socket out;
    (void)argument;
    nng_pair0_open(&out);
    nng_socket_set_ms(out, NNG_OPT_SENDTIMEO, 500);
    while (nng_send(out, value, read_sensor(value), 0) != NNG_ECLOSED) // SEES timeout send
        ;
}

static void publish(void *argument)
{
    char value[32];
    nng_socket out;
    (void)argument;
    nng_pub0_open(&out);
    while (nng_send(out, value, read_sensor(value), 0) != NNG_ECLOSED) // SEES nonblocking send
        ;
}

static void offer(void *argument)
{
    char value[32];
    nng_socket out;
    (void)argument;
    nng_pair0_open(&out);
    while (nng_send(out, value, read_sensor(value), NNG_FLAG_NONBLOCK) != NNG_ECLOSED) // SEES nonblocking send
        ;
}

int main(void)
{
    nng_thread *threads[3];
    nng_thread_create(&threads[0], talk, NULL);
    nng_thread_create(&threads[1], publish, NULL);
    nng_thread_create(&threads[2], offer, NULL);
    for (;;)
        nng_msleep(1000);
}
