/* The same, but the handler only interrupts the queue: the thread's push then returns APR_EINTR, which says to try
 * again, and it does. */
#include <apr_general.h>
#include <apr_queue.h>
#include <apr_thread_proc.h>

void *next_line(void);
int write_line(void *line);

static void *APR_THREAD_FUNC split(apr_thread_t *thread, void *data)
{
    apr_queue_t *lines = data;
    apr_status_t status;
    (void)thread;
    for (int i = 0; i < 1000; i++) {
        void *line = next_line();
        do
            status = apr_queue_push(lines, line); // EXPECT error blocking-send: an interrupt is only a reason to go on
        while (status == APR_EINTR);
    }
    return NULL;
}

void handle_request(apr_pool_t *pool)
{
    apr_queue_t *lines;
    apr_thread_t *splitter;
    void *line;
    apr_queue_create(&lines, 16, pool);
    apr_thread_create(&splitter, NULL, split, lines, pool);
    for (;;) {
        apr_queue_pop(lines, &line);
        if (!write_line(line))
            break;
    }
    apr_queue_interrupt_all(lines);
}

int main(void)
{
    for (;;)
        handle_request(NULL);
}
