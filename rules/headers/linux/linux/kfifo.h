/* The kernel's rings of one size: nothing in them waits. */
#ifndef CHANLINT_LINUX_KFIFO_H
#define CHANLINT_LINUX_KFIFO_H

#include "linux/kthread.h"

#define DECLARE_KFIFO(name, type, size) \
    struct { \
        unsigned in, out; \
        type data[size]; \
    } name
#define DEFINE_KFIFO(name, type, size) DECLARE_KFIFO(name, type, size)
#define INIT_KFIFO(fifo) ((void)((fifo).in = (fifo).out = 0))
#define kfifo_size(fifo) ARRAY_SIZE((fifo)->data)
#define kfifo_len(fifo) ((fifo)->in - (fifo)->out)
#define kfifo_is_empty(fifo) ((fifo)->in == (fifo)->out)
#define kfifo_is_full(fifo) (kfifo_len(fifo) == kfifo_size(fifo))
#define kfifo_put(fifo, value) \
    (kfifo_is_full(fifo) ? 0 : ((fifo)->data[(fifo)->in++ % kfifo_size(fifo)] = (value), 1))
#define kfifo_get(fifo, value) \
    (kfifo_is_empty(fifo) ? 0 : (*(value) = (fifo)->data[(fifo)->out++ % kfifo_size(fifo)], 1))

#endif
