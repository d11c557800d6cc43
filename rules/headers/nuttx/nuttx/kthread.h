/* NuttX's tasks: sched.h has task_create beside POSIX's functions, nuttx/kthread.h the kernel's. */
#ifndef __INCLUDE_NUTTX_KTHREAD_H
#define __INCLUDE_NUTTX_KTHREAD_H

#include <stddef.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int (*main_t)(int argc, char *argv[]);
int kthread_create(const char *name, int priority, int stack_size, main_t entry, char *const argv[]);
int kthread_delete(pid_t pid);
int task_create(const char *name, int priority, int stack_size, main_t entry, char *const argv[]);
int task_delete(pid_t pid);

#ifdef __cplusplus
}
#endif

#endif
