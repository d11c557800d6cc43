/* A thread is started through a context that says what to call, as httpd does; the body's data comes second. */
#include <apr_general.h>
#include <apr_queue.h>
#include <apr_thread_proc.h>

struct start {
    apr_thread_start_t body;
    void *data;
};
void *next_event(void);

static void *APR_THREAD_FUNC enter(apr_thread_t *thread, void *data)
{
    struct start *start = data;
    return start->body(thread, start->data);
}

static void *APR_THREAD_FUNC watch(apr_thread_t *thread, void *data)
{
    apr_queue_t *events = data;
    (void)thread;
    while (apr_queue_push(events, next_event()) == APR_SUCCESS) // SEES forever send
        ;
    return NULL;
}

void first_event(apr_pool_t *pool, void **event)
{
    apr_queue_t *events;
    apr_thread_t *watcher;
    struct start *start = apr_palloc(pool, sizeof *start);
    apr_queue_create(&events, 1, pool);
    start->body = watch;
    start->data = events;
    apr_thread_create(&watcher, NULL, enter, start, pool); // SEES spawn
    apr_queue_pop(events, event);
    apr_queue_term(events);
}
