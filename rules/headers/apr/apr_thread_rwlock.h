/* APR's locks of readers and writers. */
#ifndef CHANLINT_APR_THREAD_RWLOCK_H
#define CHANLINT_APR_THREAD_RWLOCK_H

#include "apr_pools.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct apr_thread_rwlock_t apr_thread_rwlock_t;

apr_status_t apr_thread_rwlock_create(apr_thread_rwlock_t **lock, apr_pool_t *pool);
apr_status_t apr_thread_rwlock_rdlock(apr_thread_rwlock_t *lock);
apr_status_t apr_thread_rwlock_tryrdlock(apr_thread_rwlock_t *lock);
apr_status_t apr_thread_rwlock_wrlock(apr_thread_rwlock_t *lock);
apr_status_t apr_thread_rwlock_trywrlock(apr_thread_rwlock_t *lock);
apr_status_t apr_thread_rwlock_unlock(apr_thread_rwlock_t *lock);
apr_status_t apr_thread_rwlock_destroy(apr_thread_rwlock_t *lock);

#ifdef __cplusplus
}
#endif

#endif
