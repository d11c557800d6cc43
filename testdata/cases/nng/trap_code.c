/* A thread goes on when a send fails, but for one reason: that the socket is closed, which main does. */
#include <nng/nng.h>
#include <nng/protocol/reqrep0/req.h>
#include <nng/supplemental/util/platform.h>

static nng_socket requests;

static void ask(void *argument)
{
    int query = 0;
    (void)argument;
    for (;;) {
        int status = nng_send(requests, &query, sizeof query, 0); // SEES forever send
        if (status == NNG_ECLOSED)
            return;
        nng_msleep(50);
    }
}

int main(void)
{
    nng_thread *thread;
    if (nng_req0_open(&requests) != 0)
        return 1;
    nng_thread_create(&thread, ask, NULL);
    nng_msleep(15000);
    nng_close(requests); // SEES close
    nng_thread_destroy(thread);
    return 0;
}
