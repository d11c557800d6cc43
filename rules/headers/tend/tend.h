/* tend 0.1, testdata/runtime/tend.h of this repository. */
#ifndef TEND_H
#define TEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

struct tend_context;
struct tend_channel;
struct tend_timer;

struct tend_hook {
    struct tend_hook *previous, *next, *sibling;
    struct tend_queue *queue;
    void *task;
};

struct tend_queue {
    struct tend_hook *first, *last;
};

size_t tend_run(void (*body)(void *), void *argument);
int tend_go(void (*body)(void *), void *argument);
int tend_go_sized(void (*body)(void *), void *argument, size_t stack_size);
void tend_yield(void);
int tend_sleep(struct tend_context *context, int64_t milliseconds);
int64_t tend_now(void);

struct tend_group {
    size_t live;
    struct tend_queue waiting;
};

int tend_group_go(struct tend_group *group, void (*body)(void *), void *argument);
int tend_group_wait(struct tend_context *context, struct tend_group *group);

#define TEND_BACKGROUND ((struct tend_context *)0)

struct tend_context *tend_context_make(struct tend_context *parent);
struct tend_context *tend_context_timeout(struct tend_context *parent, int64_t milliseconds);
void tend_context_cancel(struct tend_context *context, int reason);
int tend_context_reason(const struct tend_context *context);
void tend_context_free(struct tend_context *context);

struct tend_channel *tend_channel_make(size_t value_size, size_t capacity);
int tend_send(struct tend_context *context, struct tend_channel *channel, const void *value);
int tend_receive(struct tend_context *context, struct tend_channel *channel, void *value);
int tend_channel_close(struct tend_channel *channel);
void tend_channel_free(struct tend_channel *channel);

enum tend_direction { TEND_SEND = 1, TEND_RECEIVE = 2 };

struct tend_clause {
    struct tend_channel *channel;
    enum tend_direction direction;
    bool closed;
    void *value;
    struct tend_hook hook;
};

int tend_select(struct tend_context *context, struct tend_clause *clauses, size_t count, int64_t timeout_milliseconds);

struct tend_timer *tend_timer_make(int64_t milliseconds);
struct tend_timer *tend_ticker_make(int64_t milliseconds);
struct tend_channel *tend_timer_channel(struct tend_timer *timer);
void tend_timer_free(struct tend_timer *timer);

enum tend_readiness { TEND_READABLE = 1, TEND_WRITABLE = 2 };

int tend_wait_fd(struct tend_context *context, int fd, enum tend_readiness readiness);
int tend_listen(const struct sockaddr *address, socklen_t length);
int tend_connect(struct tend_context *context, const struct sockaddr *address, socklen_t length);
int tend_accept(struct tend_context *context, int listener);
ssize_t tend_read(struct tend_context *context, int fd, void *buffer, size_t size);
int tend_write(struct tend_context *context, int fd, const void *buffer, size_t size);

struct tend_count {
    size_t live, peak, total;
    const void *site;
};

size_t tend_task_count(void);
struct tend_count tend_count_all(void);
size_t tend_count_sites(struct tend_count *counts, size_t size);

#endif
