/* A publisher's messages are dropped when nobody subscribes; a socket with ZMQ_SNDTIMEO waits for a while only; and
 * ZMQ_DONTWAIT does not wait at all. The reply that a socket receives is no answer to its own request. */
#include <zmq.h>

size_t next_quote(char *quote);

static void publish(void *context)
{
    char quote[64];
    void *out = zmq_socket(context, ZMQ_PUB);
    zmq_bind(out, "tcp://*:5556");
    for (;;)
        zmq_send(out, quote, next_quote(quote), 0); // SEES nonblocking send
}

static void request(void *context)
{
    char quote[64];
    int patience = 1000;
    void *out = zmq_socket(context, ZMQ_REQ);
    zmq_setsockopt(out, ZMQ_SNDTIMEO, &patience, sizeof patience);
    zmq_connect(out, "tcp://localhost:5555");
    for (;;) {
        zmq_send(out, quote, next_quote(quote), 0); // SEES timeout send
        if (zmq_recv(out, quote, sizeof quote, 0) < 0) // SEES timeout receive
            break;
    }
}

static void offer(void *context)
{
    char quote[64];
    void *out = zmq_socket(context, ZMQ_PUSH);
    zmq_connect(out, "inproc://quotes");
    for (;;)
        zmq_send(out, quote, next_quote(quote), ZMQ_SNDMORE | ZMQ_DONTWAIT); // SEES nonblocking send
}

int main(void)
{
    void *context = zmq_ctx_new();
    zmq_threadstart(publish, context);
    zmq_threadstart(request, context);
    zmq_threadstart(offer, context);
    for (;;)
        zmq_sleep(1);
}
