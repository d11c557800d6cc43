/* What NuttX has of tasks beside POSIX's sched.h. */
#ifndef __INCLUDE_NUTTX_SCHED_H
#define __INCLUDE_NUTTX_SCHED_H

#include <nuttx/compiler.h>
#include <nuttx/kthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdint.h>

#endif
