/* What NuttX asks of the compiler, and the names that its pthread.h and sys/types.h have beside POSIX's: those
 * headers are the host's here. */
#ifndef __INCLUDE_NUTTX_COMPILER_H
#define __INCLUDE_NUTTX_COMPILER_H

#include <pthread.h>
#include <sys/types.h>

#ifndef FAR
#define FAR
#endif
#ifndef NEAR
#define NEAR
#endif
#ifndef CODE
#define CODE
#endif
#ifndef OK
#define OK 0
#endif
#ifndef ERROR
#define ERROR (-1)
#endif
#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif

#define begin_packed_struct
#define end_packed_struct __attribute__((packed))
#define aligned_data(n) __attribute__((aligned(n)))
#define locate_data(section) __attribute__((section(section)))
#define unused_data __attribute__((unused))
#define unused_code __attribute__((unused))
#define used_data __attribute__((used))
#define used_code __attribute__((used))
#define weak_function __attribute__((weak))
#define weak_data __attribute__((weak))
#define noreturn_function __attribute__((noreturn))
#define inline_function __attribute__((always_inline)) inline
#define noinline_function __attribute__((noinline))

typedef void *pthread_addr_t;
typedef pthread_addr_t (*pthread_startroutine_t)(pthread_addr_t argument);

#endif
