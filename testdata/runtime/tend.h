/* tend: tasks that are tended to until they end.

   A task is a coroutine with a stack of its own. All tasks of a process share one thread, the one in
   tend_run, and change places only inside the calls below: what stands between two of them needs no lock. No
   call may be made from another thread.

   Whatever blocks takes a context, as its first argument, and ends when that is cancelled. With
   TEND_BACKGROUND, which nothing cancels, it ends only when it has done its work: whoever writes that says
   that somebody surely comes.

   Functions that can fail return 0, or a count, or a negative errno:

     -EPIPE       the channel is closed
     -EAGAIN      nothing can be done without waiting, and a timeout of 0 says not to wait
     -ETIMEDOUT   the timeout, or the deadline of the context, has passed
     -ECANCELED   the context is cancelled; or the reason that whoever cancelled it has given
     -ENOMEM      no memory, or no room for another stack

   A call whose context is cancelled when it begins does nothing. One that fails has done nothing: its value
   is neither taken nor given. */
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

/* A place in a queue of those who wait. The library's own. */
struct tend_hook {
    struct tend_hook *previous, *next, *sibling;
    struct tend_queue *queue;
    void *task;
};

struct tend_queue {
    struct tend_hook *first, *last;
};

/* Runs body(argument) as the first task. Returns when no task can ever run again: how many are left then that
   nothing can wake. It is 0 when all have ended. The stacks of those left are freed; what stands on them is
   lost. */
size_t tend_run(void (*body)(void *), void *argument);

/* == Tasks */

/* Starts body(argument) as a task, after the caller has come to wait. 0 or -ENOMEM. */
int tend_go(void (*body)(void *), void *argument);

/* The same with room for stack_size bytes, where the usual 64 KiB are too few. Only pages that are used take
 * memory. */
int tend_go_sized(void (*body)(void *), void *argument, size_t stack_size);

/* Lets all others run that can. */
void tend_yield(void);

int tend_sleep(struct tend_context *context, int64_t milliseconds);

/* Milliseconds of the monotonic clock. */
int64_t tend_now(void);

/* == Groups: to wait for the end of tasks. All zero is an empty group; it has to outlive its tasks. */

struct tend_group {
    size_t live;
    struct tend_queue waiting;
};

int tend_group_go(struct tend_group *group, void (*body)(void *), void *argument);

/* Waits until no task of the group is left. */
int tend_group_wait(struct tend_context *context, struct tend_group *group);

/* == Contexts: to end what tasks wait for */

/* The context that is never cancelled. */
#define TEND_BACKGROUND ((struct tend_context *)0)

/* A context that is cancelled with its parent, or by itself. NULL: no memory. */
struct tend_context *tend_context_make(struct tend_context *parent);

/* The same that is also cancelled in so many milliseconds, with -ETIMEDOUT as its reason. */
struct tend_context *tend_context_timeout(struct tend_context *parent, int64_t milliseconds);

/* Makes every call fail with the reason, a negative errno, that has this context or one made of it; now and
   later. Does nothing when it is already cancelled. */
void tend_context_cancel(struct tend_context *context, int reason);

/* 0 until it is cancelled. */
int tend_context_reason(const struct tend_context *context);

/* No call may be waiting with it, and the contexts made of it must be freed. NULL is nothing to free. */
void tend_context_free(struct tend_context *context);

/* == Channels */

/* A channel of values of so many bytes. It holds `capacity` of them; with 0 each value goes from hand to
   hand, and a send waits for its receive. NULL: no memory. */
struct tend_channel *tend_channel_make(size_t value_size, size_t capacity);

/* Both fail with -EPIPE once the channel is closed; receiving only when what it holds has been received. */
int tend_send(struct tend_context *context, struct tend_channel *channel, const void *value);
int tend_receive(struct tend_context *context, struct tend_channel *channel, void *value);

/* Ends the waiting of all who send or receive. -EPIPE: it was closed already. */
int tend_channel_close(struct tend_channel *channel);

/* No task may be waiting at it. NULL is nothing to free. */
void tend_channel_free(struct tend_channel *channel);

enum tend_direction { TEND_SEND = 1, TEND_RECEIVE = 2 };

struct tend_clause {
    struct tend_channel *channel; /* NULL: this clause never can be done */
    enum tend_direction direction;
    bool closed; /* set when this clause was chosen because its channel is closed, and nothing was done */
    void *value; /* what to send, or where to receive */
    struct tend_hook hook; /* the library's own */
};

/* Does one of the clauses that can be done, any of them alike, and returns its index. Waits for one so many
   milliseconds: 0 is not at all, negative is for good. */
int tend_select(
    struct tend_context *context, struct tend_clause *clauses, size_t count, int64_t timeout_milliseconds);

/* == Timers */

/* A timer that sends the time, an int64_t of tend_now, to its channel: once in so many milliseconds, or again
   and again that far apart. A tick that nobody has received yet is the only one. NULL: no memory. */
struct tend_timer *tend_timer_make(int64_t milliseconds);
struct tend_timer *tend_ticker_make(int64_t milliseconds);
struct tend_channel *tend_timer_channel(struct tend_timer *timer);
void tend_timer_free(struct tend_timer *timer);

/* == Sockets. The task waits, not the thread. Any descriptor of a stream socket will do, and close(2) ends it
   when nobody waits at it. */

enum tend_readiness { TEND_READABLE = 1, TEND_WRITABLE = 2 };

/* Waits until the descriptor, of anything that epoll knows, is ready. */
int tend_wait_fd(struct tend_context *context, int fd, enum tend_readiness readiness);

/* A listening or a connected socket, or what went wrong. */
int tend_listen(const struct sockaddr *address, socklen_t length);
int tend_connect(struct tend_context *context, const struct sockaddr *address, socklen_t length);
int tend_accept(struct tend_context *context, int listener);

/* Reads what there is, at most size bytes; 0 is the end. */
ssize_t tend_read(struct tend_context *context, int fd, void *buffer, size_t size);

/* Writes all. When it fails, some of it may be written. */
int tend_write(struct tend_context *context, int fd, const void *buffer, size_t size);

/* == Counts: of the tasks of this run */

struct tend_count {
    size_t live, peak, total;
    const void *site; /* the address that the call which started them returns to */
};

size_t tend_task_count(void);
struct tend_count tend_count_all(void);

/* Of the tasks that were started at each site: fills at most `size` of them, and returns how many there are.
 */
size_t tend_count_sites(struct tend_count *counts, size_t size);

#endif
