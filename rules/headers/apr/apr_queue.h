/* APR-util's queues. */
#ifndef CHANLINT_APR_QUEUE_H
#define CHANLINT_APR_QUEUE_H

#include "apr_pools.h"
#include "apr_time.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct apr_queue_t apr_queue_t;

apr_status_t apr_queue_create(apr_queue_t **queue, unsigned int capacity, apr_pool_t *pool);
apr_status_t apr_queue_push(apr_queue_t *queue, void *data);
apr_status_t apr_queue_pop(apr_queue_t *queue, void **data);
apr_status_t apr_queue_trypush(apr_queue_t *queue, void *data);
apr_status_t apr_queue_trypop(apr_queue_t *queue, void **data);
apr_status_t apr_queue_timedpush(apr_queue_t *queue, void *data, apr_interval_time_t timeout);
apr_status_t apr_queue_timedpop(apr_queue_t *queue, void **data, apr_interval_time_t timeout);
unsigned int apr_queue_size(apr_queue_t *queue);
apr_status_t apr_queue_interrupt_all(apr_queue_t *queue);
apr_status_t apr_queue_term(apr_queue_t *queue);

#ifdef __cplusplus
}
#endif

#endif
