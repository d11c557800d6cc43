/* The caller receives until it has the answer: a receive that fails is tried again. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

struct request {
    int number;
    chan_t *reply;
};

static chan_t *requests;

int64_t factorial(int number);
int number_next(void);
void number_print(int64_t factorial);

static void *mathematician(void *arg)
{
    void *message;
    (void)arg;
    while (1) {
        while (chan_recv(requests, &message) != 0)
            ;
        struct request *request = message;
        int64_t answer = factorial(request->number);
        chan_send_int64(request->reply, answer); /* EXPECT note blocking-send: its caller does nothing but wait */
    }
    return NULL;
}

static int64_t ask(int number)
{
    struct request request = {number, chan_init(0)};
    int64_t answer;
    chan_send(requests, &request);
    while (chan_recv_int64(request.reply, &answer) != 0)
        ;
    chan_dispose(request.reply);
    return answer;
}

int main(void)
{
    pthread_t thread;
    int number;
    requests = chan_init(8);
    pthread_create(&thread, NULL, mathematician, NULL);
    while ((number = number_next()) >= 0)
        number_print(ask(number));
    return 0;
}
