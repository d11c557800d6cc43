/* The same with a program that ends the library: the send fails with ETERM. */
#include <nanomsg/nn.h>
#include <nanomsg/pipeline.h>
#include <pthread.h>
#include <unistd.h>

size_t sample(char *to);

static void *measure(void *argument)
{
    char value[32];
    int out = nn_socket(AF_SP, NN_PUSH);
    nn_connect(out, "tcp://localhost:4000");
    for (;;)
        if (nn_send(out, value, sample(value), 0) < 0) // SEES forever send
            break;
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, measure, NULL);
    pause();
    nn_term(); // SEES close
    pthread_join(thread, NULL);
    return 0;
}
