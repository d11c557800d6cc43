/* As leaky_reaper, but a request that does nothing completes when the log is closed. */
#include <liburing.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct log {
    struct io_uring ring;
    pthread_t reaper;
    atomic_bool stops;
};

static void *reap(void *argument)
{
    struct log *log = argument;
    while (!log->stops) {
        struct io_uring_cqe *cqe;
        if (io_uring_wait_cqe(&log->ring, &cqe) < 0) /* SEES forever receive */
            continue;
        free(io_uring_cqe_get_data(cqe));
        io_uring_cqe_seen(&log->ring, cqe);
    }
    return NULL;
}

static void log_write(struct log *log, int file, char *line, unsigned length)
{
    struct io_uring_sqe *sqe = io_uring_get_sqe(&log->ring);
    if (!sqe)
        return;
    io_uring_prep_write(sqe, file, line, length, -1);
    io_uring_sqe_set_data(sqe, line);
    io_uring_submit(&log->ring); /* SEES nonblocking send */
}

static void log_close(struct log *log)
{
    log->stops = true;
    io_uring_prep_nop(io_uring_get_sqe(&log->ring));
    io_uring_submit(&log->ring); /* SEES nonblocking send */
    pthread_join(log->reaper, NULL); /* SEES join */
    io_uring_queue_exit(&log->ring);
}

int main(void)
{
    static struct log log;
    io_uring_queue_init(64, &log.ring, 0);
    pthread_create(&log.reaper, NULL, reap, &log); /* SEES spawn */
    log_write(&log, 1, calloc(1, 80), 80);
    log_close(&log);
    return 0;
}
