/* The context is terminated, but the thread never looks at what its send says: it goes on for ever, and zmq_ctx_term
 * waits for its socket to be closed. */
#include <zmq.h>

size_t next_job(char *job);

static void ventilate(void *context)
{
    char job[64];
    void *out = zmq_socket(context, ZMQ_PUSH);
    zmq_bind(out, "tcp://*:5557");
    for (;;)
        zmq_send(out, job, next_job(job), 0); // EXPECT error ignored-cancel: it fails with ETERM, again and again
}

int main(void)
{
    void *context = zmq_ctx_new();
    zmq_threadstart(ventilate, context);
    zmq_sleep(60);
    zmq_ctx_term(context);
    return 0;
}
