/* APR's time, in microseconds. */
#ifndef CHANLINT_APR_TIME_H
#define CHANLINT_APR_TIME_H

#include "apr.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef apr_int64_t apr_time_t;
typedef apr_int64_t apr_interval_time_t;

#define APR_USEC_PER_SEC 1000000
#define apr_time_from_sec(seconds) ((apr_time_t)(seconds) * APR_USEC_PER_SEC)
apr_time_t apr_time_now(void);
void apr_sleep(apr_interval_time_t time);

#ifdef __cplusplus
}
#endif

#endif
