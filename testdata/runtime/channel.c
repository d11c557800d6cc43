#include "channel.h"
#include "task.h"
#include <assert.h>
#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

/* Senders wait only while it is full, and receivers only while it is empty. */
struct tend_channel {
    struct tend_queue senders, receivers;
    size_t value_size, capacity;
    size_t first, count; /* of the values that it holds */
    bool closed;
    alignas(max_align_t) char values[];
};

struct tend_channel *tend_channel_make(size_t value_size, size_t capacity)
{
    size_t bytes;
    if (__builtin_mul_overflow(value_size, capacity, &bytes) ||
        __builtin_add_overflow(bytes, sizeof(struct tend_channel), &bytes))
        return NULL;
    struct tend_channel *channel = malloc(bytes);
    if (channel)
        *channel = (struct tend_channel){.value_size = value_size, .capacity = capacity};
    return channel;
}

void tend_channel_free(struct tend_channel *channel)
{
    assert(!channel || (!channel->senders.first && !channel->receivers.first));
    free(channel);
}

struct tend_clause *channel_clause(struct tend_hook *hook)
{
    return (struct tend_clause *)(void *)((char *)hook - offsetof(struct tend_clause, hook));
}

struct tend_queue *channel_queue(const struct tend_clause *clause)
{
    return clause->direction == TEND_SEND ? &clause->channel->senders : &clause->channel->receivers;
}

static void put(struct tend_channel *channel, const void *value)
{
    size_t index = (channel->first + channel->count++) % channel->capacity;
    memcpy(channel->values + index * channel->value_size, value, channel->value_size);
}

static void take(struct tend_channel *channel, void *value)
{
    memcpy(value, channel->values + channel->first * channel->value_size, channel->value_size);
    channel->first = (channel->first + 1) % channel->capacity;
    channel->count--;
}

static bool attempt_send(struct tend_channel *channel, const void *value)
{
    struct tend_hook *receiver = channel->receivers.first;
    if (receiver) {
        memcpy(channel_clause(receiver)->value, value, channel->value_size);
        task_wake(receiver, 0);
        return true;
    }
    if (channel->count == channel->capacity)
        return false;
    put(channel, value);
    return true;
}

/* Whoever waits to send puts its value into the place that has become free; without a buffer, into the hand.
 */
static bool attempt_receive(struct tend_channel *channel, void *value)
{
    struct tend_hook *sender = channel->senders.first;
    if (channel->count) {
        take(channel, value);
        if (sender)
            put(channel, channel_clause(sender)->value);
    } else if (sender) {
        memcpy(value, channel_clause(sender)->value, channel->value_size);
    } else {
        return false;
    }
    if (sender)
        task_wake(sender, 0);
    return true;
}

bool channel_attempt(struct tend_clause *clause)
{
    struct tend_channel *channel = clause->channel;
    bool sends = clause->direction == TEND_SEND;
    if (!channel)
        return false;
    if (channel->closed && (sends || !channel->count))
        return clause->closed = true;
    return sends ? attempt_send(channel, clause->value) : attempt_receive(channel, clause->value);
}

static void wake_closed(struct tend_queue *queue)
{
    while (queue->first) {
        channel_clause(queue->first)->closed = true;
        task_wake(queue->first, 0);
    }
}

int tend_channel_close(struct tend_channel *channel)
{
    if (channel->closed)
        return -EPIPE;
    channel->closed = true;
    wake_closed(&channel->senders);
    wake_closed(&channel->receivers);
    return 0;
}
