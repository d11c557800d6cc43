/* The usual loop: one thread submits and waits for what it has submitted, also without a request of its own at hand. */
#include <liburing.h>
#include <pthread.h>
#include <stdlib.h>

int next_client(void);
void serve(struct io_uring *ring, struct io_uring_cqe *cqe);

static void *loop(void *argument)
{
    struct io_uring ring;
    struct io_uring_cqe *cqe;
    io_uring_queue_init(256, &ring, 0);
    io_uring_prep_multishot_accept(io_uring_get_sqe(&ring), *(int *)argument, NULL, NULL, 0);
    for (;;) {
        io_uring_submit_and_wait(&ring, 1); /* SEES forever receive */
        while (io_uring_peek_cqe(&ring, &cqe) == 0) { /* SEES nonblocking receive */
            serve(&ring, cqe);
            io_uring_cqe_seen(&ring, cqe);
        }
        io_uring_submit_and_wait(&ring, 0); /* SEES nonblocking send */
    }
}

int main(void)
{
    int server = next_client();
    pthread_t thread;
    pthread_create(&thread, NULL, loop, &server); /* SEES spawn */
    pthread_join(thread, NULL);
    return 0;
}
