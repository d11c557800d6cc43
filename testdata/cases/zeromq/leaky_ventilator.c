/* A thread pushes jobs to whoever connects. Once nobody is connected any more, it waits in the send, and nothing ends
 * that: the program never terminates its context. */
#include <zmq.h>

size_t next_job(char *job);

static void ventilate(void *context)
{
    char job[64];
    void *out = zmq_socket(context, ZMQ_PUSH);
    zmq_bind(out, "tcp://*:5557");
    for (;;)
        if (zmq_send(out, job, next_job(job), 0) < 0) // EXPECT warning blocking-send: nobody has to be connected
            break;
    zmq_close(out);
}

int main(void)
{
    void *context = zmq_ctx_new();
    zmq_threadstart(ventilate, context); // SEES spawn
    for (;;)
        zmq_sleep(1);
}
