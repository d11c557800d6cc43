/* APR's condition variables. */
#ifndef CHANLINT_APR_THREAD_COND_H
#define CHANLINT_APR_THREAD_COND_H

#include "apr_thread_mutex.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct apr_thread_cond_t apr_thread_cond_t;

apr_status_t apr_thread_cond_create(apr_thread_cond_t **cond, apr_pool_t *pool);
apr_status_t apr_thread_cond_wait(apr_thread_cond_t *cond, apr_thread_mutex_t *mutex);
apr_status_t apr_thread_cond_timedwait(
    apr_thread_cond_t *cond, apr_thread_mutex_t *mutex, apr_interval_time_t timeout);
apr_status_t apr_thread_cond_signal(apr_thread_cond_t *cond);
apr_status_t apr_thread_cond_broadcast(apr_thread_cond_t *cond);
apr_status_t apr_thread_cond_destroy(apr_thread_cond_t *cond);

#ifdef __cplusplus
}
#endif

#endif
