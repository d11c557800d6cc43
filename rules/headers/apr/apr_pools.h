/* APR's pools. */
#ifndef CHANLINT_APR_POOLS_H
#define CHANLINT_APR_POOLS_H

#include "apr_errno.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct apr_pool_t apr_pool_t;

apr_status_t apr_initialize(void);
void apr_terminate(void);
apr_status_t apr_pool_create(apr_pool_t **pool, apr_pool_t *parent);
void apr_pool_clear(apr_pool_t *pool);
void apr_pool_destroy(apr_pool_t *pool);
void *apr_palloc(apr_pool_t *pool, apr_size_t size);
void *apr_pcalloc(apr_pool_t *pool, apr_size_t size);

#ifdef __cplusplus
}
#endif

#endif
