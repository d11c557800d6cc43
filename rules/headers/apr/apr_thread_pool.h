/* APR-util's thread pools. */
#ifndef CHANLINT_APR_THREAD_POOL_H
#define CHANLINT_APR_THREAD_POOL_H

#include "apr_thread_proc.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct apr_thread_pool apr_thread_pool_t;

#define APR_THREAD_TASK_PRIORITY_NORMAL 127
apr_status_t apr_thread_pool_create(
    apr_thread_pool_t **pool, apr_size_t first, apr_size_t most, apr_pool_t *memory);
apr_status_t apr_thread_pool_destroy(apr_thread_pool_t *pool);
apr_status_t apr_thread_pool_push(
    apr_thread_pool_t *pool, apr_thread_start_t body, void *data, apr_byte_t priority, void *owner);
apr_status_t apr_thread_pool_top(
    apr_thread_pool_t *pool, apr_thread_start_t body, void *data, apr_byte_t priority, void *owner);
apr_status_t apr_thread_pool_schedule(
    apr_thread_pool_t *pool, apr_thread_start_t body, void *data, apr_interval_time_t time, void *owner);
apr_status_t apr_thread_pool_tasks_cancel(apr_thread_pool_t *pool, void *owner);

#ifdef __cplusplus
}
#endif

#endif
