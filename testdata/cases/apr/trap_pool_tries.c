/* Workers of a pool report what they have done, and drop it when there is no room. One waits for work for ever, as it
 * should. */
#include <apr_general.h>
#include <apr_queue.h>
#include <apr_thread_pool.h>

void *work_on(void *job);
void show(void *report);

struct office {
    apr_queue_t *jobs, *reports;
};

static void *APR_THREAD_FUNC work(apr_thread_t *thread, void *data)
{
    struct office *office = data;
    void *job;
    (void)thread;
    while (apr_queue_pop(office->jobs, &job) == APR_SUCCESS) // SEES forever receive
        apr_queue_trypush(office->reports, work_on(job)); // SEES nonblocking send
    return NULL;
}

int main(void)
{
    struct office office;
    apr_thread_pool_t *workers;
    apr_pool_t *pool;
    void *report;
    apr_initialize();
    apr_pool_create(&pool, NULL);
    apr_queue_create(&office.jobs, 10, pool);
    apr_queue_create(&office.reports, 10, pool);
    apr_thread_pool_create(&workers, 1, 4, pool);
    apr_thread_pool_push(workers, work, &office, APR_THREAD_TASK_PRIORITY_NORMAL, NULL); // SEES spawn
    while (apr_queue_pop(office.reports, &report) == APR_SUCCESS) {
        show(report);
        apr_queue_push(office.jobs, report);
    }
    return 0;
}
