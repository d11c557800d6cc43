/* APR's types. */
#ifndef CHANLINT_APR_H
#define CHANLINT_APR_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef size_t apr_size_t;
typedef ssize_t apr_ssize_t;
typedef unsigned char apr_byte_t;
typedef int16_t apr_int16_t;
typedef uint16_t apr_uint16_t;
typedef int32_t apr_int32_t;
typedef uint32_t apr_uint32_t;
typedef int64_t apr_int64_t;
typedef uint64_t apr_uint64_t;
typedef off_t apr_off_t;

#define APR_HAS_THREADS 1
#define APR_THREAD_FUNC
#define APR_INLINE inline
#define APR_DECLARE(type) type
#define APU_DECLARE(type) type

#ifdef __cplusplus
}
#endif

#endif
