/* What APR needs to start. */
#ifndef CHANLINT_APR_GENERAL_H
#define CHANLINT_APR_GENERAL_H

#include "apr_pools.h"

#ifdef __cplusplus
extern "C" {
#endif


#ifdef __cplusplus
}
#endif

#endif
