#include "channel.h"
#include "context.h"
#include "task.h"
#include <errno.h>

/* Where among `count` clauses to begin, so that none is always asked first. xorshift: Marsaglia, 2003. */
static size_t anywhere(size_t count)
{
    static uint32_t state = 1;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % count;
}

static struct tend_clause *attempt_any(struct tend_clause *clauses, size_t count)
{
    size_t begin = count > 1 ? anywhere(count) : 0;
    for (size_t i = 0; i < count; i++) {
        struct tend_clause *clause = &clauses[begin + i < count ? begin + i : begin + i - count];
        if (channel_attempt(clause)) {
            task_spend();
            return clause;
        }
    }
    return NULL;
}

static struct tend_clause *wait_for_any(struct tend_context *context, struct tend_clause *clauses,
    size_t count, const char *reason, int64_t timeout, int *error)
{
    for (size_t i = 0; i < count; i++)
        if (clauses[i].channel)
            task_hook(channel_queue(&clauses[i]), &clauses[i].hook);
    struct tend_hook *hook = context_wait(context, reason, timeout, error);
    return hook ? channel_clause(hook) : NULL;
}

/* The clause that was done, or NULL and why none was. */
static struct tend_clause *do_any(struct tend_context *context, struct tend_clause *clauses, size_t count,
    const char *reason, int64_t timeout, int *error)
{
    if ((*error = tend_context_reason(context)))
        return NULL;
    struct tend_clause *done = attempt_any(clauses, count);
    if (done)
        return done;
    if (timeout == 0) {
        task_spend();
        *error = -EAGAIN;
        return NULL;
    }
    return wait_for_any(context, clauses, count, reason, timeout, error);
}

int tend_select(
    struct tend_context *context, struct tend_clause *clauses, size_t count, int64_t timeout_milliseconds)
{
    int error;
    for (size_t i = 0; i < count; i++)
        clauses[i].closed = false;
    struct tend_clause *done = do_any(context, clauses, count, "select", timeout_milliseconds, &error);
    return done ? (int)(done - clauses) : error;
}

/* Inlined, so that profiles name the call that tasks wait in. */
static inline __attribute__((always_inline)) int do_one(struct tend_context *context,
    struct tend_channel *channel, enum tend_direction direction, void *value, const char *reason)
{
    struct tend_clause clause; /* the hook is filled in when it is used */
    clause.channel = channel;
    clause.direction = direction;
    clause.closed = false;
    clause.value = value;
    int error;
    if (!do_any(context, &clause, 1, reason, -1, &error))
        return error;
    return clause.closed ? -EPIPE : 0;
}

int tend_send(struct tend_context *context, struct tend_channel *channel, const void *value)
{
    return do_one(context, channel, TEND_SEND, (void *)(uintptr_t)value, "chan send");
}

int tend_receive(struct tend_context *context, struct tend_channel *channel, void *value)
{
    return do_one(context, channel, TEND_RECEIVE, value, "chan receive");
}
