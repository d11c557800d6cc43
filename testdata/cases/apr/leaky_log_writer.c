/* Each request's handler starts a thread that splits its log into lines, and writes them itself until the disk is full.
 * Then the thread waits for room in the queue for ever. */
#include <apr_general.h>
#include <apr_queue.h>
#include <apr_thread_proc.h>

void *next_line(void);
int write_line(void *line);

static void *APR_THREAD_FUNC split(apr_thread_t *thread, void *data)
{
    apr_queue_t *lines = data;
    (void)thread;
    for (int i = 0; i < 1000; i++)
        apr_queue_push(lines, next_line()); // EXPECT error blocking-send: the handler leaves when the disk is full
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
        apr_queue_pop(lines, &line); // SEES forever receive
        if (!write_line(line))
            return;
    }
}

int main(void)
{
    for (;;)
        handle_request(NULL);
}
