/* What the benchmarks of each library have in common. Each prints `NAME NANOSECONDS` a line. */
#ifndef BENCH_H
#define BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <time.h>

enum { SPAWNS = 300000, MESSAGES = 1000000, SELECTS = 500000, BUFFER = 128, SENDERS = 4, PARKED = 10000 };

static inline double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* `since` is now_ns from before it was done so many times. */
static inline void print_each(const char *name, double since, long times)
{
    printf("%s %.1f\n", name, (now_ns() - since) / (double)times);
}

#endif
