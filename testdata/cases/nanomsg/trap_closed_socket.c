/* Whoever opened the socket closes it, which fails the send in the thread; a bus drops what finds no room; and a socket
 * with a deadline waits for a while only. */
#include <nanomsg/bus.h>
#include <nanomsg/nn.h>
#include <nanomsg/pair.h>
#include <nanomsg/pipeline.h>
#include <pthread.h>
#include <unistd.h>

size_t sample(char *to);

static int samples;

static void *measure(void *argument)
{
    char value[32];
    while (nn_send(samples, value, sample(value), 0) >= 0) // SEES forever send
        ;
    return argument;
}

static void *gossip(void *argument)
{
    char value[32];
    int out = nn_socket(AF_SP, NN_BUS);
    while (nn_send(out, value, sample(value), 0) >= 0) // SEES nonblocking send
        ;
    return argument;
}

static void *ask(void *argument)
{
    char value[32];
    int patience = 100, out = nn_socket(AF_SP, NN_PAIR);
    nn_setsockopt(out, NN_SOL_SOCKET, NN_SNDTIMEO, &patience, sizeof patience);
    while (nn_send(out, value, sample(value), 0) >= 0) // SEES timeout send
        ;
    return argument;
}

int main(void)
{
    pthread_t threads[3];
    samples = nn_socket(AF_SP, NN_PUSH);
    pthread_create(&threads[0], NULL, measure, NULL);
    pthread_create(&threads[1], NULL, gossip, NULL);
    pthread_create(&threads[2], NULL, ask, NULL);
    pause();
    nn_close(samples); // SEES close
    return 0;
}
