/* The public interface of tylertreat's chan, as much of it as a parser needs. */
#ifndef CHANLINT_CHAN_H
#define CHANLINT_CHAN_H

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

typedef struct chan_t chan_t;

chan_t *chan_init(size_t capacity);
void chan_dispose(chan_t *chan);
int chan_close(chan_t *chan);
int chan_is_closed(chan_t *chan);
int chan_size(chan_t *chan);
int chan_send(chan_t *chan, void *data);
int chan_recv(chan_t *chan, void **data);
int chan_select(chan_t *recv_chans[], int recv_count, void **recv_out, chan_t *send_chans[], int send_count,
    void *send_msgs[]);

int chan_send_int32(chan_t *chan, int32_t value);
int chan_send_int64(chan_t *chan, int64_t value);
int chan_send_double(chan_t *chan, double value);
int chan_send_buf(chan_t *chan, void *data, size_t size);
int chan_recv_int32(chan_t *chan, int32_t *value);
int chan_recv_int64(chan_t *chan, int64_t *value);
int chan_recv_double(chan_t *chan, double *value);
int chan_recv_buf(chan_t *chan, void *data, size_t size);
#define chan_send_int(chan, value) chan_send_int32(chan, value)
#define chan_recv_int(chan, value) chan_recv_int32(chan, value)

#endif
