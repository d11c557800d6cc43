/* A pairing heap (Fredman, Sedgewick, Sleator, Tarjan, 1986): an alarm rings no later than its children. It
   needs no memory but the alarms', so that waiting cannot fail for want of it. `previous` is the parent of a
   first child. */
#include "alarm.h"
#include <stddef.h>
#include <time.h>

static struct alarm *root;
static int64_t seen;

int64_t clock_seen(void)
{
    return seen;
}

int64_t clock_look(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    seen = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    return seen;
}

int64_t clock_in(int64_t milliseconds)
{
    int64_t next = clock_look() + 1; /* what has passed of this millisecond does not count */
    return milliseconds < INT64_MAX - next ? next + milliseconds : INT64_MAX;
}

static struct alarm *meld(struct alarm *a, struct alarm *b)
{
    if (!a || !b)
        return a ? a : b;
    if (b->when < a->when) {
        struct alarm *later = a;
        a = b;
        b = later;
    }
    b->previous = a;
    b->next = a->child;
    if (a->child)
        a->child->previous = b;
    a->child = b;
    return a;
}

static struct alarm *take_first(struct alarm **list)
{
    struct alarm *first = *list;
    if (first) {
        *list = first->next;
        first->next = first->previous = NULL;
    }
    return first;
}

/* Makes one heap of siblings: two by two, and then what that leaves. */
static struct alarm *meld_all(struct alarm *siblings)
{
    struct alarm *pairs = NULL, *all = NULL, *one;
    while ((one = take_first(&siblings))) {
        one = meld(one, take_first(&siblings));
        one->next = pairs;
        pairs = one;
    }
    while ((one = take_first(&pairs)))
        all = meld(all, one);
    return all;
}

void alarm_set(struct alarm *alarm, int64_t when)
{
    alarm->when = when;
    alarm->set = true;
    alarm->child = alarm->next = alarm->previous = NULL;
    root = meld(root, alarm);
}

void alarm_clear(struct alarm *alarm)
{
    if (!alarm->set)
        return;
    alarm->set = false;
    struct alarm *children = meld_all(alarm->child);
    if (alarm == root) {
        root = children;
        return;
    }
    *(alarm->previous->child == alarm ? &alarm->previous->child : &alarm->previous->next) = alarm->next;
    if (alarm->next)
        alarm->next->previous = alarm->previous;
    root = meld(root, children);
}

void alarms_ring(void)
{
    int64_t now = clock_look();
    while (root && root->when <= now) {
        struct alarm *alarm = root;
        alarm_clear(alarm);
        alarm->ring(alarm);
    }
}

int64_t alarms_next(void)
{
    if (!root)
        return -1;
    int64_t left = root->when - clock_look();
    return left > 0 ? left : 0;
}

void alarms_forget(void)
{
    root = NULL;
}
