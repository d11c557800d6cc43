/* APR's results. */
#ifndef CHANLINT_APR_ERRNO_H
#define CHANLINT_APR_ERRNO_H

#include "apr.h"
#include <errno.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int apr_status_t;

#define APR_SUCCESS 0
#define APR_EINTR EINTR
#define APR_EAGAIN EAGAIN
#define APR_ENOMEM ENOMEM
#define APR_EOF 70014
#define APR_TIMEUP 70007
#define APR_STATUS_IS_EINTR(s) ((s) == APR_EINTR)
#define APR_STATUS_IS_EAGAIN(s) ((s) == APR_EAGAIN)
#define APR_STATUS_IS_EOF(s) ((s) == APR_EOF)
#define APR_STATUS_IS_TIMEUP(s) ((s) == APR_TIMEUP)

#ifdef __cplusplus
}
#endif

#endif
