/* NuttX's message queues and semaphores as the kernel and its drivers use them. */
#ifndef __INCLUDE_NUTTX_MQUEUE_H
#define __INCLUDE_NUTTX_MQUEUE_H

#include <mqueue.h>
#include <semaphore.h>
#include <stddef.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct file;
int nxmq_send(mqd_t queue, const char *message, size_t length, unsigned int priority);
int nxmq_timedsend(mqd_t queue, const char *message, size_t length, unsigned int priority,
    const struct timespec *deadline);
ssize_t nxmq_receive(mqd_t queue, char *message, size_t length, unsigned int *priority);
ssize_t nxmq_timedreceive(mqd_t queue, char *message, size_t length, unsigned int *priority,
    const struct timespec *deadline);
int file_mq_send(struct file *queue, const char *message, size_t length, unsigned int priority);
ssize_t file_mq_receive(struct file *queue, char *message, size_t length, unsigned int *priority);

#ifdef __cplusplus
}
#endif

#endif
