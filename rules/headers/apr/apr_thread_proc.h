/* APR's threads. */
#ifndef CHANLINT_APR_THREAD_PROC_H
#define CHANLINT_APR_THREAD_PROC_H

#include "apr_pools.h"
#include "apr_time.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct apr_thread_t apr_thread_t;
typedef struct apr_threadattr_t apr_threadattr_t;
typedef void *(*apr_thread_start_t)(apr_thread_t *, void *);

apr_status_t apr_threadattr_create(apr_threadattr_t **attr, apr_pool_t *pool);
apr_status_t apr_threadattr_detach_set(apr_threadattr_t *attr, apr_int32_t on);
apr_status_t apr_thread_create(
    apr_thread_t **thread, apr_threadattr_t *attr, apr_thread_start_t body, void *data, apr_pool_t *pool);
void apr_thread_exit(apr_thread_t *thread, apr_status_t status);
apr_status_t apr_thread_join(apr_status_t *status, apr_thread_t *thread);
apr_status_t apr_thread_detach(apr_thread_t *thread);
void apr_thread_yield(void);

#ifdef __cplusplus
}
#endif

#endif
