/* A thread pushes samples down a pipeline. The program closes nothing, so without a peer the thread stays. */
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
        if (nn_send(out, value, sample(value), 0) < 0) // EXPECT warning blocking-send: nothing closes the socket
            break;
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, measure, NULL);
    for (;;)
        pause();
}
