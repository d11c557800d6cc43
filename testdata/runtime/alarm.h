/* What is to be done at some time. */
#ifndef TEND_ALARM_H
#define TEND_ALARM_H

#include <stdbool.h>
#include <stdint.h>

struct alarm {
    int64_t when;
    void (*ring)(struct alarm *alarm);
    bool set;
    struct alarm *child, *next, *previous; /* in the heap */
};

/* The clock as it was when somebody last looked, in milliseconds: good enough for profiles. */
int64_t clock_seen(void);

/* Looks. */
int64_t clock_look(void);

/* The time when so many milliseconds have surely passed. */
int64_t clock_in(int64_t milliseconds);

/* Has the alarm ring at the time. It must not be set. */
void alarm_set(struct alarm *alarm, int64_t when);

/* Does nothing to one that is not set. */
void alarm_clear(struct alarm *alarm);

/* Rings all whose time has come. They are not set any more when they ring. */
void alarms_ring(void);

/* Milliseconds to the next; -1 when none is set. */
int64_t alarms_next(void);

/* Forgets all. */
void alarms_forget(void);

#endif
