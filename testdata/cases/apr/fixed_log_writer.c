/* The same with the queue terminated before the handler leaves: the thread's push then fails with APR_EOF, and it ends. */
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
        if (apr_queue_push(lines, next_line()) != APR_SUCCESS) // SEES forever send
            break;
    return NULL;
}

void handle_request(apr_pool_t *pool)
{
    apr_queue_t *lines;
    apr_thread_t *splitter;
    apr_status_t status;
    void *line;
    apr_queue_create(&lines, 16, pool);
    apr_thread_create(&splitter, NULL, split, lines, pool); // SEES spawn
    for (;;) {
        apr_queue_pop(lines, &line);
        if (!write_line(line))
            break;
    }
    apr_queue_term(lines); // SEES close
    apr_thread_join(&status, splitter); // SEES join
}

int main(void)
{
    for (;;)
        handle_request(NULL);
}
