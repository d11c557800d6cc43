/* The same, in a program that terminates its context: the send fails with ETERM. */
#include <zmq.h>

size_t next_job(char *job);

static void ventilate(void *context)
{
    char job[64];
    void *out = zmq_socket(context, ZMQ_PUSH);
    zmq_bind(out, "tcp://*:5557");
    for (;;)
        if (zmq_send(out, job, next_job(job), 0) < 0) // SEES forever send
            break;
    zmq_close(out);
}

int main(void)
{
    void *context = zmq_ctx_new();
    void *thread = zmq_threadstart(ventilate, context);
    zmq_sleep(60);
    zmq_ctx_term(context); // SEES close
    zmq_threadclose(thread);
    return 0;
}
