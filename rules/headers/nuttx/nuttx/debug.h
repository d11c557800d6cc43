/* NuttX's logging: nothing of it blocks on a channel. */
#ifndef __INCLUDE_NUTTX_DEBUG_H
#define __INCLUDE_NUTTX_DEBUG_H

#include <assert.h>
#include <nuttx/compiler.h>
#include <stdint.h>
#include <stdio.h>

#define ASSERT(condition) assert(condition)
#define VERIFY(result) assert((result) >= 0)
#define PANIC() assert(0)
#define DEBUGASSERT(condition) assert(condition)
#define DEBUGVERIFY(result) assert((result) >= 0)
#define DEBUGPANIC() assert(0)

#endif
