#include "channel.h"
#include "context.h"
#include "task.h"
#include <stdlib.h>

struct tend_timer {
    struct alarm alarm;
    int64_t period; /* 0: it rings once */
    struct tend_channel *channel;
};

int64_t tend_now(void)
{
    return clock_look();
}

int tend_sleep(struct tend_context *context, int64_t milliseconds)
{
    int error = tend_context_reason(context);
    if (!error)
        context_wait(context, "sleep", milliseconds > 0 ? milliseconds : 0, &error);
    return tend_context_reason(context);
}

/* Ticks that have been missed altogether are left out. */
static int64_t next_ring(const struct tend_timer *timer)
{
    int64_t late = clock_seen() - timer->alarm.when;
    return timer->alarm.when + (late / timer->period + 1) * timer->period;
}

static void tick(struct alarm *alarm)
{
    struct tend_timer *timer =
        (struct tend_timer *)(void *)((char *)alarm - offsetof(struct tend_timer, alarm));
    int64_t now = clock_seen();
    channel_attempt(&(struct tend_clause){timer->channel, TEND_SEND, .value = &now});
    if (timer->period)
        alarm_set(&timer->alarm, next_ring(timer));
}

static struct tend_timer *make_timer(int64_t milliseconds, int64_t period)
{
    struct tend_timer *timer = calloc(1, sizeof *timer);
    if (!timer)
        return NULL;
    timer->channel = tend_channel_make(sizeof(int64_t), 1);
    if (!timer->channel) {
        free(timer);
        return NULL;
    }
    timer->period = period;
    timer->alarm.ring = tick;
    alarm_set(&timer->alarm, clock_in(milliseconds));
    return timer;
}

struct tend_timer *tend_timer_make(int64_t milliseconds)
{
    return make_timer(milliseconds, 0);
}

struct tend_timer *tend_ticker_make(int64_t milliseconds)
{
    return make_timer(milliseconds, milliseconds > 0 ? milliseconds : 1);
}

struct tend_channel *tend_timer_channel(struct tend_timer *timer)
{
    return timer->channel;
}

void tend_timer_free(struct tend_timer *timer)
{
    if (!timer)
        return;
    alarm_clear(&timer->alarm);
    tend_channel_free(timer->channel);
    free(timer);
}
