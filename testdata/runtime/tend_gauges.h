/* Gauges of tend: how many tasks there are, where they wait, and whether they pile up. */
#ifndef TEND_GAUGES_H
#define TEND_GAUGES_H

#include "tend.h"
#include <stdio.h>

/* Writes where all tasks are, but for the one that does it, in the text forms of Go's goroutine profiles.
   With debug 1 they are grouped by stack, the most first; with 2 one by one, with what each waits for and how
   long already. 0 or a negative errno. */
int tend_profile(FILE *out, int debug);

/* The same over HTTP, on the loopback interface only:

     /debug/pprof/goroutine?debug=1    the profile; also debug=2
     /metrics                          counts for Prometheus: of tasks, by site, and by what they wait for

   It answers while tasks wait, not while one computes. Port 0 is any free one. NULL: errno says why not. */
struct tend_gauges *tend_gauges_serve(uint16_t port);
uint16_t tend_gauges_port(const struct tend_gauges *gauges);
void tend_gauges_stop(struct tend_gauges *gauges);

/* == The canary watches the count of tasks, and sings when it is wrong. */

enum tend_canary_song {
    TEND_CANARY_THRESHOLD, /* the count has come above the threshold; again only when it has been below */
    TEND_CANARY_GROWTH /* the count has grown all the time, and the load has not; once in a window */
};

struct tend_canary_options {
    int64_t period; /* milliseconds between two looks; 0: 10,000 */
    size_t threshold; /* 0: none */
    size_t window; /* looks over which growth is judged, at least 8; 0: 60 */
    FILE *log; /* where each look is written, as a line; NULL: nowhere */
    void (*sing)(void *argument, enum tend_canary_song song, size_t count);
    /* How much there is to do, say open connections. NULL: how many tasks are started in a period. */
    double (*load)(void *argument);
    void *argument;
};

/* NULL: no memory. */
struct tend_canary *tend_canary_start(const struct tend_canary_options *options);
void tend_canary_stop(struct tend_canary *canary);

#endif
